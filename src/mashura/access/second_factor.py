"""The second step of signing in: time-based one-time codes (RFC 6238) and recovery codes, by django-allauth."""

import base64
import hashlib
import os
from typing import Any, ClassVar, Final

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mashura.access.models import User

SECRET_IN_SESSION: Final = "mfa.totp.secret"  # noqa: S105 - the name under which the library keeps it
_NONCE_BYTES: Final = 12


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor, or set one up itself."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def has_authenticator(user: User) -> bool:
    """Whether the person has set up an authenticator app."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def secret_being_set_up(session: SessionBase) -> str:
    """The key of an authenticator app that is being set up in this session; empty when there is none."""
    return str(session.get(SECRET_IN_SESSION, ""))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the library publishes no types
    """Keeps the keys of authenticator apps and recovery codes encrypted (AES-256-GCM) under the installation's key."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or its half minute is over. Enter the one shown now."),
    }

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(_NONCE_BYTES)
        return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), None)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The text again. A key from another installation, or a damaged row, is a defect of operation: it raises."""
        sealed = base64.b64decode(encrypted_text)
        try:
            return _cipher().decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None).decode()
        except InvalidTag:
            raise RuntimeError("second factors were stored under another MASHURA_SECRET_KEY") from None

    def get_totp_issuer(self) -> str:
        return "Mashura"

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No message: the page itself says what happened, and mail about security habits trains people to click."""


def _cipher() -> AESGCM:
    return AESGCM(hashlib.sha256(b"mashura.second-factor:" + settings.SECRET_KEY.encode()).digest())
