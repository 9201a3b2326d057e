"""Reads of editions; all start from what the actor may see."""

from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from mashura.access.public import Actor, NotHere, visible
from mashura.consultation.models import Programme
from mashura.consultation.public import visible_programmes
from mashura.publication.files import edition_path
from mashura.publication.models import Edition


def visible_editions(actor: Actor, *, programme: str | None = None) -> QuerySet[Edition]:
    """Editions that `actor` may read, newest version of each language first."""
    editions = visible(actor, Edition).order_by("programme_id", "language", "-version")
    return editions if programme is None else editions.filter(programme=programme)


def current_editions(actor: Actor, *, programme: str | None = None) -> list[Edition]:
    """The newest edition that `actor` may read of each programme and language."""
    return list(visible_editions(actor, programme=programme).distinct("programme", "language"))


def edition_file(actor: Actor, *, programme: str, language: str, version: int | None = None) -> tuple[Edition, Path]:
    """An edition and its file; the newest version where none is named.

    Raises:
        NotHere: there is none, the actor may not read it, or its file has been removed.
    """
    editions = visible_editions(actor, programme=programme).filter(language=language)
    if version is not None:
        editions = editions.filter(version=version)
    edition = editions.first()
    if edition is None or not edition_path(edition).is_file():
        raise NotHere
    return edition, edition_path(edition)


@dataclass(frozen=True, slots=True)
class ProgrammeEditions:
    """The editions of one programme: the newest of each language, and the earlier versions."""

    programme: Programme
    current: list[Edition]
    earlier: list[Edition]


def editions_by_programme(actor: Actor) -> list[ProgrammeEditions]:
    """The programmes that `actor` may see and that have editions, languages in the programme's own order."""
    editions = list(visible_editions(actor))
    found = []
    for programme in visible_programmes(actor):
        order = {code: index for index, code in enumerate(programme.languages)}
        own = sorted(
            (edition for edition in editions if edition.programme_id == programme.code),
            key=lambda edition: (order.get(edition.language, len(order)), -edition.version),
        )
        current = list({edition.language: edition for edition in reversed(own)}.values())[::-1]
        if own:
            found.append(ProgrammeEditions(programme, current, [edition for edition in own if edition not in current]))
    return found
