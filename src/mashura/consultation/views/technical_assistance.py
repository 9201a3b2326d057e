"""Technical assistance: what each country asked for, and what came of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mashura.access.public import Action, can, require
from mashura.consultation import register_wording as words
from mashura.consultation.actions import technical_assistance as actions
from mashura.consultation.forms.register import AnswerForm, RequestForm
from mashura.consultation.models import RegisterEntry, TechnicalAssistance
from mashura.consultation.queries import register as queries
from mashura.consultation.queries.programmes import programme as programme_by_code
from mashura.consultation.rules.register import NEXT_STATES
from mashura.consultation.views.asking import actor_of
from mashura.consultation.views.register import NO_PROGRAMME, chosen_programme, programme_links
from mashura.errors import InputError
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised
from mashura.kit.messages import say
from mashura.kit.reader import current_reader
from mashura.reference.public import country_name

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """The requests of a programme's countries that the reader may see, the newest first."""
    actor = actor_of(request)
    programme = chosen_programme(request)
    if programme is None:
        return render(request, "consultation/assistance.html", NO_PROGRAMME)
    context = {
        "programme": programme,
        "fallback": " ".join(programme.languages),
        "short_name": programme.short_names or programme.names,
        "requests": [_shown(row) for row in queries.visible_assistance(actor, programme.code)],
        "others": programme_links(actor, programme, "consultation:assistance"),
        "may_write": bool(queries.writable_countries(actor, programme)),
    }
    return render(request, "consultation/assistance.html", context)


@require_safe
def request_page(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """One request and what came of it."""
    actor = actor_of(request)
    found = queries.assistance(actor, programme, key)
    context = {
        "programme": found.programme,
        "fallback": " ".join(found.programme.languages),
        "shown": _shown(found),
        "request_": found,
        "may_answer": bool(NEXT_STATES[found.state]) and can(actor, Action.ADD, found),
        "released_by": country_name(found.country, current_reader().language),
    }
    return render(request, "consultation/assistance_request.html", context)


@never_cache
@login_required
@_FORM
def ask(request: HttpRequest, programme: str) -> HttpResponse:
    """Record a request of one's own country."""
    actor = actor_of(request)
    found = programme_by_code(actor, programme)
    countries = queries.writable_countries(actor, found)
    if not countries:
        # Says why, in the words of the decision.
        require(actor, Action.ADD, RegisterEntry(programme=found, countries=found.countries[:1]))
    form = RequestForm(request.POST or None, programme=found, countries=countries)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = actions.request_assistance(
                actor=actor,
                programme=found,
                country=said["country"],
                requested_on=said["requested_on"],
                subject=Expressions.of(said["language"], said["subject"]),
                about=said["themes"],
            )
        except InputError as error:
            form.add_error(None, say(error))
        else:
            messages.success(request, _("The request is recorded."))
            return _to(row)
    context = {"programme": found, "form": form, "title": _("Ask for technical assistance"), "submit": _("Record it")}
    return render(request, "consultation/assistance_write.html", context, status=_status(form))


@never_cache
@login_required
@_FORM
def answer(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """Say what came of a request."""
    actor = actor_of(request)
    row = queries.assistance(actor, programme, key)
    require(actor, Action.ADD, row)
    following = [state for state in words.STATES if state in NEXT_STATES[row.state]]
    form = AnswerForm(request.POST or None, programme=row.programme, following=following)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.answer_request(
                actor=actor,
                request=row,
                state=said["state"],
                provider=Localised({said["language"]: said["provider"]}),
                outcome=Expressions.of_localised(Localised({said["language"]: said["outcome"]}), said["language"]),
            )
        except InputError as error:
            form.add_error("state", say(error))
        else:
            messages.success(request, _("The answer is recorded. The country that asked releases it again."))
            return _to(row)
    context = {
        "programme": row.programme,
        "form": form,
        "request_": row,
        "title": _("Say what came of the request"),
        "submit": _("Record it"),
    }
    return render(request, "consultation/assistance_write.html", context, status=_status(form))


def _shown(row: TechnicalAssistance) -> dict[str, Any]:
    return {
        "row": row,
        "country": country_name(row.country, current_reader().language),
        "state": words.STATES[row.state],
        "themes": words.theme_titles(row.themes),
    }


def _to(row: TechnicalAssistance) -> HttpResponse:
    return redirect("consultation:assistance_request", row.programme_id, row.key)


def _status(form: Any) -> int:
    return 400 if form.is_bound and form.errors else 200
