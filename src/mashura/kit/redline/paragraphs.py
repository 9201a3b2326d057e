"""Paragraphs of two versions paired with each other, before anybody looks at words."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mashura.kit.redline.matching import Matching, matching, rising
from mashura.kit.redline.tokens import is_word, tokens

# Share of words that two paragraphs have in common, from which on one is taken for a version of the other.
ALIKE: Final = 0.4


class Op(StrEnum):
    """What becomes of a piece of text."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"
    CHANGE = "change"
    MOVE_FROM = "move_from"
    MOVE_TO = "move_to"


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph of the first version, of the second, or of both, and their places in these (None: not there).

    Of a move there are two, one at each place; both name both places.
    """

    op: Op
    before: str
    after: str
    before_at: int | None
    after_at: int | None


def paragraph_difference(
    before: Sequence[str], after: Sequence[str], *, with_moves: bool = True
) -> list[ParagraphChange]:
    """What became of each paragraph, in the order of the second version; what is gone stands where it stood."""
    pairs = _paired(before, after)
    moved = _moved(before, after, pairs) if with_moves else {}
    came = {there: here for here, there in moved.items()}
    found: list[ParagraphChange] = []
    here = there = 0
    for at, beside in [*pairs, (len(before), len(after))]:
        found += [_gone(before, after, one, moved.get(one)) for one in range(here, at)]
        found += [_new(before, after, one, came.get(one)) for one in range(there, beside)]
        if at < len(before) and beside < len(after):
            op = Op.KEEP if before[at] == after[beside] else Op.CHANGE
            found.append(ParagraphChange(op, before[at], after[beside], at, beside))
        here, there = at + 1, beside + 1
    return found


def _gone(before: Sequence[str], after: Sequence[str], at: int, to: int | None) -> ParagraphChange:
    if to is None:
        return ParagraphChange(Op.DELETE, before[at], "", at, None)
    return ParagraphChange(Op.MOVE_FROM, before[at], after[to], at, to)


def _new(before: Sequence[str], after: Sequence[str], at: int, came_from: int | None) -> ParagraphChange:
    if came_from is None:
        return ParagraphChange(Op.INSERT, "", after[at], None, at)
    return ParagraphChange(Op.MOVE_TO, before[came_from], after[at], came_from, at)


def _paired(before: Sequence[str], after: Sequence[str]) -> Matching:
    """Equal paragraphs first; between two pairs of these, each with the one most like it, in order."""
    equal = matching(before, after, lambda text: not text.isspace())
    found: Matching = []
    here = there = 0
    for at, beside in [*equal, (len(before), len(after))]:
        if at > here and beside > there:
            if at - here == 1 and beside - there == 1:
                # Nothing else they could be.
                found.append((here, there))
            else:
                found += _alike(before, range(here, at), after, range(there, beside))
        if at < len(before) and beside < len(after):
            found.append((at, beside))
        here, there = at + 1, beside + 1
    return found


def _alike(before: Sequence[str], here: range, after: Sequence[str], there: range) -> Matching:
    candidates = _likeness(before, here, after, there)
    best: dict[int, tuple[float, int]] = {}
    for (at, beside), share in candidates.items():
        if share >= ALIKE:
            best[at] = max(best.get(at, (0.0, -len(after))), (share, -beside))
    taken: dict[int, tuple[float, int]] = {}
    for at, (share, minus_beside) in best.items():
        taken[-minus_beside] = max(taken.get(-minus_beside, (0.0, -1)), (share, at))
    return rising(sorted((at, beside) for beside, (_share, at) in taken.items()))


def _moved(before: Sequence[str], after: Sequence[str], pairs: Matching) -> dict[int, int]:
    """Paragraphs that stand in no pair and are each other's best match in another place."""
    here = sorted(set(range(len(before))) - {at for at, _ in pairs})
    there = sorted(set(range(len(after))) - {at for _, at in pairs})
    best: dict[int, tuple[float, int]] = {}
    back: dict[int, tuple[float, int]] = {}
    for (at, beside), share in _likeness(before, here, after, there).items():
        if share >= 2 * ALIKE:
            best[at] = max(best.get(at, (0.0, -len(after))), (share, -beside))
            back[beside] = max(back.get(beside, (0.0, -len(before))), (share, -at))
    return {at: -beside for at, (_, beside) in best.items() if back[-beside][1] == -at}


def _likeness(
    before: Sequence[str], here: Sequence[int], after: Sequence[str], there: Sequence[int]
) -> dict[tuple[int, int], float]:
    """Share of words in common (Dice) of every two that have a telling word in common."""
    left = {at: _words(before[at]) for at in here}
    right = {at: _words(after[at]) for at in there}
    holding: dict[str, list[int]] = defaultdict(list)
    for at, words in right.items():
        for word in words:
            holding[word].append(at)
    most = max(8, len(right) // 8)
    found: dict[tuple[int, int], float] = {}
    for at, words in left.items():
        met = {beside for word in words if len(holding.get(word, ())) <= most for beside in holding.get(word, ())}
        for beside in met:
            shared = sum((words & right[beside]).values())
            found[at, beside] = 2 * shared / (words.total() + right[beside].total())
    return found


def _words(text: str) -> Counter[str]:
    return Counter(token for token in tokens(text) if is_word(token))
