"""Which tokens of two sequences are the same ones: anchors that both have once, and between them the shortest way.

Patience (Bram Cohen) for the anchors, Myers' greedy algorithm (Algorithmica 1, 1986) for what lies between them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Final, TypeVar

T = TypeVar("T", bound=Hashable)
Matching = list[tuple[int, int]]
# Steps after which two stretches are taken to have nothing in common; a reader would say so long before.
_FURTHEST: Final = 400


def matching(before: Sequence[T], after: Sequence[T], is_anchor: Callable[[T], bool] = lambda _: True) -> Matching:
    """Pairs (place in `before`, place in `after`) of equal tokens, rising on both sides.

    `is_anchor` says which tokens tell enough to match far apart: words do, spaces do not.
    """
    found: Matching = []
    waiting = [(0, len(before), 0, len(after))]
    while waiting:
        low, high, first, last = waiting.pop()
        while low < high and first < last and before[low] == after[first]:
            found.append((low, first))
            low, first = low + 1, first + 1
        while low < high and first < last and before[high - 1] == after[last - 1]:
            high, last = high - 1, last - 1
            found.append((high, last))
        if low == high or first == last:
            continue
        here, there = range(low, high), range(first, last)
        anchors = _anchors(before, here, after, there, is_anchor)
        if not anchors:
            found += _shortest(before, here, after, there)
            continue
        for at, beside in anchors:
            waiting.append((low, at, first, beside))
            found.append((at, beside))
            low, first = at + 1, beside + 1
        waiting.append((low, high, first, last))
    found.sort()
    return found


def _anchors(
    before: Sequence[T], here: range, after: Sequence[T], there: range, is_anchor: Callable[[T], bool]
) -> Matching:
    """Tokens that stand once in each stretch, as many as keep their order."""
    counts, others = Counter(before[here.start : here.stop]), Counter(after[there.start : there.stop])
    places = {after[at]: at for at in there}
    pairs = [
        (at, places[token])
        for at in here
        if counts[token := before[at]] == 1 and others.get(token) == 1 and is_anchor(token)
    ]
    return rising(pairs)


def rising(pairs: Matching) -> Matching:
    """The longest part of pairs, given in order of the first number, that rises in the second too."""
    ends: list[int] = []
    tails: list[int] = []
    came_from = [-1] * len(pairs)
    for at, (_here, there) in enumerate(pairs):
        place = bisect_left(ends, there)
        came_from[at] = tails[place - 1] if place else -1
        if place == len(ends):
            ends.append(there)
            tails.append(at)
        else:
            ends[place], tails[place] = there, at
    at = tails[-1] if tails else -1
    found: Matching = []
    while at >= 0:
        found.append(pairs[at])
        at = came_from[at]
    return found[::-1]


def _shortest(before: Sequence[T], here: range, after: Sequence[T], there: range) -> Matching:
    """The pairs of a shortest edit script between two stretches; none when they have next to nothing in common."""
    low, first, width, height = here.start, there.start, len(here), len(there)
    if set(before[low : here.stop]).isdisjoint(after[first : there.stop]):
        return []
    reached = {1: 0}
    trace: list[dict[int, int]] = []
    for step in range(min(width + height, _FURTHEST) + 1):
        trace.append(dict(reached))
        for diagonal in range(-step, step + 1, 2):
            goes_down = diagonal == -step or (
                diagonal != step and reached.get(diagonal - 1, -1) < reached.get(diagonal + 1, -1)
            )
            x = reached[diagonal + 1] if goes_down else reached[diagonal - 1] + 1
            y = x - diagonal
            while x < width and y < height and before[low + x] == after[first + y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= width and y >= height:
                return _walked_back(trace, width, height, low, first)
    return []


def _walked_back(trace: list[dict[int, int]], x: int, y: int, low: int, first: int) -> Matching:
    found: Matching = []
    for step in range(len(trace) - 1, -1, -1):
        reached = trace[step]
        diagonal = x - y
        goes_down = diagonal == -step or (
            diagonal != step and reached.get(diagonal - 1, -1) < reached.get(diagonal + 1, -1)
        )
        previous = diagonal + 1 if goes_down else diagonal - 1
        to_x = reached[previous]
        to_y = to_x - previous
        while x > to_x and y > to_y:
            x, y = x - 1, y - 1
            found.append((low + x, first + y))
        if step == 0:
            break
        x, y = to_x, to_y
    return found
