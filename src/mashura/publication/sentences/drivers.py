"""What is said about the drivers of migration in countries of origin."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mashura.publication.sentences.account import Account, Sentence


def opening(account: Account, *, within: str) -> Iterator[Sentence | None]:
    """Which countries the figures of the section show, and why these; `account` is any of its driver figures."""
    yield account.say(
        ngettext(
            "The figures of this section show the %(origins)s main country of origin of the refugees %(in_country)s, "
            "from which %(share)s of them come, before the countries of the programme.",
            "The figures of this section show the %(origins)s main countries of origin of the refugees %(in_country)s, "
            "from which %(share)s of them come, before the countries of the programme.",
            account.number("origins"),
        ),
        {"in_country": within},
        origins="origins",
        share="origins_share",
    )
    yield Sentence(_("They are circumstances in which people leave; they do not prove why anyone left."), ())


def conflict(account: Account, *, within: str) -> Iterator[Sentence | None]:
    """Deaths in battle in the countries of origin."""
    yield account.say(
        ngettext(
            "From %(first_year)s to %(last_year)s, %(deaths)s person was killed in fighting in which a State took "
            "part, in the main countries of origin of the refugees %(in_country)s.",
            "From %(first_year)s to %(last_year)s, %(deaths)s people were killed in fighting in which a State took "
            "part, in the main countries of origin of the refugees %(in_country)s.",
            account.number("origins_total"),
        ),
        {"in_country": within},
        first_year="first_year",
        last_year="last_year",
        deaths="origins_total",
    )
    yield _gaps(account)


def poverty(account: Account, *, within: str) -> Iterator[Sentence | None]:
    """Poverty in the main country of origin and in the country itself."""
    yield account.say(
        _(
            "In the main country of origin, %(origin)s, %(rate)s of the population lived below the national poverty "
            "line in %(year)s."
        ),
        origin="top_origin",
        rate="top_origin_last_value",
        year="top_origin_last_year",
    )
    yield account.say(
        _("The last survey of poverty %(in_country)s, of %(year)s, found %(rate)s."),
        {"in_country": within},
        year="country_last_year",
        rate="country_last_value",
    )
    yield _gaps(account)


def unemployment(account: Account, *, within: str) -> Iterator[Sentence | None]:
    """Unemployment in the main country of origin and in the country itself."""
    yield account.say(
        _(
            "In the main country of origin, %(origin)s, an estimated %(rate)s of the labour force was without work in "
            "%(year)s."
        ),
        origin="top_origin",
        rate="top_origin_last_value",
        year="top_origin_last_year",
    )
    yield account.say(
        _("The estimate for the labour force %(in_country)s in %(year)s is %(rate)s."),
        {"in_country": within},
        year="country_last_year",
        rate="country_last_value",
    )
    yield _gaps(account)


def stability(account: Account, *, within: str) -> Iterator[Sentence | None]:  # noqa: ARG001 - one signature for all
    """Political stability as perceived in the main country of origin."""
    yield account.say(
        _(
            "For the main country of origin, %(origin)s, the index of political stability and absence of violence "
            "moved from %(before)s in %(first_year)s to %(now)s in %(last_year)s; higher values mean more stability."
        ),
        origin="top_origin",
        before="top_origin_first_value",
        first_year="top_origin_first_year",
        now="top_origin_last_value",
        last_year="top_origin_last_year",
    )
    yield _gaps(account)


def environment(account: Account, *, within: str) -> Iterator[Sentence | None]:  # noqa: ARG001 - one signature for all
    """Vulnerability to climate change in the main country of origin."""
    yield account.say(
        _(
            "For the main country of origin, %(origin)s, the index of vulnerability to climate change stood at "
            "%(before)s in %(first_year)s and at %(now)s in %(last_year)s; higher values mean more vulnerability."
        ),
        origin="top_origin",
        before="top_origin_first_value",
        first_year="top_origin_first_year",
        now="top_origin_last_value",
        last_year="top_origin_last_year",
    )
    yield _gaps(account)


def _gaps(account: Account) -> Sentence | None:
    if not account.number("countries_without_data"):
        return None
    return account.say(
        ngettext(
            "For %(countries)s of the countries shown the source has no value in these years.",
            "For %(countries)s of the countries shown the source has no values in these years.",
            account.number("countries_without_data"),
        ),
        countries="countries_without_data",
    )
