"""Values over years: one panel with the lines named at their ends, or small multiples, one panel per series."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from mashura.evidence.charts.style import INK, INK_SOFT, LINE, MAIN, REST_GREY, Look, Spec, colour_of, whole
from mashura.kit.bidi import strip_isolates

MOST_LINES: Final = 6
_PANEL: Final = 150
_PLOT_HEIGHT: Final = 300
_PANEL_HEIGHT: Final = 84
_GAP: Final = 22


@dataclass(frozen=True)
class Point:
    """A value of a year; `low` and `high` where the source gives a range."""

    year: int
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Series:
    """One line: its name, its points by year, and its last value as readers see it (or that there is none)."""

    name: str
    points: tuple[Point, ...]
    last: str
    is_rest: bool = False

    @property
    def observed(self) -> list[Point]:
        return [point for point in self.points if point.value is not None]


@dataclass(frozen=True)
class Measure:
    """What the vertical axis measures: name of the unit, decimals, and whether zero belongs into the picture."""

    unit: str
    decimals: int
    has_zero: bool = True


def columns(series: Series, measure: Measure, look: Look) -> Spec:
    """One series as a column per year, from zero."""
    reach = _largest([series]), _smallest([series])
    axis_width = _axis_extent(measure, look, *reach)
    return whole(
        {
            "width": look.width - axis_width - 14,
            "height": _PLOT_HEIGHT - 60,
            "data": {"values": _rows([series], look)},
            "mark": {"type": "bar", "color": MAIN, "width": {"band": 0.72}},
            "encoding": {
                "x": {
                    "field": "label",
                    "type": "ordinal",
                    "sort": None,
                    "axis": {
                        "title": None,
                        "labelAngle": 0,
                        "grid": False,
                        "labelOverlap": "greedy",
                        "labelSeparation": 6,
                    },
                },
                "y": _value_axis(measure, reach, axis_width, ticks=4),
            },
        },
        look,
    )


def lines(given: Sequence[Series], measure: Measure, look: Look) -> Spec:
    """Up to `MOST_LINES` lines in one panel, each named beside its last point."""
    names = min(200, max(look.text_width(one.name) for one in given) + 24)
    years = _years(given)
    largest, smallest = _largest(given), _smallest(given)
    plot = look.width - names - 26 - _axis_extent(measure, look, largest, smallest)
    ends = _end_labels(given, look, largest, smallest)
    return whole(
        {
            "width": plot,
            "height": _PLOT_HEIGHT,
            "layer": [
                {
                    "data": {"values": _rows(given, look)},
                    "mark": {"type": "line", "strokeWidth": 2.4, "strokeJoin": "round"},
                    "encoding": {
                        "x": _year_axis(years, ticks=int(plot // 80)),
                        "y": _value_axis(
                            measure, (largest, smallest), _axis_extent(measure, look, largest, smallest), ticks=5
                        ),
                        "detail": {"field": "order", "type": "nominal"},
                        "color": {"field": "colour", "type": "nominal", "scale": None},
                    },
                },
                {
                    "data": {"values": _last_points(given)},
                    "mark": {"type": "point", "filled": True, "size": 42, "opacity": 1},
                    "encoding": {
                        "x": {"field": "year", "type": "quantitative"},
                        "y": {"field": "value", "type": "quantitative"},
                        "color": {"field": "colour", "type": "nominal", "scale": None},
                    },
                },
                {
                    "data": {"values": ends},
                    "mark": {
                        "type": "text",
                        "align": "left",
                        "dx": 10,
                        "baseline": "middle",
                        "fontWeight": "bold",
                        "limit": names,
                    },
                    "encoding": {
                        "x": {"datum": years[1]},
                        "y": {"field": "pixel", "type": "quantitative", "scale": None},
                        "text": {"field": "name"},
                        "color": {"field": "colour", "type": "nominal", "scale": None},
                    },
                },
            ],
        },
        look,
    )


def panels(given: Sequence[Series], measure: Measure, look: Look) -> Spec:
    """Small multiples on one scale; panels run in reading order, time inside them from left to right."""
    across = max(1, min(len(given), look.width // (_PANEL + _GAP)))
    largest, smallest = _largest(given), _smallest(given)
    extent = _axis_extent(measure, look, largest, smallest)
    plot = (look.width - 14 - (across - 1) * _GAP) / across - extent
    years = _years(given)
    drawn = [_panel(one, measure, look, (plot, largest, smallest), years) for one in given]
    rows = [drawn[start : start + across] for start in range(0, len(drawn), across)]
    if look.is_rtl:
        blank = across - len(rows[-1]) if len(rows) > 1 else 0
        rows = [list(reversed(row)) for row in rows]
        rows[-1] = [_blank(plot)] * blank + rows[-1]
    return whole(
        {
            "vconcat": [{"hconcat": row, "spacing": _GAP} for row in rows],
            "spacing": 18,
        },
        look,
    )


def _blank(plot: float) -> Spec:
    return {
        "width": plot + 40,
        "height": _PANEL_HEIGHT,
        "data": {"values": [{}]},
        "mark": {"type": "point", "opacity": 0},
    }


def _panel(
    series: Series, measure: Measure, look: Look, frame: tuple[float, float, float], years: tuple[int, int]
) -> Spec:
    plot, largest, smallest = frame
    colour = REST_GREY if series.is_rest else MAIN
    y = _value_axis(measure, (largest, smallest), _axis_extent(measure, look, largest, smallest), ticks=3)
    x = _year_axis(years, ticks=2)
    has_range = any(point.low is not None for point in series.points)
    band = {
        "mark": {"type": "area", "color": colour, "opacity": 0.25},
        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }
    line = {
        "mark": {"type": "line", "color": colour, "strokeWidth": 2, "point": {"size": 22, "color": colour}},
        "encoding": {"x": x, "y": y},
    }
    last = {
        "data": {"values": _last_points([series], look)},
        "mark": {
            "type": "text",
            "align": "right",
            "baseline": "bottom",
            "dy": -7,
            "dx": 4,
            "fontWeight": "bold",
            "color": INK,
        },
        "encoding": {
            "x": {"field": "year", "type": "quantitative"},
            "y": {"field": "value", "type": "quantitative"},
            "text": {"field": "last"},
        },
    }
    return {
        "title": {"text": _wrapped(look, series.name, plot + 40), "limit": plot + 44},
        "width": plot,
        "height": _PANEL_HEIGHT,
        "data": {"values": _rows([series], look) or [{"year": years[0], "value": None}]},
        "layer": [*([band] if has_range else []), line, last if series.observed else _absent(series, plot)],
    }


def _absent(series: Series, plot: float) -> Spec:
    """The words for a series without a single value, in the middle of its panel."""
    return {
        "data": {"values": [{"text": series.last}]},
        "mark": {"type": "text", "align": "center", "color": INK_SOFT},
        "encoding": {
            "x": {"value": plot / 2},
            "y": {"value": _PANEL_HEIGHT / 2},
            "text": {"field": "text"},
        },
    }


def _wrapped(look: Look, text: str, pixels: float) -> list[str] | str:
    """At most two lines, broken at a space."""
    if look.fits(text, pixels) or " " not in text:
        return look.label(text)
    words = text.split(" ")
    middle = min(range(1, len(words)), key=lambda cut: abs(len(" ".join(words[:cut])) - len(text) / 2))
    return [look.label(" ".join(words[:middle])), look.label(" ".join(words[middle:]))]


def _rows(given: Sequence[Series], look: Look) -> list[Spec]:
    return [
        {
            "order": index,
            "year": point.year,
            "label": look.number(point.year, "year"),
            "value": point.value,
            "low": point.low,
            "high": point.high,
            "colour": REST_GREY if one.is_rest else colour_of(index),
        }
        for index, one in enumerate(given)
        for point in one.points
    ]


def _last_points(given: Sequence[Series], look: Look | None = None) -> list[Spec]:
    return [
        {
            "year": one.observed[-1].year,
            "value": one.observed[-1].value,
            "last": look.label(one.last) if look else "",
            "colour": REST_GREY if one.is_rest else colour_of(index),
        }
        for index, one in enumerate(given)
        if one.observed
    ]


def _end_labels(given: Sequence[Series], look: Look, largest: float, smallest: float) -> list[Spec]:
    """Labels beside the last points, moved apart where they would touch."""
    reach = (largest - smallest) or 1
    wanted = sorted(
        (
            (1 - ((one.observed[-1].value or 0) - smallest) / reach) * _PLOT_HEIGHT,
            index,
        )
        for index, one in enumerate(given)
        if one.observed
    )
    step = look.size + 5.0
    placed: list[float] = []
    for pixel, _index in wanted:
        placed.append(max(pixel, placed[-1] + step) if placed else pixel)
    overflow = max(0.0, (placed[-1] if placed else 0) - (_PLOT_HEIGHT - 2))
    for place in range(len(placed) - 1, -1, -1):
        ceiling = placed[place] - overflow if place == len(placed) - 1 else min(placed[place], placed[place + 1] - step)
        placed[place] = ceiling
    return [
        {
            "pixel": placed[place],
            "name": look.label(given[index].name),
            "colour": INK_SOFT if given[index].is_rest else colour_of(index),
        }
        for place, (_pixel, index) in enumerate(wanted)
    ]


def _values(given: Sequence[Series]) -> list[float]:
    found = [value for one in given for point in one.points for value in (point.value, point.low, point.high)]
    return [value for value in found if value is not None]


def _largest(given: Sequence[Series]) -> float:
    """The top of the axis: the largest value and a tenth."""
    values = _values(given) or [1]
    top = max(values)
    return top * 1.1 if top > 0 else 0


def _smallest(given: Sequence[Series]) -> float:
    return min(0, *(_values(given) or [0])) * 1.1


def _years(given: Sequence[Series]) -> tuple[int, int]:
    years = [point.year for one in given for point in one.points]
    return min(years), max(years)


def _year_axis(years: tuple[int, int], *, ticks: int) -> Spec:
    first, last = years
    count = max(2, ticks)
    step = max(1, ceil((last - first) / count))
    # Counted back from the last year: the newest value is the one that readers look for.
    shown = sorted(range(last, first - 1, -step))
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [first, last], "nice": False, "zero": False},
        "axis": {"title": None, "values": shown, "format": "d", "grid": False, "labelFlush": True},
    }


def _axis_extent(measure: Measure, look: Look, largest: float, smallest: float) -> int:
    """Room for the widest label of the value axis, the same in every panel."""
    decimals = _axis_decimals(measure, largest - smallest)
    widest = max(
        (
            look.text_width(strip_isolates(look.number(end, "decimal", decimals=decimals)))
            for end in (largest, smallest)
        ),
    )
    return int(widest) + 8


def _value_axis(measure: Measure, reach: tuple[float, float], extent: int, *, ticks: int) -> Spec:
    largest, smallest = reach
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [smallest, largest], "nice": False},
        "axis": {
            "title": None,
            "tickCount": ticks,
            "format": f",.{_axis_decimals(measure, largest - smallest)}f",
            "domain": False,
            "ticks": False,
            "gridColor": LINE,
            "labelPadding": 6,
            "minExtent": extent,
            "maxExtent": extent,
        },
    }


def _axis_decimals(measure: Measure, reach: float) -> int:
    """No more decimals than the steps of the axis need."""
    if measure.decimals == 0 or reach >= 8:
        return 0
    return 1 if reach >= 0.8 else min(2, measure.decimals)
