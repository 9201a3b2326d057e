"""Reads what a programme file says of meetings and of documents."""

import re
from datetime import time
from typing import Final

from mashura.consultation.programme_files.entries import (
    AgendaEntry,
    Count,
    DelegationEntry,
    DocumentEntry,
    FileEntry,
    MeetingEntry,
)
from mashura.consultation.programme_files.reader import SLUG, Reader, source_of, top_topics_of
from mashura.reference.public import topics

MEETING_KINDS: Final = ("national-workshop", "regional-meeting")
DELEGATION_KINDS: Final = ("state", "national-council", "international-organisation", "civil-society")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_URL = re.compile(r"https?://\S+")
_NAME = re.compile(r"[^/\\\x00]{1,200}")


def read_meeting(reader: Reader, keys: set[str], countries: tuple[str, ...]) -> MeetingEntry:
    """One meeting of the calendar."""
    meeting = MeetingEntry(
        key=reader.word("key", SLUG),
        kind=reader.word("kind"),
        source=source_of(reader, keys),
        country=reader.word("country"),
        starts=reader.day("starts"),
        ends=reader.day("ends"),
        title=reader.text("title"),
        place=reader.text("place"),
        partners=reader.text("partners", is_needed=False),
        participants=reader.text("participants", is_needed=False),
        subjects=reader.text("subjects", is_needed=False),
        hosts=reader.text("hosts", is_needed=False),
        topics=top_topics_of(reader),
        attendance=tuple(_count(one) for one in reader.each("attendance")),
        delegations=_delegations(reader, countries) if "delegations" in reader.data else None,
        agenda=_agenda(reader) if "agenda" in reader.data else None,
    )
    if meeting.kind not in MEETING_KINDS:
        raise reader.wrong("kind", meeting.kind)
    if meeting.country not in countries:
        raise reader.wrong("country", meeting.country)
    if meeting.ends < meeting.starts:
        raise reader.wrong("ends", meeting.ends)
    for place, item in enumerate(meeting.agenda or (), start=1):
        if item.day and not meeting.starts <= item.day <= meeting.ends:
            raise reader.wrong(f"agenda[{place}].day", item.day)
    reader.finish()
    return meeting


def _count(reader: Reader) -> Count:
    count = Count(reader.word("key", SLUG), reader.text("label"), reader.number("count"))
    reader.finish()
    return count


def _delegations(meeting: Reader, countries: tuple[str, ...]) -> tuple[DelegationEntry, ...]:
    return tuple(_delegation(reader, countries) for reader in meeting.each("delegations"))


def _delegation(reader: Reader, countries: tuple[str, ...]) -> DelegationEntry:
    kind = reader.word("kind")
    if kind not in DELEGATION_KINDS:
        raise reader.wrong("kind", kind)
    is_state = kind == "state"
    institutions = reader.get("institutions", is_needed=False) or []
    if not isinstance(institutions, list):
        raise reader.wrong("institutions", institutions)
    delegation = DelegationEntry(
        key=reader.word("key", SLUG),
        kind=kind,
        country=reader.word("country", is_needed=is_state),
        name=reader.text("name", is_needed=not is_state),
        is_organiser=reader.flag("is_organiser", default=False),
        people=reader.number("people") if "people" in reader.data else None,
        institutions=tuple(
            reader.localised(text, f"institutions[{place}]") for place, text in enumerate(institutions, start=1)
        ),
    )
    # Only a State has a country to speak for; a State that organises still speaks for itself.
    if delegation.country and (not is_state or delegation.country not in countries):
        raise reader.wrong("country", delegation.country)
    if is_state and (delegation.is_organiser or delegation.name):
        raise reader.wrong("is_organiser" if delegation.is_organiser else "name", reader.data.get("name", True))
    reader.finish()
    return delegation


def _agenda(meeting: Reader) -> tuple[AgendaEntry, ...]:
    return tuple(_agenda_item(reader) for reader in meeting.each("agenda"))


def _agenda_item(reader: Reader) -> AgendaEntry:
    starts = reader.word("starts", _TIME, is_needed=False)
    item = AgendaEntry(
        title=reader.text("title"),
        day=reader.day("day") if "day" in reader.data else None,
        starts=time.fromisoformat(starts) if starts else None,
        topic=reader.word("topic", is_needed=False),
    )
    if item.starts and not item.day:
        raise reader.lacks("day")
    if item.topic and item.topic not in topics():
        raise reader.wrong("topic", item.topic)
    reader.finish()
    return item


def read_documents(root: Reader, meetings: tuple[MeetingEntry, ...]) -> tuple[DocumentEntry, ...]:
    """The documents of the programme and of its meetings."""
    agendas = {meeting.key: meeting.agenda for meeting in meetings}
    return tuple(_document(reader, agendas) for reader in root.each("documents"))


def _document(reader: Reader, agendas: dict[str, tuple[AgendaEntry, ...] | None]) -> DocumentEntry:
    document = DocumentEntry(
        key=reader.word("key", SLUG),
        title=reader.text("title"),
        dated=reader.day("dated"),
        meeting=reader.word("meeting", is_needed=False),
        agenda_item=reader.number("agenda_item") if "agenda_item" in reader.data else None,
        is_public=reader.flag("is_public", default=True),
        files=tuple(_file(one) for one in reader.each("files")),
    )
    if document.meeting and document.meeting not in agendas:
        raise reader.wrong("meeting", document.meeting)
    if document.agenda_item is not None:
        agenda = agendas.get(document.meeting)
        if agenda is not None and not 1 <= document.agenda_item <= len(agenda):
            raise reader.wrong("agenda_item", document.agenda_item)
    languages = [one.language for one in document.files]
    if len(set(languages)) != len(languages):
        raise reader.wrong("files", languages)
    reader.finish()
    return document


def _file(reader: Reader) -> FileEntry:
    found = FileEntry(
        language=reader.word("language"),
        url=reader.word("url", _URL, is_needed=False),
        sha256=reader.word("sha256", _SHA256, is_needed=False),
        name=reader.word("name", _NAME, is_needed=False),
    )
    if found.language not in reader.languages:
        raise reader.wrong("language", found.language)
    if bool(found.url) == bool(found.sha256) or bool(found.sha256) != bool(found.name):
        raise reader.lacks("url")
    reader.finish()
    return found
