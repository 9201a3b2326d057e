from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules import working_days as rules
from mashura.errors import InputError

EGYPT, MOROCCO, TUNISIA = (rules.calendar_from(country, {}) for country in ("EGY", "MAR", "TUN"))
THREE = [EGYPT, MOROCCO, TUNISIA]
AMARILIA = rules.calendar_from(
    "XAA",
    {
        "zone": "Pacific/Auckland",
        "weekend": ["wednesday"],
        "holidays": [{"first": "2025-03-03", "last": "2025-03-05", "source": "Fictional gazette 7"}],
    },
)
# From before Ramadan of 2025 to after both ends of Cairo's summer time.
moments = st.datetimes(datetime(2025, 1, 1), datetime(2025, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
calendars = st.lists(st.sampled_from([*THREE, AMARILIA]), unique=True)


def test_weekends_are_those_of_each_country():
    thursday = date(2025, 5, 8)
    working = {one.country: [one.is_working_day(thursday + timedelta(days=n)) for n in range(4)] for one in THREE}
    assert working == {
        "EGY": [True, False, False, True],
        "MAR": [True, True, False, False],
        "TUN": [True, True, False, False],
    }
    assert [rules.is_working_day(thursday + timedelta(days=n), THREE) for n in range(5)] == [True, *[False] * 3, True]


def test_a_common_working_day_is_one_for_every_country():
    thursday = date(2025, 5, 8)
    assert rules.add_working_days(thursday, 1, [EGYPT]) == date(2025, 5, 11)
    assert rules.add_working_days(thursday, 1, [TUNISIA]) == date(2025, 5, 9)
    assert rules.add_working_days(thursday, 1, THREE) == date(2025, 5, 12)
    assert rules.add_working_days(thursday, 5, THREE) == date(2025, 5, 19)
    assert rules.add_working_days(date(2025, 3, 1), 1, [AMARILIA]) == date(2025, 3, 2)
    assert rules.add_working_days(date(2025, 3, 2), 1, [AMARILIA]) == date(2025, 3, 6)


@given(st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.integers(0, 40), calendars)
def test_working_days_added_are_the_working_days_between(day, count, asked):
    last = rules.add_working_days(day, count, asked)
    assert rules.working_days_between(day, last, asked) == count
    assert count == 0 or rules.is_working_day(last, asked)


def test_hours_stand_still_from_the_egyptian_friday_to_the_tunisian_monday():
    # Egypt's Friday begins at 21:00 UTC in summer; Tunisia's and Morocco's Sunday ends at 23:00 UTC.
    start = datetime(2025, 5, 8, 12, tzinfo=UTC)
    assert rules.add_working_hours(start, 9, THREE) == datetime(2025, 5, 8, 21, tzinfo=UTC)
    assert rules.add_working_hours(start, 10, THREE) == datetime(2025, 5, 12, 0, tzinfo=UTC)
    assert rules.add_working_hours(start, 72, THREE) == datetime(2025, 5, 14, 14, tzinfo=UTC)
    assert rules.add_working_hours(start, 72, []) == start + timedelta(hours=72)


def test_morocco_goes_back_an_hour_for_ramadan():
    # Ramadan of 2025: Morocco was at UTC from 23 February to 6 April, an hour ahead else (IANA tz database).
    assert rules.end_of_day(date(2025, 2, 20), "Africa/Casablanca") == datetime(2025, 2, 20, 23, tzinfo=UTC)
    assert rules.end_of_day(date(2025, 3, 20), "Africa/Casablanca") == datetime(2025, 3, 21, 0, tzinfo=UTC)
    friday = datetime(2025, 2, 21, 12, tzinfo=UTC)
    assert rules.add_working_hours(friday, 12, [MOROCCO]) == datetime(2025, 2, 24, 1, tzinfo=UTC)
    assert rules.add_working_hours(friday, 12, [TUNISIA]) == datetime(2025, 2, 24, 0, tzinfo=UTC)


def test_the_day_ends_with_the_clock_where_there_is_no_midnight():
    # Cairo's clocks went from Thursday 23:59:59 to Friday 01:00 on 25 April 2025, and back on the night of 30 October.
    assert rules.end_of_day(date(2025, 4, 24), "Africa/Cairo") == datetime(2025, 4, 24, 22, tzinfo=UTC)
    assert rules.end_of_day(date(2025, 10, 30), "Africa/Cairo") == datetime(2025, 10, 30, 22, tzinfo=UTC)


def test_a_deadline_is_rounded_up_to_the_end_of_the_owners_day():
    start = datetime(2025, 5, 12, 9, tzinfo=UTC)
    assert rules.deadline(start, 48, THREE) == datetime(2025, 5, 14, 9, tzinfo=UTC)
    over = rules.deadline(start, 48, THREE, owner_zone="Africa/Tunis")
    assert over == datetime(2025, 5, 14, 23, tzinfo=UTC)
    assert rules.deadline(over - timedelta(hours=48), 48, THREE, owner_zone="Africa/Tunis") == over
    shown = rules.in_each_zone(over, THREE)
    assert {country: f"{at:%d %H:%M}" for country, at in shown.items()} == {
        "EGY": "15 02:00",
        "MAR": "15 00:00",
        "TUN": "15 00:00",
    }


@given(moments, st.integers(0, 500), calendars)
def test_hours_added_are_the_time_counted_between(moment, hours, asked):
    over = rules.add_working_hours(moment, hours, asked)
    assert rules.working_time_between(moment, over, asked) == timedelta(hours=hours)
    assert over - moment >= timedelta(hours=hours)
    if hours:
        assert rules.is_counted(over - timedelta(microseconds=1), asked)


@given(moments, moments, st.integers(0, 200), calendars)
def test_who_starts_later_is_never_over_before(one, other, hours, asked):
    first, second = sorted([one, other])
    assert rules.add_working_hours(first, hours, asked) <= rules.add_working_hours(second, hours, asked)


@given(moments, st.integers(0, 100), st.integers(0, 100), calendars)
def test_hours_add_up(moment, some, more, asked):
    at_once = rules.add_working_hours(moment, some + more, asked)
    assert rules.add_working_hours(rules.add_working_hours(moment, some, asked), more, asked) == at_once


@given(moments, st.integers(1, 200), calendars, st.sampled_from([*THREE, AMARILIA]))
def test_another_country_never_shortens_a_period(moment, hours, asked, other):
    assert rules.add_working_hours(moment, hours, [*asked, other]) >= rules.add_working_hours(moment, hours, asked)


@given(st.dates(date(2025, 1, 1), date(2025, 12, 30)), st.sampled_from([one.zone for one in [*THREE, AMARILIA]]))
def test_the_last_instant_of_a_day_is_on_it_and_the_next_is_not(day, zone):
    over = rules.end_of_day(day, zone)
    assert (over - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date() == day
    assert over.astimezone(ZoneInfo(zone)).date() == day + timedelta(days=1)


@given(st.sampled_from([*THREE, AMARILIA]))
def test_a_calendar_reads_back(calendar):
    assert rules.calendar_from(calendar.country, calendar.as_mapping()) == calendar


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"zone": "Africa/Atlantis", "weekend": []}, "zone"),
        ({"zone": "../etc/passwd"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"zone": "Africa/Tunis", "weekend": ["someday"]}, "weekend"),
        ({"zone": "Africa/Tunis", "weekend": list(rules.WEEKDAYS)}, "weekend"),
        ({"zone": "Africa/Tunis", "feasts": []}, "feasts"),
        ({"zone": "Africa/Tunis", "holidays": [{"first": "2025-01-02", "last": "2025-01-01", "source": "x"}]}, "holid"),
        ({"zone": "Africa/Tunis", "holidays": [{"first": "2025-01-02", "source": " "}]}, "holidays"),
        ({"zone": "Africa/Tunis", "holidays": [{"first": "soon", "source": "x"}]}, "holidays"),
        ({"zone": "Africa/Tunis", "holidays": ["2025-01-02"]}, "holidays"),
    ],
)
def test_what_is_no_calendar_is_refused_by_name(wrong, named):
    with pytest.raises(InputError, match=f"XBB.*{named}"):
        rules.calendar_from("XBB", wrong)


def test_countries_that_never_work_together_are_told():
    week = set(rules.WEEKDAYS)
    one = rules.WorkingCalendar("XAA", "UTC", frozenset(week - {"monday"}))
    other = rules.WorkingCalendar("XBB", "Africa/Cairo", frozenset(week - {"friday"}))
    with pytest.raises(InputError, match="no working day in common"):
        rules.add_working_days(date(2025, 1, 1), 1, [one, other])
    with pytest.raises(InputError, match="no working day in common"):
        rules.add_working_hours(datetime(2025, 1, 1, tzinfo=UTC), 1, [one, other])


def test_hours_need_a_zone_and_a_direction():
    with pytest.raises(ValueError, match="aware"):
        rules.add_working_hours(datetime(2025, 1, 1), 1, [])  # noqa: DTZ001
    with pytest.raises(ValueError, match="forward"):
        rules.add_working_days(date(2025, 1, 1), -1, [])
