"""An edition as a whole: its chapters in order, its title page, its record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from mashura.access.public import ANONYMOUS
from mashura.consultation.models import Programme
from mashura.errors import InputError, gettext_noop
from mashura.evidence.public import Source
from mashura.kit.numbers import Digits
from mashura.kit.reader import Reader, use_reader
from mashura.publication.addresses import is_absolute
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.chapters import CHAPTERS_ARE_REGISTERED
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.numbering import number_paragraphs
from mashura.publication.composition.paper import on_paper
from mashura.publication.composition.parts import all_chapters
from mashura.publication.composition.programme import fictional_notice
from mashura.publication.composition.writing import Writer
from mashura.publication.provenance import Record, canonical, content_sha256
from mashura.publication.typesetting import house_sha256
from mashura.publication.words import furniture
from mashura.reference.public import countries_in_order, country_name

__all__ = ["CHAPTERS_ARE_REGISTERED", "Composition", "compose", "compose_document"]


@dataclass(frozen=True)
class Composition:
    """All that an edition says, before it has a version and a day."""

    kind: str
    programme: str
    reader: Reader
    order: tuple[str, ...]
    content: Mapping[str, Any]
    record: Record
    sources: tuple[Source, ...]
    countries: tuple[str, ...]

    @property
    def title(self) -> str:
        return str(self.content["title"])

    @cached_property
    def sha256(self) -> str:
        """The hash of everything the pages are made of but version and day."""
        return content_sha256([self.content, self.record.as_json(), house_sha256()])

    def provenance(self, *, version: int, dated: date, trace: str) -> dict[str, Any]:
        """What the file carries inside; `trace` is the address of the page that opens its paragraphs."""
        return {
            **self.record.as_json(),
            "edition": {
                "programme": self.programme,
                "kind": self.kind,
                "language": self.reader.language,
                "version": version,
                "dated": dated.isoformat(),
                "title": self.title,
                "digits": self.reader.shown_digits,
                "trace": trace,
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

    def document(self, *, version: int, dated: date, trace: str) -> dict[str, Any]:
        """The data that the template sets, as version `version` of day `dated`; an absolute `trace` is linked to."""
        with use_reader(self.reader):
            writer = Writer(self.reader, self.order)
            words = furniture(day=writer.day(dated), version=writer.amount(version))
        return {
            **on_paper({**self.content, "words": words}, self.reader.direction),
            "date": {"year": dated.year, "month": dated.month, "day": dated.day},
            "trace": trace if is_absolute(trace) else None,
            "provenance": canonical(self.provenance(version=version, dated=dated, trace=trace)).decode(),
        }


Chapters = Callable[[Desk], Iterable[Block]]


def compose(programme: Programme, language: str) -> Composition:
    """The report of a programme in one of its languages, from what everybody may read.

    Raises:
        InputError: the programme has no such language, or data that a figure needs is not here.
    """
    return compose_document(
        programme,
        language,
        kind="report",
        chapters=lambda desk: all_chapters(programme, desk),
        front=lambda desk: _title_page(programme, desk.writer),
    )


def compose_document(
    programme: Programme,
    language: str,
    *,
    kind: str,
    chapters: Chapters,
    front: Callable[[Desk], Mapping[str, Any]],
) -> Composition:
    """A document of this kind: its chapters, numbered, and what stands before them.

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
        written = list(chapters(desk))
        numbered, desk.record.paragraphs = number_paragraphs(written)
        content = {
            "language": language,
            "direction": reader.direction,
            "digits": digits,
            **front(desk),
            "chapters": numbered,
        }
    sources = tuple(source for _code, source in sorted(desk.sources.items()))
    countries = tuple(sorted({code for chapter in written for code in chapter["countries"]}))
    return Composition(kind, programme.code, reader, writer.order, content, desk.record, sources, countries)


def _title_page(programme: Programme, writer: Writer) -> Mapping[str, Any]:
    countries = countries_in_order(programme.countries, writer.language)
    short = writer.text(programme.short_names)
    return {
        "kind_name": _("Report of the programme: first edition of the figures"),
        "title": _("%(programme)s: what the data show") % {"programme": short},
        "short_title": short,
        "subtitle": writer.listed([country_name(code, writer.language) for code in countries]),
        "programme": writer.text(programme.names),
        "countries": writer.states(programme.countries),
        "authors": [writer.text(programme.organisers)] if programme.organisers else [],
        "keywords": [_("migration"), *(country_name(code, writer.language) for code in countries)],
        "notice": fictional_notice() if programme.is_fictional else None,
    }
