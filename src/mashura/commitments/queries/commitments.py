"""Reads of commitments: lists by filter with counts, and one with all that belongs to it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from mashura.access.public import Actor, NotHere, visible
from mashura.commitments.models import (
    Assessment,
    Commitment,
    CommitmentAction,
    CommitmentRecommendation,
    CommitmentStep,
    CommitmentVersion,
    ProgressReport,
    ReportFile,
    ReportingDuty,
)
from mashura.commitments.queries.assessments import SideBySide, side_by_side
from mashura.commitments.queries.indicators import Measured, measured
from mashura.commitments.queries.report_files import files_of
from mashura.commitments.rules.deadlines import DutyState, day_in, duty_state, is_lapsed, is_late
from mashura.commitments.rules.shares import CountryShare, country_shares
from mashura.commitments.rules.states import ActionStatus, CommitmentStatus, DutyRecord
from mashura.consultation.models import Recommendation
from mashura.kit.clock import now
from mashura.reference.public import addressee_classes, countries_in_order

_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class CommitmentFilter:
    """What a reader asks for; "" asks for everything. The names are those of the address's query.

    `owner` is a broad class of addressees. Each commitment has one country, one theme, one status and one class of
    owner, so counts by any of them add up.
    """

    programme: str = ""
    country: str = ""
    theme: str = ""
    status: str = ""
    owner: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "CommitmentFilter":
        """From a query, whose other names are left alone."""
        return cls(**{one.name: given.get(one.name, "").replace("\0", "")[:_LONGEST] for one in fields(cls)})

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for, as the query of an address."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def without(self, name: str) -> "CommitmentFilter":
        return replace(self, **{name: ""})


@dataclass(frozen=True, slots=True)
class Listed:
    """A commitment in a list, with its newest version that the actor may see."""

    commitment: Commitment
    version: CommitmentVersion


def filtered(actor: Actor, asked: CommitmentFilter) -> QuerySet[Commitment]:
    """The commitments that the actor may see and that are asked for."""
    rows = visible(actor, Commitment)
    for name in ("programme", "country", "theme", "status"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.owner:
        codes = [code for code, entry in addressee_classes().items() if entry.group == asked.owner]
        rows = rows.filter(owner_class__in=codes)
    return rows


def listed(actor: Actor, asked: CommitmentFilter, language: str) -> list[Listed]:
    """The commitments asked for: countries in the order of their names, bodies of no one country last, then by ref."""
    rows = list(filtered(actor, asked))
    order = countries_in_order({row.country for row in rows if row.country}, language)
    rank = {code: place for place, code in enumerate(order)}
    rows.sort(key=lambda row: (row.programme_id, rank.get(row.country, len(rank)), int(row.ref[2:])))
    versions = newest_versions(actor, rows)
    return [Listed(row, versions[row.pk]) for row in rows if row.pk in versions]


def one_listed(actor: Actor, programme: str, ref: str) -> Listed:
    """The commitment with this reference in its newest version; NotHere when there is none for the actor to see."""
    row = commitment(actor, programme, ref)
    versions = newest_versions(actor, [row])
    if row.pk not in versions:
        raise NotHere
    return Listed(row, versions[row.pk])


def newest_versions(actor: Actor, commitments: Iterable[Commitment]) -> dict[UUID, CommitmentVersion]:
    """The newest version of each commitment that the actor may see, by the commitment's id."""
    keys = [one.pk for one in commitments]
    rows = visible(actor, CommitmentVersion).filter(commitment_id__in=keys).order_by("commitment_id", "number")
    return {row.commitment_id: row for row in rows}


def counts(actor: Actor, asked: CommitmentFilter, name: str) -> Counter[str]:
    """How many commitments each value of one part of the filter has, the other parts being as asked."""
    column = "owner_class" if name == "owner" else name
    found = Counter(filtered(actor, asked.without(name)).values_list(column, flat=True))
    if name != "owner":
        return found
    groups: Counter[str] = Counter()
    for code, count in found.items():
        entry = addressee_classes().get(code)
        groups[entry.group if entry else "other"] += count
    return groups


def commitment(actor: Actor, programme: str, ref: str) -> Commitment:
    """The commitment with this reference; NotHere when there is none that the actor may see."""
    found = visible(actor, Commitment).filter(programme_id=programme, ref=ref).first()
    if found is None:
        raise NotHere
    return found


@dataclass(frozen=True, slots=True)
class Work:
    """An action with what follows from its days."""

    action: CommitmentAction
    is_late: bool


@dataclass(frozen=True, slots=True)
class DutyNow:
    """A reporting duty with its state today in the owner's country."""

    duty: ReportingDuty
    state: DutyState


@dataclass(frozen=True, slots=True)
class Whole:
    """A commitment with all that belongs to it, as far as the actor may see it."""

    commitment: Commitment
    version: CommitmentVersion
    earlier: Sequence[CommitmentVersion]
    answers: Sequence[Recommendation]
    is_lapsed: bool
    actions: Sequence[Work]
    indicators: Sequence[Measured]
    duties: Sequence[DutyNow]
    reports: Sequence[ProgressReport]
    files: Mapping[UUID, Sequence[ReportFile]]
    judged: SideBySide
    steps: Sequence[CommitmentStep]
    share_of: Commitment | None
    shares: Sequence[CountryShare[Listed]]


def whole(actor: Actor, row: Commitment, language: str) -> Whole:
    """All about a commitment; NotHere while none of its versions is for the actor to see."""
    versions = list(visible(actor, CommitmentVersion).filter(commitment=row).order_by("-number"))
    if not versions:
        raise NotHere
    today = day_in(row.country, now())
    links = visible(actor, CommitmentRecommendation).filter(commitment=row)
    answered = visible(actor, Recommendation).filter(pk__in=links.values("recommendation_id")).order_by("ref")
    reports = list(visible(actor, ProgressReport).filter(commitment=row).order_by("-made_at"))
    status = CommitmentStatus(row.status)
    return Whole(
        commitment=row,
        version=versions[0],
        earlier=versions[1:],
        answers=list(answered),
        is_lapsed=is_lapsed(status, versions[0].due_date, today),
        actions=[
            Work(one, is_late(ActionStatus(one.status), one.due, today))
            for one in visible(actor, CommitmentAction).filter(commitment=row).order_by("number")
        ],
        indicators=measured(actor, row),
        duties=[
            DutyNow(one, duty_state(DutyRecord(one.state), one.opens, one.due, today))
            for one in visible(actor, ReportingDuty).filter(commitment=row).order_by("due")
        ],
        reports=reports,
        files=files_of(actor, reports),
        judged=side_by_side(visible(actor, Assessment).filter(commitment=row)),
        steps=list(visible(actor, CommitmentStep).filter(commitment=row).order_by("taken_at", "pk")),
        share_of=visible(actor, Commitment).filter(pk=row.share_of_id).first() if row.share_of_id else None,
        shares=shares_of(actor, row, language),
    )


def shares_of(actor: Actor, row: Commitment, language: str) -> list[CountryShare[Listed]]:
    """Every country of a joint commitment with its shares; one that has none to see is there all the same."""
    if row.kind != Commitment.Kind.JOINT:
        return []
    countries = countries_in_order(row.countries, language)
    rows = list(visible(actor, Commitment).filter(share_of=row, country__in=countries).order_by("ref"))
    versions = newest_versions(actor, rows)
    return country_shares(
        countries, [(one.country, Listed(one, versions[one.pk])) for one in rows if one.pk in versions]
    )
