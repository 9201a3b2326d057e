"""Pages on programmes: what each is about, what happened when, and where that is known from."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mashura.access.public import Action, can
from mashura.consultation import wording
from mashura.consultation.models import Meeting, Programme
from mashura.consultation.programme_files import Contact, Fact, Partner, Section
from mashura.consultation.queries import programmes as queries
from mashura.consultation.queries.procedure import rules_versions
from mashura.consultation.views.asking import actor_of
from mashura.kit.bidi import isolate
from mashura.kit.languages import language_name
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.reference.public import (
    countries_in_order,
    country_name,
    official_country_name,
    themes_of,
    topics,
)


@dataclass(frozen=True, slots=True)
class ShownCountry:
    """A State of the programme in the reader's language."""

    iso3: str
    name: str
    official_name: str


@dataclass(frozen=True, slots=True)
class ShownTopic:
    """A topic with its themes."""

    title: Localised
    themes: list[Localised]


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting of the calendar, its days written for the reader."""

    key: str
    days: str
    title: Localised
    place: Localised
    country: str
    details: list[tuple[str, Localised]]


def programmes(request: HttpRequest) -> HttpResponse:
    """The first programme that the reader may see, a real one where there is one, with links to the others."""
    found = queries.visible_programmes(actor_of(request)).first()
    return render(request, "consultation/no_programme.html") if found is None else _page(request, found)


def programme(request: HttpRequest, code: str) -> HttpResponse:
    """One programme by its code."""
    return _page(request, queries.programme(actor_of(request), code))


def _page(request: HttpRequest, found: Programme) -> HttpResponse:
    """Story, topics, States, calendar and facts of a programme, with their sources."""
    actor = actor_of(request)
    countries = _countries(found)
    context: dict[str, Any] = {
        "programme": found,
        "fallback": " ".join(found.languages),
        "short_name": wording.told(found.short_names),
        "name": wording.told(found.names),
        "summary": wording.told(found.summary),
        "places": " · ".join(country.name for country in countries),
        "countries": countries,
        "particulars": _particulars(found),
        "facts": [_fact(fact) for fact in found.fact_list],
        "story": [_section(section) for section in found.sections],
        "topics": [
            ShownTopic(topics()[topic].title, [theme.title for theme in themes_of(topic)])
            for topic in found.topics
            if topic in topics()
        ],
        "meetings": [_meeting(meeting) for meeting in queries.visible_meetings(actor, found.code)],
        "partners": [_partner(partner) for partner in found.partner_list],
        "contacts": [_contact(contact) for contact in found.contact_list],
        "calendar": _calendar(found),
        "documents": queries.visible_documents(actor, found.code).filter(meeting__isnull=True),
        "has_rules": bool(rules_versions(actor, found)),
        "may_set_up": can(actor, Action.CHANGE, found),
        "sources": [wording.told(source.title) for source in found.source_list],
        "others": queries.visible_programmes(actor).exclude(code=found.code),
    }
    return render(request, "consultation/programme.html", context)


def _countries(found: Programme) -> list[ShownCountry]:
    language = current_reader().language
    return [
        ShownCountry(iso3, country_name(iso3, language), official_country_name(iso3, language))
        for iso3 in countries_in_order(found.countries, language)
    ]


def _years(found: Programme) -> str:
    if found.first_year is None or found.last_year is None:
        return ""
    return wording.years(found.first_year, found.last_year)


def _particulars(found: Programme) -> list[tuple[str, str | Localised]]:
    """Label and value of what the file says in fields of its own; what is not known has no line."""
    reader = current_reader()
    rows: list[tuple[str, str | Localised]] = []
    if found.project_code:
        rows.append((_("Project code"), isolate(found.project_code)))
    if years := _years(found):
        rows.append((_("Years"), years))
    if found.organisers:
        rows.append((_("Run by"), wording.told(found.organisers)))
    if found.donor:
        rows.append((_("Funded by"), wording.told(found.donor)))
    if found.budget_amount is not None:
        rows.append((_("Budget"), wording.amount(found.budget_amount, found.budget_currency)))
    for label, codes in (
        (_("Authoritative languages"), found.authoritative_languages),
        (_("Working languages"), found.working_languages),
    ):
        if codes:
            names = [language_name(code, reader_language=reader.language) for code in codes]
            rows.append((label, _listed(names)))
    if report := found.report:
        rows.append((_("Report of the programme"), wording.told(report.title)))
        rows.append((_("Day of the report"), wording.day(report.dated)))
        names = [language_name(code, reader_language=reader.language) for code in report.languages]
        rows.append((_("Languages of the report"), _listed(names)))
    return rows


def _listed(names: list[str]) -> str:
    # Commas differ by script; a catalogue may also put "and" between two.
    return _(", ").join(names)


def _fact(fact: Fact) -> tuple[Localised, Localised]:
    return wording.told(fact.label), wording.told(fact.value)


def _section(section: Section) -> tuple[str, Localised, list[Localised]]:
    return section.key, wording.told(section.title), [wording.told(text) for text in section.paragraphs]


def _partner(partner: Partner) -> tuple[str, Localised, str]:
    """Its part in the programme, its name, its country where it is of one."""
    roles = {"host": _("Host"), "partner": _("Partner")}
    country = country_name(partner.country, current_reader().language) if partner.country else ""
    return roles[partner.role], wording.told(partner.name), country


def _contact(contact: Contact) -> tuple[Localised, Localised, str, str]:
    return wording.told(contact.post), wording.told(contact.organisation), contact.email, contact.url


def _calendar(found: Programme) -> list[tuple[str, Localised]]:
    """Phases and deadlines by their days; meetings have a list of their own."""
    entries = [(one.starts, wording.days(one.starts, one.ends), one.title) for one in found.phase_list]
    entries += [(one.due, wording.day(one.due), one.title) for one in found.deadline_list]
    return [(days, wording.told(title)) for _starts, days, title in sorted(entries, key=lambda entry: entry[0])]


def _meeting(meeting: Meeting) -> ShownMeeting:
    details = (
        (_("With"), meeting.partners),
        (_("Who took part"), meeting.participants),
        (_("Subjects"), meeting.subjects),
    )
    return ShownMeeting(
        key=meeting.key,
        days=wording.days(meeting.starts, meeting.ends),
        title=wording.told(meeting.title),
        place=wording.told(meeting.place),
        country=country_name(meeting.country, current_reader().language),
        details=[(label, wording.told(text)) for label, text in details if text],
    )
