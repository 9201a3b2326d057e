"""Public pages of every kind, as the demonstration has them: server time, queries and what is transferred."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from django.db import connection
from django.test import Client

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as, visible
from mashura.site.benchmarks.ground import own_ground
from mashura.site.benchmarks.measure import Measure, seconds
from mashura.site.commands.preparation import content
from mashura.site.models import SearchEntry
from mashura.site.search.actions import rebuild_search

HEAVIEST: Final = 150.0  # kB, with the charts, as the site promises
_OF_EACH_KIND: Final = 4
_LISTS: Final = (
    "",
    "countries/",
    "evidence/",
    "evidence/findings/",
    "data/",
    "study/",
    "meetings/",
    "recommendations/",
    "register/",
    "register/side-by-side/",
    "commitments/",
    "commitments/matrix/fictional-example/",
    "report/",
    "search/?q=migrants",
)
_CHART: Final = re.compile(rb'<img[^>]* src="([^"]+)"')


def kinds_of_pages() -> list[Measure]:
    """Lists, and some pages behind every kind of thing that search finds, in Arabic."""
    with own_ground():
        for _words, load in content():
            load()
        rebuild_search(actor=SYSTEM)
        client = Client(SERVER_NAME="localhost", headers={"accept-encoding": "gzip"})
        shown = {address: _look(client, f"/ar/{address}") for address in [*_LISTS, *_some_of_each_kind()]}
    slowest = max(shown, key=lambda address: shown[address]["ms"])
    heaviest = max(shown, key=lambda address: shown[address]["kB"])
    busiest = max(shown, key=lambda address: shown[address]["queries"])
    return [
        Measure("heaviest public page", shown[heaviest]["kB"], "kB", f"/ar/{heaviest}", HEAVIEST, details=shown),
        Measure("slowest public page", shown[slowest]["ms"], "ms", f"/ar/{slowest}"),
        Measure("public page with most queries", shown[busiest]["queries"], "queries", f"/ar/{busiest}"),
        Measure(
            "slowest public page", shown[slowest]["ms"] / shown[""]["ms"], "ratio", "the home page", details=shown[""]
        ),
    ]


def _some_of_each_kind() -> Iterator[str]:
    with acting_as(ANONYMOUS):
        entries = visible(ANONYMOUS, SearchEntry)
        for kind in SearchEntry.Kind.values:
            addresses = entries.filter(kind=kind).order_by("address").values_list("address", flat=True)
            yield from (address.partition("#")[0] for address in addresses[:_OF_EACH_KIND])


def _look(client: Client, address: str) -> dict[str, float]:
    """A page that was asked for before: milliseconds on the server, queries, and kilobytes with its charts."""

    def get(path: str) -> bytes:
        answer = client.get(path)
        if answer.status_code != 200:
            raise AssertionError(f"{path} is not served")
        return answer.getvalue()

    plain = Client(SERVER_NAME="localhost").get(address)
    charts = {found.decode().replace("&amp;", "&") for found in _CHART.findall(plain.getvalue())}
    asked: list[str] = []

    def count(execute: Callable[..., object], sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        page = get(address)
    return {
        "ms": round(1000 * seconds(lambda: get(address), rounds=3, warm_up=0), 1),
        "queries": len(asked),
        "kB": round((len(page) + sum(len(get(chart)) for chart in charts)) / 1000, 1),
    }
