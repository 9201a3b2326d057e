"""Recommendations: what is asked of whom, where it comes from, and its text through its versions.

Not for answers: what an addressee says and does belongs to `commitments`.
"""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mashura.access.models import Organisation
from mashura.access.public import CountryMaterial, MaterialPart, PersonalData, material_scope_key
from mashura.consultation.models.programmes import Meeting, Programme
from mashura.evidence.models import Finding
from mashura.kit.clock import now
from mashura.kit.fields import ExpressionsField, LocalisedField
from mashura.kit.ids import new_id

REF_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,23}$"


class Recommendation(CountryMaterial):
    """What is recommended, by its reference, which is never used again. Its words stand in its versions.

    A row is never deleted, its reference never changes, and what was issued or ended never goes back (migration 0005).

    `theme` is its one primary theme (so that totals add up), `secondary_themes` overlap. `action_strength` is the
    1-to-5 scale of `spec/commitments.md` c.6. `import_key` knows a row of a partner's file again.
    """

    class State(models.TextChoices):
        """Where it stands on its way from a draft to an issued recommendation."""

        DRAFT = "draft"
        PROPOSED = "proposed"
        CONSOLIDATED = "consolidated"
        ADOPTED = "adopted"
        ISSUED = "issued"
        CLOSED = "closed"
        WITHDRAWN = "withdrawn"
        SUPERSEDED = "superseded"
        MERGED = "merged"
        SPLIT = "split"

    class SourceKind(models.TextChoices):
        """In what kind of process it was made."""

        STUDY = "study"
        WORKSHOP = "workshop"
        REGIONAL_MEETING = "regional-meeting"
        UPR = "upr"
        TREATY_BODY = "treaty-body"
        SPECIAL_PROCEDURE = "special-procedure"
        OTHER = "other"

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="recommendations")
    ref = models.CharField(max_length=24)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    state_reason = ExpressionsField(blank=True)
    theme = models.CharField(max_length=16, blank=True)
    secondary_themes = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    affected_groups = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    action_strength = models.PositiveSmallIntegerField(null=True, blank=True)
    source_kind = models.CharField(max_length=24, choices=SourceKind)
    source_symbol = models.CharField(max_length=120, blank=True)
    source_paragraph = models.CharField(max_length=40, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    source_dated = models.DateField(null=True, blank=True)
    proposers = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    import_key = models.CharField(max_length=128, blank=True)
    made_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("programme", "ref")
        constraints = [
            *CountryMaterial.Meta.constraints,
            material_scope_key("recommendation"),
            models.UniqueConstraint(fields=("programme", "ref"), name="recommendation_ref_is_unique"),
            # It stands in addresses.
            models.CheckConstraint(name="recommendation_ref_has_its_form", condition=Q(ref__regex=REF_PATTERN)),
            models.UniqueConstraint(
                fields=("programme", "import_key"), condition=~Q(import_key=""), name="recommendation_is_imported_once"
            ),
            models.CheckConstraint(
                name="recommendation_strength_is_1_to_5",
                condition=Q(action_strength__isnull=True) | Q(action_strength__range=(1, 5)),
            ),
            models.CheckConstraint(
                name="withdrawn_recommendation_has_reason",
                condition=~Q(state="withdrawn") | ~Q(state_reason__original=""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class RecommendationVersion(MaterialPart):
    """The words of a recommendation at one stage. What was issued never changes: the next version is made.

    The languages that there were at issue stand in `closed_text` and `closed_reason`; another one may come later, and
    `added_on` tells when, so that readers know it was not negotiated. All three are the database's own (migration
    0007).
    """

    class Stage(models.TextChoices):
        """Where the words were settled."""

        DRAFT_STUDY = "draft-study"
        NATIONAL_WORKSHOP = "national-workshop"
        REGIONAL_MEETING = "regional-meeting"
        PUBLISHED_REPORT = "published-report"

    personal_data = {
        **dict.fromkeys(
            ("programme", "open_to", "is_released", "recommendation", "number", "stage", "text", "reason", "made_at"),
            PersonalData.NONE,
        ),
        **dict.fromkeys(("is_issued", "closed_text", "closed_reason", "added_on"), PersonalData.NONE),
        "made_by": PersonalData.AUTHORSHIP,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, choices=Stage)
    text = ExpressionsField()
    reason = ExpressionsField(blank=True)
    is_issued = models.BooleanField(default=False)
    closed_text: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField(), default=list, blank=True)
    closed_reason: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField(), default=list, blank=True)
    added_on = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("recommendation", "number")
        constraints = [
            models.UniqueConstraint(fields=("recommendation", "number"), name="recommendation_version_once"),
            models.CheckConstraint(name="recommendation_versions_start_at_1", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}:{self.number}"

    @property
    def added_languages(self) -> dict[str, datetime]:
        """The languages that were added after issue, and when."""
        return {language: datetime.fromisoformat(moment) for language, moment in self.added_on.items()}

    @staticmethod
    def still_read(rows: "QuerySet[RecommendationVersion]", field: str) -> "QuerySet[RecommendationVersion]":
        """Of the texts those of the last versions; the reasons of all, which stand beside each other."""
        later = RecommendationVersion.objects.filter(
            recommendation=OuterRef("recommendation"), number__gt=OuterRef("number")
        )
        return rows.exclude(Exists(later)) if field == "text" else rows


class Addressee(MaterialPart):
    """One body to which a recommendation is addressed; each answers for itself, one of them leads.

    `addressee_class` is a code of the reference pack. A body without an organisation on this platform (the government
    of a State in a published recommendation) is told by `names`.
    """

    class Role(models.TextChoices):
        """What is expected of it among the addressees."""

        LEAD = "lead"
        CO = "co"
        CONSULTED = "consulted"

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="addressees")
    addressee_class = models.CharField(max_length=32)
    country = models.CharField(max_length=3, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    names = LocalisedField(blank=True)
    role = models.CharField(max_length=12, choices=Role)

    class Meta:
        ordering = ("recommendation", "role", "id")
        constraints = [
            material_scope_key("addressee"),
            models.UniqueConstraint(
                fields=("recommendation",), condition=Q(role="lead", country=""), name="one_lead_among_addressees"
            ),
            models.UniqueConstraint(
                fields=("recommendation", "country"), condition=Q(role="lead"), name="one_lead_per_country"
            ),
            models.UniqueConstraint(
                fields=("recommendation", "organisation"),
                condition=Q(organisation__isnull=False),
                name="organisation_is_addressed_once",
            ),
            models.CheckConstraint(
                name="addressee_is_somebody", condition=Q(organisation__isnull=False) | ~Q(names={})
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RecommendationOrigin(MaterialPart):
    """Where a recommendation comes from: a finding or a meeting of the programme."""

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="origins")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = LocalisedField(blank=True)

    class Meta:
        ordering = ("recommendation", "id")
        constraints = [
            models.CheckConstraint(
                name="recommendation_origin_is_one_thing",
                condition=Q(finding__isnull=True, meeting__isnull=False)
                | Q(finding__isnull=False, meeting__isnull=True),
            ),
            models.UniqueConstraint(fields=("recommendation", "finding"), name="recommendation_names_finding_once"),
            models.UniqueConstraint(fields=("recommendation", "meeting"), name="recommendation_names_meeting_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RecommendationLink(MaterialPart):
    """How one recommendation stands to another of the same programme."""

    class Kind(models.TextChoices):
        """What `recommendation` does to `other`."""

        REPEATS = "repeats"
        SUPERSEDES = "supersedes"
        SPLITS = "splits"
        MERGES = "merges"

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="linked_by")
    kind = models.CharField(max_length=12, choices=Kind)

    class Meta:
        ordering = ("recommendation", "kind", "id")
        constraints = [
            models.UniqueConstraint(fields=("recommendation", "other", "kind"), name="recommendation_link_once"),
            models.CheckConstraint(name="recommendation_links_to_another", condition=~Q(recommendation=F("other"))),
        ]

    def __str__(self) -> str:
        return str(self.pk)
