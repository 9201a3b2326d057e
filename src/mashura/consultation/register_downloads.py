"""The register as files: codes and every language, the same for every reader."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from mashura.consultation.models import RegisterEntry, RegisterSource

_CODES: Final = (
    *("programme", "key", "country", "kind", "status", "first_year", "last_year", "title_language"),
    *("is_from_public_sources", "themes", "sources"),
)
_TEXTS: Final = ("title", "description", "body")


def register_csv(
    entries: Iterable[RegisterEntry], sources: Mapping[Any, list[RegisterSource]], languages: Sequence[str]
) -> bytes:
    """UTF-8 with a byte order mark, by which spreadsheets know it; one row per entry, several values by spaces."""
    file = io.StringIO()
    columns = [*_CODES, *(f"{field}_{language}" for field in _TEXTS for language in languages)]
    writer = csv.DictWriter(file, columns, lineterminator="\r\n")
    writer.writeheader()
    for one in entries:
        texts = {
            f"{field}_{language}": _cell(getattr(one, field).get(language, ""))
            for field in _TEXTS
            for language in languages
        }
        writer.writerow(
            _codes(one)
            | texts
            | {"themes": " ".join(one.themes), "sources": " ".join(row.url for row in sources.get(one.pk, ()))}
        )
    return file.getvalue().encode("utf-8-sig")


def register_json(entries: Iterable[RegisterEntry], sources: Mapping[Any, list[RegisterSource]]) -> bytes:
    """A list of entries as `register_rows` gives them."""
    return json.dumps({"entries": register_rows(entries, sources)}, ensure_ascii=False, indent=2).encode()


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


def _cell(text: str) -> str:
    # A spreadsheet must not take a text for a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
