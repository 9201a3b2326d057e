"""All editions of the programme rebuilt after its data changed."""

import time
from pathlib import Path
from typing import Final

import duckdb
from django.conf import settings

from mashura.access.public import SYSTEM
from mashura.consultation.public import load_bundled_programmes
from mashura.evidence.public import BUNDLE, import_vintage, load_bundle
from mashura.publication.public import build_editions
from mashura.reference.public import load_reference
from mashura.site.benchmarks.ground import own_ground
from mashura.site.benchmarks.measure import Measure

PROGRAMME: Final = "north-africa"
_CHANGED: Final = "missing-migrants"


def editions_after_a_data_change() -> list[Measure]:
    """Build all languages, change one record of one dataset, build them again: the second building is measured."""
    with own_ground():
        load_reference(actor=SYSTEM)
        load_bundled_programmes(actor=SYSTEM)
        load_bundle(actor=SYSTEM)
        begun = time.perf_counter()
        before = build_editions(actor=SYSTEM, programme=PROGRAMME)
        first = time.perf_counter() - begun
        _change()
        begun = time.perf_counter()
        after = build_editions(actor=SYSTEM, programme=PROGRAMME)
        again = time.perf_counter() - begun
        begun = time.perf_counter()
        build_editions(actor=SYSTEM, programme=PROGRAMME)
        unchanged = time.perf_counter() - begun
    if [edition.version for edition in after] != [edition.version + 1 for edition in before]:
        raise AssertionError("a changed dataset gave no new edition")
    details = {"first_s": round(first, 2), "unchanged_s": round(unchanged, 2), "editions": len(after)}
    return [Measure("all editions rebuilt after a data change", again, "s", goal=3, details=details)]


def _change() -> None:
    """A vintage with one more death in one record, imported and released like any other."""
    path = Path(settings.DATA_DIR) / "changed.parquet"
    duckdb.execute(
        f"COPY (SELECT * REPLACE (dead_and_missing + (row_number() OVER () = 1)::INTEGER AS dead_and_missing) "  # noqa: S608 - paths of our own
        f"FROM read_parquet('{BUNDLE / _CHANGED / 'data.parquet'}')) TO '{path}' (FORMAT parquet)"
    )
    import_vintage(actor=SYSTEM, dataset=_CHANGED, path=path, is_released=True)
