"""Rows of recommendations and what belongs to them for the access matrix."""

from tests.access.rows import row_for, unique
from tests.consultation.rows import saved_programme
from tests.evidence.rows_findings import finding, material

from mashura.consultation.models import (
    Addressee,
    Recommendation,
    RecommendationLink,
    RecommendationOrigin,
    RecommendationVersion,
)
from mashura.kit.expressions import Expressions


@row_for(Recommendation)
def recommendation(scope):
    return Recommendation(
        programme=saved_programme(scope), ref=f"R-{unique()}", source_kind="workshop", **material(scope)
    )


def part_of_one(model, scope, **values):
    parent = recommendation(scope)
    parent.save()
    row = model(recommendation=parent, **values)
    row.take_scope_of(parent)
    return row


@row_for(RecommendationVersion)
def recommendation_version(scope):
    text = Expressions.of("en", "Protect everybody (fictional).")
    return part_of_one(RecommendationVersion, scope, number=1, stage="draft-study", text=text)


@row_for(Addressee)
def addressee(scope):
    names = {"en": "A government (fictional)"}
    return part_of_one(Addressee, scope, addressee_class="ministry", country=scope.country, names=names, role="lead")


@row_for(RecommendationOrigin)
def recommendation_origin(scope):
    source = finding(scope)
    source.save()
    return part_of_one(RecommendationOrigin, scope, finding=source)


@row_for(RecommendationLink)
def recommendation_link(scope):
    other = recommendation(scope)
    other.save()
    return part_of_one(RecommendationLink, scope, other=other, kind="repeats")
