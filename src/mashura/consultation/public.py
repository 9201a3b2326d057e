"""What other apps may use of consultation: programmes, their facts and their meetings."""

from mashura.consultation.actions.programmes import ProgrammeReport, load_bundled_programmes, load_programme
from mashura.consultation.actions.recommendation_copies import (
    RecommendationCopy,
    copies_of_recommendations,
    restore_recommendations,
)
from mashura.consultation.actions.recommendation_imports import import_recommendations
from mashura.consultation.incoming import (
    DifferenceReport,
    IncomingRecommendation,
    RowProblem,
    content_key,
    merge_statements,
)
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
    "DifferenceReport",
    "Fact",
    "IncomingRecommendation",
    "Meeting",
    "MeetingEntry",
    "Programme",
    "ProgrammeFile",
    "ProgrammeReport",
    "RecommendationCopy",
    "Report",
    "RowProblem",
    "Section",
    "Source",
    "bundled_programmes",
    "content_key",
    "copies_of_recommendations",
    "import_recommendations",
    "load_bundled_programmes",
    "load_programme",
    "merge_statements",
    "programme",
    "read_programme",
    "restore_recommendations",
    "visible_meetings",
    "visible_programmes",
]
