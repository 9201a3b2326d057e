"""What parties say of a recommendation in a country: read side by side, and a new judgement."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mashura.commitments.actions import assessments as actions
from mashura.commitments.actions.guard import ONLY_ASSESSOR, refuse, today_in
from mashura.commitments.forms.statements import AssessForm
from mashura.commitments.queries import assessments as queries
from mashura.commitments.queries.choices import verbs
from mashura.commitments.queries.responses import text_of
from mashura.commitments.queries.statements import own_class
from mashura.commitments.views.acts import offers
from mashura.commitments.views.doing import judgement
from mashura.commitments.views.reading import actor_of, assessments_address, language
from mashura.errors import InputError
from mashura.kit.messages import say


@require_safe
def assessments(request: HttpRequest, programme: str, ref: str, country: str) -> HttpResponse:
    """How far a recommendation was put into practice in a country, by party; nothing is added up or averaged."""
    actor = actor_of(request)
    row = queries.assessed_recommendation(actor, programme, ref, country)
    found = queries.by_country(actor, row, language())[country]
    context = {
        "recommendation": row,
        "programme": row.programme,
        "country": country,
        "text": text_of(actor, row),
        "found": found,
        "assessments": [{"row": one, "offers": offers(one, verbs(actor, one))} for one in found.current],
        "may_assess": actions.may_assess(actor, row, country),
    }
    return render(request, "commitments/assessments.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: HttpRequest, programme: str, ref: str, country: str) -> HttpResponse:
    """Judge for one's institution; who is addressed there, or speaks for nobody, reads why not."""
    actor = actor_of(request)
    row = queries.assessed_recommendation(actor, programme, ref, country)
    if not actions.may_assess(actor, row, country):
        refuse(ONLY_ASSESSOR)
    form = AssessForm(
        request.POST if request.method == "POST" else None,
        languages=row.programme.languages,
        initial={"as_of": today_in(country)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.assess(actor=actor, subject=(row, country), assessor_class=own_class(actor), **judgement(form))
        except InputError as error:
            form.add_error(None, say(error))
        else:
            messages.success(request, _("Your draft is kept. Put it forward when it is ready."))
            return redirect(assessments_address(row, country))
    context = {
        "form": form,
        "recommendation": row,
        "programme": row.programme,
        "country": country,
        "text": text_of(actor, row),
        "back": assessments_address(row, country),
    }
    return render(request, "commitments/assess.html", context, status=400 if form.errors else 200)
