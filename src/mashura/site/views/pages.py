"""Home and the small pages of the footer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The programme's story and the figures it rests on."""
    return render(request, "site/home.html")


def about(request: HttpRequest) -> HttpResponse:
    """What the site is and what it knows about its readers."""
    return render(request, "site/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """What readers can rely on, how it is checked and what is not good enough yet."""
    return render(request, "site/accessibility.html")
