"""The countries of the programme, each by itself: described, never scored or ranked."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mashura.access.public import Actor
from mashura.kit.reader import current_reader
from mashura.reference.public import country_name, country_note, official_country_name
from mashura.site.context import site_countries
from mashura.site.figures import ShownFigure, show_figure

PEOPLE = ("migrants-in", "migrants-from", "refugees-hosted")
DRIVERS = ("driver-poverty", "driver-unemployment", "driver-conflict", "driver-stability", "driver-environment")


@dataclass(frozen=True, slots=True)
class CountryCard:
    """A country in a list: its names, what the figures say of it, and its page."""

    name: str
    official_name: str
    address: str
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a country's page: figures on one question."""

    id: str
    title: str
    text: str
    figures: list[ShownFigure]


def countries(request: HttpRequest) -> HttpResponse:
    """All countries of the programme in the order of their names, each with the people who live in it and abroad."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    cards = []
    for code in site_countries(request):
        findings = [show_figure(actor, name, {"country": code})[0].finding for name in ("migrants-in", "migrants-from")]
        cards.append(card(code, tuple(findings)))
    return render(request, "site/countries.html", {"countries": cards})


def country(request: HttpRequest, iso3: str) -> HttpResponse:
    """One country: who lives there, lives elsewhere or found protection, and the drivers where people come from."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    if iso3 not in site_countries(request):
        raise Http404
    asked = {"country": iso3}
    parts = [
        Part(
            id="people",
            title=_("People"),
            text=_("The same country is a place of origin, of transit and of destination."),
            figures=[show_figure(actor, name, asked)[0] for name in PEOPLE],
        ),
        Part(
            id="drivers",
            title=_("Drivers in the countries of origin"),
            text=_(
                "The countries from which most refugees in this country come stand first. Drivers are context, not "
                "causes: no line explains by itself why people move."
            ),
            figures=[show_figure(actor, name, asked)[0] for name in DRIVERS],
        ),
    ]
    shown = card(iso3)
    note = country_note(iso3, current_reader().language)
    return render(request, "site/country.html", {"country": shown, "note": note, "parts": parts})


def card(iso3: str, sentences: tuple[str, ...] = ()) -> CountryCard:
    """The country with this code as a list shows it."""
    language = current_reader().language
    return CountryCard(
        name=country_name(iso3, language),
        official_name=official_country_name(iso3, language),
        address=f"/{language}/countries/{iso3}/",
        sentences=sentences,
    )
