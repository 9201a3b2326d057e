"""Writing a meeting's conclusions, and reading one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mashura.access.public import Action, can, require
from mashura.consultation.actions import conclusions as actions
from mashura.consultation.forms.meetings import TextForm
from mashura.consultation.forms.texts import refuse
from mashura.consultation.models import Meeting, MeetingConclusion
from mashura.consultation.queries import meetings as queries
from mashura.consultation.rules.meetings import conclusion_countries
from mashura.consultation.rules.texts import retold
from mashura.consultation.views.asking import actor_of
from mashura.consultation.views.meeting_desk import page_context
from mashura.errors import InputError
from mashura.kit.expressions import Expressions
from mashura.kit.messages import say
from mashura.reference.public import topics


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """A new conclusion under the next number."""
    actor = actor_of(request)
    held = queries.meeting(actor, programme, key)
    about, open_to = conclusion_countries(
        kind=held.kind, country=held.country, programme_countries=held.programme.countries
    )
    require(
        actor,
        Action.ADD,
        MeetingConclusion(programme=held.programme, meeting=held, countries=about, open_to=open_to),
    )
    form = _form(request, held, None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_conclusion(
                actor=actor,
                meeting=held,
                text=Expressions.of_localised(form.texts("text"), form.cleaned_data["original"]),
                topic=form.cleaned_data["topic"],
            )
        except InputError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Kept."))
            return redirect("consultation:conclusion", programme, key, made.number)
    return _form_page(request, held, form, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, programme: str, key: str, number: int) -> HttpResponse:
    """Change a conclusion, or add its words in another language."""
    actor = actor_of(request)
    held = queries.meeting(actor, programme, key)
    found = queries.conclusion(actor, held, number)
    require(actor, Action.CHANGE, found)
    form = _form(request, held, found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_conclusion(
                actor=actor,
                conclusion=found,
                text=retold(found.text, original=form.cleaned_data["original"], texts=form.texts("text")),
                topic=form.cleaned_data["topic"],
            )
        except InputError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Kept."))
            return redirect("consultation:conclusion", programme, key, number)
    return _form_page(request, held, form, found)


@require_safe
def conclusion(request: HttpRequest, programme: str, key: str, number: int) -> HttpResponse:
    """One conclusion by its number: an address to cite, and what the reader may do to it."""
    actor = actor_of(request)
    held = queries.meeting(actor, programme, key)
    found = queries.conclusion(actor, held, number)
    context = page_context(held) | {
        "conclusion": found,
        "topic": topics()[found.topic].title if found.topic in topics() else None,
        "may_change": can(actor, Action.CHANGE, found),
        "may_remove": can(actor, Action.DELETE, found) and not found.is_released and not found.released_by,
    }
    return render(request, "consultation/meetings/conclusion.html", context)


@require_POST
def remove(request: HttpRequest, programme: str, key: str, number: int) -> HttpResponse:
    """Take out a conclusion that nobody has released."""
    actor = actor_of(request)
    held = queries.meeting(actor, programme, key)
    try:
        actions.remove_conclusion(actor=actor, conclusion=queries.conclusion(actor, held, number))
    except InputError as error:
        messages.error(request, say(error))
        return redirect("consultation:conclusion", programme, key, number)
    messages.success(request, _("Taken out."))
    return redirect("consultation:meeting_set_up", programme, key)


def _form(request: HttpRequest, held: Meeting, found: MeetingConclusion | None) -> TextForm:
    return TextForm(
        held.programme.languages,
        parts={"text": found.text if found else Expressions()},
        topic=found.topic if found else "",
        is_topic_needed=False,
        data=request.POST if request.method == "POST" else None,
    )


def _form_page(request: HttpRequest, held: Meeting, form: TextForm, found: MeetingConclusion | None) -> HttpResponse:
    context = page_context(held) | {"form": form, "conclusion": found}
    return render(request, "consultation/meetings/conclusion_form.html", context, status=400 if form.errors else 200)
