"""What is due from institutions today, for the reminders that the task worker sends; read as the system."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from mashura.access.models import Post
from mashura.access.public import SYSTEM, acting_as, visible
from mashura.commitments.models import ReportingDuty, Response, ResponseRequest
from mashura.commitments.policy.grants import SPEAKERS
from mashura.commitments.rules.deadlines import day_in
from mashura.commitments.rules.positions import Position, ResponseState, response_state
from mashura.commitments.rules.reminders import Occasion, duty_subject, reached, request_subject
from mashura.commitments.rules.states import CommitmentStatus, DutyRecord
from mashura.consultation.models import Programme
from mashura.kit.clock import now
from mashura.kit.localised import Localised

# Whose reports are still waited for.
_RUNNING: Final = (CommitmentStatus.ACTIVE.value, CommitmentStatus.COMPLETED_CLAIMED.value)


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that is due: by what it is remembered, what it is about, and the occasions that have come.

    `starts` and `ends` are the period of a report; an answer has none. `key` is the addressee that was asked.
    """

    subject: str
    programme: str
    programme_names: Localised
    ref: str
    due: date
    occasions: Sequence[Occasion]
    starts: date | None = None
    ends: date | None = None
    key: UUID | None = None

    @property
    def is_report(self) -> bool:
        return self.starts is not None


def matters() -> Mapping[tuple[UUID, str], Sequence[Matter]]:
    """What is due by institution and programme, the nearest day first; days are those of the owner's country."""
    found: dict[tuple[UUID, str], list[Matter]] = defaultdict(list)
    with acting_as(SYSTEM):
        names = {one.pk: one.short_names for one in visible(SYSTEM, Programme)}
        for organisation, matter in (*_reports(names), *_answers(names)):
            if matter.occasions:
                found[organisation, matter.programme].append(matter)
    return {key: sorted(listed, key=lambda one: (one.due, one.ref, one.subject)) for key, listed in found.items()}


def posts_that_speak(organisations: Sequence[UUID]) -> list[Post]:
    """The open posts that speak for these institutions, in a steady order."""
    with acting_as(SYSTEM):
        rows = visible(SYSTEM, Post).filter(
            organisation_id__in=organisations, is_open=True, role__in=[role.value for role in SPEAKERS]
        )
        return list(rows.order_by("pk"))


def _reports(names: Mapping[str, Localised]) -> Iterator[tuple[UUID, Matter]]:
    rows = visible(SYSTEM, ReportingDuty).filter(state=DutyRecord.UNREPORTED.value, commitment__status__in=_RUNNING)
    for row in rows.select_related("commitment").order_by("due", "pk"):
        commitment = row.commitment
        yield (
            row.owner_id,
            Matter(
                subject=duty_subject(commitment.pk, row.indicator_id, row.starts),
                programme=row.programme,
                programme_names=names[row.programme],
                ref=commitment.ref,
                due=row.due,
                occasions=reached(row.opens, row.due, day_in(commitment.country, now())),
                starts=row.starts,
                ends=row.ends,
            ),
        )


def _answers(names: Mapping[str, Localised]) -> Iterator[tuple[UUID, Matter]]:
    given: dict[UUID, list[Position]] = defaultdict(list)
    for addressee, position in visible(SYSTEM, Response).order_by("number").values_list("addressee_id", "position"):
        given[addressee].append(Position(position))
    rows = visible(SYSTEM, ResponseRequest).filter(organisation__isnull=False)
    for row in rows.select_related("addressee__recommendation").order_by("due", "pk"):
        today = day_in(row.country, now())
        state = response_state(given[row.addressee_id], row.due, today)
        if row.organisation_id is None or state not in {ResponseState.REQUESTED, ResponseState.OVERDUE}:
            continue
        yield (
            row.organisation_id,
            Matter(
                subject=request_subject(row.addressee_id),
                programme=row.programme_id,
                programme_names=names[row.programme_id],
                ref=row.addressee.recommendation.ref,
                due=row.due,
                occasions=reached(day_in(row.country, row.asked_at), row.due, today),
                key=row.addressee_id,
            ),
        )
