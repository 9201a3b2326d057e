"""Assessments: how far something was put into practice, in the judgement of somebody other than its owner."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mashura.access.models import Organisation, Post
from mashura.access.public import CountryMaterial, PersonalData
from mashura.commitments.models.commitments import Commitment
from mashura.commitments.models.owned import MATERIAL_FIELDS, choices, no_person_but, values
from mashura.commitments.rules.assessments import Confidence, Level
from mashura.commitments.rules.states import AssessmentState
from mashura.consultation.models import Programme, Recommendation
from mashura.kit.clock import now
from mashura.kit.fields import ExpressionsField, LocalisedField
from mashura.kit.ids import new_id


class Assessment(CountryMaterial):
    """One party's judgement of a commitment, or of a recommendation in a country. Its words never change.

    A correction is a new row that `corrects` this one. `owner` is the commitment's (composite foreign key, migration
    0001) and never the assessor. `shown_to` is the owner once the judgement was proposed. `contested_names` is the name
    of the institution that contests it, as it stood.
    """

    personal_data = no_person_but(
        (
            *MATERIAL_FIELDS,
            *(
                "assessor",
                "assessor_names",
                "assessor_class",
                "commitment",
                "owner",
                "shown_to",
                "recommendation",
                "country",
                "level",
            ),
            *("is_regressed", "is_assessable", "confidence", "reasons", "evidence", "as_of", "method", "state"),
            *("contested_reason", "contested_names", "corrects", "made_at"),
        ),
        made_by=PersonalData.ROLE,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    assessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    assessor_names = LocalisedField()
    assessor_class = models.CharField(max_length=32)
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    shown_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    country = models.CharField(max_length=3, blank=True)
    level = models.CharField(max_length=16, choices=choices(Level))
    is_regressed = models.BooleanField(default=False)
    is_assessable = models.BooleanField(default=True)
    confidence = models.CharField(max_length=8, choices=choices(Confidence))
    reasons = ExpressionsField()
    evidence = ArrayField(models.URLField(max_length=500), default=list, blank=True)
    as_of = models.DateField()
    method = LocalisedField(blank=True)
    state = models.CharField(max_length=12, choices=choices(AssessmentState), default=AssessmentState.DRAFT.value)
    contested_reason = LocalisedField(blank=True)
    contested_names = LocalisedField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    made_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("as_of", "made_at", "id")
        constraints = [
            *CountryMaterial.Meta.constraints,
            models.UniqueConstraint(fields=("id", "commitment"), name="assessment_stays_with_its_commitment"),
            models.CheckConstraint(
                name="assessment_is_of_one_thing",
                condition=Q(commitment__isnull=False, owner__isnull=False, recommendation__isnull=True)
                | (Q(commitment__isnull=True, owner__isnull=True, recommendation__isnull=False) & ~Q(country="")),
            ),
            models.CheckConstraint(
                name="assessor_is_not_the_owner", condition=Q(owner__isnull=True) | ~Q(assessor=F("owner"))
            ),
            models.CheckConstraint(
                name="assessment_is_shown_to_its_owner",
                condition=Q(shown_to__isnull=True) | Q(shown_to=F("owner")),
            ),
            models.CheckConstraint(name="assessment_level_is_known", condition=Q(level__in=values(Level))),
            models.CheckConstraint(
                name="what_cannot_be_assessed_has_no_level", condition=Q(is_assessable=True) | Q(level="no_information")
            ),
            models.CheckConstraint(name="assessment_state_is_known", condition=Q(state__in=values(AssessmentState))),
            models.CheckConstraint(
                name="assessment_is_public_when_published",
                condition=Q(public_from__isnull=True) | Q(state="published"),
            ),
            models.CheckConstraint(
                name="contested_assessment_has_reason", condition=~Q(state="contested") | ~Q(contested_reason={})
            ),
            models.CheckConstraint(name="assessment_corrects_another", condition=~Q(corrects=F("id"))),
        ]

    def __str__(self) -> str:
        return str(self.pk)
