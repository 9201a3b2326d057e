"""Several proposals on one clause in one: what does not touch goes in, what collides stands in a bracket in place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from mashura.consultation.rules.negotiation.applying import changed_clause
from mashura.consultation.rules.negotiation.brackets import (
    NO_CHOICE,
    Alternative,
    Bracket,
    BracketDifference,
    BracketedText,
    BracketKind,
    Holders,
    Node,
    bracket_differences,
    fresh_key,
    renamed,
)
from mashura.consultation.rules.negotiation.clauses import Clause, ClauseText, Concordance, words_sha256
from mashura.consultation.rules.negotiation.levels import Signs
from mashura.consultation.rules.negotiation.operations import DeleteClause, WordOperation
from mashura.consultation.rules.negotiation.states import ClauseStatus
from mashura.kit.redline import Collision, merge

BASE = "base"
"""The key of the alternative that stood in the text before; nobody is named as holding it."""


@dataclass(frozen=True, slots=True)
class MergedText:
    """A text with all changes in it. `collisions` are the keys of the brackets that differing changes were put in."""

    text: BracketedText
    collisions: tuple[str, ...]
    holders: Holders


def merge_texts(base: BracketedText, versions: Mapping[str, BracketedText], *, taken: Iterable[str] = ()) -> MergedText:
    """Merge versions of a text, by the key of who wants it; the order in which they are given changes nothing.

    Where they collide, a new bracket holds what stood there and each reading; no reading is lost, nor any bracket cut.
    Inside a bracket that several changed, each alternative is merged for itself. Keys of new brackets come from
    those who collide, so that the languages of a clause get the same ones; never one of `taken`.

    Raises:
        ValueError: a version called `BASE`.
    """
    if BASE in versions:
        raise ValueError(f"Nobody is called {BASE}: that is what stood there before.")
    keys = {*base.keys, *taken, *(key for text in versions.values() for key in text.keys)}
    merging = _Merging(keys)
    nodes = merging.nodes(base, dict(sorted(versions.items())))
    text = BracketedText(tuple(_once(nodes, set(), keys)))
    return MergedText(text, tuple(merging.collisions), Holders(merging.held).within(text))


@dataclass
class _Merging:
    taken: set[str]
    collisions: list[str] = field(default_factory=list)
    held: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def nodes(self, base: BracketedText, versions: Mapping[str, BracketedText]) -> list[Node]:
        signs = Signs([base, *versions.values()])
        written = {key: signs.write(text) for key, text in versions.items()}
        found: list[Node] = []
        for one in merge(signs.write(base), written).stretches:
            if isinstance(one, Collision):
                found += self._settled(signs, one)
            else:
                found += signs.nodes(one.text)
        return found

    def _settled(self, signs: Signs, one: Collision[str]) -> Sequence[Node]:
        before = signs.only(one.base)
        after = {key: signs.only(text) for text, keys in one.variants for key in keys}
        if before and all(bracket and bracket.key == before.key for bracket in after.values()):
            return self._same_bracket(before, {key: bracket for key, bracket in after.items() if bracket})
        return self._collision(signs, one)

    def _same_bracket(self, base: Bracket, versions: Mapping[str, Bracket]) -> Sequence[Node]:
        """A bracket that several changed inside: alternative by alternative, new ones after the old."""
        alternatives: list[Alternative] = []
        for one in base.alternatives:
            left = {
                key: other.text
                for key, bracket in versions.items()
                for other in bracket.alternatives
                if other.key == one.key
            }
            # Who withdrew a reading that somebody else has just rewritten does not take that one away.
            if len(left) == len(versions) or any(text != one.text for text in left.values()):
                alternatives.append(
                    Alternative(one.key, BracketedText(tuple(_once(self.nodes(one.text, left), set(), self.taken))))
                )
        old = {one.key for one in base.alternatives}
        texts = {one.text for one in alternatives}
        for key, bracket in versions.items():
            for one in bracket.alternatives:
                if one.key in old or one.text in texts:
                    continue
                used = old | {other.key for other in alternatives}
                named = one.key if one.key not in used else fresh_key("a", used)
                alternatives.append(Alternative(named, one.text))
                texts.add(one.text)
                self.held[base.key, named] = frozenset({key})
        kinds = sorted({bracket.kind for bracket in versions.values()} - {base.kind})
        if not alternatives:
            return ()
        return [Bracket(base.key, kinds[0] if kinds else base.kind, tuple(alternatives))]

    def _collision(self, signs: Signs, one: Collision[str]) -> Sequence[Node]:
        """A new bracket with what stood there and each reading; who only put it in a bracket contests all of them."""
        before, room, after = _room(one)
        parties = sorted({key for _, keys in one.variants for key in keys})
        key = fresh_key(f"m{sha256('+'.join(parties).encode()).hexdigest()[:8]}-", self.taken)
        self.taken.add(key)
        self.collisions.append(key)
        base = signs.read(one.base)
        alternatives = [Alternative(BASE, base)]
        for written, keys in sorted(one.variants, key=lambda variant: sorted(variant[1])):
            text = signs.read(written[len(before) : len(written) - len(after)] if room else written)
            if _without_new(text, base.keys) == base:
                self.held[key, NO_CHOICE] = self.held.get((key, NO_CHOICE), frozenset()) | keys
                continue
            named = "+".join(sorted(keys))
            alternatives.append(Alternative(named, text))
            self.held[key, named] = keys
        kind = BracketKind.ALTERNATIVE_SET if len(alternatives) > 1 else BracketKind.CONTESTED
        return before, Bracket(key, kind, tuple(alternatives)), after


def _room(one: Collision[str]) -> tuple[str, bool, str]:
    """The space before or after what several put in at one place: it stays outside of their bracket."""
    texts = [text for text, _ in one.variants]
    if one.base == "" and all(text.endswith(" ") for text in texts):
        return "", True, " "
    if one.base == "" and all(text.startswith(" ") for text in texts):
        return " ", True, ""
    return "", False, ""


def _without_new(text: BracketedText, known: frozenset[str]) -> BracketedText:
    """The text without brackets that only contest what is in them and that the base does not have."""
    nodes: list[Node] = []
    for node in text.nodes:
        if isinstance(node, Bracket) and node.key not in known and len(node.alternatives) == 1:
            nodes += _without_new(node.alternatives[0].text, known).nodes
        else:
            nodes.append(node)
    return BracketedText(tuple(nodes))


def _once(nodes: Iterable[Node], seen: set[str], taken: set[str]) -> Iterator[Node]:
    """The nodes with another key for a bracket that came before: it stands in several readings of one passage."""
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        key = node.key
        if key in seen:
            key = fresh_key("b", taken)
        seen.add(key)
        taken.add(key)
        inside = tuple(
            replace(one, text=BracketedText(tuple(_once(one.text.nodes, seen, taken)))) for one in node.alternatives
        )
        yield replace(node, key=key, alternatives=inside)


@dataclass(frozen=True, slots=True)
class MergedClause:
    """A clause with several proposals in it.

    `collisions` are the keys of new brackets by language. `lacking` names, by language, the proposals that say nothing
    for it: until they do, the text in that language is stale. `differences` tells where the languages do not have the
    same brackets, most often because proposals collide in one language only.
    """

    clause: Clause
    collisions: Mapping[str, tuple[str, ...]]
    holders: Holders
    lacking: Mapping[str, frozenset[str]]
    differences: tuple[BracketDifference, ...]

    @property
    def is_clean(self) -> bool:
        return not any(self.collisions.values())


def merge_proposals(clause: Clause, proposals: Mapping[str, Sequence[WordOperation | DeleteClause]]) -> MergedClause:
    """The clause with all proposals, by their keys; each is applied to `clause` for itself and then merged.

    A proposal to take the clause out counts as one for no text; alone it is no matter for merging.

    Raises:
        Refused: a proposal that cannot be applied.
        ValueError: one that changes another clause than this.
    """
    wanted = _apart(clause, {key: _after(clause, operations) for key, operations in sorted(proposals.items())})
    languages = sorted({*clause.texts, *(language for words, _ in wanted.values() for language in words)})
    taken = clause.bracket_keys.union(*(text.keys for words, _ in wanted.values() for text in words.values()))
    words: dict[str, BracketedText] = {}
    collisions: dict[str, tuple[str, ...]] = {}
    held: dict[tuple[str, str], frozenset[str]] = {}
    lacking: dict[str, frozenset[str]] = {}
    for language in languages:
        base = clause.texts[language].words if language in clause.texts else BracketedText()
        versions = {key: texts[language] for key, (texts, _) in wanted.items() if language in texts}
        merged = merge_texts(base, versions, taken=taken)
        words[language], collisions[language] = merged.text, merged.collisions
        for place, keys in merged.holders.by_alternative.items():
            held[place] = held.get(place, frozenset()) | keys
        if behind := frozenset(key for key, (_, stale) in wanted.items() if language in stale):
            lacking[language] = behind
    merged_clause = _told(clause, words, lacking)
    if any(collisions.values()):
        merged_clause = replace(merged_clause, status=ClauseStatus.BRACKETED)
    return MergedClause(merged_clause, collisions, Holders(held), lacking, bracket_differences(words, clause.reference))


Wanted = tuple[dict[str, BracketedText], frozenset[str]]


def _after(clause: Clause, operations: Sequence[WordOperation | DeleteClause]) -> Wanted:
    """The words that a proposal comes to by language, and the languages that it leaves behind."""
    present = clause
    for operation in operations:
        if operation.clause != clause.key:
            raise ValueError("Proposals on one clause are merged, not proposals on several.")
        if isinstance(operation, DeleteClause):
            return dict.fromkeys(clause.texts, BracketedText()), frozenset()
        present = changed_clause(present, operation)
    states = {language: present.concordance(language) for language in {*present.texts, *clause.texts}}
    behind = frozenset(
        language
        for language, state in states.items()
        if state is Concordance.STALE and clause.concordance(language) is not Concordance.STALE
    )
    return present.words, behind


def _apart(clause: Clause, wanted: Mapping[str, Wanted]) -> dict[str, Wanted]:
    """New brackets of different proposals with keys of their own, in every language the same."""
    taken = set(clause.bracket_keys)
    found: dict[str, Wanted] = {}
    for proposal, (words, behind) in wanted.items():
        same = next((other for other in found if wanted[other][0] == words), None)
        if same is not None:
            found[proposal] = (found[same][0], behind)
            continue
        new = frozenset().union(*(text.keys for text in words.values())) - clause.bracket_keys
        names: dict[str, str] = {}
        for key in sorted(new):
            if key in taken:
                names[key] = fresh_key("b", taken | new)
            taken.add(names.get(key, key))
        found[proposal] = ({language: renamed(text, names) for language, text in words.items()}, behind)
    return found


def _told(clause: Clause, words: Mapping[str, BracketedText], lacking: Mapping[str, frozenset[str]]) -> Clause:
    """The clause with the merged words. One whose reference lacks a change gets a language for it that has all."""
    whole = [language for language in words if language not in lacking]
    reference = clause.reference if clause.reference not in lacking else next(iter(whole), clause.reference)
    made_from = words_sha256(words[reference])
    is_same = reference == clause.reference and words[reference] == clause.texts[reference].words
    texts: dict[str, ClauseText] = {}
    for language, text in words.items():
        before = clause.texts.get(language)
        if before is not None and is_same and text == before.words and not lacking:
            texts[language] = before
            continue
        is_current = bool(whole) and language not in lacking and clause.concordance(language) is not Concordance.STALE
        texts[language] = ClauseText(text, made_from if is_current else "")
    return clause.with_texts(reference, texts)
