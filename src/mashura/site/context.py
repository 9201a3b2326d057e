"""What every template knows about the site itself: the programme that this node publishes."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from mashura.access.public import Actor
from mashura.consultation.public import Programme, visible_programmes
from mashura.kit.reader import current_reader
from mashura.reference.public import countries_in_order, country_name
from mashura.site.navigation import is_home


def frame(request: HttpRequest) -> dict[str, Any]:
    """Name, places and summary of the site: those of its programme, or the product's own where there is none yet."""
    home = is_home(request.path, get_language() or "en")
    programme = site_programme(request)
    if programme is None:
        return {"site_name": gettext("Mashura"), "site_places": "", "site_summary": "", "is_home": home}
    language, order = current_reader().language, programme.languages
    return {
        "site_name": (programme.short_names or programme.names).shown(language, order).text,
        "site_places": places(programme.countries, language),
        "site_summary": programme.summary.shown(language, order).text,
        "is_home": home,
    }


def site_programme(request: HttpRequest) -> Programme | None:
    """The first programme that the reader may see: a real one where there is one. Asked once in a request."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:  # an answer from before the actor was known, such as one to a wrong host name
        return None
    if not hasattr(request, "site_programme"):
        request.site_programme = visible_programmes(actor).first()  # type: ignore[attr-defined] # kept for the request
    found: Programme | None = request.site_programme  # type: ignore[attr-defined] # set above
    return found


def site_countries(request: HttpRequest) -> list[str]:
    """ISO 3166-1 alpha-3 codes of the programme's countries, in the order of their names in the reader's language."""
    programme = site_programme(request)
    return countries_in_order(programme.countries, current_reader().language) if programme else []


def places(countries: list[str], language: str) -> str:
    """The names of `countries` in protocol order, side by side."""
    return " · ".join(country_name(code, language) for code in countries_in_order(countries, language))
