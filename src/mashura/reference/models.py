"""Reference data in the database: what other tables point to and what lists are filtered and sorted by.

Not a place to edit: rows mirror the signed-off packs and are replaced by loading another version. Not for ranking or
scoring countries. Rows about places and words only, so no field is personal.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mashura.access.public import PersonalData
from mashura.kit.fields import LocalisedField

ISO3_PATTERN = r"^[A-Z][A-Z0-9]{2}$"


class Country(models.Model):
    """A country, area, former State or group of origin that rows of data name; the database side of the pack.

    `sort_keys` maps a language to the key by which names are ordered in it, compared byte by byte.
    """

    class Kind(models.TextChoices):
        STATE = "state"
        AREA = "area"
        FORMER = "former"
        GROUP = "group"

    personal_data = PersonalData.NONE

    iso3 = models.CharField(primary_key=True, max_length=3)
    iso2 = models.CharField(max_length=2, blank=True)
    m49 = models.CharField(max_length=3, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    region = models.CharField(max_length=3, blank=True)
    names = LocalisedField()
    official_names = LocalisedField(blank=True)
    sort_keys: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    is_fictional = models.BooleanField(default=False)

    class Meta:
        ordering = ("iso3",)
        constraints = [
            models.CheckConstraint(name="country_code_is_alpha3", condition=Q(iso3__regex=ISO3_PATTERN)),
            models.CheckConstraint(
                name="country_point_has_both_coordinates",
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
            ),
            models.CheckConstraint(
                # A made-up State can never take the code of a real one: ISO 3166-1 leaves XAA to XZZ to its users.
                name="fictional_country_has_user_assigned_code",
                condition=Q(is_fictional=False) | Q(iso3__startswith="X"),
            ),
        ]

    def __str__(self) -> str:
        return self.iso3


class Area(models.Model):
    """A first-level area (governorate, region) by ISO 3166-2 code. Not an opinion on any boundary."""

    personal_data = PersonalData.NONE

    code = models.CharField(primary_key=True, max_length=6)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="areas")
    kind = models.CharField(max_length=16)
    names = LocalisedField()
    sort_keys: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Topic(models.Model):
    """A topic of the programme, or a theme under it. Not an affected group: those are a list of their own."""

    personal_data = PersonalData.NONE

    code = models.CharField(primary_key=True, max_length=16)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="themes")
    position = models.PositiveSmallIntegerField()
    title = LocalisedField()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.CheckConstraint(
                name="topic_is_not_its_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("code"))
            ),
            models.UniqueConstraint(
                name="topic_position_once_per_parent",
                fields=["parent", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.code


class FrameworkTerm(models.Model):
    """One line of another body's code list (an objective, target, domain), with our short paraphrase of it."""

    personal_data = PersonalData.NONE

    id = models.CharField(primary_key=True, max_length=64, help_text="framework/code")
    framework = models.CharField(max_length=32)
    code = models.CharField(max_length=32)
    position = models.PositiveSmallIntegerField()
    label = LocalisedField()
    topics: "models.ManyToManyField[Topic, CrosswalkLink]" = models.ManyToManyField(
        Topic, through="CrosswalkLink", related_name="framework_terms"
    )

    class Meta:
        ordering = ("framework", "position")
        constraints = [models.UniqueConstraint(name="framework_code_once", fields=["framework", "code"])]

    def __str__(self) -> str:
        return self.id


class CrosswalkLink(models.Model):
    """A theme comes close to a line of another code list. `is_confirmed` only after a person checked it."""

    personal_data = PersonalData.NONE

    id = models.CharField(primary_key=True, max_length=96, help_text="topic/framework/code")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE)
    term = models.ForeignKey(FrameworkTerm, on_delete=models.CASCADE)
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(name="crosswalk_link_once", fields=["topic", "term"])]

    def __str__(self) -> str:
        return self.id


class AddresseeClass(models.Model):
    """A kind of body that recommendations are addressed to; `group` is the broad class of the programme's report."""

    class Group(models.TextChoices):
        GOVERNMENT = "government"
        INTERNATIONAL_ORGANISATION = "international-organisation"
        CIVIL_SOCIETY = "civil-society"
        OTHER = "other"

    personal_data = PersonalData.NONE

    code = models.CharField(primary_key=True, max_length=32)
    group = models.CharField(max_length=32, choices=Group.choices)
    position = models.PositiveSmallIntegerField()
    title = LocalisedField()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.code


class AffectedGroup(models.Model):
    """People whom a recommendation is about, as a group; never a person."""

    personal_data = PersonalData.NONE

    code = models.CharField(primary_key=True, max_length=32)
    position = models.PositiveSmallIntegerField()
    title = LocalisedField()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.code


class LoadedPack(models.Model):
    """Which version of a pack the tables above hold; the hashes make loading the same version again a no-op."""

    personal_data = PersonalData.NONE

    code = models.CharField(primary_key=True, max_length=64)
    version = models.CharField(max_length=32)
    title = LocalisedField()
    sign_off = LocalisedField()
    is_signed_off = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64)
    countries = ArrayField(models.CharField(max_length=3), default=list)
    sources: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
