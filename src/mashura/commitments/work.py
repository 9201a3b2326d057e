"""What waits, where one works and what changed in commitments, for the desk."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mashura.access.public import Action, Actor, Change, Need, Place, can, changes, needs, places
from mashura.commitments.models import Commitment
from mashura.commitments.queries.inside import changed_since, inside
from mashura.commitments.views.acts import page_of, subject_of
from mashura.kit.beside import place_beside
from mashura.kit.localised import Localised

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
    kinds = {
        "response": _("Answer"),
        "commitment": _("Commitment"),
        "progressreport": _("Progress report"),
        "assessment": _("Assessment"),
    }
    for when, row in changed_since(actor, moment):
        address = page_of(row) or reverse("commitments:matrix", args=[row.programme_id])
        title = Localised(subject_of(row)["names"])
        yield Change(when, kinds[str(row._meta.model_name)], title, address)  # noqa: SLF001 - documented API
