"""Brackets as people write and read them: parsed from plain text, counted in it, printed for a page."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from typing import Final

import regex

from mashura.consultation.rules.negotiation.brackets import (
    DEEPEST,
    SEPARATOR,
    Alternative,
    Bracket,
    BracketedText,
    BracketKind,
    Counts,
    Node,
    counts,
    fresh_key,
)
from mashura.kit.bidi import isolate, isolate_as
from mashura.kit.folding import fold
from mashura.kit.languages import Direction
from mashura.kit.redline.matching import matching

_SIGN: Final = regex.compile(r"\[|\]| / ")
_BLANK: Final = regex.compile(r"[\s.…_xX–—-]+")
_LONGEST_EXCERPT: Final = 40
# What people write in a bracket for "nothing stands here", folded.
_NO_TEXT: Final = frozenset(map(fold, ["no text", "pas de texte", "بدون نص", "لا نص", "دون نص"]))


class FaultKind(StrEnum):
    """What is wrong with a bracket of a plain text."""

    NEVER_OPENED = "never-opened"
    NEVER_CLOSED = "never-closed"
    TOO_DEEP = "too-deep"


@dataclass(frozen=True, slots=True)
class Fault:
    """A bracket that has no other half: where it stands (line and column count from 1) and the text from there.

    `number` counts the signs of its own sort (opening or closing) from the beginning of the text, from 1.
    """

    kind: FaultKind
    line: int
    column: int
    number: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as read. `counts` are of the brackets as somebody wrote them, before neighbours were joined."""

    text: BracketedText
    faults: tuple[Fault, ...]
    counts: Counts


def parse(plain: str, *, joins: bool = True, taken: Collection[str] = ()) -> Parsed:
    """Read a text with printed brackets. Never fails: what is not balanced is mended and reported.

    A closing sign that was never opened is left out; a bracket that was never closed goes to the end of the text.
    " / " inside a bracket parts alternatives. With `joins`, brackets with nothing but room between them are
    alternatives of one another, as in "[shall] [should]". Keys are b1, b2 ... in order of reading, but for `taken`.
    """
    faults: list[Fault] = []
    frames: list[_Frame] = [_Frame(0, 0)]
    at = opened = closed = skipped = 0
    for match in _SIGN.finditer(plain):
        frames[-1].nodes.append(plain[at : match.start()])
        at, sign = match.end(), match.group()
        if sign == "[":
            opened += 1
            if skipped or len(frames) > DEEPEST:
                skipped += 1
                faults.append(_fault(FaultKind.TOO_DEEP, plain, match.start(), opened))
            else:
                frames.append(_Frame(match.start(), opened))
        elif sign == "]":
            closed += 1
            if skipped:
                skipped -= 1
            elif len(frames) == 1:
                faults.append(_fault(FaultKind.NEVER_OPENED, plain, match.start(), closed))
            else:
                frame = frames.pop()
                frames[-1].nodes.append(frame.bracket())
        elif len(frames) == 1 or skipped:
            frames[-1].nodes.append(sign)
        else:
            frames[-1].begin()
    frames[-1].nodes.append(plain[at:])
    while len(frames) > 1:
        frame = frames.pop()
        faults.append(_fault(FaultKind.NEVER_CLOSED, plain, frame.start, frame.number))
        frames[-1].nodes.append(frame.bracket())
    raw = BracketedText(tuple(frames[0].nodes))
    text = _keyed(_whole(_with_neighbours(raw) if joins else raw), set(taken))
    return Parsed(text, tuple(sorted(faults, key=lambda fault: (fault.line, fault.column))), counts(raw))


def keyed_like(text: BracketedText, other: BracketedText) -> BracketedText:
    """`text` with the keys and kinds that its brackets and alternatives have in `other`, an earlier version of it.

    At each level equal brackets are the same, and between two of these the first is the first; new ones get keys
    that neither text has.
    """
    return _Keys(set(other.keys) | set(text.keys)).like(text, other)


def printed(text: BracketedText, base: Direction) -> str:
    """The text with plain brackets for a page or a file that knows no markup.

    Each bracket is isolated in the direction of the text, each alternative in its own, so that a Latin code in an
    Arabic bracket moves nothing around it.
    """
    return "".join(isolate_node(node, base) for node in text.nodes)


def isolate_node(node: Node, base: Direction) -> str:
    """One run or bracket of `printed`."""
    if isinstance(node, str):
        return node
    inside = SEPARATOR.join(isolate(printed(one.text, base)) for one in node.alternatives)
    return isolate_as(f"[{inside}]", base)


def html(text: BracketedText) -> str:
    """The text as safe markup: a `span` for each bracket, with its key and kind, and a `bdi` for each alternative."""
    return "".join(_html_of(node) for node in text.nodes)


def _html_of(node: Node) -> str:
    if isinstance(node, str):
        return escape(node)
    inside = SEPARATOR.join(
        f'<bdi class="alternative" data-alternative="{escape(one.key)}">{html(one.text)}</bdi>'
        for one in node.alternatives
    )
    return f'<span class="bracket bracket-{node.kind}" data-bracket="{escape(node.key)}">[{inside}]</span>'


