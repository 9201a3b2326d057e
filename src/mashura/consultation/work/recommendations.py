"""Recommendations on the desk: what waits for a release or for publication, where they are drafted, what changed."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mashura.access.public import (
    Actor,
    Change,
    Need,
    Owed,
    OwedKind,
    Permission,
    Place,
    can,
    changes,
    needs,
    owed,
    places,
    visible,
)
from mashura.consultation.models import Recommendation, RecommendationVersion
from mashura.consultation.queries.programmes import visible_programmes
from mashura.consultation.queries.recommendations import (
    current_versions,
    recommendations_to_publish,
    recommendations_to_release,
)
from mashura.kit.beside import place_beside

place_beside("finding", "consultation/_beside_finding.html")


@needs
def recommendation_needs(actor: Actor) -> Iterator[Need]:
    """What a focal point may release and a secretariat publish; each opens the first of them."""
    for text, rows in (
        (_("Recommendations that wait for your country's release"), recommendations_to_release(actor)),
        (_("Recommendations that wait to be published"), recommendations_to_publish(actor)),
    ):
        if first := rows.first():
            yield Need(
                text, reverse("consultation:recommendation_work", args=[first.programme_id, first.ref]), rows.count()
            )


@owed
def recommendations_owed(actor: Actor) -> Iterator[Owed]:
    """What a focal point may release, each by its words."""
    rows = list(recommendations_to_release(actor))
    versions = current_versions(actor, rows)
    for row in rows:
        text = versions[row.pk].text.localised if row.pk in versions else row.ref
        address = reverse("consultation:recommendation_work", args=[row.programme_id, row.ref])
        yield Owed(OwedKind.RELEASE, text, address, _("Recommendation %(ref)s") % {"ref": row.ref})


@places
def recommendation_places(actor: Actor) -> Iterator[Place]:
    """Where recommendations are drafted: in the first of the programmes in which this post may."""
    for programme in visible_programmes(actor):
        if can(actor, Permission.PROGRAMME_RECOMMENDATION_WRITE, Recommendation(programme=programme)):
            yield Place(
                _("Draft a recommendation"),
                _("Its words, its theme, where it comes from and whom it is addressed to."),
                reverse("consultation:recommendation_draft", args=[programme.code]),
            )
            return


@changes
def recommendation_changes(actor: Actor, moment: datetime) -> Iterator[Change]:
    """Versions made since."""
    rows = visible(actor, RecommendationVersion).filter(made_at__gt=moment).select_related("recommendation")
    for row in rows.order_by("-made_at"):
        found = row.recommendation
        yield Change(
            row.made_at,
            _("Recommendation %(ref)s") % {"ref": found.ref},
            row.text.localised,
            reverse("consultation:recommendation", args=[found.programme_id, found.ref]),
            group=_("Recommendations"),
        )
