"""Figures: named computations over vintages, whose results anyone with the data can check.

A figure is declared once (`figure`), found by name (`registry`) and computed by `run`. Its body is an Ibis expression;
what it may be asked, the columns it yields, their units and decimals, and the values that sentences use are data.
"""

import functools
import itertools
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, Literal

from mashura.errors import InputError, gettext_noop
from mashura.stats.canonical import digest, rounded
from mashura.stats.engine import Kind, engine, engine_versions
from mashura.stats.parameters import Domain, Given, Latest, Parameter, Params, settle_all
from mashura.stats.vintages import FolderStore, MissingVintageError, OpenVintage, VintageStore

__all__ = [
    "Answer",
    "Column",
    "Domain",
    "Figure",
    "FolderStore",
    "Kind",
    "Latest",
    "MissingVintageError",
    "OpenVintage",
    "Parameter",
    "Params",
    "Result",
    "RowsBehind",
    "Select",
    "Summarise",
    "Value",
    "VintageStore",
    "allowed_values",
    "figure",
    "find",
    "forget_results",
    "registry",
    "rows_behind",
    "run",
]

ColumnType = Literal["year", "month", "country", "code", "text", "integer", "decimal"]
Row = dict[str, Any]
_CACHED_RESULTS: Final = 512


@dataclass(frozen=True)
class Column:
    """One column of a result. Keys together name a row once; `decimals` counts for numbers only."""

    name: str
    role: Literal["key", "measure"]
    type: ColumnType
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Value:
    """One named value of a result, for sentences. It may be absent (None) where the data has nothing to say."""

    name: str
    type: ColumnType
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Answer:
    """What the body of a figure gives: its rows, and a small table of facts that its values need besides."""

    rows: Any
    facts: Any = None


