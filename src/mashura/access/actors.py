"""Who acts: anonymous, a user in one post, or the system. Values only; no Django models.

An actor acts in **one post at a time**. A person who is a delegate of one ministry and an observer of another
body chooses; the rights of one post never mix with the reach of the other.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a post does in the programme. Everybody, signed in or not, is also `public`."""

    SECRETARIAT = "secretariat", _("Programme secretariat")
    COUNTRY_MISSION = "country_mission", _("Country mission")
    RESEARCHER = "researcher", _("Researcher")
    HEAD_OF_DELEGATION = "head_of_delegation", _("Head of delegation")
    DELEGATE = "delegate", _("Delegate")
    OBSERVER = "observer", _("Observer")
    TRANSLATOR = "translator", _("Translator")
    CASE_WORKER = "case_worker", _("Case worker")
    CASE_SUPERVISOR = "case_supervisor", _("Case supervisor")
    SERVICE_PROVIDER = "service_provider", _("Service provider")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")
    PUBLIC = "public", _("Public")


POST_ROLES: tuple[Role, ...] = tuple(role for role in Role if role is not Role.PUBLIC)
# Stands beside the roles in the database setting, so that one comparison serves the system and the widest roles.
SYSTEM_TOKEN = "system"  # noqa: S105 - a word in a role list, not a secret


class Kind(StrEnum):
    """What kind of actor it is."""

    ANONYMOUS = "anonymous"
    USER = "user"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that reads or writes, as access decisions see it.

    `countries` are ISO 3166-1 alpha-3 codes (user-assigned ones for fictional States), `programmes` programme
    codes, `purpose` a short word for why personal data is opened (kept in the audit, never a text about a person).
    """

    kind: Kind
    user_id: uuid.UUID | None = None
    organisation_id: uuid.UUID | None = None
    post_id: uuid.UUID | None = None
    roles: frozenset[Role] = frozenset({Role.PUBLIC})
    countries: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    purpose: str = ""

    @property
    def is_system(self) -> bool:
        return self.kind is Kind.SYSTEM

    @property
    def is_signed_in(self) -> bool:
        return self.kind is Kind.USER

    def settings(self) -> Mapping[str, str]:
        """The `mashura.*` settings by which the row policies know this actor; absent values are empty strings."""
        roles = {SYSTEM_TOKEN} if self.is_system else {role.value for role in self.roles}
        return {
            "mashura.kind": self.kind.value,
            "mashura.user": _text(self.user_id),
            "mashura.organisation": _text(self.organisation_id),
            "mashura.post": _text(self.post_id),
            "mashura.roles": _array(roles),
            "mashura.countries": _array(self.countries),
            "mashura.programmes": _array(self.programmes),
            "mashura.purpose": self.purpose,
        }


def _text(identity: uuid.UUID | None) -> str:
    return "" if identity is None else str(identity)


def _array(values: frozenset[str] | set[str]) -> str:
    """A PostgreSQL array literal; every element is quoted, so that no value can end the literal early."""
    quoted = ('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in sorted(values))
    return "{" + ",".join(quoted) + "}"


ANONYMOUS = Actor(kind=Kind.ANONYMOUS)
SYSTEM = Actor(kind=Kind.SYSTEM, roles=frozenset())
