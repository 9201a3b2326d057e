"""Refugees and asylum seekers in a country, from UNHCR's year-end population statistics."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from mashura.errors import InputError, gettext_noop
from mashura.evidence.figures.places import REST, UNIDENTIFIED, change, percentage, ranked
from mashura.stats.figures import Answer, Column, Domain, Kind, Latest, Parameter, Params, Value, figure

REFUGEES: Final = "unhcr-population"
REFUGEE_COLUMNS: Final[Mapping[str, Kind]] = {
    "year": "integer",
    "origin": "text",
    "asylum": "text",
    "refugees": "integer",
    "asylum_seekers": "integer",
}


def require_range(params: Params) -> None:
    """Refuse a range of years that ends before it begins."""
    if int(params["from_year"]) > int(params["to_year"]):
        raise InputError(
            gettext_noop("The parameter from_year (%(first)s) is later than to_year (%(last)s)."),
            first=params["from_year"],
            last=params["to_year"],
        )


def _select(data: Mapping[str, Any], params: Params) -> Mapping[str, Any]:
    """Whom the country hosted in the range of years."""
    require_range(params)
    table = data[REFUGEES]
    between = table.year.between(int(params["from_year"]), int(params["to_year"]))
    return {REFUGEES: table.filter(table.asylum == params["country"], between)}


def _summarise(rows: list[dict[str, Any]], facts: list[dict[str, Any]], _params: Params) -> dict[str, Any]:
    refugees: dict[int, int] = defaultdict(int)
    seekers: dict[int, int] = defaultdict(int)
    for row in rows:
        refugees[row["year"]] += row["refugees"]
        seekers[row["year"]] += row["asylum_seekers"]
    first, last = min(refugees, default=None), max(refugees, default=None)
    peak = max(sorted(refugees), key=lambda year: refugees[year], default=None)
    now = refugees[last] if last is not None else None
    origins = sorted(facts, key=lambda fact: (-fact["refugees"], fact["origin"]))
    top, second = [*origins, None, None][:2]
    return {
        "last_year": last,
        "refugees": now,
        "asylum_seekers": seekers[last] if last is not None else None,
        "total": now + seekers[last] if last is not None and now is not None else None,
        "first_year": first,
        "first_year_refugees": refugees[first] if first is not None else None,
        "first_year_asylum_seekers": seekers[first] if first is not None else None,
        "change_percent": change(now, refugees[first]) if first is not None else None,
        "peak_year": peak,
        "peak_year_refugees": refugees[peak] if peak is not None else None,
        "origins": len(origins),
        "top_origin": top and top["origin"],
        "top_origin_refugees": top and top["refugees"],
        "top_origin_share": top and percentage(top["refugees"], now),
        "second_origin": second and second["origin"],
        "second_origin_refugees": second and second["refugees"],
    }


@figure(
    "refugees-hosted",
    version=1,
    needs={REFUGEES: REFUGEE_COLUMNS},
    parameters=(
        Parameter(name="country", type="country", default="EGY", domain=Domain(REFUGEES, "asylum")),
        Parameter(name="from_year", type="year", default=Latest(minus=20), domain=Domain(REFUGEES, "year")),
        Parameter(name="to_year", type="year", default=Latest(), domain=Domain(REFUGEES, "year")),
        Parameter(name="top", type="integer", default=5, minimum=1, maximum=50),
    ),
    columns=(
        Column("position", "key", "integer"),
        Column("origin", "key", "country"),
        Column("year", "key", "year"),
        Column("refugees", "measure", "integer", "persons"),
        Column("asylum_seekers", "measure", "integer", "persons"),
    ),
    values=(
        Value("last_year", "year"),
        Value("refugees", "integer", "persons"),
        Value("asylum_seekers", "integer", "persons"),
        Value("total", "integer", "persons"),
        Value("first_year", "year"),
        Value("first_year_refugees", "integer", "persons"),
        Value("first_year_asylum_seekers", "integer", "persons"),
        Value("change_percent", "decimal", "percent", 1),
        Value("peak_year", "year"),
        Value("peak_year_refugees", "integer", "persons"),
        Value("origins", "integer", "countries"),
        Value("top_origin", "country"),
        Value("top_origin_refugees", "integer", "persons"),
        Value("top_origin_share", "decimal", "percent", 1),
        Value("second_origin", "country"),
        Value("second_origin_refugees", "integer", "persons"),
    ),
    summarise=_summarise,
    selects=_select,
)
def refugees_hosted(data: Mapping[str, Any], params: Params) -> Answer:
    """Refugees and asylum seekers at the end of each year by main country of origin over the whole range.

    The facts are the origins of the last year of the range that the country has data for.
    """
    hosted = _select(data, params)[REFUGEES]
    hosted = hosted.mutate(people=hosted.refugees + hosted.asylum_seekers).filter(lambda row: row.people > 0)
    order = ranked(hosted, "origin", ("people",), int(params["top"])).select("position", ranked_origin="origin")
    named = hosted.left_join(order, hosted.origin == order.ranked_origin).drop("ranked_origin")
    rest = int(params["top"]) + 1
    placed = named.mutate(
        position=named.position.fill_null(rest), origin=named.position.isnull().ifelse(REST, named.origin)
    )
    last = hosted.filter(hosted.year == hosted.year.max(), hosted.origin.notin(UNIDENTIFIED), hosted.refugees > 0)
    return Answer(
        placed.group_by("position", "origin", "year").aggregate(
            refugees=placed.refugees.sum(), asylum_seekers=placed.asylum_seekers.sum()
        ),
        last.group_by("origin").aggregate(refugees=last.refugees.sum()),
    )
