"""Messages by e-mail: plain text, in the reader's language, sent when the transaction has been committed."""

from collections.abc import Mapping
from typing import Any, Literal

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

Letter = Literal["invitation", "sign_in_link"]


def send_letter(letter: Letter, *, to: str, language: str, context: Mapping[str, Any]) -> None:
    """Send `access/letters/<letter>.txt`, whose first line is the subject, once the data it speaks of is there."""
    with translation.override(language):
        subject, _, body = render_to_string(f"access/letters/{letter}.txt", dict(context)).partition("\n")
    message = EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[to])
    transaction.on_commit(message.send)
