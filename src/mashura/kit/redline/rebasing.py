"""A change made to one version of a text, carried over to the next."""

from dataclasses import dataclass
from enum import StrEnum

from mashura.kit.redline.merging import Agreed, Merged, merge


class Side(StrEnum):
    """Whose change a stretch is."""

    BASE = "base"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Rebased:
    """`text` is the new version with the change in it; where both changed the same words, it keeps the new version's.

    `merged` shows the stretches; `is_clean` says that nothing collided.
    """

    text: str
    merged: Merged[Side]

    @property
    def is_clean(self) -> bool:
        return self.merged.is_clean


def rebase(old: str, new: str, changed: str) -> Rebased:
    """Carry the change from `old` to `changed` over to `new`.

    Equal changes on both sides are one change. Where they collide, nobody but the proposer can say what is meant.
    """
    merged = merge(old, {Side.BASE: new, Side.CHANGE: changed})
    parts = []
    for one in merged.stretches:
        if isinstance(one, Agreed):
            parts.append(one.text)
        else:
            parts.append(next(text for text, sides in one.variants if Side.BASE in sides))
    return Rebased("".join(parts), merged)
