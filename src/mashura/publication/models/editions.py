"""Editions: documents as they were published, and the clearances that let them be.

Not for text under discussion: an edition is written from what the apps below have released, and never edited. What is
wrong in one is put right in the next version; the earlier one stays what it was.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mashura.access.models import COUNTRY_CODE, Post
from mashura.access.public import PersonalData
from mashura.consultation.models import Programme
from mashura.kit.clock import now
from mashura.kit.ids import new_id

SHA256_PATTERN = r"^[0-9a-f]{64}$"


def _country_codes() -> "ArrayField[Any, Any]":
    # text[], not varchar[]: PostgreSQL compares the elements of both sides of a constraint as one type.
    return ArrayField(models.TextField(validators=[COUNTRY_CODE]), default=list, blank=True)


class Edition(models.Model):
    """One version of a programme's report or press note in one language: a PDF, known by its hash, that never changes.

    The file lies at `DATA_DIR/editions/<name>.pdf`. `content_sha256` covers all that the pages are made of but version
    and day, so that the same content is not published twice in a row. `provenance` is the text that the PDF carries
    inside. `countries` are those it has a chapter on; `asked_of` those whose focal points were asked to clear it and
    may read it for that; `cleared_by` those that did (a trigger holds it to the rows of `EditionClearance`).
    `embargo_until` is the moment printed in it, if any. `public_from` is set once every country has cleared it, and
    `is_released` follows when that moment has come. `shared_with` are organisations that may read it before. Nothing
    but asking, clearing, sharing and releasing changes a row (a trigger again).
    """

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        PRESS_NOTE = "press-note", _("Press note")

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.REPORT)
    language = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    dated = models.DateField()
    title = models.CharField(max_length=300)
    content_sha256 = models.CharField(max_length=64)
    file_sha256 = models.CharField(max_length=64)
    file_bytes = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    provenance = models.JSONField()
    built_at = models.DateTimeField(default=now)
    countries = _country_codes()
    asked_of = _country_codes()
    cleared_by = _country_codes()
    shared_with: "ArrayField[Any, Any]" = ArrayField(models.UUIDField(), default=list, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    public_from = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_released = models.BooleanField(default=False)

    class Meta:
        ordering = ("programme", "kind", "language", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=("programme", "kind", "language", "version"), name="edition_version_is_given_once"
            ),
            # What the composite foreign keys of clearances and of the dissemination record refer to.
            models.UniqueConstraint(fields=("id", "programme", "is_released"), name="edition_with_scope"),
            models.UniqueConstraint(fields=("id", "programme"), name="edition_with_programme"),
            models.CheckConstraint(name="edition_kind_is_known", condition=Q(kind__in=["report", "press-note"])),
            models.CheckConstraint(name="edition_versions_count_from_one", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="edition_hashes_are_sha256",
                condition=Q(content_sha256__regex=SHA256_PATTERN) & Q(file_sha256__regex=SHA256_PATTERN),
            ),
            models.CheckConstraint(name="edition_has_pages", condition=Q(pages__gt=0, file_bytes__gt=0)),
            models.CheckConstraint(
                name="edition_names_its_language",
                condition=Q(language__regex=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"),
            ),
            models.CheckConstraint(
                name="edition_goes_out_when_all_cleared",
                condition=Q(public_from__isnull=True) | Q(countries__contained_by=F("cleared_by")),
            ),
            models.CheckConstraint(
                name="edition_is_released_at_its_time",
                condition=Q(is_released=False) | Q(public_from__isnull=False),
            ),
            models.CheckConstraint(
                name="edition_keeps_the_embargo_it_prints",
                condition=Q(public_from__isnull=True)
                | Q(embargo_until__isnull=True)
                | Q(public_from__gte=F("embargo_until")),
            ),
            models.CheckConstraint(
                name="edition_withdrawn_is_not_public",
                condition=Q(withdrawn_at__isnull=True) | Q(public_from__isnull=True, is_released=False),
            ),
        ]

    def __str__(self) -> str:
        kind = "" if self.kind == self.Kind.REPORT else f"{self.kind}-"
        return f"{self.programme_id}-{kind}{self.language}-{self.version}"

    @property
    def megabytes(self) -> float:
        """The size of the file as readers know it, in millions of bytes."""
        return self.file_bytes / 1_000_000

    @property
    def waits_for(self) -> list[str]:
        """Countries that have not cleared it yet, in the order of their codes."""
        return sorted(set(self.countries) - set(self.cleared_by))


class EditionClearance(models.Model):
    """One country's clearance of one edition: by its focal point, or by the system for published facts."""

    class Basis(models.TextChoices):
        FOCAL_POINT = "focal-point", _("Cleared by the country’s focal point")
        PUBLISHED_FACTS = "published-facts", _("Made of published facts only")

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="clearances")
    programme = models.CharField(max_length=40)
    country = models.CharField(max_length=3, validators=[COUNTRY_CODE])
    basis = models.CharField(max_length=16, choices=Basis.choices)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("edition", "country")
        constraints = [
            models.UniqueConstraint(fields=("edition", "country"), name="country_clears_an_edition_once"),
            models.CheckConstraint(
                name="clearance_names_its_post",
                condition=Q(basis="focal-point", post__isnull=False) | Q(basis="published-facts", post__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
