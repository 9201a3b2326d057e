"""The chapters of every report. Nothing is computed for invented States: there is no data about them."""

from collections.abc import Iterator

from mashura.access.public import ANONYMOUS
from mashura.consultation.models import Programme
from mashura.consultation.public import visible_meetings
from mashura.publication.composition.annexes import sources_chapter, tables_chapter
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.conclusions import conclusions_chapter
from mashura.publication.composition.countries import country_chapter
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.findings import findings_chapter
from mashura.publication.composition.glossary import glossary_chapter
from mashura.publication.composition.method import method_chapter
from mashura.publication.composition.participants import participants_annex
from mashura.publication.composition.parts import Part, chapters
from mashura.publication.composition.programme import programme_chapter
from mashura.publication.composition.reading import reading_chapter
from mashura.publication.composition.recommendations import recommendations_chapter
from mashura.publication.composition.register import register_chapter
from mashura.publication.composition.routes import routes_chapter
from mashura.publication.composition.study import study_chapters
from mashura.publication.composition.summary import summary_chapter
from mashura.reference.public import countries_in_order

CHAPTERS_ARE_REGISTERED = True
"""Whoever imports this has the chapters of every report registered."""


@chapters(Part.CONTEXT)
def _context(programme: Programme, desk: Desk) -> Iterator[Block]:
    yield programme_chapter(programme, visible_meetings(ANONYMOUS, programme.code), desk.writer)


@chapters(Part.METHOD)
def _method(programme: Programme, desk: Desk) -> Iterator[Block]:
    yield from method_chapter(programme, desk)
    if not programme.is_fictional:
        yield reading_chapter()


@chapters(Part.STUDY)
def _countries(programme: Programme, desk: Desk) -> Iterator[Block]:
    if not programme.is_fictional:
        countries = countries_in_order(programme.countries, desk.writer.language)
        for country in countries:
            yield country_chapter(desk, country, countries)


@chapters(Part.ROUTES)
def _routes(programme: Programme, desk: Desk) -> Iterator[Block]:
    if not programme.is_fictional:
        yield routes_chapter(desk, countries_in_order(programme.countries, desk.writer.language))


# What the programme itself wrote, released and published.
chapters(Part.STUDY)(study_chapters)
chapters(Part.FINDINGS)(findings_chapter)
chapters(Part.SUMMARY)(summary_chapter)
chapters(Part.CONCLUSIONS)(conclusions_chapter)
chapters(Part.RECOMMENDATIONS)(recommendations_chapter)
chapters(Part.REGISTER)(register_chapter)
chapters(Part.PARTICIPANTS)(participants_annex)


@chapters(Part.TABLES)
def _tables(_programme: Programme, desk: Desk) -> Iterator[Block]:
    if desk.has_drawn:
        yield tables_chapter(desk)


@chapters(Part.SOURCES)
def _sources(_programme: Programme, desk: Desk) -> Iterator[Block]:
    if desk.sources:
        yield sources_chapter(desk)


@chapters(Part.GLOSSARY)
def _glossary(programme: Programme, desk: Desk) -> Iterator[Block]:
    yield glossary_chapter(programme.languages, desk.writer)
