"""Pure rules of translating: what a form was opened with, the values a text names, the glossary's terms in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mashura.errors import InputError
from mashura.kit.expressions import Expressions, text_sha256
from mashura.kit.text import terms
from mashura.stats.inline import inline_values

_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


def reading_of(text: Expressions, language: str) -> str:
    """What somebody read who opened a form on the text in `language`: the original and that text, by their hashes."""
    original = f"{text.original}\n{text.get(text.original, '')}"
    return f"{text_sha256(original)}.{text_sha256(text.get(language, ''))}"


class StaleReadingError(InputError):
    """The text was changed since it was read; the message says what it reads now."""


class Stale(StrEnum):
    """What of a reading is not as it was."""

    ORIGINAL = "original"
    TEXT = "text"


def what_changed(text: Expressions, language: str, reading: str) -> Stale | None:
    """What has changed since `reading`; None when nothing has. The original counts first: the rest follows from it."""
    present = reading_of(text, language)
    if reading == present:
        return None
    same_original = reading.partition(".")[0] == present.partition(".")[0]
    return Stale.TEXT if same_original and language != text.original else Stale.ORIGINAL


def may_review(*, is_author: bool, wrote_it: bool) -> bool:
    """Whether somebody may call a translation reviewed.

    Nobody reviews what they translated themselves, but for the author of the original, who answers for the text in
    every language that they write: a programme with one translator is not held up, and a translator's slip is read by
    somebody else.
    """
    return is_author or not wrote_it


@dataclass(frozen=True, slots=True)
class ValueDifference:
    """Values of figures that the translation lacks, and those that it has and the original has not."""

    lacking: tuple[str, ...]
    extra: tuple[str, ...]


def value_difference(original: str, translation: str) -> ValueDifference | None:
    """How the values named in two texts differ; None when they are the same set. InputError for what names no value."""
    wanted, found = inline_values(original), inline_values(translation)
    if set(wanted) == set(found):
        return None
    return ValueDifference(
        tuple(str(one) for one in wanted if one not in found), tuple(str(one) for one in found if one not in wanted)
    )


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary: accepted forms by language, the first to be preferred; `unsettled` languages."""

    key: str
    forms: Mapping[str, Sequence[str]]
    unsettled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TermFound:
    """A term as it stands in a text, and its accepted forms in another language."""

    key: str
    said: str
    forms: tuple[str, ...]
    is_settled: bool


def terms_in(text: str, glossary: Iterable[Term], language: str, other: str) -> list[TermFound]:
    """The terms whose form in `language` occurs in `text`, with their forms in `other`, in order of appearance.

    Words are compared by their stems, so that a plural finds its term; a longer term covers a shorter one inside it.
    """
    words = [(match.group(), match.span()) for match in _WORD.finditer(text)]
    stems = [_stems(word) for word, _span in words]
    candidates = [
        (wanted, term)
        for term in glossary
        if term.forms.get(other)
        for form in term.forms.get(language, ())
        if (wanted := [stem for word in _WORD.findall(form) for stem in [_stems(word)]])
    ]
    candidates.sort(key=lambda one: len(one[0]), reverse=True)
    taken: set[int] = set()
    found: dict[str, tuple[int, TermFound]] = {}
    for wanted, term in candidates:
        for start in range(len(stems) - len(wanted) + 1):
            places = range(start, start + len(wanted))
            if stems[start : start + len(wanted)] != wanted or taken & set(places):
                continue
            taken |= set(places)
            said = text[words[start][1][0] : words[places[-1]][1][1]]
            shown = TermFound(term.key, said, tuple(term.forms[other]), other not in term.unsettled)
            if term.key not in found or start < found[term.key][0]:
                found[term.key] = (start, shown)
    return [shown for _start, shown in sorted(found.values(), key=lambda one: one[0])]


def _stems(word: str) -> tuple[str, ...]:
    return tuple(terms(word))
