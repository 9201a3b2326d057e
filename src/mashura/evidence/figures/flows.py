"""Where the people in a country come from, or where its people live, with points for a map."""

from collections.abc import Mapping
from typing import Any, Final

import ibis

from mashura.evidence.figures.migrants import STOCK, STOCK_COLUMNS
from mashura.evidence.figures.places import REST, UNIDENTIFIED, percentage, ranked
from mashura.evidence.figures.refugees import REFUGEE_COLUMNS, REFUGEES
from mashura.stats.figures import Answer, Column, Domain, Latest, Parameter, Params, Value, figure

POINTS: Final = "land-outline"


def _sides(params: Params) -> tuple[str, str, str, str]:
    """Dataset, column of the chosen country, column of the countries at the other end, and what counts persons."""
    dataset, there, persons = (
        (REFUGEES, "asylum", "refugees") if params["people"] == "refugees" else (STOCK, "destination", "migrants")
    )
    return (dataset, there, "origin", persons) if params["direction"] == "to" else (dataset, "origin", there, persons)


def _countries(params: Params) -> Domain:
    dataset, side, _, _ = _sides(params)
    return Domain(dataset, side)


def _years(params: Params) -> Domain:
    return Domain(_sides(params)[0], "year")


def _select(data: Mapping[str, Any], params: Params) -> Mapping[str, Any]:
    """Everybody on the chosen side of the country in the year, and the points of all countries."""
    dataset, side, _, _ = _sides(params)
    table = data[dataset]
    chosen = table.filter(table[side] == params["country"], table.year == params["year"])
    return {dataset: chosen, POINTS: data[POINTS]}


def _summarise(rows: list[dict[str, Any]], _facts: list[dict[str, Any]], params: Params) -> dict[str, Any]:
    other = "origin" if params["direction"] == "to" else "destination"
    total = sum(row["persons"] for row in rows)
    known = [row for row in rows if row[other] not in (*UNIDENTIFIED, REST)]
    top, second, third = [*known, None, None, None][:3]
    drawn = sum(row["persons"] for row in known if row["origin_latitude"] is not None)
    return {
        "year": params["year"],
        "persons": total,
        "drawn": drawn,
        "drawn_share": percentage(drawn, total),
        "unidentified": sum(row["persons"] for row in rows if row[other] in UNIDENTIFIED),
        "top_place": top and top[other],
        "top_place_persons": top and top["persons"],
        "top_place_share": top and percentage(top["persons"], total),
        "second_place": second and second[other],
        "second_place_persons": second and second["persons"],
        "third_place": third and third[other],
        "third_place_persons": third and third["persons"],
    }


@figure(
    "flow-map",
    version=1,
    needs={
        STOCK: STOCK_COLUMNS,
        REFUGEES: REFUGEE_COLUMNS,
        POINTS: {"country": "text", "longitude": "number", "latitude": "number"},
    },
    uses=lambda params: (_sides(params)[0], POINTS),
    parameters=(
        Parameter(name="people", type="code", default="migrants", choices=("migrants", "refugees")),
        Parameter(name="direction", type="code", default="to", choices=("to", "from")),
        Parameter(name="country", type="country", default="EGY", domain=_countries),
        Parameter(name="year", type="year", default=Latest(), domain=_years),
        Parameter(name="top", type="integer", default=20, minimum=1, maximum=250),
    ),
    columns=(
        Column("position", "key", "integer"),
        Column("origin", "key", "country"),
        Column("destination", "key", "country"),
        Column("persons", "measure", "integer", "persons"),
        Column("share", "measure", "decimal", "percent", 1),
        Column("origin_longitude", "measure", "decimal", "degrees", 1),
        Column("origin_latitude", "measure", "decimal", "degrees", 1),
        Column("destination_longitude", "measure", "decimal", "degrees", 1),
        Column("destination_latitude", "measure", "decimal", "degrees", 1),
    ),
    values=(
        Value("year", "year"),
        Value("persons", "integer", "persons"),
        Value("drawn", "integer", "persons"),
        Value("drawn_share", "decimal", "percent", 1),
        Value("unidentified", "integer", "persons"),
        Value("top_place", "country"),
        Value("top_place_persons", "integer", "persons"),
        Value("top_place_share", "decimal", "percent", 1),
        Value("second_place", "country"),
        Value("second_place_persons", "integer", "persons"),
        Value("third_place", "country"),
        Value("third_place_persons", "integer", "persons"),
    ),
    summarise=_summarise,
    selects=_select,
)
def flow_map(data: Mapping[str, Any], params: Params) -> Answer:
    """Stocks between one country and the others, not journeys: a line says who lives where, not which way they went.

    Rows for other countries together, and for origins that are no country, have no point of their own.
    """
    dataset, _, other, persons = _sides(params)
    rows = ranked(_select(data, params)[dataset], other, (persons,), int(params["top"])).rename(persons=persons)
    near, far = ("destination", "origin") if params["direction"] == "to" else ("origin", "destination")
    rows = rows.rename({far: other}).mutate(**{near: ibis.literal(str(params["country"]))})
    for end in ("origin", "destination"):
        points = data[POINTS].select(**{end: "country", f"{end}_longitude": "longitude", f"{end}_latitude": "latitude"})
        rows = rows.left_join(points, end)
        rows = rows.drop(f"{end}_right")
    return Answer(rows)
