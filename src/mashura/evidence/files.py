"""Reads data files as they are brought: text by text, before anybody trusts a value."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from mashura.errors import InputError, gettext_noop

MAX_BYTES: Final = 100 * 1024 * 1024
_SUFFIXES: Final = (".csv", ".parquet")
_PARQUET_BATCH: Final = 20_000
_DELIMITERS: Final = ",;\t"


@dataclass(frozen=True)
class DataFile:
    """One readable file: its name as the report writes it, and the columns that it has."""

    path: Path
    name: str
    header: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """(row number as a spreadsheet counts, cells as text) for every row below the header.

        Raises InputError where the file stops being a table: a row of another width, a broken quotation.
        """
        return _parquet_rows(self) if self.path.suffix.lower() == ".parquet" else _csv_rows(self)


def open_source(path: Path, *, name: str = "") -> list[DataFile]:
    """The data files at `path`: the file itself, or every CSV and Parquet file of the folder in order of name.

    Raises InputError when there is none, one is too large, in another encoding, damaged or without header.
    """
    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.is_file() and one.suffix.lower() in _SUFFIXES)
        if not found:
            raise InputError(gettext_noop("The folder %(file)s holds no CSV or Parquet file."), file=path.name)
        return [_opened(one, one.name) for one in found]
    return [_opened(path, name or path.name)]


def _opened(path: Path, name: str) -> DataFile:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InputError(
            gettext_noop("The file %(file)s cannot be read: %(reason)s"),
            file=name,
            reason=error.strerror or type(error).__name__,
        ) from error
    if path.suffix.lower() not in _SUFFIXES:
        raise InputError(gettext_noop("The file %(file)s is neither a CSV nor a Parquet file."), file=name)
    if size == 0:
        raise InputError(gettext_noop("The file %(file)s is empty."), file=name)
    if size > MAX_BYTES:
        raise InputError(
            gettext_noop("The file %(file)s is larger than %(limit)s megabytes."),
            file=name,
            limit=MAX_BYTES // (1024 * 1024),
        )
    header = _parquet_header(path, name) if path.suffix.lower() == ".parquet" else _csv_header(path, name)
    doubled = sorted({column for column in header if header.count(column) > 1})
    if doubled:
        raise InputError(
            gettext_noop("The file %(file)s has more than one column %(column)s."), file=name, column=doubled[0]
        )
    return DataFile(path=path, name=name, header=header)


def _csv_text(path: Path, name: str) -> str:
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4096]:
        raise InputError(
            gettext_noop("The file %(file)s is not text in UTF-8. Save it as “CSV UTF-8” and bring it again."),
            file=name,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            gettext_noop(
                "The file %(file)s is not text in UTF-8: row %(row)s holds another encoding. Save it as “CSV UTF-8” "
                "and bring it again."
            ),
            file=name,
            row=data.count(b"\n", 0, error.start) + 1,
        ) from error


def _delimiter(first_line: str) -> str:
    return max(_DELIMITERS, key=first_line.count)


def _csv_reader(path: Path, name: str) -> Any:
    text = _csv_text(path, name)
    first_line = text.split("\n", 1)[0]
    return csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(first_line), strict=True)


def _csv_header(path: Path, name: str) -> tuple[str, ...]:
    try:
        header = tuple(cell.strip() for cell in next(_csv_reader(path, name), []))
    except csv.Error as error:
        raise _broken(name, 1, error) from error
    if not any(header):
        raise InputError(gettext_noop("The file %(file)s has no row with the names of its columns."), file=name)
    return header


def _csv_rows(file: DataFile) -> Iterator[tuple[int, Sequence[str]]]:
    reader = _csv_reader(file.path, file.name)
    number = 0
    try:
        for cells in reader:
            number += 1
            if number == 1 or not any(cells):
                continue
            if len(cells) != len(file.header):
                raise InputError(
                    gettext_noop(
                        "The file %(file)s is damaged: row %(row)s has %(found)s cells instead of %(wanted)s."
                    ),
                    file=file.name,
                    row=number,
                    found=len(cells),
                    wanted=len(file.header),
                )
            yield number, cells
    except csv.Error as error:
        raise _broken(file.name, number + 1, error) from error


def _broken(name: str, row: int, error: csv.Error) -> InputError:
    return InputError(
        gettext_noop("The file %(file)s is damaged: row %(row)s cannot be read (%(reason)s)."),
        file=name,
        row=row,
        reason=str(error),
    )


def _parquet_header(path: Path, name: str) -> tuple[str, ...]:
    try:
        return tuple(pq.read_schema(path).names)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(name, error) from error


def _parquet_rows(file: DataFile) -> Iterator[tuple[int, Sequence[str]]]:
    number = 1
    try:
        with pq.ParquetFile(file.path) as opened:
            for batch in opened.iter_batches(batch_size=_PARQUET_BATCH):
                columns = [_texts(column) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    yield number, cells
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(file.name, error) from error


def _texts(column: Any) -> list[str]:
    return ["" if value is None else _as_text(value) for value in column.to_pylist()]


def _as_text(value: Any) -> str:
    if isinstance(value, float):
        # A whole number that passed through a spreadsheet or pandas comes as 3.0; not-a-number is no value.
        return "" if value != value else str(int(value)) if value.is_integer() else repr(value)  # noqa: PLR0124 - NaN
    return str(value)


def _unreadable(name: str, error: Exception) -> InputError:
    return InputError(
        gettext_noop("The file %(file)s is no readable Parquet file: %(reason)s"),
        file=name,
        reason=(str(error).splitlines() or ["?"])[0],
    )
