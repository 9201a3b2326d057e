"""The tables of consultation, one file per noun."""

from mashura.consultation.models.comments import Comment, CommentAnswer, CommentRound
from mashura.consultation.models.conclusions import MeetingConclusion
from mashura.consultation.models.documents import DocumentFile, ProgrammeDocument
from mashura.consultation.models.meeting_day import AgendaNote, SpeakerEvent
from mashura.consultation.models.meetings import (
    AgendaItem,
    Delegation,
    DelegationInstitution,
    Participant,
    ParticipantName,
)
from mashura.consultation.models.practice_notes import PracticeNote
from mashura.consultation.models.procedure import RulesVersion
from mashura.consultation.models.programmes import CODE_PATTERN, Meeting, Programme
from mashura.consultation.models.recommendations import (
    Addressee,
    Recommendation,
    RecommendationLink,
    RecommendationOrigin,
    RecommendationVersion,
)
from mashura.consultation.models.register import RegisterEntry, RegisterSource, TechnicalAssistance
from mashura.consultation.models.study import Study, StudyCitation, StudyParagraph, StudyPart, StudyVersion
from mashura.consultation.models.translations import TranslationRecord

__all__ = [
    "CODE_PATTERN",
    "Addressee",
    "AgendaItem",
    "AgendaNote",
    "Comment",
    "CommentAnswer",
    "CommentRound",
    "Delegation",
    "DelegationInstitution",
    "DocumentFile",
    "Meeting",
    "MeetingConclusion",
    "Participant",
    "ParticipantName",
    "PracticeNote",
    "Programme",
    "ProgrammeDocument",
    "Recommendation",
    "RecommendationLink",
    "RecommendationOrigin",
    "RecommendationVersion",
    "RegisterEntry",
    "RegisterSource",
    "RulesVersion",
    "SpeakerEvent",
    "Study",
    "StudyCitation",
    "StudyParagraph",
    "StudyPart",
    "StudyVersion",
    "TechnicalAssistance",
    "TranslationRecord",
]
