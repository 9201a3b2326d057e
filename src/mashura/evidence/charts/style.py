"""How every chart looks, for one reader and one width: colours, type, numbers, direction."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from mashura.kit.bidi import isolate_as
from mashura.kit.languages import Direction, language
from mashura.kit.numbers import Digits, format_number, format_percent, format_year
from mashura.stats.figures import ColumnType

Spec = dict[str, Any]

NARROW: Final = 480
"""Below this width (in CSS pixels) names stand above their bars and every series has a panel of its own."""

# Okabe and Ito (2008): eight colours that differ for every kind of colour vision. Their yellow is too light for a line
# on white; the order puts the strongest contrast first.
PALETTE: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
MAIN: Final = PALETTE[0]
REST_GREY: Final = "#9AA5A8"
INK: Final = "#12242a"
INK_SOFT: Final = "#44565b"
LINE: Final = "#d8dcdc"
GROUND: Final = "#ffffff"
LAND: Final = "#e9e3d5"
WATER: Final = "#f4f8fa"

_LATIN: Final = "Noto Sans, system-ui, Segoe UI, Liberation Sans, Arial, sans-serif"
_ARABIC: Final = "Noto Sans Arabic, Noto Sans, Segoe UI, Tahoma, sans-serif"
_ARABIC_INDIC: Final = list("٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True)
class Look:
    """What a builder needs to know beside the values. `width` is in CSS pixels."""

    language: str
    digits: Digits
    width: int

    @property
    def direction(self) -> Direction:
        return language(self.language).direction

    @property
    def is_rtl(self) -> bool:
        return self.direction == "rtl"

    @property
    def is_narrow(self) -> bool:
        return self.width < NARROW

    @cached_property
    def font(self) -> str:
        return _ARABIC if language(self.language).script == "Arab" else _LATIN

    @property
    def size(self) -> int:
        """Of labels, in pixels; Arabic letters are smaller for their size."""
        return 14 if language(self.language).script == "Arab" else 12

    def label(self, text: str) -> str:
        """Text that keeps its own order, although an SVG's base direction is left to right."""
        return isolate_as(text, "rtl") if self.is_rtl else text

    def number(self, value: float | None, kind: ColumnType, *, unit: str = "", decimals: int = 0) -> str:
        """A value as a label: grouped, with the decimals of its column, percent with its sign."""
        if kind == "year":
            return format_year(int(value), language=self.language, digits=self.digits) if value is not None else ""
        write = format_percent if unit == "percent" else format_number
        return write(value, language=self.language, decimals=decimals, digits=self.digits)

    def fits(self, text: str, pixels: float) -> bool:
        """Whether a label is likely to fit; the mean letter is a little more than half as wide as high."""
        return self.text_width(text) <= pixels

    def text_width(self, text: str) -> float:
        """A careful guess in pixels, for layout before anything is drawn."""
        return len(text) * self.size * 0.56

    @cached_property
    def format_locale(self) -> Spec:
        """Numbers of axes: the separators and digits of the reader."""
        symbols = language(self.language).symbols
        locale: Spec = {
            "decimal": symbols.decimal,
            "thousands": symbols.group,
            "grouping": [3],
            "currency": ["", ""],
            "percent": symbols.percent,
            "minus": "\u2212",
        }
        if self.digits == "arabic-indic" and language(self.language).script == "Arab":
            locale |= {"decimal": "٫", "thousands": "٬", "percent": "٪", "numerals": _ARABIC_INDIC}
        return locale

    @property
    def config(self) -> Spec:
        """What no builder has to say again."""
        axis = {
            "labelFont": self.font,
            "labelFontSize": self.size,
            "labelColor": INK,
            "gridColor": LINE,
            "domainColor": INK_SOFT,
            "tickColor": INK_SOFT,
            "titleFont": self.font,
            "titleFontSize": self.size,
            "titleFontWeight": "normal",
            "titleColor": INK_SOFT,
        }
        return {
            "background": GROUND,
            "font": self.font,
            "view": {"stroke": None},
            "axis": axis,
            "text": {"font": self.font, "fontSize": self.size, "color": INK},
            "title": {
                "font": self.font,
                "fontSize": self.size + 1,
                "fontWeight": "bold",
                "color": INK,
                "anchor": "end" if self.is_rtl else "start",
                "offset": 6,
            },
            "concat": {"spacing": 16},
        }


def colour_of(index: int) -> str:
    """The colour of a series by its place; the last stands for all further ones."""
    return PALETTE[index % len(PALETTE)]


def whole(spec: Mapping[str, Any], look: Look) -> Spec:
    """A complete specification around marks: schema, config, padding that keeps labels inside."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": look.config,
        "padding": {"left": 6, "right": 6, "top": 6, "bottom": 6},
        **spec,
    }
