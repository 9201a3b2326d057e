"""Where findings are written, translated, given evidence and opened to countries: for those who work on them."""

import uuid
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mashura.access.public import Action, Actor, NotHere, Permission, can, require, visible
from mashura.errors import InputError
from mashura.evidence.actions import findings as actions
from mashura.evidence.finding_words import STANDINGS
from mashura.evidence.findings_shown import show_finding, show_findings
from mashura.evidence.forms.findings import AboutForm, CiteForm, ConfidenceForm, DraftForm, OpenForm, StatementForm
from mashura.evidence.inline import ReadText, fill_text
from mashura.evidence.models import FieldSource, Finding, FindingEvidence
from mashura.evidence.queries import findings as queries
from mashura.evidence.views.actor import actor_of
from mashura.kit.expressions import Expressions, Standing
from mashura.kit.languages import language_name
from mashura.kit.messages import say
from mashura.kit.reader import Reader, current_reader

_STANDING_KINDS: Final = {
    Standing.ORIGINAL: "calm",
    Standing.REVIEWED: "good",
    Standing.TO_REVIEW: "warn",
    Standing.STALE: "bad",
    Standing.MISSING: "bad",
}


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The findings that the actor works on or releases, each with the standing of its languages."""
    actor = actor_of(request)
    if not can(actor, Permission.COUNTRY_TEXT_RELEASE, Finding):
        require(actor, Action.CHANGE, Finding)
    found = queries.findings_of_post(actor)
    waiting = {one.pk for one in queries.waiting_for_release(actor)}
    shown = show_findings(actor, found)
    context = {
        "waiting": [one for one in shown if one.finding.pk in waiting],
        "drafts": [
            {
                "shown": one,
                "expressions": expressions_of(one.finding),
                "may_work": can(actor, Action.CHANGE, one.finding),
            }
            for one in shown
        ],
        "may_write": can(actor, Action.ADD, Finding),
        "may_interview": actor.is_signed_in and can(actor, Action.ADD, FieldSource),
    }
    return render(request, "evidence/desk_findings.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Write a new finding; with `preview` the statement is filled and nothing is saved."""
    actor = actor_of(request)
    require(actor, Action.ADD, Finding)
    form = DraftForm(request.POST or None, actor=actor, programmes=programmes_of(actor))
    preview = None
    if request.method == "POST" and form.is_valid():
        language, text = form.cleaned_data["language"], form.cleaned_data["text"]
        try:
            if "preview" in request.POST:
                preview = _preview(actor, language, text)
            else:
                found = actions.draft_finding(
                    actor=actor,
                    programme=form.cleaned_data["programme"],
                    statement=Expressions.of(language, text),
                    **form.about,
                )
                messages.success(request, _("Saved. Cite what supports and what contradicts it."))
                return redirect("evidence:desk_finding", found.programme, found.ref)
        except InputError as error:
            form.add_error("text", say(error))
    context = {"form": form, "preview": preview}
    return render(request, "evidence/desk_new_finding.html", context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Everything about one finding, with a form for each step; a POST changes what it is about."""
    actor, found = _found(request, programme, ref)
    if request.method != "POST":
        return _page(request, found)
    form = AboutForm(request.POST, actor=actor, finding=found)

    def write() -> object:
        return actions.edit_finding(actor=actor, finding=found, **form.about)

    return _tried(request, found, {"about": form}, write, "theme")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, programme: str, ref: str, language: str) -> HttpResponse:
    """The statement in one language: the original for who writes findings, a translation for translators too."""
    actor, found = _found(request, programme, ref)
    if language not in dict(settings.LANGUAGES):
        raise NotHere
    is_original = language == found.statement.original
    if is_original:
        require(actor, Action.ADD, found)
    form = StatementForm(request.POST or None, language=language, initial={"text": found.statement.get(language, "")})
    preview = None
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            if "preview" in request.POST:
                preview = _preview(actor, language, text)
            else:
                write = actions.edit_statement if is_original else actions.translate_statement
                write(actor=actor, finding=found, language=language, text=text)
                messages.success(request, _("Saved."))
                return redirect("evidence:desk_finding", programme, ref)
        except InputError as error:
            form.add_error("text", say(error))
    context = {
        "finding": found,
        "form": form,
        "preview": preview,
        "language": language,
        "is_original": is_original,
        "standing": STANDINGS[found.statement.standing(language)],
        "original": found.statement[found.statement.original],
    }
    return render(request, "evidence/desk_statement.html", context, status=400 if form.errors else 200)


@require_POST
def review(request: HttpRequest, programme: str, ref: str, language: str) -> HttpResponse:
    """The translation says what the original says."""
    actor, found = _found(request, programme, ref)
    try:
        actions.review_translation(actor=actor, finding=found, language=language)
        messages.success(request, _("The translation is marked as reviewed."))
    except InputError as error:
        messages.error(request, say(error))
    return redirect("evidence:desk_finding", programme, ref)


@require_POST
def cite(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Cite one thing for or against it."""
    actor, found = _found(request, programme, ref)
    form = CiteForm(request.POST, actor=actor, programme=programme)
    return _tried(
        request,
        found,
        {"cite": form},
        lambda: actions.cite_evidence(
            actor=actor, finding=found, stance=form.cleaned_data["stance"], why=form.why, **form.cited
        ),
        "figure",
    )


@require_POST
def remove(request: HttpRequest, programme: str, ref: str, evidence: uuid.UUID) -> HttpResponse:
    """Take one thing out of its evidence."""
    actor, found = _found(request, programme, ref)
    row = visible(actor, FindingEvidence).filter(pk=evidence, finding=found).first()
    if row is None:
        raise NotHere
    actions.remove_evidence(actor=actor, evidence=row)
    messages.success(request, _("Taken out of the evidence."))
    return redirect("evidence:desk_finding", programme, ref)


@require_POST
def open_to(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Open it to the posts of countries, or close it again."""
    actor, found = _found(request, programme, ref)
    form = OpenForm(request.POST, actor=actor, finding=found)
    return _tried(
        request,
        found,
        {"open": form},
        lambda: actions.open_finding(actor=actor, finding=found, open_to=form.cleaned_data["open_to"]),
        "open_to",
    )


@require_POST
def confidence(request: HttpRequest, programme: str, ref: str) -> HttpResponse:
    """Say how sure the author is, with the reason."""
    actor, found = _found(request, programme, ref)
    form = ConfidenceForm(request.POST, finding=found)
    return _tried(
        request,
        found,
        {"confidence": form},
        lambda: actions.set_confidence(
            actor=actor, finding=found, confidence=form.cleaned_data["confidence"], reason=form.why
        ),
        "confidence",
    )


def expressions_of(found: Finding) -> list[dict[str, Any]]:
    """The languages of the site with the standing of the statement in each."""
    reader = current_reader().language
    return [
        {
            "code": code,
            "name": language_name(code, reader_language=reader),
            "standing": STANDINGS[standing],
            "kind": _STANDING_KINDS[standing],
            "is_original": standing is Standing.ORIGINAL,
            "may_be_reviewed": standing is Standing.TO_REVIEW,
            "text": found.statement.get(code, ""),
        }
        for code, _name in settings.LANGUAGES
        for standing in [found.statement.standing(code)]
    ]


def programmes_of(actor: Actor) -> list[tuple[str, str]]:
    """The programmes in which the actor has a post, as choices."""
    return [(code, code) for code in sorted(actor.programmes)]


def _found(request: HttpRequest, programme: str, ref: str) -> tuple[Actor, Finding]:
    """A finding that the actor sees and may change; Forbidden for readers of it, NotHere for others."""
    actor = actor_of(request)
    found = queries.finding(actor, programme, ref)
    require(actor, Action.CHANGE, found)
    return actor, found


def _tried(
    request: HttpRequest, found: Finding, bound: dict[str, Any], write: Callable[[], object], field: str
) -> HttpResponse:
    """Write what a form says, or show the page with the form's errors; a refusal stands beside `field`."""
    form = next(iter(bound.values()))
    if form.is_valid():
        try:
            write()
        except InputError as error:
            form.add_error(field, say(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("evidence:desk_finding", found.programme, found.ref)
    return _page(request, found, status=400, **bound)


def _page(request: HttpRequest, found: Finding, *, status: int = 200, **bound: Any) -> HttpResponse:
    actor = actor_of(request)
    may_write = can(actor, Action.ADD, found)
    forms = {
        "about": AboutForm(actor=actor, finding=found),
        "cite": CiteForm(actor=actor, programme=found.programme, initial={"stance": "supports"}),
        "open": OpenForm(actor=actor, finding=found),
        "confidence": ConfidenceForm(finding=found),
    } | bound
    context = {
        "finding": found,
        "shown": show_finding(actor, found),
        "expressions": expressions_of(found),
        "may_write": may_write,
        "forms": forms,
        "form": next(iter(bound.values()), None),
    }
    return render(request, "evidence/desk_finding.html", context, status=status)


def _preview(actor: Actor, language: str, text: str) -> ReadText:
    """The text as it will read, in the reader's digits where it is their language."""
    reader = current_reader()
    own = reader if reader.language == language else Reader(language)
    return ReadText(fill_text(actor, text, reader=own), language, language != reader.language, Standing.ORIGINAL)
