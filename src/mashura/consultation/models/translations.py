"""Who wrote a translation: for the rule that another person reviews it. The words stand in the text itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mashura.access.models import HASH
from mashura.access.public import PersonalData
from mashura.kit.clock import now
from mashura.kit.ids import new_id


class TranslationRecord(models.Model):
    """That somebody wrote the text with this hash in a language of a field of a row. Everybody sees their own alone.

    `subject` is the label of the row's table. Neither text nor title is kept here.
    """

    personal_data = {
        **dict.fromkeys(("subject", "object_id", "field", "language", "text_sha256", "written_at"), PersonalData.NONE),
        "translator": PersonalData.AUTHORSHIP,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    translator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)
    object_id = models.CharField(max_length=80)
    field = models.CharField(max_length=64)
    language = models.CharField(max_length=16)
    text_sha256 = models.CharField(max_length=64)
    written_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("written_at", "id")
        indexes = [models.Index(fields=["object_id", "translator"], name="translation_record_of_row")]
        constraints = [
            models.CheckConstraint(name="translation_record_has_hash", condition=Q(text_sha256__regex=HASH)),
        ]

    def __str__(self) -> str:
        return str(self.pk)
