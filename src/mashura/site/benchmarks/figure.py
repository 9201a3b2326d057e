"""A real figure over ten million generated rows, against the bare scan of its columns and against pandas."""

import tempfile
from pathlib import Path
from typing import Final

import duckdb

from mashura.evidence.figures.deaths import ATLANTIC, DEATHS, MEDITERRANEAN
from mashura.site.benchmarks.measure import Measure, interleaved
from mashura.stats.engine import sha256_of
from mashura.stats.figures import OpenVintage, forget_results, run

ROWS: Final = 10_000_000
_ROUTES: Final = (*MEDITERRANEAN, *ATLANTIC, "Sahara Desert crossing", "Central American Route")
_COLUMNS: Final = ["year", "route", "dead_and_missing"]


class GeneratedStore:
    """A vintage store that holds one generated file; what `stats` calls a `VintageStore`."""

    def __init__(self, path: Path) -> None:
        self._vintage = OpenVintage(dataset=DEATHS, sha256=sha256_of(path), path=path)

    def latest(self, dataset: str) -> OpenVintage:  # noqa: ARG002 - the protocol's signature; there is only one
        return self._vintage

    def exactly(self, dataset: str, sha256: str) -> OpenVintage:  # noqa: ARG002 - as `latest`
        return self._vintage


def generate(path: Path, rows: int = ROWS) -> None:
    """Write a Parquet file shaped like the bundled one: the same columns that the figure needs, the same kinds."""
    routes = ", ".join(f"'{route}'" for route in _ROUTES)
    duckdb.execute(
        f"COPY (SELECT (2014 + i % 10)::INTEGER AS year, [{routes}][1 + (hash(i) % {len(_ROUTES)})::INTEGER] AS route, "  # noqa: S608 - constants of this module
        f"(hash(i * 7) % 9)::INTEGER AS dead_and_missing FROM range({rows}) t(i)) "
        f"TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
    )


def figure_over_ten_million_rows() -> list[Measure]:
    """`deaths-at-sea` computed from the file each time (no cached result), median of seven rounds taken in turns."""
    import pandas as pd  # noqa: PLC0415 - needed by this benchmark alone, and not part of the product

    with tempfile.TemporaryDirectory(prefix="mashura-bench-") as folder:
        path = Path(folder) / "generated.parquet"
        generate(path)
        store = GeneratedStore(path)

        def figure() -> int:
            forget_results()
            return int(run("deaths-at-sea", {}, store).values["dead_and_missing"])  # noqa: PD011 - no data frame

        def scan() -> None:
            duckdb.execute(
                f"SELECT max(year), max(route), sum(dead_and_missing) FROM read_parquet('{path}')"  # noqa: S608 - a path of our own
            ).fetchall()

        def by_pandas() -> int:
            table = pd.read_parquet(path, columns=_COLUMNS)
            chosen = table[table["route"].isin(MEDITERRANEAN)]
            grouped = chosen.groupby(["year", "route"])["dead_and_missing"].agg(["sum", "count"])
            return int(grouped["sum"].sum())

        if figure() != by_pandas():
            raise AssertionError("the figure and pandas disagree about the same rows")
        ours, bare = interleaved(figure, scan)
        again, pandas_seconds = interleaved(figure, by_pandas, rounds=3)
    seconds = {"figure_s": round(ours, 4), "scan_s": round(bare, 4), "pandas_s": round(pandas_seconds, 4), "rows": ROWS}
    return [
        Measure("figure over 10 million rows", ours / bare, "ratio", "the bare DuckDB scan", 1.5, details=seconds),
        Measure("pandas over the figure", pandas_seconds / again, "ratio", "the figure", 5, "higher", details=seconds),
    ]
