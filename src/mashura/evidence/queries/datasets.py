"""Reads: datasets, vintages and uploads, as far as the actor may see them."""

from django.db.models import QuerySet

from mashura.access.public import Actor, visible
from mashura.evidence.models import Dataset, Upload, Vintage


def every_dataset(actor: Actor) -> QuerySet[Dataset]:
    """Datasets in order of their codes, those that serve one programme only (an invented one) among them."""
    return visible(actor, Dataset).order_by("code")


def visible_datasets(actor: Actor) -> QuerySet[Dataset]:
    """Datasets that serve every programme, in order of their codes: what lists show."""
    return every_dataset(actor).filter(programme="")


def visible_vintages(actor: Actor) -> QuerySet[Vintage]:
    """Vintages with their dataset, newest first."""
    return visible(actor, Vintage).select_related("dataset").order_by("-retrieved_on", "-imported_at", "-id")


def released_vintages(actor: Actor) -> QuerySet[Vintage]:
    """Vintages that figures may use, newest first."""
    return visible_vintages(actor).filter(is_released=True)


def own_uploads(actor: Actor) -> QuerySet[Upload]:
    """Files that the actor brought, newest first."""
    return visible(actor, Upload).select_related("dataset").order_by("-brought_at")
