"""What drives migration: the countries of origin of migrants and refugees in a country first, the programme's after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import ibis

from mashura.evidence.figures.migrants import STOCK, STOCK_COLUMNS
from mashura.evidence.figures.places import UNIDENTIFIED, percentage
from mashura.evidence.figures.refugees import REFUGEE_COLUMNS, REFUGEES, require_range
from mashura.stats.figures import Answer, Column, Domain, Kind, Latest, Parameter, Params, Value, figure

INDICATORS: Final = "world-bank-drivers"
POVERTY: Final = "world-bank-poverty"
BATTLE_DEATHS: Final = "ucdp-battle-deaths"
VULNERABILITY: Final = "nd-gain"

_INDICATOR_COLUMNS: Final[Mapping[str, Kind]] = {
    "country": "text",
    "year": "integer",
    "indicator": "text",
    "value": "number",
}


@dataclass(frozen=True, kw_only=True)
class Driver:
    """One driver: where its years come from, its measures (the first one is the subject), and its table of them."""

    name: str
    version: int
    needs: Mapping[str, Mapping[str, Kind]]
    years: Domain
    measures: tuple[Column, ...]
    series: Callable[[Mapping[str, Any]], Any]
    indicator: str = ""
    """What it reads of `INDICATORS`, when it does."""


def _indicator(table: Any, indicator: str, measure: str) -> Any:
    return table.filter(table.indicator == indicator).select("country", "year", **{measure: table.value})


def _poverty(data: Mapping[str, Any]) -> Any:
    # Income stands beside it because most countries of origin have few surveys or none.
    income = _indicator(data[INDICATORS], "income", "income_per_person")
    joined = data[POVERTY].outer_join(income, ["country", "year"])
    return joined.select(
        "poverty_rate",
        "income_per_person",
        country=joined.country.coalesce(joined.country_right),
        year=joined.year.coalesce(joined.year_right),
    )


DRIVERS: Final = (
    Driver(
        name="driver-poverty",
        version=2,
        needs={
            POVERTY: {"country": "text", "year": "integer", "poverty_rate": "number"},
            INDICATORS: _INDICATOR_COLUMNS,
        },
        years=Domain(POVERTY, "year"),
        measures=(
            Column("poverty_rate", "measure", "decimal", "percent", 1),
            Column("income_per_person", "measure", "integer", "international dollars of 2021"),
        ),
        series=_poverty,
        indicator="income",
    ),
    Driver(
        name="driver-unemployment",
        version=2,
        needs={INDICATORS: _INDICATOR_COLUMNS},
        years=Domain(INDICATORS, "year", (("indicator", "unemployment"),)),
        measures=(Column("unemployment_rate", "measure", "decimal", "percent", 1),),
        series=lambda data: _indicator(data[INDICATORS], "unemployment", "unemployment_rate"),
        indicator="unemployment",
    ),
    Driver(
        name="driver-conflict",
        version=2,
        needs={
            BATTLE_DEATHS: {
                "country": "text",
                "year": "integer",
                "low": "integer",
                "best": "integer",
                "high": "integer",
            }
        },
        years=Domain(BATTLE_DEATHS, "year"),
        measures=(
            Column("battle_deaths", "measure", "integer", "persons"),
            Column("low_estimate", "measure", "integer", "persons"),
            Column("high_estimate", "measure", "integer", "persons"),
        ),
        series=lambda data: data[BATTLE_DEATHS].rename(battle_deaths="best", low_estimate="low", high_estimate="high"),
    ),
    Driver(
        name="driver-stability",
        version=2,
        needs={INDICATORS: _INDICATOR_COLUMNS},
        years=Domain(INDICATORS, "year", (("indicator", "political-stability"),)),
        measures=(Column("political_stability", "measure", "decimal", "index from -2.5 to 2.5", 2),),
        series=lambda data: _indicator(data[INDICATORS], "political-stability", "political_stability"),
        indicator="political-stability",
    ),
    Driver(
        name="driver-environment",
        version=2,
        needs={
            VULNERABILITY: {
                "country": "text",
                "year": "integer",
                "vulnerability": "number",
                "readiness": "number",
            }
        },
        years=Domain(VULNERABILITY, "year"),
        measures=(
            Column("vulnerability", "measure", "decimal", "index from 0 to 1", 3),
            Column("readiness", "measure", "decimal", "index from 0 to 1", 3),
        ),
        series=lambda data: data[VULNERABILITY],
    ),
)


def _latest(data: Mapping[str, Any], params: Params) -> tuple[str, Any, str]:
    """The dataset of the people in the chosen country, its rows in the last year that there is, and what counts."""
    dataset, place, persons = (
        (REFUGEES, "asylum", "refugees") if params["people"] == "refugees" else (STOCK, "destination", "migrants")
    )
    there = data[dataset].filter(data[dataset][place] == params["country"])
    return dataset, there.filter(there.year == there.year.max()), persons


def _origins(data: Mapping[str, Any], params: Params) -> Any:
    """The main countries of origin in the chosen country, ranked, in the last year that there is data for it."""
    _, latest, persons = _latest(data, params)
    everyone = latest.group_by("year", country=latest.origin).aggregate(persons=latest[persons].sum())
    counted = everyone.mutate(everyone=everyone.persons.sum().over())
    known = counted.filter(counted.country.notin(UNIDENTIFIED), counted.persons > 0)
    order = ibis.window(order_by=[known.persons.desc(), known.country])
    placed = known.mutate(position=(ibis.row_number().over(order) + 1).cast("int64"))
    return placed.filter(placed.position <= params["origins"])


def _countries(params: Params) -> tuple[str, ...]:
    """The programme's countries with the chosen one, each once, in the order given."""
    return tuple(dict.fromkeys([str(params["country"]), *str(params["countries"]).split(",")]))


