"""Finding pages by words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Case, Count, IntegerField, Sum, Value, When

from mashura.access.public import Actor, visible
from mashura.kit.text import terms
from mashura.site.models import SearchEntry, SearchTerm

LONGEST_QUERY: Final = 200
MOST_TERMS: Final = 12
MOST_FOUND: Final = 100
# A page may be found in several languages; as many of its matches are read as there are pages to show, and more.
_LOOKED_AT: Final = 5 * MOST_FOUND


@dataclass(frozen=True, slots=True)
class Found:
    """A page that was found, and the language whose words matched."""

    entry: SearchEntry
    language: str
    score: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Pages for a query, the best first. `is_partial`: none has every word, these have some of them."""

    pages: list[Found]
    is_partial: bool


def find_pages(actor: Actor, query: str, *, language: str) -> Findings:
    """Released pages that hold the words of `query` in any one language, at most a hundred.

    A page must hold all the words within one of its languages; the reader's `language` goes first among equals. When
    no page does, those with some of the words come instead and are said to be partial. The database counts and orders,
    so that a word which stands on every page costs no more than reading its index.
    """
    asked = list(dict.fromkeys(terms(query[:LONGEST_QUERY])))[:MOST_TERMS]
    if not asked:
        return Findings([], is_partial=False)
    matching = (
        visible(actor, SearchTerm)
        .filter(term__in=asked)
        .values_list("entry", "language")
        # A word stands once in a language of a page: rows are words.
        .annotate(words=Count("term"), score=Sum("weight"), foreign=_is_foreign(language))
        .order_by("-words", "foreign", "-score", "entry")
    )
    held = list(matching[:_LOOKED_AT])
    is_whole = bool(held) and held[0][2] == len(asked)
    best: dict[Any, tuple[str, int]] = {}
    for entry, spoken, words, score, _foreign in held:
        if words == len(asked) or not is_whole:
            best.setdefault(entry, (spoken, score))
    entries = _still_visible(actor, visible(actor, SearchEntry).in_bulk(list(best)))
    pages = [Found(entries[key], *best[key]) for key in best if key in entries]
    pages.sort(key=lambda one: (-one.score, one.language != language, one.entry.rank, one.entry.address))
    return Findings(pages[:MOST_FOUND], is_partial=not is_whole and bool(pages))


def _still_visible(actor: Actor, entries: Mapping[Any, SearchEntry]) -> dict[Any, SearchEntry]:
    """The entries all of whose sources `actor` may see at this moment: the index follows a withdrawal only later."""
    wanted: dict[str, set[str]] = {}
    for entry in entries.values():
        for source in entry.sources:
            model, _colon, key = source.partition(":")
            wanted.setdefault(model, set()).add(key)
    seen = {
        f"{model}:{key}"
        for model, keys in wanted.items()
        for key in visible(actor, apps.get_model(model)).filter(pk__in=keys).values_list("pk", flat=True)
    }
    return {key: entry for key, entry in entries.items() if seen.issuperset(entry.sources)}


def _is_foreign(language: str) -> Case:
    return Case(When(language=language, then=Value(0)), default=Value(1), output_field=IntegerField())
