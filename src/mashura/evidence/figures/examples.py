"""An invented figure over invented data, for the programme with fictional States. No real State is in it."""

from collections.abc import Mapping
from typing import Any, Final

from mashura.stats.figures import Answer, Column, Domain, Parameter, Params, Value, figure

SERVICES: Final = "example-services"
MEASURES: Final = ("health-access", "school-enrolment", "complaints-resolved", "work-permits")


def _select(data: Mapping[str, Any], params: Params) -> Mapping[str, Any]:
    """The series of the State, up to the year when one is given."""
    table = data[SERVICES]
    chosen = table.filter(table.country == params["country"], table.measure == params["measure"])
    return {SERVICES: chosen.filter(chosen.year <= params["until"]) if "until" in params else chosen}


def _summarise(rows: list[dict[str, Any]], _facts: list[dict[str, Any]], _params: Params) -> dict[str, Any]:
    first, last = rows[0] if rows else None, rows[-1] if rows else None
    return {
        "first_value": first and first["share"],
        "first_year": first and first["year"],
        "last_value": last and last["share"],
        "last_year": last and last["year"],
        "change": last["share"] - first["share"] if first and last else None,
    }


@figure(
    "example-services",
    version=1,
    needs={SERVICES: {"country": "text", "measure": "text", "year": "integer", "share": "number"}},
    parameters=(
        Parameter(name="country", type="country", default="XAA", domain=Domain(SERVICES, "country")),
        Parameter(name="measure", type="code", default="health-access", choices=MEASURES),
        Parameter(name="until", type="year", domain=Domain(SERVICES, "year")),
    ),
    columns=(Column("year", "key", "year"), Column("share", "measure", "decimal", "percent", 1)),
    values=(
        Value("first_value", "decimal", "percent", 1),
        Value("first_year", "year"),
        Value("last_value", "decimal", "percent", 1),
        Value("last_year", "year"),
        Value("change", "decimal", "percentage points", 1),
    ),
    summarise=_summarise,
    selects=_select,
)
def example_services(data: Mapping[str, Any], params: Params) -> Answer:
    """Invented shares of one measure in one invented State, year by year."""
    return Answer(_select(data, params)[SERVICES].select("year", "share"))
