"""Several versions of one text in one: what does not touch goes in at once, what collides stands side by side."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from mashura.kit.redline.edits import Edit, edits
from mashura.kit.redline.tokens import graphemes, paragraphs, tokens

K = TypeVar("K", bound=Hashable)

LONGEST_INLINE: Final = 100


@dataclass(frozen=True, slots=True)
class Agreed(Generic[K]):
    """Text on which nobody disagrees; `by` are those whose change it is (nobody: it stood in the base)."""

    text: str
    base: str
    by: frozenset[K]


@dataclass(frozen=True, slots=True)
class Collision(Generic[K]):
    """A stretch that several changed in different ways: what stood there, and each reading with those who want it.

    An empty reading means that the stretch goes. The readings are in the order of their texts.
    """

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

    Two changes collide when they touch a common token, when both put words in at one place, and when words are put in
    right before what another rewrites ("shall [not] [apply]": the two read together may say what nobody meant).
    Whole paragraphs, and words put in after what another rewrites, stand for themselves. The same change made by
    several is one change. Who did not change what others collide over has not spoken: there is no variant of theirs.

    Any version can be read out of the result: in each stretch its own text if it is named there, else the base.
    """
    words = tokens(base)
    changes = sorted(
        ((edit, key) for key, text in versions.items() for edit in edits(base, text)),
        key=lambda change: (change[0].start, change[0].end, change[0].tokens),
    )
    stretches: list[Agreed[K] | Collision[K]] = []
    at = 0
    for group in _groups(words, changes):
        start, end = group[0][0].start, max(edit.end for edit, _ in group)
        _keep(stretches, words[at:start])
        stretches.append(_settled(words, start, end, group))
        at = end
    _keep(stretches, words[at:])
    return Merged(tuple(stretches))


def is_shown_inline(collision: Collision[Hashable], *, longest: int = LONGEST_INLINE) -> bool:
    """Whether a reader can take in a collision within its line: no reading over `longest` signs or one paragraph.

    Others are shown as blocks below their paragraph. Signs are graphemes: a letter with its vowel marks is one.
    """
    readings = [collision.base, *(text for text, _ in collision.variants)]
    return all(len(paragraphs(text)) <= 1 and graphemes(text) <= longest for text in readings)


def _keep(stretches: list[Agreed[K] | Collision[K]], words: Sequence[str]) -> None:
    if text := "".join(words):
        stretches.append(Agreed(text, text, frozenset()))


def _groups(words: Sequence[str], changes: Sequence[tuple[Edit, K]]) -> Iterator[list[tuple[Edit, K]]]:
    """The changes, given in order, parted into those that touch each other, directly or over others."""
    group: list[tuple[Edit, K]] = []
    start = end = -1
    only_paragraphs = True
    for edit, key in changes:
        at_one_place = edit.start == start and (edit.is_insertion or not only_paragraphs)
        if edit.start < end or at_one_place:
            end = max(end, edit.end)
        else:
            if group:
                yield group
            group, start, end, only_paragraphs = [], edit.start, edit.end, True
        group.append((edit, key))
        only_paragraphs = only_paragraphs and _is_whole_paragraphs(words, edit)
    if group:
        yield group


def _is_whole_paragraphs(words: Sequence[str], edit: Edit) -> bool:
    """Whether nothing but paragraphs is put in between two others."""
    at_line = edit.start == 0 or words[edit.start - 1].endswith("\n")
    return edit.is_insertion and at_line and edit.tokens[-1].endswith("\n")


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
