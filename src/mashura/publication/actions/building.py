"""Building editions: reports and press notes."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop as _noop

from mashura.access.public import ANONYMOUS, Actor, Permission, acting_as, record, require
from mashura.consultation.models import Programme
from mashura.consultation.public import programme as released_programme
from mashura.errors import InputError
from mashura.kit.clock import now, today
from mashura.publication.actions.release import release_published_facts
from mashura.publication.addresses import trace_address
from mashura.publication.composition.edition import Composition, compose
from mashura.publication.composition.press import compose_press_note
from mashura.publication.files import edition_path, write_whole
from mashura.publication.models import Edition
from mashura.publication.provenance import page_count
from mashura.publication.typesetting import Kind, typeset_all


def build_edition(*, actor: Actor, programme: str, language: str, is_released: bool = True) -> Edition:
    """The report of a programme in one language; built only when its content changed since the newest version.

    It holds nothing but what everybody may read already. What the system itself builds (the command line, the
    demonstration) is made of published facts: with `is_released` it is public at once. What anybody else builds is
    composed, and waits for the clearance of every country it has a chapter on.

    Raises:
        InputError: the programme has no such language, or data that a figure needs is not here.
        NotHere: there is no released programme with this code.
        Forbidden: the actor may not build editions of this programme.
    """
    return build_editions(actor=actor, programme=programme, languages=[language], is_released=is_released)[0]


def build_editions(
    *, actor: Actor, programme: str, languages: Sequence[str] | None = None, is_released: bool = True
) -> list[Edition]:
    """The reports of a programme in several languages (all of its own by default), set side by side; else as above."""
    return _build(
        actor=actor,
        programme=programme,
        languages=languages,
        order=_Order("report", compose),
        is_released=is_released,
    )


def build_press_notes(
    *,
    actor: Actor,
    programme: str,
    languages: Sequence[str] | None = None,
    embargo_until: datetime | None = None,
    is_released: bool = True,
) -> list[Edition]:
    """The press notes of a programme, as its reports are built. `embargo_until` stands in print and is then kept.

    Raises:
        InputError: also when that moment has passed.
    """
    if embargo_until is not None and embargo_until <= now():
        raise InputError(_noop("The embargo ends in the past: give a moment to come."), field="embargo_until")

    def composing(subject: Programme, language: str) -> Composition:
        return compose_press_note(subject, language, embargo_until=embargo_until)

    return _build(
        actor=actor,
        programme=programme,
        languages=languages,
        order=_Order("press-note", composing, embargo_until),
        is_released=is_released,
    )


def write_edition(edition: Edition, path: Path) -> None:
    """Write the file of `edition` to `path`.

    Raises:
        InputError: the place cannot be written, or the edition's own file has been removed.
    """
    try:
        write_whole(path.absolute(), edition_path(edition).read_bytes())
    except OSError as error:
        raise InputError(
            _noop("The edition cannot be written to %(file)s: %(reason)s."),
            file=str(path),
            reason=error.strerror or type(error).__name__,
        ) from error


@dataclass(frozen=True, slots=True)
class _Draft:
    """An edition between composing and keeping: the row to keep (new or the newest one), and what it is set from."""

    row: Edition
    composition: Composition
    needs_file: bool


@dataclass(frozen=True, slots=True)
class _Order:
    """What kind of document to build, and how it is composed."""

    kind: Kind
    composing: Callable[[Programme, str], Composition]
    embargo_until: datetime | None = None


def _build(
    *, actor: Actor, programme: str, languages: Sequence[str] | None, order: _Order, is_released: bool
) -> list[Edition]:
    with acting_as(actor):
        subject = released_programme(ANONYMOUS, programme)
        wanted = list(languages or subject.languages)
        require(actor, Permission.PROGRAMME_EDITION_BUILD, Edition(programme=subject))
        _one_at_a_time(programme)
        drafts: list[_Draft] = []
        pdfs = typeset_all(_documents(subject, wanted, order, drafts), kind=order.kind)
        for draft, pdf in zip((draft for draft in drafts if draft.needs_file), pdfs, strict=True):
            if _keep(draft.row, pdf):
                record(actor, "publication:edition:build", draft.row)
        rows = [draft.row for draft in drafts]
        if is_released and actor.is_system:
            for row in rows:
                release_published_facts(edition=row)
        return rows


def _one_at_a_time(programme: str) -> None:
    """Two builds at once would give one version twice: the second waits for the end of the first's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"mashura.edition.{programme}"])


def _documents(
    programme: Programme, languages: Sequence[str], order: _Order, drafts: list[_Draft]
) -> Iterator[dict[str, Any]]:
    """What has to be set, language by language; every draft, set or not, is left in `drafts`."""
    for language in languages:
        draft = _draft(programme, order, order.composing(programme, language))
        drafts.append(draft)
        if draft.needs_file:
            row = draft.row
            yield draft.composition.document(
                version=row.version, dated=row.dated, trace=row.provenance["edition"]["trace"]
            )


def _draft(programme: Programme, order: _Order, composition: Composition) -> _Draft:
    language = composition.reader.language
    versions = Edition.objects.filter(programme=programme, kind=order.kind, language=language)
    newest = versions.order_by("-version").first()
    # What was withdrawn stays so: the same content is then built as a version of its own.
    if newest is not None and newest.withdrawn_at is None and newest.content_sha256 == composition.sha256:
        return _Draft(newest, composition, needs_file=not edition_path(newest).is_file())
    dated = today()
    version = newest.version + 1 if newest is not None else 1
    trace = trace_address(kind=order.kind, programme=programme.code, language=language, version=version)
    row = Edition(
        programme=programme,
        kind=order.kind,
        language=language,
        version=version,
        dated=dated,
        title=composition.title,
        content_sha256=composition.sha256,
        provenance=composition.provenance(version=version, dated=dated, trace=trace),
        countries=list(composition.countries),
        embargo_until=order.embargo_until,
    )
    return _Draft(row, composition, needs_file=True)


def _keep(row: Edition, pdf: bytes) -> bool:
    """Write the file, and the row where it is new; whether it was."""
    write_whole(edition_path(row), pdf)
    if not row._state.adding:  # noqa: SLF001 - documented API
        return False
    row.file_sha256 = hashlib.sha256(pdf).hexdigest()
    row.file_bytes = len(pdf)
    row.pages = page_count(pdf)
    row.full_clean()
    row.save()
    return True
