"""Square brackets as data: text in one language as a tree of plain runs and brackets with alternatives.

A bracket is a node, not two signs, so that a text whose brackets cross or stand open cannot be written down. The
brackets of a clause have the same keys in each of its languages. Who holds a bracket is told beside the text
(`Holders`), so that attribution can be shown, kept for the chair or left out without touching a word.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

import regex

from mashura.consultation.rules.negotiation.refusals import Refusal, Refused

SEPARATOR: Final = " / "
DEEPEST: Final = 64
NO_TEXT: Final = ""
"""As a choice: none of the alternatives, the bracket goes with all that is in it."""

NO_CHOICE: Final = ""
"""As what somebody holds: the bracket, but none of its alternatives."""

_STROKE: Final = regex.compile(r" /(?= |$)")
_BETWEEN_SIGNS: Final = regex.compile(r"\X")


class BracketKind(StrEnum):
    """What a bracket says about the text in it."""

    CONTESTED = "contested"
    """Not agreed: the text stays or goes."""
    ALTERNATIVE_SET = "alternative-set"
    """One of several readings, of which one may be no text."""
    PLACEHOLDER = "placeholder"
    """To be filled in: a number, a date, a name."""
    WHOLE_CLAUSE = "whole-clause"
    TECHNICAL = "technical"
    """Waiting for editors or for another text, not for delegations."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One reading of a bracket. An empty text is the alternative "no text"."""

    key: str
    text: "BracketedText"


@dataclass(frozen=True, slots=True)
class Bracket:
    """An open question in a text. `key` is stable and the same in every language of the clause."""

    key: str
    kind: BracketKind
    alternatives: tuple[Alternative, ...]

    def __post_init__(self) -> None:
        keys = [one.key for one in self.alternatives]
        if not self.key or not keys or not all(keys) or len(set(keys)) != len(keys):
            raise ValueError("A bracket has a key and at least one alternative, each with a key of its own.")

    def alternative(self, key: str) -> Alternative:
        """The alternative of this key, or refused."""
        for one in self.alternatives:
            if one.key == key:
                return one
        raise Refused(Refusal.NO_SUCH_ALTERNATIVE, bracket=self.key, alternative=key)


Node = str | Bracket


