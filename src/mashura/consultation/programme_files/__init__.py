"""Programme files: one YAML file describes one programme, read strictly, written back, and without a database.

The format is described in docs/programme-files.md. Every refusal is an InputError that names the file and the field.
What a file does not say stays empty: nothing is made up to fill a page.
"""

from mashura.consultation.programme_files.entries import (
    AgendaEntry,
    Contact,
    Count,
    Deadline,
    DelegationEntry,
    DocumentEntry,
    Fact,
    FileEntry,
    MeetingEntry,
    Partner,
    Phase,
    ProgrammeFile,
    Report,
    Section,
    Source,
)
from mashura.consultation.programme_files.meeting_reading import DELEGATION_KINDS, MEETING_KINDS
from mashura.consultation.programme_files.reading import (
    DIGITS,
    FORMAT,
    PARTNER_ROLES,
    bundled_programmes,
    read_programme,
    read_programme_data,
)
from mashura.consultation.programme_files.writing import programme_data, write_programme

__all__ = [
    "DELEGATION_KINDS",
    "DIGITS",
    "FORMAT",
    "MEETING_KINDS",
    "PARTNER_ROLES",
    "AgendaEntry",
    "Contact",
    "Count",
    "Deadline",
    "DelegationEntry",
    "DocumentEntry",
    "Fact",
    "FileEntry",
    "MeetingEntry",
    "Partner",
    "Phase",
    "ProgrammeFile",
    "Report",
    "Section",
    "Source",
    "bundled_programmes",
    "programme_data",
    "read_programme",
    "read_programme_data",
    "write_programme",
]
