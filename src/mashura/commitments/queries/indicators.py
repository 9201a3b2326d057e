"""Reads of indicators: what was measured, how far it is, and the way to the figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from mashura.access.public import Actor, visible
from mashura.commitments.models import Commitment, Indicator, Observation
from mashura.commitments.rules.progress import Direction, Point, Track, achievement, track
from mashura.evidence.public import figure_names


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with its current observations, oldest first.

    `achieved` is the share of the way from the baseline to the last target, unclamped; None without a value.
    `has_figure` says whether its figure is one of this installation.
    """

    indicator: Indicator
    baseline: Point
    targets: Sequence[Point]
    observations: Sequence[Observation]
    achieved: Decimal | None
    track: Track
    has_figure: bool

    @property
    def last(self) -> Observation | None:
        return self.observations[-1] if self.observations else None

    @property
    def query(self) -> str:
        """The figure's parameters as the query of its page."""
        return urlencode(self.indicator.params)


def measured(actor: Actor, row: Commitment) -> list[Measured]:
    """The indicators of a commitment with what was measured, as far as the actor may see them."""
    return measured_by_commitment(actor, [row])[row.pk]


def measured_by_commitment(actor: Actor, rows: Iterable[Commitment]) -> dict[UUID, list[Measured]]:
    """The indicators of some commitments as `measured` gives them, by the commitment's id."""
    found: dict[UUID, list[Measured]] = {row.pk: [] for row in rows}
    indicators = visible(actor, Indicator).filter(commitment_id__in=found).order_by("number")
    observations: dict[UUID, list[Observation]] = {}
    for one in visible(actor, Observation).filter(commitment_id__in=found).order_by("observed_on", "made_at"):
        observations.setdefault(one.indicator_id, []).append(one)
    replaced = {one.revises_id for values in observations.values() for one in values}
    known = set(figure_names())
    for indicator in indicators:
        current = [one for one in observations.get(indicator.pk, []) if one.pk not in replaced]
        shown = _measured(indicator, current, has_figure=indicator.figure in known)
        found[indicator.commitment_id].append(shown)
    return found


def _measured(indicator: Indicator, observations: list[Observation], *, has_figure: bool) -> Measured:
    direction = Direction(indicator.direction)
    baseline = Point(indicator.baseline_on, indicator.baseline_value)
    targets = [Point(date.fromisoformat(one["on"]), Decimal(one["value"])) for one in indicator.targets]
    last = Point(observations[-1].observed_on, observations[-1].value) if observations else None
    return Measured(
        indicator=indicator,
        baseline=baseline,
        targets=targets,
        observations=observations,
        achieved=achievement(direction, baseline.value, targets[-1].value, last.value if last else None)
        if targets
        else None,
        track=track(direction, baseline, targets, last),
        has_figure=has_figure,
    )
