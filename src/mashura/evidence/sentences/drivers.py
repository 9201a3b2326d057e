"""Sentences of the figures on drivers. They compare years and never say that one thing caused another."""

from django.utils.translation import gettext as _

from mashura.evidence.sentences.deaths import Said, nothing
from mashura.evidence.wording import Words
from mashura.kit.numbers import format_number, format_percent


def _said(words: Words, title: str, subtitle: str, *, decimals: int, is_percent: bool = False) -> Said:
    if not words.has("top_origin") and not words.has("country_last_value"):
        return nothing(words, title, subtitle)

    def value(name: str) -> str:
        write = format_percent if is_percent else format_number
        return write(words.value(name), language=words.language, decimals=decimals, digits=words.digits)

    if words.has("top_origin_last_value") and words.year("top_origin_first_year") == words.year("top_origin_last_year"):
        finding = _("%(place)s, the largest country of origin: %(last)s in %(to)s.") % {
            "place": words.place("top_origin"),
            "last": value("top_origin_last_value"),
            "to": words.year("top_origin_last_year"),
        }
    elif words.has("top_origin_last_value"):
        finding = _("%(place)s, the largest country of origin: %(first)s in %(from)s, %(last)s in %(to)s.") % {
            "place": words.place("top_origin"),
            "first": value("top_origin_first_value"),
            "from": words.year("top_origin_first_year"),
            "last": value("top_origin_last_value"),
            "to": words.year("top_origin_last_year"),
        }
    elif words.has("top_origin"):
        finding = _("The source has no value for %(place)s, the largest country of origin, in these years.") % {
            "place": words.place("top_origin")
        }
    else:
        finding = _("%(place)s: %(first)s in %(from)s, %(last)s in %(to)s.") % {
            "place": words.country(),
            "first": value("country_first_value"),
            "from": words.year("country_first_year"),
            "last": value("country_last_value"),
            "to": words.year("country_last_year"),
        }
    alt = _(
        "Small line charts, one for each country, on one scale. %(title)s. %(finding)s %(gaps)s values are missing."
    ) % {
        "title": title,
        "finding": finding,
        "gaps": words.number("gaps"),
    }
    return title, subtitle, finding, alt


def _title(words: Words, of_refugees: str, of_migrants: str) -> str:
    template = of_refugees if words.param("people") == "refugees" else of_migrants
    return template % {"period": words.period(), "country": words.country()}


def poverty(words: Words) -> Said:
    title = _title(
        words,
        _("Poverty in countries of origin of refugees in: %(country)s, %(period)s"),
        _("Poverty in countries of origin of people living in: %(country)s, %(period)s"),
    )
    subtitle = _("Share of the population below the national poverty line, %(period)s") % {"period": words.period()}
    return _said(words, title, subtitle, decimals=1, is_percent=True)


def unemployment(words: Words) -> Said:
    title = _title(
        words,
        _("Unemployment in countries of origin of refugees in: %(country)s, %(period)s"),
        _("Unemployment in countries of origin of people living in: %(country)s, %(period)s"),
    )
    subtitle = _("Share of the labour force without work, %(period)s") % {"period": words.period()}
    return _said(words, title, subtitle, decimals=1, is_percent=True)


def conflict(words: Words) -> Said:
    title = _title(
        words,
        _("Battle deaths in countries of origin of refugees in: %(country)s, %(period)s"),
        _("Battle deaths in countries of origin of people living in: %(country)s, %(period)s"),
    )
    subtitle = _("Deaths a year, best estimate; the band reaches from the low to the high estimate; %(period)s") % {
        "period": words.period()
    }
    return _said(words, title, subtitle, decimals=0)


def stability(words: Words) -> Said:
    title = _title(
        words,
        _("Political stability in countries of origin of refugees in: %(country)s, %(period)s"),
        _("Political stability in countries of origin of people living in: %(country)s, %(period)s"),
    )
    subtitle = _("Index from −2.5 (weak) to 2.5 (strong), %(period)s") % {"period": words.period()}
    return _said(words, title, subtitle, decimals=2)


def environment(words: Words) -> Said:
    title = _title(
        words,
        _("Vulnerability to climate change in countries of origin of refugees in: %(country)s, %(period)s"),
        _("Vulnerability to climate change in countries of origin of people living in: %(country)s, %(period)s"),
    )
    subtitle = _("ND-GAIN index from 0 (low) to 1 (high), %(period)s") % {"period": words.period()}
    return _said(words, title, subtitle, decimals=2)
