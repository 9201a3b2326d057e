"""The search index: which published pages hold which words.

Not for anything that is not on a page of this site already: no draft, no comment and no person is ever indexed here.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from mashura.access.public import PersonalData
from mashura.kit.fields import LocalisedField
from mashura.kit.ids import new_id


class SearchEntry(models.Model):
    """A page that can be found, once for all its languages."""

    class Kind(models.TextChoices):
        """What a reader finds behind the entry."""

        FIGURE = "figure", _("Figure")
        DATASET = "dataset", _("Dataset")
        COUNTRY = "country", _("Country")
        TOPIC = "topic", _("Topic")
        PROGRAMME = "programme", _("Programme")
        EDITION = "edition", _("Report")
        FINDING = "finding", _("Finding")
        SOURCE = "source", _("Source")
        STUDY = "study", _("Study")
        MEETING = "meeting", _("Meeting")
        PRACTICE_NOTE = "practice_note", _("Practice note")
        RECOMMENDATION = "recommendation", _("Recommendation")
        COMMITMENT = "commitment", _("Commitment")
        REGISTER_ENTRY = "register_entry", _("Register of policies and practices")

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    address = models.CharField(max_length=200, help_text="Path below the language, as evidence/deaths-at-sea/.")
    title = LocalisedField()
    summary = LocalisedField()
    rank = models.PositiveSmallIntegerField(help_text="Order among equally good matches; the smaller comes first.")
    sources = ArrayField(
        models.TextField(),
        default=list,
        blank=True,
        help_text="The rows whose words the page holds, as evidence.finding:KEY.",
    )
    fingerprint = models.CharField(max_length=64, unique=True, help_text="SHA-256 of all that was indexed.")
    is_released = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "is_released"], name="search_entry_with_release"),
            models.CheckConstraint(condition=~models.Q(address__startswith="/"), name="search_address_below_language"),
        ]

    def __str__(self) -> str:
        return self.address


class SearchTerm(models.Model):
    """One word of one language of a page, folded for comparison by equality.

    PostgreSQL's own text search is of no use under row policies: its operators are not leakproof, so that no index
    would be used. `is_released` is the entry's, held equal by a composite foreign key (migration 0001).
    """

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="terms", db_index=False)
    language = models.CharField(max_length=35, help_text="BCP 47 tag of the text that the word stands in.")
    term = models.CharField(max_length=80)
    weight = models.PositiveSmallIntegerField(help_text="How much the word says about the page.")
    is_released = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "language", "term"], name="search_term_once_per_language"),
        ]
        indexes = [models.Index(fields=["term", "language"], name="search_by_term")]

    def __str__(self) -> str:
        return f"{self.term} ({self.language})"
