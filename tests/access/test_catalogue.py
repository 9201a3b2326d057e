"""The database says what the declarations say, and nothing else is open."""

import pytest
from django.db import DatabaseError, connection, connections, transaction
from tests.access.factories import make_actor, make_organisation

from mashura.access.catalogue import check_catalogue
from mashura.access.infrastructure import INFRASTRUCTURE
from mashura.access.models import Organisation
from mashura.access.permissions import Action
from mashura.access.public import ANONYMOUS, SYSTEM, Role, acting_as, visible
from mashura.access.registry import registry
from mashura.access.rls import apply_policies, predicate

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def execute(statement):
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def tables():
    with connections["owner"].cursor() as cursor:
        return set(connections["owner"].introspection.table_names(cursor))


def test_the_database_says_what_is_declared():
    assert check_catalogue(connections["owner"]) == []


def test_every_table_is_declared_or_listed_as_infrastructure():
    assert tables() == {declaration.table for declaration in registry} | set(INFRASTRUCTURE)


def test_no_table_is_both():
    assert not {declaration.table for declaration in registry} & set(INFRASTRUCTURE)


def test_the_listed_personal_columns_exist():
    with connections["owner"].cursor() as cursor:
        for table, entry in INFRASTRUCTURE.items():
            if table.startswith("axes_"):
                continue  # the four tables of axes share one list of columns; none has them all
            columns = {one.name for one in connections["owner"].introspection.get_table_description(cursor, table)}
            assert set(entry.personal) <= columns, table


def test_applying_again_changes_nothing():
    assert apply_policies(connections["owner"]) == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("GRANT UPDATE ON access_auditentry TO {app}", "access_auditentry: granted"),
        ("GRANT SELECT ON access_post TO PUBLIC", "access_post: SELECT is granted to every role"),
        ("GRANT TRUNCATE ON access_post TO {app}", "access_post: granted"),
        ("REVOKE SELECT ON access_post FROM {app}", "access_post: granted"),
        ("ALTER TABLE access_post NO FORCE ROW LEVEL SECURITY", "access_post: row level security"),
        ("ALTER TABLE access_post DISABLE ROW LEVEL SECURITY", "access_post: row level security"),
        ("ALTER POLICY mashura_view ON access_post USING (true)", "access_post: policy mashura_view"),
        ("ALTER POLICY mashura_add ON access_post WITH CHECK (true)", "access_post: policy mashura_add"),
        ("CREATE POLICY more ON access_post USING (true)", "access_post: policies"),
        ("DROP POLICY mashura_view ON access_post", "access_post: policies"),
        ("DROP TRIGGER mashura_append_only ON access_auditseal", "access_auditseal: append-only"),
        ("CREATE TABLE left_open (id int); GRANT SELECT ON left_open TO {app}", "left_open: row level security"),
        ("GRANT USAGE ON SEQUENCE auth_group_id_seq TO PUBLIC", "auth_group_id_seq: USAGE is granted to every role"),
    ],
)
def test_every_kind_of_harm_is_found(harm, said):
    execute(harm.format(app=connection.settings_dict["USER"]))
    assert any(one.startswith(said) for one in check_catalogue(connections["owner"]))


@pytest.mark.parametrize(
    "harm",
    [
        "GRANT UPDATE, TRUNCATE ON access_auditentry TO {app}",
        "ALTER TABLE access_post NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY",
        "CREATE POLICY more ON access_post USING (true)",
        "DROP POLICY mashura_view ON access_post",
        "DROP TRIGGER mashura_append_only ON access_auditseal",
        "CREATE TABLE left_open (id int); GRANT SELECT ON left_open TO {app}",
        "REVOKE ALL ON access_post FROM {app}",
    ],
)
def test_the_next_migrate_repairs_it(harm):
    execute(harm.format(app=connection.settings_dict["USER"]))
    assert apply_policies(connections["owner"]) != []
    assert check_catalogue(connections["owner"]) == []


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_an_undeclared_table_is_closed_even_to_the_system():
    execute("CREATE TABLE undeclared (id int)")
    try:
        apply_policies(connections["owner"])
        with acting_as(SYSTEM), connection.cursor() as cursor:
            with pytest.raises(DatabaseError, match="permission denied"):
                cursor.execute("SELECT * FROM undeclared")
            transaction.set_rollback(True)
    finally:
        execute("DROP TABLE undeclared")


def test_the_application_role_is_bound_by_policies():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)


class TestPlans:
    """Row policies leave the plan as it is: settings are read once, and the filter's constants use the index."""

    def plan(self, actor, rows):
        with acting_as(actor), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            sql, parameters = rows.query.sql_with_params()
            cursor.execute("EXPLAIN " + sql, parameters)
            return "\n".join(line for (line,) in cursor.fetchall())

    def test_the_key_of_a_row_uses_its_index(self):
        organisation = make_organisation()
        actor = make_actor(Role.DELEGATE)
        plan = self.plan(actor, visible(actor, Organisation).filter(pk=organisation.pk))
        assert "Index Scan using access_organisation_pkey" in plan

    def test_settings_are_read_once_per_query(self):
        plan = self.plan(ANONYMOUS, visible(ANONYMOUS, Organisation))
        filters = [line for line in plan.splitlines() if "Filter:" in line or "Index Cond:" in line]
        assert filters
        assert not any("current_setting" in line for line in filters)
        assert "InitPlan" in plan

    def test_who_reaches_every_row_needs_one_comparison(self):
        expression = predicate(registry.get(Organisation), Action.CHANGE)
        assert expression.count("current_setting") == 1
