"""What addressees answer to recommendations. An answer never changes: a later one stands beside it."""

from django.db import models
from django.db.models import F, Q

from mashura.access.models import Organisation, Post
from mashura.access.public import CountryMaterial, PersonalData
from mashura.commitments.models.owned import MATERIAL_FIELDS, choices, no_person_but, values
from mashura.commitments.rules.positions import Position
from mashura.consultation.models import Addressee, Programme, RecommendationVersion
from mashura.kit.clock import now
from mashura.kit.fields import ExpressionsField, LocalisedField
from mashura.kit.ids import new_id


class ResponseRequest(CountryMaterial):
    """That an addressee was asked for its answer, and by which day (in the addressee's own zone). Never public."""

    personal_data = no_person_but(
        (*MATERIAL_FIELDS, "addressee", "organisation", "country", "due", "asked_at"), asked_by=PersonalData.ROLE
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    addressee = models.OneToOneField(Addressee, on_delete=models.PROTECT, related_name="response_request")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    country = models.CharField(max_length=3, blank=True)
    due = models.DateField()
    asked_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("due", "id")
        constraints = [
            *CountryMaterial.Meta.constraints,
            models.CheckConstraint(name="response_request_stays_inside", condition=Q(public_from__isnull=True)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Response(CountryMaterial):
    """One answer of one addressee, by its position; the newest version is the current one.

    `names` is the addressee's name as it stood, `text_answered` the very version of the text that it answers.
    `organisation` is the addressee's on this platform, none for the government of a State in a published document;
    `source_…` say where the position is known from. `signed_by` is a post of that organisation (migration 0001).
    """

    personal_data = no_person_but(
        (
            *MATERIAL_FIELDS,
            *("addressee", "text_answered", "organisation", "names", "country", "number", "position", "reason"),
            *("conditions", "answer_by"),
            *("source_document", "source_paragraph", "source_url", "decided_on", "recorded_at"),
        ),
        signed_by=PersonalData.ROLE,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="responses")
    text_answered = models.ForeignKey(RecommendationVersion, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    names = LocalisedField()
    country = models.CharField(max_length=3, blank=True)
    number = models.PositiveSmallIntegerField()
    position = models.CharField(max_length=24, choices=choices(Position))
    reason = ExpressionsField(blank=True)
    conditions = ExpressionsField(blank=True)
    answer_by = models.DateField(null=True, blank=True)
    source_document = LocalisedField(blank=True)
    source_paragraph = models.CharField(max_length=40, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    # None where a published document gives no day.
    decided_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("addressee", "number")
        constraints = [
            *CountryMaterial.Meta.constraints,
            models.UniqueConstraint(fields=("addressee", "number"), name="response_version_once"),
            models.CheckConstraint(name="response_versions_start_at_1", condition=Q(number__gte=1)),
            models.CheckConstraint(name="response_position_is_known", condition=Q(position__in=values(Position))),
            models.CheckConstraint(
                name="only_a_considered_response_has_a_day",
                condition=Q(answer_by__isnull=True) | Q(position="under_consideration"),
            ),
            models.CheckConstraint(
                name="response_answer_comes_later",
                condition=Q(answer_by__isnull=True) | Q(answer_by__gt=F("decided_on")),
            ),
            models.CheckConstraint(
                name="no_addressee_signs_no_response", condition=~Q(position="no_response") | Q(signed_by__isnull=True)
            ),
            models.CheckConstraint(
                name="response_is_signed_or_sourced",
                condition=Q(position="no_response")
                | Q(signed_by__isnull=False, organisation__isnull=False)
                | ~Q(source_document={}),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id}:{self.number}"
