"""How django-allauth serves Mashura: accounts by invitation only, and "What needs me" after signing in."""

import time
from typing import Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_JUST_NOW: Final = 300  # seconds


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library publishes no types
    """Closed to sign-up; its errors in our words."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right. Check both and try again."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many tries. Wait some minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - the library's signature
        return reverse("desk")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - the library's signature
        return reverse("home")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within minutes of signing in: who has just typed the password need not type it again."""
        recent = time.time() - _JUST_NOW
        records = get_authentication_records(context.request, context.request.user)
        if any(record.get("at", 0) >= recent for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No message: what follows a sign-in or sign-out is a page that says it."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No message: see `second_factor.SecondFactorAdapter`."""
