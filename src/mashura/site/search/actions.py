"""Keeping the search index equal to what is published."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Final

from mashura.access.public import Action, Actor, acting_as, require, visible
from mashura.kit.text import terms
from mashura.site.models import SearchEntry, SearchTerm
from mashura.site.search.chain import chain_documents
from mashura.site.search.documents import Document, published_documents

LONGEST_TERM: Final = 80
WEIGHTS: Final = {"title": 6, "keywords": 3, "summary": 2, "text": 1}
# Raised when words are folded in another way, so that an index made before is made anew.
INDEX_VERSION: Final = 2


def rebuild_search(*, actor: Actor, documents: Iterable[Document] | None = None) -> int:
    """Index what is published and forget what no longer is; pages that did not change are left alone.

    Returns the number of entries that were written or removed: 0 when the index was up to date. `documents` stands in
    for the published ones in tests. Raises Forbidden for an actor who may not change the index.
    """
    require(actor, Action.ADD, SearchEntry)
    with acting_as(actor):
        wanted = {_fingerprint(one): one for one in (_published() if documents is None else documents)}
        known = set(visible(actor, SearchEntry).values_list("fingerprint", flat=True))
        gone = visible(actor, SearchEntry, Action.DELETE).filter(fingerprint__in=known - set(wanted))
        removed = gone.count()
        gone.delete()
        new = [(key, one) for key, one in wanted.items() if key not in known]
        entries = [_entry(key, one) for key, one in new]
        SearchEntry.objects.bulk_create(entries)
        SearchTerm.objects.bulk_create(
            [
                SearchTerm(entry=entry, language=language, term=term, weight=weight, is_released=entry.is_released)
                for entry, (_key, one) in zip(entries, new, strict=True)
                for (language, term), weight in weigh_terms(one).items()
            ],
            batch_size=5000,
        )
        return removed + len(entries)


def _published() -> Iterator[Document]:
    yield from published_documents()
    yield from chain_documents()


def weigh_terms(document: Document) -> dict[tuple[str, str], int]:
    """The words of a document by language, each with its best weight."""
    weights: dict[tuple[str, str], int] = {}
    for part, weight in WEIGHTS.items():
        for language, text in getattr(document, part).items():
            for term in terms(text):
                key = (language, term[:LONGEST_TERM])
                weights[key] = max(weight, weights.get(key, 0))
    return weights


def _entry(fingerprint: str, document: Document) -> SearchEntry:
    return SearchEntry(
        kind=document.kind,
        address=document.address,
        title=document.title,
        summary=document.summary,
        rank=document.rank,
        fingerprint=fingerprint,
        sources=_source_names(document),
        is_released=True,
    )


def _source_names(document: Document) -> list[str]:
    return [f"{source._meta.label_lower}:{source.pk}" for source in document.sources]  # noqa: SLF001 - documented API


def _fingerprint(document: Document) -> str:
    parts = [dict(getattr(document, part)) for part in WEIGHTS]
    whole = [INDEX_VERSION, document.kind, document.address, document.rank, _source_names(document), *parts]
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
