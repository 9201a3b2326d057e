"""The one clock: code asks here what time it is, and a test can stop it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_stopped: ContextVar[datetime | None] = ContextVar("mashura_clock", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _stopped.get() or datetime.now(UTC)


def today(zone: ZoneInfo | str = "UTC") -> date:
    """The calendar day it is now in `zone` (an IANA name such as "Africa/Cairo").

    Raises:
        zoneinfo.ZoneInfoNotFoundError: no such zone.
    """
    return now().astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[datetime]:
    """Stop the clock at `moment` for the block, in this thread or task only; for tests.

    Raises:
        ValueError: `moment` has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("The clock is stopped at an aware moment only.")
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _stopped.reset(token)
