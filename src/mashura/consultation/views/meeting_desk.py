"""Setting up a meeting: delegations and their people, agenda, attendance, conclusions."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mashura.access.models import Organisation
from mashura.access.public import Action, can, require, visible
from mashura.consultation.actions import meetings as actions
from mashura.consultation.actions.delegations import remove_delegation, save_delegation
from mashura.consultation.forms.delegations import DelegationForm
from mashura.consultation.forms.meetings import AgendaItemForm, AttendanceForm, SeatForm
from mashura.consultation.forms.texts import refuse, texts_of
from mashura.consultation.models import Meeting, Participant
from mashura.consultation.queries import meetings as queries
from mashura.consultation.rules.meetings import Problem
from mashura.consultation.views.asking import actor_of, countries_named, fallback_of, name_of
from mashura.errors import InputError
from mashura.kit.localised import Localised
from mashura.kit.messages import say
from mashura.kit.reader import current_reader

PROBLEMS = {
    Problem.NO_INSTITUTION: gettext_lazy("No institution is named."),
    Problem.NO_HEAD: gettext_lazy("Nobody heads it yet."),
    Problem.SEVERAL_HEADS: gettext_lazy("More than one person heads it."),
    Problem.ORGANISER_AMONG_DELEGATES: gettext_lazy("An organiser sits among its members."),
    Problem.DELEGATE_AMONG_ORGANISERS: gettext_lazy("Somebody sits among the organisers in another capacity."),
}


def page_context(held: Meeting) -> dict[str, Any]:
    """What every page of a meeting's set-up shows."""
    return {"meeting": held, "programme": held.programme, "fallback": fallback_of(held.programme)}


def meeting_to_set_up(request: HttpRequest, programme: str, key: str) -> Meeting:
    """The meeting, for who may change it."""
    held = queries.meeting(actor_of(request), programme, key)
    require(actor_of(request), Action.CHANGE, held)
    return held


