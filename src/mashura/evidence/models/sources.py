"""What findings rest on besides data: published sources, and what a researcher collected in the field."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mashura.access.public import CountryMaterial, PersonalData, material_scope_key
from mashura.evidence.models.datasets import CODE_PATTERN
from mashura.kit.clock import now
from mashura.kit.fields import LocalisedField
from mashura.kit.ids import new_id


class SourceKind(models.TextChoices):
    """What a source is. The first three are collected in the field and stay behind the confidentiality wall."""

    INTERVIEW = "interview"
    FOCUS_GROUP = "focus_group"
    OBSERVATION = "observation"
    DOCUMENT = "document"
    LEGISLATION = "legislation"
    STATISTICS = "statistics"
    SURVEY = "survey"
    MEDIA = "media"


FIELD_KINDS = (SourceKind.INTERVIEW, SourceKind.FOCUS_GROUP, SourceKind.OBSERVATION)


class Source(CountryMaterial):
    """A published source: who published what, when, where it can be read. Not for anything collected in confidence.

    `title` keeps the official words in the source's own language, with translations beside it. Two sources of one
    publisher are not independent of each other (`rules.findings`).
    """

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, choices=SourceKind)
    title = LocalisedField()
    publisher = LocalisedField()
    language = models.CharField(max_length=16, blank=True)
    published_on = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("programme", "key")
        constraints = [
            *CountryMaterial.Meta.constraints,
            material_scope_key("source"),
            models.UniqueConstraint(fields=("programme", "key"), name="source_key_is_unique"),
            models.CheckConstraint(name="source_key_is_a_slug", condition=Q(key__regex=CODE_PATTERN)),
            models.CheckConstraint(name="source_is_not_collected_in_confidence", condition=~Q(kind__in=FIELD_KINDS)),
        ]

    def __str__(self) -> str:
        return self.key


class FieldSource(models.Model):
    """An interview, focus group or observation: the researcher's alone. Nobody else ever reads a row of it.

    A pseudonym and nothing that identifies a person: no name, address or file. Readers of a finding learn kind,
    country and year, which the finding's evidence copies.
    """

    personal_data = {
        "programme": PersonalData.NONE,
        "author": PersonalData.AUTHORSHIP,
        "label": PersonalData.FREE_TEXT,
        "kind": PersonalData.NONE,
        "respondent": PersonalData.NONE,
        "country": PersonalData.NONE,
        "held_on": PersonalData.TRACE,
        "notes": PersonalData.FREE_TEXT,
        "registered_at": PersonalData.TRACE,
    }

    class Respondent(models.TextChoices):
        """Whose account it is."""

        AUTHORITY = "authority"
        INTERNATIONAL_ORGANISATION = "international_organisation"
        CIVIL_SOCIETY = "civil_society"
        MIGRANT = "migrant"
        REFUGEE = "refugee"
        HOST_COMMUNITY = "host_community"
        EMPLOYER = "employer"
        EXPERT = "expert"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.CharField(max_length=40)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=SourceKind)
    respondent = models.CharField(max_length=32, choices=Respondent)
    country = models.CharField(max_length=3)
    held_on = models.DateField()
    notes = models.TextField(blank=True)
    registered_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-held_on", "id")
        constraints = [
            models.CheckConstraint(name="field_source_is_collected_in_the_field", condition=Q(kind__in=FIELD_KINDS)),
            models.CheckConstraint(name="field_source_country_is_iso3", condition=Q(country__regex=r"^[A-Z]{3}$")),
        ]

    def __str__(self) -> str:
        return str(self.pk)
