"""Files of progress reports: always saved, never shown within the site, for those who may see them."""

import uuid

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from mashura.commitments.queries.report_files import report_file
from mashura.commitments.views.reading import actor_of
from mashura.consultation.public import document_path, is_document_kept


@require_safe
def download(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """The file as it was brought; one that the reader may not see is not there."""
    found = report_file(actor_of(request), key)
    if not is_document_kept(found.sha256):
        raise Http404
    response = FileResponse(
        document_path(found.sha256).open("rb"),
        content_type=found.media_type,
        filename=found.name,
        as_attachment=True,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{found.sha256}"'
    is_public = found.is_released is True
    patch_cache_control(response, public=is_public, private=not is_public, max_age=3600 if is_public else 0)
    return response
