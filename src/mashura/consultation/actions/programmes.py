"""Writes of programmes: from a file, and step by step in the browser by the same rules."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.consultation.actions.kept_languages import check_kept_languages
from mashura.consultation.actions.programme_storing import store_programme
from mashura.consultation.models import Programme
from mashura.consultation.programme_files import (
    FORMAT,
    ProgrammeFile,
    bundled_programmes,
    programme_data,
    read_programme,
    read_programme_data,
)
from mashura.consultation.queries.programmes import programme, programme_file
from mashura.errors import InputError, gettext_noop


@dataclass(frozen=True, slots=True)
class ProgrammeReport:
    """What loading a programme file did."""

    code: str
    is_new: bool
    is_changed: bool
    meetings: int


def load_programme(
    *, actor: Actor, pack: Path | ProgrammeFile, is_released: bool = True, file_sha256: str | None = None
) -> ProgrammeReport:
    """Bring a programme and its meetings to the state of the file (or of what was read from one).

    Loading the same file again changes nothing. Meetings, delegations, agenda and documents change in place, since
    other rows point at them. Raises InputError naming file and field (or a language that the programme cannot lose),
    Forbidden for whoever may not write programmes; then nothing has changed.
    """
    require(actor, Action.ADD, Programme)
    found = pack if isinstance(pack, ProgrammeFile) else read_programme(pack)
    with acting_as(actor):
        if before := visible(actor, Programme).filter(code=found.code).first():
            check_kept_languages(before, authoritative=found.authoritative_languages, working=found.working_languages)
        stored = store_programme(found, is_released=is_released, file_sha256=file_sha256)
        if stored.is_changed:
            record(actor, "consultation:programme:load", stored.programme, {"code": found.code})
    return ProgrammeReport(found.code, stored.is_new, stored.is_changed, len(found.meetings))


def load_bundled_programmes(*, actor: Actor) -> list[ProgrammeReport]:
    """Load every programme file that ships with the product, each version of it once: later edits stay."""
    require(actor, Action.ADD, Programme)
    return [_load_bundled(actor, path) for path in bundled_programmes()]


def _load_bundled(actor: Actor, path: Path) -> ProgrammeReport:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    found = read_programme(path)
    with acting_as(actor):
        before = visible(actor, Programme).filter(code=found.code).first()
    if before is not None and before.file_sha256 == sha256:
        return ProgrammeReport(found.code, is_new=False, is_changed=False, meetings=len(found.meetings))
    return load_programme(actor=actor, pack=found, file_sha256=sha256)


def set_up_programme(*, actor: Actor, values: Mapping[str, Any]) -> Programme:
    """A new programme, not released, from the fields of a programme file; texts may lack languages until its release.

    Raises:
        Forbidden: the actor may not set up programmes.
        InputError: a field that cannot be used, or a code that is taken.
    """
    require(actor, Action.ADD, Programme)
    code = str(values.get("code", ""))
    found = read_programme_data({"format": FORMAT, **values}, name=code, is_complete=False)
    with acting_as(actor):
        if visible(actor, Programme).filter(code=found.code).exists():
            raise InputError(gettext_noop("There is a programme with the code “%(code)s” already."), code=found.code)
        stored = store_programme(found, is_released=False)
        record(actor, "consultation:programme:set-up", stored.programme)
    return stored.programme


def change_programme(*, actor: Actor, code: str, values: Mapping[str, Any]) -> Programme:
    """Replace fields of a programme, named as in its file; all others stay.

    A released programme stays complete in all its languages; one that is not may lack some.

    Raises:
        NotHere, Forbidden: the actor may not see or not change it.
        InputError: a field that cannot be used; nothing has changed then.
    """
    before = programme(actor, code)
    require(actor, Action.CHANGE, before)
    with acting_as(actor):
        data = programme_data(programme_file(actor, code)) | dict(values)
        found = read_programme_data(
            {field: value for field, value in data.items() if value is not None},
            name=code,
            is_complete=before.is_released,
        )
        check_kept_languages(before, authoritative=found.authoritative_languages, working=found.working_languages)
        stored = store_programme(found, is_released=before.is_released)
        if stored.is_changed:
            record(actor, "consultation:programme:change", stored.programme, {"fields": sorted(values)})
    return stored.programme


def release_programme(*, actor: Actor, code: str) -> Programme:
    """Show the programme, its meetings and its documents to everybody.

    Raises:
        NotHere, Forbidden: the actor may not see or not change it.
        InputError: a text is missing in a language of the programme, by field.
    """
    before = programme(actor, code)
    require(actor, Action.CHANGE, before)
    with acting_as(actor):
        read_programme_data(programme_data(programme_file(actor, code)), name=code)
        return _set_release(actor, before, is_released=True)


def withdraw_programme(*, actor: Actor, code: str) -> Programme:
    """Take the programme out of public view; those who work in it keep seeing it. NotHere or Forbidden as above."""
    before = programme(actor, code)
    require(actor, Action.CHANGE, before)
    with acting_as(actor):
        return _set_release(actor, before, is_released=False)


def _set_release(actor: Actor, found: Programme, *, is_released: bool) -> Programme:
    if found.is_released != is_released:
        found.is_released = is_released
        # Meetings and documents follow by their composite foreign keys.
        found.save(update_fields=["is_released"])
        record(actor, f"consultation:programme:{'release' if is_released else 'withdraw'}", found)
    return found
