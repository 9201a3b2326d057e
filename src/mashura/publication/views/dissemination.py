"""Where copies of an edition went, and sending its link by e-mail."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mashura.access.public import Actor, NotHere, Permission, require
from mashura.errors import InputError
from mashura.kit import clock
from mashura.kit.messages import say
from mashura.publication.actions.dispatch import dispatch_edition
from mashura.publication.actions.dissemination import record_dissemination, remove_dissemination
from mashura.publication.forms.dissemination import DispatchForm, DisseminationForm
from mashura.publication.models import Edition
from mashura.publication.queries.dissemination import posts_to_write_to, visible_disseminations
from mashura.publication.queries.editions import visible_editions
from mashura.publication.queries.release import known_organisations
from mashura.publication.views.actor import actor_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def disseminations(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    """The record of an edition's copies: what is in it, and a form for a further entry."""
    actor = actor_of(request)
    edition = _edition(actor, edition_id)
    form = _form(actor, edition, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        organisation = form.organisations.get(given.pop("organisation"))
        try:
            record_dissemination(actor=actor, edition=edition, organisation=organisation, **given)
        except InputError as error:
            name = str(error.params.get("field", ""))
            form.add_error(name if name in form.fields else None, say(error))
        else:
            messages.success(request, _("The entry stands in the record."))
            return redirect("publication:disseminations", edition_id)
    return _page(request, edition, form)


@require_POST
@login_required
def dispatch(request: HttpRequest, edition_id: uuid.UUID) -> HttpResponse:
    """Send the link to holders of posts."""
    actor = actor_of(request)
    edition = _edition(actor, edition_id)
    form = DispatchForm(request.POST, posts=posts_to_write_to(actor, edition))
    if form.is_valid():
        try:
            rows = dispatch_edition(
                actor=actor, edition=edition, posts=[uuid.UUID(one) for one in form.cleaned_data["posts"]]
            )
        except InputError as error:
            form.add_error("posts", say(error))
        else:
            count = sum(row.copies for row in rows)
            told = ngettext("%(count)s message goes out.", "%(count)s messages go out.", count) % {"count": count}
            messages.success(request, told)
            return redirect("publication:disseminations", edition_id)
    return _page(request, edition, _form(actor, edition, None), dispatch_form=form)


@require_POST
@login_required
def remove(request: HttpRequest, edition_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """Take an entry back that was recorded by mistake."""
    actor = actor_of(request)
    edition = _edition(actor, edition_id)
    row = visible_disseminations(actor, edition=edition).filter(pk=row_id).first()
    if row is None:
        raise NotHere
    remove_dissemination(actor=actor, row=row)
    messages.success(request, _("The entry has been taken back."))
    return redirect("publication:disseminations", edition_id)


def _edition(actor: Actor, edition_id: uuid.UUID) -> Edition:
    found = visible_editions(actor, kind=None).filter(pk=edition_id).select_related("programme").first()
    if found is None:
        raise NotHere
    require(actor, Permission.PROGRAMME_EDITION_DISSEMINATE, found)
    return found


def _form(actor: Actor, edition: Edition, data: Any) -> DisseminationForm:
    return DisseminationForm(
        data,
        organisations=known_organisations(actor),
        countries=edition.programme.countries,
        initial={"sent_on": clock.today()},
    )


def _page(
    request: HttpRequest, edition: Edition, form: DisseminationForm, dispatch_form: DispatchForm | None = None
) -> HttpResponse:
    actor = actor_of(request)
    bad = form if form.errors else dispatch_form if dispatch_form is not None and dispatch_form.errors else None
    context = {
        "edition": edition,
        "rows": visible_disseminations(actor, edition=edition),
        "entry_form": form,
        "dispatch_form": dispatch_form or DispatchForm(posts=posts_to_write_to(actor, edition)),
        "form": bad,
    }
    return render(request, "publication/disseminations.html", context, status=400 if bad is not None else 200)