Compute = Callable[[Mapping[str, Any], Params], Answer]
Select = Callable[[Mapping[str, Any], Params], Mapping[str, Any]]
Summarise = Callable[[list[Row], list[Row], Params], Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A named computation. `version` is raised with every change of its code that can change a result."""

    name: str
    version: int
    needs: Mapping[str, Mapping[str, Kind]]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    values: tuple[Value, ...]
    compute: Compute
    summarise: Summarise
    uses: Callable[[Params], tuple[str, ...]] | None = None
    selects: Select | None = None
    """Of each dataset the rows that a result with these parameters rests on; computed over them alone it is the same.
    Every row where nothing is said."""

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the key columns, in the order in which rows are sorted."""
        return tuple(column.name for column in self.columns if column.role == "key")

    @property
    def datasets(self) -> tuple[str, ...]:
        """Codes of all datasets that it may be computed over."""
        return tuple(self.needs)

    def used(self, params: Params) -> tuple[str, ...]:
        """Codes of the datasets that it is computed over with these parameters: what its sources are."""
        return self.datasets if self.uses is None else self.uses(params)


@dataclass(frozen=True, kw_only=True)
class Result:
    """A computed figure. Rows are sorted by key and rounded; `provenance` is all that is needed to compute it again."""

    name: str
    version: int
    params: dict[str, Given]
    columns: tuple[Column, ...]
    rows: list[Row]
    values: dict[str, Any]
    provenance: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """What is published: ready for `json.dumps`."""
        return {
            "name": self.name,
            "params": dict(self.params),
            "rows": [dict(row) for row in self.rows],
            "values": dict(self.values),
            "provenance": dict(self.provenance),
        }


_registry: dict[str, Figure] = {}


def figure(
    name: str,
    *,
    version: int,
    needs: Mapping[str, Mapping[str, Kind]],
    parameters: tuple[Parameter, ...],
    columns: tuple[Column, ...],
    values: tuple[Value, ...],
    summarise: Summarise,
    uses: Callable[[Params], tuple[str, ...]] | None = None,
    selects: Select | None = None,
) -> Callable[[Compute], Compute]:
    """Register the decorated function as the body of a figure; a name can be taken once."""

    def register(compute: Compute) -> Compute:
        if name in _registry:
            raise ValueError(f"two figures are called {name}")
        _registry[name] = Figure(
            name=name,
            version=version,
            needs=needs,
            parameters=parameters,
            columns=columns,
            values=values,
            compute=compute,
            summarise=summarise,
            uses=uses,
            selects=selects,
        )
        return compute

    return register


def registry() -> Mapping[str, Figure]:
    """Every figure by its name, as far as the modules that declare them are imported."""
    return MappingProxyType(_registry)


def find(name: str) -> Figure:
    """The figure of that name, or an `InputError` that lists the names there are."""
    found = _registry.get(name)
    if found is None:
        raise InputError(
            gettext_noop("There is no figure %(figure)s. The figures are: %(known)s."),
            figure=name[:40],
            known=", ".join(sorted(_registry)),
        )
    return found


def run(name: str, params: Mapping[str, Any], vintages: VintageStore) -> Result:
    """Compute a figure over the latest vintages. Raises `InputError` naming the figure, parameter, file or column."""
    return run_over(find(name), params, vintages.latest)


def run_over(found: Figure, params: Mapping[str, Any], vintage_of: Callable[[str], OpenVintage]) -> Result:
    """Compute a figure over the vintage that `vintage_of` gives for each dataset; a result known is given at once."""
    chosen, opened = _settled_over(found, params, vintage_of)
    hashes = tuple((dataset, vintage.sha256) for dataset, vintage in opened.items())
    key = (found.name, found.version, tuple(chosen.items()), hashes)
    cached = _cache.get(key)
    if cached is None:
        cached = _compute(found, chosen, opened)
        _cache.put(key, cached)
    return replace(
        cached,
        params=dict(cached.params),
        rows=[dict(row) for row in cached.rows],
        values=dict(cached.values),
        provenance=dict(cached.provenance),
    )


def compute_again(found: Figure, params: Mapping[str, Any], vintage_of: Callable[[str], OpenVintage]) -> Result:
    """As `run_over`, from the files in any case: what a check is worth something for."""
    return _compute(found, *_settled_over(found, params, vintage_of))


@dataclass(frozen=True, kw_only=True)
class RowsBehind:
    """The rows of one vintage on which a result rests: how many there are in all, and those of one page."""

    params: dict[str, Given]
    count: int
    rows: list[Row]


def rows_behind(
    name: str,
    params: Mapping[str, Any],
    vintage_of: Callable[[str], OpenVintage],
    *,
    dataset: str,
    first: int,
    size: int,
) -> RowsBehind:
    """`size` rows of `dataset`, from the `first` (0) on, on which a figure with these parameters rests.

    Whole rows of the vintage, in the order of all its columns. Raises `InputError` as `run`, and when the figure with
    these parameters does not use the dataset.
    """
    found = find(name)
    chosen, opened = _settled_over(found, params, vintage_of)
    if dataset not in opened:
        raise InputError(
            gettext_noop("The figure %(figure)s with these parameters does not use the dataset %(dataset)s."),
            figure=name,
            dataset=dataset[:40],
        )
    tables = {
        one: engine().whole(vintage) if one == dataset else engine().table(vintage, found.needs[one])
        for one, vintage in opened.items()
    }
    selected = found.selects(tables, chosen)[dataset] if found.selects else tables[dataset]
    ordered = selected.order_by(list(selected.columns)).limit(size, offset=first)
    return RowsBehind(
        params=chosen,
        count=int(engine().rows(selected.aggregate(count=selected.count()))[0]["count"]),
        rows=engine().rows(ordered),
    )


def allowed_values(name: str, params: Mapping[str, Any], vintages: VintageStore) -> dict[str, tuple[Given, ...] | None]:
    """For a form: the values that each parameter may take beside those given; None where only a range limits it."""
    found = find(name)

    def held(domain: Domain) -> tuple[Any, ...]:
        return engine().held(vintages.latest(domain.dataset), domain)

    chosen = settle_all(found.parameters, params, held)
    return {parameter.name: parameter.allowed(chosen, held) for parameter in found.parameters}


def settle_rows(rows: list[Row], columns: tuple[Column, ...]) -> list[Row]:
    """Rows in the declared columns, types and decimals, sorted by key. A row named twice or not at all is a defect."""
    settled = [{column.name: _settled(row[column.name], column) for column in columns} for row in rows]
    keys = [column.name for column in columns if column.role == "key"]
    for row in settled:
        if any(row[key] is None for key in keys):
            raise ValueError(f"a row without {', '.join(keys)}: {row}")
    settled.sort(key=lambda row: [row[key] for key in keys])
    for before, after in itertools.pairwise(settled):
        if all(before[key] == after[key] for key in keys):
            raise ValueError(f"two rows for {[after[key] for key in keys]}")
    return settled


def _settled_over(
    found: Figure, params: Mapping[str, Any], vintage_of: Callable[[str], OpenVintage]
) -> tuple[dict[str, Given], dict[str, OpenVintage]]:
    vintage_of = functools.cache(vintage_of)
    chosen = settle_all(found.parameters, params, lambda domain: engine().held(vintage_of(domain.dataset), domain))
    return chosen, {dataset: vintage_of(dataset) for dataset in found.used(chosen)}


def _compute(found: Figure, chosen: dict[str, Given], opened: Mapping[str, OpenVintage]) -> Result:
    tables = {
        dataset: engine().table(opened[dataset], columns)
        for dataset, columns in found.needs.items()
        if dataset in opened
    }
    answer = found.compute(tables, chosen)
    rows = settle_rows(engine().rows(answer.rows), found.columns)
    facts = engine().rows(answer.facts) if answer.facts is not None else []
    given = found.summarise(rows, facts, chosen)
    if set(given) != {value.name for value in found.values}:
        raise ValueError(f"{found.name} yields other values than it declares: {sorted(given)}")
    values = {value.name: _settled(given[value.name], value) for value in found.values}
    return Result(
        name=found.name,
        version=found.version,
        params=chosen,
        columns=found.columns,
        rows=rows,
        values=values,
        provenance={
            "figure": found.name,
            "version": found.version,
            "params": dict(chosen),
            "vintages": {dataset: vintage.sha256 for dataset, vintage in opened.items()},
            "result_sha256": digest({"rows": rows, "values": values}),
            "engine": engine_versions(),
        },
    )


def _settled(value: Any, column: Column | Value) -> Any:
    if column.type in {"year", "integer"}:
        return rounded(value, 0)
    if column.type == "decimal":
        return rounded(value, column.decimals)
    if value is None:
        return None
    return value.strftime("%Y-%m") if column.type == "month" and not isinstance(value, str) else str(value)


class _Cache:
    """The last results by figure, parameters and vintages: a page asks for the same one again and again."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._results: OrderedDict[Any, Result] = OrderedDict()

    def get(self, key: Any) -> Result | None:
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
            return self._results.get(key)

    def put(self, key: Any, result: Result) -> None:
        with self._lock:
            self._results[key] = result
            while len(self._results) > self._size:
                self._results.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._results.clear()


_cache = _Cache(_CACHED_RESULTS)


def forget_results() -> None:
    """Compute everything anew from now on: for measurements, and for tests of the computation itself."""
    _cache.clear()
