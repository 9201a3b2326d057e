"""OHCHR's Universal Human Rights Index (bulk JSON): one array of annotations, too large to be read at once.

Fields as in the published export: `AnnotationId`, `AnnotationType`, `Symbol`, `DocumentId`, `Body`, `PublicationDate`,
`Text` (HTML), `Countries`, `Themes`, `AffectedPersons`, `Sdgs`, `UprCycle`, `UprRecommendingCountry`. Labels carry a
stray "- " in front. Observations are left out: they recommend nothing.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final

import ijson

from mashura.consultation.public import IncomingRecommendation, RowProblem
from mashura.errors import InputError, gettext_noop
from mashura.exchange.recommendations.reading import NO_TEXT, UNKNOWN_STATE
from mashura.exchange.recommendations.states import state_code

_TAG: Final = re.compile(r"<[^>]+>")
_GOAL: Final = re.compile(r"^(\d{1,2}(?:\.[0-9a-d]+)?)\b")
NO_IDENTIFIER: Final = gettext_noop("the annotation has no identifier")
_KINDS: Final = {"upr": "upr", "universal periodic review": "upr", "special procedures": "special-procedure"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation of the index: what it gives for each State it names, or what is wrong with it."""

    row: int
    incoming: tuple[IncomingRecommendation, ...] = ()
    problem: RowProblem | None = None
    is_recommendation: bool = True


def read_uhri(stream: IO[bytes], *, file: str, language: str = "en") -> Iterator[Annotation]:
    """The annotations of a bulk file one by one, in memory for one; rows count from 1.

    Raises:
        InputError: not JSON, broken off, or no array of annotations; it names the annotation after which it broke.
    """
    number = 0
    try:
        for number, one in enumerate(ijson.items(stream, "item"), start=1):
            yield _annotation(number, one, language)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise InputError(
            gettext_noop("%(file)s is damaged after annotation %(row)s: it is not whole JSON from there on."),
            file=file,
            row=number,
        ) from error
    if not number:
        raise InputError(gettext_noop("%(file)s holds no array of annotations, as the index exports them."), file=file)


def _annotation(number: int, one: Any, language: str) -> Annotation:
    if not isinstance(one, dict) or not str(one.get("AnnotationId") or "").strip():
        return Annotation(number, problem=RowProblem(number, "AnnotationId", "", NO_IDENTIFIER))
    if "observation" in str(one.get("AnnotationType") or "").lower():
        return Annotation(number, is_recommendation=False)
    text = plain_text(str(one.get("Text") or ""))
    if not text:
        return Annotation(number, problem=RowProblem(number, "Text", "", NO_TEXT))
    names = _labels(one.get("Countries"))
    codes = [state_code(name) for name in names]
    if not codes or not all(codes):
        unknown = next((name for name, code in zip(names, codes, strict=True) if not code), "")
        return Annotation(number, problem=RowProblem(number, "Countries", unknown[:60], UNKNOWN_STATE))
    return Annotation(number, tuple(_incoming(number, one, text, code, language) for code in codes))


def _incoming(number: int, one: dict[str, Any], text: str, country: str, language: str) -> IncomingRecommendation:
    body = str(one.get("Body") or "").strip()
    return IncomingRecommendation(
        key=f"uhri:{str(one['AnnotationId']).strip()}:{country}",
        row=number,
        text=text,
        language=language,
        country=country,
        source_kind=_KINDS.get(body.lower().removeprefix("- "), "treaty-body"),
        proposers=tuple(_labels(one.get("UprRecommendingCountry"))),
        symbol=str(one.get("Symbol") or "").strip(),
        cycle=str(one.get("UprCycle") or "").strip(),
        position=str(one.get("UprPosition") or "").strip(),
        theme_labels=tuple(_labels(one.get("Themes"))),
        group_labels=tuple(_labels(one.get("AffectedPersons"))),
        sdgs=tuple(match[1] for label in _labels(one.get("Sdgs")) if (match := _GOAL.match(label))),
    )


def plain_text(markup: str) -> str:
    """The words of an HTML text: tags gone, entities read, white space run together."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).replace("\u00a0", " ").split())


def _labels(value: Any) -> list[str]:
    given = value if isinstance(value, list) else [value] if value else []
    labels = [str(label.get("Name", "") if isinstance(label, dict) else label).strip() for label in given]
    return [label.removeprefix("- ").strip() for label in labels if label.strip(" -")]
