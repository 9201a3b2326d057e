"""Writes of documents: a title with its date, and a link or a file for each language."""

import datetime as dt
from collections.abc import Iterable

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.consultation.document_store import KeptFile, keep_file
from mashura.consultation.models import AgendaItem, DocumentFile, Meeting, Programme, ProgrammeDocument
from mashura.errors import InputError, gettext_noop
from mashura.kit.localised import Localised


def save_document(
    *,
    actor: Actor,
    programme: Programme,
    key: str,
    title: Localised,
    dated: dt.date,
    meeting: Meeting | None = None,
    agenda_item: AgendaItem | None = None,
    is_public: bool = True,
) -> ProgrammeDocument:
    """Add a document to a programme or one of its meetings, or change the one of this key.

    Raises:
        Forbidden: the actor does not keep documents.
        InputError: no title, or an item of another meeting's agenda.
    """
    row = visible(actor, ProgrammeDocument).filter(programme=programme, key=key).first()
    row = row or ProgrammeDocument(programme=programme, key=key)
    require(actor, Action.ADD if row._state.adding else Action.CHANGE, row)  # noqa: SLF001 - documented API
    if not title:
        raise InputError(gettext_noop("Give the document a title."))
    if agenda_item is not None and (meeting is None or agenda_item.meeting_id != meeting.pk):
        raise InputError(gettext_noop("Choose an item of this meeting’s agenda."))
    with acting_as(actor):
        row.title, row.dated, row.meeting, row.agenda_item = title, dated, meeting, agenda_item
        row.is_released = programme.is_released if is_public else None
        row.clean_fields(exclude={"programme", "meeting", "agenda_item"})
        row.save()
        # A document that was for participants only takes its files along when it is opened.
        DocumentFile.objects.filter(document=row).update(is_released=row.is_released)
        record(actor, "consultation:document:save", row, {"is_public": is_public})
    return row


def link_document(*, actor: Actor, document: ProgrammeDocument, language: str, url: str) -> DocumentFile:
    """The document in this language is found at `url`. Forbidden or NotHere as for changing it; InputError."""
    return _set_file(actor, document, language, url=url)


def bring_document_file(
    *, actor: Actor, document: ProgrammeDocument, language: str, name: str, chunks: Iterable[bytes]
) -> DocumentFile:
    """Keep a PDF or Word file as the document in this language.

    Raises:
        NotHere, Forbidden: the actor may not see or not change the document.
        InputError: neither PDF nor Word, too large, not what its name says, a language that is not the programme's.
    """
    require(actor, Action.CHANGE, document)
    return _set_file(actor, document, language, kept=keep_file(chunks, name=name))


def _set_file(
    actor: Actor, document: ProgrammeDocument, language: str, *, url: str = "", kept: KeptFile | None = None
) -> DocumentFile:
    require(actor, Action.CHANGE, document)
    if language not in document.programme.languages:
        raise InputError(gettext_noop("“%(language)s” is no language of the programme."), language=language)
    with acting_as(actor):
        row = visible(actor, DocumentFile).filter(document=document, language=language).first() or DocumentFile()
        row.take_scope_of(document)
        row.language, row.url = language, url
        row.sha256, row.name, row.bytes = (kept.sha256, kept.name, kept.bytes) if kept else ("", "", 0)
        row.clean_fields(exclude={"document"})
        row.save()
        record(actor, "consultation:document:file", document, {"language": language, "sha256": row.sha256})
    return row


def remove_document_file(*, actor: Actor, file: DocumentFile) -> None:
    """Take the document in one language out; what others hold under its hash stays. Forbidden or NotHere as above."""
    require(actor, Action.DELETE, file)
    with acting_as(actor):
        record(actor, "consultation:document:file-remove", file, {"language": file.language})
        file.delete()


def remove_document(*, actor: Actor, document: ProgrammeDocument) -> None:
    """Take a document out in all its languages. Forbidden or NotHere as for changing it."""
    require(actor, Action.DELETE, document)
    with acting_as(actor):
        record(actor, "consultation:document:remove", document)
        document.delete()
