"""When a person was here before this visit, so that the desk can say what changed since."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest

from mashura.kit.clock import now

_KEY: Final = "last_visit"
# Who comes for the first time sees what is new of late.
_FIRST_VISIT: Final = timedelta(days=14)


def remember_last_visit(sender: Any, request: HttpRequest | None, user: Any, **kwargs: Any) -> None:  # noqa: ARG001 - the signal's signature
    """Keep in the session when this person signed in the last time; called before Django overwrites it."""
    if request is not None and user.last_login is not None:
        request.session[_KEY] = user.last_login.isoformat()


def last_visit(request: HttpRequest) -> datetime:
    """When the person signed in before this time; for a first visit, two weeks ago."""
    kept = request.session.get(_KEY)
    return datetime.fromisoformat(kept) if kept else now() - _FIRST_VISIT
