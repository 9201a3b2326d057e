"""Clauses and operations as what is stored of a proposal: plain JSON, and back."""

from collections.abc import Mapping
from typing import Any

from mashura.consultation.rules.negotiation.brackets import BracketedText, BracketKind
from mashura.consultation.rules.negotiation.clauses import Clause, ClauseKind, ClauseText, Concordance
from mashura.consultation.rules.negotiation.levels import Span
from mashura.consultation.rules.negotiation.operations import (
    AddAlternative,
    DeleteClause,
    InsertClause,
    Merge,
    MoveClause,
    Operation,
    OperationKind,
    PutInBracket,
    Rewrite,
    Split,
    Unbracket,
)
from mashura.consultation.rules.negotiation.states import ClauseStatus


def clause_json(clause: Clause) -> dict[str, Any]:
    """What is stored of a clause inside a proposal."""
    return {
        "key": clause.key,
        "kind": clause.kind.value,
        "reference": clause.reference,
        "parent": clause.parent,
        "verb": clause.verb,
        "status": clause.status.value,
        "texts": {
            language: {
                "words": one.words.as_json(),
                "made_from": one.made_from,
                "state": one.state.value,
                "is_flagged": one.is_flagged,
            }
            for language, one in clause.texts.items()
        },
    }


def clause_of(stored: Mapping[str, Any]) -> Clause:
    """The value of `clause_json`. KeyError, TypeError or ValueError for anything else."""
    texts = {
        language: ClauseText(
            BracketedText.from_json(one["words"]), one["made_from"], Concordance(one["state"]), bool(one["is_flagged"])
        )
        for language, one in stored["texts"].items()
    }
    return Clause(
        stored["key"],
        ClauseKind(stored["kind"]),
        stored["reference"],
        texts,
        stored["parent"],
        stored["verb"],
        ClauseStatus(stored["status"]),
    )


def operation_json(operation: Operation) -> dict[str, Any]:  # noqa: PLR0911 - a table
    """What is stored of an operation."""
    told: dict[str, Any] = {"kind": operation.kind.value}
    match operation:
        case InsertClause(clause, after):
            return told | {"clause": clause_json(clause), "after": after}
        case DeleteClause(key, base):
            return told | {"clause": key, "base": base}
        case MoveClause(key, base, parent, after):
            return told | {"clause": key, "base": base, "parent": parent, "after": after}
        case Split(key, base, keys, places):
            return told | {"clause": key, "base": base, "keys": list(keys), "places": _lists(places)}
        case Merge(clauses, bases, key):
            return told | {"clauses": list(clauses), "bases": list(bases), "key": key}
        case PutInBracket(key, base, bracket, bracket_kind, spans):
            held = {"bracket": bracket, "bracket_kind": bracket_kind.value, "spans": _lists(spans)}
            return told | {"clause": key, "base": base} | held
        case Unbracket(key, base, bracket, choice):
            return told | {"clause": key, "base": base, "bracket": bracket, "choice": choice}
        case AddAlternative(key, base, bracket, alternative, original, texts):
            said = {language: text.as_json() for language, text in texts.items()}
            held = {"bracket": bracket, "alternative": alternative, "original": original, "texts": said}
            return told | {"clause": key, "base": base} | held
        case Rewrite(_, key, base, original, edits):
            passages = {
                language: [{"start": one.start, "end": one.end, "text": one.text.as_json()} for one in spans]
                for language, spans in edits.items()
            }
            return told | {"clause": key, "base": base, "original": original, "edits": passages}


def operation_of(stored: Mapping[str, Any]) -> Operation:  # noqa: PLR0911 - a table
    """The value of `operation_json`. KeyError, TypeError or ValueError for anything else."""
    kind = OperationKind(stored["kind"])
    match kind:
        case OperationKind.INSERT_CLAUSE:
            return InsertClause(clause_of(stored["clause"]), stored["after"])
        case OperationKind.DELETE_CLAUSE:
            return DeleteClause(stored["clause"], stored["base"])
        case OperationKind.MOVE_CLAUSE:
            return MoveClause(stored["clause"], stored["base"], stored["parent"], stored["after"])
        case OperationKind.SPLIT:
            places = {language: tuple(given) for language, given in stored["places"].items()}
            return Split(stored["clause"], stored["base"], tuple(stored["keys"]), places)
        case OperationKind.MERGE:
            return Merge(tuple(stored["clauses"]), tuple(stored["bases"]), stored["key"])
        case OperationKind.BRACKET:
            spans = {language: (start, end) for language, (start, end) in stored["spans"].items()}
            held = BracketKind(stored["bracket_kind"])
            return PutInBracket(stored["clause"], stored["base"], stored["bracket"], held, spans)
        case OperationKind.UNBRACKET:
            return Unbracket(stored["clause"], stored["base"], stored["bracket"], stored["choice"])
        case OperationKind.ADD_ALTERNATIVE:
            texts = {language: BracketedText.from_json(one) for language, one in stored["texts"].items()}
            named = (stored["bracket"], stored["alternative"], stored["original"])
            return AddAlternative(stored["clause"], stored["base"], *named, texts)
        case _:
            edits = {
                language: tuple(Span(one["start"], one["end"], BracketedText.from_json(one["text"])) for one in spans)
                for language, spans in stored["edits"].items()
            }
            return Rewrite(kind, stored["clause"], stored["base"], stored["original"], edits)


def _lists(places: Mapping[str, tuple[int, ...]]) -> dict[str, list[int]]:
    return {language: list(given) for language, given in places.items()}
