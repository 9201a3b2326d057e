"""The second lock: row policies and table grants in PostgreSQL, made from the same declarations as the ORM filters.

Applied by the owner after every migrate, and again without effect when nothing changed. Whatever is neither declared
nor listed as infrastructure gets row level security without any policy and no grant: closed.

How a policy is written, and why (measured, docs/decisions/0002):
- What does not depend on the row (has the actor one of these roles, which countries are theirs) stands in a sub-select:
  PostgreSQL computes it once per query. Read in place it is computed for every row (a count took 1.6 times as long).
- No policy is meant to be an index condition: `visible` puts the actor's values into the query as constants, which are.
- Arms start with what decides at least cost; PostgreSQL stops at the first that holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from mashura.access import scopes
from mashura.access.actors import SYSTEM_TOKEN
from mashura.access.infrastructure import INFRASTRUCTURE
from mashura.access.permissions import Action
from mashura.access.registry import Declaration, registry
from mashura.access.scopes import Scope

_TRIGGER = "mashura_append_only"
_REFUSE = """
CREATE OR REPLACE FUNCTION mashura_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$
"""


@dataclass(frozen=True, slots=True)
class TableState:
    """What the database should say about one table."""

    table: str
    is_secured: bool
    policies: dict[str, tuple[Action, str]]  # name -> (action, predicate)
    grants: frozenset[str]  # SQL privileges of the application role
    append_only: bool


def application_role() -> str:
    """The role by which the application connects."""
    return str(settings.DATABASES["default"]["USER"])


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _gate(tokens: Iterable[str]) -> str:
    listed = ", ".join(f"'{token}'" for token in sorted(tokens))
    return f"(SELECT nullif(current_setting('mashura.roles', true), '')::text[] && ARRAY[{listed}])"


def predicate(declaration: Declaration, action: Action) -> str | None:
    """The row policy's expression for an action; None when nobody may do it."""
    by_scopes: dict[tuple[Scope, ...], set[str]] = {}
    for grant in declaration.grants:
        if grant.action == action:
            key = () if grant.scopes in {(Scope.ALL,), (Scope.PUBLIC,)} else grant.scopes
            by_scopes.setdefault(key, set()).add(grant.role.value)
    if action in declaration.system:
        by_scopes.setdefault((), set()).add(SYSTEM_TOKEN)
    everywhere = by_scopes.get((), set())
    arms = []
    for wanted in sorted(by_scopes, key=lambda key: (_cost(key), key)):
        # Who reaches every row needs no further arm.
        tokens = by_scopes[wanted] - everywhere if wanted else everywhere
        if not tokens:
            continue
        columns = sorted(wanted, key=lambda scope: (_cost((scope,)), scope))
        parts = [scopes.sql(scope, declaration.column(scope), _quote) for scope in columns]
        arms.append(" AND ".join([_gate(tokens), *(part for part in parts if part)]))
    return " OR ".join(f"({arm})" for arm in arms) if arms else None


def _cost(wanted: tuple[Scope, ...]) -> int:
    """How dear an arm is on a row: nothing, a boolean, a comparison with one value, one with an array."""
    cheap = {Scope.RELEASED: 1, Scope.OWN_JURISDICTION: 3, Scope.OWN_PROGRAMME: 3}
    return sum(cheap.get(scope, 2) for scope in wanted)


def desired_states(tables: Iterable[str]) -> list[TableState]:
    """What each existing table should look like."""
    declared = {declaration.table: declaration for declaration in registry}
    states = []
    for table in tables:
        if table in declared:
            states.append(_declared_state(declared[table]))
        elif table in INFRASTRUCTURE:
            grants = frozenset(action.command for action in INFRASTRUCTURE[table].grants)
            states.append(TableState(table, False, {}, grants, append_only=False))
        else:
            states.append(TableState(table, True, {}, frozenset(), append_only=False))
    return states


def _declared_state(declaration: Declaration) -> TableState:
    policies = {}
    for action in Action:
        expression = predicate(declaration, action)
        if expression is not None:
            policies[f"mashura_{action.value}"] = (action, expression)
    grants = frozenset(action.command for action in declaration.actions())
    return TableState(declaration.table, True, policies, grants, declaration.append_only)


def policy_sql(state: TableState, name: str) -> str:
    """The statement that creates one policy of a table."""
    action, expression = state.policies[name]
    using = "" if action is Action.ADD else f" USING ({expression})"
    check = f" WITH CHECK ({expression})" if action in {Action.ADD, Action.CHANGE} else ""
    return f"CREATE POLICY {_quote(name)} ON {_quote(state.table)} FOR {action.command}{using}{check}"


