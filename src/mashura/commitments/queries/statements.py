"""Small reads that acts need: the words of a commitment, the duty that a report meets, what class one is."""

from mashura.access.models import Organisation
from mashura.access.public import Actor, visible
from mashura.commitments.models import Commitment, CommitmentVersion, ReportingDuty
from mashura.commitments.rules.classes import class_of
from mashura.commitments.rules.deadlines import day_in
from mashura.commitments.rules.states import DutyRecord
from mashura.kit.clock import now


def newest_version(actor: Actor, row: Commitment) -> CommitmentVersion | None:
    """The newest version of a commitment that the actor may see."""
    return visible(actor, CommitmentVersion).filter(commitment=row).order_by("-number").first()


def open_duty(actor: Actor, row: Commitment) -> ReportingDuty | None:
    """The oldest duty of the actor's own institution for which nothing was handed in and whose period is over."""
    duties = visible(actor, ReportingDuty).filter(
        commitment=row,
        owner_id=actor.organisation_id,
        state=DutyRecord.UNREPORTED.value,
        opens__lte=day_in(row.country, now()),
    )
    return duties.order_by("due").first()


def own_class(actor: Actor) -> str:
    """The class of addressees that the actor's own institution is; "" for who speaks for none."""
    found = visible(actor, Organisation).filter(pk=actor.organisation_id).first() if actor.organisation_id else None
    return class_of(found.kind) if found is not None else ""
