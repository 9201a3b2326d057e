"""Writes of practice notes. Releasing and publishing are those of all material about countries."""

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.consultation.models import Meeting, PracticeNote, Programme
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.reference.public import topics


def write_practice_note(
    *,
    actor: Actor,
    programme: Programme,
    country: str,
    topic: str,
    title: Expressions,
    text: Expressions,
    meeting: Meeting | None = None,
) -> PracticeNote:
    """A new note of a State's delegation, for that delegation alone until it is released and published.

    Raises:
        Forbidden: the actor does not write for this State.
        InputError: a State that is not of the programme, no title or text, an unknown topic.
    """
    row = PracticeNote(
        programme=programme,
        meeting=meeting,
        topic=topic,
        title=title,
        text=text,
        countries=[country],
        open_to=[country],
        made_by_id=actor.user_id,
    )
    require(actor, Action.ADD, row)
    if country not in programme.countries:
        raise InputError(gettext_noop("Choose one of the programme’s States."))
    _check(title, text, topic)
    with acting_as(actor):
        row.clean_fields(exclude={"programme", "meeting", "made_by"})
        row.save()
        record(actor, "consultation:practice-note:write", row, {"country": country, "topic": topic})
    return row


def change_practice_note(
    *, actor: Actor, note: PracticeNote, topic: str, title: Expressions, text: Expressions
) -> PracticeNote:
    """Change a note. When an original changes, the release was for other words and falls away.

    Raises:
        NotHere, Forbidden: the actor may not see or not change it.
        InputError: no title or text, an unknown topic, or a change of the original of what is public.
    """
    require(actor, Action.CHANGE, note)
    _check(title, text, topic)
    with acting_as(actor):
        row = visible(actor, PracticeNote).select_for_update().get(pk=note.pk)
        is_other = _original(row.title) != _original(title) or _original(row.text) != _original(text)
        if is_other and row.is_released:
            raise InputError(gettext_noop("What is public is not changed: withdraw it first."))
        if is_other:
            row.released_by = []
        row.topic, row.title, row.text, row.changed_at = topic, title, text, now()
        row.save(update_fields=["topic", "title", "text", "released_by", "changed_at"])
        record(actor, "consultation:practice-note:change", row)
    return row


def remove_practice_note(*, actor: Actor, note: PracticeNote) -> None:
    """Take out a note that was not released. Forbidden or NotHere as for changing it; InputError otherwise."""
    require(actor, Action.DELETE, note)
    if note.is_released or note.released_by:
        raise InputError(gettext_noop("What was released is not taken out: withdraw it, and it stays on record."))
    with acting_as(actor):
        record(actor, "consultation:practice-note:remove", note)
        note.delete()


def _original(text: Expressions) -> tuple[str, str]:
    return text.original, text.get(text.original, "")


def _check(title: Expressions, text: Expressions, topic: str) -> None:
    if not title or not text:
        raise InputError(gettext_noop("Give the text in its original language."))
    if topic not in topics():
        raise InputError(gettext_noop("There is no topic “%(topic)s”."), topic=topic)
