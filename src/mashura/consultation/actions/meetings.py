"""Writes of meetings: the people of delegations, the agenda, the register of attendance."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.consultation.models import (
    AgendaItem,
    AgendaNote,
    Delegation,
    DelegationInstitution,
    Meeting,
    Participant,
    ParticipantName,
    SpeakerEvent,
)
from mashura.consultation.rules import meetings as rules
from mashura.errors import InputError, gettext_noop
from mashura.kit.localised import Localised
from mashura.reference.public import topics


def seat_participant(
    *,
    actor: Actor,
    delegation: Delegation,
    institution: DelegationInstitution,
    capacity: str,
    rank: str,
    name: str = "",
    post: Localised | None = None,
    participant: Participant | None = None,
) -> Participant:
    """Give somebody a seat in a delegation, or change a seat. The name is kept apart, for the delegation alone.

    `rank` is a code of `rules.RANKS`. An empty name frees the seat: institution and rank stay.

    Raises:
        Forbidden: neither the secretariat nor who names this delegation's members.
        InputError: a second head, an organiser among delegates, an unknown rank or institution.
    """
    row = participant or Participant()
    row.take_scope_of(delegation)
    require(actor, Action.ADD if participant is None else Action.CHANGE, row)
    if institution.delegation_id != delegation.pk:
        raise InputError(gettext_noop("Choose an institution of this delegation."))
    if rank not in rules.RANKS:
        raise InputError(gettext_noop("There is no rank “%(rank)s”."), rank=rank)
    with acting_as(actor):
        seats = visible(actor, Participant).filter(delegation=delegation).exclude(pk=row.pk)
        rules.check_capacity(
            is_organiser=delegation.is_organiser,
            capacity=capacity,
            others=list(seats.values_list("capacity", flat=True)),
        )
        row.institution, row.capacity = institution, capacity
        row.rank, row.rank_order = rules.RANKS[rank].names, rules.RANKS[rank].order
        row.clean_fields(exclude={"delegation", "institution", "organisation"})
        row.save()
        _set_name(actor, row, name.strip(), post or Localised())
        record(actor, "consultation:participant:seat", row, {"capacity": capacity})
    return row


def _set_name(actor: Actor, seat: Participant, name: str, post: Localised) -> None:
    row = visible(actor, ParticipantName).filter(participant=seat).first() or ParticipantName()
    if not name:
        if not row._state.adding:  # noqa: SLF001 - documented API
            row.delete()
        return
    row.take_scope_of(seat)
    row.name, row.post = name, post
    row.clean_fields(exclude={"participant", "organisation", "post"})
    row.save()


def remove_participant(*, actor: Actor, participant: Participant) -> None:
    """Take a seat and its name out of a delegation. Forbidden or NotHere as for changing it."""
    require(actor, Action.DELETE, participant)
    with acting_as(actor):
        record(actor, "consultation:participant:remove", participant)
        participant.delete()


def record_attendance(
    *,
    actor: Actor,
    meeting: Meeting,
    present: Collection[uuid.UUID],
    people: Mapping[uuid.UUID, int | None],
    attended: Collection[uuid.UUID],
) -> None:
    """Note who was there: the ids of present delegations, numbers of people by delegation, ids of filled seats.

    What is not named was not there. Forbidden for who does not set up meetings.
    """
    found = list(visible(actor, Delegation).filter(meeting=meeting))
    for one in found:
        require(actor, Action.CHANGE, one)
    require(actor, Action.CHANGE, meeting)
    with acting_as(actor):
        for one in found:
            one.is_present = one.pk in present
            one.people = people.get(one.pk)
            one.save(update_fields=["is_present", "people"])
        for seat in visible(actor, Participant).filter(delegation__meeting=meeting):
            seat.attended = seat.pk in attended and seat.delegation_id in present
            seat.save(update_fields=["attended"])
        record(actor, "consultation:attendance:record", meeting, {"delegations": len(present)})


def save_agenda_item(
    *,
    actor: Actor,
    meeting: Meeting,
    title: Localised,
    place: int | None = None,
    day: dt.date | None = None,
    starts: dt.time | None = None,
    topic: str = "",
    item: AgendaItem | None = None,
) -> AgendaItem:
    """Add an item to the agenda, or change one; `place` (from 1) is its number, at the end by default.

    Raises:
        Forbidden: the actor does not set up meetings.
        InputError: no title, a day outside the meeting, a time without a day, an unknown topic.
    """
    row = item or AgendaItem()
    row.take_scope_of(meeting)
    require(actor, Action.ADD if item is None else Action.CHANGE, row)
    if not title:
        raise InputError(gettext_noop("Give the item a title."))
    if day and not meeting.starts <= day <= meeting.ends:
        raise InputError(gettext_noop("This day is not one of the meeting’s."))
    if starts and not day:
        raise InputError(gettext_noop("A time needs its day."))
    if topic and topic not in topics():
        raise InputError(gettext_noop("There is no topic “%(topic)s”."), topic=topic)
    with acting_as(actor):
        others = list(visible(actor, AgendaItem).filter(meeting=meeting).exclude(pk=row.pk).order_by("number"))
        row.title, row.day, row.starts, row.topic = title, day, starts, topic
        ordered: list[AgendaItem] = rules.placed(others, row, place or row.number or len(others) + 1)
        _number(ordered, changed=row)
        record(actor, "consultation:agenda:save", row)
    return row


def remove_agenda_item(*, actor: Actor, item: AgendaItem) -> None:
    """Take an item out of the agenda; those after it move up.

    Raises:
        NotHere, Forbidden: as for changing it.
        InputError: somebody asked for the floor on it, or it has notes.
    """
    require(actor, Action.DELETE, item)
    with acting_as(actor):
        if any(visible(actor, model).filter(item=item).exists() for model in (SpeakerEvent, AgendaNote)):
            raise InputError(gettext_noop("The meeting has dealt with this item: it stays on the agenda."))
        record(actor, "consultation:agenda:remove", item)
        meeting_id = item.meeting_id
        item.delete()
        _number(list(visible(actor, AgendaItem).filter(meeting_id=meeting_id).order_by("number")), changed=None)


def _number(items: Sequence[AgendaItem], *, changed: Any) -> None:
    for number, one in enumerate(items, start=1):
        if one is changed or one.number != number:
            one.number = number
            one.clean_fields(exclude={"meeting"})
            one.save()
