"""A served page against the bare queries behind it."""

from typing import Final

from django.test import Client

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as
from mashura.consultation.public import load_bundled_programmes
from mashura.evidence.public import load_bundle, run_figure
from mashura.reference.public import load_reference
from mashura.site.benchmarks.ground import own_ground
from mashura.site.benchmarks.measure import Measure, interleaved
from mashura.site.search.actions import rebuild_search
from mashura.site.search.queries import find_pages
from mashura.stats.figures import forget_results

_FIGURE: Final = "deaths-at-sea"
_QUERY: Final = "migrants"


def served_pages() -> list[Measure]:
    """The page of a figure (its chart in the cache, its rows computed) and of a search, through the whole stack."""
    with own_ground():
        load_reference(actor=SYSTEM)
        load_bundled_programmes(actor=SYSTEM)
        load_bundle(actor=SYSTEM)
        rebuild_search(actor=SYSTEM)
        client = Client(SERVER_NAME="localhost")

        def get(address: str) -> None:
            if client.get(address).status_code != 200:
                raise AssertionError(f"{address} is not served")

        def figure_page() -> None:
            forget_results()
            get(f"/en/evidence/{_FIGURE}/")

        def figure() -> None:
            forget_results()
            with acting_as(ANONYMOUS):
                run_figure(ANONYMOUS, _FIGURE, {})

        def found() -> None:
            with acting_as(ANONYMOUS):
                find_pages(ANONYMOUS, _QUERY, language="en")

        pairs = {
            "figure page": interleaved(figure_page, figure),
            "search page": interleaved(lambda: get(f"/en/search/?q={_QUERY}"), found),
        }
    return [
        Measure(
            f"served {name}",
            page / bare,
            "ratio",
            "the bare query",
            details={"page_ms": round(1000 * page, 1), "bare_ms": round(1000 * bare, 1)},
        )
        for name, (page, bare) in pairs.items()
    ]
