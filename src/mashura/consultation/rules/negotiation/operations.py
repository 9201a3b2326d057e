"""Proposals as operations on the clauses of a text: values, to be applied by `applying`.

A passage is told by its place in the printed text of a clause, brackets included, in code points. An operation names
the hash of the clause that it was made on; on any other it is refused, and carried over by `rebasing` first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from mashura.consultation.rules.negotiation.bracket_signs import keyed_like, parse
from mashura.consultation.rules.negotiation.brackets import BracketedText, BracketKind
from mashura.consultation.rules.negotiation.clauses import Clause
from mashura.consultation.rules.negotiation.levels import Span, spans_between


class OperationKind(StrEnum):
    INSERT_CLAUSE = "insert-clause"
    DELETE_CLAUSE = "delete-clause"
    REPLACE_SPAN = "replace-span"
    INSERT_SPAN = "insert-span"
    DELETE_SPAN = "delete-span"
    MOVE_CLAUSE = "move-clause"
    SPLIT = "split"
    MERGE = "merge"
    BRACKET = "bracket"
    UNBRACKET = "unbracket"
    ADD_ALTERNATIVE = "add-alternative"
    LANGUAGE_ONLY = "language-only"
    EDITORIAL = "editorial"

    @property
    def keeps_positions(self) -> bool:
        """Whether what delegations said of the clause still holds, since its meaning has not changed."""
        return self in {OperationKind.LANGUAGE_ONLY, OperationKind.EDITORIAL}


REWRITES: Final = frozenset(
    [
        OperationKind.REPLACE_SPAN,
        OperationKind.INSERT_SPAN,
        OperationKind.DELETE_SPAN,
        OperationKind.LANGUAGE_ONLY,
        OperationKind.EDITORIAL,
    ]
)


@dataclass(frozen=True, slots=True)
class InsertClause:
    """A new clause, beneath `clause.parent` and after the clause `after` (None: before all others there)."""

    clause: Clause
    after: str | None

    @property
    def kind(self) -> OperationKind:
        return OperationKind.INSERT_CLAUSE


@dataclass(frozen=True, slots=True)
class DeleteClause:
    """The clause goes; its sub-clauses have to go or move first."""

    clause: str
    base: str

    @property
    def kind(self) -> OperationKind:
        return OperationKind.DELETE_CLAUSE


@dataclass(frozen=True, slots=True)
class MoveClause:
    """The clause goes, with all beneath it, beneath `parent` and after `after` (None: before all others there)."""

    clause: str
    base: str
    parent: str | None
    after: str | None

    @property
    def kind(self) -> OperationKind:
        return OperationKind.MOVE_CLAUSE


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Passages of a clause change, by language; `original` is the language that the proposal was made in.

    A `LANGUAGE_ONLY` correction names one language and says nothing new; an `EDITORIAL` one changes how the same
    words are written. Both leave every standing and every position as it is.
    """

    kind: OperationKind
    clause: str
    base: str
    original: str
    edits: Mapping[str, tuple[Span, ...]]

    def __post_init__(self) -> None:
        if self.kind not in REWRITES or self.original not in self.edits or not all(self.edits.values()):
            raise ValueError("A rewriting changes at least one passage in each of its languages.")
        spans = [span for given in self.edits.values() for span in given]
        if self.kind is OperationKind.INSERT_SPAN and any(span.start != span.end for span in spans):
            raise ValueError("An insertion takes nothing away.")
        if self.kind is OperationKind.DELETE_SPAN and any(span.text for span in spans):
            raise ValueError("A deletion puts nothing in.")
        for given in self.edits.values():
            if any(after.start < before.end for before, after in pairwise(given)):
                raise ValueError("Passages are given in order and do not overlap.")


@dataclass(frozen=True, slots=True)
class Split:
    """The clause becomes several, cut at these places of each language; those beneath it follow the last part."""

    clause: str
    base: str
    keys: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]

    def __post_init__(self) -> None:
        if len(self.keys) < 2 or any(len(given) != len(self.keys) - 1 for given in self.places.values()):
            raise ValueError("A clause is split at one place less than the parts it becomes.")

    @property
    def kind(self) -> OperationKind:
        return OperationKind.SPLIT


@dataclass(frozen=True, slots=True)
class Merge:
    """Neighbouring clauses of one kind become one, their texts with a space between them."""

    clauses: tuple[str, ...]
    bases: tuple[str, ...]
    key: str

    def __post_init__(self) -> None:
        if len(self.clauses) < 2 or len(self.clauses) != len(self.bases):
            raise ValueError("At least two clauses are merged, each with the hash of what it said.")

    @property
    def kind(self) -> OperationKind:
        return OperationKind.MERGE


@dataclass(frozen=True, slots=True)
class PutInBracket:
    """A passage is contested: it now stands in a bracket, the same one in each language."""

    clause: str
    base: str
    bracket: str
    bracket_kind: BracketKind
    spans: Mapping[str, tuple[int, int]]

    @property
    def kind(self) -> OperationKind:
        return OperationKind.BRACKET


@dataclass(frozen=True, slots=True)
class Unbracket:
    """The bracket is settled in every language: by the alternative chosen, by no text (""), or lifted (None)."""

    clause: str
    base: str
    bracket: str
    choice: str | None

    @property
    def kind(self) -> OperationKind:
        return OperationKind.UNBRACKET


@dataclass(frozen=True, slots=True)
class AddAlternative:
    """One more reading of a bracket, in the languages given."""

    clause: str
    base: str
    bracket: str
    alternative: str
    original: str
    texts: Mapping[str, BracketedText]

    @property
    def kind(self) -> OperationKind:
        return OperationKind.ADD_ALTERNATIVE


WordOperation = Rewrite | PutInBracket | Unbracket | AddAlternative
Operation = InsertClause | DeleteClause | MoveClause | Split | Merge | WordOperation


def based_on(operation: Operation) -> tuple[tuple[str, str], ...]:
    """The clauses that an operation changes, each with the hash of what it said when the operation was made."""
    match operation:
        case InsertClause():
            return ()
        case Merge():
            return tuple(zip(operation.clauses, operation.bases, strict=True))
        case _:
            return ((operation.clause, operation.base),)


def rewrite(
    clause: Clause, texts: Mapping[str, str], *, original: str, kind: OperationKind | None = None
) -> Rewrite | None:
    """The operation that makes the clause read as somebody typed it, by language; None when nothing is changed.

    Typed brackets are read (`bracket_signs.parse`), and keep the keys they have. Without `kind` it is what the passages
    show: an insertion, a deletion, or a replacement.
    """
    edits: dict[str, tuple[Span, ...]] = {}
    for language, typed in texts.items():
        before = clause.texts[language].words if language in clause.texts else BracketedText()
        if typed == str(before):
            continue
        after = keyed_like(parse(typed).text, before)
        if spans := spans_between(before, after):
            edits[language] = spans
    if not edits:
        return None
    spans_of_all = [span for given in edits.values() for span in given]
    if kind is None:
        kind = OperationKind.REPLACE_SPAN
        if all(span.start == span.end for span in spans_of_all):
            kind = OperationKind.INSERT_SPAN
        elif not any(span.text for span in spans_of_all):
            kind = OperationKind.DELETE_SPAN
    first = original if original in edits else min(edits)
    return Rewrite(kind, clause.key, clause.sha256, first, edits)
