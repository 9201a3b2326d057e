"""The innermost middleware: one transaction and one actor for the view and for rendering its lazy response.

Django's `ATOMIC_REQUESTS` commits before a `TemplateResponse` is rendered, which would then see no rows. Sessions and
authentication stay outside this transaction: they must be saved when the view fails, and read before an actor is known.
"""

import logging
from collections.abc import Callable
from contextlib import ExitStack

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponseBase

from mashura.access.actors import ANONYMOUS, Actor
from mashura.access.audit import Detail, record
from mashura.access.decisions import NotHere
from mashura.access.queries import actor_for
from mashura.access.second_factor import has_second_factor
from mashura.access.session import acting_as

POST_KEY = "post"  # of the session: the id of the post in which the person acts
PURPOSE_KEY = "purpose"
_SERVER_ERROR = 500
_log = logging.getLogger(__name__)


class ActorMiddleware:
    """Opens the transaction, sets `request.actor`, rolls back on an exception or a 5xx, audits refusals afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        work = _Work(actor_of(request))
        request.actor = work.actor  # type: ignore[attr-defined] # the contract of every view
        request._actor_work = work  # type: ignore[attr-defined] # noqa: SLF001 - our own mark
        with work.stack:
            work.begin()
            response = self.get_response(request)
            if work.failure is not None or response.status_code >= _SERVER_ERROR:
                transaction.set_rollback(True)
        if isinstance(work.failure, PermissionDenied | NotHere):
            _audit_refusal(request, work, response.status_code)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Roll back at once; what renders the error page reads in a clean transaction of the same actor."""
        work: _Work = request._actor_work  # type: ignore[attr-defined] # noqa: SLF001 - our own mark
        work.fail(exception)


class _Work:
    """The transaction of one request."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.stack = ExitStack()
        self.failure: Exception | None = None

    def begin(self) -> None:
        self.stack.enter_context(acting_as(self.actor))

    def fail(self, exception: Exception) -> None:
        self.failure = exception
        transaction.set_rollback(True)
        self.stack.close()
        self.begin()


def actor_of(request: HttpRequest) -> Actor:
    """Who is asking, from the session; anonymous without one."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ANONYMOUS
    chosen = str(request.session.get(POST_KEY, ""))
    purpose = str(request.session.get(PURPOSE_KEY, ""))
    return actor_for(user, second_factor=has_second_factor(request), post_id=chosen, purpose=purpose)


def _audit_refusal(request: HttpRequest, work: _Work, status: int) -> None:
    match = request.resolver_match
    detail: Detail = {"view": match.view_name if match else "", "method": request.method or "", "status": status}
    try:
        record(work.actor, "web:request:refused", detail=detail)
    except DatabaseError:
        # The refusal itself stands; an audit that cannot be written is the operator's to see.
        _log.exception("A refusal could not be audited.")
