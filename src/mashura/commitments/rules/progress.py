"""Numbers of progress: weights, achievement and the path to a target. None of them is an assessment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

from mashura.errors import InputError, gettext_noop

DEFAULT_TOLERANCE: Final = Decimal("0.1")
"""How far behind the path a value may lie, as a share of the way from baseline to target."""


class Direction(StrEnum):
    """Which way an indicator is meant to go. `YES_NO` and `MILESTONE` count up from 0."""

    UP = "up"
    DOWN = "down"
    MAINTAIN = "maintain"
    YES_NO = "yes_no"
    MILESTONE = "milestone"


class Track(StrEnum):
    """How the last value stands to the straight line from the baseline to the targets."""

    NO_INFORMATION = "no_information"
    ON_TRACK = "on_track"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A value on a day: a baseline, a target or an observation."""

    on: date
    value: Decimal


def weighted_progress(parts: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """sum(weight x progress) / sum(weight) over (weight, progress); None when there is nothing to weigh.

    Weights need not add up to one. ValueError for a negative weight.
    """
    found = list(parts)
    if any(weight < 0 for weight, _progress in found):
        raise ValueError("a weight is not negative")
    total = sum((weight for weight, _progress in found), Decimal(0))
    if total == 0:
        return None
    return sum((weight * progress for weight, progress in found), Decimal(0)) / total


def check_target(direction: Direction, baseline: Decimal, target: Decimal) -> None:
    """Return when a target makes sense; InputError when it equals the baseline or lies on the wrong side of it."""
    if direction is Direction.MAINTAIN:
        return
    if target == baseline:
        raise InputError(gettext_noop("The target equals the baseline: choose “maintain”, or another target."))
    if (target < baseline) != (direction is Direction.DOWN):
        raise InputError(gettext_noop("The target lies on the wrong side of the baseline for this direction."))


def achievement(direction: Direction, baseline: Decimal, target: Decimal, value: Decimal | None) -> Decimal | None:
    """How much of the way from baseline to target is gone: (value - baseline) / (target - baseline), unclamped.

    For `maintain` it is one less the relative distance from the target. None without a value. InputError as
    `check_target`.
    """
    check_target(direction, baseline, target)
    if value is None:
        return None
    if direction is Direction.MAINTAIN:
        distance = abs(value - target)
        if distance == 0:
            return Decimal(1)
        return Decimal(0) if target == 0 else 1 - distance / abs(target)
    return (value - baseline) / (target - baseline)


def clamped(share: Decimal | None) -> Decimal | None:
    """A share between 0 and 1, for drawing only."""
    return None if share is None else min(max(share, Decimal(0)), Decimal(1))


def expected_at(baseline: Point, targets: Sequence[Point], on: date) -> Decimal:
    """The value of the straight line through baseline and targets on a day; before and after, that of its ends."""
    line = [baseline, *sorted(targets)]
    if on <= line[0].on:
        return line[0].value
    for before, after in pairwise(line):
        if before.on < on <= after.on:
            share = Decimal((on - before.on).days) / Decimal((after.on - before.on).days)
            return before.value + (after.value - before.value) * share
    return line[-1].value


def track(
    direction: Direction,
    baseline: Point,
    targets: Sequence[Point],
    observed: Point | None,
    *,
    tolerance: Decimal = DEFAULT_TOLERANCE,
) -> Track:
    """Whether the last observation lies on the path. No value, or no target, is no information, never zero."""
    if observed is None or not targets:
        return Track.NO_INFORMATION
    expected = expected_at(baseline, targets, observed.on)
    last = max(targets)
    if direction is Direction.MAINTAIN:
        return Track.ON_TRACK if abs(observed.value - expected) <= tolerance * abs(last.value) else Track.BEHIND
    allowed = tolerance * abs(last.value - baseline.value)
    shortfall = observed.value - expected if direction is Direction.DOWN else expected - observed.value
    return Track.ON_TRACK if shortfall <= allowed else Track.BEHIND
