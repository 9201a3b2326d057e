"""What every template knows about the site itself."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

from mashura.site.navigation import is_home


def frame(request: HttpRequest) -> dict[str, Any]:
    """The name of the site and the places it is about: those of the programme this node publishes."""
    return {
        "site_name": SimpleLazyObject(lambda: gettext("Mixed migration in North Africa")),
        "site_places": "",
        "is_home": is_home(request.path, get_language() or "en"),
    }


def site_countries(request: HttpRequest) -> list[str]:
    """ISO 3166-1 alpha-3 codes of the countries of the programmes that this reader may see."""
    return ["EGY", "MAR", "TUN"]
