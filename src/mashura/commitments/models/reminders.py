"""What posts were told by e-mail of what is due, so that nobody is told twice."""

from django.db import models
from django.db.models import Q

from mashura.access.models import Post
from mashura.access.public import PersonalData
from mashura.commitments.models.owned import choices, no_person_but, values
from mashura.commitments.rules.reminders import Occasion
from mashura.kit.clock import now
from mashura.kit.ids import new_id


class Reminder(models.Model):
    """That a post was told of a duty or a request on one occasion; a moved day is another occasion.

    `subject` names the period of a commitment, or the addressee that was asked (`rules.reminders`): a duty that a new
    schedule makes anew with the same days is the same subject. For the task worker alone.
    """

    personal_data = no_person_but(("subject", "occasion", "due", "told_at"), post=PersonalData.ROLE)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    occasion = models.CharField(max_length=12, choices=choices(Occasion))
    due = models.DateField()
    told_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("told_at", "id")
        constraints = [
            models.UniqueConstraint(fields=("post", "subject", "due", "occasion"), name="post_is_reminded_once"),
            models.CheckConstraint(name="reminder_occasion_is_known", condition=Q(occasion__in=values(Occasion))),
            models.CheckConstraint(name="reminder_has_subject", condition=~Q(subject="")),
        ]

    def __str__(self) -> str:
        return str(self.pk)
