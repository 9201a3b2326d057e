"""Writing for the reader of an edition: localised texts, days and amounts, in its language and digits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import reduce

from babel.lists import format_list
from django.utils.translation import gettext as _

from mashura.evidence.public import write_number
from mashura.kit.dates import format_day
from mashura.kit.languages import cldr_locale, language_name, primary
from mashura.kit.localised import Localised
from mashura.kit.numbers import format_number, format_year, to_digits
from mashura.kit.reader import Reader
from mashura.reference.public import countries_in_order, country_name, official_country_name
from mashura.stats.figures import Column, Value


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes in the language of an edition; `order` is the order of fall-back of the programme's languages."""

    reader: Reader
    order: tuple[str, ...]

    @property
    def language(self) -> str:
        return self.reader.language

    def text(self, value: Localised) -> str:
        """The text in the language of the edition; another one in its place says in which language it is."""
        shown = value.shown(self.language, self.order)
        text = to_digits(shown.text, self.reader.shown_digits) if self.reader.shown_digits != "western" else shown.text
        return self.told(text, shown.language)

    def told(self, text: str, language: str) -> str:
        """A text that is in `language`, which is said where it is not the edition's own."""
        if not language or primary(language) == primary(self.language):
            return text
        named = language_name(language, reader_language=self.language)
        return _("%(text)s (in %(language)s)") % {"text": text, "language": named}

    def day(self, day: date) -> str:
        """A day as United Nations documents write it."""
        return format_day(day, language=self.language, form="un", digits=self.reader.shown_digits)

    def days(self, first: date, last: date) -> str:
        """A period of days; one day alone where both are the same."""
        if first == last:
            return self.day(first)
        return _("%(first)s to %(last)s") % {"first": self.day(first), "last": self.day(last)}

    def moment(self, moment: datetime) -> str:
        """A moment of coordinated universal time."""
        utc = moment.astimezone(UTC)
        time = to_digits(f"{utc:%H:%M}", self.reader.shown_digits)
        return _("%(day)s, %(time)s UTC") % {"day": self.day(utc.date()), "time": time}

    def year(self, year: int) -> str:
        return format_year(year, language=self.language, digits=self.reader.shown_digits)

    def value(self, declared: Value | Column, value: float) -> str:
        """A number of a figure by its declared type, unit and decimals."""
        return write_number(declared, value, self.reader)

    def amount(self, amount: int) -> str:
        return format_number(amount, language=self.language, digits=self.reader.shown_digits)

    def states(self, codes: list[str]) -> list[str]:
        """Full names of States in protocol order."""
        return [official_country_name(code, self.language) for code in countries_in_order(codes, self.language)]

    def listed(self, names: list[str]) -> str:
        """Names one after the other with the comma and the "and" of the language."""
        return str(format_list(names, style="standard", locale=cldr_locale(self.language)))

    def country(self, code: str) -> str:
        return country_name(code, self.language)


def in_a_row(parts: Iterable[str]) -> str:
    """Parts behind each other with the semicolon of the language, which stands off by a space in French."""
    return reduce(
        lambda before, after: _("%(before)s; %(after)s") % {"before": before, "after": after}, list(parts) or [""]
    )
