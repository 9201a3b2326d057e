"""Editions on their way to the public: building, clearance, sharing, embargo, release, withdrawal."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mashura.access.public import Actor, Forbidden, NotHere, Permission, can, explain, require
from mashura.consultation.models import Programme
from mashura.consultation.public import programme as visible_programme
from mashura.consultation.public import visible_programmes
from mashura.errors import InputError
from mashura.kit.messages import say
from mashura.publication.actions.orders import order_build
from mashura.publication.actions.release import (
    clear_edition,
    release_edition,
    request_clearance,
    share_edition,
    withdraw_edition,
)
from mashura.publication.forms.release import BuildForm, EmbargoForm, ShareForm
from mashura.publication.models import Edition
from mashura.publication.queries.editions import visible_editions
from mashura.publication.queries.release import edition_desk, edition_state, known_organisations
from mashura.publication.rules.release import EditionState
from mashura.publication.views.actor import actor_of

STATES = {
    EditionState.COMPOSED: gettext_lazy("Composed"),
    EditionState.CLEARANCE_ASKED: gettext_lazy("Waiting for clearance"),
    EditionState.CLEARED: gettext_lazy("Cleared"),
    EditionState.EMBARGOED: gettext_lazy("Under embargo"),
    EditionState.RELEASED: gettext_lazy("Released"),
    EditionState.WITHDRAWN: gettext_lazy("Withdrawn"),
}
BADGES = {
    EditionState.COMPOSED: "calm",
    EditionState.CLEARANCE_ASKED: "warn",
    EditionState.CLEARED: "good",
    EditionState.EMBARGOED: "warn",
    EditionState.RELEASED: "good",
    EditionState.WITHDRAWN: "bad",
}


@never_cache
@login_required
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """The editions of the programmes in which one works, with their states."""
    actor = actor_of(request)
    _allowed_inside(actor)
    rows = [
        {"edition": edition, "state": STATES[state], "badge": BADGES[state]}
        for edition in visible_editions(actor, kind=None).filter(programme__in=sorted(actor.programmes))
        for state in [edition_state(edition)]
    ]
    own = visible_programmes(actor).filter(code__in=sorted(actor.programmes))
    programmes = [
        programme for programme in own if can(actor, Permission.PROGRAMME_EDITION_BUILD, Edition(programme=programme))
    ]
    return render(request, "publication/editions.html", {"rows": rows, "programmes": programmes})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def build(request: HttpRequest, programme: str) -> HttpResponse:
    """Have a report or a press note of a programme built."""
    actor = actor_of(request)
    subject: Programme = visible_programme(actor, programme)
    require(actor, Permission.PROGRAMME_EDITION_BUILD, Edition(programme=subject))
    form = BuildForm(request.POST or None, languages=subject.languages)
    if request.method == "POST" and form.is_valid():
        try:
            order_build(actor=actor, programme=subject.code, **form.cleaned_data)
        except InputError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("It is being composed and stands in this list in a minute or two."))
            return redirect("publication:editions")
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "publication/build.html", {"form": form, "programme": subject}, status=status)


@never_cache
@login_required
@require_safe
def edition(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    """One edition on its way: its state, the countries it waits for, and what the reader may do now."""
    return _page(request, _edition(actor_of(request), edition_id))


@require_POST
@login_required
def ask(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    """Ask the focal points to clear it."""

    def step(actor: Actor, row: Edition) -> str:
        request_clearance(actor=actor, edition=row)
        return _("The focal points were asked; it stands under what needs them.")

    return _step(request, edition_id, step)


@require_POST
@login_required
def clear(request: HttpRequest, edition_id: uuid.UUID, country: str) -> HttpResponse:
    """Clear it for a country of one's own."""

    def step(actor: Actor, row: Edition) -> str:
        clear_edition(actor=actor, edition=row, country=country)
        return _("Your country has cleared this edition.")

    return _step(request, edition_id, step)


@require_POST
@login_required
def share(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    """Let organisations read it before it is public."""
    actor = actor_of(request)
    row = _edition(actor, edition_id)
    require(actor, Permission.PROGRAMME_EDITION_RELEASE, row)
    form = ShareForm(request.POST, organisations=known_organisations(actor))
    if form.is_valid():
        try:
            chosen = [uuid.UUID(one) for one in form.cleaned_data["organisations"]]
            share_edition(actor=actor, edition=row, organisations=chosen)
        except InputError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("These organisations may read it now."))
            return redirect("publication:desk", edition_id)
    return _page(request, row, share_form=form)


@require_POST
@login_required
def embargo(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    """Set the moment from which it is public."""
    actor = actor_of(request)
    row = _edition(actor, edition_id)
    require(actor, Permission.PROGRAMME_EDITION_RELEASE, row)
    form = EmbargoForm(request.POST)
    if form.is_valid():
        try:
            release_edition(actor=actor, edition=row, public_from=form.cleaned_data["public_from"])
        except InputError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("It becomes public at that moment."))
            return redirect("publication:desk", edition_id)
    return _page(request, row, embargo_form=form)


@require_POST
@login_required
def release(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    """Make it public at once."""

    def step(actor: Actor, row: Edition) -> str:
        release_edition(actor=actor, edition=row)
        return _("The edition is public.")

    return _step(request, edition_id, step)


@require_POST
@login_required
def withdraw(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    """Take it out of public view."""

    def step(actor: Actor, row: Edition) -> str:
        withdraw_edition(actor=actor, edition=row)
        return _("The edition has been withdrawn.")

    return _step(request, edition_id, step)


def _step(request: HttpRequest, edition_id: uuid.UUID, step: Callable[[Actor, Edition], str]) -> HttpResponse:
    actor = actor_of(request)
    row = _edition(actor, edition_id)
    try:
        messages.success(request, step(actor, row))
    except InputError as error:
        messages.error(request, say(error))
    return redirect("publication:desk", edition_id)


def _page(request: HttpRequest, row: Edition, **forms: Any) -> HttpResponse:
    actor = actor_of(request)
    desk = edition_desk(actor, row)
    context: dict[str, Any] = {"desk": desk, "state": STATES[desk.state], "badge": BADGES[desk.state]}
    if desk.may_share:
        organisations = known_organisations(actor)
        context["share_form"] = ShareForm(
            organisations=organisations, initial={"organisations": [str(one) for one in row.shared_with]}
        )
    if desk.may_release:
        context["embargo_form"] = EmbargoForm(initial={"public_from": row.public_from or row.embargo_until})
    bad = next((form for form in forms.values() if form.errors), None)
    return render(
        request, "publication/desk.html", context | forms | {"form": bad}, status=400 if bad is not None else 200
    )


def _edition(actor: Actor, edition_id: uuid.UUID) -> Edition:
    found = visible_editions(actor, kind=None).filter(pk=edition_id).select_related("programme").first()
    if found is None:
        raise NotHere
    return found


def _allowed_inside(actor: Actor) -> None:
    """Who has anything to do with editions before they are public."""
    if can(actor, Permission.PROGRAMME_EDITION_BUILD, Edition) or can(actor, Permission.COUNTRY_EDITION_CLEAR, Edition):
        return
    raise Forbidden(explain(actor, Permission.PROGRAMME_EDITION_BUILD, Edition))


def _refuse(form: Any, error: InputError) -> None:
    """The reason beside the field that it is about."""
    name = str(error.params.get("field", ""))
    form.add_error(name if name in form.fields else None, say(error))
