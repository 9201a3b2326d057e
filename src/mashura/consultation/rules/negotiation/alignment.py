"""Paragraphs of a text in several languages, paired by what needs no dictionary: kind, number, length, figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log
from statistics import median
from typing import Final

import regex

from mashura.kit.folding import fold

_FIGURES: Final = regex.compile(r"\d+(?:[.,]\d+)*")
_LATIN_CODES: Final = regex.compile(r"\b\p{Lu}{2,}\b")
_LIST_NUMBER: Final = regex.compile(r"\(?(\d{1,3})\s?[.)\-–]\s?")
_HEADING: Final = regex.compile(
    r"(?:article|المادة|مادة|section|chapitre|chapter|الفصل)\s+(?P<number>\S+)\s*[.:]?", regex.I
)
# What documents write for "1" where they write a word.
_FIRST: Final = frozenset(map(fold, ["premier", "first", "الأولى", "الاولى", "one", "1er", "1st"]))
_GAP_COST: Final = 4.0
_JOIN_COST: Final = 2.5
# Letters on both sides, below which lengths say nothing.
_SHORT: Final = 60
_LENGTH_OFF: Final = 2.2
"""How many times longer than usual between the two languages a paragraph may be before somebody should look at it."""


class UnitKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph as it stands in a file: `line` counts from 1, `number` is its own ("" where it has none)."""

    kind: UnitKind
    number: str
    text: str
    line: int


class MismatchKind(StrEnum):
    MISSING = "missing"
    """The other language has nothing for it."""
    EXTRA = "extra"
    JOINED = "joined"
    """Two paragraphs of one language are one of the other."""
    NUMBER = "number"
    FIGURES = "figures"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Row:
    """What belongs together: paragraphs of the reference and of the other language, usually one of each."""

    reference: tuple[Unit, ...]
    other: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something for people to look at."""

    language: str
    kind: MismatchKind
    row: Row


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows of each language against the reference, and what does not fit."""

    reference: str
    rows: Mapping[str, tuple[Row, ...]]
    mismatches: tuple[Mismatch, ...]


def units(plain: str) -> tuple[Unit, ...]:
    """The paragraphs of a plain text, one a line; empty lines are nothing."""
    found = []
    for line, printed in enumerate(plain.splitlines(), start=1):
        text = printed.strip()
        if not text:
            continue
        heading = _HEADING.fullmatch(text)
        if heading:
            number = fold(heading["number"])
            found.append(Unit(UnitKind.HEADING, "1" if number in _FIRST else number, text, line))
            continue
        listed = _LIST_NUMBER.match(fold(text))
        found.append(Unit(UnitKind.PARAGRAPH, listed[1] if listed else "", text, line))
    return tuple(found)


def align(texts: Mapping[str, Sequence[Unit]], reference: str) -> Alignment:
    """Pair the paragraphs of each language with those of the reference, in order, at the least cost."""
    rows: dict[str, tuple[Row, ...]] = {}
    mismatches: list[Mismatch] = []
    for language in sorted(set(texts) - {reference}):
        ratio = _length(texts[language]) / max(_length(texts[reference]), 1) or 1.0
        first = _paired(texts[reference], texts[language], ratio)
        # What one language lacks falsifies the ratio of the whole; that of most pairs is the true one.
        ratio = _usual(first) or ratio
        rows[language] = _paired(texts[reference], texts[language], ratio)
        for row in rows[language]:
            kind = _mismatch(row, ratio)
            if kind:
                mismatches.append(Mismatch(language, kind, row))
    return Alignment(reference, rows, tuple(mismatches))


def _length(given: Sequence[Unit]) -> int:
    return sum(len(unit.text) for unit in given)


def _usual(rows: Sequence[Row]) -> float:
    ratios = [
        _length(row.other) / _length(row.reference)
        for row in rows
        if len(row.reference) == len(row.other) == 1 and _length(row.reference) > _SHORT / 2
    ]
    return median(ratios) if ratios else 0.0


_MOVES: Final = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


def _paired(here: Sequence[Unit], there: Sequence[Unit], ratio: float) -> tuple[Row, ...]:
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for at in range(len(here) + 1):
        for beside in range(len(there) + 1):
            for wide, high in _MOVES:
                before = (at - wide, beside - high)
                if before not in best:
                    continue
                row = Row(tuple(here[before[0] : at]), tuple(there[before[1] : beside]))
                cost = best[before][0] + _cost(row, ratio)
                if (at, beside) not in best or cost < best[at, beside][0]:
                    best[at, beside] = (cost, before)
    rows = []
    place = (len(here), len(there))
    while place != (0, 0):
        before = best[place][1]
        rows.append(Row(tuple(here[before[0] : place[0]]), tuple(there[before[1] : place[1]])))
        place = before
    return tuple(reversed(rows))


def _cost(row: Row, ratio: float) -> float:
    if not row.reference or not row.other:
        return _GAP_COST
    cost = _JOIN_COST if len(row.reference) + len(row.other) > 2 else 0.0
    first, other = row.reference[0], row.other[0]
    if {unit.kind for unit in row.reference} != {unit.kind for unit in row.other}:
        cost += 2 * _GAP_COST
    if first.number and other.number and first.number != other.number:
        cost += _GAP_COST
    elif bool(first.number) != bool(other.number):
        cost += 0.5
    # What has a number of its own is seldom joined to what goes before.
    cost += 1.5 * sum(bool(unit.number) for unit in (*row.reference[1:], *row.other[1:]))
    # Lengths tell most: that of a whole keeps its proportion, half of one does not.
    cost += min(4 * abs(log(max(_length(row.other), 1) / (max(_length(row.reference), 1) * ratio))), _GAP_COST)
    return cost + min(0.7 * _apart(row), 2.1)


def _mismatch(row: Row, ratio: float) -> MismatchKind | None:
    if not row.reference or not row.other:
        return MismatchKind.EXTRA if row.other else MismatchKind.MISSING
    if len(row.reference) + len(row.other) > 2:
        return MismatchKind.JOINED
    numbers = {row.reference[0].number, row.other[0].number}
    if len(numbers) > 1 and "" not in numbers:
        return MismatchKind.NUMBER
    if _apart(row):
        return MismatchKind.FIGURES
    relation = _length(row.other) / (_length(row.reference) * ratio)
    is_long = _length(row.reference) + _length(row.other) > _SHORT
    return MismatchKind.LENGTH if is_long and not 1 / _LENGTH_OFF < relation < _LENGTH_OFF else None


def _apart(row: Row) -> int:
    """How many figures one side has and the other has not; the numbers of paragraphs themselves do not count.

    Codes in Latin capitals count only where both sides have some: Arabic writes most of them out.
    """
    here, there = (_signs(side, _FIGURES) for side in (row.reference, row.other))
    apart = ((here - there) + (there - here)).total()
    codes = [_signs(side, _LATIN_CODES) for side in (row.reference, row.other)]
    if all(codes):
        apart += ((codes[0] - codes[1]) + (codes[1] - codes[0])).total()
    return apart


def _signs(given: Sequence[Unit], pattern: regex.Pattern[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for unit in given:
        if unit.kind is UnitKind.PARAGRAPH:
            text = unit.text if pattern is _LATIN_CODES else _LIST_NUMBER.sub("", fold(unit.text), count=1)
            found.update(pattern.findall(text) if not text.isupper() else ())
    return found
