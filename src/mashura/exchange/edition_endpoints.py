"""Editions for machines: the published documents with their hashes, and where their files are."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.params.functions import Query

from mashura.access.public import ANONYMOUS, NotHere
from mashura.exchange.asking import (
    REFUSALS,
    ProgrammeQuery,
    check_address,
    check_names,
    check_value,
    page,
    programmes_asked,
)
from mashura.publication.models import Edition
from mashura.publication.public import edition_address, visible_editions

router = Router()


class EditionOut(Schema):
    """A published edition, known by programme, kind, language and version. The hashes are SHA-256.

    `content_sha256` covers all that the pages are made of but version and day; `address` is that of the PDF.
    """

    programme: str
    kind: str
    language: str
    version: int
    dated: dt.date
    title: str
    countries: list[str]
    pages: int
    file_bytes: int
    file_sha256: str
    content_sha256: str
    public_from: dt.datetime | None
    address: str


class EditionPageOut(Schema):
    """Part of the list, by programme, kind and language, the newest version first; `count` counts all."""

    count: int
    editions: list[EditionOut]


class EditionQuery(ProgrammeQuery):
    """The filters of the list of editions."""

    kind: str = Field("", description="report or press-note; empty for all.")
    language: str = Field("", description="The language of the document; empty for all.")


_QUERY: Any = Query(...)


@router.get("/editions", response={200: EditionPageOut, **REFUSALS}, summary="Editions")
def editions(request: HttpRequest, query: EditionQuery = _QUERY) -> dict[str, Any]:
    """Every published edition, earlier versions included."""
    check_names(request, query)
    programmes = programmes_asked(query.programme)
    check_value("kind", query.kind, Edition.Kind.values)
    check_value("language", query.language, sorted({tag for one in programmes for tag in one.languages}))
    rows = visible_editions(ANONYMOUS, kind=query.kind or None).filter(is_released=True, programme__in=programmes)
    if query.language:
        rows = rows.filter(language=query.language)
    return {"count": rows.count(), "editions": [_row(one) for one in page(rows, query)]}


@router.get(
    "/editions/{programme}/{kind}/{language}/{version}",
    response={200: EditionOut, **REFUSALS},
    summary="One edition",
)
def edition(
    request: HttpRequest,  # noqa: ARG001 - ninja passes it
    programme: str,
    kind: str,
    language: str,
    version: str,
) -> dict[str, Any]:
    """One version of a document in one language."""
    check_address(programme, kind, language)
    rows = visible_editions(ANONYMOUS, programme=programme, kind=kind).filter(is_released=True, language=language)
    found = rows.filter(version=version).first() if version.isdecimal() and len(version) < 6 else None
    if found is None:
        raise NotHere
    return _row(found)


def _row(row: Edition) -> dict[str, Any]:
    return {
        "programme": row.programme_id,
        "kind": row.kind,
        "language": row.language,
        "version": row.version,
        "dated": row.dated,
        "title": row.title,
        "countries": list(row.countries),
        "pages": row.pages,
        "file_bytes": row.file_bytes,
        "file_sha256": row.file_sha256,
        "content_sha256": row.content_sha256,
        "public_from": row.public_from,
        "address": edition_address(
            kind=row.kind,
            programme=row.programme_id,
            language=row.language,
            version=row.version,
            reader_language=row.language,
        ),
    }
