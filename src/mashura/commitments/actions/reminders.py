"""Reminders by e-mail: one message to each post that speaks for an institution, of all that is new to it.

Nobody is told twice: what a message names is kept in the same transaction that hands the message on, and the message
leaves when that is committed. A task that dies before has said and kept nothing; one that dies in between has kept
what it may not have said, and the desk still shows it. Two tasks at once: the row of the post is the lock.
"""

import logging
import smtplib
import socket
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from mashura.access.models import Post
from mashura.access.public import SYSTEM, acting_as, record, visible, write_to_holder
from mashura.commitments.models import Reminder
from mashura.commitments.queries.reminders import Matter, matters, posts_that_speak

_LETTER: Final = "commitments/letters/reminders.txt"
# The server was not reached, or said no: nobody has the message, so that it is written again the next time.
_NOT_TAKEN: Final = (
    ConnectionRefusedError,
    socket.gaierror,
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
)
_log = logging.getLogger(__name__)


def remind_posts() -> int:
    """Write to every post that something has come due since it was told last; the number of messages.

    For the task worker, as the system. Who holds a post, and their address, stay within `access`; no log names them.
    """
    due = matters()
    written = 0
    for post in posts_that_speak(sorted({organisation for organisation, _programme in due})):
        own = list(chain.from_iterable(due.get((post.organisation_id, one), ()) for one in sorted(post.programmes)))
        written += bool(own) and _remind(post, own)
    return written


def _remind(post: Post, own: Sequence[Matter]) -> bool:
    """Write to the holder of one post of what it was not told yet; whether a message left."""
    kept: list[UUID] = []
    try:
        with acting_as(SYSTEM):
            rows = visible(SYSTEM, Post).select_for_update(skip_locked=True).filter(pk=post.pk, is_open=True)
            if rows.order_by("pk").first() is None:
                # Closed meanwhile, or another task is writing to it just now.
                return False
            told = set(visible(SYSTEM, Reminder).filter(post=post).values_list("subject", "due", "occasion"))
            new = [
                (matter, [one for one in matter.occasions if (matter.subject, matter.due, one) not in told])
                for matter in own
            ]
            fresh = [(matter, occasions) for matter, occasions in new if occasions]
            # Nobody holds it: whoever will hold it is told then.
            if not fresh or not write_to_holder(post.pk, _LETTER, lambda _language: _told([one for one, _ in fresh])):
                return False
            for matter, occasions in fresh:
                for occasion in occasions:
                    row = Reminder(post=post, subject=matter.subject, due=matter.due, occasion=occasion.value)
                    row.save(force_insert=True)
                    kept.append(row.pk)
            record(SYSTEM, "commitments:post:remind", post, {"matters": len(fresh)})
    except _NOT_TAKEN:
        with acting_as(SYSTEM):
            visible(SYSTEM, Reminder).filter(pk__in=kept).delete()
        _log.warning("the mail server did not take a reminder; it is written again the next time")
        return False
    except (OSError, smtplib.SMTPException):
        _log.warning("it is not known whether a reminder was taken; it is not written again")
        return False
    return True


def _told(fresh: Sequence[Matter]) -> Mapping[str, Any]:
    """What the letter says, for the reader who is current; of each matter the newest occasion."""
    return {
        "lines": [
            {"matter": matter, "occasion": matter.occasions[-1].value, "address": _address(matter)} for matter in fresh
        ],
        "all": f"{settings.PUBLIC_URL}{reverse('commitments:mine')}",
    }


def _address(matter: Matter) -> str:
    if matter.is_report:
        path = reverse("commitments:commitment", args=[matter.programme, matter.ref])
    else:
        path = reverse("commitments:respond", args=[matter.key])
    return f"{settings.PUBLIC_URL}{path}"
