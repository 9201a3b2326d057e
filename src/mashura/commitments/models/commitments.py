"""What institutions undertake: commitments with their versions, what they answer, and the steps of their life."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mashura.access.models import Organisation, Post
from mashura.access.public import CountryMaterial, PersonalData
from mashura.commitments.models.owned import (
    MATERIAL_FIELDS,
    PART_FIELDS,
    OwnedPart,
    choices,
    no_person_but,
    owned_scope_key,
    values,
)
from mashura.commitments.rules.states import UNCONFIRMED, CommitmentStatus
from mashura.consultation.models import Programme, Recommendation
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.kit.fields import ExpressionsField, LocalisedField
from mashura.kit.ids import new_id

_CONFIRMED = [one.value for one in CommitmentStatus if one not in UNCONFIRMED and one is not CommitmentStatus.WITHDRAWN]


class Commitment(CountryMaterial):
    """An undertaking of one institution, by its reference, which is never used again. Its words stand in its versions.

    `owner_names` is the owner's name as it stood, for readers who may not see the row of the organisation. `owner`
    alone confirms it: `confirmed_by` is a post of that organisation (migration 0001). `country` is the State whose days
    count, "" for a body of no one country; `countries` of a joint commitment are those that take part. `report_from`
    and `report_months` are the schedule of its reports.
    """

    class Kind(models.TextChoices):
        """How it came about."""

        FROM_RECOMMENDATION = "from_recommendation"
        VOLUNTARY = "voluntary"
        JOINT = "joint"

    personal_data = no_person_but(
        (
            *MATERIAL_FIELDS,
            *(
                "owner",
                "owner_names",
                "owner_class",
                "country",
                "ref",
                "kind",
                "theme",
                "status",
                "share_of",
                "confirmed_at",
            ),
            *("report_from", "report_months", "made_at", "claimed_with", "verified_by"),
        ),
        confirmed_by=PersonalData.ROLE,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="commitments")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner_names = LocalisedField()
    owner_class = models.CharField(max_length=32)
    country = models.CharField(max_length=3, blank=True)
    ref = models.CharField(max_length=24)
    kind = models.CharField(max_length=24, choices=Kind)
    theme = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=20, choices=choices(CommitmentStatus), default=CommitmentStatus.DRAFT.value)
    share_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="shares")
    confirmed_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    claimed_with = models.ForeignKey(
        "commitments.ProgressReport", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_by = models.ForeignKey(
        "commitments.Assessment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    report_from = models.DateField(null=True, blank=True)
    report_months = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("programme_id", "ref")
        constraints = [
            *CountryMaterial.Meta.constraints,
            owned_scope_key("commitment"),
            # What the composite foreign keys of reports and assessments refer to.
            models.UniqueConstraint(fields=("id", "owner"), name="commitment_stays_its_owners"),
            models.UniqueConstraint(fields=("programme", "ref"), name="commitment_ref_is_unique"),
            models.CheckConstraint(name="commitment_ref_has_its_form", condition=Q(ref__regex=r"^C-[0-9]{1,5}$")),
            models.CheckConstraint(name="commitment_status_is_known", condition=Q(status__in=values(CommitmentStatus))),
            models.CheckConstraint(
                name="commitment_is_confirmed_by_its_owner",
                condition=~Q(status__in=_CONFIRMED) | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="claimed_commitment_has_report",
                condition=~Q(status__in=["completed_claimed", "verified"]) | Q(claimed_with__isnull=False),
            ),
            models.CheckConstraint(
                name="verified_commitment_has_assessment",
                condition=~Q(status="verified") | Q(verified_by__isnull=False),
            ),
            models.CheckConstraint(
                name="unconfirmed_commitment_stays_inside",
                condition=Q(public_from__isnull=True) | Q(confirmed_by__isnull=False),
            ),
            models.CheckConstraint(name="commitment_is_no_share_of_itself", condition=~Q(share_of=F("id"))),
            models.CheckConstraint(
                name="commitment_schedule_is_whole",
                condition=Q(report_from__isnull=True, report_months__isnull=True)
                | Q(report_from__isnull=False, report_months__range=(1, 24)),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class CommitmentVersion(CountryMaterial):
    """The words and days of a commitment. Once confirmed it never changes: a revision makes the next one.

    `closed_…` are the languages that a text had when it was confirmed, set by the database: in these it stays word for
    word; one that it lacked is added, and one that waited for its review reviewed, later on (migration 0002).
    It is released and published by itself, so that no new words are public because earlier ones were.
    """

    personal_data = no_person_but(
        (
            *MATERIAL_FIELDS,
            *("owner", "commitment", "number", "text", "resources", "baseline_date", "due_date", "reason"),
            *("is_confirmed", "closed_text", "closed_resources", "made_at"),
        ),
        made_by=PersonalData.ROLE,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = ExpressionsField()
    resources = ExpressionsField(blank=True)
    baseline_date = models.DateField(null=True, blank=True)
    due_date = models.DateField()
    reason = LocalisedField(blank=True)
    is_confirmed = models.BooleanField(default=False)
    closed_text: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField(), default=list, blank=True)
    closed_resources: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField(), default=list, blank=True)
    made_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("commitment", "number")
        constraints = [
            *CountryMaterial.Meta.constraints,
            models.UniqueConstraint(fields=("commitment", "number"), name="commitment_version_once"),
            models.CheckConstraint(name="commitment_versions_start_at_1", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="commitment_is_due_after_its_baseline",
                condition=Q(baseline_date__isnull=True) | Q(baseline_date__lt=F("due_date")),
            ),
            models.CheckConstraint(
                name="unconfirmed_version_stays_inside", condition=Q(public_from__isnull=True) | Q(is_confirmed=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}:{self.number}"

    @staticmethod
    def still_read(rows: "models.QuerySet[CommitmentVersion]", _field: str) -> "models.QuerySet[CommitmentVersion]":
        """The newest version of each commitment: only its words are still put into other languages."""
        later = CommitmentVersion._default_manager.filter(
            commitment=models.OuterRef("commitment"), number__gt=models.OuterRef("number")
        )
        return rows.filter(~models.Exists(later))

    def is_added(self, field: str, language: str) -> bool:
        """Whether the text of `field` came in `language` after the commitment was confirmed."""
        text: Expressions = getattr(self, field)
        return self.is_confirmed and language in text and language not in getattr(self, f"closed_{field}")


class CommitmentRecommendation(OwnedPart):
    """That a commitment answers a recommendation."""

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="answers")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="answered_by")

    class Meta:
        ordering = ("commitment", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("commitment", "recommendation"), name="commitment_answers_recommendation_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CommitmentStep(OwnedPart):
    """One step in the life of a commitment: which move, when, by which post and why. Never changed."""

    personal_data = no_person_but(
        (*PART_FIELDS, "commitment", "move", "version", "reason", "taken_at"), taken_by=PersonalData.ROLE
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=16)
    version = models.PositiveSmallIntegerField()
    reason = LocalisedField(blank=True)
    taken_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("commitment", "taken_at", "id")

    def __str__(self) -> str:
        return str(self.pk)
