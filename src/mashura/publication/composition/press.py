"""A press note: one or two pages for journalists, whose every number is a value of a figure as in a report."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mashura.access.public import Contact, programme_contacts
from mashura.consultation.models import Programme
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.edition import Composition, compose_document
from mashura.publication.composition.programme import fictional_notice
from mashura.publication.composition.summary import country_in_brief, routes_in_brief
from mashura.publication.composition.writing import Writer
from mashura.reference.public import countries_in_order, country_name

PointsOf = Callable[[Programme, Desk], Iterable[Block]]
_points: list[PointsOf] = []


def press_points(function: PointsOf) -> PointsOf:
    """Register a function that writes further paragraphs of a press note: recommendations, commitments."""
    _points.append(function)
    return function


def compose_press_note(programme: Programme, language: str, *, embargo_until: datetime | None = None) -> Composition:
    """The press note of a programme in one of its languages, from what everybody may read.

    `embargo_until` is printed at its head.

    Raises:
        InputError: the programme has no such language, or data that a figure needs is not here.
    """
    return compose_document(
        programme,
        language,
        kind="press-note",
        chapters=lambda desk: _chapters(programme, desk),
        front=lambda desk: _front(programme, desk, embargo_until),
    )


def _chapters(programme: Programme, desk: Desk) -> Iterator[Block]:
    countries = countries_in_order(programme.countries, desk.writer.language)
    desk.open_chapter("")
    if not programme.is_fictional:
        yield blocks.chapter(_("Key figures"), _key_figures(desk, countries), numbered=False, countries=countries)
    points = [block for function in _points for block in function(programme, desk)]
    if points:
        yield blocks.chapter(_("What is recommended"), points, numbered=False)
    about = [blocks.paragraph(desk.writer.text(programme.summary))]
    yield blocks.chapter(_("About the programme"), about, numbered=False)


def _key_figures(desk: Desk, countries: list[str]) -> Iterator[Block]:
    yield from desk.paragraph(routes_in_brief(desk))
    for country in countries:
        yield blocks.heading(country_name(country, desk.writer.language))
        yield from desk.paragraph(country_in_brief(desk, country))


def _front(programme: Programme, desk: Desk, embargo_until: datetime | None) -> Mapping[str, Any]:
    writer = desk.writer
    short = writer.text(programme.short_names)
    return {
        "kind_name": _("Press note"),
        "title": _("%(programme)s: what the data show") % {"programme": short},
        "short_title": short,
        "subtitle": writer.text(programme.names),
        "authors": [writer.text(programme.organisers)] if programme.organisers else [],
        "keywords": [_("migration"), _("press note")],
        "notice": fictional_notice() if programme.is_fictional else None,
        "embargo": _embargo(writer, embargo_until),
        "contacts": [
            _contact(contact, writer)
            for contact in programme_contacts(programme.code, is_fictional=programme.is_fictional)
        ],
        "contacts_title": _("Contacts"),
        "organisers": writer.text(programme.organisers) if programme.organisers else "",
        "sources_title": _("Sources"),
        "sources": [
            _("%(title)s (%(publisher)s). Fingerprint of the data: %(sha256)s")
            % {
                "title": writer.text(source.title),
                "publisher": writer.text(source.publisher),
                "sha256": source.sha256[:16],
            }
            for _code, source in sorted(desk.sources.items())
        ],
    }


def _embargo(writer: Writer, until: datetime | None) -> str:
    if until is None:
        return _("For release on receipt")
    return _("Under embargo until %(moment)s") % {"moment": writer.moment(until)}


def _contact(contact: Contact, writer: Writer) -> Mapping[str, str]:
    return {"post": writer.text(contact.titles), "organisation": writer.text(contact.organisation)}
