"""The chapter of the register: laws, strategies, institutions and practices by country, side by side and unscored."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from mashura.consultation.models import Programme
from mashura.consultation.public import RegisterEntry, RegisterSource, entries_in_order, sources_of
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block, Piece
from mashura.publication.composition.desk import Desk
from mashura.publication.provenance import Origin
from mashura.reference.public import country_name


def register_chapter(programme: Programme, desk: Desk) -> Iterator[Block]:
    """Every public entry under its country; no chapter without any."""
    rows = entries_in_order(desk.actor, programme, desk.writer.language, only_public=True)
    if not rows:
        return
    countries = sorted({row.country for row in rows})
    title = desk.open_chapter(_("Register of policies and practices"))
    yield blocks.chapter(title, _blocks(rows, desk), countries=countries)


def _blocks(rows: list[RegisterEntry], desk: Desk) -> Iterator[Block]:
    sources = sources_of(desk.actor, rows)
    yield blocks.lead(_("What each country has released, in the order of the countries' names. Nothing is compared."))
    country = ""
    for row in rows:
        if row.country != country:
            country = row.country
            yield blocks.heading(country_name(country, desk.writer.language))
        yield from desk.prose(
            desk.read(row.description),
            Origin("register-entry", (row.programme_id, row.key)),
            title=desk.writer.text(row.title),
            note=list(_sources(sources.get(row.pk, []), desk)),
        )


def _sources(found: list[RegisterSource], desk: Desk) -> Iterator[Piece]:
    """Each source on a line of its own: publisher, title and site.

    The site opens the page itself, whose address is too long for paper.
    """
    for place, one in enumerate(found):
        if place:
            yield "\n"
        yield from _source(one, desk)


def _source(one: RegisterSource, desk: Desk) -> Iterator[Piece]:
    yield _("%(publisher)s: %(title)s, ") % {
        "publisher": desk.writer.text(one.publisher),
        "title": desk.writer.text(one.title),
    }
    yield blocks.link(one.url, urlsplit(one.url).netloc.removeprefix("www."))
    yield "."
