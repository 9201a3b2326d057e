"""Releasing, publishing and withdrawing any material about countries: one address for every kind of it."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mashura.access.actors import Actor
from mashura.access.decisions import NotHere, visible
from mashura.access.release_steps import take_publication, take_release, take_withdrawal
from mashura.access.releasing import CountryMaterial, material_models
from mashura.errors import InputError, gettext_noop
from mashura.kit.messages import say


@require_POST
def release(request: HttpRequest, label: str, row: uuid.UUID) -> HttpResponse:
    """The focal point of `country` releases it."""
    actor, found = _found(request, label, row)
    try:
        take_release(actor=actor, row=found, country=request.POST.get("country", ""))
        messages.success(
            request,
            _("Released, and public now.")
            if found.is_released
            else _("Released. It becomes public when the secretariat publishes it."),
        )
    except InputError as error:
        messages.error(request, say(error))
    return _back(request)


@require_POST
def publish(request: HttpRequest, label: str, row: uuid.UUID) -> HttpResponse:
    """The secretariat publishes it, at once or from the day `public_from` on (midnight UTC)."""
    actor, found = _found(request, label, row)
    try:
        take_publication(actor=actor, row=found, public_from=_moment(request.POST))
    except InputError as error:
        messages.error(request, say(error))
        return _back(request)
    if found.is_released:
        messages.success(request, _("It is public now."))
    elif found.waits_for:
        messages.success(request, _("It becomes public as soon as every country that it is about has released it."))
    else:
        messages.success(request, _("It becomes public at the end of the embargo."))
    return _back(request)


@require_POST
def withdraw(request: HttpRequest, label: str, row: uuid.UUID) -> HttpResponse:
    """The secretariat takes it out of public view."""
    actor, found = _found(request, label, row)
    take_withdrawal(actor=actor, row=found)
    messages.success(request, _("It is not public any more."))
    return _back(request)


def _found(request: HttpRequest, label: str, row: uuid.UUID) -> tuple[Actor, CountryMaterial]:
    """The actor and the row that they see. NotHere for what is no material, and for what is not theirs."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    model = {one._meta.label_lower: one for one in material_models()}.get(label)  # noqa: SLF001 - documented API
    found = visible(actor, model).filter(pk=row).first() if model is not None else None
    if found is None:
        raise NotHere
    return actor, found


def _moment(given: Mapping[str, str]) -> datetime | None:
    text = given.get("public_from", "").strip()
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time.min, tzinfo=UTC)
    except ValueError as error:
        raise InputError(gettext_noop("%(given)s is not a day such as 2031-05-01."), given=text[:20]) from error


def _back(request: HttpRequest) -> HttpResponse:
    """To the page whose button it was, as far as that is a page of this site."""
    to = request.POST.get("next", "")
    is_safe = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return HttpResponseRedirect(to if is_safe else reverse("desk"))
