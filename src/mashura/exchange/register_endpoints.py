"""The register of policies and practices for machines."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.params.functions import Query

from mashura.access.public import ANONYMOUS
from mashura.consultation.public import (
    ENTRY_STATUSES,
    EntryFilter,
    entries_in_order,
    narrowed_entries,
    register_entry,
    register_rows,
    sources_of,
)
from mashura.exchange.asking import (
    REFUSALS,
    ProgrammeQuery,
    check_address,
    check_names,
    check_value,
    countries_of,
    page,
    programmes_asked,
)
from mashura.reference.public import topics

router = Router()


class EntrySourceOut(Schema):
    """A page on which an entry rests."""

    title: dict[str, str]
    publisher: dict[str, str]
    url: str
    dated: dt.date | None
    checked_on: dt.date


class EntryOut(Schema):
    """An entry of the register, known by its programme and key. `title_language` is that of the official title."""

    programme: str
    key: str
    country: str
    kind: str
    status: str
    first_year: int | None
    last_year: int | None
    title_language: str
    is_from_public_sources: bool
    themes: list[str]
    title: dict[str, str]
    description: dict[str, str]
    body: dict[str, str]
    sources: list[EntrySourceOut]


class EntryPageOut(Schema):
    """Part of the list, by programme, country, kind and year; `count` counts all."""

    count: int
    entries: list[EntryOut]


class EntryQuery(ProgrammeQuery):
    """The filters are those of the page of the register."""

    country: str = Field("", description="The State; empty for all.")
    topic: str = Field("", description="A topic or theme by code; empty for all.")
    kind: str = Field("", description="law, strategy, institution, practice and so on; empty for all.")
    status: str = Field("", description="in-force, ended and so on; empty for all.")


_QUERY: Any = Query(...)


@router.get("/register", response={200: EntryPageOut, **REFUSALS}, summary="Entries of the register by filter")
def entries(request: HttpRequest, query: EntryQuery = _QUERY) -> dict[str, Any]:
    """The public entries with the pages on which they rest."""
    check_names(request, query)
    programmes = programmes_asked(query.programme)
    check_value("country", query.country, countries_of(programmes))
    check_value("topic", query.topic, topics())
    check_value("kind", query.kind, ENTRY_STATUSES)
    check_value("status", query.status, sorted({one for known in ENTRY_STATUSES.values() for one in known}))
    rows = [row for one in programmes for row in entries_in_order(ANONYMOUS, one, "en", only_public=True)]
    chosen = EntryFilter(country=query.country, topic=query.topic, kind=query.kind, status=query.status)
    found = narrowed_entries(rows, chosen)
    shown = page(found, query)
    return {"count": len(found), "entries": register_rows(shown, sources_of(ANONYMOUS, shown))}


@router.get("/register/{programme}/{key}", response={200: EntryOut, **REFUSALS}, summary="One entry of the register")
def entry(request: HttpRequest, programme: str, key: str) -> dict[str, Any]:  # noqa: ARG001 - ninja passes it
    """One entry by its programme and key."""
    check_address(programme, key)
    found = register_entry(ANONYMOUS, programme, key)
    return register_rows([found], sources_of(ANONYMOUS, [found]))[0]
