"""What other apps may use of consultation: programmes, their facts and their meetings."""

from mashura.consultation.actions.programmes import ProgrammeReport, load_bundled_programmes, load_programme
from mashura.consultation.models import Meeting, Programme
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
from mashura.consultation.queries.programmes import programme, visible_meetings, visible_programmes

__all__ = [
    "Fact",
    "Meeting",
    "MeetingEntry",
    "Programme",
    "ProgrammeFile",
    "ProgrammeReport",
    "Report",
    "Section",
    "Source",
    "bundled_programmes",
    "load_bundled_programmes",
    "load_programme",
    "programme",
    "read_programme",
    "visible_meetings",
    "visible_programmes",
]
