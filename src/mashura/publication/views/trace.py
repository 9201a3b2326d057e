"""From a paragraph to its data, and back from data to the paragraphs that use it."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mashura.access.public import NotHere
from mashura.evidence.public import figure_text
from mashura.publication.models import SHA256_PATTERN
from mashura.publication.queries.editions import edition_of
from mashura.publication.queries.tracing import editions_using, trace
from mashura.publication.views.actor import actor_of
from mashura.stats.figures import registry


@require_safe
def paragraphs(request: HttpRequest, kind: str, programme: str, language: str, version: int) -> HttpResponse:
    """Every numbered paragraph of an edition; each value opens to its figure, its vintage and their rows."""
    edition = edition_of(actor_of(request), kind=kind, programme=programme, language=language, version=version)
    context = {
        "edition": edition,
        "chapters": trace(edition),
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "publication/trace.html", context)


@require_safe
def uses(request: HttpRequest) -> HttpResponse:
    """The editions and paragraphs that use a figure (`?figure=`) or a vintage (`?vintage=`)."""
    figure, vintage = request.GET.get("figure", ""), request.GET.get("vintage", "")
    if bool(figure) == bool(vintage) or (vintage and not re.fullmatch(SHA256_PATTERN, vintage)):
        raise NotHere
    if figure and figure not in registry():
        raise NotHere
    context = {
        "figure": figure,
        "figure_title": figure_text(figure).title if figure else "",
        "vintage": vintage,
        "uses": editions_using(actor_of(request), figure=figure, vintage=vintage),
    }
    return render(request, "publication/uses.html", context)
