"""Findings: what the evidence says, with what supports it and what contradicts it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mashura.access.public import CountryMaterial, MaterialPart, PersonalData, material_scope_key
from mashura.evidence.models.datasets import Vintage
from mashura.evidence.models.sources import FieldSource, Source, SourceKind
from mashura.kit.clock import now
from mashura.kit.fields import ExpressionsField, LocalisedField
from mashura.kit.ids import new_id


class Finding(CountryMaterial):
    """A statement that evidence supports, or a gap in the evidence. Not a recommendation, and not an opinion.

    The statement names values of figures in place of numbers (`stats.inline`). Its strength is computed from its
    evidence by a published rule (`rules.findings`); its confidence is a person's, with a reason.
    """

    class Kind(models.TextChoices):
        """What kind of statement it is; a gap says what is not known."""

        DESCRIPTIVE = "descriptive"
        COMPARATIVE = "comparative"
        CAUSAL = "causal"
        GAP = "gap"

    class Confidence(models.TextChoices):
        """How sure its author is, beside the computed strength."""

        LOW = "low"
        MEDIUM = "medium"
        HIGH = "high"

    personal_data = {
        **dict.fromkeys(
            (
                "countries",
                "open_to",
                "released_by",
                "public_from",
                "is_released",
                "programme",
                "ref",
                "kind",
                "theme",
                "statement",
                "first_year",
                "last_year",
                "confidence",
                "confidence_reason",
                "made_at",
            ),
            PersonalData.NONE,
        ),
        "author": PersonalData.AUTHORSHIP,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.CharField(max_length=40)
    ref = models.CharField(max_length=16)
    kind = models.CharField(max_length=16, choices=Kind)
    theme = models.CharField(max_length=16, help_text="A code of the topic tree.")
    statement = ExpressionsField()
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    confidence = models.CharField(max_length=8, choices=Confidence, blank=True)
    confidence_reason = LocalisedField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("programme", "ref")
        constraints = [
            *CountryMaterial.Meta.constraints,
            material_scope_key("finding"),
            models.UniqueConstraint(fields=("programme", "ref"), name="finding_ref_is_unique"),
            models.CheckConstraint(name="finding_ref_has_its_form", condition=Q(ref__regex=r"^F-[0-9]{1,5}$")),
            models.CheckConstraint(
                name="finding_confidence_has_a_reason", condition=Q(confidence="") | ~Q(confidence_reason={})
            ),
            models.CheckConstraint(
                name="finding_years_in_order",
                condition=Q(first_year__isnull=True) | Q(last_year__isnull=True) | Q(first_year__lte=F("last_year")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class FindingEvidence(MaterialPart):
    """One thing that supports or contradicts a finding, with a line that says why.

    Exactly one of: a figure with its parameters, a vintage, a published source, a field source. Of a field source only
    kind, country and year are copied here, for readers on this side of the wall.
    """

    class Stance(models.TextChoices):
        """On which side of the statement it stands."""

        SUPPORTS = "supports"
        CONTRADICTS = "contradicts"

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="evidence")
    stance = models.CharField(max_length=12, choices=Stance)
    position = models.PositiveSmallIntegerField(default=0)
    why = LocalisedField()
    figure = models.CharField(max_length=64, blank=True)
    params = models.JSONField(default=dict, blank=True)
    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="cited_by")
    field_source = models.ForeignKey(FieldSource, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    field_kind = models.CharField(max_length=16, choices=SourceKind, blank=True)
    field_country = models.CharField(max_length=3, blank=True)
    field_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("finding", "position", "id")
        constraints = [
            models.CheckConstraint(
                name="finding_evidence_is_one_thing",
                condition=(
                    (~Q(figure="") & Q(vintage=None, source=None, field_source=None))
                    | Q(figure="", vintage__isnull=False, source=None, field_source=None)
                    | Q(figure="", vintage=None, source__isnull=False, field_source=None)
                    | Q(figure="", vintage=None, source=None, field_source__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="finding_evidence_tells_of_the_field",
                condition=Q(field_source=None)
                | (~Q(field_kind="") & ~Q(field_country="") & Q(field_year__isnull=False)),
            ),
            models.CheckConstraint(name="finding_evidence_says_why", condition=~Q(why={})),
        ]

    def __str__(self) -> str:
        return str(self.pk)
