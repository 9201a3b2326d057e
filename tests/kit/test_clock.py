from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from mashura.kit.clock import now, stopped_at, today


def test_now_is_aware_and_in_utc():
    assert now().utcoffset() == timedelta(0)
    assert abs(now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_stopped_clock_stands_and_runs_on_afterwards():
    moment = datetime(2014, 6, 9, 12, tzinfo=UTC)
    with stopped_at(moment):
        assert now() == moment == now()
        with stopped_at(moment + timedelta(days=1)):
            assert now().day == 10
        assert now() == moment
    assert now() > moment


def test_today_depends_on_the_zone():
    with stopped_at(datetime(2014, 6, 9, 22, 30, tzinfo=UTC)):
        assert today() == date(2014, 6, 9)
        assert today("Africa/Cairo") == date(2014, 6, 10)
        assert today(ZoneInfo("America/New_York")) == date(2014, 6, 9)


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="aware"), stopped_at(datetime(2014, 6, 9)):  # noqa: DTZ001 # the point
        pass


def test_an_unknown_zone_is_refused():
    with pytest.raises(ZoneInfoNotFoundError):
        today("Africa/Atlantis")
