"""What the tables of commitments have in common: they belong to an institution, which alone answers for them."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db import migrations, models

from mashura.access.models import Organisation
from mashura.access.public import MaterialPart, PersonalData, hold_copied_scope

MATERIAL_FIELDS = ("programme", "countries", "open_to", "released_by", "public_from", "is_released")
PART_FIELDS = ("programme", "open_to", "is_released", "owner")


def choices(codes: type[StrEnum]) -> list[tuple[str, str]]:
    """The codes of a rule as choices of a field; what they are called is `wording`'s."""
    return [(one.value, one.value) for one in codes]


def values(codes: type[StrEnum]) -> list[str]:
    return [one.value for one in codes]


def no_person_but(fields: Iterable[str], **special: PersonalData) -> dict[str, PersonalData]:
    """The classes of a table's fields: nothing about a person, but for those named."""
    return {**dict.fromkeys(fields, PersonalData.NONE), **special}


class OwnedPart(MaterialPart):
    """A row that belongs to a commitment: its scope and its owner are the commitment's, copied and held equal."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def take_scope_of(self, parent: Any) -> None:
        super().take_scope_of(parent)
        self.owner_id = parent.owner_id


def owned_scope_key(model: str) -> models.UniqueConstraint:
    """What the composite foreign keys of parts refer to; stands among the constraints of the parent `model`."""
    return models.UniqueConstraint(
        fields=["id", "programme", "open_to", "is_released", "owner"], name=f"{model}_with_owner"
    )


def hold_owned_scope(*, child: str, key: str = "commitment_id") -> migrations.RunSQL:
    """A migration operation: the rows of table `child` keep scope and owner of their commitment and follow it."""
    copied = {"programme": "programme_id", "open_to": "open_to", "is_released": "is_released", "owner_id": "owner_id"}
    return hold_copied_scope(
        child=child, parent="commitments_commitment", key=key, copied=copied, name=f"{child}_scope", follows=True
    )
