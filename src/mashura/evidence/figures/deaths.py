"""Deaths and disappearances of migrants on sea routes, from IOM's Missing Migrants Project."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from mashura.stats.figures import Answer, Column, Domain, Parameter, Params, Value, figure

MEDITERRANEAN: Final = (
    "Central Mediterranean Route",
    "Eastern Mediterranean Route",
    "Western Mediterranean Route",
)
ATLANTIC: Final = ("Western African Atlantic Route",)
SEAS: Final[Mapping[str, tuple[str, ...]]] = {
    "mediterranean": MEDITERRANEAN,
    "atlantic": ATLANTIC,
    "all": MEDITERRANEAN + ATLANTIC,
}
"""The sea routes towards Europe. Other routes of the source mix land and sea and are left out of "all"."""

ROUTE_CODES: Final[Mapping[str, str]] = {
    "Central Mediterranean Route": "central-mediterranean",
    "Eastern Mediterranean Route": "eastern-mediterranean",
    "Western Mediterranean Route": "western-mediterranean",
    "Western African Atlantic Route": "western-africa-atlantic",
}

DEATHS: Final = "missing-migrants"
_PERSONS: Final = "persons"
_SEA: Final = Parameter(name="sea", type="code", default="mediterranean", choices=tuple(SEAS))
_YEAR: Final = Parameter(name="year", type="year", domain=Domain(DEATHS, "year"))


def _chosen(table: Any, params: Params) -> Any:
    chosen = table.filter(table.route.isin(SEAS[str(params["sea"])]))
    return chosen.filter(chosen.year == params["year"]) if "year" in params else chosen


def _summarise_deaths(rows: list[dict[str, Any]], _facts: dict[str, Any], _params: Params) -> dict[str, Any]:
    by_year: dict[int, int] = defaultdict(int)
    by_route: dict[str, int] = defaultdict(int)
    for row in rows:
        by_year[row["year"]] += row["dead_and_missing"]
        by_route[row["route"]] += row["dead_and_missing"]
    total = sum(by_year.values())
    years = sorted(by_year)
    route = max(sorted(by_route), key=lambda code: by_route[code], default=None)
    year = max(years, key=lambda number: by_year[number], default=None)
    return {
        "dead_and_missing": total,
        "records": sum(row["records"] for row in rows),
        "first_year": years[0] if years else None,
        "last_year": years[-1] if years else None,
        "last_year_dead_and_missing": by_year[years[-1]] if years else None,
        "deadliest_year": year,
        "deadliest_year_dead_and_missing": by_year[year] if year is not None else None,
        "deadliest_route": route,
        "deadliest_route_dead_and_missing": by_route[route] if route is not None else None,
        "deadliest_route_share": 100 * by_route[route] / total if route is not None else None,
    }


@figure(
    "deaths-at-sea",
    version=1,
    needs={DEATHS: {"year": "integer", "route": "text", "dead_and_missing": "integer"}},
    parameters=(_YEAR, _SEA),
    columns=(
        Column("year", "key", "year"),
        Column("route", "key", "code"),
        Column("dead_and_missing", "measure", "integer", _PERSONS),
        Column("records", "measure", "integer", "records"),
    ),
    values=(
        Value("dead_and_missing", "integer", _PERSONS),
        Value("records", "integer", "records"),
        Value("first_year", "year"),
        Value("last_year", "year"),
        Value("last_year_dead_and_missing", "integer", _PERSONS),
        Value("deadliest_year", "year"),
        Value("deadliest_year_dead_and_missing", "integer", _PERSONS),
        Value("deadliest_route", "code"),
        Value("deadliest_route_dead_and_missing", "integer", _PERSONS),
        Value("deadliest_route_share", "decimal", "percent", 1),
    ),
    summarise=_summarise_deaths,
)
def deaths_at_sea(data: Mapping[str, Any], params: Params) -> Answer:
    """Dead and missing by year and route: the sum of the source's minimum estimates, records as they are."""
    chosen = _chosen(data[DEATHS], params)
    named = chosen.mutate(route=chosen.route.substitute(dict(ROUTE_CODES)))
    return Answer(
        named.group_by("year", "route").aggregate(dead_and_missing=named.dead_and_missing.sum(), records=named.count())
    )
