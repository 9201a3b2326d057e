"""The annex of participants: institutions by meeting and delegation, never a name."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mashura.consultation.models import Meeting, Programme
from mashura.consultation.public import delegations, visible_meetings
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk


def participants_annex(programme: Programme, desk: Desk) -> Iterator[Block]:
    """Each meeting with its delegations in the order of precedence of the language; no annex without any."""
    tables = list(_tables(programme, desk))
    if tables:
        title = desk.open_chapter(_("Participants by institution"))
        yield blocks.chapter(title, tables, numbered=False)


def institutions_by_delegation(held: Meeting, desk: Desk) -> list[tuple[str, str]]:
    """The delegations of a meeting that name institutions, each with them, in the order of precedence."""
    writer = desk.writer
    return [
        (
            writer.country(one.delegation.country) if one.delegation.country else writer.text(one.delegation.names),
            writer.listed([writer.text(institution.names) for institution in one.institutions]),
        )
        for one in delegations(desk.actor, held, writer.language)
        if one.institutions
    ]


def _tables(programme: Programme, desk: Desk) -> Iterator[Block]:
    for held in visible_meetings(desk.actor, programme.code):
        rows = institutions_by_delegation(held, desk)
        if not rows:
            continue
        yield blocks.table(
            key=f"participants-{held.pk.replace('/', '-')}",
            title=desk.writer.text(held.title),
            headers=[_("Delegation"), _("Institutions")],
            rows=rows,
            alignments=["start", "start"],
            widths=[2, 5],
            note=desk.writer.days(held.starts, held.ends),
        )