def _frame(origins: Any, params: Params) -> Any:
    """Every country that the figure shows in every year of the range: a missing value is a row, not a silence."""
    codes = _countries(params)
    first = int(params["origins"])
    named = ibis.literal(list(codes), type="array<string>").unnest().name("country").as_table()
    positions = {code: first + number for number, code in enumerate(codes, start=1)}
    programme = named.mutate(
        position=named.country.cases(*positions.items(), else_=0).cast("int64"), group=ibis.literal("programme")
    )
    leading = origins.select("country", "position", group=ibis.literal("origin"))
    shown = leading.union(programme.anti_join(leading, "country").select("country", "position", "group"))
    years = ibis.range(int(params["from_year"]), int(params["to_year"]) + 1).unnest().name("year").as_table()
    return shown.cross_join(years)


def _select(driver: Driver, data: Mapping[str, Any], params: Params) -> Mapping[str, Any]:
    """Of each series the countries and years shown; of people those in the chosen country in the last year."""
    require_range(params)
    frame = _frame(_origins(data, params), params)
    dataset, latest, _ = _latest(data, params)
    selected = {dataset: latest}
    for series in driver.needs:
        table = data[series]
        if series == INDICATORS:
            table = table.filter(table.indicator == driver.indicator)
        selected[series] = table.semi_join(frame, ["country", "year"])
    return selected


def _compute(driver: Driver, data: Mapping[str, Any], params: Params) -> Answer:
    require_range(params)
    origins = _origins(data, params)
    frame = _frame(origins, params)
    names = [measure.name for measure in driver.measures]
    series = driver.series(data)
    joined = frame.left_join(series, ["country", "year"])
    rows = joined.select("position", "country", "year", "group", *names)
    return Answer(
        rows.mutate(status=rows[names[0]].isnull().ifelse("gap", "observed")),
        origins.select("position", "country", "persons", "everyone", basis_year="year"),
    )


def _summarise(rows: list[dict[str, Any]], facts: list[dict[str, Any]], params: Params, measure: str) -> dict[str, Any]:
    observed = [row for row in rows if row[measure] is not None]
    by_country: dict[str, list[dict[str, Any]]] = {row["country"]: [] for row in rows}
    for row in observed:
        by_country[row["country"]].append(row)
    top = min(facts, key=lambda fact: fact["position"], default=None)
    own = by_country.get(str(params["country"]), [])
    at_top = by_country[top["country"]] if top else []
    return {
        "first_year": params["from_year"],
        "last_year": params["to_year"],
        "basis_year": top and top["basis_year"],
        "origins": len(facts),
        "origins_share": percentage(sum(fact["persons"] for fact in facts), top["everyone"] if top else None),
        "top_origin": top and top["country"],
        "top_origin_persons": top and top["persons"],
        "top_origin_first_year": at_top[0]["year"] if at_top else None,
        "top_origin_first_value": at_top[0][measure] if at_top else None,
        "top_origin_last_year": at_top[-1]["year"] if at_top else None,
        "top_origin_last_value": at_top[-1][measure] if at_top else None,
        "country_first_year": own[0]["year"] if own else None,
        "country_first_value": own[0][measure] if own else None,
        "country_last_year": own[-1]["year"] if own else None,
        "country_last_value": own[-1][measure] if own else None,
        "country_change": own[-1][measure] - own[0][measure] if own else None,
        "observations": len(observed),
        "gaps": len(rows) - len(observed),
        "countries_without_data": sum(not found for found in by_country.values()),
    }


