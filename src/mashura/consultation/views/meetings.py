"""Public pages of meetings: the list, one meeting, its documents, a programme's calendar."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mashura.access.public import ANONYMOUS, Action, can
from mashura.consultation import meeting_downloads as downloads
from mashura.consultation import wording
from mashura.consultation.document_store import is_kept, media_type_of, path_of
from mashura.consultation.models import Meeting
from mashura.consultation.queries import meetings as queries
from mashura.consultation.queries import practice_notes as notes
from mashura.consultation.queries import programmes as programme_queries
from mashura.consultation.queries.meeting_day import may_follow
from mashura.consultation.rules.calendar import CalendarDay, calendar_feed
from mashura.consultation.views.asking import actor_of, fallback_of, name_of
from mashura.kit.clock import now
from mashura.kit.downloads import FeedEntry, feed_response, file_response
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.reference.public import countries_in_order, country_name, topics

_IN_FEED: Final = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """One way of narrowing a list: what it narrows by, and its choices as links."""

    label: str
    choices: list[tuple[str, str, bool]]


def filter_links(request: HttpRequest, name: str, label: str, values: list[tuple[str, str]]) -> Filter:
    """The choices of one filter as addresses that keep the other filters; the first takes it away."""
    others = [(key, value) for key, value in request.GET.items() if key not in {name, "page"}]
    chosen = request.GET.get(name, "")
    choices = [("?" + urlencode(others), _("All"), not chosen)]
    choices += [("?" + urlencode([*others, (name, value)]), text, value == chosen) for value, text in values]
    return Filter(label, choices)


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """All meetings of the programmes that the reader may see, the newest first; filters are links."""
    found = list(queries.meetings_seen(actor_of(request)))
    language = current_reader().language
    programmes = {one.programme_id: one.programme for one in found}
    countries = countries_in_order({one.country for one in found}, language)
    filters = [
        filter_links(
            request,
            "programme",
            _("Programme"),
            [(code, one.short_names.shown(language, one.languages).text) for code, one in programmes.items()],
        ),
        filter_links(request, "kind", _("Kind"), [(one.value, str(one.label)) for one in Meeting.Kind]),
        filter_links(request, "country", _("Country"), [(iso3, country_name(iso3, language)) for iso3 in countries]),
    ]
    rows, wanted = _narrowed(request, found)
    context = {
        "meetings": [(one, wording.days(one.starts, one.ends), country_name(one.country, language)) for one in rows],
        "filters": filters,
        "is_filtered": bool(wanted),
        "query": urlencode(wanted),
        "has_notes": notes.visible_practice_notes(actor_of(request)).exists(),
    }
    return render(request, "consultation/meetings/meetings.html", context)


def _narrowed(request: HttpRequest, found: Iterable[Meeting]) -> tuple[list[Meeting], dict[str, str]]:
    """The meetings that the address asks for, and by which filters."""
    columns = {"programme": "programme_id", "kind": "kind", "country": "country"}
    wanted = {name: value for name in columns if (value := request.GET.get(name, ""))}
    rows = [one for one in found if all(getattr(one, columns[name]) == value for name, value in wanted.items())]
    return rows, wanted


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """What is public of the filtered list, as CSV or JSON."""
    rows, _wanted = _narrowed(request, queries.meetings_seen(ANONYMOUS))
    return file_response(downloads.meetings_file(kind, rows), name="meetings", kind=kind)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Atom feed of the public meetings, the newest first, in the language of the address."""
    language = current_reader().language

    def entry(held: Meeting) -> FeedEntry:
        order = held.programme.languages
        address = reverse("consultation:meeting", args=[held.programme_id, held.key])
        parts = (
            wording.days(held.starts, held.ends),
            held.place.shown(language, order).text,
            held.programme.short_names.shown(language, order).text,
        )
        title = held.title.shown(language, order).text
        return FeedEntry(
            # An entry is read by itself: it says that it is invented.
            title=_("%(name)s (fictional)") % {"name": title} if held.programme.is_fictional else title,
            address=request.build_absolute_uri(address),
            key=f"tag:{request.get_host().partition(':')[0]},2026:meeting/{held.pk}",
            summary=" · ".join(parts),
            moment=downloads.moment_of(held),
        )

    return feed_response(
        map(entry, queries.meetings_seen(ANONYMOUS)[:_IN_FEED]),
        title=_("Meetings"),
        page=request.build_absolute_uri(reverse("consultation:meetings")),
        feed=request.build_absolute_uri(),
    )


