"""Which item of the agenda a meeting is at: pure.

    pending -> opened <-> suspended -> concluded

One item is opened at a time. A concluded item can be opened again: meetings come back to what they had settled.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from mashura.errors import InputError, gettext_noop


class Standing(StrEnum):
    """How far the meeting is with an item."""

    PENDING = "pending"
    OPENED = "opened"
    SUSPENDED = "suspended"
    CONCLUDED = "concluded"


NEXT: Final[Mapping[Standing, tuple[Standing, ...]]] = MappingProxyType(
    {
        Standing.PENDING: (Standing.OPENED,),
        Standing.OPENED: (Standing.SUSPENDED, Standing.CONCLUDED),
        Standing.SUSPENDED: (Standing.OPENED, Standing.CONCLUDED),
        Standing.CONCLUDED: (Standing.OPENED,),
    }
)


def check_standing(before: Standing, after: Standing, others: Collection[Standing], *, has_speaker: bool) -> None:
    """InputError when an item cannot go from `before` to `after`. `others` are the standings of the other items."""
    if after not in NEXT[before]:
        raise InputError(gettext_noop("The item is not where you saw it: look at the agenda again."))
    if after is Standing.OPENED and Standing.OPENED in others:
        raise InputError(gettext_noop("Another item is open: suspend or conclude it first."))
    if before is Standing.OPENED and has_speaker:
        raise InputError(gettext_noop("Somebody has the floor: end that speech first."))
