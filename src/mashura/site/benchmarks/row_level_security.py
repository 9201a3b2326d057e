"""What the second lock costs: the same queries of the same role with row policies on and off, a million rows."""

import statistics
import time
from collections.abc import Callable
from typing import Final

from django.db import connections

from mashura.access.models import Organisation
from mashura.access.public import Actor, Kind, Role, acting_as, visible
from mashura.kit.ids import new_id
from mashura.site.benchmarks.ground import own_ground
from mashura.site.benchmarks.measure import Measure
from mashura.site.models import SearchEntry, SearchTerm
from mashura.site.search.queries import find_pages

ROWS: Final = 1_000_000
_ROUNDS: Final = 9
_TABLES: Final = [model._meta.db_table for model in (Organisation, SearchEntry, SearchTerm)]  # noqa: SLF001 - documented API
_GOAL: Final = 1.3

# Plain SQL, as the owner: a million rows through the ORM would take minutes and measure nothing.
_FILL: Final = """
INSERT INTO access_organisation (id, kind, country, names, is_fictional, is_released)
SELECT gen_random_uuid(), 'civil_society', (ARRAY['XAA','XBB','XCC'])[1 + i %% 3], '{"en": "Generated"}',
       true, i %% 10 = 0
FROM generate_series(1, %(rows)s) i;
INSERT INTO site_searchentry (id, kind, address, title, summary, rank, fingerprint, sources, is_released)
SELECT gen_random_uuid(), 'figure', 'generated/' || i, '{"en": "Generated"}', '{}', 1,
       md5(i::text) || md5(i::text), '{}', true
FROM generate_series(1, 100000) i;
INSERT INTO site_searchterm (id, entry_id, language, term, weight, is_released)
SELECT gen_random_uuid(), e.id, 'en', 'term' || ((e.n * 7 + k * 13) %% 20000) || 'k' || k, 1, true
FROM (SELECT id, row_number() OVER () n FROM site_searchentry) e, generate_series(1, %(rows)s / 100000) k;
"""


def row_level_security() -> list[Measure]:
    """List (the first fifty by name), count and search of an actor with a jurisdiction, on against off."""
    actor = Actor(
        kind=Kind.USER,
        user_id=new_id(),
        organisation_id=new_id(),
        post_id=new_id(),
        roles=frozenset({Role.COUNTRY_MISSION, Role.PUBLIC}),
        countries=frozenset({"XAA"}),
        programmes=frozenset({"fictional"}),
    )
    works: dict[str, Callable[[], object]] = {
        "list": lambda: list(visible(actor, Organisation).order_by("pk")[:50]),
        "count": lambda: visible(actor, Organisation).count(),
        "search": lambda: find_pages(actor, "term70k1 term83k2", language="en"),
    }
    with own_ground():
        _fill()
        return [_compare(name, actor, work) for name, work in works.items()]


def _fill() -> None:
    with connections["owner"].cursor() as cursor:
        _secure(cursor, on=False)
        for statement in (_FILL % {"rows": ROWS}).split(";"):
            if statement.strip():
                cursor.execute(statement)
        for table in _TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")
        _secure(cursor, on=True)


def _secure(cursor: object, *, on: bool) -> None:
    for table in _TABLES:
        cursor.execute(  # type: ignore[attr-defined] # Django's cursor wrapper
            f"ALTER TABLE {table} {'ENABLE' if on else 'DISABLE'} ROW LEVEL SECURITY"
        )


def _compare(name: str, actor: Actor, work: Callable[[], object]) -> Measure:
    """Medians of rounds in turns; switching the policies happens outside of the time that is taken."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    for number in range(_ROUNDS + 1):
        for on in (True, False):
            with connections["owner"].cursor() as cursor:
                _secure(cursor, on=on)
            with acting_as(actor):
                work()  # the first query after a switch plans anew
                begun = time.perf_counter()
                work()
                if number:
                    taken[on].append(time.perf_counter() - begun)
    on_ms, off_ms = (1000 * statistics.median(taken[on]) for on in (True, False))
    details = {"on_ms": round(on_ms, 2), "off_ms": round(off_ms, 2), "rows": ROWS}
    return Measure(
        f"row level security, {name} over 1 million rows", on_ms / off_ms, "ratio", "without it", _GOAL, details=details
    )
