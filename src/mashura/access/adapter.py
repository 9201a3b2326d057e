"""How django-allauth serves Mashura: accounts by invitation only, and "What needs me" after signing in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library publishes no types
    """Closed to sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - the library's signature
        return reverse("desk")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - the library's signature
        return reverse("home")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No message: what follows a sign-in or sign-out is a page that says it."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No message: see `second_factor.SecondFactorAdapter`."""
