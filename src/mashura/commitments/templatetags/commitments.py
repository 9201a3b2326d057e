"""Template tags of commitments: what codes are called, measured values, and the answers to a recommendation."""

from decimal import Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import get_language

from mashura.access.public import Permission, can
from mashura.commitments.actions.assessments import may_assess
from mashura.commitments.actions.guard import UNSETTLED
from mashura.commitments.models import CommitmentVersion
from mashura.commitments.queries.assessments import by_country
from mashura.commitments.queries.choices import may_respond
from mashura.commitments.queries.responses import Answered, responses_to
from mashura.commitments.rules.positions import Position, binary_of
from mashura.commitments.wording import BY_KIND, MOODS
from mashura.consultation.models import Recommendation
from mashura.kit.numbers import format_number, format_percent
from mashura.kit.reader import current_reader
from mashura.reference.public import addressee_classes
from mashura.reference.public import country_name as name_of_country

register = template.Library()


@register.filter
def called(code: object, kind: str) -> str:
    """`{{ row.status|called:"status" }}`: what a code is called in the reader's language; the code if unknown."""
    found = BY_KIND[kind].get(str(code))
    return str(found) if found is not None else str(code)


@register.filter
def mood(code: object, kind: str) -> str:
    """`{{ duty.state|mood:"duty" }}`: the kind of badge for a state, "" where no colour belongs."""
    return MOODS.get(kind, {}).get(str(code), "")


@register.filter
def binary(position: str) -> str:
    """`{{ response.position|binary }}`: the code of the binary that follows from a position."""
    return binary_of(Position(position)).value


@register.filter
def country(code: str) -> str:
    """`{{ row.country|country }}`: a country's name in the reader's language, "" for none."""
    return name_of_country(code, get_language() or "en") if code else ""


@register.filter
def class_title(code: str) -> Any:
    """`{{ row.owner_class|class_title }}`: a class of addressees, as a localised value."""
    found = addressee_classes().get(code)
    return found.title if found is not None else code


@register.filter
def in_unit(value: Decimal | None, unit: str) -> str:
    """`{{ value|in_unit:indicator.unit }}`: a measured value with as many decimals as it has, at most two."""
    reader = current_reader()
    if value is None:
        return format_number(None, language=reader.language)
    exponent = value.normalize().as_tuple().exponent
    decimals = min(max(-exponent, 0), 2) if isinstance(exponent, int) else 0
    write = format_percent if unit == "percent" else format_number
    return write(value, language=reader.language, decimals=decimals, digits=reader.shown_digits)


@register.filter
def as_percent(share: Decimal | None) -> str:
    """`{{ measured.achieved|as_percent }}`: a share between 0 and 1 as a percentage, not clamped."""
    reader = current_reader()
    value = None if share is None else share * 100
    return format_percent(value, language=reader.language, digits=reader.shown_digits)


@register.filter
def is_added(version: CommitmentVersion, field: str) -> bool:
    """`{% if version|is_added:"text" %}`: the reader's language came to it after the commitment was confirmed."""
    return version.is_added(field, current_reader().language)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`{{ versions|get:row.pk }}`: the value of a key, None without one."""
    return mapping.get(key)


@register.inclusion_tag("commitments/_responses.html", takes_context=True)
def responses(context: Context, recommendation: Recommendation) -> dict[str, Any]:
    """`{% responses recommendation %}`: every addressee's current answer, the earlier ones, and what follows.

    For the page of a recommendation: `{% load commitments %}`; the request of the page says who reads.
    """
    actor = context["request"].actor
    found = responses_to(actor, recommendation)
    return {
        "request": context["request"],
        "recommendation": recommendation,
        "answered": [(one, may_respond(actor, one)) for one in found],
        "may_split": can(actor, Permission.PROGRAMME_RECOMMENDATION_SETTLE, recommendation),
    }


@register.inclusion_tag("commitments/_assessed.html", takes_context=True)
def assessed(context: Context, recommendation: Recommendation) -> dict[str, Any]:
    """`{% assessed recommendation %}`: what parties say of it in each country; nothing while its words may change."""
    actor = context["request"].actor
    found = {} if recommendation.state in UNSETTLED else by_country(actor, recommendation, get_language() or "en")
    return {
        "recommendation": recommendation,
        "countries": [(code, one, may_assess(actor, recommendation, code)) for code, one in found.items()],
    }


@register.inclusion_tag("commitments/_answer.html")
def answer(answered: Answered) -> dict[str, Any]:
    """`{% answer answered %}`: the current answer of one addressee with its source, and those before it."""
    return {"answered": answered}
