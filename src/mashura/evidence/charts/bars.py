"""Bars by category: one measure, largest first or in the order of the rows, the value at the end of each bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from mashura.evidence.charts.style import INK, MAIN, REST_GREY, Look, Spec, whole

_LONGEST_NAME = 240


@dataclass(frozen=True)
class Bar:
    """One bar: its name and value as readers see them; `is_rest` for what is no category of its own."""

    name: str
    value: float
    text: str
    is_rest: bool = False


def bars(given: Sequence[Bar], look: Look) -> Spec:
    """Horizontal bars from a zero baseline, read from the right in Arabic; names above them on a narrow screen."""
    values = [
        {
            "order": index,
            "name": look.label(bar.name),
            "value": bar.value,
            "text": look.label(bar.text),
            "fill": REST_GREY if bar.is_rest else MAIN,
        }
        for index, bar in enumerate(given)
    ]
    names = min(_LONGEST_NAME, max((look.text_width(bar.name) for bar in given), default=0) + 14)
    texts = max((look.text_width(bar.text) for bar in given), default=0) + 14
    plot = look.width - 14 - (0 if look.is_narrow else names)
    largest = max((bar.value for bar in given), default=0) or 1
    step = 46 if look.is_narrow else 28
    side = "right" if look.is_rtl else "left"
    return whole(
        {
            "width": plot,
            "height": step * max(len(given), 1),
            "data": {"values": values},
            "encoding": {
                "y": {
                    "field": "order",
                    "type": "ordinal",
                    "scale": {"paddingInner": 0.55 if look.is_narrow else 0.3, "paddingOuter": 0.3},
                    "axis": None,
                },
                "x": {
                    "field": "value",
                    "type": "quantitative",
                    # The longest bar leaves room for its value.
                    "scale": {"domain": [0, largest * plot / max(plot - texts, 1)], "reverse": look.is_rtl},
                    "axis": None,
                },
            },
            "layer": [
                {"mark": {"type": "bar"}, "encoding": {"color": {"field": "fill", "type": "nominal", "scale": None}}},
                {
                    "mark": {
                        "type": "text",
                        "align": side,
                        "dx": -6 if look.is_rtl else 6,
                        "baseline": "middle",
                        "fontWeight": "bold",
                    },
                    "encoding": {"text": {"field": "text"}},
                },
                _names(look, plot),
            ],
        },
        look,
    )


def _names(look: Look, plot: float) -> Spec:
    """Above the bar, or before its baseline where there is room beside it."""
    inner, outer = ("right", "left") if look.is_rtl else ("left", "right")
    place = (
        {"align": inner, "baseline": "bottom", "dy": -13, "limit": plot}
        if look.is_narrow
        else {"align": outer, "baseline": "middle", "dx": 8 if look.is_rtl else -8, "limit": _LONGEST_NAME}
    )
    return {
        "mark": {"type": "text", "color": INK, **place},
        "encoding": {"x": {"datum": 0}, "text": {"field": "name"}},
    }
