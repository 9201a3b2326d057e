"""What other apps may use of consultation: programmes, their facts and meetings, recommendations."""

from mashura.consultation.actions.programmes import (ProgrammeReport, load_bundled_programmes, load_programme)
from mashura.consultation.actions.recommendation_copies import (RecommendationCopy, copies_of_recommendations, restore_recommendations)
from mashura.consultation.actions.recommendation_imports import (import_recommendations)
from mashura.consultation.incoming import (DifferenceReport, IncomingRecommendation, RowProblem, content_key, merge_statements)
from mashura.consultation.models import (Meeting, Programme, Addressee, Recommendation, RecommendationLink, RecommendationOrigin, RecommendationVersion)
from mashura.consultation.programme_files import (Fact, MeetingEntry, ProgrammeFile, Report, Section, Source, bundled_programmes, read_programme)
from mashura.consultation.queries.programmes import (programme, visible_meetings, visible_programmes)
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
]
