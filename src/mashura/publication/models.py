"""Editions: documents as they were published.

Not for text under discussion: an edition is written from what the apps below have released, and never edited. What is
wrong in one is put right in the next version; the earlier one stays what it was.
"""

from django.db import models
from django.db.models import Q

from mashura.access.public import PersonalData
from mashura.consultation.models import Programme
from mashura.kit.clock import now
from mashura.kit.ids import new_id

SHA256_PATTERN = r"^[0-9a-f]{64}$"


class Edition(models.Model):
    """One version of a programme's report in one language: a PDF, known by its hash, that never changes.

    The file lies at `DATA_DIR/editions/<programme>-<language>-<version>.pdf`. `content_sha256` covers all that the
    pages are made of but version and day, so that the same content is not published twice in a row. `provenance` is
    the text that the PDF carries inside. Only releasing changes a row, and only once.
    """

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
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
    is_released = models.BooleanField(default=False)

    class Meta:
        ordering = ("programme", "language", "-version")
        constraints = [
            models.UniqueConstraint(fields=("programme", "language", "version"), name="edition_version_is_given_once"),
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
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}-{self.language}-{self.version}"

    @property
    def megabytes(self) -> float:
        """The size of the file as readers know it, in millions of bytes."""
        return self.file_bytes / 1_000_000
