"""Files and feeds of what is public, for spreadsheets, machines and readers of feeds: one form for all of them.

A row is a mapping of plain values. Codes, days (ISO 8601) and every language there is: the same for every reader.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from mashura.kit.reader import current_reader

_TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
# What a spreadsheet would take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_file(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, between: str = " ") -> bytes:
    """UTF-8 with a byte order mark, by which spreadsheets know it; values of a list stand `between` apart."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name), between) for name in columns] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def json_file(data: Any) -> bytes:
    """Readable JSON in UTF-8."""
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def in_columns(row: Mapping[str, Any], names: Iterable[str], languages: Iterable[str]) -> dict[str, Any]:
    """The row with a column for each language in place of each of these texts: `title_en`, `title_fr`."""
    tags, texts = list(languages), list(names)
    plain = {name: value for name, value in row.items() if name not in texts}
    return plain | {f"{name}_{tag}": row[name].get(tag, "") for name in texts for tag in tags}


def text_columns(names: Iterable[str], languages: Iterable[str]) -> list[str]:
    """The names of the columns that `in_columns` makes."""
    tags = list(languages)
    return [f"{name}_{tag}" for name in names for tag in tags]


def file_response(body: bytes, *, name: str, kind: str) -> HttpResponse:
    """A file ("csv" or "json") to be saved as `name`."""
    response = HttpResponse(body, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed: its address is a whole one, `key` never changes, `moment` is when it became what it is."""

    title: str
    address: str
    key: str
    summary: str
    moment: datetime | None


def feed_response(entries: Iterable[FeedEntry], *, title: str, page: str, feed: str) -> HttpResponse:
    """Atom 1.0 in the reader's language; `page` and `feed` are the whole addresses of the list and of the feed."""
    atom = Atom1Feed(title=title, link=page, description="", language=current_reader().language, feed_url=feed)
    for one in entries:
        atom.add_item(
            title=one.title,
            link=one.address,
            unique_id=one.key,
            description=escape(one.summary),
            pubdate=one.moment,
            updateddate=one.moment,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _cell(value: Any, between: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = between.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text
