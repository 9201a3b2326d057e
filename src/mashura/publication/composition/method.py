"""The chapter on how a report is made: what its rules are, not what they gave."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mashura.consultation.models import Programme
from mashura.consultation.public import RecommendationFilter, visible_recommendations
from mashura.evidence.public import (
    LEVELS,
    LOWERED_WHEN_CONTRADICTED,
    LOWERED_WHEN_OUTWEIGHED,
    STRENGTHS,
    visible_findings,
)
from mashura.kit.languages import language_name
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.conclusions import concluded_meetings
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.writing import Writer


def method_chapter(programme: Programme, desk: Desk) -> Iterator[Block]:
    """How findings, conclusions and recommendations come about, as far as the report has any; release and languages."""
    yield blocks.chapter(_("How this report is made"), _blocks(programme, desk))


def _blocks(programme: Programme, desk: Desk) -> Iterator[Block]:
    yield blocks.lead(
        _(
            "This report is put together from what the programme has published, and from nothing else. Values of its "
            "figures are computed from the data, never typed, and each paragraph leads back to where it comes from."
        )
    )
    if visible_findings(desk.actor, programme=programme.code).exists():
        yield from _findings(desk.writer)
    if concluded_meetings(programme, desk):
        yield blocks.heading(_("From findings to conclusions"))
        yield blocks.paragraph(
            _(
                "National workshops and regional meetings discuss the findings. What they conclude stands here in the "
                "words on which the delegations agreed, under the numbers of the meeting. Institutions are named, "
                "persons are not."
            )
        )
    if visible_recommendations(desk.actor, RecommendationFilter(programme=programme.code)).exists():
        yield blocks.heading(_("From conclusions to recommendations"))
        yield blocks.paragraph(
            _(
                "A recommendation says to whom it is addressed and who leads, and keeps the finding, the meeting or "
                "the document that it comes from. It stands here in its newest published wording."
            )
        )
    yield blocks.heading(_("Release"))
    yield blocks.paragraph(
        _(
            "A text about a State that the programme itself wrote stands here only after the focal point of that "
            "State released it. What a State has not released is neither counted nor mentioned."
        )
    )
    yield blocks.heading(_("Languages"))
    yield from _languages(programme, desk.writer)
    yield blocks.heading(_("Paragraphs and their numbers"))
    yield blocks.paragraph(
        _(
            "Paragraphs are numbered through the whole report, so that they can be cited. On the site of the programme "
            "each opens under its number to its text, its figures and the very rows of the data behind them."
        )
    )


def _findings(writer: Writer) -> Iterator[Block]:
    yield blocks.heading(_("From sources to findings"))
    yield blocks.paragraph(
        _(
            "The strength of a finding is computed from its evidence by one rule, the same for every finding. Nobody "
            "sets it by hand."
        )
    )
    yield blocks.table(
        key="strengths",
        title=_("The least that each strength asks for; the first line of which everything is there holds"),
        headers=[_("Strength"), _("Sources"), _("Independent sources"), _("Methods of collection")],
        rows=[
            [
                str(STRENGTHS[level.strength]),
                writer.amount(level.sources),
                writer.amount(level.independent),
                writer.amount(level.methods),
            ]
            for level in LEVELS
        ],
        alignments=["start", "end", "end", "end"],
        widths=[3, 2, 3, 3],
    )
    yield blocks.paragraph(
        _(
            "Two sources are independent when they differ both in who published or collected them and in how they were "
            "collected. The largest number of sources that are independent of each other counts."
        )
    )
    lowered, outweighed = LOWERED_WHEN_CONTRADICTED, LOWERED_WHEN_OUTWEIGHED
    against = (
        ngettext(
            "As soon as one source contradicts it, a finding loses %(number)s level.",
            "As soon as one source contradicts it, a finding loses %(number)s levels.",
            lowered,
        )
        % {"number": writer.amount(lowered)},
        ngettext(
            "When as many independent sources contradict as support it, it loses %(number)s level.",
            "When as many independent sources contradict as support it, it loses %(number)s levels.",
            outweighed,
        )
        % {"number": writer.amount(outweighed)},
    )
    yield blocks.paragraph(" ".join(against))
    yield blocks.paragraph(
        _(
            "A gap, a statement that something is not known, has no strength. Of an account from the field nothing is "
            "told but its kind, its country and its year."
        )
    )


def _languages(programme: Programme, writer: Writer) -> Iterator[Block]:
    names = [language_name(code, reader_language=writer.language) for code in programme.authoritative_languages]
    yield blocks.facts(
        [(_("Authoritative languages"), writer.listed(names)), *_working(programme, writer)],
        heads=(_("Standing"), _("Languages")),
    )
    yield blocks.paragraph(
        _(
            "Each text has one original. Where a translation was made from an earlier version of the original or was "
            "not yet reviewed, this is said behind it; a text that has not been translated stands in another language, "
            "which is named."
        )
    )


def _working(programme: Programme, writer: Writer) -> Iterator[tuple[str, str]]:
    if programme.working_languages:
        names = [language_name(code, reader_language=writer.language) for code in programme.working_languages]
        yield _("Working languages"), writer.listed(names)
