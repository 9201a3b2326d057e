"""Practice notes: what a State's delegation learned by doing, told to the others in its own words.

Not for laws, strategies and institutions: the register of policies has those.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mashura.access.public import CountryMaterial, PersonalData
from mashura.consultation.models.programmes import Meeting, Programme
from mashura.kit.clock import now
from mashura.kit.fields import ExpressionsField
from mashura.kit.ids import new_id


class PracticeNote(CountryMaterial):
    """A delegation's experience with one topic or theme.

    It is about one State, and open to that State alone before it is public: its delegation writes it, its focal point
    releases it.
    """

    personal_data = {
        **dict.fromkeys(
            ("countries", "open_to", "released_by", "public_from", "is_released", "programme", "meeting", "topic"),
            PersonalData.NONE,
        ),
        "title": PersonalData.NONE,
        "text": PersonalData.FREE_TEXT,
        "made_at": PersonalData.NONE,
        "changed_at": PersonalData.NONE,
        "made_by": PersonalData.AUTHORSHIP,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="practice_notes")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="practice_notes")
    topic = models.CharField(max_length=16)
    title = ExpressionsField()
    text = ExpressionsField()
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("programme", "topic", "made_at")
        constraints = [
            *CountryMaterial.Meta.constraints,
            models.CheckConstraint(
                name="practice_note_stays_with_its_country", condition=Q(countries__len=1, open_to=F("countries"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def country(self) -> str:
        """The State whose delegation tells of it."""
        return str(self.countries[0])
