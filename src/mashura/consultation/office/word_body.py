"""The body of a Word file as paragraphs of segments: text, fate under change tracking, mark, comments over it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from mashura.consultation.office.ooxml import MC, W14, moment, w
from mashura.consultation.office.texts import MARK_PREFIX
from mashura.errors import InputError, gettext_noop

MAX_PARAGRAPHS: Final = 20_000
_MARK: Final = re.compile(rf"{MARK_PREFIX}[0-9a-f]{{24}}")
_FATES: Final = {w("ins"): "ins", w("del"): "del", w("moveTo"): "ins", w("moveFrom"): "del"}
_MOVES: Final = frozenset([w("moveTo"), w("moveFrom")])
_SIGNS: Final = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_WORDS: Final = frozenset([w("t"), w("delText")])
_ALTERNATIVES: Final = f"{{{MC}}}AlternateContent"
_DRAWINGS: Final = frozenset([w("drawing"), w("pict"), w("object"), _ALTERNATIVES])
# Put in by one and taken out by another: part of neither text.
GONE: Final = "gone"


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of one fate: "" (was there and stays), "ins", "del" or `GONE`; `note` is the key of a footnote after it."""

    text: str
    fate: str = ""
    author: str = ""
    made_at: datetime | None = None
    is_move: bool = False
    mark: str = ""
    comments: tuple[str, ...] = ()
    note: str = ""


@dataclass(slots=True)
class Paragraph:
    """`end` is the fate of its end: "ins" when it was parted from the next, "del" when it was joined with it."""

    segments: list[Segment] = field(default_factory=list)
    end: str = ""
    end_author: str = ""
    end_made_at: datetime | None = None
    end_is_move: bool = False
    identity: str = ""


@dataclass(slots=True)
class Body:
    """What was read: `quoted` are the words under each comment; `tables` and `boxes` were passed over."""

    paragraphs: list[Paragraph]
    quoted: dict[str, str]
    tables: int
    boxes: int


@dataclass(frozen=True, slots=True)
class _Fate:
    """The change tracking that a run stands under."""

    fate: str = ""
    author: str = ""
    made_at: datetime | None = None
    is_move: bool = False


def read_body(document: Any, *, file: str) -> Body:
    """The paragraphs of `word/document.xml`, in order.

    Raises:
        InputError: more paragraphs than any text has that is negotiated.
    """
    reader = _Reader(file=file, has_marks=any(_is_ours(start) for start in document.iter(w("bookmarkStart"))))
    for body in document.iter(w("body")):
        reader.blocks(body)
    _follow_moves(reader.paragraphs)
    quoted = {one: "".join(parts) or "".join(reader.quoted_gone.get(one, [])) for one, parts in reader.quoted.items()}
    return Body(reader.paragraphs, quoted, reader.tables, reader.boxes)


def _is_ours(start: Any) -> bool:
    return _MARK.fullmatch(start.get(w("name")) or "") is not None


