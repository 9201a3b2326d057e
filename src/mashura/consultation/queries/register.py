"""Reads of the register of policies and practices and of technical assistance."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.db.models import F, QuerySet

from mashura.access.public import Action, Actor, NotHere, can, countries_to_release, visible, waits_for_publication
from mashura.consultation.models import Programme, RegisterEntry, RegisterSource, TechnicalAssistance
from mashura.consultation.rules.register import STATUSES_OF, Filter, narrowed
from mashura.kit.text import sort_key, terms
from mashura.reference.public import countries_in_order, themes_of, topics

LONGEST_QUERY: Final = 200


def visible_entries(actor: Actor, programme: str = "") -> QuerySet[RegisterEntry]:
    """The entries that the actor may see, of one programme or of all, real programmes first."""
    rows = visible(actor, RegisterEntry).select_related("programme")
    rows = rows.order_by("programme__position", "programme", "key")
    return rows.filter(programme=programme) if programme else rows


def entries_in_order(
    actor: Actor, programme: Programme, language: str, *, words: str = "", only_public: bool = False
) -> list[RegisterEntry]:
    """A programme's entries as a reader of `language` gets them: by country, kind, year and title.

    The order of countries is that of their names and says nothing else. `words` must all stand in one language of an
    entry; `only_public` leaves out what the actor alone may see, for files that are passed on.
    """
    rows = visible_entries(actor, programme.code)
    found = [row for row in (rows.filter(is_released=True) if only_public else rows) if holds(row, words)]
    places = {country: place for place, country in enumerate(countries_in_order(programme.countries, language))}
    kinds = {kind: place for place, kind in enumerate(STATUSES_OF)}
    return sorted(
        found,
        key=lambda row: (
            places.get(row.country, len(places)),
            kinds[row.kind],
            row.first_year or 0,
            sort_key(row.title.shown(language, [row.title_language]).text, language),
            row.key,
        ),
    )


def holds(row: RegisterEntry, words: str) -> bool:
    """Whether all of `words` stand in the texts of one language of the entry; no words stand everywhere."""
    asked = set(terms(words[:LONGEST_QUERY]))
    texts: tuple[Mapping[str, str], ...] = (row.title, row.description, row.body)
    languages = {language for text in texts for language in text}
    return not asked or any(
        asked <= set(terms(" ".join(text.get(language, "") for text in texts))) for language in languages
    )


def narrowed_entries(found: Iterable[RegisterEntry], chosen: Filter) -> list[RegisterEntry]:
    """Those of the entries that fit the filter, in their order."""
    return narrowed(found, chosen, themes_below())


def writable_countries(actor: Actor, programme: Programme) -> list[str]:
    """The countries of a programme about which this actor may write entries."""
    return [
        country
        for country in programme.countries
        if can(actor, Action.ADD, RegisterEntry(programme=programme, countries=[country], open_to=[country]))
    ]


def themes_below() -> dict[str, list[str]]:
    """For each topic of the tree the codes of the themes below it."""
    return {code: [theme.code for theme in themes_of(code)] for code, topic in topics().items() if not topic.parent}


def entry(actor: Actor, programme: str, key: str) -> RegisterEntry:
    """The entry with this key; NotHere when there is none that the actor may see."""
    found = visible_entries(actor, programme).filter(key=key).first()
    if found is None:
        raise NotHere
    return found


def sources_of(actor: Actor, entries: Iterable[RegisterEntry]) -> dict[Any, list[RegisterSource]]:
    """By the entry's key its sources, the oldest first and those without a day last."""
    grouped: dict[Any, list[RegisterSource]] = {}
    rows = visible(actor, RegisterSource).filter(entry__in=[one.pk for one in entries])
    for row in rows.order_by(F("dated").asc(nulls_last=True), "url"):
        grouped.setdefault(row.entry_id, []).append(row)
    return grouped


def source(actor: Actor, found: RegisterEntry, source_id: Any) -> RegisterSource:
    """One source of an entry; NotHere when there is none that the actor may see."""
    row = visible(actor, RegisterSource).select_related("entry__programme").filter(entry=found, pk=source_id).first()
    if row is None:
        raise NotHere
    return row


def visible_assistance(actor: Actor, programme: str = "") -> QuerySet[TechnicalAssistance]:
    """The requests for technical assistance that the actor may see, the newest first."""
    rows = visible(actor, TechnicalAssistance).select_related("programme").order_by("-requested_on", "key")
    return rows.filter(programme=programme) if programme else rows


def assistance(actor: Actor, programme: str, key: str) -> TechnicalAssistance:
    """The request with this key; NotHere when there is none that the actor may see."""
    found = visible_assistance(actor, programme).filter(key=key).first()
    if found is None:
        raise NotHere
    return found


def material_to_release(actor: Actor) -> list[RegisterEntry | TechnicalAssistance]:
    """Entries, then requests, that wait for this focal point to release them."""
    return [row for row in _unreleased(actor) if countries_to_release(actor, row)]


def material_to_publish(actor: Actor) -> list[RegisterEntry | TechnicalAssistance]:
    """Entries, then requests, that their countries have released and that this secretariat has not published."""
    return [row for row in _unreleased(actor) if waits_for_publication(actor, row)]


def _unreleased(actor: Actor) -> Iterator[RegisterEntry | TechnicalAssistance]:
    yield from visible_entries(actor).filter(is_released=False)
    yield from visible_assistance(actor).filter(is_released=False)
