"""Everybody reads reference data; the secretariat loads packs; nobody else writes."""

from mashura.access.public import Action, Grant, Role, Scope, declare
from mashura.reference.models import (
    AddresseeClass,
    AffectedGroup,
    Area,
    Country,
    CrosswalkLink,
    FrameworkTerm,
    LoadedPack,
    Topic,
)

MODELS = (Country, Area, Topic, FrameworkTerm, CrosswalkLink, AddresseeClass, AffectedGroup, LoadedPack)

for model in MODELS:
    declare(
        model,
        grants=[
            Grant(Role.PUBLIC, Action.VIEW, Scope.PUBLIC),
            *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in Action),
        ],
    )
