"""A new installation without demonstration: its content and its first account, by command."""

import re

import pytest
from django.core import mail
from django.core.management import call_command

from mashura.access.models import Holding, Post
from mashura.access.public import ANONYMOUS, SYSTEM, acting_as
from mashura.errors import InputError
from mashura.publication.public import current_editions
from mashura.reference.public import load_reference
from mashura.site.search.queries import find_pages

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_the_first_member_of_the_secretariat_is_invited_by_command(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("invite_secretariat", "first@example.org", "Invented Organisation", site="https://site.example/")
    path = re.search(r"https://site\.example(/en/invitation/\S+)", mail.outbox[0].body)[1]
    client.post(path, {"name": "First Invented", "password": "three quiet herons wading"})
    with acting_as(SYSTEM):
        assert Holding.objects.get().post.role == "secretariat"


def test_a_wrong_address_invites_nobody_and_leaves_nothing():
    with pytest.raises(InputError):
        call_command("invite_secretariat", "no address", "Invented Organisation", site="https://site.example")
    with acting_as(SYSTEM):
        assert not Post.objects.exists()


def test_the_bundled_content_is_loaded_by_command():
    load_reference(actor=SYSTEM)
    call_command("load_bundled")
    with acting_as(ANONYMOUS):
        assert {edition.language for edition in current_editions(ANONYMOUS)} == {"ar", "en", "fr"}
        assert find_pages(ANONYMOUS, "Tunisia", language="en").pages
