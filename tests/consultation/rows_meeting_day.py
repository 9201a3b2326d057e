"""Rows of a meeting's day for the access matrix."""

from tests.access.rows import row_for
from tests.consultation.rows_meetings import agenda_item, delegation

from mashura.consultation.models import AgendaNote, SpeakerEvent


def saved_item(scope):
    item = agenda_item(scope)
    item.save()
    return item


@row_for(SpeakerEvent)
def speaker_event(scope):
    speaking = delegation(scope)
    # Country and organisation vary apart in the matrix, although no delegation has both.
    speaking.organisation = scope.organisation
    speaking.save()
    item = saved_item(scope)
    item.meeting = speaking.meeting
    item.save()
    row = SpeakerEvent(
        number=1,
        act="request",
        request=1,
        kind="statement",
        delegation=speaking,
        country=speaking.country,
        organisation=scope.organisation,
    )
    row.take_scope_of(item)
    return row


@row_for(AgendaNote)
def agenda_note(scope):
    row = AgendaNote(number=1, text="What was said (fictional).")
    row.take_scope_of(saved_item(scope))
    return row
