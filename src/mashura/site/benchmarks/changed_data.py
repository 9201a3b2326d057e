"""A dataset of which one record changed, for benchmarks that rebuild what is computed from it."""

from pathlib import Path
from typing import Final

import duckdb
from django.conf import settings

from mashura.access.public import SYSTEM
from mashura.evidence.figures.deaths import MEDITERRANEAN
from mashura.evidence.public import BUNDLE, import_vintage

_CHANGED: Final = "missing-migrants"
_YEAR: Final = 2016


def change_deaths() -> None:
    """A vintage with one more death in one record, imported and released like any other."""
    path = Path(settings.DATA_DIR) / "changed.parquet"
    record = f"route = '{MEDITERRANEAN[0]}' AND row_number() OVER (PARTITION BY route, year ORDER BY month) = 1"
    duckdb.execute(
        f"COPY (SELECT * REPLACE (dead_and_missing + ({record} AND year = {_YEAR})::INTEGER "  # noqa: S608 - paths of our own
        f"AS dead_and_missing) FROM read_parquet('{BUNDLE / _CHANGED / 'data.parquet'}')) TO '{path}' (FORMAT parquet)"
    )
    import_vintage(actor=SYSTEM, dataset=_CHANGED, path=path, is_released=True)
