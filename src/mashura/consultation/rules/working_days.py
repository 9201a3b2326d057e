"""Working days and deadlines across several countries: pure, in the time zone of each.

A working day is one for every country asked: no capital is made to answer on its weekend or its feast. Public holidays
are data that the programme enters with a source; none stands in the code, and none is guessed from the moon. A
deadline is the first instant that is too late: who acts before it is in time.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mashura.errors import InputError, gettext_noop

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Specification of consultation, b.1: weekends as the three administrations keep them.
WEEKENDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "EGY": frozenset({"friday", "saturday"}),
        "MAR": frozenset({"saturday", "sunday"}),
        "TUN": frozenset({"saturday", "sunday"}),
    }
)
# Names of the tz database (IANA), which knows that Morocco goes back an hour for Ramadan.
ZONES: Final[Mapping[str, str]] = MappingProxyType(
    {"EGY": "Africa/Cairo", "MAR": "Africa/Casablanca", "TUN": "Africa/Tunis"}
)
# Beyond this many days without one common working day the calendars are wrong.
_FURTHEST: Final = 400
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A public holiday, first to last day, both included, and where it was announced."""

    first: date
    last: date
    source: str

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When one country works. `zone` is a name of the tz database; `weekend` has days of `WEEKDAYS`."""

    country: str
    zone: str
    weekend: frozenset[str]
    holidays: tuple[Holiday, ...] = ()

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def is_working_day(self, day: date) -> bool:
        return WEEKDAYS[day.weekday()] not in self.weekend and not any(day in one for one in self.holidays)

    def as_mapping(self) -> dict[str, Any]:
        """What `calendar_from` reads, in one order."""
        return {
            "zone": self.zone,
            "weekend": [day for day in WEEKDAYS if day in self.weekend],
            "holidays": [
                {"first": one.first.isoformat(), "last": one.last.isoformat(), "source": one.source}
                for one in sorted(self.holidays)
            ],
        }


def calendar_from(country: str, given: Mapping[str, Any]) -> WorkingCalendar:
    """A country's calendar from `zone`, `weekend` and `holidays`; those of `ZONES` and `WEEKENDS` where not given.

    Raises:
        InputError: a zone or a weekday that there is not, a week without a working day, a holiday without its days in
            order or without its source; the message names the country and the field.
    """
    unknown = sorted(set(given) - {"zone", "weekend", "holidays"})
    if unknown:
        raise InputError(
            gettext_noop("Working calendar of %(country)s: there is no field “%(field)s”."),
            country=country,
            field=unknown[0],
        )
    zone = str(given.get("zone") or ZONES.get(country, ""))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(
            gettext_noop("Working calendar of %(country)s: zone: choose a time zone such as Africa/Cairo."),
            country=country,
        ) from error
    weekend = frozenset(str(day) for day in given.get("weekend") or WEEKENDS.get(country) or ())
    if not weekend <= set(WEEKDAYS) or len(weekend) == len(WEEKDAYS):
        raise InputError(
            gettext_noop("Working calendar of %(country)s: weekend: choose days of the week, not all of them."),
            country=country,
        )
    holidays = tuple(sorted({_holiday(country, one) for one in given.get("holidays") or ()}))
    return WorkingCalendar(country, zone, weekend, holidays)


def _holiday(country: str, given: Any) -> Holiday:
    if isinstance(given, Mapping):
        first = _day(given.get("first"))
        last = _day(given.get("last") or given.get("first"))
        source = str(given.get("source") or "").strip()
        if first and last and first <= last and source:
            return Holiday(first, last, source)
    raise InputError(
        gettext_noop(
            "Working calendar of %(country)s: holidays: give the first and the last day (year-month-day) of each, in "
            "order, and where it was announced."
        ),
        country=country,
    )


def _day(given: Any) -> date | None:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return None


def is_working_day(day: date, calendars: Iterable[WorkingCalendar]) -> bool:
    """Whether every country works on `day`; with no calendars every day is one."""
    return all(one.is_working_day(day) for one in calendars)


def add_working_days(day: date, count: int, calendars: Collection[WorkingCalendar]) -> date:
    """The `count`-th common working day after `day`; `day` itself for none.

    Raises:
        InputError: the countries have no working day in common for more than a year.
        ValueError: a negative count.
    """
    if count < 0:
        raise ValueError("Working days are counted forward.")
    idle = 0
    while count:
        day += _DAY
        if is_working_day(day, calendars):
            count, idle = count - 1, 0
        else:
            idle = _idle_day(idle)
    return day


def working_days_between(first: date, last: date, calendars: Collection[WorkingCalendar]) -> int:
    """How many common working days there are after `first`, up to and with `last`."""
    return sum(is_working_day(first + timedelta(days=n), calendars) for n in range(1, (last - first).days + 1))


def is_counted(moment: datetime, calendars: Iterable[WorkingCalendar]) -> bool:
    """Whether the clock runs: it is a working day in every country by that country's own clock."""
    return all(one.is_working_day(moment.astimezone(one.tz).date()) for one in calendars)


