"""Paragraphs of two versions paired with each other, before anybody looks at words."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mashura.kit.redline.matching import Matching, matching, rising
from mashura.kit.redline.tokens import is_word, tokens

# Share of words that two paragraphs have in common, from which on one is taken for a version of the other.
ALIKE: Final = 0.4
# The same, from which on a paragraph is taken for another one that was put in another place.
MOVED: Final = 0.8
# For each paragraph its rarest words are looked up until they led to so many others, of which so many are compared:
# the work grows with the length of the texts, not with its square.
_LOOKED_UP: Final = 1024
_COMPARED: Final = 8


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
    """What became of each paragraph, in the order of the second version; what is gone stands where it stood.

    Without moves, a paragraph that stands elsewhere now is deleted there and inserted here.
    """
    pairs = _paired(before, after)
    moved = _moved(before, after, pairs) if with_moves else {}
    came = {there: here for here, there in moved.items()}
    pairs = _with_leftovers(pairs, moved, came, len(before), len(after))
    found: list[ParagraphChange] = []
    for here, there, is_pair in _gaps(pairs, len(before), len(after)):
        found += [_gone(before, after, at, moved.get(at)) for at in here]
        found += [_new(before, after, at, came.get(at)) for at in there]
        if is_pair:
            at, beside = here.stop, there.stop
            op = Op.KEEP if before[at] == after[beside] else Op.CHANGE
            found.append(ParagraphChange(op, before[at], after[beside], at, beside))
    return found


def words_of(text: str) -> Counter[str]:
    """How often each word stands in the text."""
    return Counter(token for token in tokens(text) if is_word(token))


def _gaps(pairs: Matching, height: int, width: int) -> Iterator[tuple[range, range, bool]]:
    """The stretches before each pair and after the last one; whether a pair follows."""
    here = there = 0
    for at, beside in pairs:
        yield range(here, at), range(there, beside), True
        here, there = at + 1, beside + 1
    yield range(here, height), range(there, width), False


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
    found = list(equal)
    for here, there, _ in _gaps(equal, len(before), len(after)):
        if here and there:
            found += rising(_likest(before, here, after, there, ALIKE))
    return sorted(found)


def _moved(before: Sequence[str], after: Sequence[str], pairs: Matching) -> dict[int, int]:
    """Paragraphs that stand in no pair, with their new places."""
    here = sorted(set(range(len(before))) - {at for at, _ in pairs})
    there = sorted(set(range(len(after))) - {beside for _, beside in pairs})
    return dict(_likest(before, here, after, there, MOVED))


def _with_leftovers(pairs: Matching, moved: Container[int], came: Container[int], height: int, width: int) -> Matching:
    """The pairs, and those that are alone with each other between two of them: nothing else they could be."""
    found = list(pairs)
    for here, there, _ in _gaps(pairs, height, width):
        left, right = [at for at in here if at not in moved], [at for at in there if at not in came]
        if len(left) == len(right) == 1:
            found.append((left[0], right[0]))
    return sorted(found)


def _likest(
    before: Sequence[str], here: Sequence[int], after: Sequence[str], there: Sequence[int], least: float
) -> Matching:
    """Pairs of paragraphs that have at least that share of words in common, the likest first served."""
    shares = ((share, at, beside) for (at, beside), share in _likeness(before, here, after, there).items())
    free_here, free_there = set(here), set(there)
    found: Matching = []
    for _, at, beside in sorted((one for one in shares if one[0] >= least), key=lambda one: (-one[0], one[1], one[2])):
        if at in free_here and beside in free_there:
            free_here.remove(at)
            free_there.remove(beside)
            found.append((at, beside))
    return sorted(found)


def _likeness(
    before: Sequence[str], here: Sequence[int], after: Sequence[str], there: Sequence[int]
) -> dict[tuple[int, int], float]:
    """Share of words in common (Dice) of those that may be alike: by their rarest words, or by their places."""
    right = {beside: words_of(after[beside]) for beside in there}
    holding: dict[str, list[int]] = defaultdict(list)
    for beside, words in right.items():
        for word in words:
            holding[word].append(beside)
    found: dict[tuple[int, int], float] = {}
    for place, at in enumerate(here):
        words = words_of(before[at])
        for beside in {*_with_rarest_words(words, holding), *_at_same_place(place, here, there)}:
            shared = sum(min(count, right[beside].get(word, 0)) for word, count in words.items())
            found[at, beside] = 2 * shared / max(1, words.total() + right[beside].total())
    return found


def _at_same_place(place: int, here: Sequence[int], there: Sequence[int]) -> Iterator[int]:
    """Those as far from the beginning, and as far from the end."""
    for other in (place, len(there) - len(here) + place):
        if 0 <= other < len(there):
            yield there[other]


def _with_rarest_words(words: Counter[str], holding: Mapping[str, list[int]]) -> list[int]:
    """The few paragraphs that have most of the rarest words in common."""
    met: Counter[int] = Counter()
    looked_up = 0
    for word in sorted(words.keys() & holding.keys(), key=lambda word: (len(holding[word]), word)):
        looked_up += len(holding[word])
        if looked_up > _LOOKED_UP:
            break
        met.update(holding[word])
    return sorted(met, key=lambda beside: (-met[beside], beside))[:_COMPARED]
