"""Grants that the tables of commitments share: an institution answers for what is its own, the secretariat helps.

Nothing is ever deleted by a person: what was said or undertaken stays readable. The exceptions are reporting duties
that a moved schedule takes away, and files of a report that nobody has accepted yet.
"""

from collections.abc import Sequence
from typing import Final

from mashura.access.public import Action, Grant, Permission, Role, Scope

# Posts that speak for an institution: of a State, of an international organisation, of civil society.
SPEAKERS: Final[Sequence[Role]] = (
    Role.HEAD_OF_DELEGATION,
    Role.DELEGATE,
    Role.OBSERVER,
    Role.COUNTRY_MISSION,
    Role.SECRETARIAT,
)
OWN: Final = (Scope.OWN_PROGRAMME, Scope.OWN_ORGANISATION)
COUNTRY: Final = (Scope.OWN_PROGRAMME, Scope.OWN_JURISDICTION)
COUNTRY_READERS: Final = (Role.COUNTRY_MISSION, Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.OBSERVER)


def owned_grants(*, is_public: bool = True) -> list[Grant]:
    """The grants of a table whose rows belong to an institution (scope column `organisation`).

    Its own posts write them; its country reads what is open to it; the secretariat reads and keeps all of them.
    `is_public` is false for what never leaves the programme.
    """
    speakers = [role for role in SPEAKERS if role is not Role.SECRETARIAT]
    return [
        *([Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED)] if is_public else []),
        *(Grant(role, Action.VIEW, Scope.OWN_PROGRAMME) for role in (Role.RESEARCHER, Role.TRANSLATOR)),
        *(Grant(role, Action.VIEW, *COUNTRY) for role in COUNTRY_READERS),
        *(Grant(role, action, *OWN) for role in speakers for action in (Action.VIEW, Action.ADD, Action.CHANGE)),
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in (Action.VIEW, Action.ADD, Action.CHANGE)),
        Grant(Role.TRANSLATOR, Action.CHANGE, Scope.OWN_PROGRAMME),
    ]


def owned_material_grants() -> list[Grant]:
    """As `owned_grants`, for material that its country releases and the secretariat publishes."""
    return [
        *owned_grants(),
        Grant(Role.HEAD_OF_DELEGATION, Permission.COUNTRY_TEXT_RELEASE, *COUNTRY),
        Grant(Role.SECRETARIAT, Permission.PROGRAMME_TEXT_PUBLISH, Scope.ALL),
    ]


def speaking(permission: Permission) -> list[Grant]:
    """A permission of every post that speaks for its institution, for what is that institution's own."""
    return [Grant(role, permission, *OWN) for role in SPEAKERS]
