"""A proposal carried over to a new version of its text: clean, to be confirmed by who made it, or in conflict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mashura.consultation.rules.negotiation.applying import apply, changed_clause
from mashura.consultation.rules.negotiation.brackets import BracketedText, cut
from mashura.consultation.rules.negotiation.clauses import Clause, TextVersion
from mashura.consultation.rules.negotiation.levels import Span, moved_place, spans_between
from mashura.consultation.rules.negotiation.merging import merge_texts
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
    based_on,
)
from mashura.consultation.rules.negotiation.refusals import Refused
from mashura.kit.redline import Change, change_of


class Outcome(StrEnum):
    """How a proposal came over, from best to worst."""

    CLEAN = "clean"
    NEEDS_CONFIRMATION = "needs-confirmation"
    CONFLICT = "conflict"


class Reason(StrEnum):
    """Why it did not come over clean, or what is left of it."""

    ALREADY_DONE = "already-done"
    CLAUSE_GONE = "clause-gone"
    CLAUSE_SPLIT_OR_MERGED = "clause-split-or-merged"
    CLAUSE_MOVED = "clause-moved"
    NEIGHBOUR_GONE = "neighbour-gone"
    SAME_WORDS_CHANGED = "same-words-changed"
    BRACKET_GONE = "bracket-gone"
    BRACKET_CHANGED = "bracket-changed"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Carried:
    """One operation on the new version: what it is there (nothing: it is done already, or in conflict) and why."""

    operations: tuple[Operation, ...]
    outcome: Outcome
    reason: Reason | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Rebased:
    """A proposal on the new version. `operations` can be applied to it unless the outcome is a conflict."""

    operations: tuple[Operation, ...]
    outcome: Outcome
    carried: tuple[Carried, ...]


def rebase(operations: Sequence[Operation], old: TextVersion, new: TextVersion) -> Rebased:
    """Carry a proposal that was made on `old` over to `new`, a later version of the same text.

    Words are merged as tokens; equal changes on both sides are one. A clause that was split or merged since is followed
    by its lineage, and the proposer confirms what came of it. What collides is for the proposer to say anew.
    """
    carried: list[Carried] = []
    here, there = old, new
    for operation in operations:
        one = _carried(operation, here, there)
        # What comes next was made on what this operation left: on both sides.
        here = apply(here, [_on(operation, here)])
        try:
            there = apply(there, one.operations)
        except Refused:
            one = Carried((), Outcome.CONFLICT, Reason.NOT_APPLICABLE)
        carried.append(one)
    outcome = max((one.outcome for one in carried), key=list(Outcome).index, default=Outcome.CLEAN)
    told = tuple(_on(operation, new) for one in carried for operation in one.operations)
    return Rebased(told, outcome, tuple(carried))


def _on(operation: Operation, version: TextVersion) -> Operation:
    """The operation with the hashes of a version that it is known to fit."""
    if isinstance(operation, InsertClause):
        return operation
    hashes = {clause.key: clause.sha256 for clause in version.clauses}
    if isinstance(operation, Merge):
        return replace(operation, bases=tuple(hashes.get(key, base) for key, base in based_on(operation)))
    return replace(operation, base=hashes.get(operation.clause, operation.base))


def _carried(operation: Operation, old: TextVersion, new: TextVersion) -> Carried:  # noqa: PLR0911 - a table
    keys = [key for key, _ in based_on(operation)]
    changed = [key for key in keys if _sha256(old, key) != _sha256(new, key)]
    match operation:
        case InsertClause():
            return _insertion(operation, old, new)
        case MoveClause():
            return _move(operation, old, new)
        case _ if not changed:
            return Carried((_on(operation, new),), Outcome.CLEAN)
        case Rewrite():
            return _rewrite(operation, old, new)
        case DeleteClause():
            return _deletion(operation, old, new)
        case PutInBracket() | Split():
            return _places(operation, old, new)
        case Unbracket() | AddAlternative():
            return _bracket(operation, old, new)
        case Merge():
            gone = next((key for key in keys if new.find(key) is None), None)
            if gone:
                return _conflict(Reason.CLAUSE_GONE, gone)
            return Carried((_on(operation, new),), Outcome.NEEDS_CONFIRMATION, Reason.SAME_WORDS_CHANGED, changed[0])


def _conflict(reason: Reason, clause: str) -> Carried:
    return Carried((), Outcome.CONFLICT, reason, clause)


def _sha256(version: TextVersion, key: str) -> str:
    clause = version.find(key)
    return clause.sha256 if clause else ""


def _insertion(operation: InsertClause, old: TextVersion, new: TextVersion) -> Carried:
    clause = operation.clause
    there = new.find(clause.key)
    if there is not None:
        same = there.sha256 == clause.sha256
        return (
            Carried((), Outcome.CLEAN, Reason.ALREADY_DONE, clause.key)
            if same
            else _conflict(Reason.NOT_APPLICABLE, clause.key)
        )
    parent = clause.parent
    reason = None
    if parent is not None and new.find(parent) is None:
        heirs = new.successors(parent)
        if not heirs:
            return _conflict(Reason.CLAUSE_GONE, parent)
        parent, reason = heirs[-1], Reason.CLAUSE_SPLIT_OR_MERGED
    after, is_sure = _after(operation.after, clause.parent, parent, old, new)
    if not is_sure:
        reason = reason or Reason.NEIGHBOUR_GONE
    told = InsertClause(replace(clause, parent=parent), after)
    return Carried((told,), Outcome.NEEDS_CONFIRMATION if reason else Outcome.CLEAN, reason, clause.key)


def _after(
    after: str | None, was_beneath: str | None, parent: str | None, old: TextVersion, new: TextVersion
) -> tuple[str | None, bool]:
    """The neighbour in the new version, and whether it is the one that was meant."""
    beneath = {clause.key for clause in new.children(parent)}
    if after is None or after in beneath:
        return after, True
    before = [clause.key for clause in old.children(was_beneath)]
    earlier = before[: before.index(after) + 1] if after in before else []
    for key in reversed(earlier):
        for heir in reversed(new.successors(key)):
            if heir in beneath:
                return heir, False
    return None, False


def _move(operation: MoveClause, old: TextVersion, new: TextVersion) -> Carried:
    there = new.find(operation.clause)
    if there is None:
        return _conflict(Reason.CLAUSE_GONE, operation.clause)
    if operation.parent is not None and new.find(operation.parent) is None:
        return _conflict(Reason.CLAUSE_GONE, operation.parent)
    was = old.find(operation.clause)
    after, is_sure = _after(operation.after, operation.parent, operation.parent, old, new)
    if after == operation.clause:
        after, is_sure = None, False
    reason = None if is_sure else Reason.NEIGHBOUR_GONE
    if was is not None and was.parent != there.parent:
        reason = Reason.CLAUSE_MOVED
    told = replace(operation, base=there.sha256, after=after)
    return Carried((told,), Outcome.NEEDS_CONFIRMATION if reason else Outcome.CLEAN, reason, operation.clause)


def _deletion(operation: DeleteClause, old: TextVersion, new: TextVersion) -> Carried:
    was, there = old.find(operation.clause), new.find(operation.clause)
    if there is None:
        if new.successors(operation.clause):
            return _conflict(Reason.CLAUSE_SPLIT_OR_MERGED, operation.clause)
        return Carried((), Outcome.CLEAN, Reason.ALREADY_DONE, operation.clause)
    if was is not None and _is_same_text(was, there):
        return Carried((_on(operation, new),), Outcome.CLEAN)
    return _conflict(Reason.SAME_WORDS_CHANGED, operation.clause)


def _is_same_text(was: Clause, there: Clause) -> bool:
    """Whether the clause says the same in every language, however it is written."""
    return all(
        change_of(str(one.words), str(there.texts[language].words)) is not Change.SUBSTANTIVE
        if language in there.texts
        else False
        for language, one in was.texts.items()
    )


def _rewrite(operation: Rewrite, old: TextVersion, new: TextVersion) -> Carried:
    was = old.find(operation.clause)
    if was is None:
        return _conflict(Reason.CLAUSE_GONE, operation.clause)
    targets = [clause for clause in map(new.find, new.successors(was.key)) if clause]
    if not targets:
        return _conflict(Reason.CLAUSE_GONE, was.key)
    sources = _sources(was, targets, old, new)
    changed = changed_clause(was, operation)
    edits: dict[str, dict[str, tuple[Span, ...]]] = {}
    for language in operation.edits:
        parts = _merged_parts(language, sources, targets, was, changed)
        if parts is None:
            return _conflict(Reason.SAME_WORDS_CHANGED, was.key)
        for target, part in zip(targets, parts, strict=True):
            present = target.texts[language].words if language in target.texts else BracketedText()
            if spans := spans_between(present, part):
                edits.setdefault(target.key, {})[language] = spans
    told = tuple(_rewriting(operation, target, edits[target.key]) for target in targets if target.key in edits)
    is_same = targets[0].key == was.key
    if not told:
        return Carried((), Outcome.CLEAN, Reason.ALREADY_DONE, was.key)
    if is_same:
        return Carried(told, Outcome.CLEAN)
    return Carried(told, Outcome.NEEDS_CONFIRMATION, Reason.CLAUSE_SPLIT_OR_MERGED, was.key)


def _rewriting(operation: Rewrite, target: Clause, edits: dict[str, tuple[Span, ...]]) -> Rewrite:
    original = operation.original if operation.original in edits else min(edits)
    # Merged passages may run together: a change of several kinds is a replacement.
    kind = operation.kind if operation.kind.keeps_positions else OperationKind.REPLACE_SPAN
    spans = [span for given in edits.values() for span in given]
    if operation.kind is OperationKind.INSERT_SPAN and all(span.start == span.end for span in spans):
        kind = operation.kind
    if operation.kind is OperationKind.DELETE_SPAN and not any(span.text for span in spans):
        kind = operation.kind
    return Rewrite(kind, target.key, target.sha256, original, edits)


def _sources(was: Clause, targets: Sequence[Clause], old: TextVersion, new: TextVersion) -> list[Clause]:
    """The clauses of the old version that live on in the targets, in order."""
    wanted = {clause.key for clause in targets}
    found = [clause for clause in old.clauses if wanted & set(new.successors(clause.key))]
    return found or [was]


def _merged_parts(
    language: str, sources: Sequence[Clause], targets: Sequence[Clause], was: Clause, changed: Clause
) -> list[BracketedText] | None:
    """The words of each target with the change in them; None where both changed the same ones."""

    def words(clause: Clause) -> BracketedText:
        return clause.texts[language].words if language in clause.texts else BracketedText()

    base = _joined([words(one) for one in sources], " ")
    theirs = _joined([words(changed if one.key == was.key else one) for one in sources], " ")
    ours = _joined([words(one) for one in targets], _EDGE)
    merged = merge_texts(base, {"new": ours, "change": theirs})
    text = merged.text
    if merged.collisions:
        # The new version only writes the same words in another way: the change still means what it meant.
        if len(targets) > 1 or change_of(str(base), str(ours)) is Change.SUBSTANTIVE:
            return None
        text = theirs
    parts = list(_parted(text))
    return parts if len(parts) == len(targets) else None


# Where one clause ends and the next begins, inside one text: a sign that is no character, so that no clause has it.
_EDGE = " \ufdd0 "


def _joined(texts: Sequence[BracketedText], room: str) -> BracketedText:
    whole = BracketedText()
    for number, text in enumerate(texts):
        whole = whole + BracketedText.of(room) + text if number else text
    return whole


def _parted(text: BracketedText) -> Iterator[BracketedText]:
    """The texts between the edges that stand outside of brackets."""
    printed = str(text)
    start = 0
    while (end := printed.find(_EDGE, start)) >= 0:
        yield cut(text, start, end)
        start = end + len(_EDGE)
    yield cut(text, start, len(printed))


def _places(operation: PutInBracket | Split, old: TextVersion, new: TextVersion) -> Carried:
    """An operation that names places: they move with the words around them."""
    was, there = old.find(operation.clause), new.find(operation.clause)
    if was is None or there is None:
        heirs = new.successors(operation.clause)
        return _conflict(Reason.CLAUSE_SPLIT_OR_MERGED if heirs else Reason.CLAUSE_GONE, operation.clause)
    moved: dict[str, tuple[int, ...]] = {}
    given = operation.spans if isinstance(operation, PutInBracket) else operation.places
    for language, places in given.items():
        if language not in there.texts:
            return _conflict(Reason.SAME_WORDS_CHANGED, was.key)
        before, after = was.texts[language].words, there.texts[language].words
        now = [moved_place(before, after, place) for place in places]
        if None in now:
            return _conflict(Reason.SAME_WORDS_CHANGED, was.key)
        moved[language] = tuple(place for place in now if place is not None)
    if isinstance(operation, Split):
        told: Operation = replace(operation, base=there.sha256, places=moved)
        return Carried((told,), Outcome.NEEDS_CONFIRMATION, Reason.SAME_WORDS_CHANGED, was.key)
    spans = {language: (places[0], places[1]) for language, places in moved.items()}
    same = all(
        str(cut(was.texts[language].words, *operation.spans[language])) == str(cut(there.texts[language].words, *span))
        for language, span in spans.items()
    )
    told = replace(operation, base=there.sha256, spans=spans)
    if same:
        return Carried((told,), Outcome.CLEAN)
    return Carried((told,), Outcome.NEEDS_CONFIRMATION, Reason.SAME_WORDS_CHANGED, was.key)


def _bracket(operation: Unbracket | AddAlternative, old: TextVersion, new: TextVersion) -> Carried:
    was = old.find(operation.clause)
    key = operation.bracket
    there = next(
        (one for one in map(new.find, new.successors(operation.clause)) if one and key in one.bracket_keys), None
    )
    if was is None or there is None:
        return _conflict(Reason.BRACKET_GONE, operation.clause)
    told = replace(operation, clause=there.key, base=there.sha256)
    if there.key != operation.clause:
        return Carried((told,), Outcome.NEEDS_CONFIRMATION, Reason.CLAUSE_SPLIT_OR_MERGED, operation.clause)
    if _brackets(was, key) == _brackets(there, key) or isinstance(operation, AddAlternative):
        return Carried((told,), Outcome.CLEAN)
    return Carried((told,), Outcome.NEEDS_CONFIRMATION, Reason.BRACKET_CHANGED, operation.clause)


def _brackets(clause: Clause, key: str) -> dict[str, object]:
    return {language: one.words.bracket(key) for language, one in clause.texts.items() if key in one.words.keys}
