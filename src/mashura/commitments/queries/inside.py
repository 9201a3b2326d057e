"""What waits for a post: answers, confirmations, duties, reports to review, material to release or publish."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from mashura.access.public import Actor, Permission, Role, can, countries_to_release, visible, waits_for_publication
from mashura.commitments.models import (
    Assessment,
    Commitment,
    CommitmentVersion,
    ProgressReport,
    ReportingDuty,
    Response,
)
from mashura.commitments.queries.commitments import DutyNow
from mashura.commitments.queries.responses import Answered, own_addressees
from mashura.commitments.rules.deadlines import DutyState, day_in, duty_state
from mashura.commitments.rules.states import DutyRecord
from mashura.kit.clock import now

Material = Response | Commitment | CommitmentVersion | ProgressReport | Assessment
_WAITING = frozenset({DutyState.OPEN, DutyState.DUE_SOON, DutyState.OVERDUE})
MATERIALS: tuple[type[Material], ...] = (Response, Commitment, CommitmentVersion, ProgressReport, Assessment)


@dataclass(frozen=True, slots=True)
class Inside:
    """The work list of one post; every part is empty where the post has no such work."""

    addressed: Sequence[Answered]
    own: Sequence[Commitment]
    to_confirm: Sequence[Commitment]
    to_activate: Sequence[Commitment]
    to_verify: Sequence[Commitment]
    duties: Sequence[DutyNow]
    reports: Sequence[ProgressReport]
    to_review: Sequence[ProgressReport]
    judged: Sequence[Assessment]
    to_release: Sequence[Material]
    to_publish: Sequence[Material]


def inside(actor: Actor) -> Inside:
    """All that waits for the actor's post in the programmes that it is a part of."""
    own = _own(actor)
    reviews = can(actor, Permission.PROGRAMME_PROGRESS_REVIEW, Commitment)
    commitments = visible(actor, Commitment).filter(programme__in=list(actor.programmes))
    reports = visible(actor, ProgressReport).filter(programme__in=list(actor.programmes)).select_related("commitment")
    return Inside(
        addressed=own_addressees(actor) if _speaks(actor) else [],
        own=list(own),
        to_confirm=[one for one in own if one.status == "submitted"],
        to_activate=list(commitments.filter(status="confirmed")) if reviews else [],
        to_verify=list(commitments.filter(status="completed_claimed")) if reviews else [],
        duties=_duties(actor),
        reports=list(reports.filter(author_id=actor.organisation_id, state__in=["draft", "returned"])),
        to_review=list(reports.filter(state="submitted")) if reviews else [],
        judged=_judged(actor),
        to_release=to_release(actor),
        to_publish=to_publish(actor),
    )


def to_release(actor: Actor) -> list[Material]:
    """Settled material that waits for the actor's country."""
    if Role.HEAD_OF_DELEGATION not in actor.roles:
        return []
    countries = sorted(actor.countries)
    found: list[Material] = []
    for model in MATERIALS:
        rows = visible(actor, model).filter(countries__overlap=countries, programme__in=list(actor.programmes))
        found += [row for row in rows if countries_to_release(actor, row)]
    return _without_first_words(found)


def to_publish(actor: Actor) -> list[Material]:
    """Settled material that every country concerned has released and nobody published yet."""
    if not can(actor, Permission.PROGRAMME_TEXT_PUBLISH, Commitment):
        return []
    found: list[Material] = []
    for model in MATERIALS:
        rows = visible(actor, model).filter(
            programme__in=list(actor.programmes), public_from__isnull=True, countries__contained_by=F("released_by")
        )
        found += [row for row in rows if waits_for_publication(actor, row)]
    return _without_first_words(found)


def changed_since(actor: Actor, moment: datetime) -> list[tuple[datetime, Material]]:
    """Answers, commitments, reports and assessments that came after `moment`."""
    answers = visible(actor, Response).filter(recorded_at__gt=moment).order_by("-recorded_at")
    commitments = visible(actor, Commitment).filter(made_at__gt=moment).order_by("-made_at")
    judged = visible(actor, Assessment).filter(made_at__gt=moment).order_by("-made_at")
    reports = visible(actor, ProgressReport).filter(made_at__gt=moment).order_by("-made_at")
    return [
        *((one.recorded_at, one) for one in answers),
        *((one.made_at, one) for one in commitments),
        *((one.made_at, one) for one in judged),
        *((one.made_at, one) for one in reports),
    ]


def _without_first_words(found: list[Material]) -> list[Material]:
    """A commitment that waits takes its words with it: they are not listed once more."""
    waiting = {row.pk for row in found if isinstance(row, Commitment)}
    return [row for row in found if not (isinstance(row, CommitmentVersion) and row.commitment_id in waiting)]


def _speaks(actor: Actor) -> bool:
    return can(actor, Permission.ORGANISATION_RESPONSE_GIVE, Response)


def _own(actor: Actor) -> list[Commitment]:
    if actor.organisation_id is None or not _speaks(actor):
        return []
    rows = visible(actor, Commitment).filter(owner_id=actor.organisation_id)
    return sorted(rows, key=lambda row: (row.programme_id, int(row.ref[2:])))


def _duties(actor: Actor) -> list[DutyNow]:
    """Duties of the actor's own institution that are open today, the nearest day first."""
    return [one for one in duties_to_come(actor) if one.state in _WAITING]


def duties_to_come(actor: Actor) -> list[DutyNow]:
    """Every duty of the actor's own institution that has no report yet, the nearest day first."""
    if actor.organisation_id is None:
        return []
    rows = (
        visible(actor, ReportingDuty)
        .filter(owner_id=actor.organisation_id, state=DutyRecord.UNREPORTED.value)
        .select_related("commitment")
        .order_by("due")
    )
    return [
        DutyNow(one, duty_state(DutyRecord(one.state), one.opens, one.due, day_in(one.commitment.country, now())))
        for one in rows
    ]


def _judged(actor: Actor) -> list[Assessment]:
    """The actor's own assessments under way, and those of its own work that it may contest."""
    if actor.organisation_id is None:
        return []
    rows = visible(actor, Assessment).exclude(state="published").select_related("commitment", "recommendation")
    own = [one for one in rows if actor.organisation_id in {one.assessor_id, one.shown_to_id}]
    return sorted(own, key=lambda one: (one.as_of, str(one.pk)))
