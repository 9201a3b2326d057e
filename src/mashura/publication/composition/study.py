"""The chapters of a programme's study: its author's text, as far as it is public."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mashura.consultation.models import Programme
from mashura.consultation.public import StudyContents, StudyParagraphShown, visible_studies
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.publication.provenance import Origin


def study_chapters(programme: Programme, desk: Desk) -> Iterator[Block]:
    """A chapter for each public part of each study, in the order of the study."""
    for contents in visible_studies(desk.actor, programme=programme.code):
        yield from _study(contents, desk)


def _study(contents: StudyContents, desk: Desk) -> Iterator[Block]:
    study = desk.writer.text(contents.study.title.localised)
    for shown in contents.parts:
        title = desk.open_chapter(desk.writer.text(shown.part.title.localised))
        place = (contents.programme.code, contents.study.key, shown.part.key)
        written = [block for one in shown.paragraphs for block in _paragraph(one, place, desk)]
        if written:
            taken_from = blocks.kicker(_("From the study “%(title)s”") % {"title": study})
            yield blocks.chapter(title, [taken_from, *written], countries=shown.part.countries)


def _paragraph(one: StudyParagraphShown, place: tuple[str, ...], desk: Desk) -> Iterator[Block]:
    cited = [citation.finding.ref for citation in one.citations]
    origin = Origin("study-paragraph", (*place, one.paragraph.key))
    yield from desk.prose(desk.read(one.paragraph.text), origin, cited=cited)
