"""What everybody reads: the commitments by country, theme, status and owner, one with all about it, the matrix."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mashura.access.public import Actor, Permission, can
from mashura.commitments.downloads import as_csv, as_rows
from mashura.commitments.models import ResponseRequest
from mashura.commitments.queries import commitments as queries
from mashura.commitments.queries.choices import Subject, verbs
from mashura.commitments.queries.commitments import CommitmentFilter, Whole
from mashura.commitments.queries.matrix import matrix as matrix_of
from mashura.commitments.views.acts import Offer, offers
from mashura.commitments.views.reading import actor_of, language
from mashura.commitments.wording import STATUSES
from mashura.consultation.public import programme as find_programme
from mashura.consultation.public import visible_programmes
from mashura.kit.templatetags.mashura import localised_plain
from mashura.reference.public import addressee_groups, countries_in_order, country_name, topics


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter as a link: what it is called, how many commitments it leaves, where it leads."""

    label: str
    count: int
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The links of one part of the filter."""

    label: str
    every: Choice
    choices: list[Choice]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The commitments that the reader may see, filtered by links; no ranking and no score."""
    actor, asked = actor_of(request), CommitmentFilter.of(request.GET.dict())
    found = queries.listed(actor, asked, language())
    return render(
        request,
        "commitments/commitments.html",
        {
            "found": found,
            "asked": asked,
            "query": urlencode(asked.asked),
            "filters": list(_filters(actor, asked)),
            "programmes": list(visible_programmes(actor)),
        },
    )


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The same commitments as CSV or JSON, in codes and in every language there is."""
    actor, asked = actor_of(request), CommitmentFilter.of(request.GET.dict())
    rows = as_rows(actor, queries.listed(actor, asked, language()))
    if kind == "json":
        return JsonResponse({"unit": "commitment", "count": len(rows), "commitments": rows}, json_dumps_params=_PLAIN)
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="commitments.csv"'
    return response


_PLAIN: Final = {"ensure_ascii": False}


@dataclass(frozen=True, slots=True)
class Offered:
    """A row with what the reader may do with it."""

    row: Any
    offers: list[Offer]


@dataclass(frozen=True, slots=True)
class Reported(Offered):
    """A progress report with its files."""

    files: list[Offered]


@require_safe
def commitment(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """One commitment: its words, owner, actions, indicators, reports, and the judgements of others side by side."""
    actor = actor_of(request)
    row = queries.commitment(actor, programme, ref)
    found = queries.whole(actor, row, language())
    context = {
        "whole": found,
        "commitment": row,
        "programme": find_programme(actor, programme),
        "offers": offers(row, verbs(actor, row)),
        "is_inside": actor.is_signed_in and programme in actor.programmes,
        **_parts(actor, found),
    }
    return render(request, "commitments/commitment.html", context)


def _parts(actor: Actor, found: Whole) -> dict[str, list[Offered]]:
    """The parts of a commitment, each with what the reader may do with it."""

    def offered(rows: Iterable[Subject]) -> Any:
        return [offers(one, verbs(actor, one)) for one in rows]

    for report in found.reports:
        report.commitment = found.commitment
    for one in found.actions:
        one.action.commitment = found.commitment
    return {
        "actions": _paired(found.actions, offered(one.action for one in found.actions)),
        "indicators": _paired(found.indicators, offered(one.indicator for one in found.indicators)),
        "duties": _paired(found.duties, offered(one.duty for one in found.duties)),
        "reports": [
            Reported(one, offers(one, verbs(actor, one)), _paired(files, offered(files)))
            for one in found.reports
            for files in [found.files.get(one.pk, ())]
        ],
        "assessments": _paired(found.judged.current, offered(found.judged.current)),
    }


def _paired(rows: Iterable[Any], offered: Iterable[list[Offer]]) -> list[Offered]:
    return [Offered(row, found) for row, found in zip(rows, offered, strict=True)]


@require_safe
def matrix(request: HttpRequest, programme: str) -> HttpResponse:
    """Recommendation by addressee of one programme: position, commitment, status, assessments."""
    actor = actor_of(request)
    found = find_programme(actor, programme)
    lines = matrix_of(actor, found.code, language())
    context = {
        "programme": found,
        "lines": lines,
        "cells": sum(len(line.cells) for line in lines),
        "others": visible_programmes(actor).exclude(code=found.code),
        "may_ask": can(actor, Permission.PROGRAMME_RESPONSE_REQUEST, ResponseRequest),
    }
    return render(request, "commitments/matrix.html", context)


def _filters(actor: Actor, asked: CommitmentFilter) -> Iterable[Choices]:
    programmes = {one.code: localised_plain(one.short_names) for one in visible_programmes(actor)}
    yield from filter(
        None,
        (
            _choices(actor, asked, "programme", _("Programme"), programmes),
            _choices(actor, asked, "country", _("Country"), None),
            _choices(actor, asked, "theme", _("Theme"), _themes()),
            _choices(actor, asked, "status", _("Status"), {code: str(name) for code, name in STATUSES.items()}),
            _choices(actor, asked, "owner", _("Owner"), _groups()),
        ),
    )


def _themes() -> dict[str, str]:
    return {code: localised_plain(topic.title) for code, topic in topics().items()}


def _groups() -> dict[str, str]:
    return {code: localised_plain(group.title) for code, group in addressee_groups().items()}


def _choices(
    actor: Actor, asked: CommitmentFilter, name: str, label: str, known: dict[str, str] | None
) -> Choices | None:
    """The links of one part of the filter; nothing where there is nothing to choose between."""
    found = queries.counts(actor, asked, name)
    if known is None:
        codes = countries_in_order([code for code in found if code], language())
        known = {code: country_name(code, language()) for code in codes}
        if found[""]:
            known[""] = _("Bodies of no one country")
    current = getattr(asked, name)
    choices = [
        Choice(text, found[code], _address(asked, name, code), code == current)
        for code, text in known.items()
        if code and (found[code] or code == current)
    ]
    if len(choices) < 2 and not current:
        return None
    every = Choice(_("All"), sum(found.values()), _address(asked, name, ""), not current)
    return Choices(label, every, choices)


def _address(asked: CommitmentFilter, name: str, value: str) -> str:
    query = asked.without(name).asked | ({name: value} if value else {})
    address = reverse("commitments:commitments")
    return f"{address}?{urlencode(query)}" if query else address
