"""What other apps may use of consultation: programmes, their facts and meetings, recommendations."""

from mashura.consultation.actions.addressees import AddresseeEntry, add_origin, address_to, remove_origin
from mashura.consultation.actions.agenda_notes import keep_note, settle_note
from mashura.consultation.actions.comments import AnswerEntry, answer_comment, make_comment
from mashura.consultation.actions.comments import close_round as close_comment_round
from mashura.consultation.actions.comments import open_round as open_comment_round
from mashura.consultation.actions.comments import publish_answers as publish_comment_answers
from mashura.consultation.actions.comments import second_read as second_read_comment
from mashura.consultation.actions.conclusions import add_conclusion
from mashura.consultation.actions.delegations import InstitutionEntry, save_delegation
from mashura.consultation.actions.documents import link_document, save_document
from mashura.consultation.actions.meeting_day import ask_for_floor, preside, take_item, withdraw_request
from mashura.consultation.actions.meetings import record_attendance, save_agenda_item, seat_participant
from mashura.consultation.actions.practice_notes import write_practice_note
from mashura.consultation.actions.procedure import pin_rules, set_rules
from mashura.consultation.actions.programmes import (
    ProgrammeReport,
    change_programme,
    load_bundled_programmes,
    load_programme,
    release_programme,
    set_up_programme,
    withdraw_programme,
)
from mashura.consultation.actions.recommendation_copies import (
    RecommendationCopy,
    copies_of_recommendations,
    restore_recommendations,
)
from mashura.consultation.actions.recommendation_files import RecommendationReport, load_recommendations
from mashura.consultation.actions.recommendation_imports import import_recommendations
from mashura.consultation.actions.recommendation_splits import SplitPart, split_into_parts
from mashura.consultation.actions.recommendations import (
    adopt_recommendation,
    classify_recommendation,
    close_recommendation,
    consolidate_recommendation,
    draft_recommendation,
    edit_draft,
    issue_recommendation,
    make_version,
    merge_recommendation,
    open_recommendation,
    propose_recommendation,
    publish_recommendation,
    release_recommendation,
    repeat_recommendation,
    review_recommendation,
    split_recommendation,
    supersede_recommendation,
    take_step,
    translate_recommendation,
    withdraw_recommendation,
)
from mashura.consultation.actions.register import (
    RegisterReport,
    add_source,
    load_register,
    publish_entry,
    release_entry,
    write_entry,
)
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
from mashura.consultation.actions.technical_assistance import (
    answer_request,
    publish_request,
    release_request,
    request_assistance,
)
from mashura.consultation.actions.translations import review_translation, translate_text
from mashura.consultation.document_store import MAX_BYTES as MAX_DOCUMENT_BYTES
from mashura.consultation.document_store import MEDIA_TYPES as DOCUMENT_TYPES
from mashura.consultation.document_store import KeptFile, media_type_of
from mashura.consultation.document_store import is_kept as is_document_kept
from mashura.consultation.document_store import keep_file as keep_document
from mashura.consultation.document_store import path_of as document_path
from mashura.consultation.incoming import (
    DifferenceReport,
    IncomingRecommendation,
    RowProblem,
    content_key,
    merge_statements,
)
from mashura.consultation.models import (
    Addressee,
    Delegation,
    Meeting,
    MeetingConclusion,
    PracticeNote,
    Programme,
    Recommendation,
    RecommendationLink,
    RecommendationOrigin,
    RecommendationVersion,
    RegisterEntry,
    RegisterSource,
    TechnicalAssistance,
)
from mashura.consultation.programme_files import (
    Fact,
    MeetingEntry,
    Partner,
    ProgrammeFile,
    Report,
    Section,
    Source,
    bundled_programmes,
    read_programme,
)
from mashura.consultation.queries.meetings import agenda as meeting_agenda
from mashura.consultation.queries.meetings import conclusions, delegations, meeting, meetings_seen
from mashura.consultation.queries.practice_notes import visible_practice_notes
from mashura.consultation.queries.programmes import (
    programme,
    programme_file,
    visible_documents,
    visible_meetings,
    visible_programmes,
)
from mashura.consultation.queries.recommendations import (
    RecommendationFilter,
    addressees_of,
    count_recommendations,
    current_versions,
    links_of,
    origins_of,
    recommendation,
    recommendations_from,
    recommendations_to_publish,
    recommendations_to_release,
    versions_of,
    visible_recommendations,
)
from mashura.consultation.queries.register import (
    entries_in_order,
    narrowed_entries,
    sources_of,
    visible_assistance,
    visible_entries,
)
from mashura.consultation.queries.register import entry as register_entry
from mashura.consultation.queries.study import Contents as StudyContents
from mashura.consultation.queries.study import ParagraphShown as StudyParagraphShown
from mashura.consultation.queries.study import study_contents, visible_studies
from mashura.consultation.recommendation_downloads import recommendation_json
from mashura.consultation.recommendation_files import (
    PublishedPosition,
    PublishedRecommendation,
    RecommendationFile,
    bundled_recommendations,
)
from mashura.consultation.register_downloads import register_rows
from mashura.consultation.register_files import PublishedEntry, read_register
from mashura.consultation.rules.agenda_notes import Choice as NoteChoice
from mashura.consultation.rules.comments import CommentClass, Disposition
from mashura.consultation.rules.meeting_day import Standing as ItemStanding
from mashura.consultation.rules.procedure import Holders
from mashura.consultation.rules.recommendations import Particulars, Stage, Unit
from mashura.consultation.rules.recommendations import State as RecommendationState
from mashura.consultation.rules.register import STATUSES_OF as ENTRY_STATUSES
from mashura.consultation.rules.register import Filter as EntryFilter
from mashura.consultation.rules.register import Particulars as EntryParticulars
from mashura.consultation.rules.register import SourceParticulars
from mashura.consultation.rules.register import side_by_side as entries_side_by_side
from mashura.consultation.rules.speakers import Act as FloorAct
from mashura.consultation.rules.speakers import SpeechKind
from mashura.consultation.study_wording import plain_words as plain_study_text

