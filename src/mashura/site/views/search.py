"""Search: one box, results in the reader's language where there are any."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from mashura.access.public import Actor
from mashura.site.search.queries import LONGEST_QUERY, find_pages

PER_PAGE = 20


def search(request: HttpRequest) -> HttpResponse:
    """Pages that hold the words asked for (`q`), twenty at a time (`page`)."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    findings = find_pages(actor, query, language=get_language() or settings.LANGUAGE_CODE)
    page = Paginator(findings.pages, PER_PAGE).get_page(request.GET.get("page"))
    context = {"query": query, "findings": findings, "page": page}
    return render(request, "site/search.html", context)
