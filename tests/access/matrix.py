"""Asks the three renderings of one declaration the same questions; used by the matrix of every table."""

from itertools import product

from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.access.factories import make_organisation, make_post, make_user
from tests.access.rows import RowScope

from mashura.access.actors import ANONYMOUS, SYSTEM, Actor, Kind, Role
from mashura.access.permissions import Action
from mashura.access.public import can, visible
from mashura.access.scopes import Scope
from mashura.access.session import acting_as

INSUFFICIENT_PRIVILEGE, UNIQUE_VIOLATION = "42501", "23505"
COLUMN_OF = {
    Scope.RELEASED: "released",
    Scope.OWN_ORGANISATION: "organisation",
    Scope.OWN_JURISDICTION: "country",
    Scope.OWN_PROGRAMME: "programme",
    Scope.ASSIGNED: "assigned",
    Scope.SHARED_WITH: "shared",
    Scope.AUTHOR: "author",
}


class World:
    """Two of everything: what is the actor's own, and what is another's."""

    def __init__(self):
        self.organisations = [make_organisation(), make_organisation()]
        self.posts = [make_post(organisation=one) for one in self.organisations]
        self.users = [make_user(), make_user()]

    def actor(self, role):
        if role is None:
            return SYSTEM
        if role is Role.PUBLIC:
            return ANONYMOUS
        return Actor(
            kind=Kind.USER,
            user_id=self.users[0].pk,
            organisation_id=self.organisations[0].pk,
            post_id=self.posts[0].pk,
            roles=frozenset({role, Role.PUBLIC}),
            # Two of each: a comparison that asks for all of them is another rule than one that asks for any.
            countries=frozenset({"XAA", "XCC"}),
            programmes=frozenset({"own", "own-too"}),
        )

    def scope(self, own):
        def pick(column, pair):
            return pair[0] if own.get(column) else pair[1]

        organisation = pick("organisation", self.organisations)
        return RowScope(
            organisation=organisation,
            post=pick("assigned", self.posts),
            user=pick("author", self.users),
            shared_with=pick("shared", self.organisations),
            country=pick("country", ["XAA", "XBB"]),
            programme=pick("programme", ["own", "other"]),
            is_released=bool(own.get("released")),
        )


def kinds_of_rows(declaration):
    """Every combination of own and another's over the scope columns that the table has."""
    columns = sorted(declaration.columns)
    return [dict(zip(columns, values, strict=True)) for values in product([True, False], repeat=len(columns))]


def expected(declaration, role, action, own):
    if role is None:
        return action in declaration.system
    return any(
        grant.action == action
        and grant.role in {role, Role.PUBLIC}
        and all(scope in {Scope.ALL, Scope.PUBLIC} or own[COLUMN_OF[scope]] for scope in grant.scopes)
        for grant in declaration.grants
    )


def attempt(actor, sql, keys):
    """Which of the rows a raw statement reaches for an actor: none when PostgreSQL refuses. Leaves no trace."""
    try:
        with acting_as(actor):
            with connection.cursor() as cursor:
                cursor.execute(sql, [keys])
                touched = {str(key) for (key,) in cursor.fetchall()}
            transaction.set_rollback(True)
    except IntegrityError:
        # A rule of the table itself (a released vintage stays) speaks up after the row policy let the row through.
        if len(keys) == 1:
            return {str(keys[0])}
        return set().union(*(attempt(actor, sql, [key]) for key in keys))
    except DatabaseError as error:
        if sqlstate(error) != INSUFFICIENT_PRIVILEGE:
            raise
        return set()
    return touched


def inserts(actor, row):
    """Whether PostgreSQL takes a new row from an actor; it is rolled back before foreign keys are checked."""
    try:
        with acting_as(actor):
            type(row)._base_manager.bulk_create([row])
            transaction.set_rollback(True)
    except DatabaseError as error:
        # PostgreSQL asks the policy before it looks at unique keys: a second row of one key did pass the policy.
        if sqlstate(error) not in {INSUFFICIENT_PRIVILEGE, UNIQUE_VIOLATION}:
            raise
        return sqlstate(error) == UNIQUE_VIOLATION
    return True


def sqlstate(error):
    return getattr(error.__cause__, "sqlstate", "")


def batches(world, declaration, make):
    """Rows of every kind; those that share a natural key (a country's code) cannot stand side by side."""
    found = []
    with acting_as(SYSTEM):
        for own in kinds_of_rows(declaration):
            row = make(world.scope(own))
            free = next((batch for batch in found if all(row.pk != other.pk for _own, other in batch)), None)
            if free is None:
                found.append([(own, row)])
            else:
                free.append((own, row))
    return found


def store(row):
    """Save a row; a row of the world itself (its organisation) is there already and takes the new values."""
    there = type(row)._base_manager.filter(pk=row.pk).exists()
    row.save(force_update=there, force_insert=not there)


def filtered(actor, model, action, batch):
    """What the ORM filter lets through by itself, read as the system so that no row policy helps it."""
    with acting_as(SYSTEM):
        rows = visible(actor, model, action).filter(pk__in=[row.pk for _own, row in batch])
        return {str(key) for key in rows.values_list("pk", flat=True)}


def check_rows_that_are_there(world, declaration, make):
    """Policy, ORM filter and database agree with the grants on every kind of row, for every role."""
    model = declaration.model
    for batch in batches(world, declaration, make):
        with transaction.atomic():
            with acting_as(SYSTEM):
                for _own, row in batch:
                    store(row)
            for role, action in product([None, *Role], (Action.VIEW, Action.CHANGE, Action.DELETE)):
                actor = world.actor(role)
                by_rule = {str(row.pk) for own, row in batch if expected(declaration, role, action, own)}
                by_policy = {str(row.pk) for _own, row in batch if can(actor, action, row)}
                by_filter = filtered(actor, model, action, batch)
                by_database = attempt(actor, statement(model, action), [row.pk for _own, row in batch])
                assert by_policy == by_rule, f"policy: {role} {action}"
                assert by_filter == by_rule, f"filter: {role} {action}"
                assert by_database == by_rule, f"database: {role} {action}"
            transaction.set_rollback(True)


def check_new_rows(world, declaration, make):
    """Policy and database agree with the grants on whether every kind of row may be added, for every role."""
    for role, own in product([None, *Role], kinds_of_rows(declaration)):
        actor = world.actor(role)
        with acting_as(SYSTEM):
            row = make(world.scope(own))
        allowed = expected(declaration, role, Action.ADD, own)
        assert can(actor, Action.ADD, row) == allowed, f"policy: {role} {own}"
        assert inserts(actor, row) == allowed, f"database: {role} {own}"


def statement(model, action):
    """The plainest SQL for an action on the rows of some keys; it returns the keys of those it touched."""
    table, key = f'"{model._meta.db_table}"', f'"{model._meta.pk.column}"'
    template = {
        Action.VIEW: "SELECT {key} FROM {table} WHERE {key} = ANY (%s)",
        Action.CHANGE: "UPDATE {table} SET {key} = {key} WHERE {key} = ANY (%s) RETURNING {key}",
        Action.DELETE: "DELETE FROM {table} WHERE {key} = ANY (%s) RETURNING {key}",
    }[action]
    return template.format(table=table, key=key)
