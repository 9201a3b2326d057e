"""The files of progress reports. Each lies in the data folder under its hash, like every document that is kept here."""

from django.db import models
from django.db.models import Q

from mashura.access.models import HASH, Organisation, Post
from mashura.access.public import MaterialPart, PersonalData
from mashura.commitments.models.commitments import Commitment
from mashura.commitments.models.owned import no_person_but
from mashura.commitments.models.reports import ProgressReport
from mashura.consultation.public import DOCUMENT_TYPES, MAX_DOCUMENT_BYTES
from mashura.kit.clock import now
from mashura.kit.ids import new_id


class ReportFile(MaterialPart):
    """A file that goes with a progress report. Scope and author are the report's, copied, and follow it.

    `is_released` is the report's own, and null for a private file, which is therefore never public. Once the report
    was accepted none is added, changed or taken out (migration 0002).
    """

    personal_data = no_person_but(
        (
            *("programme", "open_to", "is_released", "report", "author", "is_private", "media_type", "sha256"),
            *("bytes", "added_at"),
        ),
        name=PersonalData.FREE_TEXT,
        added_by=PersonalData.ROLE,
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="files")
    author = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_private = models.BooleanField(default=False)
    is_released = models.BooleanField(null=True, blank=True)  # type: ignore[assignment] # null where it is private
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()
    added_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("report", "added_at", "name", "id")
        constraints = [
            models.UniqueConstraint(fields=("report", "sha256"), name="file_goes_with_a_report_once"),
            models.CheckConstraint(
                name="private_file_is_never_public",
                condition=Q(is_private=True, is_released__isnull=True) | Q(is_private=False, is_released__isnull=False),
            ),
            models.CheckConstraint(name="report_file_has_hash", condition=Q(sha256__regex=HASH)),
            models.CheckConstraint(name="report_file_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="report_file_type_is_known", condition=Q(media_type__in=sorted(set(DOCUMENT_TYPES.values())))
            ),
            models.CheckConstraint(
                name="report_file_has_a_size_that_is_kept", condition=Q(bytes__range=(1, MAX_DOCUMENT_BYTES))
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def commitment(self) -> Commitment:
        """The commitment that its report is about."""
        return self.report.commitment

    def take_scope_of(self, parent: ProgressReport) -> None:
        super().take_scope_of(parent)
        self.report, self.author_id = parent, parent.author_id
        if self.is_private:
            self.is_released = None
