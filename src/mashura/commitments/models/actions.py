"""Actions: what is done to keep a commitment. Their status is the owner's word; it is no assessment."""

from django.db import models
from django.db.models import F, Q

from mashura.access.models import Organisation
from mashura.access.public import PersonalData
from mashura.commitments.models.commitments import Commitment
from mashura.commitments.models.owned import OwnedPart, choices, values
from mashura.commitments.rules.states import ActionStatus
from mashura.kit.fields import ExpressionsField, LocalisedField
from mashura.kit.ids import new_id


class CommitmentAction(OwnedPart):
    """A piece of work with a lead, partners and real days. Whether it is late is derived, never stored."""

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField()
    text = ExpressionsField()
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    lead_names = LocalisedField()
    partners = LocalisedField(blank=True)
    starts = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    weight = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    status = models.CharField(max_length=12, choices=choices(ActionStatus), default=ActionStatus.PLANNED.value)
    reason = LocalisedField(blank=True)

    class Meta:
        ordering = ("commitment", "number")
        constraints = [
            models.UniqueConstraint(fields=("commitment", "number"), name="action_number_once"),
            models.CheckConstraint(name="action_status_is_known", condition=Q(status__in=values(ActionStatus))),
            models.CheckConstraint(
                name="action_done_has_its_day",
                condition=Q(status="done", done_on__isnull=False) | (~Q(status="done") & Q(done_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="stopped_action_has_reason",
                condition=~Q(status__in=["cancelled", "blocked"]) | ~Q(reason={}),
            ),
            models.CheckConstraint(
                name="action_days_in_order",
                condition=Q(starts__isnull=True) | Q(due__isnull=True) | Q(starts__lte=F("due")),
            ),
            models.CheckConstraint(name="action_weight_is_not_negative", condition=Q(weight__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}:{self.number}"
