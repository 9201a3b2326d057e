"""A recommendation as a partner's file tells it, and what bringing such a file in would change."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class IncomingRecommendation:
    """One text addressed to one State, with all who made it.

    `key` knows it again in a later file of the same origin; `row` is where it stands (1-based, as a spreadsheet counts
    it). `position` is the word of the file ("Supported", "Noted", …), never ours.
    """

    key: str
    row: int
    text: str
    language: str
    country: str
    source_kind: str
    proposers: tuple[str, ...] = ()
    symbol: str = ""
    paragraph: str = ""
    cycle: str = ""
    position: str = ""
    position_source: str = ""
    theme_labels: tuple[str, ...] = ()
    group_labels: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    action_strength: int | None = None
    assessment: str = ""


def content_key(origin: str, *parts: str) -> str:
    """A key from what a text is, for files whose rows carry no identifier: origin, State, session and words."""
    return f"{origin}:{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:40]}"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that cannot be used: where it is, in which column, and why (a template for `InputError`)."""

    row: int
    column: str
    value: str
    template: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One recommendation that a file changes: its reference, what of it, from what to what."""

    ref: str
    field: str
    before: str
    after: str


@dataclass(slots=True)
class DifferenceReport:
    """What a file changes (or would change). Every count names its unit.

    `recommendations` are texts addressed to one State, `statements` recommending body x text, as some files count.
    """

    rows: int = 0
    recommendations: int = 0
    statements: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    unchanged: int = 0
    elsewhere: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    positions: Counter[str] = field(default_factory=Counter)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all would change."""
        return not self.added and not self.changed

    def as_json(self) -> dict[str, Any]:
        """For a machine; lists are cut to the first two hundred, counts are whole."""
        return {
            "rows": self.rows,
            "recommendations": self.recommendations,
            "statements": self.statements,
            "added": len(self.added),
            "changed": len({one.ref for one in self.changed}),
            "unchanged": self.unchanged,
            "elsewhere": self.elsewhere,
            "positions": dict(self.positions),
            "differences": [
                {"ref": one.ref, "field": one.field, "before": one.before, "after": one.after}
                for one in self.changed[:SHOWN]
            ],
        }


def merge_statements(rows: Sequence[IncomingRecommendation]) -> list[IncomingRecommendation]:
    """Rows of one key (recommender x text) as one recommendation with every recommender, in the order of the file."""
    merged: dict[str, IncomingRecommendation] = {}
    proposers: dict[str, list[str]] = {}
    for row in rows:
        merged.setdefault(row.key, row)
        proposers.setdefault(row.key, []).extend(row.proposers)
    return [replace(row, proposers=tuple(dict.fromkeys(proposers[key]))) for key, row in merged.items()]
