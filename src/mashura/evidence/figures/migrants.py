"""Who lives in a country from elsewhere, and where people from a country live: UN DESA's migrant stock."""

from collections.abc import Mapping
from typing import Any, Final

from mashura.evidence.figures.places import REST, UNIDENTIFIED, change, percentage, ranked
from mashura.stats.figures import (
    Answer,
    Column,
    Domain,
    Kind,
    Latest,
    Parameter,
    Params,
    Select,
    Summarise,
    Value,
    figure,
)

STOCK: Final = "undesa-migrant-stock"
STOCK_COLUMNS: Final[Mapping[str, Kind]] = {
    "year": "integer",
    "origin": "text",
    "destination": "text",
    "sex": "text",
    "migrants": "integer",
}


def _parameters(side: str) -> tuple[Parameter, ...]:
    return (
        Parameter(name="country", type="country", default="EGY", domain=Domain(STOCK, side)),
        Parameter(name="year", type="year", default=Latest(), domain=Domain(STOCK, "year")),
        Parameter(name="top", type="integer", default=15, minimum=1, maximum=250),
    )


def _columns(place: str) -> tuple[Column, ...]:
    return (
        Column("position", "key", "integer"),
        Column(place, "key", "country"),
        Column("migrants", "measure", "integer", "persons"),
        Column("women", "measure", "integer", "persons"),
        Column("men", "measure", "integer", "persons"),
        Column("share", "measure", "decimal", "percent", 1),
    )


def _values(place: str) -> tuple[Value, ...]:
    return (
        Value("year", "year"),
        Value("migrants", "integer", "persons"),
        Value("women_share", "decimal", "percent", 1),
        Value(f"{place}s", "integer", "countries"),
        Value(f"top_{place}", "country"),
        Value(f"top_{place}_migrants", "integer", "persons"),
        Value(f"top_{place}_share", "decimal", "percent", 1),
        Value(f"second_{place}", "country"),
        Value(f"second_{place}_migrants", "integer", "persons"),
        Value(f"third_{place}", "country"),
        Value(f"third_{place}_migrants", "integer", "persons"),
        Value("unidentified", "integer", "persons"),
        Value("unidentified_share", "decimal", "percent", 1),
        Value("first_year", "year"),
        Value("first_year_migrants", "integer", "persons"),
        Value("change", "integer", "persons"),
        Value("change_percent", "decimal", "percent", 1),
    )


def _selecting(side: str) -> Select:
    """Everybody on that side of the chosen country, in every year: the first year is compared with."""

    def select(data: Mapping[str, Any], params: Params) -> Mapping[str, Any]:
        table = data[STOCK]
        return {STOCK: table.filter(table[side] == params["country"])}

    return select


def _answer(data: Mapping[str, Any], params: Params, side: str, place: str) -> Answer:
    of_country = _selecting(side)(data, params)[STOCK]
    in_year = of_country.filter(of_country.year == params["year"])
    sexes = in_year.mutate(
        women=(in_year.sex == "female").ifelse(in_year.migrants, 0),
        men=(in_year.sex == "male").ifelse(in_year.migrants, 0),
    )
    known = of_country[place].notin(UNIDENTIFIED)
    return Answer(
        ranked(sexes, place, ("migrants", "women", "men"), int(params["top"])),
        of_country.group_by("year").aggregate(
            migrants=of_country.migrants.sum(), places=of_country[place].nunique(where=known)
        ),
    )


def _summariser(place: str) -> Summarise:
    def summarise(rows: list[dict[str, Any]], facts: list[dict[str, Any]], params: Params) -> dict[str, Any]:
        total = sum(row["migrants"] for row in rows)
        known = [row for row in rows if row[place] not in (*UNIDENTIFIED, REST)]
        first, second, third = [*known, None, None, None][:3]
        apart = sum(row["migrants"] for row in rows if row[place] in UNIDENTIFIED)
        by_year = {fact["year"]: fact for fact in facts}
        start = min(by_year, default=None)
        before = by_year[start]["migrants"] if start is not None else None
        return {
            "year": params["year"],
            "migrants": total,
            "women_share": percentage(sum(row["women"] for row in rows), total),
            f"{place}s": by_year[params["year"]]["places"] if params["year"] in by_year else 0,
            f"top_{place}": first and first[place],
            f"top_{place}_migrants": first and first["migrants"],
            f"top_{place}_share": first and percentage(first["migrants"], total),
            f"second_{place}": second and second[place],
            f"second_{place}_migrants": second and second["migrants"],
            f"third_{place}": third and third[place],
            f"third_{place}_migrants": third and third["migrants"],
            "unidentified": apart,
            "unidentified_share": percentage(apart, total),
            "first_year": start,
            "first_year_migrants": before,
            "change": total - before if before is not None else None,
            "change_percent": change(total, before),
        }

    return summarise


@figure(
    "migrants-in",
    version=1,
    needs={STOCK: STOCK_COLUMNS},
    parameters=_parameters("destination"),
    columns=_columns("origin"),
    values=_values("origin"),
    summarise=_summariser("origin"),
    selects=_selecting("destination"),
)
def migrants_in(data: Mapping[str, Any], params: Params) -> Answer:
    """Migrants living in a country at mid-year by country of origin."""
    return _answer(data, params, "destination", "origin")


@figure(
    "migrants-from",
    version=1,
    needs={STOCK: STOCK_COLUMNS},
    parameters=_parameters("origin"),
    columns=_columns("destination"),
    values=_values("destination"),
    summarise=_summariser("destination"),
    selects=_selecting("origin"),
)
def migrants_from(data: Mapping[str, Any], params: Params) -> Answer:
    """People from a country living elsewhere at mid-year by country of destination."""
    return _answer(data, params, "origin", "destination")
