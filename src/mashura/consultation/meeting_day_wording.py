"""How a meeting's day is written for readers: kinds of speeches, times, standings."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mashura.consultation.models import AgendaItem
from mashura.consultation.rules.meeting_day import Standing
from mashura.consultation.rules.speakers import SpeechKind
from mashura.kit import numbers
from mashura.kit.bidi import isolate
from mashura.kit.reader import current_reader

KINDS: Final[Mapping[SpeechKind, Promise]] = MappingProxyType(
    {
        SpeechKind.STATEMENT: gettext_lazy("Statement to the meeting"),
        SpeechKind.COMMENT_ON_TEXT: gettext_lazy("Comment on the text"),
        SpeechKind.POINT_OF_ORDER: gettext_lazy("Point of order"),
        SpeechKind.RIGHT_OF_REPLY: gettext_lazy("Right of reply"),
        SpeechKind.INTERPOSED_QUESTION: gettext_lazy("Question to the speaker"),
        SpeechKind.CHAIR: gettext_lazy("The chair"),
    }
)
BADGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        AgendaItem.Standing.PENDING.value: "calm",
        AgendaItem.Standing.OPENED.value: "good",
        AgendaItem.Standing.SUSPENDED.value: "warn",
        AgendaItem.Standing.CONCLUDED.value: "calm",
    }
)
STEPS: Final[Mapping[Standing, Promise]] = MappingProxyType(
    {
        Standing.OPENED: gettext_lazy("Open"),
        Standing.SUSPENDED: gettext_lazy("Suspend"),
        Standing.CONCLUDED: gettext_lazy("Conclude"),
    }
)


def clock(time: timedelta) -> str:
    """Minutes and seconds, "4:05", below zero with a minus, in the reader's digits."""
    seconds = int(time.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    written = f"{'−' if seconds < 0 else ''}{minutes}:{rest:02}"
    return isolate(numbers.to_digits(written, current_reader().shown_digits))


def remaining(time: timedelta) -> str:
    """How much time is left, or by how much it is over."""
    if time < timedelta():
        return _("over by %(time)s") % {"time": clock(-time)}
    return _("%(time)s left") % {"time": clock(time)}
