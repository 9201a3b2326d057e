"""Writes of the notes of agenda items: versions, of which none is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction

from mashura.access.public import Action, Actor, acting_as, record, require
from mashura.consultation.models import AgendaItem, AgendaNote
from mashura.consultation.queries import meeting_day as queries
from mashura.consultation.rules import agenda_notes as rules
from mashura.errors import InputError, gettext_noop
from mashura.kit.redline import Merged

_TRIES: Final = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a note: the version that was saved, and what it met.

    `has_met_another` when somebody saved meanwhile; then `waits` is the version with the writer's words as long as the
    two collide and somebody has to choose.
    """

    version: AgendaNote
    has_met_another: bool = False
    waits: AgendaNote | None = None


def keep_note(*, actor: Actor, item: AgendaItem, text: str, made_from: int) -> Kept:
    """Save a new version; `made_from` is the number of the version it was made from, 0 for none.

    Where another was saved meanwhile the words are kept as a version aside, and brought in at once when they merge
    cleanly. Two who save at the same moment wait for each other.

    Raises:
        Forbidden: the actor does not keep the notes.
        InputError: too long, or a version that there is not.
    """
    row = _version(actor, item, rules.lines(text))
    require(actor, Action.ADD, row)
    if len(row.text) > rules.LONGEST:
        raise InputError(gettext_noop("The note is longer than %(longest)s signs."), longest=rules.LONGEST)
    with acting_as(actor):
        for _ in range(_TRIES):
            kept = _keep(actor, item, row, made_from)
            if kept is not None:
                return kept
    raise InputError(gettext_noop("Others are saving this note at this moment: try again."))


def settle_note(
    *, actor: Actor, item: AgendaItem, aside: int, saved: int, choices: Mapping[int, rules.Choice]
) -> AgendaNote:
    """Bring a version that was kept aside into the present one, with a choice where they collide.

    `saved` is the version that was shown beside it: with another one the places to choose at would be others.

    Raises:
        Forbidden: the actor does not keep the notes.
        NotHere: no such version waits.
        InputError: a place without a choice, or another version was saved meanwhile.
    """
    row = _version(actor, item, "")
    require(actor, Action.ADD, row)
    with acting_as(actor):
        shown = queries.waiting_note(actor, item, aside)
        present = shown.saved
        if present.number != saved:
            raise InputError(_MEANWHILE)
        row.text = rules.settled(shown.merged, choices)
        row.made_from, row.brings_in = present.number, aside
        if not _save(row, shown.last + 1):
            raise InputError(_MEANWHILE)
        record(actor, "consultation:note:settle", row, {"number": row.number, "brings_in": aside})
    return row


_MEANWHILE: Final = gettext_noop("Somebody saved this note meanwhile: look at the two versions again.")


def _version(actor: Actor, item: AgendaItem, text: str) -> AgendaNote:
    row = AgendaNote(text=text, by_post_id=actor.post_id)
    row.take_scope_of(item)
    return row


def _keep(actor: Actor, item: AgendaItem, row: AgendaNote, made_from: int) -> Kept | None:
    """None when another took the number at the same moment."""
    shown = queries.note(actor, item)
    base = next((one for one in shown.versions if one.number == made_from), None)
    if made_from and base is None:
        raise InputError(gettext_noop("The note has no version %(number)s."), number=made_from)
    last = shown.versions[0].number if shown.versions else 0
    present = shown.present
    row.made_from, row.is_aside = made_from or None, False
    if present is None and not row.text.strip():
        raise InputError(gettext_noop("Write the note first."))
    is_latest = present is None or present.number == made_from
    if present is not None and row.text in {present.text, base.text if base else ""}:
        # Nothing that is not there already.
        return Kept(present, has_met_another=not is_latest)
    if present is None or is_latest:
        return Kept(row) if _saved(actor, row, last + 1) else None
    return _keep_aside(actor, row, present, base.text if base else "", last + 1)


def _keep_aside(actor: Actor, row: AgendaNote, present: AgendaNote, base: str, number: int) -> Kept | None:
    """Keep the words as they were written, and bring them in at once when nothing collides."""
    row.is_aside = True
    if not _saved(actor, row, number):
        return None
    merged: Merged[str] = rules.merged_notes(base, saved=present.text, aside=row.text)
    if merged.is_clean:
        both = _version(actor, row.item, merged.text)
        both.made_from, both.brings_in = present.number, row.number
        # Where another takes this number at the same moment the words wait, as if they collided.
        if _saved(actor, both, number + 1):
            return Kept(both, has_met_another=True)
    return Kept(present, has_met_another=True, waits=row)


def _saved(actor: Actor, row: AgendaNote, number: int) -> bool:
    if not _save(row, number):
        return False
    record(actor, "consultation:note:keep", row, {"number": number, "is_aside": row.is_aside})
    return True


def _save(row: AgendaNote, number: int) -> bool:
    row.number = number
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "agenda_note_has_its_number" not in str(error):
            raise
        return False
    return True
