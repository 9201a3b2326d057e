"""Published sources of a programme, and what rests on each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mashura.access.public import Action, NotHere, can
from mashura.evidence.finding_words import SOURCE_KINDS
from mashura.evidence.findings_shown import show_findings
from mashura.evidence.labels import place_name
from mashura.evidence.models import Source
from mashura.evidence.queries import findings as queries
from mashura.evidence.views.actor import actor_of
from mashura.kit.reader import current_reader


@require_safe
def sources(request: HttpRequest, programme: str) -> HttpResponse:
    """The published sources of a programme; not found where the reader sees neither a source nor a finding of it."""
    actor = actor_of(request)
    found = list(queries.visible_sources(actor, programme=programme))
    if not found and programme not in queries.programmes_with_findings(actor):
        raise NotHere
    context = {
        "programme": programme,
        "sources": [{"source": one, "kind": SOURCE_KINDS[one.kind]} for one in found],
        "may_write": can(actor, Action.ADD, Source),
    }
    return render(request, "evidence/sources.html", context)


@require_safe
def source(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """One source: who published what and when, where it can be read, and the findings that rest on it."""
    actor = actor_of(request)
    found = queries.source(actor, programme, key)
    context = {
        "programme": programme,
        "source": found,
        "kind": SOURCE_KINDS[found.kind],
        "countries": [place_name(code, current_reader().language) for code in found.countries],
        "findings": show_findings(actor, queries.findings_using(actor, source=found)),
    }
    return render(request, "evidence/source.html", context)
