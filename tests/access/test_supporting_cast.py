import pytest

from mashura.access.actors import Role
from mashura.access.demonstration import create_demonstration_accounts
from mashura.access.models import AuditEntry, Organisation, User
from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, acting_as, visible
from mashura.access.supporting_cast import (
    BODIES,
    SEATS,
    create_supporting_cast,
    demonstration_actor,
    demonstration_organisation,
)

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def cast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    create_demonstration_accounts(actor=SYSTEM, programmes=["fictional-example"], fictional=["fictional-example"])
    create_supporting_cast(actor=SYSTEM, programme="fictional-example")


def test_every_seat_is_held_by_somebody_whom_no_password_opens(cast):
    for role, country, key, _titles in SEATS:
        actor = demonstration_actor(role, country, organisation=key)
        assert actor.countries == {country}
        assert actor.programmes == {"fictional-example"}
        assert not User.objects.get(pk=actor.user_id).has_usable_password()


def test_an_account_that_a_visitor_may_try_goes_first(cast):
    head = demonstration_actor(Role.HEAD_OF_DELEGATION, "XAA")
    assert User.objects.get(pk=head.user_id).email == "head-of-delegation@example.org"
    delegate = demonstration_actor(Role.DELEGATE, "XAA")
    assert not User.objects.get(pk=delegate.user_id).has_usable_password()


def test_every_body_is_plainly_fictional_in_three_languages(cast):
    for key in BODIES:
        body = demonstration_organisation(key)
        assert body.is_fictional
        assert "(fictional)" in body.names["en"]
        assert "خيالي" in body.names["ar"]
        assert "(fictif)" in body.names["fr"]


def test_a_second_time_changes_nothing(cast):
    with acting_as(SYSTEM):
        before = visible(SYSTEM, AuditEntry).count(), visible(SYSTEM, Organisation).count(), User.objects.count()
    create_supporting_cast(actor=SYSTEM, programme="fictional-example")
    with acting_as(SYSTEM):
        assert before == (
            visible(SYSTEM, AuditEntry).count(),
            visible(SYSTEM, Organisation).count(),
            User.objects.count(),
        )


def test_who_may_not_add_posts_makes_no_cast():
    with pytest.raises(Forbidden):
        create_supporting_cast(actor=ANONYMOUS, programme="fictional-example")


def test_a_role_that_nobody_holds_is_said_so(cast):
    with pytest.raises(LookupError):
        demonstration_actor(Role.DELEGATE, "XZZ")
    with pytest.raises(LookupError):
        demonstration_organisation("nobody")
