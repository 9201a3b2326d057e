"""The register of policies and practices: what an entry may be, how a list of them is narrowed and set side by side.

Nothing here scores, ranks or counts one country against another: a count says how many entries a link leads to.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeVar

from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

KEY: Final = re.compile(r"[a-z][a-z0-9-]{1,59}")
FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2100
# Kinds in the order in which pages show them, each with the states it can be in.
STATUSES_OF: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "law": ("draft", "adopted", "in-force", "repealed"),
        "strategy": ("draft", "adopted", "ended"),
        "institution": ("established", "ended"),
        "practice": ("ongoing", "ended"),
        "agreement": ("draft", "adopted", "in-force", "ended"),
    }
)
STATUSES: Final = tuple(dict.fromkeys(status for statuses in STATUSES_OF.values() for status in statuses))
# What may follow on a request for technical assistance; what was delivered or declined stays so.
NEXT_STATES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "requested": frozenset({"agreed", "delivered", "declined"}),
        "agreed": frozenset({"delivered", "declined"}),
        "delivered": frozenset(),
        "declined": frozenset(),
    }
)


class Listed(Protocol):
    """What the lists need to know of an entry."""

    @property
    def country(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def themes(self) -> Sequence[str]: ...


Entry = TypeVar("Entry", bound=Listed)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an entry says: `title` in `title_language` is official, in other languages an unofficial translation."""

    kind: str
    status: str
    title: Localised
    title_language: str
    description: Expressions
    themes: tuple[str, ...]
    body: Localised = Localised()  # noqa: RUF009 - immutable
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class SourceParticulars:
    """A public page that an entry rests on, and the day on which it was looked at."""

    title: Localised
    publisher: Localised
    url: str
    checked_on: date
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """How a list is narrowed; "" leaves it whole. `topic` is a theme of the topic tree or the topic above some."""

    country: str = ""
    topic: str = ""
    kind: str = ""
    status: str = ""

    def chosen(self) -> dict[str, str]:
        """The parts that narrow anything, as they stand in an address."""
        return {name: value for name in FACETS if (value := getattr(self, name))}


FACETS: Final = ("country", "topic", "kind", "status")


def check_key(key: str) -> None:
    """InputError unless `key` can stand in an address."""
    if not KEY.fullmatch(key):
        raise InputError(
            gettext_noop("“%(key)s” cannot stand in an address: use lower-case letters, digits and hyphens."), key=key
        )


def check_status(kind: str, status: str) -> None:
    """InputError unless an entry of this kind can be in this state: a law is repealed, a practice ends."""
    if kind not in STATUSES_OF:
        raise InputError(gettext_noop("“%(kind)s” is no kind of entry of the register."), kind=kind)
    if status not in STATUSES_OF[kind]:
        raise InputError(gettext_noop("The status chosen does not fit this kind of entry: choose another."))


def check_years(first: int | None, last: int | None) -> None:
    """InputError unless the years are years, in order, and a last one has a first."""
    for year in (first, last):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise InputError(
                gettext_noop("Give a year between %(first)s and %(last)s."), first=FIRST_YEAR, last=LAST_YEAR
            )
    if last is not None and (first is None or last < first):
        raise InputError(gettext_noop("The last year comes before the first one, or the first one is missing."))


def check_themes(themes: Sequence[str], known: Collection[str]) -> None:
    """InputError unless there is a theme and all of them are known, each once."""
    if not themes:
        raise InputError(gettext_noop("Choose at least one theme."))
    for theme in themes:
        if theme not in known or list(themes).count(theme) > 1:
            raise InputError(
                gettext_noop("“%(theme)s” is no theme of the topic tree, or stands here twice."), theme=theme
            )


def check_particulars(particulars: Particulars, themes: Collection[str]) -> None:
    """InputError naming what an entry lacks or what does not fit; `themes` are those of the topic tree."""
    check_status(particulars.kind, particulars.status)
    check_years(particulars.first_year, particulars.last_year)
    check_themes(particulars.themes, themes)
    if particulars.title_language not in particulars.title:
        raise InputError(gettext_noop("Give the official title in its own language."))
    if not particulars.description:
        raise InputError(gettext_noop("Describe it in a sentence or two."))


def check_source(source: SourceParticulars) -> None:
    """InputError unless the source can be looked up and was looked at after it appeared."""
    if not source.title or not source.publisher:
        raise InputError(gettext_noop("Name the page or document and who published it."))
    if not source.url.startswith(("https://", "http://")):
        raise InputError(gettext_noop("Give the whole address of the page, beginning with https://."))
    if source.dated is not None and source.checked_on < source.dated:
        raise InputError(gettext_noop("It cannot have been looked at before it appeared: check the two days."))


def check_next_state(state: str, following: str) -> None:
    """InputError unless a request for assistance can go on from `state` to `following`."""
    if following not in NEXT_STATES.get(state, frozenset()):
        raise InputError(gettext_noop("A request that was answered for good stays as it is."))


def check_answer(state: str, provider: Localised, outcome: Expressions) -> None:
    """InputError unless it is said who gives the assistance and, once it is over, what came of it."""
    if state in {"agreed", "delivered"} and not provider:
        raise InputError(gettext_noop("Say who gives the assistance."))
    if state in {"delivered", "declined"} and not outcome:
        raise InputError(gettext_noop("Say what came of the request, or why it was declined."))


def next_key(country: str, kind: str, taken: Collection[str]) -> str:
    """The first free key of the form `egy-law-3`."""
    number = 1
    while (key := f"{country.lower()}-{kind}-{number}") in taken:
        number += 1
    return key


def narrowed(entries: Iterable[Entry], chosen: Filter, themes_of: Mapping[str, Collection[str]]) -> list[Entry]:
    """The entries that fit `chosen`, in their order. `themes_of` gives the themes below each topic."""
    return [entry for entry in entries if _fits(entry, chosen, themes_of)]


def _fits(entry: Listed, chosen: Filter, themes_of: Mapping[str, Collection[str]]) -> bool:
    wanted = {chosen.topic, *themes_of.get(chosen.topic, ())}
    return (
        chosen.country in ("", entry.country)
        and chosen.kind in ("", entry.kind)
        and chosen.status in ("", entry.status)
        and (not chosen.topic or not wanted.isdisjoint(entry.themes))
    )


def counts(
    entries: Sequence[Entry],
    chosen: Filter,
    facet: str,
    values: Iterable[str],
    themes_of: Mapping[str, Collection[str]],
) -> dict[str, int]:
    """For each value of a facet how many entries its link leads to, the other facets being as they are chosen."""
    changed: Any = replace
    return {value: len(narrowed(entries, changed(chosen, **{facet: value}), themes_of)) for value in values}


def side_by_side(entries: Iterable[Entry], countries: Sequence[str]) -> list[tuple[str, dict[str, list[Entry]]]]:
    """Kind by kind the entries of each country: every country has its place, whatever it has released.

    A kind of which no country has released anything has no row.
    """
    found: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        if entry.country in countries:
            found.setdefault(entry.kind, {country: [] for country in countries})[entry.country].append(entry)
    return [(kind, found[kind]) for kind in STATUSES_OF if kind in found]
