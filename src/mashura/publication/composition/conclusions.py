"""The chapter of conclusions: what each meeting agreed on, in its own numbered sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mashura.consultation.models import Meeting, MeetingConclusion, Programme
from mashura.consultation.public import conclusions, recommendations_from, visible_meetings
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.participants import institutions_by_delegation
from mashura.publication.provenance import Origin
from mashura.reference.public import topics


def conclusions_chapter(programme: Programme, desk: Desk) -> Iterator[Block]:
    """Every meeting that has public conclusions, by date; no chapter without any."""
    meetings = concluded_meetings(programme, desk)
    if not meetings:
        return
    countries = sorted({code for _held, agreed in meetings for one in agreed for code in one.countries})
    title = desk.open_chapter(_("Conclusions of the meetings"))
    yield blocks.chapter(title, _blocks(meetings, desk), countries=countries)


def concluded_meetings(programme: Programme, desk: Desk) -> list[tuple[Meeting, list[MeetingConclusion]]]:
    """The meetings of the programme with their public conclusions by number, as far as there are any."""
    found = [(held, list(conclusions(desk.actor, held))) for held in visible_meetings(desk.actor, programme.code)]
    return [(held, agreed) for held, agreed in found if agreed]


def conclusion_block(held: Meeting, one: MeetingConclusion, desk: Desk, *, in_brief: bool = False) -> Iterator[Block]:
    """One conclusion under the number that the meeting gave it; its theme too unless it is told `in_brief`."""
    theme = desk.writer.text(topics()[one.topic].title) if one.topic in topics() else ""
    yield from desk.prose(
        desk.read(one.text),
        Origin("conclusion", (held.programme_id, held.key, str(one.number))),
        title=_("Conclusion %(number)s") % {"number": desk.writer.amount(one.number)},
        remarks=[] if in_brief else [theme],
    )


def _blocks(meetings: list[tuple[Meeting, list[MeetingConclusion]]], desk: Desk) -> Iterator[Block]:
    yield blocks.lead(
        _(
            "Conclusions are the agreed words of the delegations, under the numbers that each meeting gave them. Those "
            "of a national workshop stand here because its State released them."
        )
    )
    for held, agreed in meetings:
        yield blocks.heading(desk.writer.text(held.title))
        yield blocks.facts(_particulars(held, desk), heads=(_("Subject"), _("The meeting")))
        for one in agreed:
            yield from conclusion_block(held, one, desk)


def _particulars(held: Meeting, desk: Desk) -> Iterator[tuple[str, str]]:
    writer = desk.writer
    yield _("Day"), writer.days(held.starts, held.ends)
    yield _("Place"), writer.text(held.place)
    if held.subjects:
        yield _("Subjects"), writer.text(held.subjects)
    for delegation, institutions in institutions_by_delegation(held, desk):
        yield _("Delegation: %(name)s") % {"name": delegation}, institutions
    led_to = [row.ref for row in recommendations_from(desk.actor, meeting=held)]
    if led_to:
        yield _("Recommendations that come from it"), writer.listed(led_to)
