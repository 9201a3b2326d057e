"""From a composed edition to a released one: the states and the way between them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EditionState(StrEnum):
    """How far an edition is on its way to the public."""

    COMPOSED = "composed"
    CLEARANCE_ASKED = "clearance-asked"
    CLEARED = "cleared"
    EMBARGOED = "embargoed"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the state of an edition follows from."""

    countries: Collection[str]
    asked_of: Collection[str]
    cleared_by: Collection[str]
    public_from: datetime | None
    is_released: bool
    is_withdrawn: bool


def state_of(standing: Standing) -> EditionState:
    """The one state that an edition is in."""
    if standing.is_withdrawn:
        return EditionState.WITHDRAWN
    if standing.is_released:
        return EditionState.RELEASED
    if standing.public_from is not None:
        return EditionState.EMBARGOED
    if set(standing.countries) <= set(standing.cleared_by):
        return EditionState.CLEARED
    return EditionState.CLEARANCE_ASKED if standing.asked_of else EditionState.COMPOSED


_STEPS: dict[EditionState, frozenset[str]] = {
    EditionState.COMPOSED: frozenset({"ask", "clear", "share", "withdraw"}),
    EditionState.CLEARANCE_ASKED: frozenset({"ask", "clear", "share", "withdraw"}),
    EditionState.CLEARED: frozenset({"share", "release", "withdraw"}),
    EditionState.EMBARGOED: frozenset({"share", "release", "withdraw"}),
    EditionState.RELEASED: frozenset({"withdraw"}),
    EditionState.WITHDRAWN: frozenset(),
}


def allows(state: EditionState, step: str) -> bool:
    """Whether `step` (ask, clear, share, release, withdraw) leads on from this state."""
    return step in _STEPS[state]
