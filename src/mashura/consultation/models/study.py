"""The study: a researcher's text in versions, parts and numbered paragraphs, one expression per language.

The study is its author's. Workshops discuss it and countries release the parts about them; nobody else amends it. What
meetings agree is no study: those texts are conclusions, with tables of their own.

Keys of parts and paragraphs stay the same from one version to the next, so that a paragraph can be followed through
all of them. Numbers of paragraphs are not stored: they are counted for each reader (`rules.study`).
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mashura.access.public import CountryMaterial, MaterialPart, PersonalData
from mashura.consultation.models.programmes import CODE_PATTERN, Programme
from mashura.consultation.rules.study import Stage
from mashura.evidence.models import Finding
from mashura.kit.clock import now
from mashura.kit.fields import ExpressionsField, LocalisedField
from mashura.kit.ids import new_id

KEY_PATTERN = r"^[a-z0-9][a-z0-9-]{0,39}$"
_MATERIAL = ("countries", "open_to", "released_by", "public_from", "is_released")
_PART = ("programme", "open_to", "is_released", "is_frozen")


def _classes(*fields: str) -> dict[str, PersonalData]:
    return {**dict.fromkeys(fields, PersonalData.NONE), "author": PersonalData.AUTHORSHIP}


def _author() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class Study(CountryMaterial):
    """A study of a programme, known by its key. What it says stands in its versions."""

    amended_by_author_only: ClassVar[bool] = True
    personal_data = _classes(*_MATERIAL, "programme", "key", "title", "begun_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="studies")
    author = _author()
    key = models.CharField(max_length=40)
    title = ExpressionsField()
    begun_at = models.DateTimeField(default=now)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("programme", "key")
        constraints = [
            *CountryMaterial.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "key"), name="study_key_is_unique"),
            models.CheckConstraint(name="study_key_is_a_slug", condition=Q(key__regex=CODE_PATTERN)),
            # What a version's composite foreign key refers to.
            models.UniqueConstraint(fields=["id", "programme", "author"], name="study_with_author"),
        ]

    def __str__(self) -> str:
        return self.key


class StudyVersion(CountryMaterial):
    """One version of a study, from its draft to its publication. Frozen once the next is made; then it never changes.

    `made_from` is the version that it was copied from, `reason` why it was made.
    """

    personal_data = {
        **_classes(*_MATERIAL, "programme", "study", "number", "stage", "made_from", "reason", "made_at"),
        "made_by": PersonalData.AUTHORSHIP,
        "is_frozen": PersonalData.NONE,
        "frozen_at": PersonalData.NONE,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.CharField(max_length=40)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="versions")
    author = _author()
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, choices=[(stage.value, stage.value) for stage in Stage])
    made_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    reason = LocalisedField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    is_frozen = models.BooleanField(default=False)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("study", "number")
        constraints = [
            *CountryMaterial.Meta.constraints,
            models.UniqueConstraint(fields=("study", "number"), name="study_version_once"),
            models.CheckConstraint(name="study_versions_start_at_1", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="study_stage_is_known", condition=Q(stage__in=[stage.value for stage in Stage])
            ),
            models.CheckConstraint(
                name="later_study_version_has_origin_and_reason",
                condition=Q(number=1, made_from__isnull=True)
                | (Q(number__gt=1, made_from__isnull=False) & ~Q(reason={})),
            ),
            models.CheckConstraint(
                name="frozen_study_version_has_its_moment",
                condition=Q(is_frozen=False, frozen_at__isnull=True) | Q(is_frozen=True, frozen_at__isnull=False),
            ),
            # One version at a time is open for work.
            models.UniqueConstraint(
                fields=("study",), condition=Q(is_frozen=False), name="study_has_one_version_in_work"
            ),
            models.UniqueConstraint(
                fields=["id", "programme", "author", "is_frozen"], name="study_version_with_author"
            ),
            # What a round of comments refers to.
            models.UniqueConstraint(fields=["id", "study", "programme"], name="study_version_with_study"),
        ]

    def __str__(self) -> str:
        return f"{self.study_id}:{self.number}"


class StudyPart(CountryMaterial):
    """A part of a version: a chapter. A chapter about a country is public only once that country has released it."""

    amended_by_author_only: ClassVar[bool] = True
    personal_data = _classes(
        *_MATERIAL, "programme", "version", "key", "position", "title", "earlier_title", "is_frozen"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.CharField(max_length=40)
    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="parts")
    author = _author()
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    title = ExpressionsField()
    earlier_title = models.TextField(blank=True, help_text="The original from which stale translations were made.")
    is_frozen = models.BooleanField(default=False)

    class Meta(CountryMaterial.Meta):
        abstract = False
        ordering = ("version", "position")
        constraints = [
            *CountryMaterial.Meta.constraints,
            models.UniqueConstraint(fields=("version", "key"), name="study_part_key_is_unique"),
            models.UniqueConstraint(
                fields=("version", "position"), name="study_part_has_its_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(name="study_part_key_is_a_slug", condition=Q(key__regex=KEY_PATTERN)),
            models.UniqueConstraint(
                fields=["id", "programme", "open_to", "is_released", "author", "is_frozen"],
                name="study_part_with_scope",
            ),
            # What a comment refers to, which is public only while its part is.
            models.UniqueConstraint(fields=["id", "is_released"], name="study_part_with_release"),
        ]

    def __str__(self) -> str:
        return self.key


class StudyParagraph(MaterialPart):
    """A paragraph of a part. Its words name values of figures in place of numbers (`stats.inline`)."""

    amended_by_author_only: ClassVar[bool] = True
    personal_data = _classes(*_PART, "part", "key", "position", "text", "earlier_text", "changed_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    part = models.ForeignKey(StudyPart, on_delete=models.CASCADE, related_name="paragraphs")
    author = _author()
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    text = ExpressionsField()
    earlier_text = models.TextField(blank=True, help_text="The original from which stale translations were made.")
    changed_at = models.DateTimeField(default=now)
    is_frozen = models.BooleanField(default=False)

    class Meta:
        ordering = ("part", "position")
        constraints = [
            models.UniqueConstraint(fields=("part", "key"), name="study_paragraph_key_is_unique"),
            models.UniqueConstraint(
                fields=("part", "position"), name="study_paragraph_has_its_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(name="study_paragraph_key_is_a_slug", condition=Q(key__regex=KEY_PATTERN)),
            models.UniqueConstraint(
                fields=["id", "programme", "open_to", "is_released", "author", "is_frozen"],
                name="study_paragraph_with_scope",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def take_scope_of(self, parent: Any) -> None:
        super().take_scope_of(parent)
        self.author_id, self.is_frozen = parent.author_id, parent.is_frozen


class StudyCitation(MaterialPart):
    """A finding on which a paragraph rests."""

    personal_data = _classes(*_PART, "paragraph", "finding")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paragraph = models.ForeignKey(StudyParagraph, on_delete=models.CASCADE, related_name="citations")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="cited_in_studies")
    author = _author()
    is_frozen = models.BooleanField(default=False)

    class Meta:
        ordering = ("paragraph", "id")
        constraints = [
            models.UniqueConstraint(fields=("paragraph", "finding"), name="study_paragraph_cites_finding_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def take_scope_of(self, parent: Any) -> None:
        super().take_scope_of(parent)
        self.author_id, self.is_frozen = parent.author_id, parent.is_frozen
