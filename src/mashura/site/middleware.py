"""What every answer carries and what every request knows: headers of safety, compression, the reader."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.translation import get_language

from mashura.errors import InputError
from mashura.kit.reader import Reader, use_reader
from mashura.site.preferences import chosen_country
from mashura.site.views.errors import bad_request

type_of_text = re.compile(r"^(text/|application/(json|javascript|xml)|image/svg)")

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Everything a page needs comes from this host, and nothing in a page is code or style.
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class SecurityHeadersMiddleware:
    """Sets the headers that keep a page to itself. Django's own middleware adds HSTS and nosniff."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", FEATURES)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class CompressTextMiddleware(GZipMiddleware):
    """Compresses pages, styles and charts for weak networks; a PDF or Parquet file is compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not type_of_text.match(response.headers.get("Content-Type", "")):
            return response
        return super().process_response(request, response)


class ReaderMiddleware:
    """Tells the kit who is reading: language from the path, country by the reader's own choice (a cookie).

    The country decides digits and names of months and nothing else; it is no sign of who the reader is.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with use_reader(Reader(get_language() or settings.LANGUAGE_CODE, country=chosen_country(request))):
            return self.get_response(request)


class InputErrorMiddleware:
    """Answers 400 with the error's own words when a view met something the reader gave and cannot use.

    Stands outside the transaction, whose middleware has by then marked it for rollback: nothing is half done.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return bad_request(request, exception) if isinstance(exception, InputError) else None
