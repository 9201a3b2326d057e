"""Messages by e-mail: plain text, in the reader's language, sent when the transaction has been committed."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, Literal

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from mashura.access.actors import SYSTEM
from mashura.access.decisions import visible
from mashura.access.models import Holding, User
from mashura.access.session import acting_as
from mashura.kit.reader import Reader, use_reader

Letter = Literal["invitation", "sign_in_link"]


def send_letter(letter: Letter, *, to: str, language: str, context: Mapping[str, Any]) -> None:
    """Send `access/letters/<letter>.txt`, whose first line is the subject, once the data it speaks of is there."""
    with translation.override(language):
        message = _message(f"access/letters/{letter}.txt", context, to=to)
    transaction.on_commit(message.send)


def held_language(post_id: uuid.UUID) -> str | None:
    """The language in which to write to the holder of a post; None when nobody holds it."""
    holder = _holder(post_id)
    return None if holder is None else _language(holder)


def write_to_holder(post_id: uuid.UUID, template: str, context: Callable[[str], Mapping[str, Any]]) -> bool:
    """Send the letter of another app to whoever holds a post, in their language; whether anybody does.

    The first line of `template` is the subject; `context` makes what it needs for a language. Who the holder is stays
    in here: no other app learns an address, and no log does.
    """
    holder = _holder(post_id)
    if holder is None:
        return False
    language = _language(holder)
    with use_reader(Reader(language)):
        message = _message(template, context(language), to=holder.email)
    transaction.on_commit(message.send)
    return True


def _message(template: str, context: Mapping[str, Any], *, to: str) -> EmailMessage:
    subject, _, body = render_to_string(template, dict(context)).partition("\n")
    return EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[to])


def _holder(post_id: uuid.UUID) -> User | None:
    with acting_as(SYSTEM):
        holdings = visible(SYSTEM, Holding).filter(post_id=post_id, held_until__isnull=True, user__is_active=True)
        holding = holdings.select_related("user").first()
    return holding.user if holding else None


def _language(user: User) -> str:
    spoken = [code for code, _name in settings.LANGUAGES]
    return user.language if user.language in spoken else str(settings.LANGUAGE_CODE)
