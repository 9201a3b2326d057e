"""One row of each table of site, for the access matrix."""

from tests.access.rows import row_for, unique_hash, unique_text

from mashura.site.models import SearchEntry, SearchTerm

NAMES = {"en": "A page (fictional)"}


@row_for(SearchEntry)
def search_entry(scope):
    return SearchEntry(
        kind="figure",
        address=f"evidence/{unique_text()}/",
        title=NAMES,
        summary=NAMES,
        rank=1,
        fingerprint=unique_hash(),
        is_released=scope.is_released,
    )


@row_for(SearchTerm)
def search_term(scope):
    entry = search_entry(scope)
    entry.save()
    return SearchTerm(entry=entry, language="en", term=unique_text(), weight=1, is_released=scope.is_released)
