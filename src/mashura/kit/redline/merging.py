"""Several versions of one text in one: what does not touch goes in at once, what collides stands side by side."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from mashura.kit.redline.differences import Edit, edits
from mashura.kit.redline.tokens import tokens

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Agreed(Generic[K]):
    """Text on which nobody disagrees; `by` are those whose change it is (nobody: it stood in the base)."""

    text: str
    base: str
    by: frozenset[K]


@dataclass(frozen=True, slots=True)
class Collision(Generic[K]):
    """A stretch that several changed in different ways: what stood there, and each reading with those who want it."""

    base: str
    variants: tuple[tuple[str, frozenset[K]], ...]


@dataclass(frozen=True, slots=True)
class Merged(Generic[K]):
    """The stretches of a merged text in order."""

    stretches: tuple[Agreed[K] | Collision[K], ...]

    @property
    def collisions(self) -> tuple[Collision[K], ...]:
        return tuple(one for one in self.stretches if isinstance(one, Collision))

    @property
    def is_clean(self) -> bool:
        return not self.collisions

    @property
    def text(self) -> str:
        """The merged text; where versions collide, what stood in the base."""
        return "".join(one.base if isinstance(one, Collision) else one.text for one in self.stretches)


def merge(base: str, versions: Mapping[K, str]) -> Merged[K]:
    """Merge `versions` of `base`; the order in which they are given changes nothing, and no change is lost.

    Two changes collide when they touch a common token, or put different words at one place. The same change made by
    several is one change. What one version leaves alone inside a collision is no reading of its own: who did not
    change it has not spoken.
    """
    words = tokens(base)
    changes = sorted(
        ((edit, key) for key, text in versions.items() for edit in edits(words, tokens(text))),
        key=lambda change: (change[0].start, change[0].end, change[0].tokens),
    )
    stretches: list[Agreed[K] | Collision[K]] = []
    at = 0
    while changes:
        group = _touching(changes)
        del changes[: len(group)]
        start, end = group[0][0].start, max(edit.end for edit, _ in group)
        if kept := "".join(words[at:start]):
            stretches.append(Agreed(kept, kept, frozenset()))
        stretches.append(_settled(words, start, end, group))
        at = end
    if kept := "".join(words[at:]):
        stretches.append(Agreed(kept, kept, frozenset()))
    return Merged(tuple(stretches))


def _touching(changes: list[tuple[Edit, K]]) -> list[tuple[Edit, K]]:
    """The first change with all that touch it, directly or over others.

    An insertion at the end of a stretch does not touch it: both can be done.
    """
    start, end = changes[0][0].start, changes[0][0].end
    count = 1
    for edit, _key in changes[1:]:
        both_insert = edit.start == edit.end == start == end
        if not (edit.start < end or both_insert or edit.start == start):
            break
        end = max(end, edit.end)
        count += 1
    return changes[:count]


def _settled(words: Sequence[str], start: int, end: int, group: list[tuple[Edit, K]]) -> Agreed[K] | Collision[K]:
    """What a group of touching changes comes to between `start` and `end`, read by each who made some of them."""
    base = "".join(words[start:end])
    own: dict[K, list[Edit]] = {}
    for edit, key in group:
        own.setdefault(key, []).append(edit)
    readings: dict[str, set[K]] = {}
    for key, made in own.items():
        readings.setdefault(_read(words, start, end, made), set()).add(key)
    variants = tuple((text, frozenset(keys)) for text, keys in sorted(readings.items()))
    if len(variants) == 1:
        return Agreed(variants[0][0], base, variants[0][1])
    return Collision(base, variants)


def _read(words: Sequence[str], start: int, end: int, made: list[Edit]) -> str:
    parts: list[str] = []
    for edit in made:
        parts += words[start : edit.start]
        parts += edit.tokens
        start = edit.end
    return "".join([*parts, *words[start:end]])
