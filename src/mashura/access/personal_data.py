"""Classes of personal data; each brings its retention, so that a field declares both in one word.

A model says `personal_data = PersonalData.NONE` when no field is about a living person, else a mapping that names
**every** field but the primary key. `docs/data-inventory.md` is made from these declarations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast

from django.db import models


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a class of personal data is kept: in words, and in days after its reason ended (None: no fixed end)."""

    words: str
    days: int | None


class PersonalData(Enum):
    """What a field tells about a person. The value is (code, what it is, retention)."""

    NONE = ("none", "Tells nothing about a person.", Retention("as long as the row", None))
    IDENTITY = (
        "identity",
        "Name of a person who works in the programme.",
        Retention("while the account is open, then 24 months", 730),
    )
    CONTACT = (
        "contact",
        "Address by which a working contact is reached.",
        Retention("while the account is open, then 24 months", 730),
    )
    CREDENTIAL = (
        "credential",
        "Secret or its hash by which a person signs in.",
        Retention("until it is replaced or the account closes", 0),
    )
    PREFERENCE = (
        "preference",
        "How a person likes to be served: language, digits.",
        Retention("while the account is open", 0),
    )
    AUTHORSHIP = (
        "authorship",
        "Which account wrote, changed or decided; an identifier, no name.",
        Retention("as long as the text or decision itself", None),
    )
    ROLE = (
        "role",
        "Which post or organisation a person acts for.",
        Retention("ten years after the holding ended, as the programme's record", 3650),
    )
    TRACE = (
        "trace",
        "When and from where an account was used.",
        Retention("24 months", 730),
    )
    AUDIT = (
        "audit",
        "Who did or saw what, by identifiers; cannot be changed.",
        Retention("ten years", 3650),
    )
    FREE_TEXT = (
        "free text",
        "Written freely, may name a person although it should not.",
        Retention("as long as the row; reviewed before release", None),
    )

    @property
    def code(self) -> str:
        return self.value[0]

    @property
    def meaning(self) -> str:
        return self.value[1]

    @property
    def retention(self) -> Retention:
        return self.value[2]


Declared = PersonalData | Mapping[str, PersonalData]


def personal_data_of(model: type[models.Model]) -> dict[str, PersonalData]:
    """The class of every column of `model` by field name; ValueError when the declaration is missing or has holes."""
    declared = cast("Declared | None", getattr(model, "personal_data", None))
    fields: list[models.Field[Any, Any]] = list(model._meta.concrete_fields)  # noqa: SLF001 - documented API
    if declared is None:
        raise ValueError(f"{model.__name__} does not say which of its fields are personal data")
    if isinstance(declared, PersonalData):
        if declared is not PersonalData.NONE:
            raise ValueError(f"{model.__name__} has a personal-data class for the whole row; name the fields")
        about_people = [field.name for field in fields if _points_to_person(field)]
        if about_people:
            raise ValueError(f"{model.__name__} declares no personal data but has {', '.join(about_people)}")
        return {field.name: PersonalData.NONE for field in fields}
    names = {field.name for field in fields if not field.primary_key}
    missing, unknown = names - set(declared), set(declared) - {field.name for field in fields}
    if missing or unknown:
        raise ValueError(
            f"{model.__name__}.personal_data: no class for {sorted(missing)}, no such field {sorted(unknown)}"
        )
    return {field.name: declared.get(field.name, PersonalData.NONE) for field in fields}


def _points_to_person(field: "models.Field[Any, Any]") -> bool:
    related = getattr(field, "related_model", None)
    return (
        isinstance(field, models.EmailField) or getattr(getattr(related, "_meta", None), "label", "") == "access.User"
    )
