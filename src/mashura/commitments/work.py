"""What waits, where one works and what changed in commitments, for the desk."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mashura.access.public import (
    Action,
    Actor,
    Change,
    Need,
    Owed,
    OwedKind,
    Place,
    can,
    changes,
    needs,
    owed,
    places,
)
from mashura.commitments.models import Commitment
from mashura.commitments.queries.commitments import newest_versions
from mashura.commitments.queries.inside import Material, changed_since, duties_to_come, inside
from mashura.commitments.queries.responses import text_of
from mashura.commitments.rules.states import CommitmentStatus
from mashura.commitments.views.acts import page_of, subject_of
from mashura.commitments.views.reading import address_of
from mashura.commitments.wording import DUTY_STATES, MATERIAL_KINDS, STATUSES
from mashura.kit.beside import place_beside
from mashura.kit.localised import Localised

_ENDED = frozenset({CommitmentStatus.WITHDRAWN, CommitmentStatus.VERIFIED})
place_beside("recommendation", "commitments/_beside_recommendation.html")


@needs
def commitments_wait(actor: Actor) -> Iterator[Need]:
    """Answers to give, commitments to confirm, reports to write or review, material to release or publish."""
    if not can(actor, Action.ADD, Commitment):
        return
    found, address = inside(actor), reverse("commitments:mine")
    unanswered = [one for one in found.addressed if not one.answers]
    for text, rows in (
        (_("Recommendations that wait for your institution’s answer"), unanswered),
        (_("Commitments to confirm"), found.to_confirm),
        (_("Commitments to enter into the follow-up"), found.to_activate),
        (_("Claims of completion to verify"), found.to_verify),
        (_("Progress reports to write"), found.duties),
        (_("Progress reports to hand in"), found.reports),
        (_("Progress reports to review"), found.to_review),
        (_("Answers and commitments to release for your country"), found.to_release),
        (_("Answers and commitments to publish"), found.to_publish),
    ):
        yield Need(text, address, len(rows))


@owed
def commitments_owed(actor: Actor) -> Iterator[Owed]:
    """Recommendations without an answer, commitments under way, reports with their days, material to release."""
    found = inside(actor)
    for one in found.addressed:
        if not one.answers:
            address = reverse("commitments:respond", args=[one.addressee.pk])
            text = text_of(actor, one.addressee.recommendation).localised
            yield Owed(OwedKind.RESPONSE, text or one.names, address, one.addressee.recommendation.ref, one.due)
    versions = newest_versions(actor, found.own)
    for row in found.own:
        version = versions.get(row.pk)
        if row.status not in _ENDED and version is not None:
            note = f"{row.ref} · {STATUSES[row.status]}"
            yield Owed(OwedKind.COMMITMENT, version.text.localised, address_of(row), note, version.due_date)
    for duty in duties_to_come(actor):
        about = duty.duty.commitment
        version = versions.get(about.pk)
        title = version.text.localised if version else about.owner_names
        note = f"{about.ref} · {DUTY_STATES[duty.state]}"
        yield Owed(OwedKind.REPORT, title, address_of(about), note, duty.duty.due)
    for material in found.to_release:
        title, address = _title_of(material)
        yield Owed(OwedKind.RELEASE, title, address, MATERIAL_KINDS[str(material._meta.model_name)])  # noqa: SLF001 - documented API


@places
def commitments_place(actor: Actor) -> Iterator[Place]:
    """Where an institution looks after what it answers and undertakes."""
    if can(actor, Action.ADD, Commitment):
        yield Place(
            _("Answers and commitments"),
            _("What your institution is asked, what it undertook, and its reports."),
            reverse("commitments:mine"),
        )


@changes
def commitments_changed(actor: Actor, moment: datetime) -> Iterator[Change]:
    """Answers, commitments, reports and assessments that came."""
    for when, row in changed_since(actor, moment):
        title, address = _title_of(row)
        yield Change(when, MATERIAL_KINDS[str(row._meta.model_name)], title, address)  # noqa: SLF001 - documented API


def _title_of(row: Material) -> tuple[Localised, str]:
    """Whose it is, and the page where it stands."""
    address = page_of(row) or reverse("commitments:matrix", args=[row.programme_id])
    return Localised(subject_of(row)["names"]), address
