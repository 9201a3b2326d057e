"""Rows of the register and of technical assistance for the access matrix."""

from datetime import date

from tests.access.rows import row_for, unique
from tests.consultation.rows import saved_programme

from mashura.consultation.models import RegisterEntry, RegisterSource, TechnicalAssistance
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions


def of_one_country(scope):
    """The scope columns of material about one country, released and public where the scope says so."""
    return {
        "countries": [scope.country],
        "open_to": [scope.country],
        "released_by": [scope.country] if scope.is_released else [],
        "is_released": scope.is_released,
        "public_from": now() if scope.is_released else None,
    }


@row_for(RegisterEntry)
def register_entry(scope):
    return RegisterEntry(
        programme=saved_programme(scope),
        key=f"entry-{unique()}",
        kind="law",
        status="in-force",
        title={"en": "A law (fictional)"},
        title_language="en",
        description=Expressions.of("en", "It protects everybody (fictional)."),
        themes=["R1"],
        **of_one_country(scope),
    )


@row_for(RegisterSource)
def register_source(scope):
    parent = register_entry(scope)
    parent.save()
    row = RegisterSource(
        entry=parent,
        title={"en": "A page (fictional)"},
        publisher={"en": "A publisher (fictional)"},
        url="https://example.org/law",
        checked_on=date(2030, 1, 1),
    )
    row.take_scope_of(parent)
    return row


@row_for(TechnicalAssistance)
def technical_assistance(scope):
    return TechnicalAssistance(
        programme=saved_programme(scope),
        key=f"request-{unique()}",
        subject=Expressions.of("en", "Training of border guards (fictional)."),
        themes=["B"],
        requested_on=date(2030, 1, 1),
        **of_one_country(scope),
    )
