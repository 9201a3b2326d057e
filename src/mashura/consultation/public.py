"""What other apps may use of consultation: programmes, their facts and meetings, recommendations."""

from mashura.consultation.actions.programmes import (ProgrammeReport, load_bundled_programmes, load_programme, change_programme, release_programme, set_up_programme, withdraw_programme)
from mashura.consultation.actions.recommendation_copies import (RecommendationCopy, copies_of_recommendations, restore_recommendations)
from mashura.consultation.actions.recommendation_imports import (import_recommendations)
from mashura.consultation.incoming import (DifferenceReport, IncomingRecommendation, RowProblem, content_key, merge_statements)
from mashura.consultation.models import (Meeting, Programme, Addressee, Recommendation, RecommendationLink, RecommendationOrigin, RecommendationVersion, RegisterEntry, RegisterSource, TechnicalAssistance, Delegation, MeetingConclusion, PracticeNote)
from mashura.consultation.programme_files import (Fact, MeetingEntry, ProgrammeFile, Report, Section, Source, bundled_programmes, read_programme)
from mashura.consultation.queries.programmes import (programme, visible_meetings, visible_programmes, programme_file, visible_documents)
from mashura.consultation.actions.study import (add_paragraph as add_study_paragraph, add_part as add_study_part, cite_finding as cite_finding_in_study, edit_paragraph as edit_study_paragraph, make_version as make_study_version, move_paragraph as move_study_paragraph, open_part as open_study_part, publish_version as publish_study_version, remove_paragraph as remove_study_paragraph, start_study)
from mashura.consultation.actions.translations import (review_translation, translate_text)
from mashura.consultation.queries.study import (Contents as StudyContents, study_contents, visible_studies)
from mashura.consultation.actions.addressees import (AddresseeEntry, add_origin, address_to, remove_origin)
from mashura.consultation.actions.recommendation_files import (RecommendationReport, load_recommendations)
from mashura.consultation.actions.recommendations import (adopt_recommendation, classify_recommendation, close_recommendation, consolidate_recommendation, draft_recommendation, edit_draft, issue_recommendation, make_version, merge_recommendation, open_recommendation, propose_recommendation, publish_recommendation, release_recommendation, repeat_recommendation, review_recommendation, split_recommendation, supersede_recommendation, take_step, translate_recommendation, withdraw_recommendation)
from mashura.consultation.queries.recommendations import (RecommendationFilter, addressees_of, count_recommendations, current_versions, links_of, origins_of, recommendation, recommendations_from, recommendations_to_publish, recommendations_to_release, versions_of, visible_recommendations)
from mashura.consultation.recommendation_downloads import (recommendation_json)
from mashura.consultation.recommendation_files import (PublishedPosition, PublishedRecommendation, RecommendationFile, bundled_recommendations)
from mashura.consultation.rules.recommendations import (Particulars, Stage, Unit, State as RecommendationState)
from mashura.consultation.actions.register import (RegisterReport, add_source, load_register, publish_entry, release_entry, write_entry)
from mashura.consultation.actions.technical_assistance import (answer_request, publish_request, release_request, request_assistance)
from mashura.consultation.queries.register import (entries_in_order, sources_of, visible_assistance, visible_entries)
from mashura.consultation.register_files import (PublishedEntry, read_register)
from mashura.consultation.rules.register import (Particulars as EntryParticulars, SourceParticulars, side_by_side as entries_side_by_side)
from mashura.consultation.actions.conclusions import (add_conclusion)
from mashura.consultation.actions.documents import (link_document, save_document)
from mashura.consultation.actions.meetings import (record_attendance, save_agenda_item, save_delegation, seat_participant)
from mashura.consultation.actions.practice_notes import (write_practice_note)
from mashura.consultation.queries.meetings import (conclusions, delegations, meeting, meetings_seen)
from mashura.consultation.queries.practice_notes import (visible_practice_notes)

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
    "StudyContents",
    "add_study_paragraph",
    "add_study_part",
    "cite_finding_in_study",
    "edit_study_paragraph",
    "make_study_version",
    "move_study_paragraph",
    "open_study_part",
    "publish_study_version",
    "remove_study_paragraph",
    "review_translation",
    "start_study",
    "study_contents",
    "translate_text",
    "visible_studies",
    "Addressee",
    "AddresseeEntry",
    "Particulars",
    "PublishedPosition",
    "PublishedRecommendation",
    "Recommendation",
    "RecommendationFile",
    "RecommendationFilter",
    "RecommendationLink",
    "RecommendationOrigin",
    "RecommendationReport",
    "RecommendationState",
    "RecommendationVersion",
    "Stage",
    "Unit",
    "add_origin",
    "address_to",
    "addressees_of",
    "adopt_recommendation",
    "bundled_recommendations",
    "classify_recommendation",
    "close_recommendation",
    "consolidate_recommendation",
    "count_recommendations",
    "current_versions",
    "draft_recommendation",
    "edit_draft",
    "issue_recommendation",
    "links_of",
    "load_recommendations",
    "make_version",
    "merge_recommendation",
    "open_recommendation",
    "origins_of",
    "propose_recommendation",
    "publish_recommendation",
    "recommendation",
    "recommendation_json",
    "recommendations_from",
    "recommendations_to_publish",
    "recommendations_to_release",
    "release_recommendation",
    "remove_origin",
    "repeat_recommendation",
    "review_recommendation",
    "split_recommendation",
    "supersede_recommendation",
    "take_step",
    "translate_recommendation",
    "versions_of",
    "visible_recommendations",
    "withdraw_recommendation",
    "EntryParticulars",
    "PublishedEntry",
    "RegisterEntry",
    "RegisterReport",
    "RegisterSource",
    "SourceParticulars",
    "TechnicalAssistance",
    "add_source",
    "answer_request",
    "entries_in_order",
    "entries_side_by_side",
    "load_register",
    "publish_entry",
    "publish_request",
    "read_register",
    "release_entry",
    "release_request",
    "request_assistance",
    "sources_of",
    "visible_assistance",
    "visible_entries",
    "write_entry",
    "Delegation",
    "MeetingConclusion",
    "PracticeNote",
    "add_conclusion",
    "change_programme",
    "conclusions",
    "delegations",
    "link_document",
    "meeting",
    "meetings_seen",
    "programme_file",
    "record_attendance",
    "release_programme",
    "save_agenda_item",
    "save_delegation",
    "save_document",
    "seat_participant",
    "set_up_programme",
    "visible_documents",
    "visible_practice_notes",
    "withdraw_programme",
    "write_practice_note",
]
