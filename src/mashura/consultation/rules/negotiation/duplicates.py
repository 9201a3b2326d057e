"""Proposals that say the same, nearly so, or the same in another language: shown to people, never joined unasked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import Final

import regex

from mashura.consultation.rules.negotiation.applying import apply
from mashura.consultation.rules.negotiation.clauses import Clause, TextVersion
from mashura.consultation.rules.negotiation.operations import (
    AddAlternative,
    InsertClause,
    Operation,
    PutInBracket,
    Rewrite,
    based_on,
)
from mashura.consultation.rules.negotiation.verbs import find_verb
from mashura.kit.folding import fold
from mashura.kit.redline import Change, change_of, tokens
from mashura.kit.text import terms

NEAR: Final = 0.6
"""The share of words (stems) that two changes have in common, from which on they are shown as nearly the same."""
_APART: Final = 0.15
_SHORTEST_RATIO: Final = 0.4
_FIGURES: Final = regex.compile(r"\d+(?:[.,]\d+)*")
_LATIN_CODES: Final = regex.compile(r"\b\p{Lu}{2,}\b")


class Likeness(StrEnum):
    """How two proposals are alike, from most to least."""

    IDENTICAL = "identical"
    """The same change; at most the words are written in another way (vowel marks, capitals, kinds of commas)."""
    EXPRESSIONS = "expressions"
    """In different languages, with texts that are known to render each other."""
    NEAR = "near"
    PERHAPS_TRANSLATED = "perhaps-translated"
    """In different languages: same clause and place, same figures, no other verb. A reader of both has to say."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two proposals, by their keys in order, and how alike they are (`share`: 1 is the same)."""

    first: str
    second: str
    likeness: Likeness
    share: float


@dataclass(frozen=True, slots=True)
class _Passage:
    """What a proposal does in one language of one clause."""

    gone: str
    new: str
    whole: str
    place: float


@dataclass(frozen=True, slots=True)
class _Proposal:
    shape: tuple[object, ...]
    passages: Mapping[str, Mapping[str, _Passage]]


def duplicates(
    version: TextVersion,
    proposals: Mapping[str, Sequence[Operation]],
    *,
    known: Iterable[Mapping[str, str]] = (),
) -> tuple[Duplicate, ...]:
    """The pairs among proposals on one version that say the same, the surest first.

    Only proposals that do the same kind of thing to the same clauses are compared. `known` are texts that render each
    other, by language: what translators did, and the texts of earlier proposals.

    Raises:
        Refused: a proposal that cannot be applied to `version`.
    """
    told = {key: _proposal(version, operations) for key, operations in proposals.items()}
    families = [{language: fold(text) for language, text in family.items()} for family in known]
    groups: dict[tuple[object, ...], list[str]] = {}
    for key in sorted(told):
        groups.setdefault(told[key].shape, []).append(key)
    found = []
    for keys in groups.values():
        for first, second in combinations(keys, 2):
            likeness, share = _likeness(told[first], told[second], families)
            if likeness:
                found.append(Duplicate(first, second, likeness, round(share, 2)))
    order = list(Likeness)
    return tuple(sorted(found, key=lambda one: (order.index(one.likeness), -one.share, one.first, one.second)))


def _proposal(version: TextVersion, operations: Sequence[Operation]) -> _Proposal:
    after = apply(version, operations)
    passages: dict[str, dict[str, _Passage]] = {}
    for number, operation in enumerate(operations):
        if isinstance(operation, InsertClause):
            new = operation.clause
            passages[f"new {number}"] = {
                language: _Passage("", str(one.words), str(one.words), 0.0) for language, one in new.texts.items()
            }
        elif isinstance(operation, Rewrite | PutInBracket | AddAlternative):
            was, there = version.find(operation.clause), after.find(operation.clause)
            if was is not None and there is not None:
                passages[operation.clause] = _passages(was, there)
    return _Proposal(tuple(_shape(operation) for operation in operations), passages)


def _shape(operation: Operation) -> tuple[object, ...]:
    """What an operation does, but for the words."""
    match operation:
        case InsertClause():
            return (operation.kind, operation.clause.kind, operation.clause.parent, operation.after)
        case Rewrite() | PutInBracket():
            # The same passage may be marked as a change of one kind or of another.
            return (isinstance(operation, Rewrite), operation.clause, operation.base)
        case AddAlternative():
            return (operation.kind, operation.clause, operation.base, operation.bracket)
        case _:
            details = tuple(
                str(getattr(operation, name))
                for name in ("keys", "places", "key", "parent", "after", "bracket", "choice")
                if hasattr(operation, name)
            )
            return (operation.kind, based_on(operation), details)


