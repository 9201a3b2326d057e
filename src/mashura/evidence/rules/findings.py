"""How strong a finding is, computed from its evidence by a rule that is published (`/evidence/strength/`).

Strength says how well a statement is supported, not how important it is. It is never set by hand: what its author
thinks of it is the finding's confidence, which stands beside it with a reason. A gap has no strength.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Strength(StrEnum):
    """From the weakest to the strongest."""

    SINGLE_REPORT = "single-report"
    LIMITED = "limited"
    MODERATE = "moderate"
    STRONG = "strong"


class Method(StrEnum):
    """How what a source says was collected."""

    STATISTICS = "statistics"
    SURVEY = "survey"
    FIELD = "field"
    DOCUMENT = "document"


METHOD_OF_KIND: Final[Mapping[str, Method]] = MappingProxyType(
    {
        "interview": Method.FIELD,
        "focus_group": Method.FIELD,
        "observation": Method.FIELD,
        "document": Method.DOCUMENT,
        "legislation": Method.DOCUMENT,
        "media": Method.DOCUMENT,
        "statistics": Method.STATISTICS,
        "survey": Method.SURVEY,
    }
)
"""The method behind each kind of source."""


@dataclass(frozen=True, slots=True)
class Backing:
    """One source on one side of a statement.

    `source` names it: a source cited twice counts once. `origin` is who collected or published it.
    """

    source: str
    origin: str
    method: Method
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """The least that a strength asks for. Independent sources differ from each other in origin and in method."""

    strength: Strength
    sources: int
    independent: int
    methods: int


LEVELS: Final = (
    Level(Strength.STRONG, sources=3, independent=3, methods=3),
    Level(Strength.MODERATE, sources=2, independent=2, methods=2),
    Level(Strength.LIMITED, sources=2, independent=1, methods=1),
    Level(Strength.SINGLE_REPORT, sources=1, independent=1, methods=1),
)
"""The published rule, strongest first: the first level of which everything is there holds."""

LOWERED_WHEN_CONTRADICTED: Final = 1
"""Levels that a finding loses as soon as one source contradicts it."""

LOWERED_WHEN_OUTWEIGHED: Final = 2
"""Levels that it loses when as many independent sources contradict as support it."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A strength with what it was computed from; `strength` is None for a gap, and where nothing supports."""

    strength: Strength | None
    sources: int
    independent: int
    methods: tuple[Method, ...]
    contradicting: int
    independent_contradicting: int
    lowered_by: int


def independent(backings: Iterable[Backing]) -> int:
    """The largest number of sources of which any two differ in origin and in method.

    A maximum matching of origins with methods, found by augmenting paths; there are four methods at most.
    """
    methods_of: dict[str, set[Method]] = defaultdict(set)
    for one in backings:
        methods_of[one.origin].add(one.method)
    taken: dict[Method, str] = {}

    def place(origin: str, tried: set[Method]) -> bool:
        for method in sorted(methods_of[origin] - tried):
            tried.add(method)
            if method not in taken or place(taken[method], tried):
                taken[method] = origin
                return True
        return False

    return sum(place(origin, set()) for origin in sorted(methods_of))


def assess(backings: Collection[Backing], *, is_gap: bool = False) -> Assessment:
    """The strength of a statement with these sources on its two sides, in whatever order."""
    supporting = [one for one in backings if not one.contradicts]
    contradicting = [one for one in backings if one.contradicts]
    sources = len({one.source for one in supporting})
    methods = tuple(method for method in Method if any(one.method is method for one in supporting))
    apart, against = independent(supporting), independent(contradicting)
    lowered_by = 0
    if contradicting:
        lowered_by = LOWERED_WHEN_OUTWEIGHED if against >= apart else LOWERED_WHEN_CONTRADICTED
    return Assessment(
        strength=None if is_gap or not supporting else _strength(sources, apart, len(methods), lowered_by),
        sources=sources,
        independent=apart,
        methods=methods,
        contradicting=len({one.source for one in contradicting}),
        independent_contradicting=against,
        lowered_by=lowered_by,
    )


def _strength(sources: int, apart: int, methods: int, lowered_by: int) -> Strength:
    reached = next(
        number
        for number, level in enumerate(LEVELS)
        if sources >= level.sources and apart >= level.independent and methods >= level.methods
    )
    return LEVELS[min(reached + lowered_by, len(LEVELS) - 1)].strength