@never_cache
@require_safe
def set_up(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """Everything of a meeting, each with its next step."""
    actor = actor_of(request)
    held = meeting_to_set_up(request, programme, key)
    found = queries.delegations(actor, held, current_reader().language)
    context = page_context(held) | {
        "delegations": [
            (one, name_of(one.delegation), [PROBLEMS[problem] for problem in one.problems]) for one in found
        ],
        "agenda": queries.agenda(actor, held),
        "documents": queries.documents(actor, held),
        "conclusions": [(one, countries_named(one.waits_for)) for one in queries.conclusions(actor, held)],
        "attendance": queries.attendance(found),
    }
    return render(request, "consultation/meetings/set_up.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_form(request: HttpRequest, programme: str, key: str, delegation: str = "") -> HttpResponse:
    """A new delegation, or one to change or to take out; "more" keeps it and comes back for one more institution."""
    actor = actor_of(request)
    held = meeting_to_set_up(request, programme, key)
    shown = queries.delegation(actor, held, delegation, current_reader().language) if delegation else None
    if request.method == "POST" and shown is not None and "remove" in request.POST:
        return _taken_out(request, held, lambda: remove_delegation(actor=actor, delegation=shown.delegation))
    organisations = visible(actor, Organisation)
    form = DelegationForm(held, organisations, shown, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (own := _keep_delegation(request, held, form, shown)):
        messages.success(request, _("Kept."))
        if "more" in request.POST:
            return redirect(f"{reverse('consultation:change_delegation', args=[programme, key, own])}#institutions")
        return redirect("consultation:meeting_set_up", programme, key)
    context = page_context(held) | {"form": form, "shown": shown}
    return render(request, "consultation/meetings/delegation_form.html", context, status=400 if form.errors else 200)


def _taken_out(request: HttpRequest, held: Meeting, remove: Callable[[], None]) -> HttpResponse:
    """Back to the set-up, with what was taken out or why it was not."""
    try:
        remove()
    except InputError as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("Taken out."))
    return redirect("consultation:meeting_set_up", held.programme_id, held.key)


def _keep_delegation(
    request: HttpRequest, held: Meeting, form: DelegationForm, shown: queries.DelegationShown | None
) -> str:
    """The key of the delegation that was kept, or "" with the form saying why not."""
    actor, given = actor_of(request), form.cleaned_data
    own: str = shown.delegation.key if shown else given["key"]
    if shown is None and queries.has_delegation(actor, held, own):
        form.add_error("key", _("Another delegation of this meeting has this word already."))
        return ""
    try:
        save_delegation(
            actor=actor,
            meeting=held,
            key=own,
            kind=given["kind"],
            country=given["country"],
            names=texts_of(form, "names", form.languages),
            institutions=form.entries(),
            organisation=form.body(),
            is_organiser=given["is_organiser"],
            people=shown.delegation.people if shown else None,
        )
    except InputError as error:
        refuse(form, error)
        return ""
    return own


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, programme: str, key: str, delegation: str) -> HttpResponse:
    """A delegation's people with their names, for the delegation itself and the secretariat; naming a new one."""
    actor = actor_of(request)
    held = queries.meeting(actor, programme, key)
    shown = queries.delegation(actor, held, delegation, current_reader().language)
    seat = Participant()
    seat.take_scope_of(shown.delegation)
    may_name = can(actor, Action.ADD, seat)
    if not shown.knows_names:
        require(actor, Action.ADD, seat)
    form = SeatForm(shown, data=request.POST if request.method == "POST" else None) if may_name else None
    if request.method == "POST":
        require(actor, Action.ADD, seat)
        if form is not None and form.is_valid() and _seat(request, shown, form, None):
            return redirect("consultation:members", programme, key, delegation)
    context = page_context(held) | {
        "shown": shown,
        "name": name_of(shown.delegation),
        "problems": [PROBLEMS[problem] for problem in shown.problems],
        "form": form,
    }
    status = 400 if form is not None and form.errors else 200
    return render(request, "consultation/meetings/members.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, programme: str, key: str, delegation: str, participant: uuid.UUID) -> HttpResponse:
    """Change a seat, or take it out."""
    actor = actor_of(request)
    held = queries.meeting(actor, programme, key)
    shown = queries.delegation(actor, held, delegation, current_reader().language)
    found = queries.participant(actor, shown.delegation, participant)
    require(actor, Action.CHANGE, found)
    seat = next(one for one in shown.seats if one.participant.pk == found.pk)
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_participant(actor=actor, participant=found)
        messages.success(request, _("Taken out."))
        return redirect("consultation:members", programme, key, delegation)
    form = SeatForm(shown, seat, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _seat(request, shown, form, seat):
        return redirect("consultation:members", programme, key, delegation)
    context = page_context(held) | {"shown": shown, "name": name_of(shown.delegation), "form": form}
    return render(request, "consultation/meetings/member.html", context, status=400 if form.errors else 200)


def _seat(request: HttpRequest, shown: queries.DelegationShown, form: SeatForm, seat: queries.Seat | None) -> bool:
    given = form.cleaned_data
    before: Localised | None = seat.person.post if seat and seat.person else None
    try:
        actions.seat_participant(
            actor=actor_of(request),
            delegation=shown.delegation,
            institution=next(one for one in shown.institutions if str(one.pk) == given["institution"]),
            capacity=given["capacity"],
            rank=given["rank"],
            name=given["name"],
            post=form.post_in(before),
            participant=seat.participant if seat else None,
        )
    except InputError as error:
        refuse(form, error, "capacity")
        return False
    messages.success(request, _("Kept."))
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agenda_item(request: HttpRequest, programme: str, key: str, number: int = 0) -> HttpResponse:
    """A new item of the agenda, or one to change, to move or to take out."""
    actor = actor_of(request)
    held = meeting_to_set_up(request, programme, key)
    item = queries.agenda(actor, held).filter(number=number).first() if number else None
    if number and item is None:
        raise Http404
    if request.method == "POST" and item is not None and "remove" in request.POST:
        return _taken_out(request, held, lambda: actions.remove_agenda_item(actor=actor, item=item))
    form = AgendaItemForm(held, item, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.save_agenda_item(
                actor=actor,
                meeting=held,
                title=texts_of(form, "title", form.languages),
                place=given["place"],
                day=given["day"],
                starts=given["starts"],
                topic=given["topic"],
                item=item,
            )
        except InputError as error:
            refuse(form, error, "day")
        else:
            messages.success(request, _("Kept."))
            return redirect("consultation:meeting_set_up", programme, key)
    context = page_context(held) | {"form": form, "title": _("Item of the agenda"), "may_remove": item is not None}
    return render(request, "consultation/meetings/part_form.html", context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """The register of attendance."""
    actor = actor_of(request)
    held = meeting_to_set_up(request, programme, key)
    language = current_reader().language
    found = queries.delegations(actor, held, language)
    names = {one.delegation.pk: _plain(name_of(one.delegation), language) for one in found}
    form = AttendanceForm(found, names, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        present, people, attended = form.register()
        actions.record_attendance(actor=actor, meeting=held, present=present, people=people, attended=attended)
        messages.success(request, _("Kept."))
        return redirect("consultation:meeting_set_up", programme, key)
    context = page_context(held) | {"form": form}
    return render(request, "consultation/meetings/attendance.html", context, status=400 if form.errors else 200)


def _plain(name: str | Localised, language: str) -> str:
    return name if isinstance(name, str) else name.shown(language).text
