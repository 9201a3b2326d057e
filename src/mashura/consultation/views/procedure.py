"""The rules of procedure of a programme: what they say, setting them, and pinning them for a meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mashura.access.public import Action, NotHere, can, require
from mashura.consultation.actions.procedure import pin_rules, set_rules
from mashura.consultation.forms.procedure import RulesForm
from mashura.consultation.forms.texts import refuse
from mashura.consultation.models import RulesVersion
from mashura.consultation.procedure_wording import sentences
from mashura.consultation.queries import procedure as queries
from mashura.consultation.queries.programmes import programme as programme_by_code
from mashura.consultation.queries.programmes import visible_meetings
from mashura.consultation.rules.procedure import RulesOfProcedure, rules_from
from mashura.consultation.views.asking import actor_of, fallback_of
from mashura.errors import InputError


@require_safe
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """What the rules of a programme say now or in the version asked for, and which version each meeting goes by.

    Where none were set there is nothing to show to anybody but who may set them.
    """
    actor = actor_of(request)
    found = programme_by_code(actor, code)
    versions = queries.rules_versions(actor, found)
    may_set = can(actor, Action.CHANGE, found) and can(actor, Action.ADD, RulesVersion)
    if not versions and not may_set:
        raise NotHere
    shown = next(iter(versions), None)
    if wanted := request.GET.get("version", ""):
        shown = next((one for one in versions if str(one.number) == wanted), None)
        if shown is None:
            raise NotHere
    said = rules_from(shown.content) if shown else RulesOfProcedure()
    numbers = {one.pk: one.number for one in versions}
    context = {
        "programme": found,
        "fallback": fallback_of(found),
        "sentences": sentences(said, found),
        "shown": shown,
        "versions": versions,
        "meetings": [(one, numbers[one.rules_id] if one.rules_id else None) for one in visible_meetings(actor, code)],
        "may_set": may_set,
    }
    return render(request, "consultation/procedure/rules.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest, code: str) -> HttpResponse:
    """The form of all rules; keeping it makes a new version."""
    actor = actor_of(request)
    found = programme_by_code(actor, code)
    require(actor, Action.CHANGE, found)
    present = queries.rules_of_programme(actor, found)
    form = RulesForm(found, present, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            version = set_rules(actor=actor, programme=code, given=form.mapping())
        except InputError as error:
            refuse(form, error, form.field_of(error))
        else:
            messages.success(request, _("Kept."))
            return redirect(f"{request.path.removesuffix('set-up/')}?version={version.number}")
    context = {"form": form, "programme": found, "fallback": fallback_of(found)}
    return render(request, "consultation/procedure/set_up.html", context, status=400 if form.errors else 200)


@require_POST
def pin(request: HttpRequest, code: str, meeting: str) -> HttpResponse:
    """Have a meeting go by the version that is shown, or by the newest again."""
    actor = actor_of(request)
    found = programme_by_code(actor, code)
    held = visible_meetings(actor, code).filter(pk=f"{code}/{meeting}").first()
    wanted = request.POST.get("version", "")
    version = next((one for one in queries.rules_versions(actor, found) if str(one.number) == wanted), None)
    if held is None or (wanted and version is None):
        raise NotHere
    pin_rules(actor=actor, meeting=held, version=version)
    messages.success(request, _("Kept."))
    return redirect("consultation:rules", code)
