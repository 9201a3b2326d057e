"""What must never be false is refused by the database, whoever writes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from tests.access.factories import make_holding, make_organisation, make_post, make_user

from mashura.access.models import Holding, Invitation, MeetingCode
from mashura.access.public import SYSTEM, acting_as
from mashura.kit.clock import now

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
HASH = "0" * 64


def refused(constraint, write):
    def write_and_check():
        write()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match=constraint), acting_as(SYSTEM):
        write_and_check()


def test_an_account_address_is_lower_case():
    refused("account_email_is_lower_case", lambda: make_user(email="Somebody@example.org"))


def test_an_account_address_is_unique():
    make_user(email="one@example.org")
    refused("email", lambda: make_user(email="one@example.org"))


def test_a_ministry_has_a_country():
    refused("state_body_has_country", lambda: make_organisation(country=None))
    assert make_organisation(kind="international", country=None).pk


@pytest.mark.parametrize("country", ["xaa", "XA", "X1A"])
def test_a_country_is_three_capital_letters(country):
    refused("organisation_country_is_iso3", lambda: make_organisation(country=country))


def test_an_organisation_has_a_name_and_a_known_kind():
    refused("organisation_has_name", lambda: make_organisation(names={}))
    refused("organisation_kind_is_known", lambda: make_organisation(kind="club"))


def test_no_post_has_the_public_role():
    refused("post_has_role_other_than_public", lambda: make_post(role="public"))


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"countries": ["EGY", "egy"]}, "post_countries_are_iso3"),
        ({"countries": ["EGY", ""]}, "post_countries_are_iso3"),
        ({"programmes": ["North Africa"]}, "post_programmes_are_codes"),
        ({"titles": {}}, "post_has_title"),
    ],
)
def test_a_post_has_title_and_well_formed_reach(changes, constraint):
    refused(constraint, lambda: make_post(**changes))


def test_a_post_has_one_holder_at_a_time():
    first = make_holding()
    refused("post_has_one_current_holder", lambda: make_holding(post=first.post))


def test_handing_over_ends_one_holding_and_starts_the_next():
    first = make_holding()
    at = now()
    with acting_as(SYSTEM):
        Holding.objects.filter(pk=first.pk).update(held_until=at)
    second = make_holding(post=first.post, held_from=at)
    assert second.post_id == first.post_id
    assert second.user_id != first.user_id


def test_a_holding_ends_after_its_start():
    refused("holding_ends_after_start", lambda: make_holding(held_until=now() - timedelta(days=1)))


def test_a_holding_is_of_the_organisation_of_its_post():
    post, elsewhere, user = make_post(), make_organisation(), make_user()
    refused(
        "holding_is_of_the_posts_organisation",
        lambda: Holding.objects.create(post=post, organisation=elsewhere, user=user),
    )


def invite(**changes):
    post = make_post()
    values = {"email": "one@example.org", "post": post, "organisation_id": post.organisation_id, "token_hash": HASH}
    return Invitation.objects.create(**values | {"expires_at": now() + timedelta(days=1)} | changes)


def test_an_invitation_keeps_a_hash_and_ends():
    refused("invitation_keeps_hash_only", lambda: invite(token_hash="secret"))
    refused("invitation_expires_after_sending", lambda: invite(expires_at=now() - timedelta(days=1)))
    refused("invitation_is_accepted_in_time", lambda: invite(accepted_at=now() + timedelta(days=2)))
    refused("withdrawn_invitation_is_not_accepted", lambda: invite(accepted_at=now(), withdrawn_at=now()))
    refused("invitation_is_of_the_posts_organisation", lambda: invite(organisation_id=make_organisation().pk))


def test_a_meeting_code_keeps_a_hash_and_ends():
    def issue(**changes):
        values = {"meeting": "Plenary", "programme": "own", "code_hash": HASH, "expires_at": now() + timedelta(1)}
        MeetingCode.objects.create(**values | changes)

    refused("meeting_code_keeps_hash_only", lambda: issue(code_hash="secret"))
    refused("meeting_code_expires", lambda: issue(expires_at=now() - timedelta(days=1)))


def test_an_account_never_shows_itself_in_a_log():
    user = make_user(name="A name")
    assert user.email not in str(user) + repr(user)
    assert user.name not in str(user) + repr(user)
