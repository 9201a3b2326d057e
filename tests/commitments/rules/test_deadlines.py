from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.commitments.rules.deadlines import (
    Duty,
    DutyState,
    Period,
    Schedule,
    add_months,
    day_in,
    duty_state,
    is_lapsed,
    is_late,
    moved_schedule,
    periods,
)
from mashura.commitments.rules.states import ActionStatus, CommitmentStatus, DutyRecord
from mashura.errors import InputError

OPENS, DUE = date(2031, 7, 1), date(2031, 9, 30)
DAYS = st.dates(date(2026, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("country", "moment", "day"),
    [
        # Cairo keeps summer time again since 2023: three hours ahead in July, two in January.
        ("EGY", datetime(2026, 7, 1, 21, 30, tzinfo=UTC), date(2026, 7, 2)),
        ("EGY", datetime(2026, 1, 1, 21, 30, tzinfo=UTC), date(2026, 1, 1)),
        # Morocco is an hour ahead of UTC, but not in Ramadan (18 February to 19 March 2026).
        ("MAR", datetime(2026, 2, 1, 23, 30, tzinfo=UTC), date(2026, 2, 2)),
        ("MAR", datetime(2026, 3, 1, 23, 30, tzinfo=UTC), date(2026, 3, 1)),
        ("TUN", datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 2)),
        ("XAA", datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        ("", datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_the_day_is_that_of_the_owners_country(country, moment, day):
    assert day_in(country, moment) == day


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2031, 6, 30), DutyState.SCHEDULED),
        (date(2031, 7, 1), DutyState.OPEN),
        (date(2031, 8, 30), DutyState.OPEN),
        (date(2031, 8, 31), DutyState.DUE_SOON),
        (date(2031, 9, 30), DutyState.DUE_SOON),
        (date(2031, 10, 1), DutyState.OVERDUE),
    ],
)
def test_a_duty_is_due_soon_for_thirty_days_and_overdue_after(today, state):
    assert duty_state(DutyRecord.UNREPORTED, OPENS, DUE, today) is state


@given(st.sampled_from([one for one in DutyRecord if one is not DutyRecord.UNREPORTED]), DAYS)
def test_what_was_reported_or_waived_is_never_overdue(record, today):
    assert duty_state(record, OPENS, DUE, today).value == record.value


@pytest.mark.parametrize("status", ActionStatus)
def test_an_action_is_late_when_it_is_still_to_be_done(status):
    is_open = status not in {ActionStatus.DONE, ActionStatus.CANCELLED}
    assert is_late(status, DUE, DUE + timedelta(1)) is is_open
    assert not is_late(status, DUE, DUE)
    assert not is_late(status, None, DUE)


@pytest.mark.parametrize("status", CommitmentStatus)
def test_only_an_active_commitment_lapses(status):
    assert is_lapsed(status, DUE, DUE + timedelta(1)) is (status is CommitmentStatus.ACTIVE)
    assert not is_lapsed(status, DUE, DUE)


def test_the_last_day_of_a_shorter_month_stands_for_the_31st():
    assert add_months(date(2031, 8, 31), 6) == date(2032, 2, 29)


@pytest.mark.parametrize(
    "schedule",
    [Schedule(DUE, 6, DUE), Schedule(DUE, 0, DUE + timedelta(90)), Schedule(DUE, 25, DUE + timedelta(90))],
)
def test_a_schedule_without_sense_is_an_error(schedule):
    with pytest.raises(InputError, match="schedule"):
        list(periods(schedule))


@given(DAYS, st.integers(1, 24), st.integers(1, 3000))
def test_periods_follow_each_other_without_gap_up_to_the_end(starts, months, days):
    until = starts + timedelta(days)
    found = list(periods(Schedule(starts, months, until)))
    assert found[0].first == starts
    assert all(after.first == before.opens for before, after in pairwise(found))
    assert found[-1].last <= until < add_months(found[-1].last, months + 1)
    assert all(one.due >= one.opens > one.last >= one.first for one in found)


RECORDS = st.sampled_from(DutyRecord)


@given(st.lists(RECORDS, max_size=12), DAYS, st.integers(1, 12), DAYS)
def test_moving_a_schedule_touches_future_unreported_duties_only(records, starts, months, today):
    old = list(periods(Schedule(date(2030, 1, 1), 6, date(2036, 1, 1))))
    there = [Duty(key, period, record) for key, (period, record) in enumerate(zip(old, records, strict=False))]
    until = max(date(2037, 1, 1), starts + timedelta(400))
    gone, new = moved_schedule(there, periods(Schedule(starts, months, until)), today)
    assert all(duty.record is DutyRecord.UNREPORTED and duty.period.due >= today for duty in gone)
    assert all(period.due >= today for period in new)
    kept = [duty.period for duty in there if duty not in gone]
    assert all(period.first > one.last for period in new for one in kept)


def test_a_past_duty_keeps_its_lateness():
    there = [Duty("past", Period(date(2031, 1, 1), date(2031, 6, 30)), DutyRecord.UNREPORTED)]
    gone, new = moved_schedule(there, [Period(date(2031, 1, 1), date(2031, 3, 31))], date(2032, 1, 1))
    assert (gone, new) == ([], [])
