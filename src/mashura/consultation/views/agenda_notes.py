"""The rapporteur's notes of an item, for the secretariat alone: writing at once with others, and settling."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mashura.access.public import Action, require
from mashura.consultation.actions import agenda_notes as actions
from mashura.consultation.forms.meeting_day import NoteForm, SettleForm
from mashura.consultation.forms.texts import refuse
from mashura.consultation.models import AgendaItem, AgendaNote, Meeting
from mashura.consultation.queries import meeting_day as queries
from mashura.consultation.rules import agenda_notes as rules
from mashura.consultation.views.asking import actor_of
from mashura.consultation.views.meeting_day import meeting_of
from mashura.consultation.views.meeting_desk import page_context
from mashura.errors import InputError
from mashura.kit.redline import Collision, Merged


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the two versions: agreed text, or both readings with the field that asks which stands."""

    text: str = ""
    saved: str = ""
    aside: str = ""
    field: BoundField | None = None
    number: int = 0


def _item(request: HttpRequest, programme: str, key: str, number: int) -> tuple[Meeting, AgendaItem]:
    """The item, for who keeps the notes: to everybody else in the programme Forbidden says why."""
    held = meeting_of(request, programme, key)
    require(actor_of(request), Action.ADD, AgendaNote(programme=held.programme_id))
    return held, queries.agenda_item(actor_of(request), held, number)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, programme: str, key: str, number: int) -> HttpResponse:
    """The present note to go on writing, and all its versions."""
    actor = actor_of(request)
    held, item = _item(request, programme, key, number)
    shown = queries.note(actor, item)
    present = shown.present
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        initial={"made_from": present.number if present else 0, "text": present.text if present else ""},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kept = actions.keep_note(actor=actor, item=item, text=given["text"], made_from=given["made_from"])
        except InputError as error:
            refuse(form, error, "text")
        else:
            if kept.waits:
                return redirect("consultation:settle_note", programme, key, number, kept.waits.number)
            messages.success(request, _say(kept))
            return redirect("consultation:item_notes", programme, key, number)
    context = page_context(held) | {"item": item, "shown": shown, "form": form}
    return render(request, "consultation/day/notes.html", context, status=400 if form.errors else 200)


def _say(kept: actions.Kept) -> str:
    if kept.has_met_another:
        return _("Somebody else saved meanwhile. Your words did not touch theirs: the note now holds both.")
    return _("Kept.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, programme: str, key: str, number: int, aside: int) -> HttpResponse:
    """Two versions that collide, in place, with the question which stands."""
    actor = actor_of(request)
    held, item = _item(request, programme, key, number)
    waiting = queries.waiting_note(actor, item, aside)
    places = len(waiting.merged.collisions)
    form = SettleForm(places, waiting.saved.number, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_note(
                actor=actor, item=item, aside=aside, saved=form.cleaned_data["saved"], choices=form.choices()
            )
        except InputError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The note now holds what you chose. Every version stays below."))
            return redirect("consultation:item_notes", programme, key, number)
    context = page_context(held) | {
        "item": item,
        "waiting": waiting,
        "form": form,
        "places": places,
        "stretches": _stretches(waiting.merged, form),
    }
    return render(request, "consultation/day/settle.html", context, status=400 if form.errors else 200)


def _stretches(merged: Merged[str], form: SettleForm) -> Sequence[Stretch]:
    rows: list[Stretch] = []
    number = 0
    for one in merged.stretches:
        if isinstance(one, Collision):
            rows.append(
                Stretch(
                    saved=rules.reading(one, rules.SAVED),
                    aside=rules.reading(one, rules.ASIDE),
                    field=form[f"place_{number}"],
                    number=number + 1,
                )
            )
            number += 1
        else:
            rows.append(Stretch(text=one.text))
    return rows
