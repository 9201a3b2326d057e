"""Building and releasing editions."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop as _noop

from mashura.access.public import ANONYMOUS, Actor, Permission, acting_as, require
from mashura.consultation.models import Programme
from mashura.consultation.public import programme as released_programme
from mashura.errors import InputError
from mashura.kit.clock import today
from mashura.publication.composition.edition import Composition, compose
from mashura.publication.files import edition_path, write_whole
from mashura.publication.models import Edition
from mashura.publication.provenance import page_count
from mashura.publication.typesetting import typeset_all


def build_edition(*, actor: Actor, programme: str, language: str, is_released: bool = True) -> Edition:
    """The edition of a programme in one language; built only when its content changed since the newest version.

    It holds nothing but what everybody may read already. With `is_released` it is public at once; without, it waits
    for `release_edition`.

    Raises:
        InputError: the programme has no such language, or data that a figure needs is not here.
        NotHere: there is no released programme with this code.
        Forbidden: the actor may not build (or release) editions of this programme.
    """
    return build_editions(actor=actor, programme=programme, languages=[language], is_released=is_released)[0]


def build_editions(
    *, actor: Actor, programme: str, languages: Sequence[str] | None = None, is_released: bool = True
) -> list[Edition]:
    """The editions of a programme in several languages (all of its own by default), set side by side; else as above."""
    with acting_as(actor):
        subject = released_programme(ANONYMOUS, programme)
        wanted = list(languages or subject.languages)
        for language in wanted:
            row = Edition(programme=subject, language=language)
            require(actor, Permission.PROGRAMME_EDITION_BUILD, row)
            if is_released:
                require(actor, Permission.PROGRAMME_EDITION_RELEASE, row)
        _one_at_a_time(programme)
        drafts: list[_Draft] = []
        pdfs = typeset_all(_documents(subject, wanted, drafts, is_released=is_released))
        for draft, pdf in zip((draft for draft in drafts if draft.needs_file), pdfs, strict=True):
            _keep(draft.row, pdf)
        return [draft.row for draft in drafts]


def release_edition(*, actor: Actor, edition: Edition) -> Edition:
    """Make an edition public.

    Raises:
        Forbidden: the actor may not release editions of this programme.
    """
    require(actor, Permission.PROGRAMME_EDITION_RELEASE, edition)
    with acting_as(actor):
        edition.is_released = True
        edition.save(update_fields=["is_released"])
    return edition


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


def _one_at_a_time(programme: str) -> None:
    """Two builds at once would give one version twice: the second waits for the end of the first's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"mashura.edition.{programme}"])


def _documents(
    programme: Programme, languages: Sequence[str], drafts: list[_Draft], *, is_released: bool
) -> Iterator[dict[str, Any]]:
    """What has to be set, language by language; every draft, set or not, is left in `drafts`."""
    for language in languages:
        draft = _draft(programme, language, is_released=is_released)
        drafts.append(draft)
        if draft.needs_file:
            yield draft.composition.document(version=draft.row.version, dated=draft.row.dated)


def _draft(programme: Programme, language: str, *, is_released: bool) -> _Draft:
    composition = compose(programme, language)
    newest = Edition.objects.filter(programme=programme, language=language).order_by("-version").first()
    if newest is not None and newest.content_sha256 == composition.sha256:
        if is_released and not newest.is_released:
            newest.is_released = True
            newest.save(update_fields=["is_released"])
        return _Draft(newest, composition, needs_file=not edition_path(newest).is_file())
    dated: date = today()
    version = newest.version + 1 if newest is not None else 1
    row = Edition(
        programme=programme,
        language=language,
        version=version,
        dated=dated,
        title=composition.title,
        content_sha256=composition.sha256,
        provenance=composition.provenance(version=version, dated=dated),
        is_released=is_released,
    )
    return _Draft(row, composition, needs_file=True)


def _keep(row: Edition, pdf: bytes) -> None:
    write_whole(edition_path(row), pdf)
    if row._state.adding:  # noqa: SLF001 - documented API
        row.file_sha256 = hashlib.sha256(pdf).hexdigest()
        row.file_bytes = len(pdf)
        row.pages = page_count(pdf)
        row.full_clean()
        row.save()
