"""Benchmarks are ratios between two ways of doing the same work, taken in one run on one machine.

A ratio survives a change of machine; a number of seconds does not. Both are printed, goals are set on ratios (or, where
the issue names a bound in seconds, on that), and a goal that is missed is reported with the distance, never hidden.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Measure:
    """One line of a benchmark: what was measured, against what, and the goal if there is one."""

    name: str
    value: float
    unit: Literal["ratio", "s", "ms", "kB", "queries"]
    against: str = ""
    goal: float | None = None
    better: Literal["lower", "higher"] = "lower"
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where there is no goal."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.better == "lower" else self.value >= self.goal

    @property
    def distance(self) -> float | None:
        """How far from the goal, as a factor: 1.0 is exactly on it, above 1.0 falls short."""
        if self.goal is None or not self.value:
            return None
        return self.value / self.goal if self.better == "lower" else self.goal / self.value

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"reached": self.reached, "distance": self.distance and round(self.distance, 3)}

    def sentence(self) -> str:
        against = f" of {self.against}" if self.against else ""
        line = f"{self.name}: {self.value:.2f} {'x' if self.unit == 'ratio' else self.unit}{against}"
        if self.goal is None:
            return line
        bound = "at most" if self.better == "lower" else "at least"
        verdict = "reached" if self.reached else f"missed by a factor of {self.distance:.2f}"
        return f"{line} (goal {bound} {self.goal:g}: {verdict})"


def seconds(work: Callable[[], object], *, rounds: int = 5, warm_up: int = 1) -> float:
    """The median wall time of `work` in seconds, after `warm_up` rounds that are thrown away."""
    for _ in range(warm_up):
        work()
    return statistics.median(_once(work) for _ in range(rounds))


def interleaved(first: Callable[[], object], second: Callable[[], object], *, rounds: int = 7) -> tuple[float, float]:
    """Median seconds of two works taken in turns, so that a disturbance of the machine meets both alike."""
    first()
    second()
    pairs = [(_once(first), _once(second)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _once(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
