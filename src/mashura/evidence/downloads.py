"""A result as a file: exact values in codes, the same in every language."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from mashura.stats.figures import Column, Result

_KINDS: Final[dict[str, Any]] = {"year": pa.int32(), "integer": pa.int64(), "decimal": pa.float64()}


def result_csv(result: Result) -> bytes:
    """UTF-8 with a byte order mark, by which spreadsheets know it; one row per row of the result."""
    file = io.StringIO()
    writer = csv.DictWriter(file, [column.name for column in result.columns], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(result.rows)
    return file.getvalue().encode("utf-8-sig")


def result_json(result: Result) -> bytes:
    """What the command line prints: name, params, rows, values, provenance."""
    return json.dumps(result.as_json(), ensure_ascii=False, indent=2).encode()


def result_parquet(result: Result) -> bytes:
    """The rows with their types; units and provenance in the file's own description."""
    arrays = [pa.array([row[column.name] for row in result.rows], type=_kind(column)) for column in result.columns]
    fields = [
        pa.field(column.name, _kind(column), metadata={"unit": column.unit} if column.unit else None)
        for column in result.columns
    ]
    provenance = json.dumps(result.provenance, ensure_ascii=False, sort_keys=True)
    table = pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"mashura.provenance": provenance}))
    file = io.BytesIO()
    pq.write_table(table, file, compression="zstd")
    return file.getvalue()


def _kind(column: Column) -> Any:
    return _KINDS.get(column.type, pa.string())


def vintage_csv(path: Path) -> Iterator[bytes]:
    """A vintage's file as CSV, batch by batch, so that a large one needs no memory."""
    with pq.ParquetFile(path) as opened:
        yield ("\ufeff" + _line(opened.schema_arrow.names)).encode()
        for batch in opened.iter_batches(batch_size=5_000):
            columns = [column.to_pylist() for column in batch.columns]
            yield "".join(_line(cells) for cells in zip(*columns, strict=True)).encode()


def _line(cells: Any) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow(["" if cell is None else cell for cell in cells])
    return file.getvalue()


def vintage_page(path: Path, *, page: int, size: int) -> list[dict[str, Any]]:
    """The rows of one page (from 1) of a vintage, as stored."""
    first = (page - 1) * size
    with pq.ParquetFile(path) as opened:
        for number in range(opened.num_row_groups):
            count = opened.metadata.row_group(number).num_rows
            if first < count:
                table = opened.read_row_group(number)
                rows: list[dict[str, Any]] = table.slice(first, size).to_pylist()
                if len(rows) < size and number + 1 < opened.num_row_groups:
                    rows += opened.read_row_group(number + 1).slice(0, size - len(rows)).to_pylist()
                return rows
            first -= count
    return []
