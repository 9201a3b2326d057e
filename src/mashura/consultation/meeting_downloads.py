"""Public meetings, their participants by institution and practice notes as files: never the name of a person."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from typing import Any, Final

from django.conf import settings

from mashura.access.public import ANONYMOUS
from mashura.consultation.models import Meeting, PracticeNote
from mashura.consultation.queries import meetings as queries
from mashura.kit.downloads import csv_file, in_columns, json_file, text_columns

_MEETING_TEXTS: Final = ("title", "place", "hosts", "partners", "participants", "subjects")
_MEETING_CODES: Final = ("programme", "is_fictional", "key", "kind", "country", "starts", "ends", "topics")
_PLACE_CODES: Final = (
    *("programme", "meeting", "delegation", "kind", "country", "is_organiser", "is_present", "people"),
    *("place", "seats"),
)
_PLACE_TEXTS: Final = ("delegation_name", "institution")
_NOTE_CODES: Final = ("programme", "is_fictional", "id", "country", "topic", "meeting", "public_from")
_NOTE_TEXTS: Final = ("title", "text", "standing")


def meetings_file(kind: str, rows: Iterable[Meeting]) -> bytes:
    """Meetings as CSV or JSON."""
    found = [_meeting(row) for row in rows]
    return json_file({"meetings": found}) if kind == "json" else _csv(_MEETING_CODES, _MEETING_TEXTS, found)


def participants_file(kind: str, held: Meeting) -> bytes:
    """Who took part in a public meeting, by delegation and institution, with the ranks of seats; as CSV or JSON.

    In the CSV a delegation that names no institution has one row, and `seats` is how many there are.
    """
    found = [_delegation(one) for one in queries.delegations(ANONYMOUS, held, "en")]
    if kind == "json":
        return json_file({"programme": held.programme_id, "meeting": held.key, "delegations": found})
    rows = [
        {
            "programme": held.programme_id,
            "meeting": held.key,
            **one,
            "delegation_name": one["name"],
            "place": place if institution else None,
            "institution": institution.get("name", {}),
            "seats": len(institution["seats"]) if institution else None,
        }
        for one in found
        for place, institution in enumerate(one["institutions"] or [{}], start=1)
    ]
    return _csv(_PLACE_CODES, _PLACE_TEXTS, rows)


def practice_notes_file(kind: str, rows: Iterable[PracticeNote]) -> bytes:
    """Practice notes with their words and how each language stands to the original; as CSV or JSON."""
    found = [_note(row) for row in rows]
    if kind == "json":
        return json_file({"practice_notes": found})
    return _csv((*_NOTE_CODES, "original_language"), _NOTE_TEXTS, found)


def moment_of(held: Meeting) -> datetime:
    """When a meeting stands in a feed: the beginning of its first day, which is all that is known of it."""
    return datetime.combine(held.starts, time(), tzinfo=UTC)


def _csv(codes: Sequence[str], texts: Sequence[str], rows: Iterable[dict[str, Any]]) -> bytes:
    tags = [code for code, _name in settings.LANGUAGES]
    return csv_file([*codes, *text_columns(texts, tags)], (in_columns(row, texts, tags) for row in rows))


def _meeting(row: Meeting) -> dict[str, Any]:
    return {
        "programme": row.programme_id,
        "is_fictional": row.programme.is_fictional,
        "key": row.key,
        "kind": row.kind,
        "country": row.country,
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat(),
        "topics": list(row.topics),
        **{name: dict(getattr(row, name)) for name in _MEETING_TEXTS},
    }


def _delegation(shown: queries.DelegationShown) -> dict[str, Any]:
    one = shown.delegation
    return {
        "delegation": one.key,
        "kind": one.kind,
        "country": one.country,
        "name": dict(one.names),
        "is_organiser": one.is_organiser,
        "is_present": one.is_present,
        "people": one.people,
        "institutions": [
            {
                "name": dict(institution.names),
                "seats": [
                    {"rank": dict(seat.participant.rank), "capacity": seat.participant.capacity}
                    for seat in shown.seats
                    if seat.participant.institution_id == institution.pk
                ],
            }
            for institution in shown.institutions
        ],
    }


def _note(row: PracticeNote) -> dict[str, Any]:
    return {
        "programme": row.programme_id,
        "is_fictional": row.programme.is_fictional,
        "id": str(row.pk),
        "country": row.country,
        "topic": row.topic,
        "meeting": (row.meeting_id or "").partition("/")[2],
        "public_from": row.public_from.isoformat() if row.public_from else None,
        "original_language": row.text.original,
        "title": dict(row.title),
        "text": dict(row.text),
        "standing": {tag: row.text.standing(tag).value for tag in row.text},
    }
