"""Decisions about signing in: who needs a second factor, how long a session lasts, what a link may open. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mashura.access.actors import Role

SECOND_FACTOR_ROLES: Final = frozenset(
    {
        Role.SECRETARIAT,
        Role.COUNTRY_MISSION,
        Role.RESEARCHER,
        Role.TRANSLATOR,
        Role.CASE_WORKER,
        Role.CASE_SUPERVISOR,
        Role.DATA_PROTECTION_OFFICER,
    }
)
"""Roles that sign in with a password and a time-based one-time code (RFC 6238)."""

MEETING_LINK_ROLES: Final = frozenset({Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.OBSERVER})
"""Roles that may sign in in the meeting room with a link by e-mail, asked for with the meeting's code."""

INVITATION_LIFETIME: Final = timedelta(days=14)
LINK_LIFETIME: Final = timedelta(minutes=20)
MEETING_CODE_LIFETIME: Final = timedelta(days=3)


@dataclass(frozen=True)
class SessionLimits:
    """After how long without a request, and after how long at all, somebody has to sign in again."""

    idle: timedelta
    whole: timedelta


GUARDED: Final = SessionLimits(idle=timedelta(minutes=30), whole=timedelta(hours=10))
ORDINARY: Final = SessionLimits(idle=timedelta(hours=4), whole=timedelta(hours=24))


class SessionState(StrEnum):
    LIVE = "live"
    IDLE = "idle"
    OVER = "over"


def needs_second_factor(roles: Collection[str]) -> bool:
    """Whether a post with one of these roles is opened by a second factor only."""
    return not SECOND_FACTOR_ROLES.isdisjoint(roles)


def session_limits(roles: Collection[str]) -> SessionLimits:
    """The limits for somebody who holds posts with these roles: the strictest of them."""
    return GUARDED if needs_second_factor(roles) else ORDINARY


def session_state(*, signed_in_at: datetime, last_seen: datetime, at: datetime, limits: SessionLimits) -> SessionState:
    """Whether a session still counts at a moment. A clock that was set back ends it."""
    if not signed_in_at <= last_seen <= at or at - signed_in_at >= limits.whole:
        return SessionState.OVER
    return SessionState.IDLE if at - last_seen >= limits.idle else SessionState.LIVE
