"""A file or folder becomes a vintage: every cell read strictly, everything or nothing taken over."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import QuerySet

from mashura.access.public import Actor, Permission, acting_as, record, require
from mashura.errors import InputError, gettext_noop
from mashura.evidence.files import DataFile, open_source
from mashura.evidence.models import Dataset, Vintage
from mashura.evidence.queries.datasets import every_dataset, visible_vintages
from mashura.evidence.reports import ImportReport, RefusedImportError, RowProblem
from mashura.evidence.rules.datasets import DataColumn, Difference, UnusableCellError, compare, read_cell
from mashura.evidence.store import Draft, drafted, open_vintage
from mashura.kit import clock
from mashura.reference.public import is_country
from mashura.stats.vintages import MissingVintageError

Mapped = Mapping[str, str]
"""Column of the dataset to column of the file."""

Progress = Callable[[int], None]
_STEP: Final = 5_000
_REMEMBERED: Final = 50_000
_MOST_DIGITS: Final = 38


def find_dataset(actor: Actor, code: str) -> Dataset:
    """The dataset with this code. InputError listing the codes there are."""
    found = every_dataset(actor).filter(code=code).first()
    if found is None:
        raise InputError(
            gettext_noop("There is no dataset %(dataset)s. The datasets are: %(known)s."),
            dataset=code[:64],
            known=", ".join(every_dataset(actor).values_list("code", flat=True)),
        )
    return found


def import_vintage(
    *,
    actor: Actor,
    dataset: str,
    path: Path,
    name: str = "",
    mapping: Mapped | None = None,
    retrieved_on: dt.date | None = None,
    note: str = "",
    is_released: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import `path` (CSV or Parquet, or a folder of them) as a vintage of the dataset with that code.

    `name` is what reports call the file, `mapping` names the file's column for a column of the dataset where they
    differ, `progress` is told the rows read so far. A file whose rows are registered already gives a report with
    `is_new` false and registers nothing.

    Raises RefusedImportError with its report when cells cannot be used, InputError naming file, row and column for a
    file that is no table, and Forbidden for an actor who may not import. Nothing is kept of what was refused.
    """
    with acting_as(actor):
        found = find_dataset(actor, dataset)
        require(actor, Permission.PLATFORM_DATASET_IMPORT, found)
        columns = [DataColumn.of(column) for column in found.columns]
        files = open_source(path, name=name)
        report = ImportReport(dataset=dataset, files=[file.name for file in files])
        values = _read(files, columns, mapping or {}, report, progress)
        table = _table(columns, values)
        with drafted(lambda part: _write(table, part)) as draft:
            if _is_registered(visible_vintages(actor).filter(dataset=found), columns, table, draft, report):
                return report
            vintage = Vintage(
                dataset=found,
                sha256=draft.sha256,
                retrieved_on=retrieved_on or clock.today(),
                rows=report.rows,
                bytes=draft.bytes,
                columns=found.columns,
                source_file=", ".join(report.files),
                note=note,
                is_released=is_released,
            )
            vintage.full_clean(validate_unique=False)
            vintage.save()
            record(actor, "evidence:vintage:import", vintage, {"dataset": dataset, "sha256": draft.sha256})
            draft.keep()
        report.sha256 = vintage.sha256
        report.is_new = True
    return report


def _is_registered(
    vintages: QuerySet[Vintage], columns: Sequence[DataColumn], table: Any, draft: Draft, report: ImportReport
) -> bool:
    """Compare with the vintages there are; True when one of them holds these rows already."""
    if vintages.filter(sha256=draft.sha256).exists():
        report.sha256 = draft.sha256
        return True
    previous = vintages.first()
    before = None if previous is None else _rows_of(previous, columns)
    if previous is None or before is None:
        return False
    report.previous_sha256 = previous.sha256
    report.difference = compare(before, _normal_rows(table, columns), columns)
    if report.difference == Difference(added=0, removed=0, changed=0, unchanged=report.rows):
        # The same rows in another file (another order, another version of the writer): the earlier vintage stands.
        report.sha256 = previous.sha256
        return True
    return False