__all__ = [
    "DOCUMENT_TYPES",
    "ENTRY_STATUSES",
    "MAX_DOCUMENT_BYTES",
    "Addressee",
    "AddresseeEntry",
    "AnswerEntry",
    "CommentClass",
    "Delegation",
    "DifferenceReport",
    "Disposition",
    "EntryFilter",
    "EntryParticulars",
    "Fact",
    "FloorAct",
    "Holders",
    "IncomingRecommendation",
    "InstitutionEntry",
    "ItemStanding",
    "KeptFile",
    "Meeting",
    "MeetingConclusion",
    "MeetingEntry",
    "NoteChoice",
    "Particulars",
    "Partner",
    "PracticeNote",
    "Programme",
    "ProgrammeFile",
    "ProgrammeReport",
    "PublishedEntry",
    "PublishedPosition",
    "PublishedRecommendation",
    "Recommendation",
    "RecommendationCopy",
    "RecommendationFile",
    "RecommendationFilter",
    "RecommendationLink",
    "RecommendationOrigin",
    "RecommendationReport",
    "RecommendationState",
    "RecommendationVersion",
    "RegisterEntry",
    "RegisterReport",
    "RegisterSource",
    "Report",
    "RowProblem",
    "Section",
    "Source",
    "SourceParticulars",
    "SpeechKind",
    "SplitPart",
    "Stage",
    "StudyContents",
    "StudyParagraphShown",
    "TechnicalAssistance",
    "Unit",
    "add_conclusion",
    "add_origin",
    "add_source",
    "add_study_paragraph",
    "add_study_part",
    "address_to",
    "addressees_of",
    "adopt_recommendation",
    "answer_comment",
    "answer_request",
    "ask_for_floor",
    "bundled_programmes",
    "bundled_recommendations",
    "change_programme",
    "cite_finding_in_study",
    "classify_recommendation",
    "close_comment_round",
    "close_recommendation",
    "conclusions",
    "consolidate_recommendation",
    "content_key",
    "copies_of_recommendations",
    "count_recommendations",
    "current_versions",
    "delegations",
    "document_path",
    "draft_recommendation",
    "edit_draft",
    "edit_study_paragraph",
    "entries_in_order",
    "entries_side_by_side",
    "import_recommendations",
    "is_document_kept",
    "issue_recommendation",
    "keep_document",
    "keep_note",
    "link_document",
    "links_of",
    "load_bundled_programmes",
    "load_programme",
    "load_recommendations",
    "load_register",
    "make_comment",
    "make_study_version",
    "make_version",
    "media_type_of",
    "meeting",
    "meeting_agenda",
    "meetings_seen",
    "merge_recommendation",
    "merge_statements",
    "move_study_paragraph",
    "narrowed_entries",
    "open_comment_round",
    "open_recommendation",
    "open_study_part",
    "origins_of",
    "pin_rules",
    "plain_study_text",
    "preside",
    "programme",
    "programme_file",
    "propose_recommendation",
    "publish_comment_answers",
    "publish_entry",
    "publish_recommendation",
    "publish_request",
    "publish_study_version",
    "read_programme",
    "read_register",
    "recommendation",
    "recommendation_json",
    "recommendations_from",
    "recommendations_to_publish",
    "recommendations_to_release",
    "record_attendance",
    "register_entry",
    "register_rows",
    "release_entry",
    "release_programme",
    "release_recommendation",
    "release_request",
    "remove_origin",
    "remove_study_paragraph",
    "repeat_recommendation",
    "request_assistance",
    "restore_recommendations",
    "review_recommendation",
    "review_translation",
    "save_agenda_item",
    "save_delegation",
    "save_document",
    "seat_participant",
    "second_read_comment",
    "set_rules",
    "set_up_programme",
    "settle_note",
    "sources_of",
    "split_into_parts",
    "split_recommendation",
    "start_study",
    "study_contents",
    "supersede_recommendation",
    "take_item",
    "take_step",
    "translate_recommendation",
    "translate_text",
    "versions_of",
    "visible_assistance",
    "visible_documents",
    "visible_entries",
    "visible_meetings",
    "visible_practice_notes",
    "visible_programmes",
    "visible_recommendations",
    "visible_studies",
    "withdraw_programme",
    "withdraw_recommendation",
    "withdraw_request",
    "write_entry",
    "write_practice_note",
]
