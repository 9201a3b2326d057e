"""Sessions end: after a time without a request, and after a working day at the latest."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth import logout
from django.contrib.messages import info
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from mashura.access.models import User
from mashura.access.queries import held_posts
from mashura.access.rules import SessionState, session_limits, session_state
from mashura.kit.clock import now

SIGNED_IN_AT: Final = "signed_in_at"
LAST_SEEN: Final = "last_seen"
# A page with its pictures is many requests; writing the session for each would be waste.
_NOTED_EVERY: Final = timedelta(minutes=1)


class SessionLifetimeMiddleware:
    """Signs out whoever has been away too long, before anything is answered. Stands right after authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User):
            _settle(request, request.user)
        return self.get_response(request)


def _settle(request: HttpRequest, user: User) -> None:
    at = now()
    begun = _moment(request, SIGNED_IN_AT)
    seen = _moment(request, LAST_SEEN)
    if begun is None or seen is None:
        request.session[SIGNED_IN_AT] = request.session[LAST_SEEN] = at.isoformat()
        return
    roles = [post.role for post in held_posts(user.pk)]
    state = session_state(signed_in_at=begun, last_seen=seen, at=at, limits=session_limits(roles))
    if state is not SessionState.LIVE:
        logout(request)
        info(request, _("You were signed out because nothing had happened for a while. Sign in again to go on."))
    elif at - seen >= _NOTED_EVERY:
        request.session[LAST_SEEN] = at.isoformat()


def _moment(request: HttpRequest, key: str) -> datetime | None:
    kept = request.session.get(key)
    return datetime.fromisoformat(kept) if kept else None
