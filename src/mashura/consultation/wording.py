"""Days, amounts and texts of a programme, written for the current reader."""

from datetime import date, time

from django.utils.translation import gettext as _

from mashura.kit import dates, numbers
from mashura.kit.bidi import isolate
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader


def day(one: date) -> str:
    """The day in full, with the reader's month names and digits."""
    reader = current_reader()
    return dates.format_day(one, language=reader.language, country=reader.country, digits=reader.shown_digits)


def days(starts: date, ends: date) -> str:
    """One day, or from one day to another; within a month it is named once: "16 to 17 September 2014"."""
    first, last = day(starts), day(ends)
    if starts == ends:
        return last
    reader = current_reader()
    month = dates.format_month(starts, language=reader.language, country=reader.country, digits=reader.shown_digits)
    if (starts.year, starts.month) == (ends.year, ends.month) and first.endswith(month):
        first = first.removesuffix(month).rstrip()
    return _("%(first_day)s to %(last_day)s") % {"first_day": first, "last_day": last}


def years(first: int, last: int) -> str:
    """One year, or from one year to another."""
    reader = current_reader()
    written = [
        numbers.format_year(year, language=reader.language, digits=reader.shown_digits) for year in (first, last)
    ]
    if first == last:
        return written[0]
    return _("%(first_year)s to %(last_year)s") % {"first_year": written[0], "last_year": written[1]}


def amount(value: int, currency: str) -> str:
    """An amount of money with its ISO 4217 code."""
    reader = current_reader()
    written = numbers.format_number(value, language=reader.language, digits=reader.shown_digits)
    return _("%(amount)s %(currency)s") % {"amount": written, "currency": isolate(currency)}


def told(text: Localised) -> Localised:
    """The text with the digits of its Arabic version as the reader writes them; other languages stay as they are."""
    reader = current_reader()
    if "ar" not in text or reader.shown_digits == "western":
        return text
    return text.with_text("ar", numbers.to_digits(text["ar"], reader.shown_digits))


def moment(one: date | None, starts: time | None) -> str:
    """A day, and the time of the place where one is known: "16 March 2031, 09:30"."""
    if one is None:
        return ""
    if starts is None:
        return day(one)
    reader = current_reader()
    written = numbers.to_digits(starts.strftime("%H:%M"), reader.shown_digits)
    return _("%(day)s, %(time)s") % {"day": day(one), "time": isolate(written)}
