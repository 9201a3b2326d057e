"""Pure rules of a programme's languages: their order, and its texts without one of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any


def in_order(chosen: Collection[str], *, first: str, before: Sequence[str], known: Sequence[str]) -> list[str]:
    """The chosen languages in the order of fall-back: `first`, those there were in their order, then the new ones."""
    ranked = [first, *before, *known]
    return sorted(set(chosen), key=lambda one: (ranked.index(one) if one in ranked else len(ranked), one))


def has_texts_in(data: Any, language: str, *, languages: Collection[str]) -> bool:
    """Whether some text of a programme's file (`programme_data`) stands in this one of its `languages`."""
    if isinstance(data, Mapping):
        if _is_text(data, languages):
            return language in data
        return any(has_texts_in(value, language, languages=languages) for value in data.values())
    return isinstance(data, list) and any(has_texts_in(value, language, languages=languages) for value in data)


def without_languages(data: Any, dropped: Collection[str], *, languages: Collection[str]) -> Any:
    """The same file without its texts in the `dropped` ones of its `languages`; a text that had no other is gone."""
    if isinstance(data, Mapping):
        if _is_text(data, languages):
            return {tag: text for tag, text in data.items() if tag not in dropped}
        kept = {name: without_languages(value, dropped, languages=languages) for name, value in data.items()}
        return {name: value for name, value in kept.items() if value != {} or data[name] == {}}
    if isinstance(data, list):
        return [without_languages(value, dropped, languages=languages) for value in data]
    return data


def _is_text(data: Mapping[Any, Any], languages: Collection[str]) -> bool:
    # Nothing else in a file is called by languages alone; `to` and `key` are languages too, of other programmes.
    return bool(data) and set(data) <= set(languages) and all(isinstance(value, str) for value in data.values())
