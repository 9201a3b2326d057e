"""The state machines of `spec/commitments.md` b.3: which move leads from which state to which.

Late, due soon, overdue and lapsed are no states: they are derived from dates (`deadlines`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mashura.errors import InputError, gettext_noop


class CommitmentStatus(StrEnum):
    """Where a commitment stands, as stored."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    COMPLETED_CLAIMED = "completed_claimed"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"


# Nobody has undertaken anything yet.
UNCONFIRMED: Final = frozenset({CommitmentStatus.DRAFT, CommitmentStatus.SUBMITTED})


class ActionStatus(StrEnum):
    """Where an action stands, as its owner reports."""

    PLANNED = "planned"
    STARTED = "started"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"


class ReportState(StrEnum):
    """Where a progress report stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    PUBLISHED = "published"


class AssessmentState(StrEnum):
    """Where an assessment stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    CONTESTED = "contested"
    PUBLISHED = "published"


class DutyRecord(StrEnum):
    """What is stored of a reporting duty; scheduled, open, due soon and overdue follow from its dates."""

    UNREPORTED = "unreported"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Move:
    """A move: the states it leaves, the one it reaches, and whether it must give a reason."""

    leaves: frozenset[str]
    reaches: str
    needs_reason: bool = False


def _move(*leaves: str, to: str, reason: bool = False) -> Move:
    return Move(frozenset(leaves), to, reason)


Machine = Mapping[str, Move]

_C, _A, _R, _S, _D = CommitmentStatus, ActionStatus, ReportState, AssessmentState, DutyRecord
COMMITMENT: Final[Machine] = {
    "submit": _move(_C.DRAFT, to=_C.SUBMITTED),
    "confirm": _move(_C.SUBMITTED, to=_C.CONFIRMED),
    "activate": _move(_C.CONFIRMED, to=_C.ACTIVE),
    "revise": _move(_C.ACTIVE, to=_C.ACTIVE, reason=True),
    "suspend": _move(_C.ACTIVE, to=_C.SUSPENDED, reason=True),
    "resume": _move(_C.SUSPENDED, _C.COMPLETED_CLAIMED, to=_C.ACTIVE, reason=True),
    "withdraw": _move(_C.DRAFT, _C.SUBMITTED, _C.CONFIRMED, _C.ACTIVE, _C.SUSPENDED, to=_C.WITHDRAWN, reason=True),
    "claim": _move(_C.ACTIVE, to=_C.COMPLETED_CLAIMED),
    "verify": _move(_C.COMPLETED_CLAIMED, to=_C.VERIFIED),
}
ACTION: Final[Machine] = {
    "start": _move(_A.PLANNED, _A.BLOCKED, to=_A.STARTED),
    "finish": _move(_A.STARTED, to=_A.DONE),
    "block": _move(_A.PLANNED, _A.STARTED, to=_A.BLOCKED, reason=True),
    "cancel": _move(_A.PLANNED, _A.STARTED, _A.BLOCKED, to=_A.CANCELLED, reason=True),
}
REPORT: Final[Machine] = {
    "submit": _move(_R.DRAFT, _R.RETURNED, to=_R.SUBMITTED),
    "return": _move(_R.SUBMITTED, to=_R.RETURNED, reason=True),
    "accept": _move(_R.SUBMITTED, to=_R.ACCEPTED),
    "publish": _move(_R.ACCEPTED, to=_R.PUBLISHED),
}
ASSESSMENT: Final[Machine] = {
    "propose": _move(_S.DRAFT, to=_S.PROPOSED),
    "contest": _move(_S.PROPOSED, to=_S.CONTESTED, reason=True),
    "publish": _move(_S.PROPOSED, _S.CONTESTED, to=_S.PUBLISHED),
}
DUTY: Final[Machine] = {
    # A report that was returned is filed again: the duty stays submitted all the while.
    "file": _move(_D.UNREPORTED, _D.SUBMITTED, to=_D.SUBMITTED),
    "accept": _move(_D.SUBMITTED, to=_D.ACCEPTED),
    "waive": _move(_D.UNREPORTED, _D.SUBMITTED, to=_D.WAIVED, reason=True),
}


def moves_from(machine: Machine, state: str) -> list[str]:
    """The moves that a state allows, in the order of the machine."""
    return [name for name, move in machine.items() if state in move.leaves]


def moved(machine: Machine, state: str, move: str, *, has_reason: bool = False) -> str:
    """The state that `move` reaches from `state`.

    Raises:
        InputError: the state does not allow it, or it needs a reason and has none.
    """
    found = machine[move]
    if state not in found.leaves:
        raise InputError(gettext_noop("This cannot be done as things stand. Load the page again to see what can."))
    if found.needs_reason and not has_reason:
        raise InputError(gettext_noop("Give the reason: it stands in the record."))
    return found.reaches


def check_claim(*, accepted_reports: int) -> None:
    """Return when an owner may claim completion; InputError without an accepted progress report."""
    if accepted_reports < 1:
        raise InputError(gettext_noop("Completion can be claimed once a progress report has been accepted."))


def check_publication(*, is_private: bool) -> None:
    """Return when a report may be published; InputError for a private one, whatever its state."""
    if is_private:
        raise InputError(gettext_noop("This report is private: it is never published."))
