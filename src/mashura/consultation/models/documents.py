"""Documents of a programme and of its meetings, each in the languages that there are, as links or as files.

A file lies in the data folder under its SHA-256 (`document_store`), so that what was handed out stays what it was.
"""

from django.db import models
from django.db.models import Q

from mashura.access.public import PersonalData
from mashura.consultation.models.meetings import AgendaItem
from mashura.consultation.models.programmes import Meeting, Programme
from mashura.kit.fields import LocalisedField
from mashura.kit.ids import new_id


class ProgrammeDocument(models.Model):
    """A document of a programme, or of one of its meetings, under one title.

    `is_released` is the programme's own where the document is for everybody, and null where it is only for those who
    take part in the programme; it follows the programme by a composite foreign key.
    """

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="documents")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, blank=True, related_name="documents")
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="documents"
    )
    key = models.CharField(max_length=40)
    title = LocalisedField()
    dated = models.DateField()
    is_released = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ("programme", "dated", "key")
        constraints = [
            models.UniqueConstraint(fields=("programme", "key"), name="document_key_is_unique"),
            models.CheckConstraint(name="document_has_a_title", condition=~Q(title={})),
            models.CheckConstraint(
                name="document_of_an_item_is_of_a_meeting",
                condition=Q(agenda_item__isnull=True) | Q(meeting__isnull=False),
            ),
            # What a file's composite foreign keys refer to.
            models.UniqueConstraint(fields=("id", "programme"), name="document_with_programme"),
            models.UniqueConstraint(fields=("id", "is_released"), name="document_with_release"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_public(self) -> bool:
        """Whether it is meant for everybody, once the programme is released."""
        return self.is_released is not None


class DocumentFile(models.Model):
    """A document in one language: a link, or a file that is kept here. The scope is the document's and follows it."""

    personal_data = {
        **dict.fromkeys(
            ("document", "programme", "is_released", "language", "url", "sha256", "bytes", "made_at"),
            PersonalData.NONE,
        ),
        "name": PersonalData.FREE_TEXT,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(ProgrammeDocument, on_delete=models.CASCADE, related_name="files")
    programme = models.CharField(max_length=40)
    is_released = models.BooleanField(null=True, blank=True)
    language = models.CharField(max_length=16)
    url = models.URLField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200, blank=True)
    bytes = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("document", "language")
        constraints = [
            models.UniqueConstraint(fields=("document", "language"), name="document_file_of_a_language_once"),
            models.CheckConstraint(
                name="document_file_is_a_link_or_kept",
                condition=(~Q(url="") & Q(sha256="", name=""))
                | (Q(url="", sha256__regex=r"^[0-9a-f]{64}$") & ~Q(name="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def take_scope_of(self, document: ProgrammeDocument) -> None:
        """Copy the scope of the document; call before saving a new row."""
        self.document, self.programme = document, document.programme_id
        self.is_released = document.is_released
