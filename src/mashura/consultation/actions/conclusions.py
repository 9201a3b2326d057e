"""Writes of a meeting's conclusions. Releasing and publishing are those of all material about countries."""

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.consultation.models import Meeting, MeetingConclusion
from mashura.consultation.rules import meetings as rules
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.reference.public import topics


def add_conclusion(*, actor: Actor, meeting: Meeting, text: Expressions, topic: str = "") -> MeetingConclusion:
    """Add a conclusion under the next number, closed to the public.

    Raises:
        Forbidden: the actor does not write conclusions.
        InputError: no text, or an unknown topic.
    """
    about, open_to = rules.conclusion_countries(
        kind=meeting.kind, country=meeting.country, programme_countries=meeting.programme.countries
    )
    row = MeetingConclusion(
        programme_id=meeting.programme_id, meeting=meeting, countries=about, open_to=open_to, text=text, topic=topic
    )
    require(actor, Action.ADD, row)
    _check(text, topic)
    with acting_as(actor):
        used = visible(actor, MeetingConclusion).filter(meeting=meeting).values_list("number", flat=True)
        row.number = rules.next_number(used)
        row.clean_fields(exclude={"programme", "meeting"})
        row.save()
        record(actor, "consultation:conclusion:add", row, {"number": row.number})
    return row


def change_conclusion(
    *, actor: Actor, conclusion: MeetingConclusion, text: Expressions, topic: str = ""
) -> MeetingConclusion:
    """Change the words. When the original changes, a release by the State was for other words and falls away.

    Raises:
        NotHere, Forbidden: the actor may not see or not change it.
        InputError: no text, an unknown topic, or a change of the original of what is public.
    """
    require(actor, Action.CHANGE, conclusion)
    _check(text, topic)
    with acting_as(actor):
        row = visible(actor, MeetingConclusion).select_for_update().get(pk=conclusion.pk)
        is_other = (row.text.original, row.text.get(row.text.original)) != (text.original, text.get(text.original))
        if is_other and row.is_released:
            raise InputError(gettext_noop("What is public is not changed: withdraw it first."))
        if is_other:
            row.released_by = []
        row.text, row.topic, row.changed_at = text, topic, now()
        row.save(update_fields=["text", "topic", "released_by", "changed_at"])
        record(actor, "consultation:conclusion:change", row)
    return row


def remove_conclusion(*, actor: Actor, conclusion: MeetingConclusion) -> None:
    """Take out a conclusion that nobody has released. Forbidden or NotHere as for changing it; InputError otherwise."""
    require(actor, Action.DELETE, conclusion)
    if conclusion.is_released or conclusion.released_by:
        raise InputError(gettext_noop("What was released is not taken out: withdraw it, and it stays on record."))
    with acting_as(actor):
        record(actor, "consultation:conclusion:remove", conclusion)
        conclusion.delete()


def _check(text: Expressions, topic: str) -> None:
    if not text:
        raise InputError(gettext_noop("Give the text in its original language."))
    if topic and topic not in topics():
        raise InputError(gettext_noop("There is no topic “%(topic)s”."), topic=topic)
