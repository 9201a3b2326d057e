"""The report's pages: which editions there are, and the editions themselves."""

from typing import Final

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mashura.access.public import ANONYMOUS, Permission, can
from mashura.kit.downloads import feed_response, file_response, json_file
from mashura.kit.reader import current_reader
from mashura.publication.edition_downloads import edition_row, feed_entry
from mashura.publication.files import file_name
from mashura.publication.models import Edition
from mashura.publication.queries.dissemination import copies_by_kind, disseminations_csv, visible_disseminations
from mashura.publication.queries.editions import edition_file, editions_by_programme, released_editions
from mashura.publication.views.actor import actor_of

_IN_FEED: Final = 50


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The released editions, with language, day, size, version and hash; and where copies of them went."""
    actor = actor_of(request)
    programmes = [
        {"shown": shown, "copies": copies_by_kind(actor, programme=shown.programme.code)}
        for shown in editions_by_programme(actor)
    ]
    context = {
        "programmes": programmes,
        "may_build": can(actor, Permission.PROGRAMME_EDITION_BUILD, Edition),
    }
    return render(request, "publication/report.html", context)


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """The released editions with their hashes, as JSON."""
    found = [edition_row(one, request.build_absolute_uri(_file_of(one))) for one in released_editions(ANONYMOUS)]
    return file_response(json_file({"editions": found}), name="editions", kind="json")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Atom feed of the editions that came out last, in every language; the rest in the language of the address."""
    newest = sorted(released_editions(ANONYMOUS), key=lambda one: one.public_from or one.built_at, reverse=True)
    return feed_response(
        [
            feed_entry(one, request.build_absolute_uri(_file_of(one)), current_reader().language)
            for one in newest[:_IN_FEED]
        ],
        title=_("Editions that came out"),
        page=request.build_absolute_uri(reverse("publication:report")),
        feed=request.build_absolute_uri(),
    )


def _file_of(edition: Edition) -> str:
    return reverse("publication:version", args=[edition.kind, edition.programme_id, edition.language, edition.version])


@require_safe
def download(
    request: HttpRequest, kind: str, programme: str, language: str, version: int | None = None
) -> HttpResponseBase:
    """An edition as PDF; without a version the newest one."""
    actor = actor_of(request)
    edition, path = edition_file(actor, kind=kind, programme=programme, language=language, version=version)
    etag = f'"{edition.file_sha256}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(path.open("rb"), content_type="application/pdf", filename=file_name(edition))
        response["Content-Language"] = edition.language
    response["ETag"] = etag
    # The newest edition has no version in its address: a browser asks whether it is still the one it has.
    patch_cache_control(response, public=edition.is_released, private=not edition.is_released, no_cache=True)
    return response


@require_safe
def dissemination(request: HttpRequest, programme: str) -> HttpResponse:
    """Where copies of a programme's editions went, as CSV."""
    rows = visible_disseminations(actor_of(request)).filter(programme=programme)
    response = HttpResponse(disseminations_csv(rows, current_reader().language), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{programme}-dissemination.csv"'
    return response
