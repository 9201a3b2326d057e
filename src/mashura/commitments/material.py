"""What belongs to releasing, publishing and withdrawing answers, commitments, reports and assessments."""

from datetime import datetime

from mashura.access.public import Actor, ReleaseSteps, declare_release_steps, publish_material
from mashura.commitments.actions.assessments import publish_assessment
from mashura.commitments.actions.commitments import publish_commitment, release_commitment, withdraw_from_public
from mashura.commitments.actions.reports import publish_report
from mashura.commitments.models import Assessment, Commitment, CommitmentVersion, ProgressReport
from mashura.commitments.rules.states import AssessmentState, ReportState


def _release_commitment(*, actor: Actor, row: Commitment, country: str) -> None:
    release_commitment(actor=actor, commitment=row, country=country)


def _publish_commitment(*, actor: Actor, row: Commitment, public_from: datetime | None) -> None:
    publish_commitment(actor=actor, commitment=row, public_from=public_from)


def _withdraw_commitment(*, actor: Actor, row: Commitment) -> None:
    withdraw_from_public(actor=actor, commitment=row)


def _publish_report(*, actor: Actor, row: ProgressReport, public_from: datetime | None) -> None:
    # Its state moves once; after a withdrawal only the day on which it is public is set again.
    if row.state == ReportState.PUBLISHED:
        publish_material(actor=actor, row=row, public_from=public_from)
    else:
        publish_report(actor=actor, report=row, public_from=public_from)


def _publish_assessment(*, actor: Actor, row: Assessment, public_from: datetime | None) -> None:
    if row.state == AssessmentState.PUBLISHED:
        publish_material(actor=actor, row=row, public_from=public_from)
    else:
        publish_assessment(actor=actor, assessment=row, public_from=public_from)


def _is_reviewed(row: ProgressReport) -> bool:
    return row.state in {ReportState.ACCEPTED, ReportState.PUBLISHED} and not row.is_private


declare_release_steps(
    Commitment,
    ReleaseSteps(
        release=_release_commitment,
        publish=_publish_commitment,
        withdraw=_withdraw_commitment,
        is_settled=lambda row: row.confirmed_by_id is not None,
    ),
)
declare_release_steps(CommitmentVersion, ReleaseSteps(is_settled=lambda row: row.is_confirmed))
declare_release_steps(ProgressReport, ReleaseSteps(publish=_publish_report, is_settled=_is_reviewed))
declare_release_steps(
    Assessment,
    ReleaseSteps(publish=_publish_assessment, is_settled=lambda row: row.state != AssessmentState.DRAFT),
)
