"""What every page of commitments starts from: who reads, in which language, and addresses."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from mashura.access.public import Actor
from mashura.commitments.models import Commitment
from mashura.consultation.models import Recommendation
from mashura.kit.reader import current_reader


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the transaction's middleware found."""
    return cast("Actor", request.actor)  # type: ignore[attr-defined] # set by access


def language() -> str:
    """The reader's language."""
    return current_reader().language


def address_of(row: Commitment) -> str:
    """The page of a commitment."""
    return reverse("commitments:commitment", args=[row.programme_id, row.ref])


def assessments_address(row: Recommendation, country: str) -> str:
    """The page of what parties say of a recommendation in a country."""
    return reverse("commitments:assessments", args=[row.programme_id, row.ref, country])
