"""Every table's declaration: who may do what to which of its rows. What is not declared here is denied.

One declaration gives the ORM filter (`decisions.visible`), the row policies and table grants (`rls`) and the readable
matrix (`documents`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import models

from mashura.access.actors import Actor, Role
from mashura.access.permissions import Action, Permission
from mashura.access.scopes import SCOPE_COLUMNS, Column, Scope

EVERY_ACTION: frozenset[Action] = frozenset(Action)


@dataclass(frozen=True, slots=True, init=False)
class Grant:
    """A role may do an action to the rows that **all** the named scopes reach.

    `Grant(Role.DELEGATE, Action.VIEW, Scope.OWN_PROGRAMME, Scope.RELEASED)`: released rows of the own programmes.
    Several grants add up.
    """

    role: Role
    action: Action | Permission
    scopes: tuple[Scope, ...]

    def __init__(self, role: Role, action: Action | Permission, *scopes: Scope) -> None:
        object.__setattr__(self, "role", role)
        object.__setattr__(self, "action", action)
        object.__setattr__(self, "scopes", tuple(sorted(set(scopes))))


@dataclass(frozen=True, slots=True)
class Declaration:
    """What one table's `declare` said, checked."""

    model: type[models.Model]
    columns: Mapping[str, Column]
    grants: tuple[Grant, ...]
    system: frozenset[Action]
    append_only: bool

    @property
    def table(self) -> str:
        return self.model._meta.db_table  # noqa: SLF001 - documented API

    @property
    def label(self) -> str:
        return self.model._meta.label  # noqa: SLF001 - documented API

    def column(self, scope: Scope) -> Column | None:
        return self.columns[scope.rule.column] if scope.rule else None

    def applying(self, action: Action | Permission, actor: Actor) -> list[Grant]:
        """The grants that the actor's roles bring for an action."""
        return [grant for grant in self.grants if grant.action == action and grant.role in actor.roles]

    def actions(self) -> frozenset[Action]:
        """The actions that anybody, or the system, may do: exactly these are granted on the table."""
        granted = {grant.action for grant in self.grants if isinstance(grant.action, Action)}
        return frozenset(granted | self.system)


class Registry:
    """The declarations by model, in the order they were made."""

    def __init__(self) -> None:
        self._declarations: dict[type[models.Model], Declaration] = {}

    def __iter__(self) -> Iterator[Declaration]:
        return iter(sorted(self._declarations.values(), key=lambda one: one.label))

    def __contains__(self, model: object) -> bool:
        return model in self._declarations

    def get(self, model: type[models.Model]) -> Declaration | None:
        return self._declarations.get(model._meta.concrete_model or model)  # noqa: SLF001 - documented API

    def add(self, declaration: Declaration) -> None:
        if declaration.model in self._declarations:
            raise ValueError(f"{declaration.label} is declared twice")
        self._declarations[declaration.model] = declaration

    def remove(self, model: type[models.Model]) -> None:
        """Forget a declaration (for tests that declare a table of their own)."""
        del self._declarations[model]


registry = Registry()


def declare(
    model: type[models.Model],
    *,
    grants: Iterable[Grant],
    scope_columns: Mapping[str, str] | None = None,
    system: Iterable[Action] = EVERY_ACTION,
    append_only: bool = False,
) -> Declaration:
    """Declare who may do what to the rows of `model`.

    `scope_columns` maps scope columns (`released`, `organisation`, `country`, `programme`, `assigned`, `shared`,
    `author`) to field names of the model. `system` says what tasks and loading may do; an `append_only` table can be
    viewed and added to, by nobody changed or deleted. Raises ValueError for a declaration that contradicts itself.
    """
    columns = {key: Column.of(model, name) for key, name in (scope_columns or {}).items()}
    if unknown := set(columns) - SCOPE_COLUMNS:
        raise ValueError(f"{model.__name__}: no such scope column: {', '.join(sorted(unknown))}")
    allowed = frozenset(system) - ({Action.CHANGE, Action.DELETE} if append_only else set())
    declaration = Declaration(model, columns, tuple(dict.fromkeys(grants)), allowed, append_only)
    for grant in declaration.grants:
        _check(declaration, grant)
    registry.add(declaration)
    return declaration


def _check(declaration: Declaration, grant: Grant) -> None:
    who = f"{declaration.model.__name__}, {grant.role.value} may {grant.action.value}"
    if not grant.scopes:
        raise ValueError(f"{who}: a grant names its scope")
    for scope in grant.scopes:
        if scope.rule and scope.rule.column not in declaration.columns:
            raise ValueError(f"{who}: scope {scope.value} needs scope column {scope.rule.column}")
    if (Scope.PUBLIC in grant.scopes) != (grant.role is Role.PUBLIC and Scope.RELEASED not in grant.scopes):
        raise ValueError(f"{who}: scope public is for the public role, which holds public or released only")
    if Scope.ALL in grant.scopes and (grant.role is Role.PUBLIC or len(grant.scopes) > 1):
        raise ValueError(f"{who}: scope all stands alone and never with the public role")
    if declaration.append_only and grant.action in {Action.CHANGE, Action.DELETE}:
        raise ValueError(f"{who}: the table is append-only")
    if grant.action in {Action.CHANGE, Action.DELETE} and not _sees(declaration.grants, grant):
        # PostgreSQL finds the rows of an UPDATE … WHERE by the SELECT policy: a change of unseen rows never happens.
        raise ValueError(f"{who} rows that it may not view")


def _sees(grants: Sequence[Grant], wanted: Grant) -> bool:
    """Whether some view grant certainly reaches every row that `wanted` reaches."""
    return any(
        view.action == Action.VIEW
        and view.role in {wanted.role, Role.PUBLIC}
        and set(view.scopes) - {Scope.ALL, Scope.PUBLIC} <= set(wanted.scopes)
        for view in grants
    )
