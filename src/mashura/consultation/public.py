"""What other apps may use of consultation: programmes, their facts and their meetings."""

from mashura.consultation.actions.programmes import ProgrammeReport, load_bundled_programmes, load_programme
from mashura.consultation.actions.study import add_paragraph as add_study_paragraph
from mashura.consultation.actions.study import add_part as add_study_part
from mashura.consultation.actions.study import cite_finding as cite_finding_in_study
from mashura.consultation.actions.study import edit_paragraph as edit_study_paragraph
from mashura.consultation.actions.study import make_version as make_study_version
from mashura.consultation.actions.study import move_paragraph as move_study_paragraph
from mashura.consultation.actions.study import open_part as open_study_part
from mashura.consultation.actions.study import publish_version as publish_study_version
from mashura.consultation.actions.study import remove_paragraph as remove_study_paragraph
from mashura.consultation.actions.study import start_study
from mashura.consultation.actions.translations import review_translation, translate_text
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
from mashura.consultation.queries.study import Contents as StudyContents
from mashura.consultation.queries.study import study_contents, visible_studies

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
    "StudyContents",
    "add_study_paragraph",
    "add_study_part",
    "bundled_programmes",
    "cite_finding_in_study",
    "edit_study_paragraph",
    "load_bundled_programmes",
    "load_programme",
    "make_study_version",
    "move_study_paragraph",
    "open_study_part",
    "programme",
    "publish_study_version",
    "read_programme",
    "remove_study_paragraph",
    "review_translation",
    "start_study",
    "study_contents",
    "translate_text",
    "visible_meetings",
    "visible_programmes",
    "visible_studies",
]
