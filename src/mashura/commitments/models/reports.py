"""Reporting: duties with their days, and the reports that meet them."""

from django.db import models
from django.db.models import F, Q

from mashura.access.models import Organisation, Post
from mashura.access.public import CountryMaterial, PersonalData
from mashura.commitments.models.commitments import Commitment
from mashura.commitments.models.indicators import Indicator
from mashura.commitments.models.owned import (
    MATERIAL_FIELDS,
    PART_FIELDS,
    OwnedPart,
    choices,
    no_person_but,
    values,
)
from mashura.commitments.rules.states import DutyRecord, ReportState
from mashura.consultation.models import Programme
from mashura.kit.clock import now
from mashura.kit.fields import ExpressionsField, LocalisedField
from mashura.kit.ids import new_id


class ReportingDuty(OwnedPart):
    """That the owner reports on a period by a day, on the commitment as a whole or on one indicator of it.

    Open, due soon and overdue are derived in the owner's zone. A matter between owner and secretariat: never public.
    """

    personal_data = no_person_but(
        (*PART_FIELDS, "commitment", "indicator", "starts", "ends", "opens", "due", "state", "waived_reason"),
        waived_by=PersonalData.ROLE,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="duties")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    opens = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=12, choices=choices(DutyRecord), default=DutyRecord.UNREPORTED.value)
    waived_reason = ExpressionsField(blank=True)
    waived_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("commitment", "due", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("commitment", "indicator", "starts"), nulls_distinct=False, name="duty_of_a_period_once"
            ),
            models.CheckConstraint(name="duty_state_is_known", condition=Q(state__in=values(DutyRecord))),
            models.CheckConstraint(
                name="duty_days_in_order", condition=Q(starts__lte=F("ends"), opens__gt=F("ends"), due__gte=F("opens"))
            ),
            models.CheckConstraint(
                name="waived_duty_says_why_and_by_whom",
                condition=~Q(state="waived") | (~Q(waived_reason__texts={}) & Q(waived_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ProgressReport(CountryMaterial):
    """What somebody tells of the progress of a commitment: its owner for a duty, or anybody who sees it of their own.

    Reviewed by the secretariat; a private one is never published, whatever its state.
    """

    personal_data = no_person_but(
        (
            *MATERIAL_FIELDS,
            *(
                "author",
                "author_names",
                "author_class",
                "commitment",
                "duty",
                "text",
                "is_private",
                "state",
                "returned_reason",
            ),
            *("made_at", "submitted_at", "reviewed_at"),
        ),
        submitted_by=PersonalData.ROLE,
        reviewed_by=PersonalData.ROLE,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    author_names = LocalisedField()
    author_class = models.CharField(max_length=32)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="reports")
    duty = models.ForeignKey(ReportingDuty, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    text = ExpressionsField()
    is_private = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=choices(ReportState), default=ReportState.DRAFT.value)
    returned_reason = LocalisedField(blank=True)
    submitted_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("commitment", "made_at", "id")
        constraints = [
            *CountryMaterial.Meta.constraints,
            models.UniqueConstraint(fields=("id", "commitment"), name="report_stays_with_its_commitment"),
            # What the composite foreign keys of its files refer to.
            models.UniqueConstraint(fields=["id", "programme", "open_to", "author"], name="report_with_scope"),
            models.UniqueConstraint(fields=("id", "is_released"), name="report_with_release"),
            models.CheckConstraint(name="report_state_is_known", condition=Q(state__in=values(ReportState))),
            models.CheckConstraint(
                name="report_is_public_when_published_and_not_private",
                condition=Q(public_from__isnull=True) | Q(state="published", is_private=False),
            ),
            models.CheckConstraint(
                name="returned_report_has_reason", condition=~Q(state="returned") | ~Q(returned_reason={})
            ),
            models.CheckConstraint(
                name="accepted_report_has_reviewer",
                condition=~Q(state__in=["accepted", "published"]) | Q(reviewed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
