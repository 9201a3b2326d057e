"""Does the database say what the declarations say? Asked by tests, and by an operator after a restore."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from mashura.access.rls import Catalogue, TableState, application_role, desired_states, policy_sql, wanted_on_sequence

_PROBE = "mashura_probe"


def check_catalogue(connection: BaseDatabaseWrapper) -> list[str]:
    """Every difference between the database and registry plus infrastructure list, in words; needs the owner.

    Policies are compared by what PostgreSQL made of them, not by what their comment claims: each is written once more
    under another name, read back and rolled back.
    """
    role = application_role()
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        found = Catalogue.read(cursor, role)
        differences: list[str] = []
        for state in desired_states(sorted(found.tables)):
            differences += _table_differences(state, found)
            for name in sorted(set(state.policies) & set(found.policies.get(state.table, {}))):
                if _expressions(cursor, state.table, name) != _fresh(cursor, state, name):
                    differences.append(f"{state.table}: policy {name} says something else")
        for sequence, table in sorted(found.sequences.items()):
            if found.grants.get(sequence, set()) != wanted_on_sequence(table):
                differences.append(f"{sequence}: granted {sorted(found.grants.get(sequence, set()))}")
        differences += _open_to_everybody(cursor)
        transaction.set_rollback(True, using=connection.alias)
    return differences


def _table_differences(state: TableState, found: Catalogue) -> Iterator[str]:
    secured = found.tables[state.table]
    if secured != (state.is_secured, state.is_secured):
        yield f"{state.table}: row level security {secured}, should be {state.is_secured}"
    policies = set(found.policies.get(state.table, {}))
    if policies != set(state.policies):
        yield f"{state.table}: policies {sorted(policies)}, should be {sorted(state.policies)}"
    granted = found.grants.get(state.table, set())
    if granted != set(state.grants):
        yield f"{state.table}: granted {sorted(granted)}, should be {sorted(state.grants)}"
    if (state.table in found.append_only) != state.append_only:
        yield f"{state.table}: append-only trigger {'missing' if state.append_only else 'not declared'}"


def _expressions(cursor: Any, table: str, name: str) -> Any:
    cursor.execute(
        "SELECT polcmd, polpermissive, polroles, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) "
        "FROM pg_policy WHERE polrelid = %s::regclass AND polname = %s",
        [f'"{table}"', name],
    )
    return cursor.fetchone()


def _fresh(cursor: Any, state: TableState, name: str) -> Any:
    statement = policy_sql(state, name).replace(f'"{name}"', f'"{_PROBE}"', 1)
    cursor.execute(statement)
    made = _expressions(cursor, state.table, _PROBE)
    cursor.execute(f'DROP POLICY "{_PROBE}" ON "{state.table}"')
    return made


def _open_to_everybody(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT c.relname, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a "
        "WHERE c.relnamespace = current_schema()::regnamespace AND a.grantee = 0"
    )
    rows: list[tuple[str, str]] = cursor.fetchall()
    return [f"{name}: {privilege} is granted to every role" for name, privilege in rows]
