"""Reads of programmes and meetings."""

from django.db.models import QuerySet

from mashura.access.public import Actor, NotHere, visible
from mashura.consultation.models import Meeting, Programme


def visible_programmes(actor: Actor) -> QuerySet[Programme]:
    """The programmes that the actor may see, real ones first."""
    return visible(actor, Programme).order_by("position", "code")


def programme(actor: Actor, code: str) -> Programme:
    """The programme with this code; NotHere when there is none that the actor may see."""
    found = visible_programmes(actor).filter(code=code).first()
    if found is None:
        raise NotHere
    return found


def visible_meetings(actor: Actor, code: str) -> QuerySet[Meeting]:
    """The meetings of the programme with this code that the actor may see, in order of their dates."""
    return visible(actor, Meeting).filter(programme_id=code).order_by("starts", "id")
