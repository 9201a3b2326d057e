"""Which picture a result gets, and its values in the form that the picture needs."""

from collections import defaultdict
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _

from mashura.evidence.charts import bars as bar_charts
from mashura.evidence.charts import flows as flow_charts
from mashura.evidence.charts import series as series_charts
from mashura.evidence.charts.style import Look, Spec, whole
from mashura.evidence.figures.places import REST, UNIDENTIFIED
from mashura.evidence.labels import code_label, place_name, unit_label
from mashura.stats.figures import Column, Result

_MOST_BARS: Final = 25
_MOST_FLOWS: Final = 40
_MOST_PANELS: Final = 12
_EVENTS: Final = frozenset({"dead_and_missing", "detections"})


class _Shape(NamedTuple):
    """The columns that a picture is made of."""

    year: Column | None
    category: Column | None
    measure: Column


def plan(result: Result, look: Look) -> Spec:
    """The Vega-Lite specification of the result: a map, series over years, or bars."""
    if not result.rows:
        return _empty(look)
    if result.name == "flow-map":
        return _map(result, look)
    shape = _shape_of(result)
    years = {row[shape.year.name] for row in result.rows} if shape.year else set()
    if len(years) > 1:
        return _over_years(result, shape, look)
    return _by_category(result, shape, look)


def _shape_of(result: Result) -> _Shape:
    keys = [column for column in result.columns if column.role == "key" and column.name != "position"]
    year = next((column for column in keys if column.type == "year"), None)
    category = next((column for column in keys if column.type in {"country", "code", "text"}), None)
    measure = next(
        column for column in result.columns if column.role == "measure" and column.type in {"integer", "decimal"}
    )
    return _Shape(year, category, measure)


def _name(column: Column, code: Any, look: Look) -> str:
    if column.type == "country":
        return place_name(str(code), look.language)
    return code_label(column.name, str(code))


def _is_rest(code: Any) -> bool:
    return code == REST or code in UNIDENTIFIED or code in {"other", "mixed-or-unknown"}


def _by_category(result: Result, shape: _Shape, look: Look) -> Spec:
    measure = shape.measure
    category = shape.category or shape.year
    if category is None:
        return _empty(look)
    rows = [row for row in result.rows if row[measure.name] is not None]
    if "position" not in {column.name for column in result.columns}:
        rows.sort(key=lambda row: -row[measure.name])
    return bar_charts.bars(
        [
            bar_charts.Bar(
                name=_name(category, row[category.name], look),
                value=row[measure.name],
                text=look.number(row[measure.name], measure.type, unit=measure.unit, decimals=measure.decimals),
                is_rest=_is_rest(row[category.name]),
            )
            for row in rows[:_MOST_BARS]
        ],
        look,
    )


def _over_years(result: Result, shape: _Shape, look: Look) -> Spec:
    measure = shape.measure
    assert shape.year is not None  # noqa: S101 - narrows for the type checker
    drawn = series_charts.Measure(unit=unit_label(measure.unit), decimals=measure.decimals)
    given = _series(result, shape, look)
    if result.name.startswith("driver-"):
        return series_charts.panels(given[:_MOST_PANELS], drawn, look)
    if len(given) == 1:
        return series_charts.columns(given[0], drawn, look)
    if look.is_narrow or len(given) > series_charts.MOST_LINES:
        return series_charts.panels(given[:_MOST_PANELS], drawn, look)
    return series_charts.lines(given, drawn, look)


def _series(result: Result, shape: _Shape, look: Look) -> list[series_charts.Series]:
    """One series per category; by rank where the result ranks, else by size. Years without a row are gaps."""
    year, category, measure = shape.year, shape.category, shape.measure
    assert year is not None  # noqa: S101 - narrows for the type checker
    names = {column.name for column in result.columns}
    low, high = ("low_estimate", "high_estimate") if "low_estimate" in names else (None, None)
    grouped: dict[Any, dict[int, dict[str, Any]]] = defaultdict(dict)
    for row in result.rows:
        grouped[row[category.name] if category else ""][row[year.name]] = row
    years = range(min(row[year.name] for row in result.rows), max(row[year.name] for row in result.rows) + 1)
    codes = list(grouped)
    if "position" not in names:
        codes.sort(key=lambda code: (_is_rest(code), -sum(row[measure.name] or 0 for row in grouped[code].values())))
    made = []
    for code in codes:
        points = tuple(
            series_charts.Point(
                year=number,
                value=_value(grouped[code].get(number), measure),
                low=(grouped[code].get(number) or {}).get(low) if low else None,
                high=(grouped[code].get(number) or {}).get(high) if high else None,
            )
            for number in years
        )
        observed = [point for point in points if point.value is not None]
        last = (
            look.number(observed[-1].value, measure.type, unit=measure.unit, decimals=measure.decimals)
            if observed
            else look.label(_("no value"))
        )
        made.append(
            series_charts.Series(
                name=_name(category, code, look) if category else "",
                points=points,
                last=last,
                is_rest=_is_rest(code),
            )
        )
    return made


def _value(row: dict[str, Any] | None, measure: Column) -> float | None:
    """Of recorded events a year without a row is a year without events; of stocks and rates it is unknown."""
    if row is None:
        return 0 if measure.name in _EVENTS else None
    found: float | None = row[measure.name]
    return found


def _map(result: Result, look: Look) -> Spec:
    is_in = result.params["direction"] == "to"
    other = "origin" if is_in else "destination"
    drawn = [
        row
        for row in result.rows
        if row["origin_latitude"] is not None
        and row["destination_latitude"] is not None
        and row["origin"] != row["destination"]
    ][:_MOST_FLOWS]
    if not drawn:
        return _empty(look)
    flows = [
        flow_charts.Flow(
            name=place_name(row[other], look.language),
            text=look.number(row["persons"], "integer"),
            persons=row["persons"],
            origin=(row["origin_longitude"], row["origin_latitude"]),
            destination=(row["destination_longitude"], row["destination_latitude"]),
        )
        for row in drawn
    ]
    key = flow_charts.Key(
        country=place_name(str(result.params["country"]), look.language),
        origin=_("country of origin"),
        destination=_("country where people live"),
        scale=_("%(number)s people"),
    )
    return flow_charts.flow_map(flows, key, look)


def _empty(look: Look) -> Spec:
    """A picture that says that there is nothing to show."""
    return whole(
        {
            "width": look.width - 14,
            "height": 80,
            "data": {"values": [{"text": look.label(_("The data holds nothing for this choice."))}]},
            "mark": {"type": "text", "align": "center"},
            "encoding": {"text": {"field": "text"}},
        },
        look,
    )
