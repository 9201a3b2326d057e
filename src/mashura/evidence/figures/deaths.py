"""Deaths and disappearances of migrants on sea routes, from IOM's Missing Migrants Project."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

import ibis

from mashura.evidence.figures.places import listed, percentage
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


def _select(data: Mapping[str, Any], params: Params) -> Mapping[str, Any]:
    """The records on the chosen routes in the chosen year."""
    table = data[DEATHS]
    chosen = table if params["sea"] == "world" else table.filter(table.route.isin(SEAS[str(params["sea"])]))
    return {DEATHS: chosen.filter(chosen.year == params["year"]) if "year" in params else chosen}


def _summarise_deaths(rows: list[dict[str, Any]], _facts: list[dict[str, Any]], _params: Params) -> dict[str, Any]:
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
        "deadliest_route_share": percentage(by_route[route], total) if route is not None else None,
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
    selects=_select,
)
def deaths_at_sea(data: Mapping[str, Any], params: Params) -> Answer:
    """Dead and missing by year and route: the sum of the source's minimum estimates, records as they are."""
    table = data[DEATHS]
    chosen = table.filter(table.year == params["year"]) if "year" in params else table
    summed = chosen.group_by("year", "route").aggregate(
        dead_and_missing=chosen.dead_and_missing.sum(), records=chosen.count()
    )
    routes = listed("route", "code", {route: ROUTE_CODES[route] for route in SEAS[str(params["sea"])]})
    at_sea = summed.inner_join(routes, "route")
    return Answer(at_sea.select("year", "dead_and_missing", "records", route="code"))


CAUSES: Final[Mapping[str, str]] = {
    "Accidental death": "accident",
    "Drowning": "drowning",
    "Harsh environmental conditions / lack of adequate shelter, food, water": "harsh-conditions",
    "Mixed or unknown": "mixed-or-unknown",
    "Sickness / lack of access to adequate healthcare": "sickness",
    "Vehicle accident / death linked to hazardous transport": "hazardous-transport",
    "Violence": "violence",
}
"""Codes of the source's causes; a record with more than one of them counts as `several`."""


def _summarise_causes(rows: list[dict[str, Any]], facts: list[dict[str, Any]], _params: Params) -> dict[str, Any]:
    total = sum(row["dead_and_missing"] for row in rows)
    by_cause = {row["cause"]: row["dead_and_missing"] for row in rows}
    top, second = [*sorted(by_cause, key=lambda cause: (-by_cause[cause], cause)), None, None][:2]
    return {
        "dead_and_missing": total,
        "records": sum(row["records"] for row in rows),
        "first_year": facts[0]["first_year"],
        "last_year": facts[0]["last_year"],
        "top_cause": top,
        "top_cause_dead_and_missing": by_cause.get(top),
        "top_cause_share": percentage(by_cause.get(top), total),
        "second_cause": second,
        "second_cause_dead_and_missing": by_cause.get(second),
        "second_cause_share": percentage(by_cause.get(second), total),
        "unknown_share": percentage(by_cause.get("mixed-or-unknown", 0), total),
    }


@figure(
    "deaths-by-cause",
    version=1,
    needs={DEATHS: {"year": "integer", "route": "text", "cause": "text", "dead_and_missing": "integer"}},
    parameters=(
        _YEAR,
        Parameter(name="sea", type="code", default="all", choices=(*SEAS, "world")),
    ),
    columns=(
        Column("position", "key", "integer"),
        Column("cause", "key", "code"),
        Column("dead_and_missing", "measure", "integer", _PERSONS),
        Column("records", "measure", "integer", "records"),
        Column("share", "measure", "decimal", "percent", 1),
    ),
    values=(
        Value("dead_and_missing", "integer", _PERSONS),
        Value("records", "integer", "records"),
        Value("first_year", "year"),
        Value("last_year", "year"),
        Value("top_cause", "code"),
        Value("top_cause_dead_and_missing", "integer", _PERSONS),
        Value("top_cause_share", "decimal", "percent", 1),
        Value("second_cause", "code"),
        Value("second_cause_dead_and_missing", "integer", _PERSONS),
        Value("second_cause_share", "decimal", "percent", 1),
        Value("unknown_share", "decimal", "percent", 1),
    ),
    summarise=_summarise_causes,
    selects=_select,
)
def deaths_by_cause(data: Mapping[str, Any], params: Params) -> Answer:
    """Dead and missing by cause, on the sea routes or (`world`) on every route by land and sea of the source."""
    chosen = _select(data, params)[DEATHS]
    as_recorded = chosen.group_by("cause").aggregate(
        dead_and_missing=chosen.dead_and_missing.sum(), records=chosen.count()
    )
    named = as_recorded.mutate(cause=as_recorded.cause.cases(*CAUSES.items(), else_="several"))
    summed = named.group_by("cause").aggregate(
        dead_and_missing=named.dead_and_missing.sum(), records=named.records.sum()
    )
    order = ibis.window(order_by=[summed.dead_and_missing.desc(), summed.cause])
    return Answer(
        summed.mutate(
            position=ibis.row_number().over(order) + 1,
            share=summed.dead_and_missing * 100 / summed.dead_and_missing.sum().over(),
        ),
        chosen.aggregate(first_year=chosen.year.min(), last_year=chosen.year.max()),
    )
