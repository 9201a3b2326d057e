"""Finding pages by words."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import Sum

from mashura.access.public import Actor, visible
from mashura.kit.text import terms
from mashura.site.models import SearchEntry, SearchTerm

LONGEST_QUERY: Final = 200
MOST_TERMS: Final = 12
MOST_FOUND: Final = 100


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
    no page does, those with some of the words come instead and are said to be partial.
    """
    asked = list(dict.fromkeys(terms(query[:LONGEST_QUERY])))[:MOST_TERMS]
    if not asked:
        return Findings([], is_partial=False)
    held: dict[tuple[object, str], tuple[set[str], int]] = defaultdict(lambda: (set(), 0))
    matching = visible(actor, SearchTerm).filter(term__in=asked)
    for entry, spoken, term, weight in matching.values_list("entry", "language", "term").annotate(Sum("weight")):
        words, score = held[entry, spoken]
        held[entry, spoken] = (words | {term}, score + weight)
    whole = {key: one for key, one in held.items() if len(one[0]) == len(asked)}
    best = _best_language(whole or held, language)
    entries = visible(actor, SearchEntry).in_bulk(list(best))
    pages = [Found(entries[key], *best[key]) for key in best if key in entries]
    pages.sort(key=lambda one: (-one.score, one.language != language, one.entry.rank, one.entry.address))
    return Findings(pages[:MOST_FOUND], is_partial=not whole and bool(pages))


def _best_language(
    held: dict[tuple[object, str], tuple[set[str], int]], language: str
) -> dict[object, tuple[str, int]]:
    """For each entry the language that matches best: most words, then the reader's own, then weight."""
    best: dict[object, tuple[tuple[int, bool, int], str, int]] = {}
    for (entry, spoken), (words, score) in held.items():
        merit = (len(words), spoken == language, score)
        if entry not in best or merit > best[entry][0]:
            best[entry] = (merit, spoken, score)
    return {entry: (spoken, score) for entry, (_merit, spoken, score) in best.items()}
