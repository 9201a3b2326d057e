"""The reader's own choice of digits and names of months."""

from datetime import date

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mashura.kit.dates import format_day
from mashura.kit.numbers import format_number
from mashura.kit.reader import Reader
from mashura.reference.public import countries_in_order, country_name
from mashura.site.context import site_countries
from mashura.site.preferences import COOKIE, COOKIE_SECONDS, chosen_country

SAMPLE_DAY = date(2014, 9, 23)
SAMPLE_NUMBER = 12345


class PreferencesForm(forms.Form):
    """Which country's digits and months to write, or none: then those usual in the language."""

    country = forms.ChoiceField(
        label=_("Country whose way of writing you want"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the countries in the list.")},
    )
    came_from = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, language: str, countries: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they came
        names = [(code, country_name(code, language)) for code in countries_in_order(countries, language)]
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 # narrows for the type checker
        field.choices = [
            (code, _sample(name, language, code)) for code, name in [("", _("No country in particular")), *names]
        ]


def preferences(request: HttpRequest) -> HttpResponse:
    """Show the choice with samples, keep it in a cookie and lead back to where the reader came from."""
    language = get_language() or settings.LANGUAGE_CODE
    countries = site_countries(request)
    if request.method == "POST":
        form = PreferencesForm(request.POST, language=language, countries=countries)
        if form.is_valid():
            return _kept(request, form.cleaned_data["country"], form.cleaned_data["came_from"])
    else:
        start = {"country": chosen_country(request) or "", "came_from": request.headers.get("Referer", "")}
        form = PreferencesForm(initial=start, language=language, countries=countries)
    return render(request, "site/preferences.html", {"form": form}, status=400 if form.errors else 200)


def _kept(request: HttpRequest, country: str, came_from: str) -> HttpResponse:
    allowed = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(came_from if allowed and came_from != request.build_absolute_uri() else "../")
    if country:
        response.set_cookie(
            COOKIE,
            country,
            max_age=COOKIE_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _sample(name: object, language: str, code: str) -> str:
    reader = Reader(language, country=code or None)
    day = format_day(SAMPLE_DAY, language=language, country=code or None, digits=reader.shown_digits)
    number = format_number(SAMPLE_NUMBER, language=language, digits=reader.shown_digits)
    return _("%(country)s: %(day)s; %(number)s") % {"country": name, "day": day, "number": number}
