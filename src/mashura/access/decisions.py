"""May this actor do this? The one place that answers; views and actions ask here and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from mashura.access import scopes
from mashura.access.actors import Actor
from mashura.access.permissions import Action, Permission
from mashura.access.registry import Declaration, Grant, registry
from mashura.access.scopes import Scope

M = TypeVar("M", bound=models.Model)
Target = models.Model | type[models.Model]


class NotHere(Http404):
    """The answer both to "no such row" and to "not yours": an outsider learns nothing from it."""


class Forbidden(PermissionDenied):
    """The actor may see the thing but not do this to it; `reason` is a sentence for the reader."""

    def __init__(self, explanation: "Explanation") -> None:
        self.explanation = explanation
        self.reason = explanation.reason
        super().__init__(str(explanation.reason))


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision with its reason (a lazily translated sentence) and the grants that carried it."""

    allowed: bool
    reason: object
    grants: tuple[Grant, ...] = ()


REASONS = {
    "system": _("The system itself is at work."),
    "undeclared": _("Nobody has said who may use this, so nobody may."),
    "granted": _("Your role allows this here."),
    "anonymous": _("Sign in to do this."),
    "role": _("Your role does not include this."),
    "system_limit": _("Not even the system may do this: the record can only be added to."),
    Scope.RELEASED: _("This has not been released yet."),
    Scope.OWN_ORGANISATION: _("This belongs to another organisation."),
    Scope.OWN_JURISDICTION: _("This concerns a country outside your jurisdiction."),
    Scope.OWN_PROGRAMME: _("This belongs to a programme in which you have no post."),
    Scope.ASSIGNED: _("This is assigned to another post."),
    Scope.SHARED_WITH: _("This has not been shared with your organisation."),
    Scope.AUTHOR: _("Only the author may do this."),
}


def explain(actor: Actor, action: Action | Permission, target: Target) -> Explanation:
    """The decision for one object, or for a table ("is there any row for which…") when given a model class."""
    model = target if isinstance(target, type) else type(target)
    declaration = registry.get(model)
    if declaration is None:
        return Explanation(allowed=False, reason=REASONS["undeclared"])
    if actor.is_system:
        allowed = not isinstance(action, Action) or action in declaration.system
        return Explanation(allowed=allowed, reason=REASONS["system" if allowed else "system_limit"])
    grants = declaration.applying(action, actor)
    if not grants:
        return Explanation(allowed=False, reason=REASONS["role" if actor.is_signed_in else "anonymous"])
    if isinstance(target, type):
        return Explanation(allowed=True, reason=REASONS["granted"], grants=tuple(grants))
    carrying = tuple(grant for grant in grants if not _missing(declaration, grant, actor, target))
    if carrying:
        return Explanation(allowed=True, reason=REASONS["granted"], grants=carrying)
    nearest = min((_missing(declaration, grant, actor, target) for grant in grants), key=len)
    return Explanation(allowed=False, reason=REASONS[nearest[0]])


def _missing(declaration: Declaration, grant: Grant, actor: Actor, row: models.Model) -> list[Scope]:
    """The scopes of a grant that do not reach the row."""
    return [scope for scope in grant.scopes if not scopes.matches(scope, declaration.column(scope), actor, row)]


def can(actor: Actor, action: Action | Permission, target: Target) -> bool:
    """Whether `actor` may do `action` to this object (or to any object of this model)."""
    return explain(actor, action, target).allowed


def require(actor: Actor, action: Action | Permission, target: Target) -> None:
    """Return when allowed; NotHere when the actor may not even see the object, Forbidden with a reason otherwise."""
    explanation = explain(actor, action, target)
    if explanation.allowed:
        return
    is_new = isinstance(target, models.Model) and target._state.adding  # noqa: SLF001 - documented API
    if isinstance(target, models.Model) and not is_new and not can(actor, Action.VIEW, target):
        raise NotHere
    raise Forbidden(explanation)


def reach(actor: Actor, action: Action, model: type[models.Model]) -> Q | None:
    """The ORM filter of the rows to which `actor` may do `action`; None when there can be none."""
    declaration = registry.get(model)
    if declaration is None:
        return None
    if actor.is_system:
        return Q() if action in declaration.system else None
    arms = [
        _all_of(scopes.query(scope, declaration.column(scope), actor) for scope in grant.scopes)
        for grant in declaration.applying(action, actor)
    ]
    if not arms:
        return None
    return Q() if any(not arm for arm in arms) else reduce(or_, arms)


def _all_of(parts: Iterable[Q]) -> Q:
    whole = Q()
    for part in parts:
        whole &= part
    return whole


def visible(actor: Actor, model: type[M], action: Action = Action.VIEW) -> models.QuerySet[M]:
    """The rows of `model` that `actor` may see (or do another action to). Every read starts here."""
    rows: models.QuerySet[M] = model._default_manager.all()  # noqa: SLF001 - documented API
    condition = reach(actor, action, model)
    return rows.none() if condition is None else rows.filter(condition)
