"""On which occasions a post is told that something is due: each occasion once, the nearest one in words."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID


class Occasion(StrEnum):
    """Why a post is told now, in the order in which they come."""

    OPENED = "opened"
    MONTH = "month"
    WEEK = "week"
    OVERDUE = "overdue"


MONTH: Final = timedelta(days=30)
WEEK: Final = timedelta(days=7)


def reached(opens: date, due: date, today: date) -> list[Occasion]:
    """The occasions that have come by `today` for what opens and is due on these days, the newest last."""
    if today < opens:
        return []
    found = [Occasion.OPENED]
    if today >= due - MONTH:
        found.append(Occasion.MONTH)
    if today >= due - WEEK:
        found.append(Occasion.WEEK)
    if today > due:
        found.append(Occasion.OVERDUE)
    return found


def duty_subject(commitment: UUID, indicator: UUID | None, starts: date) -> str:
    """What a reminder remembers a reporting duty by: it outlives a schedule that makes its duties anew."""
    return f"duty:{commitment}:{indicator or ''}:{starts.isoformat()}"


def request_subject(addressee: UUID) -> str:
    """What a reminder remembers a request for an answer by."""
    return f"request:{addressee}"
