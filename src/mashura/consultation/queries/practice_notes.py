"""Reads of practice notes."""

import uuid

from django.db.models import QuerySet

from mashura.access.public import Actor, NotHere, visible
from mashura.consultation.models import PracticeNote
from mashura.reference.public import themes_of


def visible_practice_notes(actor: Actor, *, topic: str = "", country: str = "") -> QuerySet[PracticeNote]:
    """The notes that the actor may see, by topic; a topic of the first level brings its themes too."""
    found = visible(actor, PracticeNote).select_related("programme").order_by("programme", "topic", "made_at")
    if topic:
        found = found.filter(topic__in=[topic, *(theme.code for theme in themes_of(topic))])
    if country:
        found = found.filter(countries__contains=[country])
    return found


def practice_note(actor: Actor, note_id: uuid.UUID) -> PracticeNote:
    """One note; NotHere when there is none that the actor may see."""
    found = visible_practice_notes(actor).filter(pk=note_id).first()
    if found is None:
        raise NotHere
    return found
