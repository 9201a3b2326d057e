"""A change made to one version of a text, carried over to the next."""

from dataclasses import dataclass
from enum import StrEnum

from mashura.kit.redline.merging import Agreed, Collision, Merged, merge


class Side(StrEnum):
    """Whose change a stretch of a rebased text is."""

    BASE = "base"
    """The new version's."""
    CHANGE = "change"
    """The proposer's."""


@dataclass(frozen=True, slots=True)
class Rebased:
    """`text`: the new version with the change in it; where both changed the same words, they are the new version's."""

    text: str
    merged: Merged[Side]
    """The stretches, and whose they are."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing collided."""
        return self.merged.is_clean


def rebase(old: str, new: str, changed: str) -> Rebased:
    """Carry the change from `old` to `changed` over to `new`.

    Equal changes on both sides are one change. Where they collide, nobody but the proposer can say what is meant:
    `merged` has both readings.
    """
    merged = merge(old, {Side.BASE: new, Side.CHANGE: changed})
    return Rebased("".join(_new_reading(stretch) for stretch in merged.stretches), merged)


def _new_reading(stretch: Agreed[Side] | Collision[Side]) -> str:
    if isinstance(stretch, Agreed):
        return stretch.text
    return next(text for text, sides in stretch.variants if Side.BASE in sides)
