from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mashura.commitments.rules.reminders import Occasion, reached

OPENS, DUE = date(2031, 7, 1), date(2031, 9, 15)
days = st.dates(date(2031, 1, 1), date(2032, 12, 31))


def test_each_occasion_comes_on_its_day():
    for day, newest in (
        (OPENS - timedelta(1), None),
        (OPENS, Occasion.OPENED),
        (DUE - timedelta(31), Occasion.OPENED),
        (DUE - timedelta(30), Occasion.MONTH),
        (DUE - timedelta(8), Occasion.MONTH),
        (DUE - timedelta(7), Occasion.WEEK),
        (DUE, Occasion.WEEK),
        (DUE + timedelta(1), Occasion.OVERDUE),
    ):
        assert (reached(OPENS, DUE, day) or [None])[-1] == newest


@given(days, days, days, st.integers(0, 100))
def test_what_has_come_stays_come(opens, due, today, later):
    first, then = reached(opens, due, today), reached(opens, due, today + timedelta(later))
    assert then[: len(first)] == first
    assert (not first) == (today < opens)
