"""What the chapter of a country says about its figures."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mashura.publication.sentences.account import Account, Sentence

# Below this share of a total, in percent, people of unknown origin go without mention; the table still shows them.
_WORTH_SAYING = 1


def opening(*, country: str) -> Sentence:
    """The first paragraph of the chapter."""
    return Sentence(
        _(
            "%(country)s is at once a country of origin, of transit and of destination. This chapter shows who lives "
            "there from elsewhere, where its people live abroad, who has found refuge there, and what weighs on the "
            "countries from which migrants come."
        )
        % {"country": country},
        (),
    )


def migrants_in(account: Account, *, within: str) -> Iterator[Sentence | None]:
    """Who lives in the country from elsewhere; `within` is the country as a place in a sentence ("in Egypt")."""
    here: Mapping[str, str] = {"in_country": within}
    yield account.say(
        ngettext(
            "In the middle of %(year)s, %(migrants)s international migrant lived %(in_country)s.",
            "In the middle of %(year)s, %(migrants)s international migrants lived %(in_country)s.",
            account.number("migrants"),
        ),
        here,
        year="year",
        migrants="migrants",
    )
    yield account.say(_("Women and girls made up %(share)s of them."), share="women_share")
    yield account.say(
        _(
            "The main countries of origin were %(first)s (%(first_migrants)s people, or %(first_share)s), "
            "%(second)s (%(second_migrants)s) and %(third)s (%(third_migrants)s)."
        ),
        first="top_origin",
        first_migrants="top_origin_migrants",
        first_share="top_origin_share",
        second="second_origin",
        second_migrants="second_origin_migrants",
        third="third_origin",
        third_migrants="third_origin_migrants",
    )
    yield _since(account)
    if account.has("unidentified_share") and account.raw("unidentified_share") >= _WORTH_SAYING:
        yield account.say(
            _("For %(share)s of them the country of origin is not known or not stated."), share="unidentified_share"
        )


def migrants_from(account: Account, *, away: str) -> Iterator[Sentence | None]:
    """Where people of the country live; `away` is the country as an origin in a sentence ("from Morocco")."""
    yield account.say(
        ngettext(
            "In the middle of %(year)s, %(migrants)s person %(from_country)s lived in another country.",
            "In the middle of %(year)s, %(migrants)s people %(from_country)s lived in another country.",
            account.number("migrants"),
        ),
        {"from_country": away},
        year="year",
        migrants="migrants",
    )
    yield account.say(_("Women and girls made up %(share)s of them."), share="women_share")
    yield account.say(
        _(
            "The main countries of destination were %(first)s (%(first_migrants)s people, or %(first_share)s), "
            "%(second)s (%(second_migrants)s) and %(third)s (%(third_migrants)s)."
        ),
        first="top_destination",
        first_migrants="top_destination_migrants",
        first_share="top_destination_share",
        second="second_destination",
        second_migrants="second_destination_migrants",
        third="third_destination",
        third_migrants="third_destination_migrants",
    )
    yield _since(account)


def refugees_hosted(account: Account, *, within: str) -> Iterator[Sentence | None]:
    """Who has found refuge in the country."""
    here: Mapping[str, str] = {"in_country": within}
    yield account.say(
        ngettext(
            "At the end of %(year)s, UNHCR counted %(refugees)s refugee %(in_country)s.",
            "At the end of %(year)s, UNHCR counted %(refugees)s refugees %(in_country)s.",
            account.number("refugees"),
        ),
        here,
        year="last_year",
        refugees="refugees",
    )
    yield account.say(
        ngettext(
            "In addition, %(seekers)s asylum seeker was waiting for a decision.",
            "In addition, %(seekers)s asylum seekers were waiting for a decision.",
            account.number("asylum_seekers"),
        ),
        seekers="asylum_seekers",
    )
    yield account.say(
        _("The main country of origin of the refugees was %(origin)s (%(refugees)s people, or %(share)s)."),
        origin="top_origin",
        refugees="top_origin_refugees",
        share="top_origin_share",
    )
    if account.raw("peak_year") not in (None, account.raw("last_year")):
        yield account.say(
            _("The largest number of refugees within the period shown was counted in %(year)s: %(refugees)s."),
            year="peak_year",
            refugees="peak_year_refugees",
        )


def key_numbers(
    migrants: Account, abroad: Account, refugees: Account
) -> Iterator[tuple[Account, str, Sentence | None]]:
    """The numbers that open the chapter: the figure, the name of its value, and what it counts."""
    yield migrants, "migrants", migrants.say(_("international migrants living in the country, %(year)s"), year="year")
    yield abroad, "migrants", abroad.say(_("people from the country living abroad, %(year)s"), year="year")
    yield (
        refugees,
        "refugees",
        refugees.say(_("refugees in the country at the end of %(year)s"), year="last_year"),
    )


def _since(account: Account) -> Sentence | None:
    if not account.has("change") or account.raw("first_year") == account.raw("year"):
        return None
    if account.raw("change") >= 0:
        sentence = _("In %(first_year)s there had been %(before)s.")
    else:
        sentence = _("The number has fallen: in %(first_year)s there had been %(before)s.")
    return account.say(sentence, first_year="first_year", before="first_year_migrants")
