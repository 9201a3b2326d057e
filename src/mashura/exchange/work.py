"""The import of recommendations on the desk."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from mashura.access.public import Actor, Permission, Place, can, places
from mashura.consultation.models import Recommendation


@places
def import_places(actor: Actor) -> Iterator[Place]:
    """Where files of recommendations are brought in."""
    if can(actor, Permission.PROGRAMME_RECOMMENDATION_SETTLE, Recommendation):
        yield Place(
            _("Import recommendations"),
            _("Files of OHCHR and UPR Info, and our own: first you see what they would change."),
            reverse("exchange_pages:bring_recommendations"),
        )
