"""The closed set of scopes: which rows a grant reaches.

Each scope is one predicate in three renderings that stand side by side, so that a reader can see that they are equal:
on an object in Python, as an ORM filter, and as SQL for the row policy. NULL in a scope column, and an actor without
the matching attribute, never match. An array column matches when it shares an element with the actor's values.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from mashura.access.actors import Actor


class Scope(StrEnum):
    """How far a grant reaches among the rows of a table.

    `PUBLIC` (rows that are open to everybody by nature; only the public role may hold it) and `ALL` (every row; for
    named roles) have the same predicate and different meaning, so that no grant to everybody is written by accident.
    """

    PUBLIC = "public"
    ALL = "all"
    RELEASED = "released"
    OWN_ORGANISATION = "own organisation"
    OWN_JURISDICTION = "own jurisdiction"
    OWN_PROGRAMME = "own programme"
    ASSIGNED = "assigned"
    SHARED_WITH = "shared with"
    AUTHOR = "author"

    @property
    def rule(self) -> "Rule | None":
        """The column rule, or None where every row matches."""
        return _RULES.get(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """How a scope compares one column with one attribute of the actor."""

    column: str  # the key in a declaration's `scope_columns`
    attribute: str  # of Actor; "" compares with true
    setting: str
    cast: str


_RULES: dict[Scope, Rule] = {
    Scope.RELEASED: Rule("released", "", "", ""),
    Scope.OWN_ORGANISATION: Rule("organisation", "organisation_id", "mashura.organisation", "uuid"),
    Scope.OWN_JURISDICTION: Rule("country", "countries", "mashura.countries", "text[]"),
    Scope.OWN_PROGRAMME: Rule("programme", "programmes", "mashura.programmes", "text[]"),
    Scope.ASSIGNED: Rule("assigned", "post_id", "mashura.post", "uuid"),
    Scope.SHARED_WITH: Rule("shared", "organisation_id", "mashura.organisation", "uuid"),
    Scope.AUTHOR: Rule("author", "user_id", "mashura.user", "uuid"),
}
SCOPE_COLUMNS = frozenset(rule.column for rule in _RULES.values())


@dataclass(frozen=True, slots=True)
class Column:
    """A scope column of a table: the attribute in Python, the name in the database, and an array's element type."""

    attname: str
    name: str
    element: str  # SQL type of an array's elements; '' for a plain column

    @property
    def is_array(self) -> bool:
        return bool(self.element)

    @classmethod
    def of(cls, model: type[models.Model], attribute: str) -> "Column":
        """The column for a field name or attribute name; FieldDoesNotExist otherwise."""
        options = model._meta  # noqa: SLF001 - documented API
        by_attname = {field.attname: field for field in options.concrete_fields}
        field = by_attname.get(attribute) or options.get_field(attribute)
        assert isinstance(field, models.Field)  # noqa: S101 - narrows for the type checker
        return cls(
            field.attname, str(field.column), _element(field.base_field) if isinstance(field, ArrayField) else ""
        )


def _element(field: "models.Field[Any, Any]") -> str:
    """The SQL type by which an array of this field is compared (without a length, which a cast would cut to)."""
    if isinstance(field, models.UUIDField):
        return "uuid"
    return "varchar" if isinstance(field, models.CharField) else "text"


def _values(actor: Actor, rule: Rule) -> Collection[Any]:
    value: uuid.UUID | frozenset[str] | None = getattr(actor, rule.attribute)
    if value is None:
        return ()
    return sorted(value) if isinstance(value, frozenset) else (value,)


def matches(scope: Scope, column: Column | None, actor: Actor, row: models.Model) -> bool:
    """Whether the scope reaches `row` for `actor`."""
    rule = scope.rule
    if rule is None:
        return True
    assert column is not None  # noqa: S101 - the registry refuses a grant without its column
    found = getattr(row, column.attname)
    if not rule.attribute:
        return found is True
    if column.is_array:
        return bool(set(found or ()) & set(_values(actor, rule)))
    return found is not None and found in _values(actor, rule)


def query(scope: Scope, column: Column | None, actor: Actor) -> Q:
    """The scope as an ORM filter for `actor`; an empty Q matches every row."""
    rule = scope.rule
    if rule is None:
        return Q()
    assert column is not None  # noqa: S101 - the registry refuses a grant without its column
    if not rule.attribute:
        return Q(**{column.attname: True})
    lookup = "overlap" if column.is_array else "in"
    values = list(_values(actor, rule))
    return Q(**{f"{column.attname}__{lookup}": values}) if values else Q(pk__in=[])


def sql(scope: Scope, column: Column | None, quote: Any) -> str:
    """The scope as SQL; '' where every row matches. `quote` quotes an identifier."""
    rule = scope.rule
    if rule is None:
        return ""
    assert column is not None  # noqa: S101 - the registry refuses a grant without its column
    name = quote(column.name)
    if not rule.attribute:
        return f"{name}"
    # In a sub-select, so that PostgreSQL reads the setting once per query and not once per row.
    setting = f"(SELECT nullif(current_setting('{rule.setting}', true), '')"
    is_list = rule.cast.endswith("[]")
    if column.is_array:
        array = f"{setting}::{column.element}[])" if is_list else f"ARRAY[{setting}::{rule.cast})]"
        return f"{name} && {array}"
    # The cast makes ANY read the sub-select as one array instead of as rows.
    return f"{name} = ANY ({setting}::{rule.cast})::{rule.cast})" if is_list else f"{name} = {setting}::{rule.cast})"
