import pytest
from django.db import connection

from mashura.access.actors import POST_ROLES
from mashura.access.demonstration import (
    FICTIONAL_COUNTRIES,
    create_demonstration_accounts,
    holds_demonstration_accounts,
)
from mashura.access.models import AuditEntry, Holding, Organisation, User
from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, acting_as, visible

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PROGRAMMES = ["north-africa", "invented"]


@pytest.fixture
def accounts(settings):
    # Hashing a password well takes long on purpose; eleven of them are not what these tests are about.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return create_demonstration_accounts(actor=SYSTEM, programmes=PROGRAMMES, fictional=["invented"])


def test_there_is_one_account_for_each_role_and_its_password_opens_it(accounts):
    assert [one.role for one in accounts] == list(POST_ROLES)
    for account in accounts:
        user = User.objects.get(email=account.email)
        assert user.is_demonstration
        assert user.check_password(account.password)
        with acting_as(SYSTEM):
            holding = visible(SYSTEM, Holding).select_related("post").get(user=user)
        assert holding.post.role == account.role
        # A post of one invented State has no part in a programme of real ones.
        of_one_state = len(holding.post.countries) == 1
        assert holding.post.programmes == (["invented"] if of_one_state else PROGRAMMES)


def test_everything_is_plainly_fictional_in_three_languages(accounts):
    with acting_as(SYSTEM):
        organisations = list(visible(SYSTEM, Organisation))
    for organisation in organisations:
        assert organisation.is_fictional
        assert organisation.country in {None, *FICTIONAL_COUNTRIES}
        assert "fictional" in organisation.names["en"]
        assert "خيالي" in organisation.names["ar"]
        assert "fictif" in organisation.names["fr"] or "fictive" in organisation.names["fr"]
    assert all(account.email.endswith("@example.org") for account in accounts)


def test_a_second_time_changes_nothing_and_prints_the_same(accounts):
    with acting_as(SYSTEM):
        before = visible(SYSTEM, AuditEntry).count()
    assert create_demonstration_accounts(actor=SYSTEM, programmes=PROGRAMMES, fictional=["invented"]) == accounts
    with acting_as(SYSTEM):
        assert visible(SYSTEM, AuditEntry).count() == before
    assert User.objects.count() == len(POST_ROLES)


def test_the_database_says_that_it_holds_them(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    assert not holds_demonstration_accounts()
    create_demonstration_accounts(actor=SYSTEM, programmes=[])
    assert holds_demonstration_accounts()


def test_another_installation_has_other_passwords(accounts, settings):
    settings.SECRET_KEY = "another"
    again = create_demonstration_accounts(actor=SYSTEM, programmes=PROGRAMMES, fictional=["invented"])
    assert not {one.password for one in accounts} & {one.password for one in again}


def test_nobody_else_makes_them():
    with pytest.raises(Forbidden):
        create_demonstration_accounts(actor=ANONYMOUS, programmes=[])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_user")
        assert cursor.fetchone() == (0,)
