"""Rows of meetings and what belongs to them for the access matrix."""

from datetime import date

from tests.access.rows import row_for, unique, unique_text
from tests.consultation.rows import NAMES, meeting, saved_programme
from tests.evidence.rows_findings import material

from mashura.consultation.models import (
    AgendaItem,
    Delegation,
    DelegationInstitution,
    DocumentFile,
    MeetingConclusion,
    Participant,
    ParticipantName,
    PracticeNote,
    ProgrammeDocument,
    RulesVersion,
)
from mashura.consultation.rules.procedure import RulesOfProcedure
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions


def saved_meeting(scope):
    parent = meeting(scope)
    parent.save()
    return parent


def part_of_meeting(model, scope, **values):
    row = model(**values)
    row.take_scope_of(saved_meeting(scope))
    return row


@row_for(Delegation)
def delegation(scope):
    return part_of_meeting(Delegation, scope, key=f"one-{unique()}", kind="state", country=scope.country)


@row_for(AgendaItem)
def agenda_item(scope):
    return part_of_meeting(AgendaItem, scope, number=1, title=NAMES)


def part_of_delegation(model, scope, **values):
    parent = delegation(scope)
    if hasattr(model, "organisation"):
        # Country and organisation vary apart in the matrix, although no delegation has both.
        parent.organisation = scope.organisation
    parent.save()
    row = model(**values)
    row.take_scope_of(parent)
    return row


@row_for(DelegationInstitution)
def delegation_institution(scope):
    return part_of_delegation(DelegationInstitution, scope, position=1, names=NAMES)


@row_for(Participant)
def participant(scope):
    row = part_of_delegation(Participant, scope, rank=NAMES, capacity="head")
    place = DelegationInstitution(position=1, names=NAMES)
    place.take_scope_of(row.delegation)
    place.save()
    row.institution = place
    return row


@row_for(ParticipantName)
def participant_name(scope):
    seat = participant(scope)
    seat.save()
    row = ParticipantName(name="A fictional person", post=NAMES)
    row.take_scope_of(seat)
    return row


@row_for(RulesVersion)
def rules_version(scope):
    rules = RulesOfProcedure()
    programme = saved_programme(scope)
    content, sha256 = rules.as_mapping(), rules.sha256
    return RulesVersion(
        programme=programme, number=unique() % 30_000, content=content, sha256=sha256, is_released=scope.is_released
    )


@row_for(ProgrammeDocument)
def programme_document(scope):
    return ProgrammeDocument(
        programme=saved_programme(scope),
        key=f"document-{unique_text()}",
        title=NAMES,
        dated=date(2030, 3, 1),
        is_released=scope.is_released or None,
    )


@row_for(DocumentFile)
def document_file(scope):
    parent = programme_document(scope)
    parent.save()
    row = DocumentFile(language="en", url="https://example.org/document")
    row.take_scope_of(parent)
    return row


@row_for(MeetingConclusion)
def meeting_conclusion(scope):
    held = saved_meeting(scope)
    text = Expressions.of("en", "Clinics are open to everybody (fictional).")
    return MeetingConclusion(programme_id=held.programme_id, meeting=held, number=1, text=text, **material(scope))


@row_for(PracticeNote)
def practice_note(scope):
    return PracticeNote(
        programme=saved_programme(scope),
        topic="1",
        title=Expressions.of("en", "A practice (fictional)"),
        text=Expressions.of("en", "What was tried and what came of it (fictional)."),
        countries=[scope.country],
        open_to=[scope.country],
        released_by=[scope.country] if scope.is_released else [],
        is_released=scope.is_released,
        public_from=now() if scope.is_released else None,
    )
