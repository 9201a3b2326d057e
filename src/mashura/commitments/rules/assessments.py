"""Assessments of implementation: a scale of six, said by somebody other than the owner, side by side, never averaged.

Nothing here knows the status of an action: an assessment is a judgement with reasons, not a sum.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final
from uuid import UUID

from mashura.errors import InputError, gettext_noop


class Level(StrEnum):
    """How far something has been put into practice, in the judgement of one party."""

    NO_INFORMATION = "no_information"
    NOT_STARTED = "not_started"
    LIMITED = "limited"
    PARTIAL = "partial"
    SUBSTANTIAL = "substantial"
    FULL = "full"


class Confidence(StrEnum):
    """How sure the assessor is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Agreement(StrEnum):
    """How the judgements of several parties stand to each other."""

    NONE = "none"
    ONE = "one"
    AGREE = "agree"
    DIFFER = "differ"


# With less than this nobody can say that a commitment was kept.
SUPPORTS_VERIFICATION: Final = frozenset({Level.SUBSTANTIAL, Level.FULL})


def agreement(levels: Iterable[Level]) -> Agreement:
    """Whether parties say the same; judgements without information take no side."""
    said = [one for one in levels if one is not Level.NO_INFORMATION]
    if len(said) < 2:
        return Agreement.ONE if said else Agreement.NONE
    return Agreement.AGREE if len(set(said)) == 1 else Agreement.DIFFER


def check_assessor(assessor: UUID | None, owners: Iterable[UUID | None]) -> None:
    """Return when `assessor` may judge what `owners` answer for; InputError when it is one of them or nobody."""
    if assessor is None or assessor in set(owners):
        raise InputError(gettext_noop("Nobody assesses itself: another party than the owner does."))


def check_level(level: Level, *, is_assessable: bool) -> None:
    """Return when level and flag fit; InputError for a grade of what cannot be assessed."""
    if not is_assessable and level is not Level.NO_INFORMATION:
        raise InputError(gettext_noop("What cannot be assessed has the level “no information”."))


def check_verification(levels: Iterable[Level]) -> None:
    """Return when a claim of completion may be verified; InputError unless another party finds it kept."""
    if not SUPPORTS_VERIFICATION & set(levels):
        raise InputError(
            gettext_noop(
                "A claim is verified once a published assessment by another party finds it substantial or full."
            )
        )
