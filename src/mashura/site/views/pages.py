"""Home and the small pages of the footer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mashura.access.public import Actor
from mashura.kit.numbers import format_number, format_year
from mashura.kit.reader import current_reader
from mashura.publication.public import current_editions
from mashura.site.context import site_countries, site_programme
from mashura.site.figures import ShownFigure, show_figure
from mashura.site.stories import steps
from mashura.site.views.countries import card
from mashura.stats.figures import Result

HOME_FIGURES = ("deaths-at-sea", "arrivals-by-route")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A value in large type, what it counts, and the figure that it comes from."""

    value: str
    text: str
    address: str
    figure: str


def home(request: HttpRequest) -> HttpResponse:
    """The programme's story and the figures it rests on."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    programme = site_programme(request)
    if programme is None:
        return render(request, "site/unprepared.html")
    shown = {name: show_figure(actor, name) for name in HOME_FIGURES}
    context = {
        "programme": programme,
        "order": " ".join(programme.languages),
        "key_figures": key_figures(shown),
        "figures": [figure for figure, _result in shown.values()],
        "story": steps(actor, programme),
        "editions": current_editions(actor, programme=programme.code),
        "countries": [card(code) for code in site_countries(request)],
    }
    return render(request, "site/home.html", context)


def key_figures(shown: dict[str, tuple[ShownFigure, Result]]) -> list[KeyFigure]:
    """The largest facts of the home page's figures, as far as the data have them."""
    deaths, deaths_result = shown["deaths-at-sea"]
    arrivals, arrivals_result = shown["arrivals-by-route"]
    died, detected = deaths_result.values, arrivals_result.values
    facts = [
        (
            deaths,
            died["dead_and_missing"],
            _("people are known to have died or gone missing in the Mediterranean, %(first_year)s to %(last_year)s"),
            died,
        ),
        (
            deaths,
            died["deadliest_year_dead_and_missing"],
            _("people died or went missing in the Mediterranean in %(deadliest_year)s, the deadliest year on record"),
            died,
        ),
        (
            arrivals,
            detected["last_year_detections"],
            _("detections of irregular border crossings into the European Union in %(last_year)s"),
            detected,
        ),
    ]
    return [
        KeyFigure(_number(value), sentence % _written_years(values), figure.address, figure.title)
        for figure, value, sentence, values in facts
        if value is not None
    ]


def about(request: HttpRequest) -> HttpResponse:
    """What the site is and what it knows about its readers."""
    return render(request, "site/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """What readers can rely on, how it is checked and what is not good enough yet."""
    return render(request, "site/accessibility.html")


def _number(value: int) -> str:
    reader = current_reader()
    return format_number(value, language=reader.language, digits=reader.shown_digits)


def _written_years(values: Mapping[str, Any]) -> dict[str, str]:
    reader = current_reader()
    return {
        name: format_year(value, language=reader.language, digits=reader.shown_digits)
        for name, value in values.items()
        if name.endswith("_year") and value is not None
    }
