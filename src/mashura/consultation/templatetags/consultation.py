"""What consultation puts on the pages of evidence."""

from django import template
from django.template.context import Context

from mashura.consultation.models import Recommendation, RecommendationVersion
from mashura.consultation.queries.recommendations import current_versions, recommendations_from
from mashura.evidence.models import Finding

register = template.Library()


@register.simple_tag(takes_context=True)
def recommendations_of(context: Context, finding: Finding) -> list[tuple[Recommendation, RecommendationVersion | None]]:
    """`{% recommendations_of finding as rows %}`: what the reader may see of it."""
    actor = context["request"].actor
    rows = list(recommendations_from(actor, finding=finding))
    versions = current_versions(actor, rows)
    return [(row, versions.get(row.pk)) for row in rows]