@dataclass(frozen=True, slots=True)
class BracketedText:
    """Text in one language: plain runs and brackets in the order of reading.

    Runs that touch are one, empty ones are dropped, so that two texts are equal when they read alike.

    Raises:
        ValueError: a square bracket in a plain run, two brackets of one key, or more than `DEEPEST` in one another.
    """

    nodes: tuple[Node, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodes", tuple(_joined(self.nodes)))
        if any("[" in run or "]" in run for run in self.nodes if isinstance(run, str)):
            raise ValueError("A plain run holds no square bracket.")
        placed = list(self.walk())
        if len({one.bracket.key for one in placed}) != len(placed):
            raise ValueError("Two brackets of a text have the same key.")
        if any(one.depth > DEEPEST for one in placed):
            raise ValueError("Brackets stand too deep in one another.")

    @classmethod
    def of(cls, *nodes: Node) -> "BracketedText":
        return cls(nodes)

    def __str__(self) -> str:
        return "".join(map(_printed, self.nodes))

    def __bool__(self) -> bool:
        return bool(self.nodes)

    def __add__(self, other: "BracketedText") -> "BracketedText":
        return BracketedText((*self.nodes, *other.nodes))

    def walk(self, parent: str | None = None, depth: int = 1) -> Iterator["Placed"]:
        """Every bracket with its place, in order of reading: an outer one before what it holds."""
        for node in self.nodes:
            if isinstance(node, Bracket):
                yield Placed(node, parent, depth)
                for one in node.alternatives:
                    yield from one.text.walk(f"{node.key}:{one.key}", depth + 1)

    def bracket(self, key: str) -> Bracket:
        """The bracket of this key at any depth, or refused."""
        for one in self.walk():
            if one.bracket.key == key:
                return one.bracket
        raise Refused(Refusal.NO_SUCH_BRACKET, bracket=key)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(one.bracket.key for one in self.walk())

    def as_json(self) -> list[Any]:
        """What is stored, and hashed: the same text always gives the same."""
        return [node if isinstance(node, str) else _bracket_json(node) for node in self.nodes]

    @classmethod
    def from_json(cls, stored: Iterable[Any]) -> "BracketedText":
        """The value of `as_json`. KeyError, TypeError or ValueError for anything else."""
        return cls(tuple(node if isinstance(node, str) else _bracket_of(node) for node in stored))


@dataclass(frozen=True, slots=True)
class Placed:
    """A bracket, the alternative that it stands in ("bracket:alternative"; None: in none), and its depth, from 1."""

    bracket: Bracket
    parent: str | None
    depth: int


def resolve(text: BracketedText, key: str, choice: str) -> BracketedText:
    """The bracket gives way to the alternative chosen, or to nothing (`NO_TEXT`); those around and inside it stay."""
    if choice == NO_TEXT:
        return _swapped(text, key, lambda _: ())
    return _swapped(text, key, lambda bracket: bracket.alternative(choice).text.nodes)


def lift(text: BracketedText, key: str) -> BracketedText:
    """The bracket goes, the text in it stays. Refused when there are several alternatives to choose from."""
    bracket = text.bracket(key)
    if len(bracket.alternatives) > 1:
        raise Refused(Refusal.SEVERAL_ALTERNATIVES, bracket=key)
    return resolve(text, key, bracket.alternatives[0].key)


def add_alternative(text: BracketedText, key: str, alternative: Alternative) -> BracketedText:
    """The bracket with one reading more, after the others; what was contested is now a choice."""

    def added(bracket: Bracket) -> tuple[Node, ...]:
        if alternative.key in {one.key for one in bracket.alternatives}:
            raise Refused(Refusal.ALTERNATIVE_TAKEN, bracket=key, alternative=alternative.key)
        kind = BracketKind.ALTERNATIVE_SET if bracket.kind is BracketKind.CONTESTED else bracket.kind
        return (replace(bracket, kind=kind, alternatives=(*bracket.alternatives, alternative)),)

    return _swapped(text, key, added)


def withdraw_alternative(text: BracketedText, key: str, alternative: str) -> BracketedText:
    """The bracket without one of its readings. When one is left nobody disagrees any more: the bracket lifts."""

    def withdrawn(bracket: Bracket) -> tuple[Node, ...]:
        gone = bracket.alternative(alternative)
        left = tuple(one for one in bracket.alternatives if one is not gone)
        return (replace(bracket, alternatives=left),) if len(left) > 1 else left[0].text.nodes if left else ()

    return _swapped(text, key, withdrawn)


def put_in_bracket(
    text: BracketedText, start: int, end: int, *, key: str, kind: BracketKind = BracketKind.CONTESTED
) -> BracketedText:
    """Signs `start` to `end` of the printed text now stand in a bracket (with the alternative "a1")."""

    def wrap(inside: tuple[Node, ...]) -> tuple[Node, ...]:
        return (Bracket(key, kind, (Alternative("a1", BracketedText(inside)),)),)

    return _at_span(text, start, end, wrap)


def replace_span(text: BracketedText, start: int, end: int, new: BracketedText) -> BracketedText:
    """Signs `start` to `end` of the printed text give way to `new`.

    Refused where the passage is not in the text, cuts through a sign with its marks, or crosses a bracket.
    """
    return _at_span(text, start, end, lambda _: new.nodes)


def cut(text: BracketedText, start: int, end: int) -> BracketedText:
    """Signs `start` to `end` of the printed text; refused as in `replace_span`."""
    held: list[BracketedText] = []

    def keep(inside: tuple[Node, ...]) -> tuple[Node, ...]:
        held.append(BracketedText(inside))
        return inside

    _at_span(text, start, end, keep)
    return held[0]


# Counting


@dataclass(frozen=True, slots=True)
class Counts:
    """What is still open: brackets, the alternatives in them, and how deep they stand in one another."""

    brackets: int = 0
    alternatives: int = 0
    depth: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.brackets + other.brackets, self.alternatives + other.alternatives, max(self.depth, other.depth)
        )


def counts(text: BracketedText) -> Counts:
    """The open brackets of a text."""
    placed = list(text.walk())
    return Counts(
        len(placed),
        sum(len(one.bracket.alternatives) for one in placed),
        max((one.depth for one in placed), default=0),
    )


