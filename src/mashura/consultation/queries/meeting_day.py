"""Reads of a meeting's day: the present item, lists of speakers, quorum, notes of items."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from mashura.access.public import Action, Actor, NotHere, can, visible
from mashura.consultation.models import AgendaItem, AgendaNote, Delegation, Meeting, Participant, SpeakerEvent
from mashura.consultation.queries.procedure import rules_of
from mashura.consultation.rules import meetings as meeting_rules
from mashura.consultation.rules.agenda_notes import merged_notes
from mashura.consultation.rules.procedure import Headcount, headcount
from mashura.consultation.rules.speakers import Act, Event, SpeakersList, SpeechKind, replay
from mashura.kit.redline import Merged


@dataclass(frozen=True, slots=True)
class Floor:
    """The list of speakers of an item as its events make it; `seen` is the number of the last of them."""

    item: AgendaItem
    listed: SpeakersList
    seen: int


@dataclass(frozen=True, slots=True)
class NoteShown:
    """The note of an item: its present version (None before the first), and words that wait to be brought in."""

    item: AgendaItem
    present: AgendaNote | None
    waiting: Sequence[AgendaNote]
    versions: Sequence[AgendaNote]


@dataclass(frozen=True, slots=True)
class WaitingNote:
    """Words that were kept aside, merged with the present version `saved`; `last` is the newest number."""

    aside: AgendaNote
    saved: AgendaNote
    merged: Merged[str]
    last: int


def may_follow(actor: Actor, held: Meeting) -> bool:
    """Whether the actor sees what happens in the room: a post of the programme."""
    return can(actor, Action.VIEW, SpeakerEvent(programme=held.programme_id))


def may_preside(actor: Actor, held: Meeting) -> bool:
    """Whether the actor gives the floor: who may add an act that is no delegation's own."""
    return can(actor, Action.ADD, SpeakerEvent(programme=held.programme_id))


def may_keep_notes(actor: Actor, held: Meeting) -> bool:
    """Whether the actor keeps the notes."""
    return can(actor, Action.ADD, AgendaNote(programme=held.programme_id))


def followed_meeting(actor: Actor, held: Meeting) -> Meeting:
    """The meeting, for who may follow its day; NotHere otherwise."""
    if not may_follow(actor, held):
        raise NotHere
    return held


def agenda_item(actor: Actor, held: Meeting, number: int) -> AgendaItem:
    """One item by its number; NotHere when there is none that the actor may see."""
    found = visible(actor, AgendaItem).filter(meeting=held, number=number).first()
    if found is None:
        raise NotHere
    return found


def present_item(actor: Actor, held: Meeting) -> AgendaItem | None:
    """The item that the meeting is at, None when none is open."""
    return visible(actor, AgendaItem).filter(meeting=held, standing=AgendaItem.Standing.OPENED).first()


def events_of(actor: Actor, item: AgendaItem) -> QuerySet[SpeakerEvent]:
    """The events of an item's list of speakers in their order."""
    return visible(actor, SpeakerEvent).filter(item=item).order_by("number")


def floor(actor: Actor, item: AgendaItem) -> Floor:
    """The list of speakers of an item, replayed by the rules from its events."""
    events = list(events_of(actor, item))
    return Floor(item, replay(event_of(one) for one in events), events[-1].number if events else 0)


def event_of(row: SpeakerEvent) -> Event:
    """A stored event as the rules take it."""
    return Event(
        act=Act(row.act),
        at=row.at,
        request=request_key(row.request),
        delegation=str(row.delegation_id or ""),
        kind=SpeechKind(row.kind or SpeechKind.STATEMENT),
        language=row.language,
        place=row.place,
        time=timedelta(seconds=row.seconds),
    )


def request_key(number: int | None) -> str:
    """What the rules call the request of this number."""
    return "" if number is None else str(number)


def delegations_of(actor: Actor, held: Meeting, language: str) -> list[Delegation]:
    """The delegations of a meeting in the order of precedence of this language."""
    return meeting_rules.order_of_precedence(visible(actor, Delegation).filter(meeting=held), language)


def own_delegations(actor: Actor, delegations: Iterable[Delegation]) -> list[Delegation]:
    """Those for which the actor may ask for the floor."""
    return [one for one in delegations if can(actor, Action.ADD, own_event(one))]


def own_event(delegation: Delegation) -> SpeakerEvent:
    """What a delegation does for itself, not saved: whose it is decides who may add it."""
    return SpeakerEvent(
        programme=delegation.programme,
        delegation=delegation,
        country=delegation.country,
        organisation_id=delegation.organisation_id,
    )


def quorum(actor: Actor, held: Meeting) -> Headcount:
    """Whether there is a quorum by the register of attendance; who only observes or organises is not counted."""
    found = list(visible(actor, Delegation).filter(meeting=held))
    capacities: dict[uuid.UUID, set[str]] = {}
    for delegation_id, capacity in (
        visible(actor, Participant).filter(delegation__in=found).values_list("delegation_id", "capacity")
    ):
        capacities.setdefault(delegation_id, set()).add(capacity)
    return headcount(
        rules_of(actor, held).quorum,
        [(str(one.pk), one.kind) for one in found],
        {str(one.pk) for one in found if one.is_present},
        observers={str(one.pk) for one in found if _only_observes(one, capacities)},
    )


def _only_observes(delegation: Delegation, capacities: Mapping[uuid.UUID, set[str]]) -> bool:
    return delegation.is_organiser or capacities.get(delegation.pk) == {Participant.Capacity.OBSERVER.value}


def note_versions(actor: Actor, item: AgendaItem) -> QuerySet[AgendaNote]:
    """Every version of an item's note that the actor may see, the newest first."""
    return visible(actor, AgendaNote).filter(item=item).order_by("-number")


def note(actor: Actor, item: AgendaItem) -> NoteShown:
    """The note of an item with all its versions."""
    versions = list(note_versions(actor, item))
    brought_in = {one.brings_in for one in versions}
    return NoteShown(
        item=item,
        present=next((one for one in versions if not one.is_aside), None),
        waiting=[one for one in versions if one.is_aside and one.number not in brought_in],
        versions=versions,
    )


def waiting_note(actor: Actor, item: AgendaItem, number: int) -> WaitingNote:
    """Words that wait to be brought into the note, by their number; NotHere when none do."""
    shown = note(actor, item)
    aside = next((one for one in shown.waiting if one.number == number), None)
    if aside is None or shown.present is None:
        raise NotHere
    base = next((one.text for one in shown.versions if one.number == aside.made_from), "")
    merged = merged_notes(base, saved=shown.present.text, aside=aside.text)
    return WaitingNote(aside, shown.present, merged, shown.versions[0].number)
