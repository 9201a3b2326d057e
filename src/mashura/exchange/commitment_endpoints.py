"""Commitments for machines: what was undertaken by whom, and what its indicators say now."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.params.functions import Query

from mashura.access.public import ANONYMOUS
from mashura.commitments.public import (
    CommitmentFilter,
    Listed,
    Measured,
    commitment_rows,
    listed,
    measured_by_commitment,
    one_listed,
)
from mashura.commitments.rules.states import CommitmentStatus
from mashura.exchange.asking import (
    REFUSALS,
    ProgrammeQuery,
    check_address,
    check_names,
    check_value,
    countries_of,
    page,
    programmes_asked,
)
from mashura.reference.public import addressee_groups, topics

router = Router()


class ValueOut(Schema):
    """A value on a day."""

    value: float
    on: dt.date


class ObservationOut(Schema):
    """The newest value of an indicator: measured (with the hash of the figure's result), or taken from its source."""

    value: float
    period: str
    on: dt.date
    status: str
    result_sha256: str
    source: dict[str, str]


class IndicatorOut(Schema):
    """An indicator of a commitment, known by its number; `achieved` is the share of the way to the last target."""

    number: int
    kind: str
    names: dict[str, str]
    unit: str
    direction: str
    figure: str
    params: dict[str, Any]
    value_name: str
    manual_source: dict[str, str]
    baseline: ValueOut
    targets: list[ValueOut]
    current: ObservationOut | None
    achieved: float | None


class CommitmentOut(Schema):
    """A commitment in the newest words that are public; it is known by its programme and reference."""

    programme: str
    is_fictional: bool
    ref: str
    version: int
    kind: str
    status: str
    country: str
    theme: str
    owner_class: str
    owner: dict[str, str]
    due_date: dt.date
    baseline_date: dt.date | None
    recommendations: list[str]
    share_of: str
    original_language: str
    text: dict[str, str]
    standing: dict[str, str]
    indicators: list[IndicatorOut]


class CommitmentPageOut(Schema):
    """Part of the list, by programme, country and reference; `count` counts all."""

    count: int
    commitments: list[CommitmentOut]


class CommitmentQuery(ProgrammeQuery):
    """The filters are those of the page of commitments."""

    country: str = Field("", description="The State; empty for all.")
    theme: str = Field("", description="A topic or theme by code; empty for all.")
    status: str = Field("", description="How far it is; empty for all.")
    owner: str = Field("", description="A broad class of owners; empty for all.")


_QUERY: Any = Query(...)


@router.get("/commitments", response={200: CommitmentPageOut, **REFUSALS}, summary="Commitments by filter")
def commitments(request: HttpRequest, query: CommitmentQuery = _QUERY) -> dict[str, Any]:
    """The public commitments, each with the current value of its indicators."""
    check_names(request, query)
    programmes = programmes_asked(query.programme)
    check_value("country", query.country, countries_of(programmes))
    check_value("theme", query.theme, topics())
    check_value("status", query.status, CommitmentStatus)
    check_value("owner", query.owner, addressee_groups())
    asked = CommitmentFilter.of(query.dict(exclude={"offset", "limit"}))
    found = listed(ANONYMOUS, asked, "en")
    return {"count": len(found), "commitments": _rows(page(found, query))}


@router.get("/commitments/{programme}/{ref}", response={200: CommitmentOut, **REFUSALS}, summary="One commitment")
def one_commitment(request: HttpRequest, programme: str, ref: str) -> dict[str, Any]:  # noqa: ARG001 - ninja passes it
    """One commitment by its programme and reference."""
    check_address(programme, ref)
    return _rows([one_listed(ANONYMOUS, programme, ref)])[0]


def _rows(found: list[Listed]) -> list[dict[str, Any]]:
    fictional = {one.code: one.is_fictional for one in programmes_asked("")}
    measured = measured_by_commitment(ANONYMOUS, [one.commitment for one in found])
    return [
        row
        | {
            "is_fictional": fictional.get(row["programme"], False),
            "baseline_date": row["baseline_date"] or None,
            "standing": {tag: one.version.text.standing(tag).value for tag in one.version.text.localised},
            "indicators": [_indicator(each) for each in measured[one.commitment.pk]],
        }
        for one, row in zip(found, commitment_rows(ANONYMOUS, found), strict=True)
    ]


def _indicator(one: Measured) -> dict[str, Any]:
    row, last = one.indicator, one.last
    return {
        "number": row.number,
        "kind": row.kind,
        "names": dict(row.names),
        "unit": row.unit,
        "direction": row.direction,
        "figure": row.figure,
        "params": row.params,
        "value_name": row.value_name,
        "manual_source": dict(row.manual_source),
        "baseline": {"value": one.baseline.value, "on": one.baseline.on},
        "targets": [{"value": target.value, "on": target.on} for target in one.targets],
        "current": {
            "value": last.value,
            "period": last.period,
            "on": last.observed_on,
            "status": last.status,
            "result_sha256": last.result_sha256,
            "source": dict(last.source),
        }
        if last
        else None,
        "achieved": one.achieved,
    }
