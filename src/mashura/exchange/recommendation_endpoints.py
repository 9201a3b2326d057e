"""Recommendations for machines: the list by filter, and one with its versions, as the actor may see them."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.params.functions import Query

from mashura.access.public import Actor
from mashura.consultation.public import (
    RecommendationFilter,
    addressees_of,
    current_versions,
    recommendation,
    recommendation_json,
    versions_of,
    visible_recommendations,
)
from mashura.exchange.asking import REFUSALS, PageQuery, check_address, check_names, page

router = Router()


class AddresseeOut(Schema):
    """A body to which a recommendation is addressed; `names` are by language."""

    addressee_class: str = Field(alias="class")
    country: str
    role: str
    names: dict[str, str]


class RecommendationOut(Schema):
    """A recommendation in codes, with the texts of the version in force and how each stands to the original."""

    programme: str
    is_fictional: bool
    ref: str
    state: str
    countries: list[str]
    theme: str
    secondary_themes: list[str]
    affected_groups: list[str]
    action_strength: int | None
    source_kind: str
    source_symbol: str
    source_paragraph: str
    source_dated: dt.date | None
    version: int | None
    original_language: str
    text: dict[str, str]
    standing: dict[str, str]
    addressees: list[AddresseeOut]


class VersionOut(Schema):
    """The words of a recommendation at one stage."""

    number: int
    stage: str
    is_issued: bool
    made_at: dt.datetime
    text: dict[str, str]


class RecommendationWholeOut(RecommendationOut):
    """One recommendation with who made it, and its versions from the first to the last."""

    proposers: list[str]
    versions: list[VersionOut]


class RecommendationPageOut(Schema):
    """Part of the list. `count` counts entries of the register."""

    count: int
    recommendations: list[RecommendationOut]


class RecommendationQuery(PageQuery):
    """What is asked for; the filters are those of the page of recommendations."""

    programme: str = ""
    topic: str = ""
    theme: str = ""
    addressee: str = ""
    country: str = ""
    state: str = ""
    q: str = ""


_QUERY: Any = Query(...)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    return actor


@router.get(
    "/recommendations",
    response={200: RecommendationPageOut, **REFUSALS},
    by_alias=True,
    summary="Recommendations by filter",
)
def recommendations(request: HttpRequest, query: RecommendationQuery = _QUERY) -> dict[str, Any]:
    """The filters are those of the page of recommendations; an empty one asks for everything."""
    check_names(request, query)
    actor = _actor(request)
    asked = RecommendationFilter.of(query.dict(exclude={"offset", "limit"}))
    rows = visible_recommendations(actor, asked)
    found = page(rows, query)
    versions, addressees = current_versions(actor, found), addressees_of(actor, found)
    return {
        "count": rows.count(),
        "recommendations": [
            recommendation_json(row, versions.get(row.pk), addressees.get(row.pk, [])) for row in found
        ],
    }


@router.get(
    "/recommendations/{programme}/{ref}",
    response={200: RecommendationWholeOut, **REFUSALS},
    by_alias=True,
    summary="One recommendation",
)
def one_recommendation(request: HttpRequest, programme: str, ref: str) -> dict[str, Any]:
    """One recommendation by programme and reference, with its versions."""
    check_address(programme, ref)
    actor = _actor(request)
    found = recommendation(actor, programme, ref)
    version = current_versions(actor, [found]).get(found.pk)
    whole = recommendation_json(found, version, addressees_of(actor, [found]).get(found.pk, []))
    return whole | {
        "proposers": list(found.proposers),
        "versions": [
            {
                "number": one.number,
                "stage": one.stage,
                "is_issued": one.is_issued,
                "made_at": one.made_at,
                "text": dict(one.text.localised),
            }
            for one in versions_of(actor, found)
        ],
    }
