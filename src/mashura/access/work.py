"""What waits for a post, what it owes, where it works, and what changed: each app says its part.

The desk shows the whole, and so does the brief of a post.

An app's `work.py` registers functions with these decorators; they are found when the apps are loaded. Every function
gets the actor and answers from what the actor may see, so that nobody learns of a thing from its being counted.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mashura.access.actors import Actor
from mashura.kit.localised import Localised

_MOST_CHANGES: Final = 30


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for this person: what it is, how many of them, where it is done."""

    text: str | Promise
    address: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A page that this person may work on: its name, what it is for, its address."""

    name: Promise | str
    purpose: Promise | str
    address: str


@dataclass(frozen=True, slots=True)
class Change:
    """Something that came or changed: what kind of thing, its own title, when, and where it is.

    `group` is the kind that is counted, where `kind` says more than that (a reference, the number of a version).
    """

    when: datetime
    kind: Promise | str
    title: Localised | str
    address: str
    group: Promise | str = ""


class OwedKind(StrEnum):
    """What a post can owe, in the order in which its brief says it."""

    RESPONSE = "response"
    COMMITMENT = "commitment"
    REPORT = "report"
    CLEARANCE = "clearance"
    RELEASE = "release"


OWED: Final[Mapping[OwedKind, Promise]] = {
    OwedKind.RESPONSE: _("Recommendations to answer"),
    OwedKind.COMMITMENT: _("Commitments under way"),
    OwedKind.REPORT: _("Reports to hand in"),
    OwedKind.CLEARANCE: _("Editions to clear"),
    OwedKind.RELEASE: _("Texts to release for your country"),
}


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that a post owes: its own title, where it is done, what it is or how it stands, and its day."""

    kind: OwedKind
    title: Localised | str
    address: str
    note: Promise | str = ""
    on: date | None = None


NeedsOf = Callable[[Actor], Iterable[Need]]
PlacesOf = Callable[[Actor], Iterable[Place]]
ChangesOf = Callable[[Actor, datetime], Iterable[Change]]
OwedBy = Callable[[Actor], Iterable[Owed]]
_needs: list[NeedsOf] = []
_places: list[PlacesOf] = []
_changes: list[ChangesOf] = []
_owed: list[OwedBy] = []


def needs(function: NeedsOf) -> NeedsOf:
    """Register what waits for an actor in this app."""
    _needs.append(function)
    return function


def places(function: PlacesOf) -> PlacesOf:
    """Register where an actor works in this app."""
    _places.append(function)
    return function


def changes(function: ChangesOf) -> ChangesOf:
    """Register what changed in this app since a moment, as far as an actor may see it."""
    _changes.append(function)
    return function


def owed(function: OwedBy) -> OwedBy:
    """Register what an actor's post owes in this app, each thing by its title."""
    _owed.append(function)
    return function


def needs_of(actor: Actor) -> list[Need]:
    """All that waits for `actor`, app by app."""
    return [need for function in _needs for need in function(actor) if need.count]


def needs_together(actor: Actor) -> list[Need]:
    """All that waits for `actor`, each kind of it once with its whole count; its address is that of the first."""
    found: dict[str, Need] = {}
    for need in needs_of(actor):
        known = found.get(str(need.text))
        found[str(need.text)] = replace(known, count=known.count + need.count) if known else need
    return list(found.values())


def owed_by(actor: Actor) -> dict[OwedKind, list[Owed]]:
    """All that the actor's post owes, kind by kind and the nearest day first; no kind of which it owes nothing."""
    found = [one for function in _owed for one in function(actor)]
    groups = {kind: [one for one in found if one.kind is kind] for kind in OwedKind}
    return {kind: sorted(group, key=lambda one: one.on or date.max) for kind, group in groups.items() if group}


def places_of(actor: Actor) -> list[Place]:
    """All pages on which `actor` may work, app by app."""
    return [place for function in _places for place in function(actor)]


def changes_since(actor: Actor, moment: datetime) -> list[Change]:
    """What came or changed since `moment`, newest first, at most thirty."""
    return every_change_since(actor, moment)[:_MOST_CHANGES]


def every_change_since(actor: Actor, moment: datetime) -> list[Change]:
    """Whatever came or changed since `moment`, newest first."""
    found = [change for function in _changes for change in function(actor, moment)]
    return sorted(found, key=lambda change: change.when, reverse=True)
