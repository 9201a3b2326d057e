"""Deadlines are days in the zone of the country that owes something; lateness is derived, never stored."""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from mashura.commitments.rules.states import ActionStatus, CommitmentStatus, DutyRecord
from mashura.errors import InputError, gettext_noop

# Morocco leaves its summer time for Ramadan: the zone's own rules know the days.
ZONES: Final[Mapping[str, str]] = {"EGY": "Africa/Cairo", "MAR": "Africa/Casablanca", "TUN": "Africa/Tunis"}
DEFAULT_ZONE: Final = "UTC"  # of fictional States and of bodies of no one country
SOON: Final = timedelta(days=30)
ANSWER_WITHIN: Final = timedelta(days=30)
"""How long a report may be handed in after the end of its period."""


class DutyState(StrEnum):
    """How a reporting duty stands today."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    WAIVED = "waived"


def zone_of(country: str) -> ZoneInfo:
    """The zone whose days count for a country (ISO 3166-1 alpha-3; "" for none)."""
    return ZoneInfo(ZONES.get(country, DEFAULT_ZONE))


def day_in(country: str, moment: datetime) -> date:
    """The calendar day that `moment` (aware) is in a country."""
    return moment.astimezone(zone_of(country)).date()


def is_late(status: ActionStatus, due: date | None, today: date) -> bool:
    """Whether an action is late: it is neither done nor cancelled and its day has passed."""
    return due is not None and due < today and status not in {ActionStatus.DONE, ActionStatus.CANCELLED}


def is_lapsed(status: CommitmentStatus, due: date | None, today: date) -> bool:
    """Whether an active commitment's day has passed without completion."""
    return status is CommitmentStatus.ACTIVE and due is not None and due < today


def duty_state(record: DutyRecord, opens: date, due: date, today: date) -> DutyState:
    """The state of a duty from what is stored and the day it is in the owner's country."""
    if record is not DutyRecord.UNREPORTED:
        return DutyState(record.value)
    if today < opens:
        return DutyState.SCHEDULED
    if today > due:
        return DutyState.OVERDUE
    return DutyState.DUE_SOON if due - today <= SOON else DutyState.OPEN


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period, both days in it; the report opens on the day after it ends."""

    first: date
    last: date

    @property
    def opens(self) -> date:
        return self.last + timedelta(days=1)

    @property
    def due(self) -> date:
        return self.last + ANSWER_WITHIN


@dataclass(frozen=True, slots=True)
class Schedule:
    """Reports every so many months from a day on, until the commitment's own day."""

    starts: date
    every_months: int
    until: date


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def periods(schedule: Schedule) -> Iterator[Period]:
    """Every period that begins before the end of the schedule; the last one ends with it.

    Raises:
        InputError: the schedule ends before it starts, or its step is not 1 to 24 months.
    """
    if schedule.starts >= schedule.until or not 1 <= schedule.every_months <= 24:
        raise InputError(
            gettext_noop("A schedule starts before the commitment is due, and has a step of 1 to 24 months.")
        )
    step = 0
    while (first := add_months(schedule.starts, step * schedule.every_months)) < schedule.until:
        step += 1
        last = add_months(schedule.starts, step * schedule.every_months) - timedelta(days=1)
        yield Period(first, min(last, schedule.until))


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that is there already; `key` tells the caller which."""

    key: object
    period: Period
    record: DutyRecord


def moved_schedule(there: Sequence[Duty], wanted: Iterable[Period], today: date) -> tuple[list[Duty], list[Period]]:
    """What a new schedule takes away and what it brings: future unreported duties only.

    A duty whose day has passed, or for which something was reported or waived, stays with its lateness.
    """
    gone = [duty for duty in there if duty.record is DutyRecord.UNREPORTED and duty.period.due >= today]
    kept = [duty.period for duty in there if duty not in gone]
    covered_until = max((period.last for period in kept), default=date.min)
    return gone, [
        # No day is reported twice: a period that was begun to be covered starts after that.
        Period(max(period.first, covered_until + timedelta(days=1)), period.last)
        for period in wanted
        if period.due >= today and period.last > covered_until
    ]
