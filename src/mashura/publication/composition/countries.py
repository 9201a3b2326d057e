"""The chapter of a country."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.publication.sentences import country as sentences
from mashura.publication.sentences import drivers
from mashura.publication.sentences.account import Account, Sentence
from mashura.reference.public import country_from, country_in, country_name, official_country_name

Say = Callable[..., Iterator[Sentence | None]]

DRIVERS: tuple[tuple[str, Say], ...] = (
    ("driver-conflict", drivers.conflict),
    ("driver-stability", drivers.stability),
    ("driver-poverty", drivers.poverty),
    ("driver-unemployment", drivers.unemployment),
    ("driver-environment", drivers.environment),
)


# What a printed page can hold: the site shows more countries, and any number on request.
_LISTED = "8"
_ORIGINS = "3"


def country_chapter(desk: Desk, country: str, countries: list[str]) -> Block:
    """Who lives in the country, where its people live, who found refuge there, and the drivers in countries of origin.

    `countries` are all countries of the programme: the driver figures show them beside the countries of origin.
    """
    language = desk.writer.language
    title = desk.open_chapter(official_country_name(country, language))
    return blocks.chapter(title, _blocks(desk, country, countries), countries=[country])


def country_accounts(desk: Desk, country: str) -> tuple[Account, Account, Account]:
    """Migrants in the country, people from it abroad, and refugees in it."""
    stock = {"country": country, "top": _LISTED}
    return (
        desk.account("migrants-in", stock, key=f"migrants-in-{country}"),
        desk.account("migrants-from", stock, key=f"migrants-from-{country}"),
        desk.account("refugees-hosted", {"country": country}, key=f"refugees-hosted-{country}"),
    )


def _blocks(desk: Desk, country: str, countries: list[str]) -> Iterator[Block]:
    language = desk.writer.language
    within, away = country_in(country, language), country_from(country, language)
    migrants, abroad, refugees = country_accounts(desk, country)

    opening = sentences.opening(country=country_name(country, language))
    yield blocks.lead(opening.text, said=[opening])
    yield from _key_numbers(migrants, abroad, refugees)
    yield from _section(desk, _("Migrants in the country"), migrants, sentences.migrants_in(migrants, within=within))
    yield from _section(desk, _("People from the country abroad"), abroad, sentences.migrants_from(abroad, away=away))
    yield from _section(
        desk,
        _("Refugees and asylum seekers"),
        refugees,
        sentences.refugees_hosted(refugees, within=within),
    )
    yield from _drivers(desk, country, countries, within)


def _key_numbers(migrants: Account, abroad: Account, refugees: Account) -> Iterator[Block]:
    items = []
    for account, value, label in sentences.key_numbers(migrants, abroad, refugees):
        number = account.say("%(number)s", number=value)
        if label is not None and number is not None:
            items.append((number, label))
    if items:
        yield blocks.key_numbers(items)


def _section(desk: Desk, title: str, account: Account, said: Iterator[Sentence | None]) -> Iterator[Block]:
    yield blocks.heading(title)
    yield from desk.paragraph(said, account)
    yield from desk.figure(account)


def _drivers(desk: Desk, country: str, countries: list[str], within: str) -> Iterator[Block]:
    params = {"country": country, "countries": ",".join(countries), "origins": _ORIGINS}
    accounts = [(desk.account(name, params, key=f"{name}-{country}"), say) for name, say in DRIVERS]
    yield blocks.heading(_("Drivers in countries of origin"))
    yield from desk.paragraph(drivers.opening(accounts[0][0], within=within))
    for account, say in accounts:
        yield from desk.paragraph(say(account, within=within), account)
        yield from desk.figure(account)
