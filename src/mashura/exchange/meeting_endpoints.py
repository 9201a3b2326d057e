"""Meetings for machines: when and where each was held, who took part, what was concluded."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.params.functions import Query

from mashura.access.public import ANONYMOUS
from mashura.consultation.models import Meeting
from mashura.consultation.public import conclusions, delegations, meeting, meetings_seen
from mashura.exchange.asking import (
    REFUSALS,
    ProgrammeQuery,
    TextOut,
    by_language,
    check_address,
    check_names,
    check_value,
    countries_of,
    page,
    programmes_asked,
)

router = Router()


class MeetingOut(Schema):
    """A meeting, known by its programme and key. Texts are by language."""

    programme: str
    is_fictional: bool
    key: str
    kind: str
    country: str
    starts: dt.date
    ends: dt.date
    title: dict[str, str]
    place: dict[str, str]
    partners: dict[str, str]
    participants: dict[str, str]
    subjects: dict[str, str]
    hosts: dict[str, str]
    topics: list[str]


class MeetingPageOut(Schema):
    """Part of the list, the newest first; `count` counts all."""

    count: int
    meetings: list[MeetingOut]


class DelegationOut(Schema):
    """A delegation with the institutions it is made of; a State's has its country and no name. No person is named."""

    key: str
    kind: str
    country: str
    names: dict[str, str]
    is_organiser: bool
    institutions: list[dict[str, str]]


class ConclusionOut(TextOut):
    """A conclusion of a meeting, known by its number."""

    number: int
    topic: str
    countries: list[str]


class MeetingWholeOut(MeetingOut):
    """One meeting with its delegations, in the English order of precedence, and its public conclusions."""

    delegations: list[DelegationOut]
    conclusions: list[ConclusionOut]


class MeetingQuery(ProgrammeQuery):
    """The filters of the list of meetings."""

    kind: str = Field("", description="national-workshop or regional-meeting; empty for all.")
    country: str = Field("", description="Where it is held; empty for all.")


_QUERY: Any = Query(...)


@router.get("/meetings", response={200: MeetingPageOut, **REFUSALS}, summary="Meetings")
def meetings(request: HttpRequest, query: MeetingQuery = _QUERY) -> dict[str, Any]:
    """The meetings of the public programmes, the newest first."""
    check_names(request, query)
    programmes = programmes_asked(query.programme)
    check_value("kind", query.kind, Meeting.Kind.values)
    check_value("country", query.country, countries_of(programmes))
    rows = meetings_seen(ANONYMOUS).filter(is_released=True, programme__in=programmes)
    for name in ("kind", "country"):
        if value := getattr(query, name):
            rows = rows.filter(**{name: value})
    return {"count": rows.count(), "meetings": [_row(one) for one in page(rows, query)]}


@router.get("/meetings/{programme}/{key}", response={200: MeetingWholeOut, **REFUSALS}, summary="One meeting")
def one_meeting(request: HttpRequest, programme: str, key: str) -> dict[str, Any]:  # noqa: ARG001 - ninja passes it
    """One meeting by its programme and key."""
    check_address(programme, key)
    held = meeting(ANONYMOUS, programme, key)
    return _row(held) | {
        "delegations": [
            {
                "key": one.delegation.key,
                "kind": one.delegation.kind,
                "country": one.delegation.country,
                "names": dict(one.delegation.names),
                "is_organiser": one.delegation.is_organiser,
                "institutions": [dict(body.names) for body in one.institutions],
            }
            for one in delegations(ANONYMOUS, held, "en")
        ],
        "conclusions": [
            {"number": one.number, "topic": one.topic, "countries": list(one.countries)}
            | by_language(one.text, held.programme.languages)
            for one in conclusions(ANONYMOUS, held).filter(is_released=True)
        ],
    }


def _row(row: Meeting) -> dict[str, Any]:
    return {
        "programme": row.programme_id,
        "is_fictional": row.programme.is_fictional,
        "key": row.key,
        "kind": row.kind,
        "country": row.country,
        "starts": row.starts,
        "ends": row.ends,
        **{
            name: dict(getattr(row, name))
            for name in ("title", "place", "partners", "participants", "subjects", "hosts")
        },
        "topics": list(row.topics),
    }
