"""Pages for those who answer: what waits for an institution, its answer to a recommendation, a first draft."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from mashura.access.models import Organisation
from mashura.access.public import Action, Actor, NotHere, Permission, can, require, visible
from mashura.commitments.actions import responses
from mashura.commitments.actions.commitments import draft_commitment
from mashura.commitments.actions.guard import ONLY_ADDRESSEE, refuse, today_in
from mashura.commitments.forms.commitments import DraftForm
from mashura.commitments.forms.responses import RequestForm, RespondForm
from mashura.commitments.forms.texts import in_readers_language
from mashura.commitments.models import Commitment
from mashura.commitments.queries.choices import may_respond
from mashura.commitments.queries.commitments import newest_versions
from mashura.commitments.queries.inside import Material, inside
from mashura.commitments.queries.responses import addressee, text_of
from mashura.commitments.rules.classes import class_of
from mashura.commitments.rules.positions import Position, ResponseState
from mashura.commitments.views.acts import page_of, subject_of
from mashura.commitments.views.reading import actor_of, address_of, language
from mashura.commitments.wording import MATERIAL_KINDS
from mashura.consultation.models import Programme, Recommendation
from mashura.consultation.public import visible_programmes
from mashura.errors import InputError
from mashura.kit.messages import say
from mashura.kit.templatetags.mashura import localised_plain
from mashura.reference.public import countries_in_order, country_name


@never_cache
@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for the post that one acts in, and what its institution has undertaken."""
    actor = actor_of(request)
    found = inside(actor)
    context = {
        "inside": found,
        "versions": newest_versions(actor, found.own),
        "to_release": _shown(found.to_release),
        "to_publish": _shown(found.to_publish),
        "may_draft": _may_draft(actor),
    }
    return render(request, "commitments/mine.html", context)


def _shown(rows: Iterable[Material]) -> list[dict[str, Any]]:
    """Material with what kind it is and whose."""
    return [
        {
            "kind": MATERIAL_KINDS[str(row._meta.model_name)],  # noqa: SLF001 - documented API
            "ref": subject_of(row)["ref"],
            "names": subject_of(row)["names"],
            "row": row,
            "address": page_of(row),
        }
        for row in rows
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Answer for one's institution; others read why they may not."""
    actor = actor_of(request)
    found = addressee(actor, key)
    if not may_respond(actor, found):
        refuse(ONLY_ADDRESSEE)
    programme = _programme(actor, found.addressee.programme)
    form = RespondForm(
        request.POST if request.method == "POST" else None,
        languages=programme.languages,
        initial={"decided_on": today_in(found.addressee.country)},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            responses.respond(
                actor=actor,
                addressee=found.addressee,
                position=Position(given["position"]),
                reason=form.expressions("reason"),
                conditions=form.expressions("conditions"),
                answer_by=given["answer_by"],
                decided_on=given["decided_on"],
                source_document=in_readers_language(given["source_document"]),
                source_paragraph=given["source_paragraph"],
                source_url=given["source_url"],
            )
        except InputError as error:
            form.add_error(None, say(error))
        else:
            messages.success(request, _("Your answer is recorded. Your delegation’s head releases it."))
            return redirect("commitments:mine")
    context = {"found": found, "form": form, "text": text_of(actor, found.addressee.recommendation)}
    return render(request, "commitments/respond.html", context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The secretariat asks an addressee for its answer by a day, or states after that day that none came."""
    actor = actor_of(request)
    found = addressee(actor, key)
    require(
        actor, Permission.PROGRAMME_RESPONSE_REQUEST, responses.new_response(found.addressee, position=Position.NOTED)
    )
    form = RequestForm(request.POST if request.method == "POST" else None, initial={"due": found.due})
    if request.method == "POST" and (form.is_valid() or "missed" in request.POST):
        try:
            if "missed" in request.POST:
                responses.record_no_response(actor=actor, addressee=found.addressee)
            else:
                due = form.cleaned_data["due"]
                responses.request_responses(actor=actor, addressees=[found.addressee], due=due)
        except InputError as error:
            form.add_error(None, say(error))
        else:
            messages.success(request, _("Done. It stands in the record."))
            return redirect("commitments:matrix", found.addressee.programme)
    context = {"found": found, "form": form, "is_overdue": found.state is ResponseState.OVERDUE}
    return render(request, "commitments/ask.html", context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, programme: str) -> HttpResponse:
    """A first draft of a commitment in a programme."""
    actor = actor_of(request)
    require(actor, Action.ADD, Commitment)
    found = _programme(actor, programme)
    owners = _owners(actor)
    form = DraftForm(
        request.POST if request.method == "POST" else None,
        languages=found.languages,
        initial={
            "kind": Commitment.Kind.FROM_RECOMMENDATION.value,
            "recommendations": request.GET.getlist("recommendation"),
            "owner": str(actor.organisation_id),
        },
        owners=[(str(one.pk), localised_plain(one.names)) for one in owners],
        recommendations=_recommendations(actor, found),
        countries=[(code, country_name(code, language())) for code in countries_in_order(found.countries, language())],
        joint=[(one.ref, one.ref) for one in _joint(actor, found)],
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = _draft(actor, found, form, owners)
        except InputError as error:
            form.add_error(None, say(error))
        else:
            return redirect(address_of(row))
    return render(
        request, "commitments/new.html", {"form": form, "programme": found}, status=400 if form.errors else 200
    )


def _draft(actor: Actor, programme: Programme, form: DraftForm, owners: list[Organisation]) -> Commitment:
    given = form.cleaned_data
    owner = next(one for one in owners if str(one.pk) == given["owner"])
    return draft_commitment(
        actor=actor,
        programme=programme.code,
        owner=owner,
        owner_class=class_of(owner.kind),
        undertaking=form.undertaking,
        kind=Commitment.Kind(given["kind"]),
        recommendations=visible(actor, Recommendation).filter(programme=programme, ref__in=given["recommendations"]),
        share_of=next((one for one in _joint(actor, programme) if one.ref == given["share_of"]), None),
        countries=given["countries"],
    )


def _may_draft(actor: Actor) -> list[Programme]:
    """The programmes in which the actor may draft a commitment."""
    if not can(actor, Action.ADD, Commitment):
        return []
    return [one for one in visible_programmes(actor) if one.code in actor.programmes]


def _owners(actor: Actor) -> list[Organisation]:
    """The institutions for which the actor may draft: their own; for the secretariat every one."""
    rows = visible(actor, Organisation)
    if not can(actor, Permission.PROGRAMME_PROGRESS_REVIEW, Commitment):
        rows = rows.filter(pk__in=[actor.organisation_id])
    return sorted(rows, key=lambda one: localised_plain(one.names))


def _recommendations(actor: Actor, programme: Programme) -> list[tuple[str, str]]:
    rows = visible(actor, Recommendation).filter(programme=programme, state__in=["adopted", "issued", "closed"])
    return [(one.ref, one.ref) for one in sorted(rows, key=lambda one: (len(one.ref), one.ref))]


def _joint(actor: Actor, programme: Programme) -> list[Commitment]:
    rows = visible(actor, Commitment).filter(programme=programme, kind=Commitment.Kind.JOINT)
    return sorted(rows.exclude(status="withdrawn"), key=lambda one: int(one.ref[2:]))


def _programme(actor: Actor, code: str) -> Programme:
    found = visible_programmes(actor).filter(code=code).first()
    if found is None:
        raise NotHere
    return found
