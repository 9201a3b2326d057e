"""Every address of the site; the language stands first in the path."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from mashura.site.views import countries, desk, machines, pages, preferences, search

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", machines.robots),
    path("sitemap.xml", machines.sitemap),
    path("favicon.ico", machines.favicon),
    path("api/v1/", include("mashura.exchange.urls")),
    *i18n_patterns(
        path("", pages.home, name="home"),
        path("desk/", desk.desk, name="desk"),
        path("countries/", countries.countries, name="countries"),
        path("countries/<str:iso3>/", countries.country, name="country"),
        path("about/", pages.about, name="about"),
        path("accessibility/", pages.accessibility, name="accessibility"),
        path("search/", search.search, name="search"),
        path("preferences/", preferences.preferences, name="preferences"),
        # Each app answers below the first word of its own paths: evidence/ and data/, programme/, report/, sign-in/.
        path("", include("mashura.access.urls")),
        path("", include("mashura.evidence.urls")),
        # recommendations/import/… is theirs; any other recommendations/PROGRAMME/REF/ is consultation's.
        path("", include("mashura.exchange.page_urls")),
        path("", include("mashura.consultation.urls")),
        path("", include("mashura.commitments.urls")),
        path("", include("mashura.publication.urls")),
    ),
]

handler400 = "mashura.site.views.errors.bad_request"
handler403 = "mashura.site.views.errors.forbidden"
handler404 = "mashura.site.views.errors.not_found"
handler500 = "mashura.site.views.errors.server_error"
