"""The rules of procedure of a programme, in versions."""

from typing import Any

from django.db import models
from django.db.models import Q

from mashura.access.public import PersonalData
from mashura.consultation.models.programmes import Programme
from mashura.kit.ids import new_id


class RulesVersion(models.Model):
    """One version of a programme's rules of procedure, in the canonical form of `rules.procedure`.

    A version never changes: nobody has the right to, and a meeting that pinned it goes on by it. `is_released` is the
    programme's own and follows it by a composite foreign key.
    """

    personal_data = PersonalData.NONE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="rules_versions")
    number = models.PositiveSmallIntegerField()
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    is_released = models.BooleanField(default=False)

    class Meta:
        ordering = ("programme", "-number")
        constraints = [
            models.UniqueConstraint(fields=("programme", "number"), name="rules_version_number_is_unique"),
            models.CheckConstraint(name="rules_version_has_a_hash", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            # What the composite foreign key of a meeting that pins it refers to.
            models.UniqueConstraint(fields=("id", "programme"), name="rules_version_with_programme"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.number}"
