"""Runs Ibis expressions over vintages on DuckDB inside this process."""

import hashlib
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from mashura.errors import InputError, gettext_noop
from mashura.stats.parameters import Domain
from mashura.stats.vintages import OpenVintage

Kind = Literal["integer", "number", "text", "date"]


@dataclass(frozen=True)
class _Opened:
    stamp: tuple[str, int, int]
    schema: Any
    name: str
    label: str


class Engine:
    """One in-memory DuckDB with a view per vintage. Threads share it; every query has a cursor of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened: dict[str, _Opened] = {}
        self._held: dict[tuple[str, Domain], tuple[Any, ...]] = {}
        self._database = duckdb.connect(
            ":memory:",
            config={
                # Nothing is ever downloaded: what is needed is compiled in.
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                # Results are sorted by their key afterwards; keeping file order would cost memory and time.
                "preserve_insertion_order": "false",
                # Figures are sums over columns: one that does not fit into memory is refused, not spilled to a disk.
                "temp_directory": "",
            },
        )

    def table(self, vintage: OpenVintage, columns: Mapping[str, Kind]) -> Any:
        """The vintage as an Ibis table of just these columns.

        Raises `InputError` naming the file when it cannot be read, is not the file its hash says, lacks a column or
        holds another kind of value there.
        """
        opened = self._open(vintage)
        for column, kind in columns.items():
            if column not in opened.schema:
                raise _no_column(vintage, column)
            if not _is_kind(opened.schema[column], kind):
                raise InputError(
                    gettext_noop("The column %(column)s of the file %(file)s holds %(found)s instead of %(kind)s."),
                    file=_file(vintage),
                    column=column,
                    found=str(opened.schema[column]),
                    kind=kind,
                )
        return ibis.table(opened.schema, name=opened.name).select(*columns)

    def whole(self, vintage: OpenVintage) -> Any:
        """The vintage as an Ibis table of all its columns. Raises `InputError` as `table` for the file."""
        opened = self._open(vintage)
        return ibis.table(opened.schema, name=opened.name)

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """The expression computed: one dictionary per row, in no particular order."""
        sql = str(ibis.to_sql(expression, dialect="duckdb", pretty=False))
        with self._database.cursor() as cursor:
            try:
                answer = cursor.execute(sql)
                names = [column[0] for column in answer.description]
                return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
            except duckdb.ProgrammingError:
                raise  # a mistake in the expression, not in the data
            except duckdb.Error as error:
                raise InputError(
                    gettext_noop("The data in %(files)s cannot be computed: the file is damaged or too large."),
                    files=", ".join(opened.label for opened in self._opened.values() if opened.name in sql),
                ) from error

    def held(self, vintage: OpenVintage, domain: Domain) -> tuple[Any, ...]:
        """The values that a column holds, sorted, without gaps; read once per vintage."""
        key = (vintage.sha256, domain)
        if key not in self._held:
            opened = self._open(vintage)
            for name in (domain.column, *(column for column, _ in domain.where)):
                if name not in opened.schema:
                    raise _no_column(vintage, name)
            table = ibis.table(opened.schema, name=opened.name)
            for column, value in domain.where:
                table = table.filter(table[column] == value)
            found = self.rows(table.select(value=domain.column).distinct())
            self._held[key] = tuple(sorted(row["value"] for row in found if row["value"] is not None))
        return self._held[key]

    def _open(self, vintage: OpenVintage) -> _Opened:
        try:
            status = vintage.path.stat()
        except OSError as error:
            raise InputError(
                gettext_noop("The file %(file)s of the dataset %(dataset)s cannot be read: %(reason)s"),
                file=_file(vintage),
                dataset=vintage.dataset,
                reason=error.strerror or str(error),
            ) from error
        stamp = (str(vintage.path), status.st_size, status.st_mtime_ns)
        opened = self._opened.get(vintage.sha256)
        if opened is not None and opened.stamp == stamp:
            return opened
        with self._lock:
            opened = _Opened(
                stamp=stamp, schema=_schema(vintage), name=f"vintage_{vintage.sha256}", label=_file(vintage)
            )
            with self._database.cursor() as cursor:
                cursor.execute(
                    f"CREATE OR REPLACE VIEW {opened.name} AS SELECT * FROM read_parquet({_quoted(vintage.path)})"  # noqa: S608 - a quoted path; DuckDB takes no parameter here
                )
            self._opened[vintage.sha256] = opened
        return opened


_engine: Engine | None = None
_engine_lock = threading.Lock()
_left: list[
    Engine | None
] = []  # engines of parent processes: closing one here would wait for threads that are not here


def engine() -> Engine:
    """The engine of this process, made at its first use. A forked process makes its own: DuckDB does not survive it."""
    global _engine  # noqa: PLW0603 - one database per process is the point
    with _engine_lock:
        if _engine is None:
            _engine = Engine()
        return _engine


def _leave_engine() -> None:
    global _engine, _engine_lock  # noqa: PLW0603 - as above; a lock may have been held at the moment of the fork
    _left.append(_engine)
    _engine = None
    _engine_lock = threading.Lock()


os.register_at_fork(after_in_child=_leave_engine)


def engine_versions() -> dict[str, str]:
    """What computed a result; recorded with it, not part of its hash."""
    return {"ibis": ibis.__version__, "duckdb": duckdb.__version__}


def sha256_of(path: Path) -> str:
    """The sha256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _schema(vintage: OpenVintage) -> Any:
    if sha256_of(vintage.path) != vintage.sha256:
        raise InputError(
            gettext_noop(
                "The file %(file)s of the dataset %(dataset)s is damaged: it is not the file that was registered."
            ),
            file=_file(vintage),
            dataset=vintage.dataset,
        )
    try:
        return ibis.Schema.from_pyarrow(pq.read_schema(vintage.path))
    except (pa.ArrowException, OSError, NotImplementedError) as error:
        raise InputError(
            gettext_noop("The file %(file)s is no readable Parquet file: %(reason)s"),
            file=_file(vintage),
            # The text of an operating system's error holds the path, which is nobody's business on a web page.
            reason=getattr(error, "strerror", None) or (str(error).splitlines() or ["?"])[0],
        ) from error


def _no_column(vintage: OpenVintage, column: str) -> InputError:
    return InputError(gettext_noop("The file %(file)s has no column %(column)s."), file=_file(vintage), column=column)


def _is_kind(found: Any, kind: Kind) -> bool:
    return bool(
        {
            "integer": found.is_integer,
            "number": found.is_numeric,
            "text": found.is_string,
            "date": found.is_date,
        }[kind]()
    )


def _file(vintage: OpenVintage) -> str:
    return f"{vintage.dataset}/{vintage.path.name}"


def _quoted(path: Path) -> str:
    # DuckDB reads *, ? and [ in a file name as a pattern; a folder may well be called that.
    plain = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path.resolve()))
    return "'" + plain.replace("'", "''") + "'"
