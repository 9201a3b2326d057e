"""What django-axes asks of us: whose failures to count together, and what a locked-out person reads."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mashura.access.models import UserManager


def account_of(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """The account that a try was made on: its e-mail address in the form in which accounts keep it."""
    given = (credentials or {}).get("email") or (credentials or {}).get("username") or ""
    if not given and request is not None:
        given = request.POST.get("login", "")
    return UserManager.normalise(str(given))


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """429 with the way out. It says the same whether or not there is such an account."""
    return render(request, "access/locked_out.html", status=429)
