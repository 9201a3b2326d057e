"""The programme's story as pages tell it: what happened when, from its facts and its meetings."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mashura.access.public import Actor
from mashura.consultation.public import Meeting, Programme, Section, visible_meetings
from mashura.kit.dates import format_day, format_month
from mashura.kit.numbers import format_year
from mashura.kit.reader import current_reader

# Which kind of meeting a section of the story tells about, by the section's key in programme files.
MEETINGS_OF = {"workshops": "national-workshop", "regional-meeting": "regional-meeting"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the story: a section of it and, where it is known, when that was."""

    section: Section
    when: str


def steps(actor: Actor, programme: Programme) -> list[Step]:
    """The story in its order, dated as far as meetings, report and years of the programme are known."""
    meetings = list(visible_meetings(actor, programme.code))
    return [Step(section, _when(section.key, programme, meetings)) for section in programme.sections]


def _when(key: str, programme: Programme, meetings: list[Meeting]) -> str:
    if key == "report" and programme.report_dated:
        return _day(programme.report_dated)
    held = [meeting.starts for meeting in meetings if meeting.kind == MEETINGS_OF.get(key)]
    if held:
        return _month(min(held))
    if key == "research" and programme.first_year and programme.last_year:
        return _("%(first_year)s to %(last_year)s") % {
            "first_year": _year(programme.first_year),
            "last_year": _year(programme.last_year),
        }
    return ""


def _day(one: date) -> str:
    reader = current_reader()
    return format_day(one, language=reader.language, country=reader.country, digits=reader.shown_digits)


def _month(one: date) -> str:
    reader = current_reader()
    return format_month(one, language=reader.language, country=reader.country, digits=reader.shown_digits)


def _year(one: int) -> str:
    reader = current_reader()
    return format_year(one, language=reader.language, digits=reader.shown_digits)
