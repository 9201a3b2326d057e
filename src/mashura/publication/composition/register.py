"""The chapter of the register: laws, strategies, institutions and practices by country, side by side and unscored."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mashura.consultation.models import Programme
from mashura.consultation.public import RegisterEntry, RegisterSource, entries_in_order, sources_of
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.writing import in_a_row
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
            note=in_a_row(_source(one, desk) for one in sources.get(row.pk, [])),
        )


def _source(one: RegisterSource, desk: Desk) -> str:
    return f"{desk.writer.text(one.publisher)}: {desk.writer.text(one.title)}, {one.url}"
