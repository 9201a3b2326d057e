"""What other apps may use of consultation: programmes, their facts and their meetings."""

from mashura.consultation.actions.conclusions import add_conclusion
from mashura.consultation.actions.documents import link_document, save_document
from mashura.consultation.actions.meetings import (
    record_attendance,
    save_agenda_item,
    save_delegation,
    seat_participant,
)
from mashura.consultation.actions.practice_notes import write_practice_note
from mashura.consultation.actions.programmes import (
    ProgrammeReport,
    change_programme,
    load_bundled_programmes,
    load_programme,
    release_programme,
    set_up_programme,
    withdraw_programme,
)
from mashura.consultation.models import Delegation, Meeting, MeetingConclusion, PracticeNote, Programme
from mashura.consultation.programme_files import (
    Fact,
    MeetingEntry,
    ProgrammeFile,
    Report,
    Section,
    Source,
    bundled_programmes,
    read_programme,
)
from mashura.consultation.queries.meetings import conclusions, delegations, meeting, meetings_seen
from mashura.consultation.queries.practice_notes import visible_practice_notes
from mashura.consultation.queries.programmes import (
    programme,
    programme_file,
    visible_documents,
    visible_meetings,
    visible_programmes,
)

__all__ = [
    "Delegation",
    "Fact",
    "Meeting",
    "MeetingConclusion",
    "MeetingEntry",
    "PracticeNote",
    "Programme",
    "ProgrammeFile",
    "ProgrammeReport",
    "Report",
    "Section",
    "Source",
    "add_conclusion",
    "bundled_programmes",
    "change_programme",
    "conclusions",
    "delegations",
    "link_document",
    "load_bundled_programmes",
    "load_programme",
    "meeting",
    "meetings_seen",
    "programme",
    "programme_file",
    "read_programme",
    "record_attendance",
    "release_programme",
    "save_agenda_item",
    "save_delegation",
    "save_document",
    "seat_participant",
    "set_up_programme",
    "visible_documents",
    "visible_meetings",
    "visible_practice_notes",
    "visible_programmes",
    "withdraw_programme",
    "write_practice_note",
]
