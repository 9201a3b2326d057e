"""Writes a programme back as its own file: what is read from it is what was written."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

import yaml

from mashura.consultation.programme_files.entries import (
    AgendaEntry,
    Contact,
    Count,
    Deadline,
    DelegationEntry,
    DocumentEntry,
    Fact,
    FileEntry,
    MeetingEntry,
    Partner,
    Phase,
    ProgrammeFile,
    Report,
    Section,
    Source,
)
from mashura.kit.localised import Localised

Data = dict[str, Any]
_WIDTH = 120


def write_programme(found: ProgrammeFile) -> str:
    """The file as YAML, its fields in the order of the documentation."""
    return yaml.safe_dump(programme_data(found), allow_unicode=True, sort_keys=False, width=_WIDTH)


def programme_data(found: ProgrammeFile) -> Data:
    """The file as plain values, as YAML gives them; what is empty has no field."""
    data: Data = {
        "format": 1,
        "code": found.code,
        "is_fictional": found.is_fictional,
        "languages": _filled(authoritative=found.authoritative_languages, working=found.working_languages),
        "digits": dict(found.digits),
        "names": found.names,
        "short_names": found.short_names,
        "summary": found.summary,
        "countries": found.countries,
        "project_code": found.project_code,
        "years": {} if found.first_year is None else {"from": found.first_year, "to": found.last_year},
        "budget": {}
        if found.budget_amount is None
        else {"amount": found.budget_amount, "currency": found.budget_currency},
        "donor": found.donor,
        "organisers": found.organisers,
        "topics": found.topics,
    }
    data |= {
        "sources": [_source(one) for one in found.sources],
        "partners": [_partner(one) for one in found.partners],
        "contacts": [_contact(one) for one in found.contacts],
        "phases": [_phase(one) for one in found.phases],
        "deadlines": [_deadline(one) for one in found.deadlines],
        "facts": [_fact(one) for one in found.facts],
        "story": [_section(one) for one in found.story],
        "report": _report(found.report) if found.report else {},
    }
    told: Data = _plain(_filled(**data))
    # An empty list says that there are none; a list that the file does not name leaves what is stored.
    if "meetings" in found.says:
        told["meetings"] = [_plain(_meeting(one)) for one in found.meetings]
    if "documents" in found.says:
        told["documents"] = [_plain(_document(one)) for one in found.documents]
    return told


def _source(one: Source) -> Data:
    return _filled(key=one.key, title=one.title)


def _partner(one: Partner) -> Data:
    return _filled(key=one.key, source=one.source, role=one.role, name=one.name, country=one.country)


def _contact(one: Contact) -> Data:
    return _filled(key=one.key, post=one.post, organisation=one.organisation, email=one.email, url=one.url)


def _phase(one: Phase) -> Data:
    return _filled(key=one.key, source=one.source, title=one.title, starts=one.starts, ends=one.ends)


def _deadline(one: Deadline) -> Data:
    return _filled(key=one.key, source=one.source, title=one.title, due=one.due)


def _fact(one: Fact) -> Data:
    return _filled(key=one.key, source=one.source, label=one.label, value=one.value)


def _section(one: Section) -> Data:
    return _filled(key=one.key, source=one.source, title=one.title, paragraphs=one.paragraphs)


def _report(one: Report) -> Data:
    return _filled(source=one.source, title=one.title, dated=one.dated, languages=one.languages)


def _meeting(one: MeetingEntry) -> Data:
    data = _filled(
        key=one.key,
        kind=one.kind,
        source=one.source,
        country=one.country,
        starts=one.starts,
        ends=one.ends,
        title=one.title,
        place=one.place,
        hosts=one.hosts,
        partners=one.partners,
        participants=one.participants,
        subjects=one.subjects,
        topics=one.topics,
        attendance=[_count(count) for count in one.attendance],
    )
    if one.delegations is not None:
        data["delegations"] = [_delegation(delegation) for delegation in one.delegations]
    if one.agenda is not None:
        data["agenda"] = [_agenda_item(item) for item in one.agenda]
    return data


def _count(one: Count) -> Data:
    return {"key": one.key, "label": one.label, "count": one.count}


def _delegation(one: DelegationEntry) -> Data:
    data = _filled(key=one.key, kind=one.kind, country=one.country, name=one.name, institutions=one.institutions)
    if one.is_organiser:
        data["is_organiser"] = True
    if one.people is not None:
        data["people"] = one.people
    return data


def _agenda_item(one: AgendaEntry) -> Data:
    return _filled(title=one.title, day=one.day, starts=one.starts, topic=one.topic)


def _document(one: DocumentEntry) -> Data:
    data = _filled(key=one.key, meeting=one.meeting, title=one.title, dated=one.dated)
    if one.agenda_item is not None:
        data["agenda_item"] = one.agenda_item
    if not one.is_public:
        data["is_public"] = False
    return data | _filled(files=[_file(file) for file in one.files])


def _file(one: FileEntry) -> Data:
    return _filled(language=one.language, url=one.url, sha256=one.sha256, name=one.name)


def _filled(**fields: Any) -> Data:
    """The fields that say something. False and 0 do."""
    return {name: value for name, value in fields.items() if value not in ("", None, (), [], {}, Localised())}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, str | bool | int | date):
        return value
    raise TypeError(f"no value of a programme file: {value!r}")
