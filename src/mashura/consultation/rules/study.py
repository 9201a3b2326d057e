"""Pure rules of the study: its stages, the numbers of its paragraphs, what changed between two versions."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mashura.kit.expressions import Expressions, Standing, text_sha256


class Stage(StrEnum):
    """How far a version of the study has come."""

    DRAFT_STUDY = "draft-study"
    AFTER_WORKSHOPS = "after-workshops"
    PUBLISHED = "published"


class Act(StrEnum):
    """What is done to a version or to one of its parts."""

    WRITE = "write"
    """Change the words of the original."""
    ARRANGE = "arrange"
    """Add, remove or move parts and paragraphs."""
    TRANSLATE = "translate"
    FOLLOW = "follow"
    """Make the next version from it."""


_NEXT: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.DRAFT_STUDY: (Stage.DRAFT_STUDY, Stage.AFTER_WORKSHOPS),
    Stage.AFTER_WORKSHOPS: (Stage.AFTER_WORKSHOPS, Stage.PUBLISHED),
    Stage.PUBLISHED: (Stage.PUBLISHED,),
}


def next_stages(stage: Stage) -> tuple[Stage, ...]:
    """The stages that a version made from one of `stage` may have: the same once more, or the next. None goes back."""
    return _NEXT[stage]


def allowed_acts(stage: Stage, *, is_frozen: bool, is_public: bool) -> frozenset[Act]:
    """What may be done to a part in a version of `stage`.

    A frozen version never changes. The original of what is public does not change either: that takes the next version.
    In a published version paragraphs keep their order, since its numbers are quoted. Translations may follow as long
    as the version is not frozen.
    """
    if is_frozen:
        return frozenset()
    acts = {Act.TRANSLATE, Act.FOLLOW}
    if not is_public:
        acts.add(Act.WRITE)
        if stage is not Stage.PUBLISHED:
            acts.add(Act.ARRANGE)
    return frozenset(acts)


def paragraph_numbers(parts: Iterable[Sequence[str]]) -> dict[str, int]:
    """The number of each paragraph by its key, from 1, continuous over the parts (keys of paragraphs, in order).

    Given the parts that a reader may see, numbers have no gap that would tell of others.
    """
    keys = [key for part in parts for key in part]
    return {key: number for number, key in enumerate(keys, start=1)}


class Change(StrEnum):
    """What became of a paragraph from one version to another."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph as a comparison sees it: its stable key, its part's, and its original with its language."""

    key: str
    part: str
    original: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph and what became of it. One whose words changed may have been moved as well (`is_moved`)."""

    key: str
    change: Change
    is_moved: bool = False


def paragraph_changes(before: Sequence[Placed], after: Sequence[Placed]) -> list[ParagraphChange]:
    """What became of every paragraph, in the order of `after`; what was removed stands where it was before.

    Moved are the fewest paragraphs that explain the new order, and those that went to another part.
    """
    old = {one.key: one for one in before}
    new = {one.key: one for one in after}
    stayed = _longest_in_order([one.key for one in before if one.key in new], [one.key for one in after])
    changes = [_change(old.get(one.key), one, is_moved=one.key in old and one.key not in stayed) for one in after]
    places = {change.key: place for place, change in enumerate(changes)}
    # What is gone follows the paragraph that it followed; several in a row keep their order.
    gone: dict[int, list[ParagraphChange]] = {}
    last = -1
    for one in before:
        if one.key in new:
            last = places[one.key]
        else:
            gone.setdefault(last, []).append(ParagraphChange(one.key, Change.REMOVED))
    ordered = list(gone.get(-1, []))
    for place, change in enumerate(changes):
        ordered += [change, *gone.get(place, [])]
    return ordered


def _change(old: Placed | None, new: Placed, *, is_moved: bool) -> ParagraphChange:
    if old is None:
        return ParagraphChange(new.key, Change.ADDED)
    is_moved = is_moved or old.part != new.part
    if old.original != new.original:
        return ParagraphChange(new.key, Change.CHANGED, is_moved=is_moved)
    return ParagraphChange(new.key, Change.MOVED if is_moved else Change.SAME, is_moved=is_moved)


def _longest_in_order(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The keys of the longest run through `after` that keeps the order of `before` (patience sorting)."""
    places = {key: place for place, key in enumerate(before)}
    tails: list[int] = []  # the smallest place on which a run of that length can end
    tail_keys: list[str] = []
    previous: dict[str, str | None] = {}
    for key in after:
        if key not in places:
            continue
        at = bisect_left(tails, places[key])
        previous[key] = tail_keys[at - 1] if at else None
        tails[at : at + 1] = [places[key]]
        tail_keys[at : at + 1] = [key]
    found: set[str] = set()
    key_or_none = tail_keys[-1] if tail_keys else None
    while key_or_none is not None:
        found.add(key_or_none)
        key_or_none = previous[key_or_none]
    return found


def standing_counts(texts: Iterable[Expressions], languages: Iterable[str]) -> dict[str, Counter[Standing]]:
    """How many of `texts` stand how in each language: `{"ar": {REVIEWED: 40, STALE: 3, MISSING: 2}}`."""
    given = list(texts)
    return {language: Counter(text.standing(language) for text in given) for language in languages}


def earlier_original(known: str, text: Expressions) -> str:
    """The earlier original to keep when the original of `text` is about to change: what translations were made from.

    `known` is the one kept so far. It stays while no translation is of the present original.
    """
    if not text.original:
        return known
    present = text_sha256(text[text.original])
    translations = [text.expression(language) for language in text if language != text.original]
    is_translated = any(one is not None and one.made_from == present for one in translations)
    return text[text.original] if is_translated or not known else known