class _Reader:
    """Walks through the elements in order; what is open at a place (marks, comments, fields) is kept here."""

    def __init__(self, *, file: str, has_marks: bool) -> None:
        self.paragraphs: list[Paragraph] = []
        self.quoted: dict[str, list[str]] = {}
        self.quoted_gone: dict[str, list[str]] = {}
        self.tables = self.boxes = 0
        self._file = file
        self._has_marks = has_marks
        self._marks: dict[str, str] = {}
        self._comments: dict[str, None] = {}
        # Whether each field that is open is still at its instruction, which is no text.
        self._fields: list[bool] = []

    def blocks(self, parent: Any) -> None:
        for child in parent:
            if child.tag == w("p"):
                self._paragraph(child)
            elif child.tag == w("tbl"):
                self._table(child)
            elif isinstance(child.tag, str) and not self._opens_or_closes(child):
                # Content controls and wrappers of custom XML.
                self.blocks(_first(child))

    def _table(self, table: Any) -> None:
        """A table is read when it is one of ours, or when all marks were lost and it may be one."""
        if self._has_marks and not any(_is_ours(start) for start in table.iter(w("bookmarkStart"))):
            self.tables += 1
            return
        self.blocks(table)

    def _paragraph(self, element: Any) -> None:
        if len(self.paragraphs) >= MAX_PARAGRAPHS:
            raise InputError(
                gettext_noop("%(file)s has more than %(limit)d paragraphs. Send the text alone, without its annexes."),
                file=self._file,
                limit=MAX_PARAGRAPHS,
            )
        paragraph = Paragraph(identity=element.get(f"{{{W14}}}paraId") or "")
        self.paragraphs.append(paragraph)
        for end in element.iterfind(f"{w('pPr')}/{w('rPr')}/*"):
            if end.tag in _FATES:
                paragraph.end = _FATES[end.tag]
                paragraph.end_author = end.get(w("author")) or ""
                paragraph.end_made_at = moment(end.get(w("date")))
                paragraph.end_is_move = end.tag in _MOVES
        self._runs(element, _Fate())

    def _runs(self, parent: Any, under: _Fate) -> None:
        for child in parent:
            tag = child.tag
            if tag == w("r"):
                self._run(child, under)
            elif tag in _FATES:
                self._runs(child, _under(child, under))
            elif tag == w("pPr") or not isinstance(tag, str) or self._opens_or_closes(child):
                continue
            else:
                # Links, fields, content controls, embedded directions: what is in them is text.
                self._runs(_first(child), under)

    def _run(self, run: Any, under: _Fate) -> None:
        look = run.find(w("rPr"))
        if look is not None and _is_on(look.find(w("vanish"))):
            return
        for child in run:
            tag = child.tag
            if tag in _WORDS:
                self._say(child.text or "", under)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], under)
            elif tag == w("br") and child.get(w("type")) in {None, "textWrapping"}:
                self._say("\n", under)
            elif tag in {w("footnoteReference"), w("endnoteReference")}:
                kind = "footnote" if tag == w("footnoteReference") else "endnote"
                self._say("", under, note=f"{kind}:{child.get(w('id'))}")
            elif tag == w("fldChar"):
                self._field(child.get(w("fldCharType")))
            elif tag == w("commentReference"):
                self._comment_here(child.get(w("id")) or "", under)
            elif tag in _DRAWINGS:
                self.boxes += next(child.iter(w("txbxContent")), None) is not None

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _comment_here(self, identity: str, under: _Fate) -> None:
        """A comment without a range speaks about the place at which it stands."""
        if identity not in self.quoted:
            self.quoted[identity] = []
            self._comments[identity] = None
            self._say("", under)
            del self._comments[identity]

    def _say(self, text: str, under: _Fate, *, note: str = "") -> None:
        if any(self._fields):
            return
        for one in self._comments:
            (self.quoted_gone if under.fate in {"del", GONE} else self.quoted).setdefault(one, []).append(text)
        self.paragraphs[-1].segments.append(
            Segment(
                text,
                under.fate,
                under.author,
                under.made_at,
                under.is_move,
                mark=next(reversed(self._marks.values()), ""),
                comments=tuple(self._comments),
                note=note,
            )
        )

    def _opens_or_closes(self, element: Any) -> bool:
        """Whether the element is the begin or the end of a bookmark or a comment, which is then noted."""
        identity = element.get(w("id")) or ""
        if element.tag == w("bookmarkStart"):
            if _is_ours(element):
                self._marks[identity] = element.get(w("name")) or ""
        elif element.tag == w("bookmarkEnd"):
            self._marks.pop(identity, None)
        elif element.tag == w("commentRangeStart"):
            self._comments[identity] = None
            self.quoted.setdefault(identity, [])
        elif element.tag == w("commentRangeEnd"):
            self._comments.pop(identity, None)
        else:
            return False
        return True


def _first(element: Any) -> Any:
    """The first of several forms of the same content, which stand side by side for older programs; else the element."""
    return element[0] if element.tag == _ALTERNATIVES and len(element) else element


def _under(element: Any, outer: _Fate) -> _Fate:
    fate = _FATES[element.tag]
    if outer.fate and outer.fate != fate:
        fate = GONE
    made_at = moment(element.get(w("date")))
    return _Fate(fate, element.get(w("author")) or "", made_at, element.tag in _MOVES or outer.is_move)


def _is_on(toggle: Any) -> bool:
    return toggle is not None and toggle.get(w("val")) not in {"0", "false", "off"}


def _follow_moves(paragraphs: list[Paragraph]) -> None:
    """Give both ends of a move the mark that one of them has: a bookmark can stand in one place only."""
    ends = [(paragraph, fate) for paragraph in paragraphs for fate in ("ins", "del")]
    marked = {(_moved(paragraph, fate), fate): mark for paragraph, fate in ends if (mark := _mark_of(paragraph, fate))}
    for paragraph, fate in ends:
        words = _moved(paragraph, fate)
        other = marked.get((words, "del" if fate == "ins" else "ins"), "")
        if words and other and not _mark_of(paragraph, fate):
            paragraph.segments = [
                replace(one, mark=other) if one.is_move and one.fate == fate else one for one in paragraph.segments
            ]


def _moved(paragraph: Paragraph, fate: str) -> str:
    return "".join(_texts(paragraph, fate)).strip()


def _texts(paragraph: Paragraph, fate: str) -> Iterator[str]:
    return (one.text for one in paragraph.segments if one.is_move and one.fate == fate)


def _mark_of(paragraph: Paragraph, fate: str) -> str:
    return next((one.mark for one in paragraph.segments if one.is_move and one.fate == fate and one.mark), "")
