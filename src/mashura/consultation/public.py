"""What other apps may use of consultation: programmes, their facts and meetings, the register."""

from mashura.consultation.actions.programmes import ProgrammeReport, load_bundled_programmes, load_programme
from mashura.consultation.actions.register import (
    RegisterReport,
    add_source,
    load_register,
    publish_entry,
    release_entry,
    write_entry,
)
from mashura.consultation.actions.technical_assistance import (
    answer_request,
    publish_request,
    release_request,
    request_assistance,
)
from mashura.consultation.models import Meeting, Programme, RegisterEntry, RegisterSource, TechnicalAssistance
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
from mashura.consultation.queries.register import (
    entries_in_order,
    sources_of,
    visible_assistance,
    visible_entries,
)
from mashura.consultation.register_files import PublishedEntry, read_register
from mashura.consultation.rules.register import Particulars as EntryParticulars
from mashura.consultation.rules.register import SourceParticulars
from mashura.consultation.rules.register import side_by_side as entries_side_by_side

__all__ = [
    "EntryParticulars",
    "Fact",
    "Meeting",
    "MeetingEntry",
    "Programme",
    "ProgrammeFile",
    "ProgrammeReport",
    "PublishedEntry",
    "RegisterEntry",
    "RegisterReport",
    "RegisterSource",
    "Report",
    "Section",
    "Source",
    "SourceParticulars",
    "TechnicalAssistance",
    "add_source",
    "answer_request",
    "bundled_programmes",
    "entries_in_order",
    "entries_side_by_side",
    "load_bundled_programmes",
    "load_programme",
    "load_register",
    "programme",
    "publish_entry",
    "publish_request",
    "read_programme",
    "read_register",
    "release_entry",
    "release_request",
    "request_assistance",
    "sources_of",
    "visible_assistance",
    "visible_entries",
    "visible_meetings",
    "visible_programmes",
    "write_entry",
]
