"""From a paragraph to its data, and back from data to the paragraphs that use it."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mashura.access.public import NotHere
from mashura.evidence.public import figure_text
from mashura.publication.models import SHA256_PATTERN, Edition
from mashura.publication.provenance import Origin
from mashura.publication.queries.editions import edition_of
from mashura.publication.queries.tracing import chapter_lines, chapter_of, editions_using, trace
from mashura.publication.views.actor import actor_of
from mashura.stats.figures import registry


@require_safe
def chapters(request: HttpRequest, kind: str, programme: str, language: str, version: int) -> HttpResponse:
    """The chapters of an edition with the numbers of their paragraphs.

    An address that ends in `#p17`, as earlier editions print it, finds the number here, which leads on.
    """
    edition = edition_of(actor_of(request), kind=kind, programme=programme, language=language, version=version)
    return render(request, "publication/trace.html", {"edition": edition, "chapters": chapter_lines(edition)})


@require_safe
def chapter(request: HttpRequest, *, place: int, **named: Any) -> HttpResponse:
    """The numbered paragraphs of one chapter; each value opens to its figure, its vintage and their rows."""
    edition = edition_of(actor_of(request), **named)
    found = trace(edition, place)
    shown = [
        (
            one,
            _origin_link(one.origin) if one.origin else None,
            request.build_absolute_uri(_paragraph_address(edition, one.number)),
        )
        for one in found.paragraphs
    ]
    return render(
        request, "publication/trace_chapter.html", {"edition": edition, "chapter": found, "paragraphs": shown}
    )


@require_safe
def paragraph(request: HttpRequest, *, number: int, **named: Any) -> HttpResponse:
    """To the paragraph of this number, in whatever chapter it stands: the address that is printed and cited."""
    edition = edition_of(actor_of(request), **named)
    address = reverse("publication:trace_chapter", kwargs=named | {"place": chapter_of(edition, number).place})
    return redirect(f"{address}#p{number}")


def _paragraph_address(edition: Edition, number: int) -> str:
    arguments = [edition.kind, edition.programme_id, edition.language, edition.version, number]
    return reverse("publication:trace_paragraph", args=arguments)


def _origin_link(origin: Origin) -> tuple[str, str]:
    """What the row is called, and its page."""
    match origin.kind, origin.key:
        case "finding", (programme, ref):
            return _("Finding %(ref)s") % {"ref": ref}, reverse("evidence:finding", args=[programme, ref])
        case "conclusion", (programme, meeting, number):
            address = reverse("consultation:conclusion", args=[programme, meeting, int(number)])
            return _("The conclusion on the page of its meeting"), address
        case "recommendation", (programme, ref):
            address = reverse("consultation:recommendation", args=[programme, ref])
            return _("Recommendation %(ref)s") % {"ref": ref}, address
        case "register-entry", (programme, key):
            address = reverse("consultation:register_entry", args=[programme, key])
            return _("The entry in the register"), address
        case _:
            *part, key = origin.key
            return _("The paragraph in the study"), f"{reverse('consultation:study_part', args=part)}#p-{key}"


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
