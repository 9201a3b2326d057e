"""The report's pages: which editions there are, and the editions themselves."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from mashura.access.public import Actor
from mashura.publication.files import file_name
from mashura.publication.queries import edition_file, editions_by_programme


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The editions that the reader may see, with language, day, size, version and hash."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    return render(request, "publication/report.html", {"programmes": editions_by_programme(actor)})


@require_safe
def download(request: HttpRequest, programme: str, language: str, version: int | None = None) -> HttpResponseBase:
    """An edition as PDF; without a version the newest one."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    edition, path = edition_file(actor, programme=programme, language=language, version=version)
    etag = f'"{edition.file_sha256}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(path.open("rb"), content_type="application/pdf", filename=file_name(edition))
        response["Content-Language"] = edition.language
    response["ETag"] = etag
    # The newest edition has no version in its address: a browser asks whether it is still the one it has.
    patch_cache_control(response, public=edition.is_released, private=not edition.is_released, no_cache=True)
    return response
