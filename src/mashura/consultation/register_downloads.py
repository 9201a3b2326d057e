"""The register as files: codes and every language, the same for every reader."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from mashura.consultation.models import RegisterEntry, RegisterSource
from mashura.kit.downloads import csv_file, in_columns, json_file, text_columns

_CODES: Final = (
    *("programme", "key", "country", "kind", "status", "first_year", "last_year", "title_language"),
    *("is_from_public_sources", "themes", "sources"),
)
_TEXTS: Final = ("title", "description", "body")


def register_csv(
    entries: Iterable[RegisterEntry], sources: Mapping[Any, list[RegisterSource]], languages: Sequence[str]
) -> bytes:
    """One row per entry, several values by spaces."""
    rows = (
        _codes(one)
        | {"themes": one.themes, "sources": [row.url for row in sources.get(one.pk, ())]}
        | {field: getattr(one, field) for field in _TEXTS}
        for one in entries
    )
    columns = [*_CODES, *text_columns(_TEXTS, languages)]
    return csv_file(columns, (in_columns(row, _TEXTS, languages) for row in rows))


def register_json(entries: Iterable[RegisterEntry], sources: Mapping[Any, list[RegisterSource]]) -> bytes:
    """A list of entries as `register_rows` gives them."""
    return json_file({"entries": register_rows(entries, sources)})


def register_rows(
    entries: Iterable[RegisterEntry], sources: Mapping[Any, list[RegisterSource]]
) -> list[dict[str, Any]]:
    """Each entry in codes, with its texts by language and its sources."""
    return [
        _codes(one)
        | {
            "themes": one.themes,
            "title": dict(one.title),
            "description": dict(one.description),
            "body": dict(one.body),
            "sources": [_source(row) for row in sources.get(one.pk, ())],
        }
        for one in entries
    ]


def _codes(one: RegisterEntry) -> dict[str, Any]:
    return {
        "programme": one.programme_id,
        "key": one.key,
        "country": one.country,
        "kind": one.kind,
        "status": one.status,
        "first_year": one.first_year,
        "last_year": one.last_year,
        "title_language": one.title_language,
        "is_from_public_sources": one.is_from_public_sources,
    }


def _source(row: RegisterSource) -> dict[str, Any]:
    return {
        "title": dict(row.title),
        "publisher": dict(row.publisher),
        "url": row.url,
        "dated": row.dated.isoformat() if row.dated else None,
        "checked_on": row.checked_on.isoformat(),
    }
