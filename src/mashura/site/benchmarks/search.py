"""Search over a hundred thousand texts in three languages, against the bare indexed query; and what it finds."""

import statistics
import time
from collections.abc import Callable
from typing import Final

from django.db import connections

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as
from mashura.kit.localised import Localised
from mashura.kit.text import terms
from mashura.site.benchmarks.ground import own_ground
from mashura.site.benchmarks.labelled_search import QUESTIONS, TEXTS
from mashura.site.benchmarks.measure import Measure, interleaved
from mashura.site.search.actions import rebuild_search
from mashura.site.search.documents import Document
from mashura.site.search.queries import find_pages

ENTRIES: Final = 100_000
_LANGUAGES: Final = ("ar", "en", "fr")
_WORDS: Final = 20
_RECALL_GOAL: Final = 0.9

# Plain SQL, as the owner: words of 20,000 kinds by a power law, so that some stand nearly everywhere and most seldom.
_FILL: Final = """
INSERT INTO site_searchentry (id, kind, address, title, summary, rank, fingerprint, sources, is_released)
SELECT gen_random_uuid(), 'figure', 'generated/' || i, '{"en": "Generated"}', '{}', 1,
       md5(i::text) || md5('b' || i::text), '{}', true
FROM generate_series(1, %(entries)s) i;
INSERT INTO site_searchterm (id, entry_id, language, term, weight, is_released)
SELECT gen_random_uuid(), id, language, term, 1, true FROM (
    SELECT DISTINCT e.id, (ARRAY['ar', 'en', 'fr'])[1 + abs(hashtext(e.address)) %% 3] AS language,
           'wort' || floor(20000 * power(random(), 3))::int AS term
    FROM site_searchentry e, generate_series(1, %(words)s)
) made
"""
_BARE: Final = """
SELECT entry_id, language, count(*) AS words, sum(weight) AS score FROM site_searchterm
WHERE term = ANY (%s) GROUP BY entry_id, language ORDER BY words DESC, score DESC LIMIT 500
"""


def search_over_many_texts() -> list[Measure]:
    """Server time of three kinds of question against the bare query, and the share of labelled questions answered."""
    with own_ground():
        found = _recall()
        _fill()
        asked = {"a word on most pages": "wort0", "two common words": "wort3 wort9", "a rare word": "wort19993"}
        measures = [_compare(name, query) for name, query in asked.items()]
    return [*measures, *found]


def _fill() -> None:
    with connections["owner"].cursor() as cursor:
        for table in ("site_searchterm", "site_searchentry"):
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - constants of this module
        for statement in (_FILL % {"entries": ENTRIES, "words": _WORDS}).split(";"):
            cursor.execute(statement)
        for table in ("site_searchterm", "site_searchentry"):
            cursor.execute(f"VACUUM ANALYZE {table}")
            cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


def _compare(name: str, query: str) -> Measure:
    def through_the_product() -> None:
        with acting_as(ANONYMOUS):
            find_pages(ANONYMOUS, query, language="ar")

    def bare() -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SET row_security = off")
            cursor.execute(_BARE, [terms(query)])
            cursor.fetchall()

    product, alone = _unhindered(lambda: interleaved(through_the_product, bare))
    return Measure(
        f"search for {name} over {ENTRIES:,} texts in three languages",
        product / alone,
        "ratio",
        "the bare indexed query",
        details={"search_ms": round(1000 * product, 1), "bare_ms": round(1000 * alone, 1)},
    )


def _unhindered(work: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """Run with the owner free of row policies (it is bound by them otherwise), and bind it again."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE site_searchterm NO FORCE ROW LEVEL SECURITY")
        try:
            return work()
        finally:
            cursor.execute("SET row_security = on")
            cursor.execute("ALTER TABLE site_searchterm FORCE ROW LEVEL SECURITY")


def labelled_documents() -> list[Document]:
    """The labelled texts as documents of the index."""
    return [
        Document(kind="topic", address=f"{language}/{key}/", title=Localised({language: text}))
        for language, texts in TEXTS.items()
        for key, text in texts.items()
    ]


def answers(language: str, question: str) -> list[str]:
    """Addresses of the pages found for a question, the best first."""
    with acting_as(ANONYMOUS):
        return [found.entry.address for found in find_pages(ANONYMOUS, question, language=language).pages]


def _recall() -> list[Measure]:
    rebuild_search(actor=SYSTEM, documents=labelled_documents())
    measures = []
    for wanted in _LANGUAGES:
        begun = time.perf_counter()
        hits = [
            f"{language}/{key}/" in answers(language, question)
            for language, question, key in QUESTIONS
            if language == wanted
        ]
        measures.append(
            Measure(
                f"search recall of labelled questions, {wanted}",
                statistics.fmean(hits),
                "ratio",
                "all questions",
                goal=_RECALL_GOAL,
                better="higher",
                details={"questions": len(hits), "seconds": round(time.perf_counter() - begun, 2)},
            )
        )
    return measures