def apply_policies(connection: BaseDatabaseWrapper) -> list[str]:
    """Bring policies, grants and append-only triggers to what is declared; returns the statements that were run.

    In one transaction: a server that is running meanwhile never sees a table between its old policies and its new ones.
    """
    role = application_role()
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        found = Catalogue.read(cursor, role)
        statements: list[str] = []
        for state in desired_states(sorted(found.tables)):
            statements += _changes(state, found, role)
        for sequence, table in sorted(found.sequences.items()):
            wanted = wanted_on_sequence(table)
            statements += _grant_changes(
                f"SEQUENCE {_quote(sequence)}", wanted, found.grants.get(sequence, set()), role
            )
        if statements:
            cursor.execute(_REFUSE)
        for statement in statements:
            cursor.execute(statement)
    return statements


def wanted_on_sequence(table: str) -> set[str]:
    """What the application role needs on the sequence behind a serial column of `table`."""
    return {"USAGE"} if "INSERT" in desired_states([table])[0].grants else set()


def _changes(state: TableState, found: "Catalogue", role: str) -> list[str]:
    table = _quote(state.table)
    statements = []
    if found.tables[state.table] != (state.is_secured, state.is_secured):
        switch = "ENABLE" if state.is_secured else "DISABLE"
        force = "FORCE" if state.is_secured else "NO FORCE"
        statements.append(f"ALTER TABLE {table} {switch} ROW LEVEL SECURITY, {force} ROW LEVEL SECURITY")
    existing = found.policies.get(state.table, {})
    wanted = {name: policy_sql(state, name) for name in state.policies}
    statements += [f"DROP POLICY {_quote(name)} ON {table}" for name in existing if existing[name] != wanted.get(name)]
    for name, text in wanted.items():
        if existing.get(name) != text:
            literal = text.replace("'", "''")
            statements += [text, f"COMMENT ON POLICY {_quote(name)} ON {table} IS '{literal}'"]
    statements += _grant_changes(table, set(state.grants), found.grants.get(state.table, set()), role)
    has_trigger = state.table in found.append_only
    if state.append_only and not has_trigger:
        statements.append(
            f"CREATE TRIGGER {_TRIGGER} BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION mashura_refuse_change()"
        )
    if has_trigger and not state.append_only:
        statements.append(f"DROP TRIGGER {_TRIGGER} ON {table}")
    return statements


def _grant_changes(thing: str, wanted: set[str], existing: set[str], role: str) -> list[str]:
    statements = []
    if existing - wanted:
        statements.append(f"REVOKE {', '.join(sorted(existing - wanted))} ON {thing} FROM {_quote(role)}")
    if wanted - existing:
        statements.append(f"GRANT {', '.join(sorted(wanted - existing))} ON {thing} TO {_quote(role)}")
    return statements


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the database says now."""

    tables: dict[str, tuple[bool, bool]]  # name -> (row security, forced)
    policies: dict[str, dict[str, str]]  # table -> name -> the statement that made it, kept as its comment
    grants: dict[str, set[str]]  # table or sequence -> privileges of the application role
    sequences: dict[str, str]  # serial sequence -> table; identity columns need no grant
    append_only: set[str]

    @classmethod
    def read(cls, cursor: Any, role: str) -> "Catalogue":
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c "
            "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') "
            "AND pg_has_role(c.relowner, 'USAGE')"
        )
        tables = {name: (secured, forced) for name, secured, forced in cursor.fetchall()}
        cursor.execute(
            "SELECT c.relname, p.polname, coalesce(obj_description(p.oid, 'pg_policy'), '') FROM pg_policy p "
            "JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = current_schema()::regnamespace"
        )
        policies: dict[str, dict[str, str]] = {}
        for table, name, made_by in cursor.fetchall():
            policies.setdefault(table, {})[name] = made_by
        cursor.execute(
            "SELECT c.relname, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a "
            "WHERE c.relnamespace = current_schema()::regnamespace "
            "AND a.grantee = %s::regrole AND a.grantee <> c.relowner",
            [_quote(role)],
        )
        grants: dict[str, set[str]] = {}
        for name, privilege in cursor.fetchall():
            grants.setdefault(name, set()).add(privilege)
        cursor.execute(
            "SELECT s.relname, t.relname FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' "
            "JOIN pg_class t ON t.oid = d.refobjid WHERE d.deptype = 'a' AND d.classid = 'pg_class'::regclass "
            "AND d.refclassid = 'pg_class'::regclass AND s.relnamespace = current_schema()::regnamespace"
        )
        sequences = dict(cursor.fetchall())
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = %s "
            "AND c.relnamespace = current_schema()::regnamespace",
            [_TRIGGER],
        )
        return cls(tables, policies, grants, sequences, {name for (name,) in cursor.fetchall()})


def apply_after_migrate(*, using: str, **_kwargs: object) -> None:
    """Signal handler: on the owner's connection only, which is the one that migrates."""
    owner = connections["owner"]
    if using == "owner" and owner.settings_dict["USER"] != application_role():
        apply_policies(owner)
