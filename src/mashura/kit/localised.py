"""Localised value: one text per language for a name or a title, shown with a marked fall-back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from mashura.kit.languages import primary

# BCP 47 as far as names need it: language, optional script, optional region, further subtags.
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{4,8})*")

# PostgreSQL holds neither NUL nor half a surrogate pair.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Shown(NamedTuple):
    """What a reader gets: the text, its language, and whether another language stands in for theirs."""

    text: str
    language: str
    is_fallback: bool


class Localised(Mapping[str, str]):
    """An immutable mapping of language tag to text.

    Texts are trimmed; empty ones are dropped, since an empty text is a missing one. Two values are equal when
    their texts are, whatever the order.

    Raises:
        TypeError: a text is not `str`, or the source is not a mapping.
        ValueError: a key is not a language tag as `en`, `ar-MA` or `zgh-Tfng`, or a text cannot be stored.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None, /, **by_language: str) -> None:
        # What comes from a file or the database is not what its type says until it was looked at.
        given: Any = {} if texts is None else texts
        if not isinstance(given, Mapping):
            raise TypeError("A localised value is a mapping of language to text.")
        kept: dict[str, str] = {}
        for tag, text in [*given.items(), *by_language.items()]:
            if not isinstance(tag, str) or not _TAG.fullmatch(tag):
                raise ValueError(f"Not a language tag: {tag!r}.")
            if not isinstance(text, str):
                raise TypeError(f"The text in {tag} is not a string.")
            if _UNSTORABLE.search(text):
                raise ValueError(f"The text in {tag} has a character that cannot be stored.")
            if text.strip():
                kept[tag] = text.strip()
        self._texts: Mapping[str, str] = MappingProxyType(kept)

    def __getitem__(self, tag: str) -> str:
        return self._texts[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def __repr__(self) -> str:
        return f"Localised({dict(self._texts)!r})"

    def __reduce__(self) -> tuple[type["Localised"], tuple[dict[str, str]]]:
        return Localised, (dict(self._texts),)

    def shown(self, language: str, order: Iterable[str] = ()) -> Shown:
        """The text for a reader of `language`, or the nearest there is.

        First the very tag, then the language without region ("fr" for "fr-TN") or another region of it, then the
        languages of `order` (the programme's, most authoritative first), then any, in the order of their tags.
        An empty value gives an empty text in the reader's language.
        """
        for candidate in self._of_language(language):
            return Shown(self._texts[candidate], candidate, is_fallback=False)
        for tag in order:
            for candidate in self._of_language(tag):
                return Shown(self._texts[candidate], candidate, is_fallback=True)
        for candidate in sorted(self._texts):
            return Shown(self._texts[candidate], candidate, is_fallback=True)
        return Shown("", language, is_fallback=False)

    def with_text(self, language: str, text: str) -> "Localised":
        """A new value with `text` in `language`; an empty text removes that language."""
        return Localised({**self._texts, language: text})

    def _of_language(self, tag: str) -> Iterator[str]:
        base = primary(tag)
        wanted = [tag, base, *sorted(other for other in self._texts if primary(other) == base)]
        return (candidate for candidate in wanted if candidate in self._texts)
