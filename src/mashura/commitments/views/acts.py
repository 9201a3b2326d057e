"""Everything that is done to a row by one form and one button: confirm, revise, report, review, assess.

One page serves all of them: what it is about, what will happen, the form. Whoever may not gets the reason.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mashura.access.public import Actor, NotHere, visible
from mashura.commitments.actions import guard
from mashura.commitments.forms.texts import PlainForm
from mashura.commitments.models import (
    Assessment,
    Commitment,
    CommitmentAction,
    Indicator,
    ProgressReport,
    ReportFile,
    ReportingDuty,
    Response,
)
from mashura.commitments.queries.choices import Subject, verbs
from mashura.commitments.queries.inside import Material
from mashura.commitments.views import doing
from mashura.commitments.views.reading import actor_of, address_of, assessments_address
from mashura.consultation.models import Programme
from mashura.errors import InputError
from mashura.kit.messages import say

KINDS: Final[Mapping[str, type[Subject]]] = {
    "commitment": Commitment,
    "action": CommitmentAction,
    "indicator": Indicator,
    "duty": ReportingDuty,
    "report": ProgressReport,
    "file": ReportFile,
    "assessment": Assessment,
}
# What of a row its page needs, where it is not its commitment.
_PATHS: Final[Mapping[type[Subject], tuple[str, ...]]] = {
    Commitment: ("programme",),
    Assessment: ("programme", "commitment", "recommendation"),
    ReportFile: ("report__commitment__programme",),
}
_KIND_OF: Final = {model: kind for kind, model in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that the reader may do now: its name and where it is done."""

    label: str
    address: str


def offers(row: Subject, found: Iterable[str]) -> list[Offer]:
    """Links to the forms for these verbs."""
    kind = _KIND_OF[type(row)]
    return [
        Offer(str(doing.ACTS[kind, verb].title), reverse("commitments:act", args=[kind, row.pk, verb]))
        for verb in found
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, kind: str, key: uuid.UUID, verb: str) -> HttpResponse:
    """The form of one act; a good one is done and leads back to what it was done to."""
    actor = actor_of(request)
    declared = doing.ACTS.get((kind, verb))
    if declared is None:
        raise Http404
    row = _row(actor, KINDS[kind], key)
    if verb not in verbs(actor, row):
        _explain(actor, row, declared)
    form = _form(request, declared, row)
    if request.method == "POST" and form.is_valid():
        try:
            declared.run(actor, row, form)
        except InputError as error:
            form.add_error(None, say(error))
        else:
            messages.success(request, _("Done. It stands in the record."))
            return redirect(page_of(row) or "commitments:mine")
    context = {
        "act": declared,
        "form": form,
        "subject": subject_of(row),
        "back": page_of(row) or reverse("commitments:mine"),
        "words": doing.words_of(actor, row),
    }
    return render(request, "commitments/act.html", context, status=400 if form.errors else 200)


def _row(actor: Actor, model: type[Subject], key: uuid.UUID) -> Any:
    """The row, with the commitment and programme that its page needs; NotHere when it is not the actor's to see."""
    rows: Any = visible(actor, model)
    found = rows.select_related(*_PATHS.get(model, ("commitment__programme",))).filter(pk=key).order_by("pk").first()
    if found is None:
        raise NotHere
    return found


def _explain(actor: Actor, row: Subject, declared: "doing.Act") -> None:
    """Why not: because of who asks (Forbidden with the reason) or because of how things stand (InputError)."""
    if declared.is_theirs(actor, row):
        raise InputError(doing.NOT_NOW)
    guard.refuse(declared.refusal)


def _form(request: HttpRequest, declared: "doing.Act", row: Subject) -> PlainForm:
    actor = actor_of(request)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    return declared.form(
        *given, languages=_languages(row), holder=str(actor.post_id), initial=declared.initial(actor, row)
    )


def _languages(row: Subject) -> list[str]:
    found = commitment_of(row)
    programme = row.programme if isinstance(row, Assessment) or found is None else found.programme
    assert isinstance(programme, Programme)  # noqa: S101 - narrows for the type checker
    return programme.languages


def commitment_of(row: Subject | Material) -> Commitment | None:
    """The commitment that a row is or belongs to; None for what is about a recommendation."""
    if isinstance(row, Commitment):
        return row
    return None if isinstance(row, Response) else row.commitment


def subject_of(row: Subject | Material) -> Mapping[str, Any]:
    """What stands above the form: reference and owner."""
    what = row.name if isinstance(row, ReportFile) else ""
    found = commitment_of(row)
    if found is not None:
        return {"ref": found.ref, "names": found.owner_names, "what": what}
    if isinstance(row, Assessment) and row.recommendation is not None:
        return {"ref": row.recommendation.ref, "names": row.assessor_names, "country": row.country}
    return {"ref": "", "names": row.names if isinstance(row, Response) else {}}


def page_of(row: Subject | Material) -> str:
    """The page on which a row is read; "" where it has none."""
    found = commitment_of(row)
    if found is not None:
        return address_of(found)
    if isinstance(row, Assessment) and row.recommendation is not None:
        return assessments_address(row.recommendation, row.country)
    return ""
