"""Several versions of one text in one: what does not touch goes in at once, what collides stands side by side."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from mashura.kit.redline.edits import Edit, edits
from mashura.kit.redline.tokens import graphemes, is_space, paragraphs, tokens

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
    right beside what another rewrites: "shall [not] apply" and "shall refuse", "[ne] publie [pas]" and "diffuse" would
    read together as what nobody meant. Whole paragraphs put in stand for themselves. The same change made by several
    is one change. Who did not change what others collide over has not spoken: there is no variant of theirs.

    Who puts words in square brackets, or moves a bracket, speaks of all words within. So, of texts whose brackets are
    balanced, every choice among the variants gives a text whose brackets are.

    Any version can be read out of the result: in each stretch its own text if it is named there, else the base.
    """
    words = tokens(base)
    changes = sorted(
        ((edit, key) for key, text in versions.items() for edit in _with_whole_brackets(words, edits(base, text))),
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


def is_shown_inline(collision: Collision[K], *, longest: int = LONGEST_INLINE) -> bool:
    """Whether a reader can take in a collision within its line: no reading over `longest` signs or one paragraph.

    Others are shown as blocks below their paragraph. Signs are graphemes: a letter with its vowel marks is one.
    """
    readings = [collision.base, *(text for text, _ in collision.variants)]
    return all(len(paragraphs(text)) <= 1 and graphemes(text) <= longest for text in readings)


def _with_whole_brackets(words: Sequence[str], made: Sequence[Edit]) -> list[Edit]:
    """The changes, but one of all those from where brackets are opened or closed otherwise to where they are not."""
    found: list[Edit] = []
    waiting: list[Edit] = []
    depth = 0
    for edit in made:
        depth += _opened(edit.tokens) - _opened(words[edit.start : edit.end])
        waiting.append(edit)
        if not depth:
            start = waiting[0].start
            found.append(Edit(start, edit.end, tuple(_read(words, start, edit.end, waiting))))
            waiting.clear()
    return [*found, *waiting]


def _opened(words: Sequence[str]) -> int:
    """How many more square brackets these open than they close."""
    return sum(word.count("[") - word.count("]") for word in words)


def _keep(stretches: list[Agreed[K] | Collision[K]], words: Sequence[str]) -> None:
    if text := "".join(words):
        stretches.append(Agreed(text, text, frozenset()))


def _groups(words: Sequence[str], changes: Iterable[tuple[Edit, K]]) -> Iterator[list[tuple[Edit, K]]]:
    """The changes, given in order, parted into those that touch each other, directly or over others."""
    group: list[tuple[Edit, K]] = []
    reach = _Reach(words)
    for edit, key in changes:
        if group and not reach.touches(edit):
            yield group
            group, reach = [], _Reach(words)
        group.append((edit, key))
        reach.add(edit)
    if group:
        yield group


class _Reach:
    """How far a group of touching changes goes."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.end = 0
        self.paragraphs_put_in_at = -1
        self.words_put_in_at = -1

    def add(self, edit: Edit) -> None:
        """Take in a change that is not before those taken in."""
        self.end = max(self.end, edit.end)
        if self._puts_in_paragraphs(edit):
            self.paragraphs_put_in_at = edit.start
        elif edit.is_insertion:
            self.words_put_in_at = edit.start

    def touches(self, edit: Edit) -> bool:
        """Whether the next change touches those taken in."""
        if edit.start < self.end:
            return True
        if edit.is_insertion and edit.start in {self.paragraphs_put_in_at, self.words_put_in_at}:
            return True
        if not all(is_space(self.words[at]) for at in range(self.end, edit.start)):
            return False
        if edit.is_insertion:
            return not (self._begins_line(edit.start) or self._puts_in_paragraphs(edit))
        return self.words_put_in_at == self.end

    def _puts_in_paragraphs(self, edit: Edit) -> bool:
        """Whether nothing but whole paragraphs is put in, between two others or at either end."""
        if not edit.is_insertion:
            return False
        ends_line = edit.start == len(self.words) or self.words[edit.start].endswith("\n")
        before = self._begins_line(edit.start) and edit.tokens[-1].endswith("\n")
        return before or (ends_line and edit.tokens[0].endswith("\n"))

    def _begins_line(self, at: int) -> bool:
        return at == 0 or self.words[at - 1].endswith("\n")


def _settled(words: Sequence[str], start: int, end: int, group: list[tuple[Edit, K]]) -> Agreed[K] | Collision[K]:
    """What a group of touching changes comes to between `start` and `end`, read by each who made some of them."""
    base = "".join(words[start:end])
    own: dict[K, list[Edit]] = {}
    for edit, key in group:
        own.setdefault(key, []).append(edit)
    readings: dict[str, set[K]] = {}
    for key, made in own.items():
        readings.setdefault("".join(_read(words, start, end, made)), set()).add(key)
    variants = tuple((text, frozenset(keys)) for text, keys in sorted(readings.items()))
    if len(variants) == 1:
        return Agreed(variants[0][0], base, variants[0][1])
    return Collision(base, variants)


def _read(words: Sequence[str], start: int, end: int, made: Sequence[Edit]) -> list[str]:
    """The words from `start` to `end` after these changes."""
    found: list[str] = []
    for edit in made:
        found += words[start : edit.start]
        found += edit.tokens
        start = edit.end
    return [*found, *words[start:end]]
