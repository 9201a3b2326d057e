"""Brings the rows of a programme to what its file says, in place. Runs within the caller's actor transaction.

Rows are known by their keys and never made anew: recommendations, conclusions and notes point at them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import ProtectedError, RestrictedError

from mashura.consultation.document_store import is_kept, size_of
from mashura.consultation.models import (
    AgendaItem,
    Delegation,
    DelegationInstitution,
    DocumentFile,
    Meeting,
    Participant,
    Programme,
    ProgrammeDocument,
)
from mashura.consultation.programme_files import (
    AgendaEntry,
    DelegationEntry,
    DocumentEntry,
    FileEntry,
    MeetingEntry,
    ProgrammeFile,
    programme_data,
)
from mashura.errors import InputError, gettext_noop
from mashura.kit.localised import Localised


@dataclass(slots=True)
class Stored:
    """What storing did."""

    programme: Programme
    is_new: bool
    is_changed: bool


class _Changes:
    """Saves rows that differ from what is wanted, and remembers whether any did."""

    def __init__(self) -> None:
        self.any = False

    def save(self, row: models.Model, values: Mapping[str, Any], *, exclude: Iterable[str] = ()) -> None:
        is_new = row._state.adding  # noqa: SLF001 - documented API
        differing = [name for name, value in values.items() if is_new or getattr(row, name) != value]
        if not differing:
            return
        for name in differing:
            setattr(row, name, values[name])
        # What must never be false across fields is the database's to refuse.
        row.clean_fields(exclude=set(exclude))
        row.save(force_insert=is_new, force_update=not is_new)
        self.any = True

    def remove(self, rows: Iterable[models.Model], *, key: str) -> None:
        for row in rows:
            try:
                row.delete()
            except (ProtectedError, RestrictedError) as error:
                raise InputError(
                    gettext_noop("“%(key)s” cannot be taken out: other texts or people of the programme belong to it."),
                    key=getattr(row, key),
                ) from error
            self.any = True


def store_programme(found: ProgrammeFile, *, is_released: bool, file_sha256: str | None = None) -> Stored:
    """The programme and what belongs to it as the file says. InputError when something cannot be taken out."""
    changes = _Changes()
    before = Programme.objects.filter(code=found.code).first()
    row = before or Programme(code=found.code)
    values = _fields(found) | {"is_released": is_released}
    if file_sha256 is not None:
        values["file_sha256"] = file_sha256
    changes.save(row, values)
    if "meetings" in found.says:
        _store_meetings(changes, row, found)
    if "documents" in found.says:
        _store_documents(changes, row, found.documents)
    return Stored(row, before is None, changes.any)


def _fields(found: ProgrammeFile) -> dict[str, Any]:
    told = programme_data(found)
    return {
        "names": found.names,
        "short_names": found.short_names,
        "summary": found.summary,
        "countries": list(found.countries),
        "authoritative_languages": list(found.authoritative_languages),
        "working_languages": list(found.working_languages),
        "digits": dict(found.digits),
        "project_code": found.project_code,
        "first_year": found.first_year,
        "last_year": found.last_year,
        "budget_amount": found.budget_amount,
        "budget_currency": found.budget_currency,
        "donor": found.donor,
        "organisers": found.organisers,
        "topics": list(found.topics),
        **{name: told.get(name, []) for name in ("facts", "story", "sources", "partners", "contacts")},
        "phases": _with_days(told.get("phases", []), "starts", "ends"),
        "deadlines": _with_days(told.get("deadlines", []), "due"),
        "report_title": found.report.title if found.report else Localised(),
        "report_dated": found.report.dated if found.report else None,
        "report_languages": list(found.report.languages) if found.report else [],
        "report_source": found.report.source if found.report else "",
        # Real programmes come first wherever programmes are listed.
        "position": 1 if found.is_fictional else 0,
        "is_fictional": found.is_fictional,
    }


def _with_days(items: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """Days as JSON holds them."""
    return [item | {name: item[name].isoformat() for name in names} for item in items]


def _store_meetings(changes: _Changes, programme: Programme, found: ProgrammeFile) -> None:
    stored = {row.pk: row for row in Meeting.objects.filter(programme_id=found.code)}
    wanted = {f"{found.code}/{entry.key}": entry for entry in found.meetings}
    changes.remove((row for pk, row in stored.items() if pk not in wanted), key="key")
    for pk, entry in wanted.items():
        row = stored.get(pk) or Meeting(id=pk, programme_id=found.code)
        changes.save(row, _meeting_fields(entry, is_released=programme.is_released), exclude=["programme"])
        if entry.delegations is not None:
            _store_delegations(changes, row, entry.delegations)
        if entry.agenda is not None:
            _store_agenda(changes, row, entry.agenda)


def _meeting_fields(entry: MeetingEntry, *, is_released: bool) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "country": entry.country,
        "starts": entry.starts,
        "ends": entry.ends,
        "title": entry.title,
        "place": entry.place,
        "hosts": entry.hosts,
        "partners": entry.partners,
        "participants": entry.participants,
        "subjects": entry.subjects,
        "topics": list(entry.topics),
        "attendance": [{"key": one.key, "label": dict(one.label), "count": one.count} for one in entry.attendance],
        "source": entry.source,
        "is_released": is_released,
    }


def _store_delegations(changes: _Changes, meeting: Meeting, entries: Iterable[DelegationEntry]) -> None:
    stored = {row.key: row for row in Delegation.objects.filter(meeting=meeting)}
    wanted = {entry.key: entry for entry in entries}
    gone = [row for key, row in stored.items() if key not in wanted]
    if seated := Participant.objects.filter(delegation__in=gone).select_related("delegation").first():
        raise InputError(
            gettext_noop("“%(key)s” cannot be taken out: other texts or people of the programme belong to it."),
            key=seated.delegation.key,
        )
    changes.remove(gone, key="key")
    for key, entry in wanted.items():
        row = stored.get(key) or Delegation(key=key)
        row.take_scope_of(meeting)
        values = {
            "kind": entry.kind,
            "country": entry.country,
            "names": entry.name,
            "is_organiser": entry.is_organiser,
            "people": entry.people,
        }
        changes.save(row, values, exclude=["meeting"])
        _store_institutions(changes, row, entry.institutions)


def _store_institutions(changes: _Changes, delegation: Delegation, names: tuple[Localised, ...]) -> None:
    stored = {row.position: row for row in DelegationInstitution.objects.filter(delegation=delegation)}
    changes.remove((row for place, row in stored.items() if place > len(names)), key="position")
    for place, name in enumerate(names, start=1):
        row = stored.get(place) or DelegationInstitution(position=place)
        row.take_scope_of(delegation)
        # A file tells names only: an institution of another name is no longer the organisation that it was.
        organisation = row.organisation if row.names == name else None
        changes.save(row, {"names": name, "organisation": organisation}, exclude=["delegation", "organisation"])


def _store_agenda(changes: _Changes, meeting: Meeting, entries: tuple[AgendaEntry, ...]) -> None:
    stored = {row.number: row for row in AgendaItem.objects.filter(meeting=meeting)}
    changes.remove((row for number, row in stored.items() if number > len(entries)), key="number")
    for number, entry in enumerate(entries, start=1):
        row = stored.get(number) or AgendaItem(number=number)
        row.take_scope_of(meeting)
        values = {"title": entry.title, "day": entry.day, "starts": entry.starts, "topic": entry.topic}
        changes.save(row, values, exclude=["meeting"])


def _store_documents(changes: _Changes, programme: Programme, entries: Iterable[DocumentEntry]) -> None:
    stored = {row.key: row for row in ProgrammeDocument.objects.filter(programme=programme)}
    wanted = {entry.key: entry for entry in entries}
    changes.remove((row for key, row in stored.items() if key not in wanted), key="key")
    for key, entry in wanted.items():
        row = stored.get(key) or ProgrammeDocument(key=key, programme=programme)
        meeting = f"{programme.code}/{entry.meeting}" if entry.meeting else None
        values = {
            "title": entry.title,
            "dated": entry.dated,
            "meeting_id": meeting,
            "agenda_item_id": _agenda_item(meeting, entry),
            "is_released": programme.is_released if entry.is_public else None,
        }
        changes.save(row, values, exclude=["programme", "meeting", "agenda_item"])
        _store_files(changes, row, entry.files)


def _agenda_item(meeting: str | None, entry: DocumentEntry) -> Any:
    if entry.agenda_item is None:
        return None
    found = AgendaItem.objects.filter(meeting_id=meeting, number=entry.agenda_item).values_list("pk", flat=True)
    if not found:
        raise InputError(
            gettext_noop("The document “%(key)s” belongs to item %(number)s of an agenda that has no such item."),
            key=entry.key,
            number=entry.agenda_item,
        )
    return found[0]


def _store_files(changes: _Changes, document: ProgrammeDocument, entries: Iterable[FileEntry]) -> None:
    stored = {row.language: row for row in DocumentFile.objects.filter(document=document)}
    wanted = {entry.language: entry for entry in entries}
    changes.remove((row for language, row in stored.items() if language not in wanted), key="language")
    for language, entry in wanted.items():
        row = stored.get(language) or DocumentFile(language=language)
        if entry.sha256 and not is_kept(entry.sha256):
            raise InputError(
                gettext_noop("The file %(name)s of the document “%(key)s” is not kept here: bring it in the browser."),
                name=entry.name,
                key=document.key,
            )
        row.document, row.programme = document, document.programme_id
        values = {
            "is_released": document.is_released,
            "url": entry.url,
            "sha256": entry.sha256,
            "name": entry.name,
            "bytes": size_of(entry.sha256) if entry.sha256 else 0,
        }
        changes.save(row, values, exclude=["document"])