def add_working_hours(moment: datetime, hours: int, calendars: Collection[WorkingCalendar]) -> datetime:
    """The first instant by which `hours` have run, in UTC. A working day has all its hours, by day and by night.

    Time runs while it is a working day in every country by that country's own clock: from the Egyptian Sunday to the
    Tunisian Friday, less the hours in which a zone further east or west is still, or already, at rest.

    Raises:
        InputError: the countries have no working day in common for more than a year.
        ValueError: a moment without a zone, or negative hours.
    """
    if moment.tzinfo is None or hours < 0:
        raise ValueError("Hours are counted forward from an aware moment.")
    left, here, idle = timedelta(hours=hours), moment.astimezone(UTC), 0
    while left:
        until = _next_midnight(here, calendars)
        if is_counted(here, calendars):
            step = min(left, until - here)
            left, here, idle = left - step, here + step, 0
        else:
            here, idle = until, _idle_day(idle, len({one.zone for one in calendars}))
    return here


def working_time_between(start: datetime, end: datetime, calendars: Collection[WorkingCalendar]) -> timedelta:
    """How much time counted between two instants; none when `end` is before `start`."""
    here, last, counted = start.astimezone(UTC), end.astimezone(UTC), timedelta()
    while here < last:
        until = min(last, _next_midnight(here, calendars))
        if is_counted(here, calendars):
            counted += until - here
        here = until
    return counted


def end_of_day(day: date, zone: str) -> datetime:
    """The first instant of the following day in `zone`, in UTC: whoever acts before it acts on `day`.

    On the night when Cairo's clocks go forward there is no midnight; the day ends when the clocks change.
    """
    return _start_of(day + _DAY, ZoneInfo(zone))


def deadline(start: datetime, hours: int, calendars: Collection[WorkingCalendar], *, owner_zone: str = "") -> datetime:
    """When a period of `hours` that begins at `start` is over, in UTC.

    With `owner_zone` (the zone of who set the period) it is rounded up to the end of the day there, so that a letter
    can name a day; a period that is over with the day is not rounded to the next. Errors as `add_working_hours`.
    """
    over = add_working_hours(start, hours, calendars)
    if not owner_zone:
        return over
    zone = ZoneInfo(owner_zone)
    day = over.astimezone(zone).date()
    if over == _start_of(day, zone):
        return over
    return end_of_day(day, owner_zone)


def in_each_zone(moment: datetime, calendars: Iterable[WorkingCalendar]) -> dict[str, datetime]:
    """One instant by the clock of each country: what a letter prints, so that nobody has to compute it."""
    return {one.country: moment.astimezone(one.tz) for one in calendars}


def in_words(moment: datetime) -> str:
    """A moment for a message, to the second, in a zone that nobody can mistake."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _start_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _next_midnight(moment: datetime, calendars: Collection[WorkingCalendar]) -> datetime:
    zones = {one.tz for one in calendars} or {ZoneInfo("UTC")}
    return min(
        start
        for zone in zones
        for first, second in pairwise(moment.astimezone(zone).date() + n * _DAY for n in range(3))
        for start in (_start_of(first, zone), _start_of(second, zone))
        if start > moment
    )


def _idle_day(idle: int, steps_a_day: int = 1) -> int:
    if idle >= _FURTHEST * max(steps_a_day, 1):
        raise InputError(gettext_noop("These countries have no working day in common: check their calendars."))
    return idle + 1
