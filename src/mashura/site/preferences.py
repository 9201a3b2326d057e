"""How a reader likes dates and numbers to be written: a country, kept in one cookie, never in the database."""

import re

from django.http import HttpRequest

COOKIE = "mashura_country"
COOKIE_SECONDS = 365 * 24 * 3600
country_code = re.compile(r"[A-Z]{3}")


def chosen_country(request: HttpRequest) -> str | None:
    """ISO 3166-1 alpha-3 of the country whose digits and months the reader chose, if any."""
    given = request.COOKIES.get(COOKIE, "")
    return given if country_code.fullmatch(given) else None
