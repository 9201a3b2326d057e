"""The two roles of the database: the application is bound by row policies and owns nothing."""

import pytest
from django.db import connections

RIGHTS = """
    select rolsuper, rolbypassrls, rolcreaterole,
           pg_get_userbyid(datdba) = current_user
    from pg_roles, pg_database
    where rolname = current_user and datname = current_database()
"""


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_application_role_has_no_power_over_the_database():
    with connections["default"].cursor() as cursor:
        cursor.execute(RIGHTS)
        assert cursor.fetchone() == (False, False, False, False)


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_owner_owns_the_database_but_is_no_superuser():
    with connections["owner"].cursor() as cursor:
        cursor.execute(RIGHTS)
        assert cursor.fetchone() == (False, False, False, True)


@pytest.mark.django_db(databases=["default", "owner"])
def test_both_aliases_see_the_same_database():
    names = set()
    for alias in ("default", "owner"):
        with connections[alias].cursor() as cursor:
            cursor.execute("select current_database()")
            names.add(cursor.fetchone()[0])
    assert len(names) == 1
