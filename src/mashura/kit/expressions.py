"""Text that is negotiated, published or translated: one expression per language, each with a standing of its own.

The text in its original language is written by people who answer for it; an expression in another language remembers
which original it was made from, so that it is known to be stale the moment the original changes. Any language may be
the original. Values are immutable: a change gives a new value, to be saved by an action.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from mashura.kit.localised import Localised, Shown

# The hash that stands on adopted and published texts covers the words and nothing else.
_HASH_FORM: Final = "mashura-expressions/1"


class Standing(StrEnum):
    """How the expression in one language stands to the original."""

    ORIGINAL = "original"
    REVIEWED = "reviewed"
    TO_REVIEW = "to-review"
    STALE = "stale"
    MISSING = "missing"

    @property
    def needs_work(self) -> bool:
        return self in {Standing.TO_REVIEW, Standing.STALE, Standing.MISSING}


@dataclass(frozen=True, slots=True)
class Expression:
    """The words in one language. `made_from` is the SHA-256 of the original it translates, "" for the original."""

    text: str
    made_from: str = ""
    is_reviewed: bool = False


def text_sha256(text: str) -> str:
    """The hash by which an expression remembers its original."""
    return hashlib.sha256(text.encode()).hexdigest()


class Expressions(Mapping[str, str]):
    """An immutable mapping of language tag to text in which one language is the original.

    Raises:
        TypeError, ValueError: as `Localised`; and ValueError when the original's language has no text.
    """

    __slots__ = ("_expressions", "_texts", "original")

    def __init__(self, original: str = "", expressions: Mapping[str, Expression] | None = None) -> None:
        given = dict(expressions or {})
        self._texts = Localised({language: one.text for language, one in given.items()})
        self.original = original
        if (original or given) and original not in self._texts:
            raise ValueError("The original language of a text has no text.")
        self._expressions: Mapping[str, Expression] = MappingProxyType(
            {language: replace(given[language], text=text) for language, text in self._texts.items()}
        )

    @classmethod
    def of(cls, original: str, text: str, **translations: str) -> "Expressions":
        """An original with translations that were made from it and reviewed: for texts that arrive whole."""
        expressions = {original: Expression(text.strip())}
        made_from = text_sha256(text.strip())
        for language, translated in translations.items():
            if translated.strip():
                expressions[language] = Expression(translated, made_from, is_reviewed=True)
        return cls(original, expressions)

    @classmethod
    def of_localised(cls, texts: Mapping[str, str], original: str) -> "Expressions":
        """As `of`, from one text per language; empty when there is none in the original's language."""
        if original not in texts:
            return cls()
        return cls.of(original, texts[original], **{tag: text for tag, text in texts.items() if tag != original})

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Expressions":
        """The value of `as_json`. TypeError or ValueError for anything else."""
        if not isinstance(stored, Mapping):
            raise TypeError("A text in several languages is stored as an object.")
        texts = stored.get("texts", {})
        if not isinstance(texts, Mapping) or not all(isinstance(one, Mapping) for one in texts.values()):
            raise TypeError("Each language has an object with its text.")
        return cls(
            str(stored.get("original", "")),
            {
                language: Expression(one["text"], one.get("made_from", ""), bool(one.get("is_reviewed", False)))
                for language, one in texts.items()
            },
        )

    def as_json(self) -> dict[str, Any]:
        """What is stored."""
        return {
            "original": self.original,
            "texts": {
                language: {"text": one.text, "made_from": one.made_from, "is_reviewed": one.is_reviewed}
                for language, one in self._expressions.items()
            },
        }

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expressions) and self.as_json() == other.as_json()

    def __hash__(self) -> int:
        return hash((self.original, self._texts))

    def __repr__(self) -> str:
        return f"Expressions({self.original!r}, {dict(self._expressions)!r})"

    @property
    def localised(self) -> Localised:
        """The words alone, for pages that show a name or a sentence."""
        return self._texts

    def expression(self, language: str) -> Expression | None:
        return self._expressions.get(language)

    def standing(self, language: str) -> Standing:
        """How the expression in `language` stands to the original."""
        if language == self.original:
            return Standing.ORIGINAL
        one = self._expressions.get(language)
        if one is None:
            return Standing.MISSING
        if one.made_from != text_sha256(self._texts[self.original]):
            return Standing.STALE
        return Standing.REVIEWED if one.is_reviewed else Standing.TO_REVIEW

    def shown(self, language: str, order: Iterable[str] = ()) -> Shown:
        """The text for a reader: as `Localised.shown`, with the original first in the order of fall-back."""
        return self._texts.shown(language, [self.original, *order] if self.original else order)

    def is_concordant(self, languages: Iterable[str]) -> bool:
        """Whether every one of `languages` has a reviewed text of the original as it stands."""
        return all(self.standing(one) in {Standing.ORIGINAL, Standing.REVIEWED} for one in languages)

    def sha256(self, languages: Iterable[str] | None = None) -> str:
        """The hash of the words in these languages (all there are by default), whatever their standing."""
        chosen = sorted(self._texts if languages is None else languages)
        words = {language: self._texts.get(language, "") for language in chosen}
        return text_sha256(json.dumps([_HASH_FORM, words], ensure_ascii=False, sort_keys=True, separators=(",", ":")))

    def with_original(self, language: str, text: str) -> "Expressions":
        """The original is now `text` in `language`; every other language is stale until it is made anew.

        Raises:
            ValueError: an empty text.
        """
        others = {tag: one for tag, one in self._expressions.items() if tag != language}
        if self.original and self.original != language:
            # What was the original becomes a text like the others: made from itself, so stale now.
            others[self.original] = Expression(self[self.original], text_sha256(self[self.original]))
        return Expressions(language, {**others, language: Expression(text.strip())})

    def with_translation(self, language: str, text: str, *, is_reviewed: bool = False) -> "Expressions":
        """The text in `language` is now a translation of the original as it stands; an empty text removes it.

        Raises:
            ValueError: `language` is the original's own, or there is no original.
        """
        if language == self.original or not self.original:
            raise ValueError("A translation is into another language than the original's.")
        others = {tag: one for tag, one in self._expressions.items() if tag != language}
        if text.strip():
            others[language] = Expression(text, text_sha256(self[self.original]), is_reviewed)
        return Expressions(self.original, others)

    def with_review(self, language: str) -> "Expressions":
        """The text in `language` is found to say what the original says.

        Raises:
            ValueError: there is no such text, or it is stale: it was made from another original.
        """
        if self.standing(language) not in {Standing.TO_REVIEW, Standing.REVIEWED}:
            raise ValueError("Only a translation of the original as it stands can be reviewed.")
        return Expressions(
            self.original,
            {**self._expressions, language: replace(self._expressions[language], is_reviewed=True)},
        )

    def only(self, languages: Iterable[str]) -> "Expressions":
        """The text in these languages; empty where the original's is none of them."""
        chosen = set(languages)
        if self.original not in chosen:
            return Expressions()
        return Expressions(self.original, {tag: one for tag, one in self._expressions.items() if tag in chosen})

    def added_since(self, closed: "Expressions") -> frozenset[str]:
        """The languages that came to a text after it was closed as `closed`: issued, confirmed, adopted.

        A closed text keeps every word that it had, and stays a text of the same original. What may still come is a
        language that it had no text in, and the review of a translation that it had unreviewed.

        Raises:
            ValueError: a word, an original or a review of the closed text is another one now, or is gone.
        """
        if self.original != closed.original:
            raise ValueError("The original of a closed text stays.")
        for language in closed:
            waits = closed.standing(language) is Standing.TO_REVIEW
            reviewed = closed.with_review(language) if waits else closed
            if self.expression(language) not in {closed.expression(language), reviewed.expression(language)}:
                raise ValueError(f"The text in “{language}” was there when the text was closed, and stays.")
        return frozenset(self) - frozenset(closed)

    def is_open_since(self, closed: "Expressions", language: str) -> bool:
        """Whether somebody may still write or review the text in `language` of a text closed as `closed`."""
        if not closed:
            return False
        return language not in closed or self.standing(language) is Standing.TO_REVIEW
