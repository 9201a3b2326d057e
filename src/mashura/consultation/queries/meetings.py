"""Reads of meetings: delegations in their order, seats and names, agenda, conclusions."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from mashura.access.public import Action, Actor, NotHere, can, visible
from mashura.consultation.models import (
    AgendaItem,
    Delegation,
    DelegationInstitution,
    DocumentFile,
    Meeting,
    MeetingConclusion,
    Participant,
    ParticipantName,
    ProgrammeDocument,
)
from mashura.consultation.rules import meetings as rules


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat, and who sits in it where the reader may know."""

    participant: Participant
    person: ParticipantName | None


@dataclass(frozen=True, slots=True)
class DelegationShown:
    """A delegation with institutions and seats in their order; `knows_names` where the names are for the reader."""

    delegation: Delegation
    institutions: Sequence[DelegationInstitution]
    seats: Sequence[Seat]
    problems: Sequence[rules.Problem]
    knows_names: bool


def meetings_seen(actor: Actor) -> QuerySet[Meeting]:
    """All meetings that the actor may see, of all programmes, the newest first."""
    return visible(actor, Meeting).select_related("programme").order_by("-starts", "id")


def meeting(actor: Actor, programme: str, key: str) -> Meeting:
    """One meeting; NotHere when there is none that the actor may see."""
    found = meetings_seen(actor).filter(pk=f"{programme}/{key}").first()
    if found is None:
        raise NotHere
    return found


def delegations(actor: Actor, held: Meeting, language: str) -> list[DelegationShown]:
    """The delegations of a meeting in their order of precedence in this language."""
    names = {
        name.participant_id: name
        for name in visible(actor, ParticipantName).filter(participant__delegation__meeting=held)
    }
    found = (
        visible(actor, Delegation)
        .filter(meeting=held)
        .prefetch_related(
            Prefetch("delegationinstitutions", queryset=visible(actor, DelegationInstitution).order_by("position")),
            Prefetch("participants", queryset=visible(actor, Participant).select_related("institution").order_by("pk")),
        )
    )
    return [_shown(actor, one, names) for one in rules.order_of_precedence(found, language)]


def delegation(actor: Actor, held: Meeting, key: str, language: str) -> DelegationShown:
    """One delegation of the meeting by its key; NotHere when there is none."""
    found = next((one for one in delegations(actor, held, language) if one.delegation.key == key), None)
    if found is None:
        raise NotHere
    return found


def has_delegation(actor: Actor, held: Meeting, key: str) -> bool:
    """Whether a delegation of the meeting has this key."""
    return visible(actor, Delegation).filter(meeting=held, key=key).exists()


def participant(actor: Actor, held: Delegation, participant_id: uuid.UUID) -> Participant:
    """One seat of a delegation; NotHere when there is none."""
    found = visible(actor, Participant).filter(delegation=held, pk=participant_id).first()
    if found is None:
        raise NotHere
    return found


def _shown(actor: Actor, one: Delegation, names: dict[uuid.UUID, ParticipantName]) -> DelegationShown:
    institutions = list(one.delegationinstitutions.all())
    seats = rules.order_of_seats(one.participants.all())
    problems = rules.composition_problems(
        is_organiser=one.is_organiser,
        institutions=len(institutions),
        capacities=[seat.capacity for seat in seats],
    )
    return DelegationShown(
        delegation=one,
        institutions=institutions,
        seats=[Seat(seat, names.get(seat.pk)) for seat in seats],
        problems=problems,
        knows_names=may_know_names(actor, one),
    )


def may_know_names(actor: Actor, one: Delegation) -> bool:
    """Whether the names of this delegation's people are for the actor."""
    seat = Participant()
    seat.take_scope_of(one)
    name = ParticipantName()
    name.take_scope_of(seat)
    return can(actor, Action.VIEW, name)


def attendance(found: Sequence[DelegationShown]) -> rules.Attendance:
    """What the register of these delegations adds up to."""
    return rules.attendance(
        rules.Presence(
            kind=one.delegation.kind,
            is_organiser=one.delegation.is_organiser,
            is_present=one.delegation.is_present,
            people=one.delegation.people,
            attended=[seat.participant.attended for seat in one.seats],
        )
        for one in found
    )


def agenda(actor: Actor, held: Meeting) -> QuerySet[AgendaItem]:
    """The items of the agenda in their order, each with the documents that the actor may see."""
    documents = visible(actor, ProgrammeDocument).order_by("dated", "key")
    return (
        visible(actor, AgendaItem)
        .filter(meeting=held)
        .prefetch_related(Prefetch("documents", queryset=documents))
        .order_by("number")
    )


def documents(actor: Actor, held: Meeting) -> QuerySet[ProgrammeDocument]:
    """The documents of a meeting, each with its files, by date."""
    return (
        visible(actor, ProgrammeDocument)
        .filter(meeting=held)
        .prefetch_related(Prefetch("files", queryset=visible(actor, DocumentFile).order_by("language")))
        .order_by("dated", "key")
    )


def document_file(actor: Actor, programme: str, file_id: uuid.UUID) -> DocumentFile:
    """A file that is kept here, of a document that the actor may see; NotHere otherwise."""
    found = (
        visible(actor, DocumentFile)
        .filter(pk=file_id, programme=programme)
        .exclude(sha256="")
        .select_related("document")
        .first()
    )
    if found is None:
        raise NotHere
    return found


def conclusions(actor: Actor, held: Meeting) -> QuerySet[MeetingConclusion]:
    """The conclusions of a meeting that the actor may see, by number."""
    return visible(actor, MeetingConclusion).filter(meeting=held).order_by("number")


def conclusion(actor: Actor, held: Meeting, number: int) -> MeetingConclusion:
    """One conclusion by its number; NotHere when there is none that the actor may see."""
    found = conclusions(actor, held).filter(number=number).first()
    if found is None:
        raise NotHere
    return found
