"""Home and the small pages of the footer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The programme's story and the figures it rests on."""
    return render(request, "site/home.html")
