"""A negotiated text: a tree of clauses, each with one expression per language.

Keys of clauses are stable and never given out again; numbers are computed and name their algorithm. What is stored,
shown on the page and checked by others is a hash over canonical JSON (SHA-256).
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from mashura.consultation.rules.negotiation.brackets import BracketedText, Counts, counts
from mashura.consultation.rules.negotiation.states import ClauseStatus
from mashura.consultation.rules.negotiation.verbs import find_verb
from mashura.kit.expressions import Expression, Expressions, text_sha256

_CLAUSE_FORM: Final = "mashura-clause/1"
_TEXT_FORM: Final = "mashura-text/1"


class ClauseKind(StrEnum):
    TITLE = "title"
    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    SUB = "sub"
    ANNEX = "annex"


class Concordance(StrEnum):
    """How the text of a clause in one language stands to its reference."""

    MISSING = "missing"
    STALE = "stale"
    DISCORDANCE_FLAGGED = "discordance-flagged"
    MACHINE_DRAFT = "machine-draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    CONCORDANT = "concordant"

    def is_at_least(self, other: "Concordance") -> bool:
        order = list(Concordance)
        return order.index(self) >= order.index(other)


RECORDED: Final = (Concordance.MACHINE_DRAFT, Concordance.TRANSLATED, Concordance.REVIEWED, Concordance.CONCORDANT)


@dataclass(frozen=True, slots=True)
class ClauseText:
    """The words in one language. `made_from` is the hash of the reference they render ("" where none is known).

    `state` is what somebody last said of them; whether they are stale is computed, never recorded.
    """

    words: BracketedText
    made_from: str = ""
    state: Concordance = Concordance.TRANSLATED
    is_flagged: bool = False

    def __post_init__(self) -> None:
        if self.state not in RECORDED:
            raise ValueError(f"Nobody records that a text is {self.state}.")


def words_sha256(words: BracketedText) -> str:
    """The hash by which a text remembers the reference it was made from; as in `mashura.kit.expressions`."""
    return text_sha256(str(words).strip())


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as it stands in one version of a text. `reference` is the language that the others are made from.

    `verb` is the key of its operative or preambular verb (`verbs.VERBS`), "" where it has none. The content hash
    covers the kind and the words of every language: not the place, the status, or how far translations have come.
    """

    key: str
    kind: ClauseKind
    reference: str
    texts: Mapping[str, ClauseText]
    parent: str | None = None
    verb: str = ""
    status: ClauseStatus = ClauseStatus.PROPOSED

    def __post_init__(self) -> None:
        if not self.key or self.reference not in self.texts:
            raise ValueError("A clause has a key, and a text in its reference language.")

    @classmethod
    def of(
        cls, key: str, kind: ClauseKind, reference: str, texts: Mapping[str, BracketedText], parent: str | None = None
    ) -> "Clause":
        """A clause that arrives whole; its translations count as translated, nobody has reviewed them."""
        made_from = words_sha256(texts[reference])
        told = {
            language: ClauseText(words, "" if language == reference else made_from) for language, words in texts.items()
        }
        return cls(key, kind, reference, told, parent, verb=_verb(texts[reference], reference))

    @property
    def sha256(self) -> str:
        words = {language: one.words.as_json() for language, one in self.texts.items()}
        return text_sha256(_canonical([_CLAUSE_FORM, self.kind.value, words]))

    @property
    def words(self) -> dict[str, BracketedText]:
        """The text in each language."""
        return {language: one.words for language, one in self.texts.items()}

    @property
    def bracket_keys(self) -> frozenset[str]:
        """The keys of all brackets, in whatever language."""
        return frozenset().union(*(one.words.keys for one in self.texts.values()))

    def concordance(self, language: str) -> Concordance:
        """How the text in `language` stands to the reference, which stands to itself as concordant."""
        one = self.texts.get(language)
        if one is None:
            return Concordance.MISSING
        if language == self.reference:
            return Concordance.DISCORDANCE_FLAGGED if one.is_flagged else Concordance.CONCORDANT
        if not self._is_current(one):
            return Concordance.STALE
        return Concordance.DISCORDANCE_FLAGGED if one.is_flagged else one.state

    @property
    def expressions(self) -> Expressions:
        """The printed texts as every other page knows them."""
        done = (Concordance.REVIEWED, Concordance.CONCORDANT)
        return Expressions(
            self.reference,
            {
                language: Expression(str(one.words), one.made_from, one.state in done and not one.is_flagged)
                if language != self.reference
                else Expression(str(one.words))
                for language, one in self.texts.items()
            },
        )

    def with_words(
        self, words: Mapping[str, BracketedText], *, original: str, keeps_concordance: bool = False
    ) -> "Clause":
        """The clause with other words in the languages given.

        Of several languages `original` is the one in which the change was made, the others render it. When the
        reference is not among them, `original` becomes the reference: nobody knows yet what the old one should say.
        Languages that are not given are stale from now on, unless the change leaves the meaning alone
        (`keeps_concordance`); then every text keeps its standing.
        """
        if keeps_concordance:
            return self._same_meaning(words)
        reference = self.reference if self.reference in words else original
        made_from = words_sha256(words[reference])
        texts = dict(self.texts)
        if reference != self.reference:
            old = texts[self.reference]
            texts[self.reference] = replace(old, made_from=words_sha256(old.words))
        for language, new in words.items():
            texts[language] = ClauseText(new, "" if language == reference else made_from)
        return self.with_texts(reference, texts)

    def with_translation(
        self, language: str, words: BracketedText, state: Concordance = Concordance.TRANSLATED
    ) -> "Clause":
        """The clause with a rendering of the reference as it stands. ValueError for the reference's own language."""
        if language == self.reference:
            raise ValueError("A translation is into another language than the reference's.")
        made_from = words_sha256(self.texts[self.reference].words)
        return replace(self, texts={**self.texts, language: ClauseText(words, made_from, state)})

    def with_state(self, language: str, state: Concordance) -> "Clause":
        """Somebody says how far the text has come, which answers a flag. ValueError where it is stale or missing."""
        if self.concordance(language) in {Concordance.MISSING, Concordance.STALE}:
            raise ValueError("Only a text that renders the reference as it stands can be found to do so.")
        return replace(
            self, texts={**self.texts, language: replace(self.texts[language], state=state, is_flagged=False)}
        )

    def flagged(self, language: str) -> "Clause":
        """A delegation says that the text in `language` says something else. KeyError where there is none."""
        return replace(self, texts={**self.texts, language: replace(self.texts[language], is_flagged=True)})

    def with_texts(self, reference: str, texts: Mapping[str, ClauseText]) -> "Clause":
        """With other texts, and the verb of their words unless somebody named another than the old words have."""
        found = _verb(self.texts[self.reference].words, self.reference)
        verb = _verb(texts[reference].words, reference) if self.verb == found else self.verb
        return replace(self, reference=reference, texts=texts, verb=verb)

    def _is_current(self, one: ClauseText) -> bool:
        return one.made_from == words_sha256(self.texts[self.reference].words)

    def _same_meaning(self, words: Mapping[str, BracketedText]) -> "Clause":
        texts = dict(self.texts)
        for language, new in words.items():
            texts[language] = replace(texts[language], words=new) if language in texts else ClauseText(new)
        made_from = words_sha256(texts[self.reference].words)
        for language, one in self.texts.items():
            if language != self.reference and self._is_current(one):
                texts[language] = replace(texts[language], made_from=made_from)
        return self.with_texts(self.reference, texts)


