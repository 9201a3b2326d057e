"""Our own CSV of recommendations: what is written can be read again, byte for byte, with its links.

UTF-8, LF, every cell quoted as RFC 4180 asks where it must; rows by reference, lists by “; ”, addressees and the
reason of the state as JSON with sorted names. Languages stand in columns `text_<language>`; `made_from_<language>` and
`reviewed_<language>` keep how each translation stands to its original.
"""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from mashura.consultation.public import RecommendationCopy
from mashura.errors import InputError, gettext_noop
from mashura.exchange.recommendations.reading import records
from mashura.kit.expressions import Expression, Expressions

_LISTS: Final = ("secondary_themes", "affected_groups", "countries", "open_to", "proposers")
_PLAIN: Final = (
    "state",
    "state_reason",
    "theme",
    *_LISTS,
    "action_strength",
    "source_kind",
    "source_symbol",
    "source_paragraph",
    "source_url",
    "source_dated",
    "import_key",
)
_HEAD: Final = ("ref", *_PLAIN, "version", "stage", "origins", "links", "addressees", "original_language")
_BETWEEN: Final = "; "


def write_own_csv(copies: Sequence[RecommendationCopy]) -> bytes:
    """The file of these recommendations; the same recommendations give the same bytes."""
    languages = sorted({language for copy in copies for language in copy.text})
    kept = [f"{part}_{language}" for language in languages for part in ("text", "made_from", "reviewed")]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, [*_HEAD, *kept], lineterminator="\n")
    writer.writeheader()
    for copy in sorted(copies, key=lambda copy: copy.ref):
        writer.writerow(_row(copy))
    return written.getvalue().encode()


def read_own_csv(content: bytes, *, file: str) -> list[RecommendationCopy]:
    """The recommendations of a file.

    Raises:
        InputError: no such file, a missing column, or a cell that cannot be read; it names row and column.
    """
    return [_copy(row, number, file) for number, row in records(content, _HEAD, file)]


def _row(copy: RecommendationCopy) -> dict[str, Any]:
    row: dict[str, Any] = {
        "ref": copy.ref,
        "version": copy.version,
        "stage": copy.stage,
        "origins": _BETWEEN.join(copy.origins),
        "links": _BETWEEN.join(copy.links),
        "addressees": json.dumps(copy.addressees, ensure_ascii=False, sort_keys=True) if copy.addressees else "",
        "original_language": copy.text.original,
    }
    for name in _PLAIN:
        value = copy.plain[name]
        row[name] = _BETWEEN.join(value) if name in _LISTS else "" if value is None else str(value)
    reason = copy.plain["state_reason"]
    row["state_reason"] = json.dumps(reason.as_json(), ensure_ascii=False, sort_keys=True) if reason else ""
    for language in copy.text:
        one = copy.text.expression(language)
        assert one is not None  # noqa: S101 - narrows: the language is one of the text's own
        row |= {
            f"text_{language}": one.text,
            f"made_from_{language}": one.made_from,
            f"reviewed_{language}": "yes" if one.is_reviewed else "",
        }
    return row


def _copy(row: dict[str, str], number: int, file: str) -> RecommendationCopy:
    def fail(column: str) -> InputError:
        return InputError(
            gettext_noop("%(file)s, row %(row)s, column %(column)s: “%(value)s” cannot be read."),
            file=file,
            row=number,
            column=column,
            value=row[column][:60],
        )

    plain: dict[str, Any] = {name: _list(row[name]) if name in _LISTS else row[name] for name in _PLAIN}
    try:
        plain["action_strength"] = int(row["action_strength"]) if row["action_strength"] else None
    except ValueError as error:
        raise fail("action_strength") from error
    try:
        plain["source_dated"] = date.fromisoformat(row["source_dated"]) if row["source_dated"] else None
    except ValueError as error:
        raise fail("source_dated") from error
    try:
        addressees = json.loads(row["addressees"]) if row["addressees"] else []
    except ValueError as error:
        raise fail("addressees") from error
    try:
        plain["state_reason"] = _reason(row)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise fail("state_reason") from error
    if not row["version"].isdigit():
        raise fail("version")
    for column in ("origins", "links"):
        if any(":" not in one for one in _list(row[column])):
            raise fail(column)
    return RecommendationCopy(
        ref=row["ref"],
        plain=plain,
        version=int(row["version"]),
        stage=row["stage"],
        text=_text(row, fail),
        addressees=addressees,
        origins=_list(row["origins"]),
        links=_list(row["links"]),
    )


def _reason(row: dict[str, str]) -> Expressions:
    """JSON as we write it; files of earlier releases have plain words, in the language of the original."""
    cell = row["state_reason"].strip()
    if not cell.startswith("{"):
        return Expressions.of(row["original_language"], cell) if cell else Expressions()
    return Expressions.from_json(json.loads(cell))


def _text(row: dict[str, str], fail: Any) -> Expressions:
    languages = [column.removeprefix("text_") for column in row if column.startswith("text_") and row[column]]
    expressions = {
        language: Expression(
            row[f"text_{language}"],
            row.get(f"made_from_{language}", ""),
            is_reviewed=bool(row.get(f"reviewed_{language}", "")),
        )
        for language in languages
    }
    try:
        return Expressions(row["original_language"], expressions)
    except ValueError as error:
        raise fail("original_language") from error


def _list(cell: str) -> list[str]:
    return [part for part in cell.split(_BETWEEN) if part]
