"""What changed between two versions of a text, as pieces that are kept, taken out or put in."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mashura.kit.folding import fold
from mashura.kit.redline.matching import matching
from mashura.kit.redline.paragraphs import Op, paragraph_difference
from mashura.kit.redline.tokens import is_space, is_word, tokens

# Of a paragraph of which less is kept, the reader is shown the old one and the new one, not a patchwork of both.
LEAST_KEPT: Final = 0.3


class Change(StrEnum):
    """How much a change touches the meaning."""

    NONE = "none"
    EDITORIAL = "editorial"
    """Marks of vowels, letters written in two ways, stretched letters, spaces, capitals, kinds of commas and quotes."""
    SUBSTANTIVE = "substantive"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one fate."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Tokens `start` to `end` (not included) of a base are replaced with `tokens`; none of the base: an insertion."""

    start: int
    end: int
    tokens: tuple[str, ...]


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in order of reading: the kept and deleted ones are `before`, the kept and inserted ones `after`.

    Paragraphs are paired first, words within them after that. Every piece begins and ends between graphemes.
    """
    pieces: list[Piece] = []
    for change in paragraph_difference(_lines(before), _lines(after), with_moves=False):
        if change.op is Op.CHANGE:
            pieces += _within(change.before, change.after)
        else:
            pieces.append(Piece(change.op, change.before or change.after))
    return tuple(_joined(pieces))


def apply(pieces: Iterable[Piece], text: str) -> str:
    """The text after the change. ValueError when `text` is not the one that the pieces were made from."""
    told = list(pieces)
    if "".join(piece.text for piece in told if piece.op is not Op.INSERT) != text:
        raise ValueError("the pieces belong to another text")
    return "".join(piece.text for piece in told if piece.op is not Op.DELETE)


def inverse(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces that lead from the second text back to the first."""
    swapped = {Op.INSERT: Op.DELETE, Op.DELETE: Op.INSERT}
    return tuple(_joined([Piece(swapped.get(piece.op, piece.op), piece.text) for piece in pieces]))


def change_of(before: str, after: str) -> Change:
    """Whether two texts differ at all, and if so in more than the way in which the same words are written."""
    if before == after:
        return Change.NONE
    return Change.EDITORIAL if _plain(before) == _plain(after) else Change.SUBSTANTIVE


def edits(base: Sequence[str], other: Sequence[str]) -> list[Edit]:
    """The changes that make `other` of `base`, both as tokens; parted where at least one word is kept between."""
    return [Edit(span.start, span.end, tuple(other[span.first : span.last])) for span in _spans(base, other)]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True) if "\r" not in text else text.replace("\r\n", "\n").splitlines(keepends=True)


def _within(before: str, after: str) -> Iterator[Piece]:
    base, other = tokens(before), tokens(after)
    at = 0
    for edit in edits(base, other):
        if kept := "".join(base[at : edit.start]):
            yield Piece(Op.KEEP, kept)
        if gone := "".join(base[edit.start : edit.end]):
            yield Piece(Op.DELETE, gone)
        if new := "".join(edit.tokens):
            yield Piece(Op.INSERT, new)
        at = edit.end
    if kept := "".join(base[at:]):
        yield Piece(Op.KEEP, kept)


@dataclass(frozen=True, slots=True)
class _Span:
    """Tokens `start` to `end` of one text against `first` to `last` of the other, ends not included."""

    start: int
    end: int
    first: int
    last: int


def _spans(base: Sequence[str], other: Sequence[str]) -> list[_Span]:
    pairs = matching(base, other, is_word)
    words = sum(map(is_word, base)) + sum(map(is_word, other))
    kept = 2 * sum(is_word(base[at]) for at, _ in pairs)
    if words and kept < LEAST_KEPT * words:
        return _replacement(base, other)
    found: list[_Span] = []
    start = first = 0
    for at, beside in [*pairs, (len(base), len(other))]:
        if at > start or beside > first:
            _add(found, _Span(start, at, first, beside), base)
        start, first = at + 1, beside + 1
    return [_slid(span, before, base, other) for before, span in zip([_NOTHING, *found], found, strict=False)]


_NOTHING: Final = _Span(0, 0, 0, 0)


def _replacement(base: Sequence[str], other: Sequence[str]) -> list[_Span]:
    """All of one for all of the other, but for the room and line feeds that both end with."""
    end, last = len(base), len(other)
    while end and last and base[end - 1] == other[last - 1] and base[end - 1].isspace():
        end, last = end - 1, last - 1
    return [_Span(0, end, 0, last)]


def _add(found: list[_Span], span: _Span, base: Sequence[str]) -> None:
    """Add a span; when only a comma or room parts it from the one before, they are one change."""
    if found:
        between = base[found[-1].end : span.start]
        if not any(is_word(token) or "\n" in token for token in between):
            before = found.pop()
            span = _Span(before.start, span.end, before.first, span.last)
    found.append(span)


def _slid(span: _Span, before: _Span, base: Sequence[str], other: Sequence[str]) -> _Span:
    """A deletion or an insertion that can stand in several places, where a sentence or a line begins if it can."""
    if span.start != span.end and span.first != span.last:
        return span
    side, low, high = (base, span.start, span.end) if span.first == span.last else (other, span.first, span.last)
    room = span.start - before.end if before is not span else span.start
    best, best_score = 0, _score(side, low)
    for step in range(1, room + 1):
        if side[low - step] != side[high - step]:
            break
        if (score := _score(side, low - step)) > best_score:
            best, best_score = step, score
    return _Span(span.start - best, span.end - best, span.first - best, span.last - best)


def _score(side: Sequence[str], at: int) -> int:
    """How good a place to begin this is: of a line, of a sentence, of a word, of anything."""
    if at == 0 or side[at - 1].endswith("\n"):
        return 3
    if not is_space(side[at - 1]):
        return 0
    return 2 if at > 1 and side[at - 2] in {".", "!", "?", "؟", "۔", "…"} else 1


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one fate in one piece; of a change, what goes stands before what comes."""
    gone: list[str] = []
    new: list[str] = []
    kept: list[str] = []
    for piece in pieces:
        if piece.op is Op.KEEP:
            yield from _told(Op.DELETE, gone)
            yield from _told(Op.INSERT, new)
            kept.append(piece.text)
        else:
            yield from _told(Op.KEEP, kept)
            (gone if piece.op is Op.DELETE else new).append(piece.text)
    yield from _told(Op.DELETE, gone)
    yield from _told(Op.INSERT, new)
    yield from _told(Op.KEEP, kept)


def _told(op: Op, parts: list[str]) -> Iterator[Piece]:
    text = "".join(parts)
    parts.clear()
    if text:
        yield Piece(op, text)


# Signs written in two ways: of Arabic and Latin commas, of quotation marks, of dashes.
_SIGNS: Final = str.maketrans(
    {"،": ",", "؛": ";", "؟": "?", "٪": "%", "٫": ".", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"'}
    | dict.fromkeys("‘’ʼ", "'")
    | dict.fromkeys("‐‑–—−", "-")
)


def _plain(text: str) -> str:
    """The text without what an editor may settle alone; figures in any digits are the same figures."""
    signs = (sign for sign in unicodedata.normalize("NFKC", text).translate(_SIGNS))
    western = "".join(str(unicodedata.digit(sign, sign)) for sign in signs)
    return " ".join(fold(western).split())
