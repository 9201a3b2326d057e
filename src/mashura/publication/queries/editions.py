"""Reads of editions and their files."""

from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from mashura.access.public import Actor, NotHere, visible
from mashura.consultation.models import Programme
from mashura.consultation.public import visible_programmes
from mashura.publication.files import edition_path
from mashura.publication.models import Edition

REPORT = Edition.Kind.REPORT.value


def visible_editions(actor: Actor, *, programme: str | None = None, kind: str | None = REPORT) -> QuerySet[Edition]:
    """Editions that `actor` may read, newest version of each language first; of every kind with None."""
    editions = visible(actor, Edition).order_by("programme_id", "kind", "language", "-version")
    if kind is not None:
        editions = editions.filter(kind=kind)
    return editions if programme is None else editions.filter(programme=programme)


def current_editions(actor: Actor, *, programme: str | None = None, kind: str | None = REPORT) -> list[Edition]:
    """The newest edition that `actor` may read of each programme and language (and kind, with None)."""
    return list(visible_editions(actor, programme=programme, kind=kind).distinct("programme", "kind", "language"))


def edition_of(
    actor: Actor, *, programme: str, language: str, version: int | None = None, kind: str = REPORT
) -> Edition:
    """An edition; the newest version that is public (or, where none is, that the actor may read) if none is named.

    Raises:
        NotHere: there is none, or the actor may not read it.
    """
    editions = visible_editions(actor, programme=programme, kind=kind).filter(language=language)
    if version is not None:
        edition = editions.filter(version=version).first()
    else:
        edition = editions.filter(is_released=True).first() or editions.first()
    if edition is None:
        raise NotHere
    return edition


def edition_file(
    actor: Actor, *, programme: str, language: str, version: int | None = None, kind: str = REPORT
) -> tuple[Edition, Path]:
    """An edition and its file; the newest version where none is named.

    Raises:
        NotHere: there is none, the actor may not read it, or its file has been removed.
    """
    edition = edition_of(actor, programme=programme, language=language, version=version, kind=kind)
    if not edition_path(edition).is_file():
        raise NotHere
    return edition, edition_path(edition)


def released_editions(actor: Actor) -> QuerySet[Edition]:
    """The released editions of every kind of the programmes that `actor` may see, each with its programme."""
    released = visible_editions(actor, kind=None).filter(is_released=True, programme__in=visible_programmes(actor))
    return released.select_related("programme")


@dataclass(frozen=True, slots=True)
class ProgrammeEditions:
    """The released editions of one programme: the newest report of each language, press notes, earlier versions."""

    programme: Programme
    current: list[Edition]
    press_notes: list[Edition]
    earlier: list[Edition]


def editions_by_programme(actor: Actor) -> list[ProgrammeEditions]:
    """The programmes that `actor` may see and that have released editions, languages in the programme's own order."""
    editions = list(visible_editions(actor, kind=None).filter(is_released=True))
    found = []
    for programme in visible_programmes(actor):
        order = {code: index for index, code in enumerate(programme.languages)}
        own = sorted(
            (edition for edition in editions if edition.programme_id == programme.code),
            key=lambda edition: (order.get(edition.language, len(order)), -edition.version),
        )
        newest = {(edition.kind, edition.language): edition for edition in reversed(own)}
        current = [edition for edition in own if newest[edition.kind, edition.language] is edition]
        if own:
            found.append(
                ProgrammeEditions(
                    programme=programme,
                    current=[edition for edition in current if edition.kind == Edition.Kind.REPORT],
                    press_notes=[edition for edition in current if edition.kind == Edition.Kind.PRESS_NOTE],
                    earlier=[edition for edition in own if edition not in current],
                )
            )
    return found
