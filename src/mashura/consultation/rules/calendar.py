"""A programme's calendar as a feed that calendars subscribe to (RFC 5545): pure, days only, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

# RFC 5545, section 3.1: lines of at most 75 octets, broken by CRLF and a space.
_OCTETS: Final = 75


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One entry: whole days, both of them included. `uid` stays the same whatever changes."""

    uid: str
    title: str
    starts: date
    ends: date
    place: str = ""
    address: str = ""
    is_background: bool = False


def calendar_feed(name: str, entries: Iterable[CalendarDay], *, language: str, made_at: datetime) -> str:
    """The feed, with the line ends of the standard. `is_background` entries (phases) leave the days free."""
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mashura//Programme calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for one in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.starts:%Y%m%d}",
            # The end of a whole day is the day after it.
            f"DTEND;VALUE=DATE:{one.ends + timedelta(days=1):%Y%m%d}",
            f"SUMMARY;LANGUAGE={language}:{_text(one.title)}",
            *([f"LOCATION;LANGUAGE={language}:{_text(one.place)}"] if one.place else []),
            *([f"URL:{one.address}"] if one.address else []),
            f"TRANSP:{'TRANSPARENT' if one.is_background else 'OPAQUE'}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    parts, current, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            parts.append(current)
            # The space that marks a continued line counts.
            current, size = " ", 1
        current += letter
        size += octets
    return "\r\n".join([*parts, current])
