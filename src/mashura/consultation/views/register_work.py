"""Working on the register: write an entry, name its sources."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mashura.access.public import Action, require
from mashura.consultation.actions import register as actions
from mashura.consultation.forms.register import EntryForm, SourceForm
from mashura.consultation.models import RegisterEntry
from mashura.consultation.queries import register as queries
from mashura.consultation.queries.programmes import programme as programme_by_code
from mashura.consultation.views.asking import actor_of
from mashura.errors import InputError
from mashura.kit.messages import say

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_required
@_FORM
def write(request: HttpRequest, programme: str) -> HttpResponse:
    """A new entry about one's own country, or for the secretariat about any of the programme's."""
    actor = actor_of(request)
    found = programme_by_code(actor, programme)
    countries = queries.writable_countries(actor, found)
    if not countries:
        # Says why, in the words of the decision.
        require(actor, Action.ADD, RegisterEntry(programme=found, countries=found.countries[:1]))
    form = EntryForm(request.POST or None, programme=found, countries=countries)
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.write_entry(
                actor=actor,
                programme=found,
                country=form.cleaned_data["country"],
                particulars=form.particulars(),
            )
        except InputError as error:
            form.add_error(None, say(error))
        else:
            messages.success(request, _("The entry is written. Name its sources next."))
            return _to(entry)
    context = {"programme": found, "form": form, "entry": None}
    return render(request, "consultation/register_write.html", context, status=_status(form))


@never_cache
@login_required
@_FORM
def change(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """Say an entry anew; its country releases it again."""
    entry = _entry_to_write(request, programme, key)
    form = EntryForm(request.POST or None, programme=entry.programme, entry=entry)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_entry(actor=actor_of(request), entry=entry, particulars=form.particulars())
        except InputError as error:
            form.add_error(None, say(error))
        else:
            messages.success(request, _("The entry is changed. Its country releases it again."))
            return _to(entry)
    context = {"programme": entry.programme, "form": form, "entry": entry}
    return render(request, "consultation/register_write.html", context, status=_status(form))


@never_cache
@login_required
@_FORM
def add_source(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """Name a page on which the entry rests."""
    entry = _entry_to_write(request, programme, key)
    form = SourceForm(request.POST or None, programme=entry.programme)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_source(actor=actor_of(request), entry=entry, source=form.particulars())
        except InputError as error:
            form.add_error("url", say(error))
        else:
            messages.success(request, _("The source is named. The country of the entry releases it again."))
            return _to(entry)
    context = {"programme": entry.programme, "form": form, "entry": entry}
    return render(request, "consultation/register_source.html", context, status=_status(form))


@login_required
@require_POST
def remove_source(request: HttpRequest, programme: str, key: str, source: UUID) -> HttpResponse:
    """Take a source away."""
    entry = _entry_to_write(request, programme, key)
    found = queries.source(actor_of(request), entry, source)
    try:
        actions.remove_source(actor=actor_of(request), source=found)
    except InputError as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("The source is taken away. The country of the entry releases it again."))
    return _to(entry)


def _entry_to_write(request: HttpRequest, programme: str, key: str) -> RegisterEntry:
    actor = actor_of(request)
    entry = queries.entry(actor, programme, key)
    require(actor, Action.ADD, entry)
    return entry


def _to(entry: RegisterEntry) -> HttpResponse:
    return redirect("consultation:register_entry", entry.programme_id, entry.key)


def _status(form: Any) -> int:
    return 400 if form.is_bound and form.errors else 200
