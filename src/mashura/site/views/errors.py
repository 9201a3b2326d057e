"""Pages for what went wrong: what happened, and the way out, in the reader's language where one is known."""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi, gettext

from mashura.access.public import Forbidden
from mashura.errors import InputError
from mashura.kit.messages import say

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: an `InputError` says itself what is wrong; anything else stays unexplained, since it may be an attack."""
    reason = say(exception) if isinstance(exception, InputError) else ""
    return _page(request, "400.html", 400, reason=reason)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the reader is known and may not do this here; a refusal of ours says why."""
    return _page(request, "403.html", 403, reason=exception.reason if isinstance(exception, Forbidden) else "")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 # Django calls it by this name
    """404: the same page for what does not exist and for what is not the reader's to see."""
    return _page(request, "404.html", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 # Django calls it by this name
    """403 for a form that has expired or came from elsewhere."""
    return _page(request, "403.html", 403, is_expired_form=True)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 # what failed may be the request itself
    """500: rendered without database, session or request, any of which may be what failed."""
    context = {
        "LANGUAGE_CODE": get_language() or settings.LANGUAGE_CODE,
        "LANGUAGE_BIDI": get_language_bidi(),
        "site_name": gettext("Mashura"),
    }
    return HttpResponse(render_to_string("500.html", context), status=500)


def _page(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    request.is_error = True  # type: ignore[attr-defined] # the language switch then leads to the home pages
    return render(request, template, context, status=status)
