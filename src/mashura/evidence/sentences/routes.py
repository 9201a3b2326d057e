"""Sentences of the figure on detections by route."""

from django.utils.translation import gettext as _

from mashura.evidence.labels import code_label, place_name
from mashura.evidence.sentences.deaths import Said, nothing
from mashura.evidence.wording import Words


def arrivals_by_route(words: Words) -> Said:
    period = words.period()
    border = code_label("border", str(words.param("border")))
    nationality = words.param("nationality")
    if nationality is None:
        title = _("Detections at the external borders of the European Union, %(period)s") % {"period": period}
    else:
        title = _("Detections at the external borders of the European Union: %(nationality)s, %(period)s") % {
            "nationality": place_name(str(nationality), words.language),
            "period": period,
        }
    subtitle = _("Detections by route; borders: %(border)s; %(period)s") % {"border": border, "period": period}
    if not words.value("detections"):
        return nothing(words, title, subtitle)
    route = {
        "route": words.code("route", "top_route"),
        "share": words.percent("top_route_share"),
        "on_route": words.number("top_route_detections"),
    }
    if words.param("year") is not None:
        finding = _("%(total)s detections in %(year)s; the route with most of them was: %(route)s (%(share)s).") % {
            "total": words.number("detections"),
            "year": period,
            **route,
        }
        alt = _(
            "Bar chart of detections by route in %(year)s, %(total)s in all; "
            "the longest bar is %(route)s with %(on_route)s."
        ) % {"year": period, "total": words.number("detections"), **route}
        return title, subtitle, finding, alt
    finding = _("Detections were highest in %(peak)s, with %(most)s; in %(last)s there were %(latest)s.") % {
        "peak": words.year("peak_year"),
        "most": words.number("peak_year_detections"),
        "last": words.year("last_year"),
        "latest": words.number("last_year_detections"),
    }
    alt = _(
        "Small line charts of detections by year, one for each route, %(period)s: highest in %(peak)s with %(most)s, "
        "%(latest)s in %(last)s; most on the route %(route)s with %(on_route)s."
    ) % {
        "period": period,
        "peak": words.year("peak_year"),
        "most": words.number("peak_year_detections"),
        "last": words.year("last_year"),
        "latest": words.number("last_year_detections"),
        **route,
    }
    return title, subtitle, finding, alt
