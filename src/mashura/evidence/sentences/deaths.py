"""Sentences of the figures on deaths and disappearances."""

from django.utils.translation import gettext as _

from mashura.evidence.labels import code_label
from mashura.evidence.wording import Words

Said = tuple[str, str, str, str]


def nothing(words: Words, title: str, subtitle: str) -> Said:
    """What is said where the data holds nothing for the parameters."""
    del words
    text = _("The data holds nothing for this choice.")
    return title, subtitle, text, text


def deaths_at_sea(words: Words) -> Said:
    sea = code_label("sea", str(words.param("sea")))
    period = words.period()
    title = _("Deaths and disappearances at sea: %(sea)s, %(period)s") % {"sea": sea, "period": period}
    subtitle = _("Dead and missing persons, by route, %(period)s") % {"period": period}
    if not words.value("dead_and_missing"):
        return nothing(words, title, subtitle)
    if words.param("year") is not None:
        finding = _(
            "At least %(people)s died or went missing in %(year)s; "
            "the route with most deaths was: %(route)s (%(share)s)."
        ) % {
            "people": words.people("dead_and_missing"),
            "year": period,
            "route": words.code("route", "deadliest_route"),
            "share": words.percent("deadliest_route_share"),
        }
        alt = _(
            "Bar chart of dead and missing persons by route in %(year)s, %(total)s in all; "
            "the longest bar is %(route)s with %(most)s."
        ) % {
            "year": period,
            "total": words.number("dead_and_missing"),
            "route": words.code("route", "deadliest_route"),
            "most": words.number("deadliest_route_dead_and_missing"),
        }
        return title, subtitle, finding, alt
    finding = _(
        "%(year)s was the deadliest year: at least %(people)s died or went missing, of %(total)s from %(period)s."
    ) % {
        "year": words.year("deadliest_year"),
        "people": words.people("deadliest_year_dead_and_missing"),
        "total": words.number("dead_and_missing"),
        "period": period,
    }
    alt = _(
        "Line chart of dead and missing persons by year and route, %(period)s: %(total)s in all, most in %(year)s with "
        "%(most)s, and most on the route %(route)s with %(on_route)s; %(last)s in the last year."
    ) % {
        "period": period,
        "total": words.number("dead_and_missing"),
        "year": words.year("deadliest_year"),
        "most": words.number("deadliest_year_dead_and_missing"),
        "route": words.code("route", "deadliest_route"),
        "on_route": words.number("deadliest_route_dead_and_missing"),
        "last": words.number("last_year_dead_and_missing"),
    }
    return title, subtitle, finding, alt


def deaths_by_cause(words: Words) -> Said:
    sea = code_label("sea", str(words.param("sea")))
    period = words.period()
    title = _("Causes of death: %(sea)s, %(period)s") % {"sea": sea, "period": period}
    subtitle = _("Dead and missing persons, by cause, %(period)s") % {"period": period}
    if not words.value("dead_and_missing"):
        return nothing(words, title, subtitle)
    finding = _("The most frequent cause is: %(cause)s, %(share)s of at least %(people)s who died or went missing.") % {
        "cause": words.code("cause", "top_cause"),
        "share": words.percent("top_cause_share"),
        "people": words.people("dead_and_missing"),
    }
    alt = _(
        "Bar chart of dead and missing persons by cause, %(period)s, %(total)s in all: %(cause)s %(most)s, then "
        "%(second)s %(next)s; the cause is mixed or unknown for %(unknown)s."
    ) % {
        "period": period,
        "total": words.number("dead_and_missing"),
        "cause": words.code("cause", "top_cause"),
        "most": words.number("top_cause_dead_and_missing"),
        "second": words.code("cause", "second_cause"),
        "next": words.number("second_cause_dead_and_missing"),
        "unknown": words.percent("unknown_share"),
    }
    return title, subtitle, finding, alt
