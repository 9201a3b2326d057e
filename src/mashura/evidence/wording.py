"""Values of a result as words for sentences: numbers, people, names of places."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mashura.errors import InputError
from mashura.evidence.labels import code_label, place_name
from mashura.kit.bidi import isolate
from mashura.kit.numbers import Digits, format_number, format_percent, format_year
from mashura.kit.reader import Reader
from mashura.reference.public import country_from, country_in
from mashura.stats.figures import Column, Result, Value


@dataclass(frozen=True)
class Words:
    """The values of one result for one reader. Asking for a value that is absent gives "–"."""

    result: Result
    reader: Reader

    @property
    def language(self) -> str:
        return self.reader.language

    @property
    def digits(self) -> Digits:
        return self.reader.shown_digits

    def has(self, *names: str) -> bool:
        """Whether all these values are there."""
        return all(self.result.values.get(name) is not None for name in names)

    def param(self, name: str) -> Any:
        return self.result.params.get(name)

    def value(self, name: str) -> Any:
        return self.result.values.get(name)

    def number(self, name: str, decimals: int = 0) -> str:
        return format_number(self.value(name), language=self.language, decimals=decimals, digits=self.digits)

    def percent(self, name: str) -> str:
        """A share to the whole percent; below one percent with a decimal."""
        value = self.value(name)
        decimals = 1 if value is not None and abs(value) < 1 else 0
        return format_percent(value, language=self.language, decimals=decimals, digits=self.digits)

    def size_of_change(self, name: str) -> str:
        """A change without its sign, for sentences that say "rose" or "fell"."""
        value = self.value(name)
        return format_percent(
            None if value is None else abs(value), language=self.language, decimals=0, digits=self.digits
        )

    def year(self, name: str) -> str:
        value = self.value(name)
        return format_number(None, language=self.language) if value is None else self.year_text(value)

    def year_text(self, year: int) -> str:
        return format_year(year, language=self.language, digits=self.digits)

    def period(self) -> str:
        """The year asked for, or the first and last year with values."""
        if self.param("year") is not None:
            return self.year_text(int(self.param("year")))
        if not self.has("first_year", "last_year"):
            return ""
        if self.value("first_year") == self.value("last_year"):
            return self.year("first_year")
        return _("%(first)s to %(last)s") % {"first": self.year("first_year"), "last": self.year("last_year")}

    def people(self, name: str) -> str:
        """A number of persons as a noun phrase."""
        count = int(self.value(name) or 0)
        return ngettext("%(count)s person", "%(count)s people", count) % {"count": self.number(name)}

    def place(self, name: str) -> str:
        code = self.value(name)
        return "" if code is None else isolate_if_needed(place_name(str(code), self.language), self.language)

    def country(self) -> str:
        """The name of the chosen country, as a label."""
        return place_name(str(self.param("country")), self.language)

    def in_country(self) -> str:
        """The country as a place in a sentence; empty where the reference pack does not say it."""
        return self._phrase(country_in)

    def from_country(self) -> str:
        """The country as an origin in a sentence; empty where the reference pack does not say it."""
        return self._phrase(country_from)

    def code(self, column: str, name: str) -> str:
        code = self.value(name)
        return "" if code is None else code_label(column, str(code))

    def _phrase(self, wording: Any) -> str:
        try:
            return str(wording(str(self.param("country")), self.language))
        except InputError:
            return ""


def isolate_if_needed(text: str, language: str) -> str:
    """A name in another script inside a sentence does not turn it round; others stay plain."""
    is_latin = text.isascii()
    return isolate(text) if is_latin and language.startswith("ar") else text


def write_number(declared: Value | Column, value: Any, reader: Reader) -> str:
    """A year or number of a figure as the reader writes it, by its declared type, unit and decimals.

    Raises:
        ValueError: the type is not one of years and numbers.
    """
    language, digits = reader.language, reader.shown_digits
    if declared.type == "year":
        return format_year(value, language=language, digits=digits)
    if declared.type not in {"integer", "decimal"}:
        raise ValueError(f"{declared.name} is no number but {declared.type}")
    write = format_percent if declared.unit == "percent" else format_number
    return write(value, language=language, decimals=declared.decimals, digits=digits)


def write_value(declared: Value, value: Any, reader: Reader) -> str:
    """A value of a figure as the reader writes it: a number, the name of a place, or the label of a code."""
    if declared.type == "country":
        return isolate_if_needed(place_name(str(value), reader.language), reader.language)
    if declared.type == "code":
        return code_label(declared.name.rsplit("_", 1)[-1], str(value))
    return write_number(declared, value, reader)