@require_safe
def participants(_request: HttpRequest, programme: str, key: str, kind: str) -> HttpResponse:
    """Who took part in a public meeting, by institution; never a name."""
    held = queries.meeting(ANONYMOUS, programme, key)
    name = f"{programme}-{key}-participants"
    return file_response(downloads.participants_file(kind, held), name=name, kind=kind)


@require_safe
def meeting(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """One meeting: facts, who took part in order of precedence, agenda, documents, conclusions."""
    actor = actor_of(request)
    held = queries.meeting(actor, programme, key)
    language = current_reader().language
    found = queries.delegations(actor, held, language)
    context: dict[str, Any] = {
        "meeting": held,
        "programme": held.programme,
        "fallback": fallback_of(held.programme),
        "kicker": wording.days(held.starts, held.ends),
        "title": wording.told(held.title),
        "facts": _facts(held),
        "topics": [topics()[code].title for code in held.topics if code in topics()],
        "delegations": [(one, name_of(one.delegation)) for one in found if not one.delegation.is_organiser],
        "organisers": [(one, name_of(one.delegation)) for one in found if one.delegation.is_organiser],
        "counts": held.attendance_list,
        "attendance": queries.attendance(found),
        "agenda": [
            (item, wording.moment(item.day, item.starts), _topic(item.topic, item.title))
            for item in queries.agenda(actor, held)
        ],
        "documents": queries.documents(actor, held),
        "conclusions": [(one, _topic(one.topic)) for one in queries.conclusions(actor, held)],
        "notes": notes.visible_practice_notes(actor).filter(meeting=held),
        "source": _source(held),
        "may_set_up": can(actor, Action.CHANGE, held),
        "may_follow": may_follow(actor, held),
        "own": [one for one in found if one.knows_names],
    }
    return render(request, "consultation/meetings/meeting.html", context)


def _topic(code: str, said: Localised | None = None) -> Localised | None:
    """The title of the topic, unless an item says it in these words already."""
    title = topics()[code].title if code in topics() else None
    return None if title == said else title


def _facts(held: Meeting) -> list[tuple[str, Localised]]:
    rows = (
        (_("Organised by"), held.hosts),
        (_("With"), held.partners),
        (_("Who took part"), held.participants),
        (_("Subjects"), held.subjects),
    )
    return [(label, wording.told(text)) for label, text in rows if text]


def _source(held: Meeting) -> Localised | None:
    found = next((one for one in held.programme.source_list if one.key == held.source), None)
    return wording.told(found.title) if found else None


@require_safe
def document_file(request: HttpRequest, code: str, file: uuid.UUID) -> HttpResponseBase:
    """A document as it was brought: always saved, never shown within the site, for those who may see it."""
    found = queries.document_file(actor_of(request), code, file)
    if not is_kept(found.sha256):
        raise Http404
    response = FileResponse(
        path_of(found.sha256).open("rb"),
        content_type=media_type_of(found.name),
        filename=found.name,
        as_attachment=True,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{found.sha256}"'
    is_public = found.is_released is True
    patch_cache_control(response, public=is_public, private=not is_public, max_age=3600 if is_public else 0)
    return response


@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Phases, meetings and deadlines of a programme for a calendar to subscribe to, in the language of the address."""
    actor = actor_of(request)
    found = programme_queries.programme(actor, code)
    language = current_reader().language

    def told(text: Localised) -> str:
        written = text.shown(language, found.languages).text
        # Calendars show an entry by itself: it says that it is invented.
        return _("%(name)s (fictional)") % {"name": written} if found.is_fictional else written

    entries = [
        *(
            CalendarDay(
                uid=f"{one.key}.meeting.{code}@mashura",
                title=told(one.title),
                starts=one.starts,
                ends=one.ends,
                place=told(one.place),
                address=request.build_absolute_uri(reverse("consultation:meeting", args=[code, one.key])),
            )
            for one in programme_queries.visible_meetings(actor, code)
        ),
        *(
            CalendarDay(f"{one.key}.deadline.{code}@mashura", told(one.title), one.due, one.due)
            for one in found.deadline_list
        ),
        *(
            CalendarDay(f"{one.key}.phase.{code}@mashura", told(one.title), one.starts, one.ends, is_background=True)
            for one in found.phase_list
        ),
    ]
    entries.sort(key=lambda one: (one.starts, one.uid))
    body = calendar_feed(told(found.short_names), entries, language=language, made_at=now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}.ics"'
    return response
