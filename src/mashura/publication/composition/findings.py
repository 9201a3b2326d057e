"""The chapter of findings: what the evidence says, how strong it is, and what is not known."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mashura.consultation.models import Programme
from mashura.evidence.public import ShownFinding, show_findings, visible_findings
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.publication.provenance import Origin
from mashura.reference.public import topics


def findings_chapter(programme: Programme, desk: Desk) -> Iterator[Block]:
    """Every public finding by theme, gaps last; no chapter without any."""
    found = show_findings(desk.actor, visible_findings(desk.actor, programme=programme.code))
    if not found:
        return
    countries = sorted({code for one in found for code in one.finding.countries})
    title = desk.open_chapter(_("Findings"))
    yield blocks.chapter(title, _blocks(found, desk), countries=countries)


def _blocks(found: list[ShownFinding], desk: Desk) -> Iterator[Block]:
    yield blocks.lead(
        _(
            "Each finding says how strong it is by a published rule: how many independent sources support it, by how "
            "many methods, and what contradicts it. Confidence is its author's."
        )
    )
    gaps = [one for one in found if one.finding.kind == "gap"]
    heading = ""
    themes = list(topics())
    known = [one for one in found if one not in gaps]
    # The sort is stable: within a theme findings stay in the order of their references.
    for one in sorted(known, key=lambda one: themes.index(one.finding.theme) if one.finding.theme in themes else -1):
        theme = desk.writer.text(one.theme)
        if theme != heading:
            heading = theme
            yield blocks.heading(theme)
        yield from finding_block(one, desk)
    if gaps:
        yield blocks.heading(_("What is not known"))
        for one in gaps:
            yield from finding_block(one, desk)


def finding_block(one: ShownFinding, desk: Desk, *, title: str = "") -> Iterator[Block]:
    """A finding with its reference, its strength and its author's confidence; `title` stands before it."""
    remarks = [one.finding.ref]
    if one.strength:
        remarks.append(_("strength: %(strength)s") % {"strength": one.strength})
    if one.confidence:
        remarks.append(_("confidence: %(confidence)s") % {"confidence": one.confidence})
    yield from desk.prose(
        one.statement, Origin("finding", (one.finding.programme, one.finding.ref)), title=title, remarks=remarks
    )
