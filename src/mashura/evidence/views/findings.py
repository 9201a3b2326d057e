"""Findings: the list with its downloads, one finding with its evidence, and how strength is computed."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mashura.access.public import Action, can
from mashura.evidence import finding_words
from mashura.evidence.finding_rows import finding_row
from mashura.evidence.findings_shown import show_finding, show_findings, theme_title
from mashura.evidence.forms.findings import country_choices
from mashura.evidence.labels import place_name
from mashura.evidence.models import Finding
from mashura.evidence.queries import findings as queries
from mashura.evidence.rules.findings import LEVELS, LOWERED_WHEN_CONTRADICTED, LOWERED_WHEN_OUTWEIGHED, Method
from mashura.evidence.views.actor import actor_of
from mashura.kit.reader import current_reader

_ON_A_PAGE: Final = 20
_FILTERS: Final = ("programme", "theme", "country", "kind")
_COLUMNS: Final = (
    "programme",
    "ref",
    "is_fictional",
    "kind",
    "theme",
    "countries",
    "first_year",
    "last_year",
    "language",
    "statement",
    "strength",
    "sources",
    "independent",
    "contradicting",
    "confidence",
    "confidence_reason",
    "address",
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The findings that the reader may see; filters are links and stand in the address."""
    actor = actor_of(request)
    chosen = _chosen(request)
    invented = queries.fictional_programmes(actor)
    # What is invented stands after what is real, whatever its code.
    found = sorted(queries.visible_findings(actor, **chosen), key=lambda one: one.programme in invented)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "count": page.paginator.count,
        "findings": show_findings(actor, page.object_list),
        "filters": _filters(queries.visible_findings(actor), chosen, invented),
        "is_filtered": bool(chosen),
        "query": urlencode(chosen),
        "may_write": can(actor, Action.ADD, Finding),
        "programme": chosen.get("programme", ""),
    }
    return render(request, "evidence/findings.html", context)


@require_safe
def finding(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """One finding: its statement, how strong it is and why, and what supports and contradicts it."""
    actor = actor_of(request)
    found = queries.finding(actor, programme, ref)
    context = {
        "shown": show_finding(actor, found),
        "finding": found,
        "countries": [place_name(code, current_reader().language) for code in found.countries],
        "may_work": can(actor, Action.CHANGE, found),
    }
    return render(request, "evidence/finding.html", context)


@require_safe
def strength(request: HttpRequest) -> HttpResponse:
    """How strong a finding is: the rule, written from its own constants."""
    levels = [(finding_words.STRENGTHS[level.strength], level) for level in LEVELS]
    context = {
        "levels": levels,
        "methods": [finding_words.METHODS[method] for method in Method],
        "contradicted": LOWERED_WHEN_CONTRADICTED,
        "outweighed": LOWERED_WHEN_OUTWEIGHED,
    }
    return render(request, "evidence/strength.html", context)


@require_safe
def download_csv(request: HttpRequest) -> HttpResponse:
    """The same findings as the list, one row each, for spreadsheets."""
    file = io.StringIO()
    writer = csv.DictWriter(file, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(request):
        written = {name: row[name] for name in _COLUMNS}
        writer.writerow(written | {"countries": " ".join(row["countries"])})
    return _download(request, file.getvalue().encode("utf-8-sig"), "csv", "text/csv; charset=utf-8")


@require_safe
def download_json(request: HttpRequest) -> HttpResponse:
    """The same findings with their evidence, for machines."""
    content = json.dumps({"findings": _rows(request)}, ensure_ascii=False, indent=2).encode()
    return _download(request, content, "json", "application/json")


def _download(request: HttpRequest, content: bytes, kind: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    name = "-".join(["findings", *_chosen(request).values(), current_reader().language])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    patch_cache_control(response, private=True)
    patch_vary_headers(response, ("Cookie",))
    return response


def _rows(request: HttpRequest) -> list[dict[str, Any]]:
    actor = actor_of(request)
    found = queries.visible_findings(actor, **_chosen(request))
    return [finding_row(one) for one in show_findings(actor, found, with_evidence=True)]


def _chosen(request: HttpRequest) -> dict[str, str]:
    """The filters of the address; what is not given narrows nothing."""
    given = {name: request.GET.get(name, "").strip()[:40] for name in _FILTERS}
    return {name: value for name, value in given.items() if value and "\x00" not in value}


def _filters(found: Iterable[Finding], chosen: dict[str, str], invented: set[str]) -> list[dict[str, Any]]:
    """One row of links for each filter of which more than one value occurs."""
    listed = list(found)
    language = current_reader().language
    countries = {code for one in listed for code in one.countries}
    programmes = sorted({one.programme for one in listed}, key=lambda code: (code in invented, code))
    options: list[tuple[str, str, list[tuple[str, Any]]]] = [
        ("programme", _("Programme"), [(code, code) for code in programmes]),
        (
            "country",
            _("Country"),
            [
                *country_choices(countries),
                *([(queries.REGIONAL, _("The region as a whole"))] if any(not one.countries for one in listed) else []),
            ],
        ),
        (
            "theme",
            _("Theme"),
            [(code, theme_title(code).shown(language).text) for code in sorted({one.theme for one in listed})],
        ),
        (
            "kind",
            _("Kind"),
            [(code, word) for code, word in finding_words.KINDS.items() if code in {one.kind for one in listed}],
        ),
    ]
    address = reverse("evidence:findings")

    def link(changed: dict[str, str]) -> str:
        query = urlencode({name: value for name, value in changed.items() if value})
        return f"{address}?{query}" if query else address

    return [
        {
            "name": name,
            "label": label,
            "all": {"address": link({**chosen, name: ""}), "is_chosen": name not in chosen},
            "options": [
                {"label": word, "address": link({**chosen, name: code}), "is_chosen": chosen.get(name) == code}
                for code, word in values
            ],
        }
        for name, label, values in options
        if len(values) > 1 or name in chosen
    ]
