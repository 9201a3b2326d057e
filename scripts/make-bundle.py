#!/usr/bin/env -S uv run python
"""Write the data files of src/mashura/evidence/bundle from ../shared/data, and stamp their hash and row count.

    uv run python scripts/make-bundle.py [DATASET…]

Each dataset has a function here: exactly the rows and columns that ship, and every change made to the source. What a
reader is told about a dataset (titles, licence, caveats) is written by hand in its dataset.yaml; this script only
replaces the lines `sha256:`, `rows:` and `bytes:` there. Equal sources give equal bytes with equal versions of PyArrow.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "data"
BUNDLE = ROOT / "src" / "mashura" / "evidence" / "bundle"


def _table(sql: str, **sources: str) -> pa.Table:
    """The query over source files: `{name}` in it stands for the file given under that name."""
    named = {
        name: f"read_{'parquet' if path.endswith('.parquet') else 'csv'}('{SOURCE / path}'"
        f"{'' if path.endswith('.parquet') else ', sample_size=-1'})"
        for name, path in sources.items()
    }
    with duckdb.connect() as connection:
        return connection.sql(sql.format(**named)).to_arrow_table()


def missing_migrants() -> pa.Table:
    """Without place descriptions; positions to a tenth of a degree (about 11 km): the figures need no more."""
    return _table(
        """
        SELECT date, CAST(year AS INTEGER) AS year, month, type, route, geo AS country_of_incident,
               CAST(dead AS INTEGER) AS dead_and_missing, cause, CAST(surv AS INTEGER) AS survivors, nat AS nationality,
               CAST(round(lon, 1) AS DECIMAL(4, 1)) AS longitude, CAST(round(lat, 1) AS DECIMAL(4, 1)) AS latitude
        FROM {source} ORDER BY ALL
        """,
        source="missing_migrants/mmp_global_2014_2023.csv",
    )


TABLES: dict[str, Callable[[], pa.Table]] = {
    "missing-migrants": missing_migrants,
}


def _stamp(sheet: Path, **lines: object) -> None:
    text = sheet.read_text(encoding="utf-8")
    for name, value in lines.items():
        text, changed = re.subn(rf"^{name}:.*$", f"{name}: {value}", text, flags=re.MULTILINE)
        if changed != 1:
            sys.exit(f"{sheet} has {changed} lines `{name}:`, one was expected")
    sheet.write_text(text, encoding="utf-8")


def write(dataset: str) -> None:
    """Write one dataset's file and stamp its sheet."""
    folder = BUNDLE / dataset
    file = folder / "data.parquet"
    table = TABLES[dataset]()
    pq.write_table(
        table, file, compression="zstd", compression_level=19, version="2.6", store_schema=False, use_dictionary=True
    )
    content = file.read_bytes()
    _stamp(folder / "dataset.yaml", sha256=hashlib.sha256(content).hexdigest(), rows=table.num_rows, bytes=len(content))
    sys.stdout.write(json.dumps({"dataset": dataset, "rows": table.num_rows, "bytes": len(content)}) + "\n")


if __name__ == "__main__":
    for wanted in sys.argv[1:] or TABLES:
        write(wanted)
