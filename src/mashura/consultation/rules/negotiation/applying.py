"""Operations applied to a version of a text: the next version, or a named refusal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from mashura.consultation.rules.negotiation import brackets
from mashura.consultation.rules.negotiation.brackets import (
    Alternative,
    BracketedText,
    cut,
    fresh_key,
    put_in_bracket,
    renamed,
    trimmed,
)
from mashura.consultation.rules.negotiation.clauses import (
    Clause,
    ClauseText,
    Concordance,
    TextVersion,
    may_stand,
    subtree,
    words_sha256,
)
from mashura.consultation.rules.negotiation.levels import replace_spans
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
    WordOperation,
    based_on,
)
from mashura.consultation.rules.negotiation.refusals import Refusal, Refused
from mashura.kit.redline import Change, change_of


def apply(version: TextVersion, operations: Iterable[Operation]) -> TextVersion:
    """The version that comes of the operations, one after the other; all of them, or `Refused`.

    Base hashes are those of `version`, also for a clause that several operations change; places are those of the
    text as the operations before have left it.
    """
    first = version
    for operation in operations:
        for key, base in based_on(operation):
            clause = first.find(key)
            if clause is not None and clause.sha256 != base:
                raise Refused(Refusal.BASE_CHANGED, clause=key)
        version = _applied(version, operation)
    return version


def changed_clause(clause: Clause, operation: WordOperation) -> Clause:
    """The clause after an operation on its words; its base is not looked at."""
    match operation:
        case Rewrite():
            return _rewritten(clause, operation)
        case PutInBracket():
            return _bracketed(clause, operation)
        case Unbracket():
            return _unbracketed(clause, operation)
        case AddAlternative():
            return _with_alternative(clause, operation)


def _applied(version: TextVersion, operation: Operation) -> TextVersion:
    match operation:
        case InsertClause():
            return _inserted(version, operation)
        case DeleteClause():
            clause = _clause(version, operation.clause)
            if version.children(clause.key):
                raise Refused(Refusal.HAS_SUBCLAUSES, clause=clause.key)
            left = tuple(one for one in version.clauses if one is not clause)
            return TextVersion(left, {**version.lineage, clause.key: ()})
        case MoveClause():
            return _moved(version, operation)
        case Split():
            return _split(version, operation)
        case Merge():
            return _merged(version, operation)
        case _:
            clause = _clause(version, operation.clause)
            return with_clause(version, changed_clause(clause, operation))


def with_clause(version: TextVersion, clause: Clause) -> TextVersion:
    """The version with another state of a clause that it has."""
    return replace(version, clauses=tuple(clause if one.key == clause.key else one for one in version.clauses))


def _clause(version: TextVersion, key: str) -> Clause:
    clause = version.find(key)
    if clause is None:
        raise Refused(Refusal.NO_SUCH_CLAUSE, clause=key)
    return clause


def _unused(version: TextVersion, key: str) -> None:
    if version.find(key) or key in version.lineage:
        raise Refused(Refusal.KEY_TAKEN, clause=key)


def _put(version: TextVersion, clauses: Sequence[Clause], parent: str | None, after: str | None) -> tuple[Clause, ...]:
    """All clauses with some more beneath `parent`, after all that stands beneath `after`."""
    above = None if parent is None else _clause(version, parent).kind
    if not may_stand(clauses[0].kind, above):
        raise Refused(Refusal.WRONG_PLACE, clause=clauses[0].key)
    keys = [one.key for one in version.clauses]
    if after is None:
        place = 0 if parent is None else keys.index(parent) + 1
    else:
        if _clause(version, after).parent != parent:
            raise Refused(Refusal.WRONG_PLACE, clause=clauses[0].key)
        place = keys.index(after) + len(list(subtree(version.clauses, after)))
    return (*version.clauses[:place], *clauses, *version.clauses[place:])


def _inserted(version: TextVersion, operation: InsertClause) -> TextVersion:
    _unused(version, operation.clause.key)
    clauses = _put(version, [operation.clause], operation.clause.parent, operation.after)
    return TextVersion(clauses, version.lineage)


def _moved(version: TextVersion, operation: MoveClause) -> TextVersion:
    clause = _clause(version, operation.clause)
    moved = list(subtree(version.clauses, clause.key))
    inside = {one.key for one in moved}
    if operation.parent in inside or operation.after in inside:
        raise Refused(Refusal.WRONG_PLACE, clause=clause.key)
    rest = TextVersion(tuple(one for one in version.clauses if one.key not in inside), version.lineage)
    moved[0] = replace(clause, parent=operation.parent)
    return TextVersion(_put(rest, moved, operation.parent, operation.after), version.lineage)


def _split(version: TextVersion, operation: Split) -> TextVersion:
    clause = _clause(version, operation.clause)
    if set(operation.places) != set(clause.texts):
        raise Refused(Refusal.LANGUAGES_DIFFER, clause=clause.key)
    for key in operation.keys:
        _unused(version, key)
    pieces: dict[str, list[BracketedText]] = {}
    for language, places in operation.places.items():
        words = clause.texts[language].words
        edges = [0, *places, len(str(words))]
        pieces[language] = [trimmed(cut(words, *pair)) for pair in pairwise(edges)]
        if not all(pieces[language]):
            raise Refused(Refusal.NO_TEXT, clause=clause.key, language=language)
    parts = []
    for number, key in enumerate(operation.keys):
        made_from = words_sha256(pieces[clause.reference][number])
        texts = {
            language: replace(
                one,
                words=pieces[language][number],
                made_from="" if clause.concordance(language) is Concordance.STALE else made_from,
            )
            for language, one in clause.texts.items()
        }
        first = Clause.of(key, clause.kind, clause.reference, {language: one.words for language, one in texts.items()})
        verb = clause.verb if number == 0 else first.verb
        parts.append(replace(clause, key=key, texts=texts, verb=verb))
    clauses: list[Clause] = []
    for one in version.clauses:
        if one is clause:
            clauses += parts
        else:
            clauses.append(replace(one, parent=parts[-1].key) if one.parent == clause.key else one)
    return TextVersion(tuple(clauses), {**version.lineage, clause.key: operation.keys})


def _merged(version: TextVersion, operation: Merge) -> TextVersion:
    _unused(version, operation.key)
    merged = [_clause(version, key) for key in operation.clauses]
    beside = [one.key for one in version.children(merged[0].parent)]
    start = beside.index(merged[0].key)
    neighbours = tuple(beside[start : start + len(merged)]) == operation.clauses
    if not neighbours or len({one.kind for one in merged}) > 1:
        raise Refused(Refusal.WRONG_PLACE, clause=merged[-1].key)
    if len({one.reference for one in merged}) > 1:
        raise Refused(Refusal.LANGUAGES_DIFFER, clause=merged[-1].key)
    clause = _one_of(merged, operation.key)
    clauses: list[Clause] = []
    for one in version.clauses:
        if one is merged[0]:
            clauses.append(clause)
        elif one.key not in operation.clauses:
            clauses.append(replace(one, parent=clause.key) if one.parent in operation.clauses else one)
    return TextVersion(tuple(clauses), {**version.lineage, **dict.fromkeys(operation.clauses, (clause.key,))})


def _one_of(merged: Sequence[Clause], key: str) -> Clause:
    """The texts of several clauses in one, by language; one that a clause lacks or has stale is stale in the whole."""
    languages = {language for one in merged for language in one.texts}
    words = dict.fromkeys(languages, BracketedText())
    taken: set[str] = set()
    for one in merged:
        names: dict[str, str] = {}
        for bracket in sorted(one.bracket_keys):
            names[bracket] = bracket if bracket not in taken else fresh_key("b", taken | one.bracket_keys)
            taken.add(names[bracket])
        for language, text in one.texts.items():
            before = words[language]
            room = BracketedText.of(" ") if before else BracketedText()
            words[language] = before + room + renamed(text.words, names)
    reference = merged[0].reference
    made_from = words_sha256(words[reference])
    done = (Concordance.STALE, Concordance.MISSING)
    texts = {}
    for language in languages:
        states = [one.concordance(language) for one in merged]
        is_current = not any(state in done for state in states)
        least = min((one.texts[language].state for one in merged if language in one.texts), key=list(Concordance).index)
        flagged = any(one.texts[language].is_flagged for one in merged if language in one.texts)
        texts[language] = ClauseText(words[language], made_from if is_current else "", least, is_flagged=flagged)
    return replace(merged[0], key=key, texts=texts)


def _words(clause: Clause, language: str) -> BracketedText:
    if language not in clause.texts:
        raise Refused(Refusal.NO_TEXT, clause=clause.key, language=language)
    return clause.texts[language].words


def _rewritten(clause: Clause, operation: Rewrite) -> Clause:
    keeps = operation.kind.keeps_positions
    if operation.kind is OperationKind.LANGUAGE_ONLY and len(operation.edits) != 1:
        raise Refused(Refusal.NOT_ONE_LANGUAGE, clause=clause.key)
    changed: dict[str, BracketedText] = {}
    for language, spans in operation.edits.items():
        # A first rendering in a language comes as an insertion into nothing; alone it changes no meaning.
        is_first = language not in clause.texts and spans[0].start == spans[-1].end == 0
        is_rendering = operation.kind is OperationKind.LANGUAGE_ONLY or clause.reference in operation.edits
        before = BracketedText() if is_first and is_rendering else _words(clause, language)
        after = replace_spans(before, spans)
        if not trimmed(after):
            raise Refused(Refusal.NO_TEXT, clause=clause.key, language=language)
        if operation.kind is OperationKind.EDITORIAL and change_of(str(before), str(after)) is Change.SUBSTANTIVE:
            raise Refused(Refusal.NOT_EDITORIAL, clause=clause.key)
        changed[language] = after
    own = operation.original
    if operation.kind is OperationKind.LANGUAGE_ONLY and own not in clause.texts:
        return clause.with_translation(own, changed[own])
    told = clause.with_words(changed, original=own, keeps_concordance=keeps)
    is_correction = operation.kind is OperationKind.LANGUAGE_ONLY and own != clause.reference
    if is_correction and told.concordance(own) is not Concordance.STALE:
        # Somebody else than the corrector says that it is right now.
        told = told.with_state(own, Concordance.TRANSLATED)
    return told


def _bracketed(clause: Clause, operation: PutInBracket) -> Clause:
    if operation.bracket in clause.bracket_keys:
        raise Refused(Refusal.ALTERNATIVE_TAKEN, bracket=operation.bracket, alternative="a1")
    if clause.reference not in operation.spans:
        raise Refused(Refusal.LANGUAGES_DIFFER, clause=clause.key)
    changed = {
        language: put_in_bracket(
            _words(clause, language), start, end, key=operation.bracket, kind=operation.bracket_kind
        )
        for language, (start, end) in operation.spans.items()
    }
    return _same_in(clause, changed, original=clause.reference)


def _unbracketed(clause: Clause, operation: Unbracket) -> Clause:
    holding = [language for language, one in clause.texts.items() if operation.bracket in one.words.keys]
    if not holding:
        raise Refused(Refusal.NO_SUCH_BRACKET, bracket=operation.bracket)
    changed = {}
    for language in holding:
        words = clause.texts[language].words
        if operation.choice is None:
            changed[language] = brackets.lift(words, operation.bracket)
        else:
            changed[language] = brackets.resolve(words, operation.bracket, operation.choice)
        if not trimmed(changed[language]):
            raise Refused(Refusal.NO_TEXT, clause=clause.key, language=language)
    return _same_in(clause, changed, original=clause.reference)


def _with_alternative(clause: Clause, operation: AddAlternative) -> Clause:
    changed = {
        language: brackets.add_alternative(
            _words(clause, language), operation.bracket, Alternative(operation.alternative, _apart(clause, text))
        )
        for language, text in operation.texts.items()
    }
    return _same_in(clause, changed, original=operation.original)


def _apart(clause: Clause, text: BracketedText) -> BracketedText:
    """The text with other keys for brackets that the clause has already."""
    taken = set(clause.bracket_keys)
    names = {}
    for key in sorted(text.keys & taken):
        names[key] = fresh_key("b", taken | text.keys)
        taken.add(names[key])
    return renamed(text, names)


def _same_in(clause: Clause, changed: Mapping[str, BracketedText], *, original: str) -> Clause:
    """A step that was taken in several languages at once: these stand to each other as before, the rest is stale."""
    told = clause.with_words(changed, original=original)
    made_from = words_sha256(told.texts[told.reference].words)
    texts = dict(told.texts)
    for language in changed:
        before = clause.texts[language]
        stale = clause.concordance(language) is Concordance.STALE
        texts[language] = replace(
            texts[language],
            made_from="" if stale else made_from,
            state=before.state,
            is_flagged=before.is_flagged,
        )
    return replace(told, texts=texts)
