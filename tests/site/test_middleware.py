"""Headers of every answer, compression, the reader, and what a reader gets for what cannot be used."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils import translation

from mashura.errors import InputError
from mashura.kit.reader import current_reader
from mashura.site import urls
from mashura.site.middleware import CONTENT_POLICY, CompressTextMiddleware, InputErrorMiddleware, ReaderMiddleware

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def refuse(request):
    raise InputError("The year %(year)s is not in the data.", year=1066)


def fail(request):
    raise RuntimeError("a defect")


urlpatterns = [path("en/refuse/", refuse), path("en/fail/", fail), *urls.urlpatterns]
handler400 = "mashura.site.views.errors.bad_request"
handler500 = "mashura.site.views.errors.server_error"


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("address", ["/en/", "/en/search/", "/en/nothing-here/", "/robots.txt"])
def test_every_answer_carries_the_headers_of_safety(visitor, address):
    headers = visitor.get(address).headers
    assert headers["Content-Security-Policy"] == CONTENT_POLICY
    assert "unsafe" not in CONTENT_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_a_public_page_sets_no_cookie(visitor):
    assert not visitor.get("/en/").cookies
    assert not visitor.get("/en/search/?q=migrants").cookies


def test_text_is_compressed_and_a_pdf_is_not():
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    text, pdf = (
        CompressTextMiddleware(lambda _request, kind=kind: HttpResponse(b"word " * 500, content_type=kind))(request)
        for kind in ("text/html; charset=utf-8", "application/pdf")
    )
    assert gzip.decompress(text.content) == b"word " * 500
    assert "Content-Encoding" not in pdf.headers


@pytest.mark.parametrize(
    ("cookie", "country", "digits"),
    [("EGY", "EGY", "arabic-indic"), ("MAR", "MAR", "western"), ("", None, "western"), ("<script>", None, "western")],
)
def test_the_cookie_decides_the_digits_and_nothing_else_is_believed(cookie, country, digits):
    request = RequestFactory().get("/ar/")
    request.COOKIES["mashura_country"] = cookie
    seen = []
    with translation.override("ar"):
        ReaderMiddleware(lambda _request: seen.append(current_reader()) or HttpResponse())(request)
    assert (seen[0].language, seen[0].country, seen[0].shown_digits) == ("ar", country, digits)


@override_settings(ROOT_URLCONF=__name__)
def test_what_cannot_be_used_is_answered_with_its_own_words(visitor):
    answer = visitor.get("/en/refuse/")
    assert answer.status_code == 400
    assert "The year 1066 is not in the data." in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_defect_says_nothing_of_itself(visitor):
    answer = visitor.get("/en/fail/")
    assert answer.status_code == 500
    assert "a defect" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_other_exceptions_are_not_answered_here():
    middleware = InputErrorMiddleware(lambda _request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), RuntimeError()) is None
