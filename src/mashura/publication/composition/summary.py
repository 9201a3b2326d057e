"""The executive summary: what the programme found, agreed on and recommends, and the first things its figures say."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from mashura.consultation.models import Programme
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.countries import country_accounts
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.in_brief import OwnMaterial, counted, own_blocks, own_material
from mashura.publication.sentences import country as sentences
from mashura.publication.sentences import routes
from mashura.publication.sentences.account import Sentence
from mashura.reference.public import countries_in_order, country_from, country_in, country_name


def summary_chapter(programme: Programme, desk: Desk) -> Iterator[Block]:
    """Figures of the programme's countries in protocol order, then its own material; no summary of nothing."""
    material = own_material(programme, desk)
    # Nothing is computed for invented States: there is no data about them.
    figures = [] if programme.is_fictional else countries_in_order(programme.countries, desk.writer.language)
    if figures or material:
        title = desk.open_chapter(_("Executive summary"))
        countries = sorted({*figures, *material.countries})
        yield blocks.chapter(title, _blocks(desk, figures, material), numbered=False, countries=countries)


def _blocks(desk: Desk, countries: list[str], material: OwnMaterial) -> Iterator[Block]:
    if countries:
        yield from _figures(desk, countries)
    else:
        yield blocks.lead(
            _(
                "This report brings together what the programme found, what its meetings agreed on, and what is "
                "recommended to whom."
            )
        )
    yield from counted(material, desk)
    yield from own_blocks(material, desk)


def _figures(desk: Desk, countries: list[str]) -> Iterator[Block]:
    yield blocks.lead(
        _(
            "This report shows, from public data alone, who moves to, through and from the countries of the programme, "
            "what weighs on them, and what the way costs. Each number opens to the data behind it."
        )
    )
    for country in countries:
        yield blocks.heading(country_name(country, desk.writer.language))
        yield from desk.paragraph(country_in_brief(desk, country))
    yield blocks.heading(_("Routes"))
    yield from desk.paragraph(routes_in_brief(desk))


def country_in_brief(desk: Desk, country: str) -> Iterator[Sentence | None]:
    """The first sentences about migrants, emigrants and refugees of a country."""
    language = desk.writer.language
    within, away = country_in(country, language), country_from(country, language)
    migrants, abroad, refugees = country_accounts(desk, country)
    yield from _first(sentences.migrants_in(migrants, within=within))
    yield from _first(sentences.migrants_from(abroad, away=away))
    yield from _first(sentences.refugees_hosted(refugees, within=within))


def routes_in_brief(desk: Desk) -> Iterator[Sentence | None]:
    """The first sentences about deaths at sea and detections."""
    yield from _first(routes.deaths_at_sea(desk.account("deaths-at-sea", {})))
    yield from _first(routes.arrivals_by_route(desk.account("arrivals-by-route", {})))


def _first(said: Iterable[Sentence | None]) -> Iterator[Sentence | None]:
    return islice(said, 1)
