"""Practice notes: by topic and country, one note, and writing them."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mashura.access.public import ANONYMOUS, Action, Actor, can, require
from mashura.consultation import wording
from mashura.consultation.actions import practice_notes as actions
from mashura.consultation.forms.meetings import NoteTextForm
from mashura.consultation.forms.texts import refuse
from mashura.consultation.meeting_downloads import practice_notes_file
from mashura.consultation.models import PracticeNote, Programme
from mashura.consultation.queries import practice_notes as queries
from mashura.consultation.queries.programmes import visible_programmes
from mashura.consultation.rules.texts import retold
from mashura.consultation.views.asking import actor_of, fallback_of
from mashura.consultation.views.meetings import filter_links
from mashura.errors import InputError
from mashura.kit.downloads import file_response
from mashura.kit.expressions import Expressions
from mashura.kit.reader import current_reader
from mashura.reference.public import countries_in_order, country_name, topics


@require_safe
def practice_notes(request: HttpRequest) -> HttpResponse:
    """What delegations learned by doing, by topic; filters are links."""
    actor = actor_of(request)
    language = current_reader().language
    everything = list(queries.visible_practice_notes(actor))
    used = {
        code for one in everything for code in (one.topic, topics()[one.topic].parent if one.topic in topics() else "")
    }
    countries = countries_in_order({one.country for one in everything}, language)
    filters = [
        filter_links(
            request,
            "topic",
            _("Topic"),
            [(code, one.title.shown(language).text) for code, one in topics().items() if code in used],
        ),
        filter_links(request, "country", _("Country"), [(iso3, country_name(iso3, language)) for iso3 in countries]),
    ]
    topic, country = request.GET.get("topic", ""), request.GET.get("country", "")
    found = queries.visible_practice_notes(actor, topic=topic, country=country)
    context = {
        "notes": [(one, topics()[one.topic].title, country_name(one.country, language)) for one in found],
        "filters": filters,
        "is_filtered": bool(topic or country),
        "query": urlencode({name: value for name, value in (("topic", topic), ("country", country)) if value}),
        "may_write": bool(_places(actor)),
    }
    return render(request, "consultation/meetings/practice_notes.html", context)


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """What is public of the filtered list, as CSV or JSON."""
    topic, country = request.GET.get("topic", ""), request.GET.get("country", "")
    rows = queries.visible_practice_notes(ANONYMOUS, topic=topic, country=country)
    return file_response(practice_notes_file(kind, rows), name="practice-notes", kind=kind)


@require_safe
def practice_note(request: HttpRequest, note: uuid.UUID) -> HttpResponse:
    """One note, with what the reader may do to it."""
    actor = actor_of(request)
    found = queries.practice_note(actor, note)
    context = {
        "note": found,
        "programme": found.programme,
        "fallback": fallback_of(found.programme),
        "topic": topics()[found.topic].title,
        "country": country_name(found.country, current_reader().language),
        "may_change": can(actor, Action.CHANGE, found),
        "may_remove": not found.released_by and not found.is_released and can(actor, Action.DELETE, found),
        "changed": wording.day(found.changed_at.date()),
    }
    return render(request, "consultation/meetings/practice_note.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """A new note of the delegation in whose post one acts."""
    actor = actor_of(request)
    require(actor, Action.ADD, PracticeNote)
    places = _places(actor)
    form = _form(request, places, languages=_languages(places), note=None)
    if request.method == "POST" and form.is_valid():
        programme, country = places[form.cleaned_data["place"]]
        original = form.cleaned_data["original"]
        try:
            note = actions.write_practice_note(
                actor=actor,
                programme=programme,
                country=country,
                topic=form.cleaned_data["topic"],
                title=Expressions.of_localised(form.texts("title"), original),
                text=Expressions.of_localised(form.texts("text"), original),
            )
        except InputError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The note is kept. Your delegation sees it; release it when it is ready."))
            return redirect("consultation:practice_note", note.pk)
    context = {"form": form, "note": None, "has_places": bool(places)}
    return render(request, "consultation/meetings/practice_note_form.html", context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, note: uuid.UUID) -> HttpResponse:
    """Change a note, or add its words in another language."""
    actor = actor_of(request)
    found = queries.practice_note(actor, note)
    require(actor, Action.CHANGE, found)
    places = {f"{found.programme_id}/{found.country}": (found.programme, found.country)}
    form = _form(request, places, languages=found.programme.languages, note=found)
    if request.method == "POST" and form.is_valid():
        original = form.cleaned_data["original"]
        try:
            actions.change_practice_note(
                actor=actor,
                note=found,
                topic=form.cleaned_data["topic"],
                title=retold(found.title, original=original, texts=form.texts("title")),
                text=retold(found.text, original=original, texts=form.texts("text")),
            )
        except InputError as error:
            refuse(form, error)
        else:
            return redirect("consultation:practice_note", found.pk)
    context = {"form": form, "note": found, "has_places": True}
    return render(request, "consultation/meetings/practice_note_form.html", context, status=400 if form.errors else 200)


@require_POST
def remove(request: HttpRequest, note: uuid.UUID) -> HttpResponse:
    """Take out a note that nobody has released."""
    actor = actor_of(request)
    actions.remove_practice_note(actor=actor, note=queries.practice_note(actor, note))
    messages.success(request, _("The note was taken out."))
    return redirect("consultation:practice_notes")


def _places(actor: Actor) -> dict[str, tuple[Programme, str]]:
    """Programme and State for which the actor may write a note, by "programme/State"."""
    return {
        f"{programme.code}/{iso3}": (programme, iso3)
        for programme in visible_programmes(actor)
        for iso3 in countries_in_order(programme.countries, current_reader().language)
        if can(actor, Action.ADD, PracticeNote(programme=programme, countries=[iso3], open_to=[iso3]))
    }


def _languages(places: dict[str, tuple[Programme, str]]) -> list[str]:
    programmes = [programme for programme, _iso3 in places.values()]
    return list(dict.fromkeys(language for one in programmes for language in one.languages)) or ["en"]


def _form(
    request: HttpRequest,
    places: dict[str, tuple[Programme, str]],
    *,
    languages: list[str],
    note: PracticeNote | None,
) -> NoteTextForm:
    language = current_reader().language
    several = len({programme.code for programme, _iso3 in places.values()}) > 1

    def named(programme: Programme, iso3: str) -> str:
        name = country_name(iso3, language)
        return f"{name} · {programme.short_names.shown(language).text}" if several else name

    parts: dict[str, Any] = {
        "title": note.title if note else Expressions(),
        "text": note.text if note else Expressions(),
    }
    return NoteTextForm(
        [(key, named(programme, iso3)) for key, (programme, iso3) in places.items()],
        languages=languages,
        parts=parts,
        topic=note.topic if note else "",
        is_topic_needed=True,
        data=request.POST if request.method == "POST" else None,
    )