# Holding


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds which alternative: keys of delegations by (bracket, alternative), told apart from the text.

    Who contests what is in a bracket without a reading of their own stands under the alternative "" (`NO_CHOICE`).
    """

    by_alternative: Mapping[tuple[str, str], frozenset[str]]

    def of_bracket(self, key: str) -> frozenset[str]:
        """Everybody who holds something of this bracket."""
        return frozenset().union(*(held for (bracket, _), held in self.by_alternative.items() if bracket == key))

    def within(self, text: BracketedText) -> "Holders":
        """Without what is no longer in the text."""
        there = {(one.bracket.key, other.key) for one in text.walk() for other in one.bracket.alternatives}
        there |= {(key, NO_CHOICE) for key in text.keys}
        return Holders({place: held for place, held in self.by_alternative.items() if place in there})


# The languages of a clause beside each other


class BracketIssue(StrEnum):
    """How the brackets of two languages differ."""

    MISSING = "missing"
    KIND = "kind"
    PARENT = "parent"
    ALTERNATIVES = "alternatives"


@dataclass(frozen=True, slots=True)
class BracketDifference:
    """A bracket that is not the same in `languages` as in `reference`."""

    key: str
    issue: BracketIssue
    languages: tuple[str, ...]


def bracket_differences(texts: Mapping[str, BracketedText], reference: str) -> tuple[BracketDifference, ...]:
    """Where the languages of a clause do not have the same brackets; empty when they do.

    A bracket that the reference lacks is named with the languages that have it and issue `MISSING`.
    """
    placed = {language: {one.bracket.key: one for one in text.walk()} for language, text in texts.items()}
    own = placed[reference]
    found: dict[tuple[str, BracketIssue], list[str]] = {}
    for language in sorted(set(texts) - {reference}):
        for key in sorted(own.keys() | placed[language].keys()):
            for issue in _issues(own.get(key), placed[language].get(key)):
                found.setdefault((key, issue), []).append(language)
    return tuple(BracketDifference(key, issue, tuple(where)) for (key, issue), where in found.items())


def _issues(here: Placed | None, there: Placed | None) -> Iterator[BracketIssue]:
    if here is None or there is None:
        yield BracketIssue.MISSING
        return
    if here.bracket.kind is not there.bracket.kind:
        yield BracketIssue.KIND
    if here.parent != there.parent:
        yield BracketIssue.PARENT
    if [one.key for one in here.bracket.alternatives] != [one.key for one in there.bracket.alternatives]:
        yield BracketIssue.ALTERNATIVES


def renamed(text: BracketedText, names: Mapping[str, str]) -> BracketedText:
    """The text with other keys for the brackets named."""

    def of(node: Node) -> Node:
        if isinstance(node, str):
            return node
        inside = tuple(replace(one, text=renamed(one.text, names)) for one in node.alternatives)
        return replace(node, key=names.get(node.key, node.key), alternatives=inside)

    return BracketedText(tuple(map(of, text.nodes)))


def trimmed(text: BracketedText) -> BracketedText:
    """The text without room and line feeds at its ends."""
    nodes = list(text.nodes)
    if nodes and isinstance(first := nodes[0], str):
        nodes[0] = first.lstrip()
    if nodes and isinstance(last := nodes[-1], str):
        nodes[-1] = last.rstrip()
    return BracketedText(tuple(nodes))


def fresh_key(stem: str, taken: Collection[str]) -> str:
    """`stem` with the lowest number that no key of `taken` has."""
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def _joined(nodes: Iterable[Node]) -> Iterator[Node]:
    run = ""
    for node in nodes:
        if isinstance(node, str):
            run += node
            continue
        if run:
            yield run
        run = ""
        yield node
    if run:
        yield run


def _printed(node: Node) -> str:
    return node if isinstance(node, str) else f"[{SEPARATOR.join(_inside(one) for one in node.alternatives)}]"


def _inside(alternative: Alternative) -> str:
    """Room before a stroke that parts no alternatives is printed as room that does not break, of the same length."""
    runs = (
        _STROKE.sub("\u00a0/", node) if isinstance(node, str) else _printed(node) for node in alternative.text.nodes
    )
    return "".join(runs)


def _bracket_json(bracket: Bracket) -> dict[str, Any]:
    told = [{"key": one.key, "text": one.text.as_json()} for one in bracket.alternatives]
    return {"bracket": bracket.key, "kind": bracket.kind.value, "alternatives": told}


def _bracket_of(stored: Mapping[str, Any]) -> Bracket:
    told = stored["alternatives"]
    return Bracket(
        stored["bracket"],
        BracketKind(stored["kind"]),
        tuple(Alternative(one["key"], BracketedText.from_json(one["text"])) for one in told),
    )


Swap = Callable[[Bracket], tuple[Node, ...]]


def _swapped(text: BracketedText, key: str, swap: Swap) -> BracketedText:
    """The text with other nodes in the place of a bracket, wherever it stands."""
    text.bracket(key)
    return _swap_in(text, key, swap)


def _swap_in(text: BracketedText, key: str, swap: Swap) -> BracketedText:
    nodes: list[Node] = []
    closes_up = False
    for node in text.nodes:
        if isinstance(node, str):
            nodes.append(_closed_up(nodes, node) if closes_up else node)
            closes_up = False
        elif node.key == key:
            new = swap(node)
            closes_up = not new
            nodes += new
        else:
            inside = tuple(replace(one, text=_swap_in(one.text, key, swap)) for one in node.alternatives)
            nodes.append(replace(node, alternatives=inside))
            closes_up = False
    if closes_up and nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip(" ")
    return BracketedText(tuple(nodes))


def _closed_up(before: list[Node], run: str) -> str:
    """The run after a bracket that left nothing: no double room, none at the beginning or before a full stop."""
    if not before:
        return run.lstrip(" ")
    last = before[-1]
    if isinstance(last, str) and last.endswith(" "):
        if run[:1] in {*",.;:!?)،؛؟"}:
            before[-1] = last.rstrip(" ")
        return run.removeprefix(" ")
    return run


def _at_span(
    text: BracketedText, start: int, end: int, change: Callable[[tuple[Node, ...]], tuple[Node, ...]]
) -> BracketedText:
    """The text with `change` done to the nodes that print signs `start` to `end`."""
    printed = str(text)
    if not 0 <= start <= end <= len(printed):
        raise Refused(Refusal.NO_SUCH_SPAN, start=start, end=end)
    for place in (start, end):
        if not _is_boundary(printed, place):
            raise Refused(Refusal.SPLITS_SIGN)
    return _in_span(text, start, end, change)


def _is_boundary(text: str, place: int) -> bool:
    return place in _boundaries(text)


@lru_cache(maxsize=512)
def _boundaries(text: str) -> frozenset[int]:
    """The places between what a reader sees as one sign (UAX 29)."""
    if text.isascii() and "\r" not in text:
        return frozenset(range(len(text) + 1))
    return frozenset([0, *(match.end() for match in _BETWEEN_SIGNS.finditer(text))])


def _in_span(
    text: BracketedText, start: int, end: int, change: Callable[[tuple[Node, ...]], tuple[Node, ...]]
) -> BracketedText:
    before: list[Node] = []
    inside: list[Node] = []
    after: list[Node] = []
    at = 0
    for place, node in enumerate(text.nodes):
        length = len(_printed(node))
        low, high = start - at, end - at
        at += length
        if isinstance(node, str):
            before.append(node[: max(low, 0)])
            inside.append(node[max(low, 0) : max(high, 0)])
            after.append(node[max(high, low, 0) :])
        elif high <= 0:
            after.append(node)
        elif low >= length:
            before.append(node)
        elif low <= 0 and high >= length:
            inside.append(node)
        elif low > 0 and high < length:
            changed = _in_bracket(node, low, high, change)
            return BracketedText((*text.nodes[:place], changed, *text.nodes[place + 1 :]))
        else:
            raise Refused(Refusal.CROSSES_BRACKET)
    return BracketedText((*before, *change(tuple(inside)), *after))


def _in_bracket(
    bracket: Bracket, start: int, end: int, change: Callable[[tuple[Node, ...]], tuple[Node, ...]]
) -> Bracket:
    at = 1
    for place, one in enumerate(bracket.alternatives):
        length = len(_inside(one))
        if at <= start and end <= at + length:
            changed = replace(one, text=_in_span(one.text, start - at, end - at, change))
            return replace(
                bracket, alternatives=(*bracket.alternatives[:place], changed, *bracket.alternatives[place + 1 :])
            )
        at += length + len(SEPARATOR)
    raise Refused(Refusal.CROSSES_BRACKET)
