"""Detections of irregular border crossings on the way to Europe by route, from Frontex."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from mashura.evidence.figures.places import UNIDENTIFIED, change, percentage
from mashura.stats.figures import Answer, Column, Domain, Parameter, Params, Value, figure

DETECTIONS: Final = "frontex-detections"

ROUTES: Final[Mapping[str, str]] = {
    "Black Sea Route": "black-sea",
    "Central Mediterranean Route": "central-mediterranean",
    "Circular Route from Albania to Greece": "albania-greece",
    "Eastern Borders Route": "eastern-borders",
    "Eastern Mediterranean Route": "eastern-mediterranean",
    "Other": "other",
    "Western African Route": "western-africa-atlantic",
    "Western Balkan Route": "western-balkan",
    "Western Mediterranean Route": "western-mediterranean",
}
"""Codes of the source's routes; a route that is not in this list keeps the source's own words."""


def _select(data: Mapping[str, Any], params: Params) -> Mapping[str, Any]:
    """Detections of the nationality at the border, in every year: the year before is compared with."""
    table = data[DETECTIONS]
    if params["border"] != "all":
        table = table.filter(table.border.lower() == params["border"])
    if "nationality" in params:
        table = table.filter(table.nationality == params["nationality"])
    return {DETECTIONS: table}


def _select_rows(data: Mapping[str, Any], params: Params) -> Mapping[str, Any]:
    """As `_select`, of the chosen year and the one before only."""
    table = _select(data, params)[DETECTIONS]
    if "year" in params:
        table = table.filter(table.year.isin([int(params["year"]) - 1, int(params["year"])]))
    return {DETECTIONS: table}


def _summarise(rows: list[dict[str, Any]], facts: list[dict[str, Any]], _params: Params) -> dict[str, Any]:
    by_route: dict[str, int] = defaultdict(int)
    for row in rows:
        by_route[row["route"]] += row["detections"]
    total = sum(by_route.values())
    years = sorted({row["year"] for row in rows})
    top = max(sorted(by_route), key=lambda route: by_route[route], default=None)
    every = {fact["year"]: fact for fact in facts}
    last = years[-1] if years else None
    peak = max(years, key=lambda year: every[year]["detections"], default=None)
    now = every[last]["detections"] if last is not None else None
    before = every[last - 1]["detections"] if last is not None and last - 1 in every else None
    return {
        "detections": total,
        "first_year": years[0] if years else None,
        "last_year": last,
        "last_year_detections": now,
        "previous_year_detections": before,
        "change_percent": change(now, before),
        "peak_year": peak,
        "peak_year_detections": every[peak]["detections"] if peak is not None else None,
        "top_route": top,
        "top_route_detections": by_route[top] if top is not None else None,
        "top_route_share": percentage(by_route[top], total) if top is not None else None,
        "unidentified_share": percentage(sum(every[year]["unidentified"] for year in years), total),
    }


@figure(
    "arrivals-by-route",
    version=1,
    needs={
        DETECTIONS: {
            "year": "integer",
            "route": "text",
            "border": "text",
            "nationality": "text",
            "detections": "integer",
        }
    },
    parameters=(
        Parameter(name="year", type="year", domain=Domain(DETECTIONS, "year")),
        Parameter(name="nationality", type="country", domain=Domain(DETECTIONS, "nationality")),
        Parameter(name="border", type="code", default="all", choices=("all", "sea", "land")),
    ),
    columns=(
        Column("year", "key", "year"),
        Column("route", "key", "code"),
        Column("detections", "measure", "integer", "detections"),
    ),
    values=(
        Value("detections", "integer", "detections"),
        Value("first_year", "year"),
        Value("last_year", "year"),
        Value("last_year_detections", "integer", "detections"),
        Value("previous_year_detections", "integer", "detections"),
        Value("change_percent", "decimal", "percent", 1),
        Value("peak_year", "year"),
        Value("peak_year_detections", "integer", "detections"),
        Value("top_route", "code"),
        Value("top_route_detections", "integer", "detections"),
        Value("top_route_share", "decimal", "percent", 1),
        Value("unidentified_share", "decimal", "percent", 1),
    ),
    summarise=_summarise,
    selects=_select_rows,
)
def arrivals_by_route(data: Mapping[str, Any], params: Params) -> Answer:
    """Detections by year and route: crossings that were detected, not persons. The facts are the sums of all years."""
    table = _select(data, params)[DETECTIONS]
    chosen = table.filter(table.year == params["year"]) if "year" in params else table
    summed = chosen.group_by("year", "route").aggregate(detections=chosen.detections.sum())
    return Answer(
        summed.mutate(route=summed.route.substitute(dict(ROUTES))),
        table.group_by("year").aggregate(
            detections=table.detections.sum(),
            unidentified=table.detections.sum(where=table.nationality.isin(UNIDENTIFIED)).fill_null(0),
        ),
    )
