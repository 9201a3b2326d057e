"""Rows of sources and findings for the access matrix."""

from datetime import date

from tests.access.rows import row_for, unique

from mashura.evidence.models import FieldSource, Finding, FindingEvidence, Source
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions


def material(scope):
    """The scope columns of material about no single country, so that it may be released or not as the scope says."""
    return {
        "open_to": [scope.country],
        "is_released": scope.is_released,
        "public_from": now() if scope.is_released else None,
    }


@row_for(Source)
def source(scope):
    return Source(
        programme=scope.programme,
        key=f"source-{unique()}",
        kind="document",
        title={"en": "A source (fictional)"},
        publisher={"en": "A publisher (fictional)"},
        **material(scope),
    )


@row_for(FieldSource)
def field_source(scope):
    return FieldSource(
        programme=scope.programme,
        author=scope.user,
        label="R-1",
        kind="interview",
        respondent="expert",
        country=scope.country,
        held_on=date(2030, 1, 1),
    )


@row_for(Finding)
def finding(scope):
    return Finding(
        programme=scope.programme,
        ref=f"F-{unique()}",
        kind="descriptive",
        theme="R1",
        statement=Expressions.of("en", "A statement (fictional)."),
        **material(scope),
    )


@row_for(FindingEvidence)
def finding_evidence(scope):
    parent = finding(scope)
    parent.save()
    row = FindingEvidence(finding=parent, stance="supports", why={"en": "It says so."}, figure="deaths-at-sea")
    row.take_scope_of(parent)
    return row
