"""Writes of programmes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mashura.access.public import Action, Actor, acting_as, require
from mashura.consultation.models import Meeting, Programme
from mashura.consultation.programme_files import ProgrammeFile, bundled_programmes, read_programme
from mashura.kit.localised import Localised


@dataclass(frozen=True, slots=True)
class ProgrammeReport:
    """What loading a programme file did."""

    code: str
    is_new: bool
    is_changed: bool
    meetings: int


def load_programme(*, actor: Actor, pack: Path | ProgrammeFile, is_released: bool = True) -> ProgrammeReport:
    """Bring a programme and its meetings to the state of the file (or of what was read from one).

    Loading the same file again changes nothing. Raises InputError naming file and field, Forbidden for whoever may
    not write programmes; then nothing has changed.
    """
    require(actor, Action.ADD, Programme)
    found = pack if isinstance(pack, ProgrammeFile) else read_programme(pack)
    with acting_as(actor):
        before = Programme.objects.filter(code=found.code).first()
        fields = _fields(found, is_released=is_released)
        meetings = [_meeting(found, entry, is_released=is_released) for entry in found.meetings]
        is_changed = before is None or _differs(before, fields) or _meetings_differ(found.code, meetings)
        if is_changed:
            programme = Programme(code=found.code, **fields)
            # What must never be false across fields is the database's to refuse.
            programme.clean_fields()
            programme.save(force_insert=before is None, force_update=before is not None)
            Meeting.objects.filter(programme_id=found.code).delete()
            for meeting in meetings:
                meeting.clean_fields(exclude={"programme"})
            Meeting.objects.bulk_create(meetings)
    return ProgrammeReport(found.code, before is None, is_changed, len(meetings))


def load_bundled_programmes(*, actor: Actor) -> list[ProgrammeReport]:
    """Load every programme file that ships with the product."""
    return [load_programme(actor=actor, pack=path) for path in bundled_programmes()]


def _fields(found: ProgrammeFile, *, is_released: bool) -> dict[str, Any]:
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
        "facts": [
            {"key": fact.key, "source": fact.source, "label": dict(fact.label), "value": dict(fact.value)}
            for fact in found.facts
        ],
        "story": [
            {
                "key": section.key,
                "source": section.source,
                "title": dict(section.title),
                "paragraphs": [dict(text) for text in section.paragraphs],
            }
            for section in found.story
        ],
        "sources": [{"key": source.key, "title": dict(source.title)} for source in found.sources],
        "report_title": found.report.title if found.report else Localised(),
        "report_dated": found.report.dated if found.report else None,
        "report_languages": list(found.report.languages) if found.report else [],
        "report_source": found.report.source if found.report else "",
        # Real programmes come first wherever programmes are listed.
        "position": 1 if found.is_fictional else 0,
        "is_fictional": found.is_fictional,
        "is_released": is_released,
    }


def _meeting(found: ProgrammeFile, entry: Any, *, is_released: bool) -> Meeting:
    return Meeting(
        id=f"{found.code}/{entry.key}",
        programme_id=found.code,
        kind=entry.kind,
        country=entry.country,
        starts=entry.starts,
        ends=entry.ends,
        title=entry.title,
        place=entry.place,
        partners=entry.partners,
        participants=entry.participants,
        subjects=entry.subjects,
        source=entry.source,
        is_released=is_released,
    )


def _differs(row: Programme, fields: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in fields.items())


def _meetings_differ(code: str, meetings: list[Meeting]) -> bool:
    names = [field.attname for field in Meeting._meta.concrete_fields]  # noqa: SLF001 - documented API
    stored = {row.pk: row for row in Meeting.objects.filter(programme_id=code)}
    return len(stored) != len(meetings) or any(
        meeting.pk not in stored or any(getattr(stored[meeting.pk], name) != getattr(meeting, name) for name in names)
        for meeting in meetings
    )