def _values(subject: Column) -> tuple[Value, ...]:
    def measured(name: str) -> Value:
        return Value(name, subject.type, subject.unit, subject.decimals)

    return (
        Value("first_year", "year"),
        Value("last_year", "year"),
        Value("basis_year", "year"),
        Value("origins", "integer", "countries"),
        Value("origins_share", "decimal", "percent", 1),
        Value("top_origin", "country"),
        Value("top_origin_persons", "integer", "persons"),
        Value("top_origin_first_year", "year"),
        measured("top_origin_first_value"),
        Value("top_origin_last_year", "year"),
        measured("top_origin_last_value"),
        Value("country_first_year", "year"),
        measured("country_first_value"),
        Value("country_last_year", "year"),
        measured("country_last_value"),
        measured("country_change"),
        Value("observations", "integer", "rows"),
        Value("gaps", "integer", "rows"),
        Value("countries_without_data", "integer", "countries"),
    )


def _summarise_counts(rows: list[dict[str, Any]], measure: str) -> dict[str, Any]:
    """Sum and maximum: they mean something for deaths; rates and indices of different countries may not be compared."""
    observed = [row for row in rows if row[measure] is not None]
    largest = max(observed, key=lambda row: row[measure], default=None)
    return {
        "origins_total": sum(row[measure] for row in observed if row["group"] == "origin"),
        "highest_value": largest and largest[measure],
        "highest_value_country": largest and largest["country"],
        "highest_value_year": largest and largest["year"],
    }


def _count_values(subject: Column) -> tuple[Value, ...]:
    return (
        Value("origins_total", subject.type, subject.unit),
        Value("highest_value", subject.type, subject.unit),
        Value("highest_value_country", "country"),
        Value("highest_value_year", "year"),
    )


def _declare(driver: Driver) -> None:
    subject = driver.measures[0]
    counts = subject.unit == "persons"

    def compute(data: Mapping[str, Any], params: Params) -> Answer:
        return _compute(driver, data, params)

    def summarise(rows: list[dict[str, Any]], facts: list[dict[str, Any]], params: Params) -> dict[str, Any]:
        values = _summarise(rows, facts, params, subject.name)
        return values | _summarise_counts(rows, subject.name) if counts else values

    def selects(data: Mapping[str, Any], params: Params) -> Mapping[str, Any]:
        return _select(driver, data, params)

    def people_domain(params: Params) -> Domain:
        return Domain(REFUGEES, "asylum") if params["people"] == "refugees" else Domain(STOCK, "destination")

    def uses(params: Params) -> tuple[str, ...]:
        return (*driver.needs, REFUGEES if params["people"] == "refugees" else STOCK)

    figure(
        driver.name,
        version=driver.version,
        needs={**driver.needs, STOCK: STOCK_COLUMNS, REFUGEES: REFUGEE_COLUMNS},
        uses=uses,
        selects=selects,
        parameters=(
            Parameter(name="people", type="code", default="refugees", choices=("refugees", "migrants")),
            Parameter(name="country", type="country", default="EGY", domain=people_domain),
            Parameter(name="origins", type="integer", default=5, minimum=0, maximum=20),
            Parameter(name="countries", type="countries", default="EGY,MAR,TUN", domain=people_domain),
            Parameter(name="from_year", type="year", default=Latest(minus=20), domain=driver.years),
            Parameter(name="to_year", type="year", default=Latest(), domain=driver.years),
        ),
        columns=(
            Column("position", "key", "integer"),
            Column("country", "key", "country"),
            Column("year", "key", "year"),
            Column("group", "measure", "code"),
            *driver.measures,
            Column("status", "measure", "code"),
        ),
        values=_values(subject) + (_count_values(subject) if counts else ()),
        summarise=summarise,
    )(compute)


for _driver in DRIVERS:
    _declare(_driver)
