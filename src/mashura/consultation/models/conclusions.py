"""What a meeting concluded, in its numbered sentences. What is recommended to whom are recommendations."""

from django.db import models
from django.db.models import Q

from mashura.access.public import CountryMaterial, PersonalData
from mashura.consultation.models.programmes import Meeting, Programme
from mashura.kit.clock import now
from mashura.kit.fields import ExpressionsField
from mashura.kit.ids import new_id


class MeetingConclusion(CountryMaterial):
    """One numbered conclusion of a meeting.

    That of a national workshop is about its State and waits for its focal point; that of a regional meeting is about
    no single State and open to all of them.
    """

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="conclusions")
    number = models.PositiveSmallIntegerField()
    text = ExpressionsField()
    topic = models.CharField(max_length=16, blank=True)
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("meeting", "number")
        constraints = [
            *CountryMaterial.Meta.constraints,
            models.UniqueConstraint(fields=("meeting", "number"), name="conclusion_has_its_number"),
            models.CheckConstraint(name="conclusion_numbers_start_at_1", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}#{self.number}"
