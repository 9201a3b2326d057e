"""The changes that make one text of another, as places in the tokens of the first.

Paragraphs are paired first, words after that within each pair: a text of many pages costs little more than the
paragraphs of it that changed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mashura.kit.redline.matching import matching
from mashura.kit.redline.paragraphs import Op, ParagraphChange, paragraph_difference, words_of
from mashura.kit.redline.tokens import is_space, is_word, paragraphs, tokens

# Of a paragraph of which less is kept, the reader is shown the old one and the new one, not a patchwork of both.
LEAST_KEPT: Final = 0.4
# Share of its words that a new paragraph takes from the one beside it, from which on that one was parted in two.
PARTED: Final = 0.8


@dataclass(frozen=True, slots=True)
class Edit:
    """Tokens `start` to `end` (not included) of a base are replaced with `tokens`; none of the base: an insertion."""

    start: int
    end: int
    tokens: tuple[str, ...]

    @property
    def is_insertion(self) -> bool:
        return self.start == self.end


def edits(base: str, other: str) -> list[Edit]:
    """The changes that make `other` of `base`, in order, none over another; places count in `tokens(base)`."""
    found: list[Edit] = []
    at = 0
    for before, after in _blocks(base, other):
        words = tokens(before)
        if before != after:
            for edit in _within(words, tokens(after)):
                _add(found, Edit(at + edit.start, at + edit.end, edit.tokens))
        at += len(words)
    return found


def _add(found: list[Edit], edit: Edit) -> None:
    """Add a change; words put in where the one before ends belong to it (a new paragraph in place of an old one)."""
    if found and edit.is_insertion and found[-1].end == edit.start:
        before = found.pop()
        edit = Edit(before.start, before.end, before.tokens + edit.tokens)
    found.append(edit)


class _Block:
    """Neighbouring paragraphs of the one text, and those of the other that came of them."""

    def __init__(self, change: ParagraphChange) -> None:
        self.before = [change.before]
        self.after = [change.after]
        self.is_kept = change.op is Op.KEEP
        self.is_lone = change.op in {Op.DELETE, Op.INSERT}
        # Words that only one side has.
        self.gone: Counter[str] = Counter() if self.is_kept else words_of(change.before)
        self.new: Counter[str] = Counter() if self.is_kept else words_of(change.after)
        if not self.is_lone:
            self._cancel(list(self.gone))

    def takes(self, other: "_Block") -> bool:
        """Whether the next block is the rest of this one, which was parted in two, or is now one with it."""
        sizes = [block.gone.total() + block.new.total() for block in (self, other) if block.is_lone]
        if not sizes or self.is_kept or other.is_kept:
            return False
        found = sum(min(count, self.gone[word]) for word, count in other.new.items())
        found += sum(min(count, self.new[word]) for word, count in other.gone.items())
        return found > 0 and found >= PARTED * min(sizes)

    def take(self, other: "_Block") -> None:
        """Take the next block in."""
        self.before += other.before
        self.after += other.after
        self.is_lone = False
        self.gone.update(other.gone)
        self.new.update(other.new)
        self._cancel([*other.gone, *other.new])

    def _cancel(self, words: list[str]) -> None:
        for word in words:
            common = min(self.gone[word], self.new[word])
            self.gone[word] -= common
            self.new[word] -= common


def _blocks(base: str, other: str) -> Iterator[tuple[str, str]]:
    """What stands against what, in order: together the first of each are `base`, and the second `other`."""
    found: list[_Block] = []
    # The last one that has a part of `other`: what is new may be its rest, though what is gone stands between.
    latest: _Block | None = None
    for change in paragraph_difference(paragraphs(base), paragraphs(other), with_moves=False):
        block = _Block(change)
        before = [latest, *found[-1:]] if change.op is Op.INSERT else found[-1:]
        taker = next((one for one in before if one and one.takes(block)), None)
        if taker:
            taker.take(block)
        else:
            found.append(block)
        if change.op is not Op.DELETE:
            latest = taker or block
    for block in found:
        yield "".join(block.before), "".join(block.after)


@dataclass(frozen=True, slots=True)
class _Span:
    """Tokens `start` to `end` of one text against `first` to `last` of the other, ends not included."""

    start: int
    end: int
    first: int
    last: int


def _within(base: Sequence[str], other: Sequence[str]) -> Iterator[Edit]:
    """The changes within one block."""
    free = 0
    for span in _spans(base, other):
        slid = _slid(span, free, base, other)
        free = slid.end
        yield Edit(slid.start, slid.end, tuple(other[slid.first : slid.last]))


def _spans(base: Sequence[str], other: Sequence[str]) -> list[_Span]:
    """What differs, parted where at least one word is kept between; all of it when too little is kept."""
    pairs = matching(base, other, is_word)
    words = sum(map(is_word, base)) + sum(map(is_word, other))
    kept = 2 * sum(is_word(base[at]) for at, _ in pairs)
    if words and kept < LEAST_KEPT * words:
        return [_replacement(base, other)]
    found: list[_Span] = []
    start = first = 0
    for at, beside in [*pairs, (len(base), len(other))]:
        if at > start or beside > first:
            _add_span(found, _Span(start, at, first, beside), base)
        start, first = at + 1, beside + 1
    return found


def _replacement(base: Sequence[str], other: Sequence[str]) -> _Span:
    """All of one for all of the other, but for the room and line feeds that both end with."""
    end, last = len(base), len(other)
    while end and last and base[end - 1] == other[last - 1] and base[end - 1].isspace():
        end, last = end - 1, last - 1
    return _Span(0, end, 0, last)


def _add_span(found: list[_Span], span: _Span, base: Sequence[str]) -> None:
    """Add a span; when only a comma or room parts it from the one before, they are one change."""
    if found:
        between = base[found[-1].end : span.start]
        if not any(is_word(token) or "\n" in token for token in between):
            before = found.pop()
            span = _Span(before.start, span.end, before.first, span.last)
    found.append(span)


def _slid(span: _Span, free: int, base: Sequence[str], other: Sequence[str]) -> _Span:
    """A deletion or an insertion that can stand in several places, where a sentence or a line begins if it can.

    `free` is the first place that no change before it has taken.
    """
    if span.start != span.end and span.first != span.last:
        return span
    side, low, high = (base, span.start, span.end) if span.first == span.last else (other, span.first, span.last)
    best, best_score = 0, _score(side, low)
    for step in range(1, span.start - free + 1):
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
