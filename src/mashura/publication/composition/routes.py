"""The chapter on routes: lives lost, crossings detected, and where people live."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.publication.sentences import routes as sentences
from mashura.reference.public import country_in


def routes_chapter(desk: Desk, countries: list[str]) -> Block:
    """`countries` of the programme in protocol order: each has its map."""
    title = desk.open_chapter(_("Routes and drivers"))
    return blocks.chapter(title, _blocks(desk, countries))


def _blocks(desk: Desk, countries: list[str]) -> Iterator[Block]:
    opening = sentences.opening()
    yield blocks.lead(opening.text, said=[opening])
    yield blocks.heading(_("Lives lost at sea"))
    deaths = desk.account("deaths-at-sea", {})
    yield from desk.paragraph(sentences.deaths_at_sea(deaths), deaths)
    yield from desk.figure(deaths)
    causes = desk.account("deaths-by-cause", {})
    yield from desk.paragraph(sentences.deaths_by_cause(causes), causes)
    yield from desk.figure(causes)
    yield blocks.heading(_("Crossings detected"))
    arrivals = desk.account("arrivals-by-route", {})
    yield from desk.paragraph(sentences.arrivals_by_route(arrivals), arrivals)
    yield from desk.figure(arrivals)
    yield blocks.heading(_("Between countries"))
    for country in countries:
        flows = desk.account("flow-map", {"country": country}, key=f"flow-map-{country}")
        yield from desk.paragraph(sentences.flow_map(flows, within=country_in(country, desk.writer.language)), flows)
        yield from desk.figure(flows)
