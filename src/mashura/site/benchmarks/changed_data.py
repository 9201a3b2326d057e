"""A dataset of which one record changed, for benchmarks that rebuild what is computed from it."""

from pathlib import Path
from typing import Final

import duckdb
from django.conf import settings

from mashura.access.public import SYSTEM
from mashura.evidence.public import BUNDLE, import_vintage

_CHANGED: Final = "missing-migrants"


def change_deaths() -> None:
    """A vintage with one more death in one record, imported and released like any other."""
    path = Path(settings.DATA_DIR) / "changed.parquet"
    duckdb.execute(
        f"COPY (SELECT * REPLACE (dead_and_missing + (row_number() OVER () = 1)::INTEGER AS dead_and_missing) "  # noqa: S608 - paths of our own
        f"FROM read_parquet('{BUNDLE / _CHANGED / 'data.parquet'}')) TO '{path}' (FORMAT parquet)"
    )
    import_vintage(actor=SYSTEM, dataset=_CHANGED, path=path, is_released=True)
