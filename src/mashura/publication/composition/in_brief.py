"""What a programme found, agreed on and recommends, in brief: its part of the summary."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from mashura.consultation.models import Meeting, MeetingConclusion, Programme
from mashura.consultation.public import Recommendation
from mashura.evidence.public import LEVELS, ShownFinding, show_findings, visible_findings
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.conclusions import concluded_meetings, conclusion_block
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.findings import finding_block
from mashura.publication.composition.recommendations import RecommendationsOfGroup, recommendations_by_lead
from mashura.publication.sentences.account import Sentence

# No more of each than fits on one page together.
_MOST_FINDINGS: Final = 3
_MOST_GAPS: Final = 1
_MOST_CONCLUSIONS: Final = 2
_MOST_REFERENCES: Final = 9


@dataclass(frozen=True, slots=True)
class OwnMaterial:
    """The released findings, conclusions and recommendations of a programme."""

    findings: list[ShownFinding]
    gaps: list[ShownFinding]
    meetings: list[tuple[Meeting, list[MeetingConclusion]]]
    recommendations: list[RecommendationsOfGroup]

    def __bool__(self) -> bool:
        return bool(self.findings or self.gaps or self.meetings or self.recommendations)

    @property
    def countries(self) -> set[str]:
        """Those that the summary tells of."""
        rows: list[ShownFinding | MeetingConclusion | Recommendation] = [*self.recommended, *self.agreed]
        told = {code for row in rows for code in row.countries}  # type: ignore[union-attr]
        return told | {code for one in (*self.findings, *self.gaps) for code in one.finding.countries}

    @property
    def agreed(self) -> list[MeetingConclusion]:
        return [one for _held, agreed in self.meetings for one in agreed]

    @property
    def recommended(self) -> list[Recommendation]:
        return [row for group in self.recommendations for row in group.rows]


def own_material(programme: Programme, desk: Desk) -> OwnMaterial:
    """What everybody may read of it."""
    found = show_findings(desk.actor, visible_findings(desk.actor, programme=programme.code))
    strengths = [level.strength for level in LEVELS]
    # The sort is stable: findings of one strength stay in the order of their references.
    known = sorted(
        (one for one in found if one.finding.kind != "gap"),
        key=lambda one: (
            strengths.index(one.assessment.strength) if one.assessment.strength in strengths else len(strengths)
        ),
    )
    return OwnMaterial(
        findings=known,
        gaps=[one for one in found if one.finding.kind == "gap"],
        meetings=concluded_meetings(programme, desk),
        recommendations=recommendations_by_lead(programme, desk),
    )


def counted(material: OwnMaterial, desk: Desk) -> Iterator[Block]:
    """How much there is of each kind, side by side."""
    findings, gaps = len(material.findings), len(material.gaps)
    conclusions, recommendations = len(material.agreed), len(material.recommended)
    labels = [
        (findings, npgettext("below its number", "finding", "findings", findings)),
        (gaps, npgettext("below its number", "gap in what is known", "gaps in what is known", gaps)),
        (
            conclusions,
            npgettext("below its number", "conclusion of the meetings", "conclusions of the meetings", conclusions),
        ),
        (recommendations, npgettext("below its number", "recommendation", "recommendations", recommendations)),
    ]
    items = [(Sentence(desk.writer.amount(count), ()), Sentence(label, ())) for count, label in labels if count]
    if items:
        yield blocks.key_numbers(items)


def own_blocks(material: OwnMaterial, desk: Desk) -> Iterator[Block]:
    """The strongest findings, a gap, what the last meeting concluded, and who is asked to act."""
    if material.findings:
        yield blocks.heading(_("What the evidence says"))
        for one in material.findings[:_MOST_FINDINGS]:
            yield from finding_block(one, desk)
    for one in material.gaps[:_MOST_GAPS]:
        yield from finding_block(one, desk, title=_("What is not known"))
    if material.meetings:
        yield from _agreed(*material.meetings[-1], desk)
    if material.recommendations:
        yield from _recommended(material.recommendations, desk)


def _agreed(held: Meeting, agreed: list[MeetingConclusion], desk: Desk) -> Iterator[Block]:
    writer = desk.writer
    yield blocks.heading(_("What the meetings agreed on"))
    yield blocks.kicker(
        _("From the conclusions of the last meeting: %(meeting)s, %(days)s")
        % {"meeting": writer.text(held.title), "days": writer.days(held.starts, held.ends)}
    )
    for one in agreed[:_MOST_CONCLUSIONS]:
        yield from conclusion_block(held, one, desk, in_brief=True)


def _recommended(groups: list[RecommendationsOfGroup], desk: Desk) -> Iterator[Block]:
    yield blocks.heading(_("What is recommended"))
    told_of_groups = []
    for group in groups:
        refs = sorted((row.ref for row in group.rows), key=lambda ref: (len(ref), ref))
        told = ngettext("%(group)s: %(count)s recommendation", "%(group)s: %(count)s recommendations", len(refs)) % {
            "group": desk.writer.text(group.title),
            "count": desk.writer.amount(len(refs)),
        }
        named = f" ({desk.writer.listed(refs)})" if len(refs) <= _MOST_REFERENCES else ""
        told_of_groups.append(f"{told}{named}.")
    yield blocks.paragraph(" ".join(told_of_groups))
