"""Pages for machines: what crawlers may read, every address in every language, the small icon."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from mashura.access.public import Actor, visible
from mashura.site.models import SearchEntry
from mashura.site.navigation import FOOTER, MAIN, site_languages


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; lists of search results and sign-in are no content."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: /{code}/{below}" for code in site_languages() for below in ("search/", "account/")]
    lines += [f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every released page, each in all its languages."""
    listed = [below for below, _label in [*MAIN, *FOOTER] if below != "search/"]
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    found = visible(actor, SearchEntry).order_by("address").values_list("address", flat=True).distinct()
    addresses = list(dict.fromkeys(address.partition("#")[0] for address in [*listed, *found]))
    context = {"addresses": addresses, "codes": site_languages(), "root": request.build_absolute_uri("/")}
    return render(request, "site/sitemap.xml", context, content_type="application/xml; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponsePermanentRedirect:  # noqa: ARG001 # Django hands it over
    """Where old browsers look for the icon that every page names."""
    return HttpResponsePermanentRedirect(static("site/mark.svg"))
