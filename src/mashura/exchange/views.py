"""Recommendations in and out in the browser: a file's trial, its import, and our own file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mashura.access.public import Actor, Permission, can, require
from mashura.consultation.models import Programme, Recommendation
from mashura.consultation.public import (
    DifferenceReport,
    copies_of_recommendations,
    programme,
    restore_recommendations,
    visible_programmes,
)
from mashura.errors import InputError
from mashura.exchange.forms import RecommendationFileForm
from mashura.exchange.recommendations.bringing import RefusedRecommendationsError, bring_recommendations
from mashura.exchange.recommendations.own_csv import read_own_csv, write_own_csv
from mashura.exchange.recommendations.waiting import keep_waiting, waiting_file
from mashura.kit.messages import say

_SHOWN = 100


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    return actor


def _programmes(actor: Actor) -> list[Programme]:
    return [
        one
        for one in visible_programmes(actor)
        if can(actor, Permission.PROGRAMME_RECOMMENDATION_SETTLE, Recommendation(programme=one))
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file and see what it would change."""
    actor = _actor(request)
    require(actor, Permission.PROGRAMME_RECOMMENDATION_SETTLE, Recommendation)
    form = RecommendationFileForm(request.POST or None, request.FILES or None, programmes=_programmes(actor))
    if request.method == "POST" and form.is_valid():
        chosen = programme(actor, form.cleaned_data["programme"])
        given = form.cleaned_data["file"]
        what = {"file_format": form.cleaned_data["file_format"], "country": form.cleaned_data["country"]}
        try:
            sha256 = keep_waiting(given.chunks(), size=given.size)
            report = _run(actor, chosen, sha256, file=given.name, is_trial=True, **what)
        except RefusedRecommendationsError as refusal:
            return _report(request, chosen, refusal.report, file=given.name, refusal=say(refusal), status=400)
        except InputError as error:
            form.add_error("file", say(error))
        else:
            return _report(request, chosen, report, file=given.name, again={"sha256": sha256, **what})
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "exchange/bring_recommendations.html", {"form": form}, status=status)


@require_POST
def bring_in(request: HttpRequest, code: str) -> HttpResponse:
    """Import the file whose trial one has seen."""
    actor = _actor(request)
    chosen = programme(actor, code)
    require(actor, Permission.PROGRAMME_RECOMMENDATION_SETTLE, Recommendation(programme=chosen))
    given = {name: request.POST.get(name, "") for name in ("sha256", "file_format", "country", "file")}
    try:
        report = _run(actor, chosen, given.pop("sha256"), is_trial=False, **given)
    except InputError as error:
        messages.error(request, say(error))
        return redirect("exchange_pages:bring_recommendations")
    return _report(request, chosen, report, file=given["file"], is_done=True)


@require_safe
def own_file(request: HttpRequest, code: str) -> HttpResponse:
    """What the reader may see of a programme's recommendations, as our own CSV."""
    chosen = programme(_actor(request), code)
    copies = copies_of_recommendations(_actor(request), chosen)
    response = HttpResponse(write_own_csv(copies), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="recommendations-{chosen.code}.csv"'
    return response


def _run(
    actor: Actor, chosen: Programme, sha256: str, *, file: str, file_format: str, country: str, is_trial: bool
) -> DifferenceReport:
    path = waiting_file(sha256)
    if file_format == "own-csv":
        copies = read_own_csv(path.read_bytes(), file=file)
        return restore_recommendations(actor=actor, programme=chosen, copies=copies, is_trial=is_trial)
    return bring_recommendations(
        actor=actor,
        programme=chosen,
        path=path,
        file_format=file_format,
        file=file,
        country=country,
        is_trial=is_trial,
    )


def _report(
    request: HttpRequest,
    chosen: Programme,
    report: DifferenceReport,
    *,
    file: str,
    again: dict[str, Any] | None = None,
    refusal: str = "",
    is_done: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "programme": chosen,
        "report": report,
        "file": file,
        "again": again,
        "refusal": refusal,
        "is_done": is_done,
        "changed": len({one.ref for one in report.changed}),
        "differences": report.changed[:_SHOWN],
        "problems": [(one, _(one.template)) for one in report.problems[:_SHOWN]],
    }
    return render(request, "exchange/recommendations_report.html", context, status=status)
