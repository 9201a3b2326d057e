"""An edition as a whole: its chapters in order, its title page, its record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from mashura.access.public import ANONYMOUS
from mashura.consultation.models import Programme
from mashura.consultation.public import visible_meetings
from mashura.errors import InputError, gettext_noop
from mashura.evidence.public import Source
from mashura.kit.numbers import Digits
from mashura.kit.reader import Reader, use_reader
from mashura.publication.composition.annexes import sources_chapter, tables_chapter
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.countries import country_chapter
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.glossary import glossary_chapter
from mashura.publication.composition.paper import on_paper
from mashura.publication.composition.programme import fictional_notice, programme_chapter
from mashura.publication.composition.reading import reading_chapter
from mashura.publication.composition.routes import routes_chapter
from mashura.publication.composition.writing import Writer
from mashura.publication.provenance import Record, canonical, content_sha256
from mashura.publication.typesetting import house_sha256
from mashura.publication.words import furniture
from mashura.reference.public import countries_in_order, country_name


@dataclass(frozen=True)
class Composition:
    """All that an edition says, before it has a version and a day."""

    programme: str
    reader: Reader
    order: tuple[str, ...]
    content: Mapping[str, Any]
    record: Record
    sources: tuple[Source, ...]

    @property
    def title(self) -> str:
        return str(self.content["title"])

    @cached_property
    def sha256(self) -> str:
        """The hash of everything the pages are made of but version and day."""
        return content_sha256([self.content, self.record.as_json(), house_sha256()])

    def provenance(self, *, version: int, dated: date) -> dict[str, Any]:
        """What the file carries inside."""
        return {
            **self.record.as_json(),
            "edition": {
                "programme": self.programme,
                "language": self.reader.language,
                "version": version,
                "dated": dated.isoformat(),
                "title": self.title,
                "content_sha256": self.sha256,
                "house_sha256": house_sha256(),
            },
            "datasets": [
                {
                    "dataset": source.dataset,
                    "title": source.title.shown("en").text,
                    "publisher": source.publisher.shown("en").text,
                    "licence": source.licence_name,
                    "licence_url": source.licence_url,
                    "citation": source.citation,
                    "retrieved": source.retrieved_on.isoformat(),
                    "sha256": source.sha256,
                }
                for source in self.sources
            ],
        }

    def document(self, *, version: int, dated: date) -> dict[str, Any]:
        """The data that the template sets, as version `version` of day `dated`."""
        with use_reader(self.reader):
            writer = Writer(self.reader, self.order)
            words = furniture(day=writer.day(dated), version=writer.amount(version))
        return {
            **on_paper({**self.content, "words": words}, self.reader.direction),
            "date": {"year": dated.year, "month": dated.month, "day": dated.day},
            "provenance": canonical(self.provenance(version=version, dated=dated)).decode(),
        }


def compose(programme: Programme, language: str) -> Composition:
    """The edition of a programme in one of its languages, from what everybody may read.

    Raises:
        InputError: the programme has no such language, or data that a figure needs is not here.
    """
    if language not in programme.languages:
        raise InputError(
            gettext_noop(
                "The programme %(programme)s has no edition in the language %(language)s. Its languages are: %(known)s."
            ),
            programme=programme.code,
            language=language[:20],
            known=", ".join(programme.languages),
        )
    digits: Digits = "arabic-indic" if programme.digits.get(language) == "arabic-indic" else "western"
    reader = Reader(language=language, digits=digits)
    with use_reader(reader):
        writer = Writer(reader, tuple(programme.languages))
        desk = Desk(ANONYMOUS, writer)
        chapters = list(_chapters(programme, desk))
        content = {
            "language": language,
            "direction": reader.direction,
            "digits": digits,
            "kind_name": _("Report of the programme: first edition of the figures"),
            **_title_page(programme, writer),
            "chapters": chapters,
        }
    sources = tuple(source for _code, source in sorted(desk.sources.items()))
    return Composition(programme.code, reader, writer.order, content, desk.record, sources)


def _title_page(programme: Programme, writer: Writer) -> Mapping[str, Any]:
    countries = countries_in_order(programme.countries, writer.language)
    short = writer.text(programme.short_names)
    return {
        "title": _("%(programme)s: what the data show") % {"programme": short},
        "short_title": short,
        "subtitle": writer.listed([country_name(code, writer.language) for code in countries]),
        "programme": writer.text(programme.names),
        "countries": writer.states(programme.countries),
        "authors": [writer.text(programme.organisers)] if programme.organisers else [],
        "keywords": [_("migration"), *(country_name(code, writer.language) for code in countries)],
        "notice": fictional_notice() if programme.is_fictional else None,
    }


def _chapters(programme: Programme, desk: Desk) -> Iterator[Block]:
    """Nothing is computed for invented States: there is no data about them."""
    writer = desk.writer
    yield programme_chapter(programme, visible_meetings(ANONYMOUS, programme.code), writer)
    if not programme.is_fictional:
        countries = countries_in_order(programme.countries, writer.language)
        yield reading_chapter()
        for country in countries:
            yield country_chapter(desk, country, countries)
        yield routes_chapter(desk, countries)
        yield tables_chapter(desk)
        yield sources_chapter(desk)
    yield glossary_chapter(programme.languages, writer)
