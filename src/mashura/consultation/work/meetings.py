"""Meetings on the desk: what to release or publish, whom to name, where to write, what became public."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mashura.access.public import (
    Action,
    Actor,
    Change,
    Need,
    Owed,
    OwedKind,
    Place,
    can,
    changes,
    countries_to_release,
    needs,
    owed,
    places,
    visible,
    waits_for_publication,
)
from mashura.consultation.models import (
    Delegation,
    Meeting,
    MeetingConclusion,
    Participant,
    PracticeNote,
    Programme,
)
from mashura.consultation.queries.practice_notes import visible_practice_notes
from mashura.consultation.queries.programmes import visible_programmes
from mashura.kit.clock import today
from mashura.kit.reader import current_reader


@needs
def meeting_needs(actor: Actor) -> Iterator[Need]:
    """Texts to release for one's country or to publish, and delegations whose members nobody has named."""
    for conclusion in visible(actor, MeetingConclusion).filter(is_released=False).select_related("meeting"):
        if countries_to_release(actor, conclusion):
            yield Need(_("A conclusion of a meeting to release for your country"), _conclusion(conclusion))
        elif waits_for_publication(actor, conclusion):
            yield Need(_("A conclusion of a meeting to publish"), _conclusion(conclusion))
    for note in visible_practice_notes(actor).filter(is_released=False):
        if countries_to_release(actor, note):
            yield Need(_("A practice note to release for your country"), _note(note))
        elif waits_for_publication(actor, note):
            yield Need(_("A practice note to publish"), _note(note))
    yield from _delegations_to_name(actor)


@owed
def meetings_owed(actor: Actor) -> Iterator[Owed]:
    """Conclusions and notes that a focal point may release, each by its words."""
    for conclusion in visible(actor, MeetingConclusion).filter(is_released=False).select_related("meeting"):
        if countries_to_release(actor, conclusion):
            text = conclusion.text.localised
            yield Owed(OwedKind.RELEASE, text, _conclusion(conclusion), _("Conclusion of a meeting"))
    for note in visible_practice_notes(actor).filter(is_released=False):
        if countries_to_release(actor, note):
            yield Owed(OwedKind.RELEASE, note.title.localised, _note(note), _("Practice note"))


def _delegations_to_name(actor: Actor) -> Iterator[Need]:
    """Of meetings to come, for those who name a delegation's members but do not set meetings up."""
    if can(actor, Action.CHANGE, Meeting):
        return
    coming = visible(actor, Delegation).filter(meeting__ends__gte=today(), participants__isnull=True)
    for delegation in coming.select_related("meeting"):
        seat = Participant()
        seat.take_scope_of(delegation)
        if can(actor, Action.ADD, seat):
            yield Need(
                _("Name the members of your delegation"),
                reverse(
                    "consultation:members",
                    args=[delegation.programme, delegation.meeting.key, delegation.key],
                ),
            )


@places
def meeting_places(actor: Actor) -> Iterator[Place]:
    """Where programmes and meetings are set up, and where a delegation writes its notes."""
    if can(actor, Action.ADD, Programme):
        yield Place(
            _("Set up a programme"),
            _("A new programme: its names, languages and States."),
            reverse("consultation:new_programme"),
        )
        for programme in visible_programmes(actor):
            yield Place(
                programme.short_names.shown(current_reader().language, programme.languages).text,
                _("Phases, contacts, meetings and documents of this programme."),
                reverse("consultation:set_up", args=[programme.code]),
            )
    elif can(actor, Action.ADD, PracticeNote):
        yield Place(
            _("Write a practice note"),
            _("What your delegation learned by doing, for the others to read."),
            reverse("consultation:new_practice_note"),
        )


@changes
def meeting_changes(actor: Actor, moment: datetime) -> Iterator[Change]:
    """Conclusions and practice notes that came or changed and that the actor may see."""
    for conclusion in visible(actor, MeetingConclusion).filter(changed_at__gte=moment).select_related("meeting"):
        yield Change(
            conclusion.changed_at, _("Conclusion of a meeting"), conclusion.text.localised, _conclusion(conclusion)
        )
    for note in visible_practice_notes(actor).filter(changed_at__gte=moment):
        yield Change(note.changed_at, _("Practice note"), note.title.localised, _note(note))


def _conclusion(row: MeetingConclusion) -> str:
    return reverse("consultation:conclusion", args=[row.programme_id, row.meeting.key, row.number])


def _note(row: PracticeNote) -> str:
    return reverse("consultation:practice_note", args=[row.pk])
