"""Numbers as a reader writes them: separators by language, digits by country, signs that stay in place."""

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from mashura.kit import languages
from mashura.kit.bidi import isolate_as
from mashura.kit.languages import cldr_locale

Digits = Literal["western", "arabic-indic"]
Number = int | float | Decimal

# What a table shows where there is no value: never a zero, never an empty cell.
MISSING = "–"

_MINUS = "\u2212"
_WESTERN = "0123456789"
_ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
_EXTENDED = "۰۱۲۳۴۵۶۷۸۹"
_TO_ARABIC_INDIC = str.maketrans(_WESTERN + _EXTENDED, _ARABIC_INDIC * 2)
_TO_WESTERN = str.maketrans(_ARABIC_INDIC + _EXTENDED, _WESTERN * 2)
_ARABIC_DECIMAL = "٫"
_ARABIC_GROUP = "٬"
_ARABIC_PERCENT = "٪"


def to_digits(text: str, digits: Digits) -> str:
    """`text` with every Western, Arabic-Indic or Persian digit written in `digits`; nothing else changes."""
    return text.translate(_TO_ARABIC_INDIC if digits == "arabic-indic" else _TO_WESTERN)


def usual_digits(language_code: str, country: str | None = None) -> Digits:
    """The digits readers of this language in this country (ISO 3166-1) are used to, from CLDR.

    Western in the Maghreb and wherever the country is not known, Arabic-Indic in Egypt and further east; Western for
    every language that is not written in Arabic script.
    """
    if country is None or languages.language(language_code).script != "Arab":
        return "western"
    return "arabic-indic" if cldr_locale(language_code, country).default_numbering_system == "arab" else "western"


def format_number(value: Number | None, *, language: str, decimals: int = 0, digits: Digits = "western") -> str:
    """`value` with `decimals` places, rounded half away from zero, grouped by thousands.

    Arabic 1,234.5 or ١٬٢٣٤٫٥, French 1 234,5 (U+202F), English 1,234.5. `digits` counts only for languages in
    Arabic script. A negative number in a language written from right to left comes isolated, so that its
    sign keeps its side; `None` gives `MISSING`.

    Raises:
        ValueError: not a finite number, or `decimals` is negative.
    """
    return _format(value, language=language, decimals=decimals, digits=digits, percent=False)


def format_percent(value: Number | None, *, language: str, decimals: int = 0, digits: Digits = "western") -> str:
    """`value` in percent, already times a hundred (12.5 gives 12.5%), with the sign of the language.

    Raises:
        ValueError: as `format_number`.
    """
    return _format(value, language=language, decimals=decimals, digits=digits, percent=True)


def format_year(year: int, *, language: str, digits: Digits = "western") -> str:
    """A year or another ordinal number: never grouped."""
    return to_digits(str(year), _digits_of(language, digits))


def _digits_of(code: str, digits: Digits) -> Digits:
    return digits if languages.language(code).script == "Arab" else "western"


def _format(value: Number | None, *, language: str, decimals: int, digits: Digits, percent: bool) -> str:
    if value is None:
        return MISSING
    if decimals < 0:
        raise ValueError("The number of decimals is zero or more.")
    known = languages.language(language)
    digits = _digits_of(language, digits)
    rounded = _rounded(value, decimals)
    decimal, group, sign = known.symbols.decimal, known.symbols.group, known.symbols.percent
    if digits == "arabic-indic":
        decimal, group, sign = _ARABIC_DECIMAL, _ARABIC_GROUP, _ARABIC_PERCENT
    whole, _, fraction = f"{rounded.copy_abs():f}".partition(".")
    text = to_digits(_grouped(whole, group, language) + (decimal + fraction if fraction else ""), digits)
    is_negative = rounded < 0
    text = (_MINUS if is_negative else "") + text + (sign if percent else "")
    if known.is_rtl and (is_negative or percent):
        # CLDR's sides: Western digits read as a Latin run, Arabic-Indic ones with their signs from the right.
        return isolate_as(text, "rtl" if digits == "arabic-indic" else "ltr")
    return text


def _rounded(value: Number, decimals: int) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    if not exact.is_finite():
        raise ValueError("Only a finite number can be written.")
    # Room for any integer: the default context stops at 28 digits.
    context = Context(prec=max(exact.adjusted(), 0) + decimals + 2, rounding=ROUND_HALF_UP)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), context=context)
    # Minus zero is zero: "-0.0" would make a reader look for a loss.
    return rounded.copy_abs() if rounded == 0 else rounded


def _grouped(whole: str, mark: str, code: str) -> str:
    first, further = cldr_locale(code).decimal_formats[None].grouping
    groups = [whole[-first:]]
    rest = whole[:-first]
    while rest:
        groups.insert(0, rest[-further:])
        rest = rest[:-further]
    return mark.join(groups)
