"""Days and months as a reader writes them. Arabic month names differ by country; UN documents write both."""

from datetime import date
from functools import lru_cache
from typing import Literal

from babel.dates import format_date, format_skeleton, get_day_names

from mashura.kit.languages import cldr_locale, primary
from mashura.kit.numbers import Digits, format_year, to_digits, usual_digits

Form = Literal["reader", "un"]


@lru_cache(maxsize=64)
def _arabic_months(country: str | None, form: Form) -> tuple[str, ...]:
    here = tuple(cldr_locale("ar", country).months["format"]["wide"].values())
    if form == "reader":
        return here
    # The double form of United Nations documents: the Levant's name, then the one borrowed from Latin
    # ("أيلول/سبتمبر"). It is the same for every country.
    syriac = cldr_locale("ar", "SYR").months["format"]["wide"].values()
    latin = cldr_locale("ar").months["format"]["wide"].values()
    return tuple(f"{first}/{second}" for first, second in zip(syriac, latin, strict=True))


def month_name(month: int, *, language: str, country: str | None = None, form: Form = "reader") -> str:
    """The name of a month (1 to 12), as it stands beside a year.

    Raises:
        ValueError: no such month.
    """
    if not 1 <= month <= len("JFMAMJJASOND"):
        raise ValueError(f"No month {month}.")
    if primary(language) == "ar":
        return _arabic_months(country, form)[month - 1]
    return str(cldr_locale(language, country).months["format"]["wide"][month])


def format_day(
    day: date,
    *,
    language: str,
    country: str | None = None,
    form: Form = "reader",
    digits: Digits | None = None,
) -> str:
    """`day` in full: "5 March 2016", "1er mars 2016", "5 مارس 2016"; form "un": "5 آذار/مارس 2016".

    `country` (ISO 3166-1) chooses Arabic month names and, where `digits` is not given, the digits.
    """
    digits = digits or usual_digits(language, country)
    base = primary(language)
    if base not in ("ar", "en", "fr"):
        return to_digits(format_date(day, "long", locale=cldr_locale(language, country)), "western")
    number = "1er" if base == "fr" and day.day == 1 else format_year(day.day, language=language, digits=digits)
    # The non-breaking space keeps the day with its month at the end of a line.
    return f"{number}\u00a0{format_month(day, language=language, country=country, form=form, digits=digits)}"


def format_month(
    day: date,
    *,
    language: str,
    country: str | None = None,
    form: Form = "reader",
    digits: Digits | None = None,
) -> str:
    """Month and year of `day`: "March 2016", "mars 2016", "مارس 2016"; form "un": "آذار/مارس 2016"."""
    if primary(language) not in ("ar", "en", "fr"):
        return to_digits(format_skeleton("yMMMM", day, locale=cldr_locale(language, country)), "western")
    name = month_name(day.month, language=language, country=country, form=form)
    year = format_year(day.year, language=language, digits=digits or usual_digits(language, country))
    return f"{name} {year}"


def weekday_names(language: str) -> tuple[str, ...]:
    """The days of the week by their full names (CLDR), Monday first."""
    names = get_day_names("wide", context="stand-alone", locale=language.replace("-", "_"))
    return tuple(names[day] for day in range(7))
