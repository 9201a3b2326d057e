"""Rows of the study and of translations for the access matrix."""

from tests.access.rows import row_for, unique, unique_hash
from tests.consultation.rows import saved_programme
from tests.evidence.rows_findings import finding, material

from mashura.consultation.models import (
    Study,
    StudyCitation,
    StudyParagraph,
    StudyPart,
    StudyVersion,
    TranslationRecord,
)
from mashura.kit.expressions import Expressions


def saved(row):
    row.save()
    return row


@row_for(Study)
def study(scope):
    return Study(
        programme=saved_programme(scope),
        author=scope.user,
        key=f"study-{unique()}",
        title=Expressions.of("en", "A study (fictional)"),
        **material(scope),
    )


@row_for(StudyVersion)
def study_version(scope):
    return StudyVersion(
        study=saved(study(scope)),
        programme=scope.programme,
        author=scope.user,
        number=1,
        stage="draft-study",
        **material(scope),
    )


@row_for(StudyPart)
def study_part(scope):
    return StudyPart(
        version=saved(study_version(scope)),
        programme=scope.programme,
        author=scope.user,
        key="method",
        position=1,
        title=Expressions.of("en", "Method (fictional)"),
        **material(scope),
    )


@row_for(StudyParagraph)
def study_paragraph(scope):
    parent = saved(study_part(scope))
    row = StudyParagraph(part=parent, key="one", position=1, text=Expressions.of("en", "A paragraph (fictional)."))
    row.take_scope_of(parent)
    return row


@row_for(StudyCitation)
def study_citation(scope):
    parent = saved(study_paragraph(scope))
    row = StudyCitation(paragraph=parent, finding=saved(finding(scope)))
    row.take_scope_of(parent)
    return row


@row_for(TranslationRecord)
def translation_record(scope):
    return TranslationRecord(
        translator=scope.user,
        subject="consultation.studyparagraph",
        object_id=unique_hash(),
        field="text",
        language="ar",
        text_sha256=unique_hash(),
    )