@dataclass(frozen=True, slots=True)
class TextVersion:
    """Clauses in order of reading, each after its parent and before whatever stands outside of that.

    `lineage` remembers the keys that are gone and which clauses took their place: none when the clause was taken out.

    Raises:
        ValueError: a key given twice or given again, or a clause in a place where its kind cannot stand.
    """

    clauses: tuple[Clause, ...] = ()
    lineage: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        keys = [clause.key for clause in self.clauses]
        if len(set(keys)) != len(keys) or set(keys) & set(self.lineage):
            raise ValueError("The key of a clause is never given again.")
        above: list[Clause] = []
        for clause in self.clauses:
            while above and above[-1].key != clause.parent:
                above.pop()
            if not may_stand(clause.kind, above[-1].kind if above else None) or (clause.parent and not above):
                raise ValueError(f"Clause {clause.key} cannot stand where it stands.")
            above.append(clause)

    def find(self, key: str) -> Clause | None:
        return next((clause for clause in self.clauses if clause.key == key), None)

    @property
    def sha256(self) -> str:
        """The hash of the whole text: every clause with its place, in every language."""
        told = [[clause.key, clause.parent, clause.sha256] for clause in self.clauses]
        return text_sha256(_canonical([_TEXT_FORM, told]))

    def children(self, parent: str | None) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.parent == parent)

    def successors(self, key: str) -> tuple[str, ...]:
        """The clauses of this version that a clause lives on in: itself, or what it was split or merged into."""
        if self.find(key):
            return (key,)
        found = [one for heir in self.lineage.get(key, ()) for one in self.successors(heir)]
        return tuple(dict.fromkeys(found))


def may_stand(kind: ClauseKind, parent: ClauseKind | None) -> bool:
    """Whether a clause of this kind can stand directly beneath one of that kind (None: at the top)."""
    if kind is ClauseKind.SUB:
        return parent not in {None, ClauseKind.TITLE}
    if kind is ClauseKind.ANNEX:
        return parent is None
    return parent in {None, ClauseKind.TITLE, ClauseKind.ANNEX}


# Languages


