"""What waits for a post, where it works, and what changed: each app says its part, the desk shows the whole.

An app's `work.py` registers functions with these decorators; they are found when the apps are loaded. Every function
gets the actor and answers from what the actor may see, so that nobody learns of a thing from its being counted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise

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
    """Something that came or changed: what kind of thing, its own title, when, and where it is."""

    when: datetime
    kind: Promise | str
    title: Localised | str
    address: str


NeedsOf = Callable[[Actor], Iterable[Need]]
PlacesOf = Callable[[Actor], Iterable[Place]]
ChangesOf = Callable[[Actor, datetime], Iterable[Change]]
_needs: list[NeedsOf] = []
_places: list[PlacesOf] = []
_changes: list[ChangesOf] = []


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


def needs_of(actor: Actor) -> list[Need]:
    """All that waits for `actor`, app by app."""
    return [need for function in _needs for need in function(actor) if need.count]


def places_of(actor: Actor) -> list[Place]:
    """All pages on which `actor` may work, app by app."""
    return [place for function in _places for place in function(actor)]


def changes_since(actor: Actor, moment: datetime) -> list[Change]:
    """What came or changed since `moment`, newest first, at most thirty."""
    found = [change for function in _changes for change in function(actor, moment)]
    return sorted(found, key=lambda change: change.when, reverse=True)[:_MOST_CHANGES]