def _passages(was: Clause, there: Clause) -> dict[str, _Passage]:
    found = {}
    for language, one in there.texts.items():
        after = str(one.words)
        before = str(was.texts[language].words) if language in was.texts else ""
        if before == after:
            continue
        old, new_words = tokens(before), tokens(after)
        start = _common(old, new_words)
        end = _common(old[start:][::-1], new_words[start:][::-1])
        gone, new = old[start : len(old) - end], new_words[start : len(new_words) - end]
        found[language] = _Passage("".join(gone), "".join(new), after, start / max(len(old), 1))
    return found


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _likeness(one: _Proposal, other: _Proposal, families: Sequence[Mapping[str, str]]) -> tuple[Likeness | None, float]:
    if one.passages.keys() != other.passages.keys():
        return None, 0.0
    worst: tuple[Likeness, float] = (Likeness.IDENTICAL, 1.0)
    order = list(Likeness)
    for clause, here in one.passages.items():
        there = other.passages[clause]
        shared = here.keys() & there.keys()
        if shared:
            found = _in_one_language([(here[language], there[language]) for language in sorted(shared)])
        else:
            found = _across(here, there, families)
        if found[0] is None:
            return None, 0.0
        worst = max(worst, (found[0], found[1]), key=lambda one: (order.index(one[0]), -one[1]))
    return worst


def _in_one_language(pairs: Sequence[tuple[_Passage, _Passage]]) -> tuple[Likeness | None, float]:
    share = min(_share(one.whole, other.whole) for one, other in pairs)
    # However a word is written, its stem is the same: only then is it worth a closer look.
    if share == 1.0 and all(change_of(one.whole, other.whole) is not Change.SUBSTANTIVE for one, other in pairs):
        return Likeness.IDENTICAL, 1.0
    share = min(share, *(_share(one.new, other.new) for one, other in pairs))
    same_gone = all(_share(one.gone, other.gone) >= NEAR for one, other in pairs)
    return (Likeness.NEAR, share) if share >= NEAR and same_gone else (None, 0.0)


def _share(one: str, other: str) -> float:
    """The share of stems in common (Dice); two empty texts are the same."""
    here, there = _stems(one), _stems(other)
    if not here and not there:
        return 1.0
    return 2 * len(here & there) / (len(here) + len(there))


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def _across(
    here: Mapping[str, _Passage], there: Mapping[str, _Passage], families: Sequence[Mapping[str, str]]
) -> tuple[Likeness | None, float]:
    if not here or not there:
        return (Likeness.IDENTICAL, 1.0) if not here and not there else (None, 0.0)
    best: tuple[Likeness | None, float] = (None, 0.0)
    for language, one in here.items():
        for tongue, other in there.items():
            for family in families:
                for mine, theirs in ((one.new, other.new), (one.whole, other.whole)):
                    if mine and family.get(language) == fold(mine) and family.get(tongue) == fold(theirs):
                        return Likeness.EXPRESSIONS, 1.0
            share = _guess(language, one, tongue, other)
            if share > best[1]:
                best = Likeness.PERHAPS_TRANSLATED, share
    return best


def _guess(language: str, one: _Passage, tongue: str, other: _Passage) -> float:
    """How likely one passage renders the other, from what needs no dictionary; 0 where something speaks against it."""
    sides = ((one.gone, other.gone), (one.new, other.new))
    if any(bool(mine.strip()) != bool(theirs.strip()) for mine, theirs in sides):
        return 0.0
    if abs(one.place - other.place) > _APART or any(_signs(mine) != _signs(theirs) for mine, theirs in sides):
        return 0.0
    lengths = sorted((len(one.new), len(other.new)))
    if lengths[1] and lengths[0] / lengths[1] < _SHORTEST_RATIO:
        return 0.0
    verbs = [find_verb(one.whole, language), find_verb(other.whole, tongue)]
    keys = {verb.verb.key for verb in verbs if verb}
    if len(keys) > 1:
        return 0.0
    # Figures, codes and a verb in common say more than a place alone.
    return 0.4 + 0.2 * bool(any(_signs(mine) for mine, _ in sides)) + 0.2 * (len(keys) == 1 and all(verbs))


def _signs(text: str) -> Counter[str]:
    return Counter([*_FIGURES.findall(fold(text)), *_LATIN_CODES.findall(text)])
