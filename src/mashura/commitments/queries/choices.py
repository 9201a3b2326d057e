"""What an actor can do with a row as things stand: a page offers exactly this and nothing that would be refused.

Releasing and publishing are not among it: every kind of material has the same controls for these.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from mashura.access.public import Action, Actor, Permission, can
from mashura.commitments.actions.assessments import speaks_for_assessed
from mashura.commitments.actions.guard import speaks_for
from mashura.commitments.actions.responses import new_response
from mashura.commitments.models import (
    Assessment,
    Commitment,
    CommitmentAction,
    Indicator,
    ProgressReport,
    ReportFile,
    ReportingDuty,
)
from mashura.commitments.queries.responses import Answered
from mashura.commitments.rules import states
from mashura.commitments.rules.positions import Position
from mashura.commitments.rules.states import UNCONFIRMED, CommitmentStatus, DutyRecord

Subject = Assessment | Commitment | CommitmentAction | Indicator | ProgressReport | ReportFile | ReportingDuty
_KEEPING = frozenset({"confirm", "revise", "suspend", "resume", "withdraw", "claim"})


def verbs(actor: Actor, row: Subject) -> list[str]:
    """The verbs that the actor may use on `row` now, in the order in which a page offers them."""
    return _OF[type(row)](actor, row)


def _of_commitment(actor: Actor, row: Commitment) -> list[str]:
    status = CommitmentStatus(row.status)
    speaks = speaks_for(actor, Permission.ORGANISATION_COMMITMENT_CONFIRM, row)
    reviews = can(actor, Permission.PROGRAMME_PROGRESS_REVIEW, row)
    writes = can(actor, Action.ADD, row)
    is_own = actor.organisation_id == row.owner_id
    rights = {
        **dict.fromkeys(_KEEPING, speaks),
        "submit": writes,
        "activate": reviews,
        "verify": reviews and not is_own,
    }
    found = [move for move in states.moves_from(states.COMMITMENT, status) if rights[move]]
    if status is CommitmentStatus.DRAFT and writes:
        found.append("rewrite")
    if status in UNCONFIRMED or status is CommitmentStatus.WITHDRAWN:
        return found
    if speaks:
        found.append("plan")
    if writes:
        found.append("declare")
    if reviews:
        found.append("schedule")
    if can(actor, Permission.ORGANISATION_REPORT_FILE, ProgressReport):
        found.append("report")
    if can(actor, Permission.ORGANISATION_ASSESSMENT_MAKE, Assessment) and not is_own:
        found.append("assess")
    return found


def _of_report(actor: Actor, row: ProgressReport) -> list[str]:
    writes = speaks_for(actor, Permission.ORGANISATION_REPORT_FILE, row)
    reviews = can(actor, Permission.PROGRAMME_PROGRESS_REVIEW, row) and actor.organisation_id != row.author_id
    rights = {
        "submit": writes,
        "return": reviews,
        "accept": reviews,
    }
    found = [move for move in states.moves_from(states.REPORT, row.state) if rights.get(move)]
    return [*found, "rewrite"] if "submit" in found else found


def _of_file(actor: Actor, row: ReportFile) -> list[str]:
    is_open = "submit" in states.moves_from(states.REPORT, row.report.state)
    return ["remove"] if is_open and speaks_for(actor, Permission.ORGANISATION_REPORT_FILE, row.report) else []


def _of_assessment(actor: Actor, row: Assessment) -> list[str]:
    makes = speaks_for(actor, Permission.ORGANISATION_ASSESSMENT_MAKE, row)
    rights = {
        "propose": makes,
        "contest": speaks_for_assessed(actor, row),
    }
    found = [move for move in states.moves_from(states.ASSESSMENT, row.state) if rights.get(move)]
    return [*found, "correct"] if makes else found


def _of_action(actor: Actor, row: CommitmentAction) -> list[str]:
    speaks = speaks_for(actor, Permission.ORGANISATION_COMMITMENT_CONFIRM, row.commitment)
    return states.moves_from(states.ACTION, row.status) if speaks else []


def _of_indicator(actor: Actor, row: Indicator) -> list[str]:
    return ["observe" if row.figure else "enter"] if can(actor, Action.ADD, row) else []


def _of_duty(actor: Actor, row: ReportingDuty) -> list[str]:
    waives = row.state == DutyRecord.UNREPORTED and can(actor, Permission.PROGRAMME_PROGRESS_REVIEW, row)
    return ["waive"] if waives else []


_OF: Final[Mapping[type, Callable[[Actor, Any], list[str]]]] = {
    Commitment: _of_commitment,
    ProgressReport: _of_report,
    ReportFile: _of_file,
    Assessment: _of_assessment,
    CommitmentAction: _of_action,
    Indicator: _of_indicator,
    ReportingDuty: _of_duty,
}


def may_respond(actor: Actor, found: Answered) -> bool:
    """Whether the actor speaks for this addressee, and the recommendation still stands."""
    if not found.can_be_answered:
        return False
    row = new_response(found.addressee, position=Position.NOTED)
    return speaks_for(actor, Permission.ORGANISATION_RESPONSE_GIVE, row)