def match_columns(header: Sequence[str], columns: Sequence[DataColumn], mapping: Mapped, *, file: str) -> list[int]:
    """For each column of the dataset its place in the file. InputError naming the file and the missing column."""
    places = []
    for column in columns:
        wanted = mapping.get(column.name) or column.name
        if wanted not in header:
            raise InputError(
                gettext_noop("The file %(file)s has no column %(column)s (%(role)s). Its columns are: %(found)s."),
                file=file,
                column=wanted,
                role=column.role,
                found=", ".join(header)[:400],
            )
        places.append(header.index(wanted))
    return places


def _read(
    files: Sequence[DataFile],
    columns: Sequence[DataColumn],
    mapping: Mapped,
    report: ImportReport,
    progress: Progress | None,
) -> list[list[Any]]:
    values: list[list[Any]] = [[] for _ in columns]
    memories: list[dict[str, Any]] = [{} for _ in columns]
    for file in files:
        places = match_columns(file.header, columns, mapping, file=file.name)
        used = {file.header[place] for place in places}
        report.ignored_columns += [
            name for name in file.header if name not in used and name not in report.ignored_columns
        ]
        for number, cells in file.rows():
            report.rows += 1
            for column, place, column_values, memory in zip(columns, places, values, memories, strict=True):
                text = cells[place]
                if text in memory:
                    column_values.append(memory[text])
                    continue
                try:
                    value = read_cell(column, text, is_country)
                except UnusableCellError as problem:
                    report.add(RowProblem(file.name, number, file.header[place], text, problem.kind))
                    continue
                if len(memory) < _REMEMBERED:
                    memory[text] = value
                column_values.append(value)
            if progress is not None and report.rows % _STEP == 0:
                progress(report.rows)
    if report.problem_count:
        raise RefusedImportError(report)
    if not report.rows:
        raise InputError(gettext_noop("The file %(file)s holds no rows."), file=", ".join(report.files))
    return values


def _table(columns: Sequence[DataColumn], values: list[list[Any]]) -> Any:
    arrays = [_array(column, column_values) for column, column_values in zip(columns, values, strict=True)]
    return pa.table(arrays, names=[column.name for column in columns])


def _array(column: DataColumn, values: list[Any]) -> Any:
    kind = _arrow_type(column, values)
    if pa.types.is_floating(kind):
        values = [None if value is None else float(value) for value in values]
    return pa.array(values, type=kind)


def _arrow_type(column: DataColumn, values: list[Any]) -> Any:
    if column.type in {"date", "month"}:
        return pa.date32()
    if column.type == "year":
        return pa.int32()
    if column.type == "integer":
        return pa.int64()
    if column.type != "decimal":
        return pa.string()
    # Exact where 38 digits hold every value: a sum of decimals does not depend on the order of its rows.
    whole = scale = 1
    for value in values:
        if value is not None:
            digits = value.as_tuple()
            scale = max(scale, -int(digits.exponent))
            whole = max(whole, len(digits.digits) + int(digits.exponent))
    return pa.decimal128(whole + scale, scale) if whole + scale <= _MOST_DIGITS else pa.float64()


def _write(table: Any, part: Path) -> None:
    pq.write_table(table, part, compression="zstd", store_schema=False)


def _rows_of(vintage: Vintage, columns: Sequence[DataColumn]) -> Iterator[tuple[Any, ...]] | None:
    """The rows of an earlier vintage; None where they cannot be compared (its file is gone, it had other columns)."""
    try:
        opened = open_vintage(vintage)
        table = pq.read_table(opened.path)
    except (MissingVintageError, pa.ArrowException, OSError):
        return None
    if not {column.name for column in columns} <= set(table.column_names):
        return None
    return _normal_rows(table, columns)


def _normal_rows(table: Any, columns: Sequence[DataColumn]) -> Iterator[tuple[Any, ...]]:
    lists = [_normal(column, table[column.name].to_pylist()) for column in columns]
    return zip(*lists, strict=True)


def _normal(column: DataColumn, values: list[Any]) -> list[Any]:
    if column.type != "decimal":
        return values
    return [None if value is None or value != value else Decimal(str(value)).normalize() for value in values]  # noqa: PLR0124 - NaN