class _Frame:
    """A bracket that is being read."""

    def __init__(self, start: int, number: int) -> None:
        self.start = start
        self.number = number
        self.nodes: list[Node] = []
        self._before: list[BracketedText] = []

    def begin(self) -> None:
        """Begin the next alternative."""
        self._before.append(BracketedText(tuple(self.nodes)))
        self.nodes = []

    def bracket(self) -> Bracket:
        texts = [*self._before, BracketedText(tuple(self.nodes))]
        kind = BracketKind.ALTERNATIVE_SET if len(texts) > 1 else BracketKind.CONTESTED
        if len(texts) == 1 and (not texts[0] or _BLANK.fullmatch(str(texts[0]))):
            kind = BracketKind.PLACEHOLDER
        # No two brackets of a text begin at one place.
        return Bracket(f"at{self.start}", kind, _alternatives(texts))


def _alternatives(texts: Iterable[BracketedText]) -> tuple[Alternative, ...]:
    said = (BracketedText() if fold(str(text)) in _NO_TEXT else text for text in texts)
    return tuple(Alternative(f"a{number}", text) for number, text in enumerate(said, start=1))


def _fault(kind: FaultKind, plain: str, at: int, number: int) -> Fault:
    line_start = plain.rfind("\n", 0, at) + 1
    excerpt = plain[at : at + _LONGEST_EXCERPT].partition("\n")[0]
    return Fault(kind, plain.count("\n", 0, at) + 1, at - line_start + 1, number, excerpt)


def _with_neighbours(text: BracketedText) -> BracketedText:
    """Brackets that stand side by side as alternatives of one."""
    nodes: list[Node] = []
    for node in text.nodes:
        if isinstance(node, str):
            nodes.append(node)
            continue
        inside = tuple(replace(one, text=_with_neighbours(one.text)) for one in node.alternatives)
        bracket = replace(node, alternatives=inside)
        if len(nodes) > 1 and nodes[-1] == " " and isinstance(nodes[-2], Bracket):
            nodes.pop()
        if nodes and isinstance(first := nodes[-1], Bracket):
            texts = [one.text for one in (*first.alternatives, *bracket.alternatives)]
            nodes[-1] = Bracket(first.key, BracketKind.ALTERNATIVE_SET, _alternatives(texts))
        else:
            nodes.append(bracket)
    return BracketedText(tuple(nodes))


def _whole(text: BracketedText) -> BracketedText:
    """A contested bracket around the whole text says that the clause is contested."""
    held = [node for node in text.nodes if isinstance(node, Bracket)]
    rest = "".join(node for node in text.nodes if isinstance(node, str))
    if len(held) == 1 and held[0].kind is BracketKind.CONTESTED and not rest.strip(" \n.;,؛،"):
        whole = replace(held[0], kind=BracketKind.WHOLE_CLAUSE)
        return BracketedText(tuple(whole if node is held[0] else node for node in text.nodes))
    return text


def _keyed(text: BracketedText, taken: set[str]) -> BracketedText:
    def of(node: Node) -> Node:
        if isinstance(node, str):
            return node
        key = fresh_key("b", taken)
        taken.add(key)
        return replace(
            node, key=key, alternatives=tuple(replace(one, text=_keyed(one.text, taken)) for one in node.alternatives)
        )

    return BracketedText(tuple(map(of, text.nodes)))


class _Keys:
    """Hands out keys of an earlier version, each once."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken

    def like(self, text: BracketedText, other: BracketedText) -> BracketedText:
        here = [node for node in text.nodes if isinstance(node, Bracket)]
        there = [node for node in other.nodes if isinstance(node, Bracket)]
        partners = dict(_partners(list(map(_reading, here)), list(map(_reading, there))))
        nodes: list[Node] = []
        count = 0
        for node in text.nodes:
            if isinstance(node, str):
                nodes.append(node)
                continue
            partner = partners.get(count)
            nodes.append(self._new(node) if partner is None else self._same(node, there[partner]))
            count += 1
        return BracketedText(tuple(nodes))

    def _same(self, bracket: Bracket, other: Bracket) -> Bracket:
        texts = [str(one.text) for one in bracket.alternatives]
        partners = dict(_partners(texts, [str(one.text) for one in other.alternatives]))
        keys = {one.key for one in other.alternatives}
        alternatives = []
        for place, one in enumerate(bracket.alternatives):
            partner = partners.get(place)
            if partner is None:
                key = fresh_key("a", keys)
                keys.add(key)
                alternatives.append(Alternative(key, self.like(one.text, BracketedText())))
            else:
                before = other.alternatives[partner]
                alternatives.append(Alternative(before.key, self.like(one.text, before.text)))
        is_set = len(alternatives) > 1 and other.kind is BracketKind.CONTESTED
        return Bracket(other.key, BracketKind.ALTERNATIVE_SET if is_set else other.kind, tuple(alternatives))

    def _new(self, bracket: Bracket) -> Bracket:
        key = fresh_key("b", self._taken)
        self._taken.add(key)
        inside = tuple(replace(one, text=self.like(one.text, BracketedText())) for one in bracket.alternatives)
        return replace(bracket, key=key, alternatives=inside)


def _reading(bracket: Bracket) -> str:
    return str(BracketedText.of(bracket))


def _partners(here: list[str], there: list[str]) -> Iterator[tuple[int, int]]:
    """Equal ones, and in the gaps between them one after the other."""
    low = first = 0
    for at, beside in [*matching(here, there), (len(here), len(there))]:
        yield from zip(range(low, at), range(first, beside), strict=False)
        if at < len(here) and beside < len(there):
            yield at, beside
        low, first = at + 1, beside + 1
