"""Reads of programmes, their meetings and their documents."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from mashura.access.public import Actor, NotHere, visible
from mashura.consultation.models import (
    AgendaItem,
    Delegation,
    DelegationInstitution,
    DocumentFile,
    Meeting,
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
)


def visible_programmes(actor: Actor) -> QuerySet[Programme]:
    """The programmes that the actor may see, real ones first."""
    return visible(actor, Programme).order_by("position", "code")


def programme(actor: Actor, code: str) -> Programme:
    """The programme with this code; NotHere when there is none that the actor may see."""
    found = visible_programmes(actor).filter(code=code).first()
    if found is None:
        raise NotHere
    return found


def visible_meetings(actor: Actor, code: str) -> QuerySet[Meeting]:
    """The meetings of the programme with this code that the actor may see, in order of their dates."""
    return visible(actor, Meeting).filter(programme_id=code).order_by("starts", "id")


def visible_documents(actor: Actor, code: str) -> QuerySet[ProgrammeDocument]:
    """The documents of the programme and of its meetings that the actor may see, each with its files, by date."""
    files = visible(actor, DocumentFile).order_by("language")
    return (
        visible(actor, ProgrammeDocument)
        .filter(programme_id=code)
        .prefetch_related(Prefetch("files", queryset=files))
        .order_by("dated", "key")
    )


def programme_file(actor: Actor, code: str) -> ProgrammeFile:
    """The programme as its own file would say it, as far as the actor may see; NotHere when they may not."""
    found = programme(actor, code)
    return ProgrammeFile(
        code=found.code,
        is_fictional=found.is_fictional,
        names=found.names,
        short_names=found.short_names,
        summary=found.summary,
        countries=tuple(found.countries),
        authoritative_languages=tuple(found.authoritative_languages),
        working_languages=tuple(found.working_languages),
        digits=found.digits,
        project_code=found.project_code,
        first_year=found.first_year,
        last_year=found.last_year,
        budget_amount=found.budget_amount,
        budget_currency=found.budget_currency,
        donor=found.donor,
        organisers=found.organisers,
        topics=tuple(found.topics),
        sources=tuple(found.source_list),
        facts=tuple(found.fact_list),
        story=tuple(found.sections),
        report=found.report,
        meetings=tuple(_meetings(actor, code)),
        phases=tuple(found.phase_list),
        deadlines=tuple(found.deadline_list),
        partners=tuple(found.partner_list),
        contacts=tuple(found.contact_list),
        documents=tuple(_document(row) for row in visible_documents(actor, code).select_related("agenda_item")),
        says=frozenset({"meetings", "documents"}),
    )


def _meetings(actor: Actor, code: str) -> Iterable[MeetingEntry]:
    institutions = visible(actor, DelegationInstitution).order_by("position")
    delegations = (
        visible(actor, Delegation)
        .prefetch_related(Prefetch("delegationinstitutions", queryset=institutions))
        .order_by("key")
    )
    found = visible_meetings(actor, code).prefetch_related(
        Prefetch("delegations", queryset=delegations),
        Prefetch("agendaitems", queryset=visible(actor, AgendaItem).order_by("number")),
    )
    return (_meeting(row) for row in found)


def _meeting(row: Meeting) -> MeetingEntry:
    return MeetingEntry(
        key=row.key,
        kind=row.kind,
        source=row.source,
        country=row.country,
        starts=row.starts,
        ends=row.ends,
        title=row.title,
        place=row.place,
        partners=row.partners,
        participants=row.participants,
        subjects=row.subjects,
        hosts=row.hosts,
        topics=tuple(row.topics),
        attendance=tuple(row.attendance_list),
        delegations=tuple(_delegation(one) for one in row.delegations.all()),
        agenda=tuple(AgendaEntry(one.title, one.day, one.starts, one.topic) for one in row.agendaitems.all()),
    )


def _delegation(row: Delegation) -> DelegationEntry:
    return DelegationEntry(
        key=row.key,
        kind=row.kind,
        country=row.country,
        name=row.names,
        is_organiser=row.is_organiser,
        people=row.people,
        institutions=tuple(one.names for one in row.delegationinstitutions.all()),
    )


def _document(row: ProgrammeDocument) -> DocumentEntry:
    return DocumentEntry(
        key=row.key,
        title=row.title,
        dated=row.dated,
        meeting=(row.meeting_id or "").partition("/")[2],
        agenda_item=row.agenda_item.number if row.agenda_item else None,
        is_public=row.is_public,
        files=tuple(FileEntry(one.language, one.url, one.sha256, one.name) for one in row.files.all()),
    )
