"""Sentences of the figures on migrants and refugees by country."""

from django.utils.translation import gettext as _

from mashura.evidence.labels import place_name
from mashura.evidence.sentences.deaths import Said, nothing
from mashura.evidence.wording import Words


def migrants_in(words: Words) -> Said:
    year = words.period()
    title = _country_title(
        words,
        words.in_country(),
        _("Migrants living %(in_country)s, by country of origin, %(year)s"),
        _("%(country)s: migrants living there, by country of origin, %(year)s"),
    )
    subtitle = _("Persons at mid-year %(year)s, by country of origin") % {"year": year}
    if not words.value("migrants") or not words.has("top_origin"):
        return nothing(words, title, subtitle)
    finding = _("%(people)s from elsewhere lived there in %(year)s; most came from: %(top)s (%(share)s).") % {
        "people": words.people("migrants"),
        "year": year,
        "top": words.place("top_origin"),
        "share": words.percent("top_origin_share"),
    }
    return title, subtitle, finding, _bars_alt(words, title, "origin")


def migrants_from(words: Words) -> Said:
    year = words.period()
    title = _country_title(
        words,
        words.from_country(),
        _("People %(from_country)s living elsewhere, by country of destination, %(year)s"),
        _("%(country)s: people from there living elsewhere, by country of destination, %(year)s"),
    )
    subtitle = _("Persons at mid-year %(year)s, by country of destination") % {"year": year}
    if not words.value("migrants") or not words.has("top_destination"):
        return nothing(words, title, subtitle)
    finding = _("%(people)s from there lived elsewhere in %(year)s; most lived in: %(top)s (%(share)s).") % {
        "people": words.people("migrants"),
        "year": year,
        "top": words.place("top_destination"),
        "share": words.percent("top_destination_share"),
    }
    return title, subtitle, finding, _bars_alt(words, title, "destination")


def _bars_alt(words: Words, title: str, place: str) -> str:
    if not words.has(f"second_{place}", f"third_{place}"):
        return _("Bar chart. %(title)s. The longest bar: %(top)s, %(most)s.") % {
            "title": title,
            "top": words.place(f"top_{place}"),
            "most": words.number(f"top_{place}_migrants"),
        }
    return _(
        "Bar chart. %(title)s. The longest bars: %(top)s, %(most)s; %(second)s, %(next)s; %(third)s, %(after)s; "
        "%(total)s in all."
    ) % {
        "title": title,
        "top": words.place(f"top_{place}"),
        "most": words.number(f"top_{place}_migrants"),
        "second": words.place(f"second_{place}"),
        "next": words.number(f"second_{place}_migrants"),
        "third": words.place(f"third_{place}"),
        "after": words.number(f"third_{place}_migrants"),
        "total": words.number("migrants"),
    }


def refugees_hosted(words: Words) -> Said:
    period = words.period()
    title = _country_title(
        words,
        words.in_country(),
        _("Refugees and asylum seekers %(in_country)s, %(year)s"),
        _("%(country)s: refugees and asylum seekers there, %(year)s"),
    )
    subtitle = _("Refugees at the end of the year, by country of origin, %(period)s") % {"period": period}
    if not words.has("last_year", "refugees") or not words.has("top_origin"):
        return nothing(words, title, subtitle)
    finding = _(
        "At the end of %(year)s there were %(refugees)s refugees and %(seekers)s asylum seekers; most refugees came "
        "from: %(top)s (%(share)s)."
    ) % {
        "year": words.year("last_year"),
        "refugees": words.number("refugees"),
        "seekers": words.number("asylum_seekers"),
        "top": words.place("top_origin"),
        "share": words.percent("top_origin_share"),
    }
    alt = _(
        "Line chart of refugees by country of origin, %(period)s: %(first)s in %(first_year)s, "
        "%(refugees)s in %(year)s, of them from %(top)s %(from_top)s; highest in %(peak)s with %(most)s."
    ) % {
        "period": period,
        "first": words.number("first_year_refugees"),
        "first_year": words.year("first_year"),
        "refugees": words.number("refugees"),
        "year": words.year("last_year"),
        "top": words.place("top_origin"),
        "from_top": words.number("top_origin_refugees"),
        "peak": words.year("peak_year"),
        "most": words.number("peak_year_refugees"),
    }
    return title, subtitle, finding, alt


def flow_map(words: Words) -> Said:
    title, subtitle = _map_titles(words)
    if not words.value("persons") or not words.has("top_place"):
        return nothing(words, title, subtitle)
    named = {
        "people": words.people("persons"),
        "year": words.year("year"),
        "top": words.place("top_place"),
        "share": words.percent("top_place_share"),
    }
    if words.param("direction") == "to":
        finding = _("%(people)s in %(year)s; the largest group came from: %(top)s (%(share)s).") % named
    else:
        finding = _("%(people)s in %(year)s; the largest group lived in: %(top)s (%(share)s).") % named
    alt = _(
        "Map with arrows from countries of origin to countries of destination. %(title)s. The widest arrow stands for "
        "%(top)s with %(most)s people; the arrows drawn stand for %(drawn)s of %(total)s."
    ) % {
        "title": title,
        "top": words.place("top_place"),
        "most": words.number("top_place_persons"),
        "drawn": words.number("drawn"),
        "total": words.number("persons"),
    }
    return title, subtitle, finding, alt


def _map_titles(words: Words) -> tuple[str, str]:
    is_in = words.param("direction") == "to"
    if words.param("people") == "refugees":
        templates = (
            (_("Refugees living %(in_country)s, %(year)s"), _("%(country)s: refugees living there, %(year)s"))
            if is_in
            else (
                _("Refugees %(from_country)s living elsewhere, %(year)s"),
                _("%(country)s: refugees from there living elsewhere, %(year)s"),
            )
        )
        subtitle = _("Persons at the end of %(year)s")
    else:
        templates = (
            (_("Migrants living %(in_country)s, %(year)s"), _("%(country)s: migrants living there, %(year)s"))
            if is_in
            else (
                _("People %(from_country)s living elsewhere, %(year)s"),
                _("%(country)s: people from there living elsewhere, %(year)s"),
            )
        )
        subtitle = _("Persons at mid-year %(year)s")
    phrase = words.in_country() if is_in else words.from_country()
    return _country_title(words, phrase, *templates), subtitle % {"year": words.year("year")}


def _country_title(words: Words, phrase: str, with_phrase: str, with_name: str) -> str:
    """A title with the country inside its sentence where its preposition is known, before a colon otherwise."""
    template = with_phrase if phrase else with_name
    return template % {
        "in_country": phrase,
        "from_country": phrase,
        "country": place_name(str(words.param("country")), words.language),
        "year": words.period() or words.year("year"),
    }
