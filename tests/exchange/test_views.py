"""Recommendations in and out in the browser, for those who may."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.access.accounts import PASSWORD, holder, set_up_second_factor
from tests.consultation.factories import make_programme

from mashura.access.actors import Role
from mashura.access.public import SYSTEM, acting_as, visible
from mashura.consultation.models import Recommendation

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
IMPORT = "/en/recommendations/import/"
HEADER = "state_under_review,text,recommending_state,response,session,cycle,action_category\n"
GOOD = f"{HEADER}Egypt,Protect everybody.,Chad,Accepted,20,2,4\n".encode()


@pytest.fixture
def programme():
    return make_programme(countries=["EGY"])


def sign_in(role, programme):
    user, post = holder(role)
    with acting_as(SYSTEM):
        post.programmes, post.countries = [programme.pk], ["EGY"]
        post.save()
    client = Client()
    code = set_up_second_factor(user)
    client.post("/en/sign-in/", {"login": user.email, "password": PASSWORD})
    client.post("/en/account/second-step/code/", {"code": code()})
    return client


def brought(client, programme, content, file_format="upr-info", name="rows.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post(IMPORT, {"programme": programme.pk, "file_format": file_format, "country": "", "file": file})


def count():
    with acting_as(SYSTEM):
        return visible(SYSTEM, Recommendation).count()


def go_on(client, programme, response):
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode()))
    return client.post(f"{IMPORT}{programme.pk}/", hidden)


def test_a_file_is_tried_then_imported_then_found_to_be_there(programme):
    client = sign_in(Role.SECRETARIAT, programme)
    assert client.get(IMPORT).status_code == 200
    trial = brought(client, programme, GOOD)
    assert "Nothing is imported yet." in trial.content.decode()
    assert count() == 0
    assert "The file is imported." in go_on(client, programme, trial).content.decode()
    assert count() == 1
    assert "there is nothing to import" in brought(client, programme, GOOD).content.decode()


def test_a_row_that_cannot_be_used_is_named_and_nothing_comes_in(programme):
    client = sign_in(Role.SECRETARIAT, programme)
    answer = brought(client, programme, GOOD + b"Atlantis,Do it.,Chad,Noted,20,2,4\n")
    assert answer.status_code == 400
    assert "Atlantis" in answer.content.decode()
    assert count() == 0


@pytest.mark.parametrize(
    ("content", "file_format", "says"),
    [
        (b"a,b\n1,2\n", "upr-info", "state_under_review"),
        (b"no document", "ohchr-list", "Say which State"),
        (b"{", "uhri", "damaged"),
        (b"a,b\n1,2\n", "own-csv", "ref"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_beside_the_field(programme, content, file_format, says):
    client = sign_in(Role.SECRETARIAT, programme)
    answer = brought(client, programme, content, file_format)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_a_file_that_waits_no_longer_is_asked_for_again(programme):
    client = sign_in(Role.SECRETARIAT, programme)
    answer = client.post(f"{IMPORT}{programme.pk}/", {"sha256": "../../etc/passwd", "file_format": "uhri"}, follow=True)
    assert "Bring it again." in answer.content.decode()


@pytest.mark.parametrize("role", [Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.OBSERVER])
def test_other_roles_do_not_import(programme, role):
    client = sign_in(role, programme)
    assert client.get(IMPORT).status_code == 403
    assert client.post(f"{IMPORT}{programme.pk}/", {}).status_code == 403


def test_the_public_does_not_import_and_an_unreleased_programme_is_not_there(client, programme):
    assert client.get(IMPORT).status_code == 403
    assert client.get(f"/en/recommendations/own-file/{programme.pk}/").status_code == 404
    assert client.post(f"{IMPORT}{programme.pk}/", {}).status_code == 404


def test_our_own_file_goes_out_and_comes_back_without_a_change(programme):
    client = sign_in(Role.SECRETARIAT, programme)
    go_on(client, programme, brought(client, programme, GOOD))
    own = client.get(f"/en/recommendations/own-file/{programme.pk}/").content
    assert b"Protect everybody." in own
    again = brought(client, programme, own, "own-csv", "own.csv")
    assert "there is nothing to import" in again.content.decode()
    assert client.get(f"/en/recommendations/own-file/{programme.pk}/").content == own
