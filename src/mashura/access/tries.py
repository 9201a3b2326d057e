"""Tries of codes are limited by address, on top of the lock-out of passwords (django-axes)."""

from datetime import timedelta
from typing import Final

from axes.models import AccessFailureLog
from django.http import HttpRequest

from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now

MOST_TRIES: Final = 10
WITHIN: Final = timedelta(minutes=15)


def count_try(request: HttpRequest, what: str) -> None:
    """Count one try from this address; `InputError` when there were too many. Kept in the table of failed sign-ins."""
    address = request.META.get("REMOTE_ADDR") or None
    path = f"mashura:{what}"
    tries = AccessFailureLog.objects.filter(ip_address=address, path_info=path, attempt_time__gt=now() - WITHIN).count()
    if tries >= MOST_TRIES:
        raise InputError(
            gettext_noop("Too many tries from this address. Wait %(minutes)s minutes, or ask the secretariat."),
            minutes=int(WITHIN.total_seconds() // 60),
        )
    AccessFailureLog.objects.create(
        ip_address=address, path_info=path, username="", user_agent="", http_accept="", locked_out=False
    )