def lacking_languages(
    version: TextVersion, languages: Iterable[str], *, at_least: Concordance = Concordance.CONCORDANT
) -> dict[str, dict[str, Concordance]]:
    """By clause, the languages that keep the text from being adopted and how far they are. Empty: none does."""
    wanted = tuple(languages)
    found = {
        clause.key: {
            language: state for language in wanted if not (state := clause.concordance(language)).is_at_least(at_least)
        }
        for clause in version.clauses
    }
    return {key: states for key, states in found.items() if states}


# Brackets left


@dataclass(frozen=True, slots=True)
class BurnDown:
    """What is still open in a text, in the reference language of each clause."""

    by_clause: Mapping[str, Counts]
    total: Counts
    clauses: int
    clean: int
    agreed: int


def burn_down(version: TextVersion) -> BurnDown:
    """How many brackets and alternatives are left, and how many clauses are clean and agreed."""
    by_clause = {clause.key: counts(clause.texts[clause.reference].words) for clause in version.clauses}
    settled = {ClauseStatus.AGREED, ClauseStatus.ADOPTED}
    return BurnDown(
        by_clause,
        sum(by_clause.values(), Counts()),
        len(by_clause),
        sum(not one.brackets for one in by_clause.values()),
        sum(clause.status in settled for clause in version.clauses),
    )


# Numbers

NUMBERING: Final = 1
# The alphabet of lists (abjad order), as documents of the United Nations count in Arabic.
_ABJAD: Final = ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", *"سعفصقرشتثخذضظغ")
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def numbers(version: TextVersion, language: str, *, algorithm: int = NUMBERING) -> dict[str, str]:
    """The number of each clause as the language writes it: "1", "1(a)", "1(a)(i)"; in Arabic "1", "1 أ)", "1 أ) 1)".

    Algorithm 1: operative clauses count through the text and begin anew in each annex, titles between them change
    nothing; annexes are I, II (in Arabic 1, 2) and clauses in them "I.1". Titles and preambular clauses have none.
    Western digits: a page that wants others turns them with `mashura.kit.numbers.to_digits`.

    Raises:
        ValueError: an algorithm that is not known.
    """
    if algorithm != NUMBERING:
        raise ValueError(f"Texts are not numbered by algorithm {algorithm}.")
    is_arabic = language.partition("-")[0] == "ar"
    found: dict[str, str] = {}
    depths: dict[str, int] = {}
    counted: dict[str, int] = {}
    annex = ""
    for clause in version.clauses:
        if clause.kind in {ClauseKind.TITLE, ClauseKind.PREAMBLE}:
            found[clause.key], depths[clause.key] = "", 0
            continue
        group = clause.kind.value if clause.kind is not ClauseKind.SUB else f"sub {clause.parent}"
        counted[group] = place = counted.get(group, 0) + 1
        if clause.kind is ClauseKind.ANNEX:
            annex = str(place) if is_arabic else _roman(place).upper()
            counted.pop(ClauseKind.OPERATIVE.value, None)
            found[clause.key], depths[clause.key] = annex, 0
        elif clause.kind is ClauseKind.OPERATIVE:
            found[clause.key] = f"{annex}.{place}" if annex else str(place)
            depths[clause.key] = 0
        else:
            above = clause.parent or ""
            depths[clause.key] = depths[above] + 1
            own = (_arabic_label if is_arabic else _latin_label)(place, depths[clause.key])
            found[clause.key] = f"{found[above]} {own}".strip() if is_arabic else f"{found[above]}{own}"
    return found


def _latin_label(place: int, depth: int) -> str:
    return f"({_roman(place) if depth % 2 == 0 else _letters(place, _LATIN)})"


def _arabic_label(place: int, depth: int) -> str:
    return f"{place if depth % 2 == 0 else _letters(place, _ABJAD)})"


_LATIN: Final = tuple("abcdefghijklmnopqrstuvwxyz")


def _letters(place: int, alphabet: Sequence[str]) -> str:
    """The letter of this place; after the last one, aa, bb and so on."""
    turns, letter = divmod(place - 1, len(alphabet))
    return alphabet[letter] * (turns + 1)


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        found += sign * (number // value)
        number %= value
    return found


def subtree(clauses: Sequence[Clause], key: str) -> Iterator[Clause]:
    """A clause and all beneath it, in order."""
    inside: set[str] = set()
    for clause in clauses:
        if clause.key == key or clause.parent in inside:
            inside.add(clause.key)
            yield clause


def _verb(words: BracketedText, language: str) -> str:
    found = find_verb(str(words), language)
    return found.verb.key if found else ""


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def open_brackets(version: TextVersion, languages: Collection[str]) -> int:
    """How many brackets are open in any of these languages: a text is clean when none is."""
    return sum(
        len(frozenset().union(*(clause.texts[one].words.keys for one in languages if one in clause.texts)))
        for clause in version.clauses
    )
