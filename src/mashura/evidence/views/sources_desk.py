"""Registering sources: published ones, and a researcher's own field sources, which nobody else sees."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mashura.access.public import Action, require
from mashura.errors import InputError
from mashura.evidence.actions.sources import register_field_source, register_source
from mashura.evidence.finding_words import RESPONDENTS, SOURCE_KINDS
from mashura.evidence.forms.sources import FieldSourceForm, SourceForm
from mashura.evidence.labels import place_name
from mashura.evidence.models import FieldSource, Source
from mashura.evidence.queries.findings import own_field_sources
from mashura.evidence.views.actor import actor_of
from mashura.evidence.views.findings_desk import programmes_of
from mashura.kit.messages import say
from mashura.kit.reader import current_reader


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Register a published source."""
    actor = actor_of(request)
    require(actor, Action.ADD, Source)
    form = SourceForm(request.POST or None, actor=actor, programmes=programmes_of(actor))
    if request.method == "POST" and form.is_valid():
        given = {
            name: form.cleaned_data[name]
            for name in ("programme", "key", "kind", "year", "language", "url", "licence", "countries")
        }
        try:
            made = register_source(
                actor=actor, title=form.localised("title"), publisher=form.localised("publisher"), **given
            )
        except InputError as error:
            form.add_error("key", say(error))
        else:
            messages.success(request, _("Registered. It can be cited now."))
            return redirect("evidence:source", made.programme, made.key)
    return render(request, "evidence/desk_source.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def field_sources(request: HttpRequest) -> HttpResponse:
    """The researcher's own field sources, and a form for the next one."""
    actor = actor_of(request)
    require(actor, Action.ADD, FieldSource)
    form = FieldSourceForm(request.POST or None, actor=actor, programmes=programmes_of(actor))
    if request.method == "POST" and form.is_valid():
        try:
            register_field_source(actor=actor, **form.cleaned_data)
        except InputError as error:
            form.add_error("kind", say(error))
        else:
            messages.success(request, _("Registered. You alone see it."))
            return redirect("evidence:desk_field_sources")
    language = current_reader().language
    context = {
        "form": form,
        "sources": [
            {
                "source": one,
                "kind": SOURCE_KINDS[one.kind],
                "respondent": RESPONDENTS[one.respondent],
                "country": place_name(one.country, language),
            }
            for one in own_field_sources(actor)
        ],
    }
    return render(request, "evidence/desk_field_sources.html", context, status=400 if form.errors else 200)
