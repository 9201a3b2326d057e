"""Texts with brackets compared level by level: on each a bracket is one sign, so that no comparison can cut it.

Signs are characters of the private use area that none of the texts at hand has; they never leave this module.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mashura.consultation.rules.negotiation.brackets import (
    Bracket,
    BracketedText,
    Node,
    fresh_key,
    renamed,
    replace_span,
)
from mashura.kit.redline import difference
from mashura.kit.redline.paragraphs import Op

_FIRST_SIGN: Final = 0xF0000
_LAST_SIGN: Final = 0x10FFFD


@dataclass(frozen=True, slots=True)
class Span:
    """Signs `start` to `end` (not included) of a printed text give way to `text`; none of it: an insertion."""

    start: int
    end: int
    text: BracketedText


class Signs:
    """One level of several texts, written with a sign for each bracket; equal brackets have the same sign."""

    def __init__(self, texts: Iterable[BracketedText]) -> None:
        used = {sign for text in texts for node in text.nodes if isinstance(node, str) for sign in node}
        self._free = (chr(code) for code in range(_FIRST_SIGN, _LAST_SIGN + 1) if chr(code) not in used)
        self._signs: dict[Bracket, str] = {}
        self._brackets: dict[str, Bracket] = {}

    def write(self, text: BracketedText) -> str:
        return "".join(node if isinstance(node, str) else self._sign(node) for node in text.nodes)

    def read(self, written: str) -> BracketedText:
        return BracketedText(tuple(self.nodes(written)))

    def nodes(self, written: str) -> Iterator[Node]:
        """The nodes of what was written; a bracket may come twice where two readings stand side by side."""
        for sign in written:
            yield self._brackets.get(sign, sign)

    def only(self, written: str) -> Bracket | None:
        """The bracket that is all there is."""
        return self._brackets.get(written)

    def mark(self) -> str:
        """A sign that no text has, to mark a place."""
        return next(self._free)

    def _sign(self, bracket: Bracket) -> str:
        if bracket not in self._signs:
            sign = next(self._free)
            self._signs[bracket], self._brackets[sign] = sign, bracket
        return self._signs[bracket]


def replace_spans(text: BracketedText, spans: Sequence[Span]) -> BracketedText:
    """The text with all spans, given in order, replaced at once; refused as in `brackets.replace_span`.

    A bracket that one span takes away and another puts in keeps its key; one whose key stands elsewhere gets a new one.
    """
    first_names: dict[str, str] = {}
    for number, span in reversed(list(enumerate(spans))):
        names = {key: f"{number} {key}" for key in span.text.keys}
        first_names |= {new: key for key, new in names.items()}
        text = replace_span(text, span.start, span.end, renamed(span.text, names))
    taken = {key for key in text.keys if key not in first_names}
    names = {}
    for key in sorted(text.keys & first_names.keys()):
        wanted = first_names[key]
        names[key] = wanted if wanted not in taken else fresh_key("b", taken | {*first_names.values()})
        taken.add(names[key])
    return renamed(text, names) if names else text


def spans_between(before: BracketedText, after: BracketedText) -> tuple[Span, ...]:
    """The spans that make `after` of `before`, in order; a bracket that changed is replaced whole, never cut."""
    signs = Signs([before, after])
    found: list[Span] = []
    at = 0
    pending: Span | None = None
    for piece in difference(signs.write(before), signs.write(after)):
        inside = signs.read(piece.text)
        if piece.op is Op.KEEP:
            found += [pending] if pending else []
            pending, at = None, at + len(str(inside))
            continue
        start, end, text = (pending.start, pending.end, pending.text) if pending else (at, at, BracketedText())
        if piece.op is Op.DELETE:
            at += len(str(inside))
            pending = Span(start, at, text)
        else:
            pending = Span(start, end, text + inside)
    return (*found, pending) if pending else tuple(found)


def moved_place(before: BracketedText, after: BracketedText, place: int) -> int | None:
    """Where sign `place` of the printed `before` stands in the printed `after`; None when its surroundings are gone."""
    spans = spans_between(before, after)
    shift = 0
    for span in spans:
        if span.start < place < span.end or (span.start == span.end == place):
            return None
        if span.end <= place:
            shift += len(str(span.text)) - (span.end - span.start)
    return place + shift
