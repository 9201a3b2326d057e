"""The annex of participants: institutions by meeting and delegation, never a name."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mashura.consultation.models import Programme
from mashura.consultation.public import delegations, visible_meetings
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.reference.public import country_name


def participants_annex(programme: Programme, desk: Desk) -> Iterator[Block]:
    """Each meeting with its delegations in the order of precedence of the language; no annex without any."""
    tables = list(_tables(programme, desk))
    if tables:
        title = desk.open_chapter(_("Participants by institution"))
        yield blocks.chapter(title, tables, numbered=False)


def _tables(programme: Programme, desk: Desk) -> Iterator[Block]:
    for held in visible_meetings(desk.actor, programme.code):
        shown = [one for one in delegations(desk.actor, held, desk.writer.language) if one.institutions]
        if not shown:
            continue
        rows = [
            [
                country_name(one.delegation.country, desk.writer.language)
                if one.delegation.country
                else desk.writer.text(one.delegation.names),
                desk.writer.listed([desk.writer.text(institution.names) for institution in one.institutions]),
            ]
            for one in shown
        ]
        yield blocks.table(
            key=f"participants-{held.pk.replace('/', '-')}",
            title=desk.writer.text(held.title),
            headers=[_("Delegation"), _("Institutions")],
            rows=rows,
            alignments=["start", "start"],
            widths=[2, 5],
            note=desk.writer.days(held.starts, held.ends),
        )
