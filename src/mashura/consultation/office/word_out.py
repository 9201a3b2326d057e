"""A text written as a Word file, to be edited and sent back: hidden marks, change tracking on, right to left in order.

Each clause stands under a hidden bookmark named by its mark, which Word and LibreOffice keep, and its first paragraph
has an identity made of it, which Word keeps. Content controls would be the obvious carrier, but LibreOffice 7.4 doubles
their text and drops the tracked changes in them; hidden text is seen by whoever shows formatting marks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from mashura.consultation.office import word_parts
from mashura.consultation.office.archives import packed, printable
from mashura.consultation.office.ooxml import W14, el, root, runs, stamp, w, written
from mashura.consultation.office.texts import (
    TITLE_KEY,
    ClauseKind,
    Letterhead,
    PendingProposal,
    SentClause,
    SentText,
    as_sent,
    mark_of,
    paragraph_id,
)
from mashura.kit.languages import direction
from mashura.kit.redline import Collision, merge

_STYLES: Final = {
    ClauseKind.TITLE: "Title",
    ClauseKind.HEADING: "Heading1",
    ClauseKind.ANNEX: "Heading1",
    ClauseKind.PREAMBLE: "Preamble",
    ClauseKind.OPERATIVE: "Clause",
    ClauseKind.SUB: "SubClause",
    ClauseKind.PARAGRAPH: "Clause",
}
_HANGING: Final = frozenset([ClauseKind.OPERATIVE, ClauseKind.SUB, ClauseKind.PARAGRAPH])


@dataclass(frozen=True, slots=True)
class _Bit:
    """A piece of text with its fate: "" (stays), "ins" or "del", and who wants it."""

    text: str
    fate: str = ""
    author: str = ""
    made_at: datetime | None = None


@dataclass(slots=True)
class _Numbers:
    """Numbers that bookmarks and tracked changes are told apart by within one file."""

    given: int = 0

    def next(self) -> str:
        self.given += 1
        return str(self.given)


@dataclass(frozen=True, slots=True)
class _Block:
    """A clause in one language, ready to be written."""

    mark: str
    number: str
    kind: ClauseKind
    language: str
    bits: tuple[_Bit, ...]
    is_new: bool = False


@dataclass(slots=True)
class _Row:
    """What stands beside each other: a clause in each of the languages."""

    blocks: dict[str, _Block] = field(default_factory=dict)


def write_word(
    text: SentText,
    *,
    languages: Sequence[str],
    letterhead: Letterhead | None = None,
    proposals: Iterable[PendingProposal] = (),
) -> bytes:
    """The text as a .docx file in one language, or in two side by side; equal input gives equal bytes.

    Clauses without text in any of the languages are left out. Isolate marks of Unicode do not travel (Word shows
    them as boxes): every stretch of the other direction is a run of its own instead.

    Raises:
        ValueError: none or more than two languages, or a proposal to a clause or in a language that is not sent.
    """
    if not 1 <= len(languages) <= 2 or len(set(languages)) != len(languages):
        raise ValueError("a text is written in one language or in two")
    rows = _rows(text, languages, tuple(proposals))
    numbers = _Numbers()
    body = el("body")
    if len(languages) == 1:
        for row in rows:
            for block in row.blocks.values():
                body.extend(_paragraphs(block, numbers))
    else:
        body.append(_beside(rows, languages, numbers))
        # A table at the very end needs a paragraph after it, as small as can be.
        body.append(el("p", el("pPr", el("pStyle", val="Last"))))
    body.append(word_parts.section(languages))
    parts = word_parts.package(
        document=written(root("document", body)),
        languages=languages,
        letterhead=letterhead or Letterhead(),
        title=_title(text, languages),
        reference=text.reference,
    )
    return packed(parts)


def _title(text: SentText, languages: Sequence[str]) -> str:
    return next((printable(text.title[one]) for one in languages if text.title.get(one)), "")


def _rows(text: SentText, languages: Sequence[str], proposals: tuple[PendingProposal, ...]) -> list[_Row]:
    title = SentClause("title", text.title, kind=ClauseKind.TITLE)
    keyed = [(TITLE_KEY, title), *((clause.key, clause) for clause in text.clauses)]
    known = {(key, language) for key, _ in keyed for language in languages}
    for one in proposals:
        if (one.key, one.language) not in known:
            raise ValueError(f"a proposal to clause {one.key!r} in {one.language!r}, which is not sent")
    rows: list[_Row] = []
    for key, clause in keyed:
        row = _Row()
        for language in languages:
            if said := as_sent(clause.text.get(language, "")):
                made = [one for one in proposals if (one.key, one.language, one.is_new) == (key, language, False)]
                bits = tuple(_bits(said, made))
                row.blocks[language] = _Block(mark_of(key, language), clause.number, clause.kind, language, bits)
        rows.append(row)
        for one in proposals:
            if one.key == key and one.is_new:
                bits = (_Bit(as_sent(one.text), "ins", one.author, one.made_at),)
                block = _Block("", "", ClauseKind.OPERATIVE, one.language, bits, is_new=True)
                rows.append(_Row({one.language: block}))
    return [row for row in rows if row.blocks]


def _bits(text: str, proposals: list[PendingProposal]) -> Iterator[_Bit]:
    """The text with all proposals in it; where several want different words, one after the other in one place."""
    if not proposals:
        yield _Bit(text)
        return
    merged = merge(text, {at: as_sent(one.text) for at, one in enumerate(proposals)})
    for stretch in merged.stretches:
        if isinstance(stretch, Collision):
            yield from _changed(stretch.base, stretch.variants, proposals)
        elif stretch.by:
            yield from _changed(stretch.base, ((stretch.text, stretch.by),), proposals)
        else:
            yield _Bit(stretch.text)


def _changed(
    base: str, variants: Iterable[tuple[str, frozenset[int]]], proposals: list[PendingProposal]
) -> Iterator[_Bit]:
    told = list(variants)
    everybody = sorted({at for _, by in told for at in by})
    yield _bit(base, "del", everybody, proposals)
    for words, by in told:
        yield _bit(words, "ins", sorted(by), proposals)


def _bit(text: str, fate: str, by: list[int], proposals: list[PendingProposal]) -> _Bit:
    authors = ", ".join(dict.fromkeys(printable(proposals[at].author) for at in by))
    dates = [made for at in by if (made := proposals[at].made_at)]
    return _Bit(text, fate, authors, max(dates) if dates else None)


def _beside(rows: list[_Row], languages: Sequence[str], numbers: _Numbers) -> Any:
    def cell(row: _Row, language: str) -> list[Any]:
        block = row.blocks.get(language)
        return _paragraphs(block, numbers) if block else [_empty(language)]

    return word_parts.beside([[cell(row, language) for language in languages] for row in rows], languages)


def _empty(language: str) -> Any:
    return el("p", el("pPr", el("pStyle", val="Clause"), el("bidi") if direction(language) == "rtl" else None))


def _paragraphs(block: _Block, numbers: _Numbers) -> list[Any]:
    """The paragraphs of a clause; its bookmark begins after the number and ends with the last word."""
    lines: list[tuple[list[_Bit], _Bit | None]] = [([], None)]
    for bit in block.bits:
        for at, piece in enumerate(bit.text.split("\n")):
            if at:
                lines[-1] = (lines[-1][0], bit)
                lines.append(([], None))
            if piece:
                lines[-1][0].append(_Bit(piece, bit.fate, bit.author, bit.made_at))
    whole = {bit.fate for bit in block.bits if bit.text}
    if whole in ({"del"}, {"ins"}):
        lines[-1] = (lines[-1][0], next(bit for bit in block.bits if bit.text))
    identity = numbers.next() if block.mark else ""
    made = [
        _paragraph(block, bits, end, numbers, opens=identity if at == 0 else None)
        for at, (bits, end) in enumerate(lines)
    ]
    if identity:
        made[0].set(f"{{{W14}}}paraId", paragraph_id(block.mark))
        made[-1].append(el("bookmarkEnd", id=identity))
    return made


def _paragraph(block: _Block, bits: list[_Bit], end: _Bit | None, numbers: _Numbers, *, opens: str | None) -> Any:
    """One paragraph; `opens` is given for the first of a block, and is the number of the bookmark if it has one."""
    way = direction(block.language)
    is_rtl = way == "rtl"
    # Without a number there is nothing to hang out of the text.
    is_bare = block.kind in _HANGING and not (opens is not None and block.number)
    look = el(
        "pPr",
        el("pStyle", val=_STYLES[block.kind]),
        el("bidi") if is_rtl else None,
        el("ind", firstLine="0") if is_bare else None,
    )
    mark = el("rPr")
    if end is not None and end.fate:
        mark.append(_tracked(end, numbers))
    if is_rtl:
        mark.append(el("rtl"))
    if len(mark):
        look.append(mark)
    made = el("p", look)
    if opens is not None and block.number:
        goes = {bit.fate for bit in block.bits if bit.text} == {"del"}
        number = runs(f"{printable(block.number)}\t", block.language, way, deleted=goes)
        if goes:
            wrapped = _tracked(block.bits[0], numbers)
            wrapped.extend(number)
            number = [wrapped]
        made.extend(number)
    if opens:
        made.append(el("bookmarkStart", id=opens, name=block.mark))
    for bit in bits:
        said = runs(bit.text, block.language, way, deleted=bit.fate == "del")
        if bit.fate:
            wrapped = _tracked(bit, numbers)
            wrapped.extend(said)
            made.append(wrapped)
        else:
            made.extend(said)
    return made


def _tracked(bit: _Bit, numbers: _Numbers) -> Any:
    made = el(bit.fate, id=numbers.next(), author=bit.author)
    if bit.made_at:
        made.set(w("date"), stamp(bit.made_at))
    return made
