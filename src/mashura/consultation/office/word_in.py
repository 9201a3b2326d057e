"""A Word file as it came back: per clause its text before and after, who changed what, who commented on which words.

Knows nothing of what was sent: blocks come with the marks found on them, `matching` says which clauses they are.
Formatting is not read. Text in tables that are not ours, in boxes, heads and feet of pages is passed over.
"""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from mashura.consultation.office.archives import parsed, unpacked
from mashura.consultation.office.ooxml import w
from mashura.consultation.office.texts import as_sent
from mashura.consultation.office.word_body import Body, Paragraph, Segment, read_body
from mashura.consultation.office.word_notes import ReadComment, ReadFootnote, read_comments, read_footnotes
from mashura.consultation.office.word_parts import REFERENCE
from mashura.errors import InputError, gettext_noop
from mashura.kit.redline import Op

__all__ = ["Notice", "ReadComment", "ReadFootnote", "ReturnedBlock", "ReturnedText", "Tracked", "read_word"]

_OPS: Final = {"ins": Op.INSERT, "del": Op.DELETE}
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The parts that are read, by the last word of their relation to the document, with the names that they mostly have.
_DOCUMENT: Final = "word/document.xml"
_BESIDE: Final = {
    "comments": "word/comments.xml",
    "commentsExtended": "word/commentsExtended.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
}
_PROPERTIES: Final = "docProps/custom.xml"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know, as an `InputError` says it: a template with its values."""

    template: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tracked:
    """A stretch that was put in or taken out with change tracking on; a line feed is the end of a paragraph.

    `is_move`: it stands elsewhere now. `made_at` is what the editor wrote; Word writes local time as if it were UTC.
    """

    op: Op
    text: str
    author: str
    made_at: datetime | None
    is_move: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedBlock:
    """What stands under one mark ("", no mark: one paragraph), with a line feed between paragraphs.

    `before` is the text with all tracked changes rejected, `after` with all accepted. `place` rises in the order of
    the accepted text. `joined_to` is the place of the block whose paragraph it has become a part of.
    """

    place: int
    mark: str
    before: str
    after: str
    tracked: tuple[Tracked, ...] = ()
    comments: tuple[str, ...] = ()
    footnotes: tuple[ReadFootnote, ...] = ()
    joined_to: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether all of it was put in with change tracking on."""
        return not self.before and bool(self.after)


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """A file that was read. `identities` are those of first paragraphs, by the place of their block."""

    reference: str
    blocks: tuple[ReturnedBlock, ...]
    comments: tuple[ReadComment, ...]
    notices: tuple[Notice, ...]
    identities: dict[int, str]


def read_word(content: bytes, *, file: str) -> ReturnedText:
    """Read a .docx file of a stranger; `file` is its name for messages.

    Raises:
        InputError: not a Word file, too large, locked, with macros, or made to harm.
    """
    parts = unpacked(content, file=file)
    roots = _roots(parts, file)
    if "document" not in roots or roots["document"].tag != w("document"):
        raise InputError(
            gettext_noop("%(file)s is no Word document. Save it as .docx (Word document) and send it again."), file=file
        )
    body = read_body(roots["document"], file=file)
    notes = read_footnotes(roots)
    blocks, identities = _blocks(body, notes)
    return ReturnedText(
        reference=_reference(roots.get("properties")),
        blocks=tuple(blocks),
        comments=tuple(read_comments(roots, body.quoted)),
        notices=tuple(_notices(body)),
        identities=identities,
    )


def _roots(parts: dict[str, bytes], file: str) -> dict[str, Any]:
    """The parts that are read, wherever the file says they are: Word on the web calls its document `document2.xml`."""
    document = _related("_rels/.rels", parts, file).get("officeDocument", _DOCUMENT)
    folder, _, name = document.rpartition("/")
    beside = _BESIDE | _related(f"{folder}/_rels/{name}.rels", parts, file)
    names = {"document": document, "properties": _PROPERTIES} | {kind: beside[kind] for kind in _BESIDE}
    return {kind: parsed(parts[part], file=file) for kind, part in names.items() if part in parts}


def _related(name: str, parts: dict[str, bytes], file: str) -> dict[str, str]:
    """The parts that a part is related to, by the last word of the relation."""
    if name not in parts:
        return {}
    folder = name.rpartition("_rels/")[0]
    found: dict[str, str] = {}
    for relation in parsed(parts[name], file=file).iter(_RELATION):
        target = relation.get("Target") or ""
        path = target[1:] if target.startswith("/") else posixpath.normpath(folder + target)
        found.setdefault((relation.get("Type") or "").rpartition("/")[2], path)
    return found


def _reference(custom: Any) -> str:
    for entry in custom if custom is not None else ():
        if entry.get("name") == REFERENCE:
            return "".join(entry.itertext()).strip()
    return ""


def _notices(body: Body) -> Iterable[Notice]:
    if body.tables:
        template = gettext_noop("Tables passed over: %(count)d. Their text is in the file only.")
        yield Notice(template, {"count": body.tables})
    if body.boxes:
        template = gettext_noop("Text boxes passed over: %(count)d. Their text is in the file only.")
        yield Notice(template, {"count": body.boxes})


@dataclass(slots=True)
class _Gathered:
    """A block while it is gathered: the pieces of both texts, and what was met on the way."""

    mark: str
    before: list[str]
    after: list[str]
    tracked: list[Tracked]
    comments: list[str]
    footnotes: list[ReadFootnote]
    identity: str = ""
    joined_to: "_Gathered | None" = None
    # The number of the last paragraph in which something of it stood, and of the first in which something stays.
    paragraph: int = -1
    place: int = -1
    last: Tracked | None = None


def _blocks(body: Body, notes: dict[str, ReadFootnote]) -> tuple[list[ReturnedBlock], dict[int, str]]:
    made: list[_Gathered] = []
    by_mark: dict[str, _Gathered] = {}
    # What the next paragraph has grown together with, when the end of the last one was taken out.
    flows_on: _Gathered | None = None
    # What the next paragraph belonged to, when the end of the last one was put in.
    splits: _Gathered | None = None
    for at, paragraph in enumerate(body.paragraphs):
        previous: _Gathered | None = None
        for mark, segments in _by_owner(paragraph):
            block = _block_for(mark, segments, made, by_mark, splits if previous is None else None)
            if block.paragraph not in (-1, at):
                _open_line(block, body.paragraphs[block.paragraph : at])
            block.paragraph = at
            block.identity = block.identity or paragraph.identity
            _take(block, segments, notes, place=at)
            beside = previous if previous is not None else flows_on
            if beside is not None and beside is not block and block.joined_to is None and _has_kept(beside, block):
                block.joined_to = beside
                if previous is None:
                    block.tracked.insert(0, _end(body.paragraphs[at - 1]))
            previous = block
        if previous is not None:
            flows_on = previous if paragraph.end == "del" else None
            is_split = paragraph.end == "ins" and "".join(previous.before).strip()
            splits = previous if is_split else None
        elif paragraph.end != "del":
            flows_on = splits = None
    kept = [block for block in made if "".join(block.before).strip() or "".join(block.after).strip()]
    # Where it stands now; what is gone, where it stood. Sorting keeps the order within a paragraph.
    kept.sort(key=lambda block: block.place if block.place >= 0 else block.paragraph)
    places = {id(block): place for place, block in enumerate(kept)}
    identities = {places[id(block)]: block.identity for block in kept if block.identity}
    return [_finished(block, places) for block in kept], identities


def _by_owner(paragraph: Paragraph) -> list[tuple[str, list[Segment]]]:
    """The segments by their mark, in order; what stands under none belongs to the mark beside it."""
    owners = [segment.mark for segment in paragraph.segments]
    if not any(segment.text.strip() or segment.note for segment in paragraph.segments):
        return []
    own = next((mark for mark in owners if mark), "")
    grouped: list[tuple[str, list[Segment]]] = []
    for segment in _without_inner_numbers(paragraph.segments):
        own = segment.mark or own
        if grouped and grouped[-1][0] == own:
            grouped[-1][1].append(segment)
        else:
            grouped.append((own, [segment]))
    return grouped


def _without_inner_numbers(segments: list[Segment]) -> list[Segment]:
    """Where two clauses were joined, the number of the second stands between them, before its mark: it is no text."""
    left = list(segments)
    first = next((at for at, segment in enumerate(left) if segment.mark), len(left))
    for at in range(first + 1, len(left)):
        if left[at].mark and not left[at - 1].mark and left[at - 1].text.endswith("\t"):
            _drop_last_word(left, at - 1)
    return left


def _drop_last_word(segments: list[Segment], at: int) -> None:
    """Take the tab at the end of a segment away, and the word before it, which may be cut into several."""
    segments[at] = replace(segments[at], text=segments[at].text.rstrip("\t"))
    while at >= 0 and not segments[at].mark:
        text = segments[at].text
        kept = text[: len(text) - len(text.split()[-1])] if text and not text[-1].isspace() else text
        segments[at] = replace(segments[at], text=kept)
        if kept:
            return
        at -= 1


def _block_for(
    mark: str,
    segments: list[Segment],
    made: list[_Gathered],
    by_mark: dict[str, _Gathered],
    splits: _Gathered | None,
) -> _Gathered:
    if mark in by_mark:
        return by_mark[mark]
    if (
        not mark
        and splits is not None
        and any(segment.fate in {"", "del"} and segment.text.strip() for segment in segments)
    ):
        return splits
    block = _Gathered(mark, [], [], [], [], [])
    made.append(block)
    if mark:
        by_mark[mark] = block
    return block


def _open_line(block: _Gathered, passed: list[Paragraph]) -> None:
    """The ends of paragraphs between two parts of a block, in each text where one of them stands."""
    ends = {paragraph.end for paragraph in passed}
    if ends - {"ins"}:
        block.before.append("\n")
    if ends - {"del"}:
        block.after.append("\n")
    block.tracked += [_end(paragraph) for paragraph in passed if paragraph.end]
    block.last = None


def _end(paragraph: Paragraph) -> Tracked:
    """The end of a paragraph that was put in or taken out."""
    return Tracked(_OPS[paragraph.end], "\n", paragraph.end_author, paragraph.end_made_at, paragraph.end_is_move)


def _take(block: _Gathered, segments: list[Segment], notes: dict[str, ReadFootnote], *, place: int) -> None:
    for segment in segments:
        if segment.fate in {"", "del"}:
            block.before.append(segment.text)
        if segment.fate in {"", "ins"}:
            if segment.text.strip() and block.place < 0:
                block.place = place
            block.after.append(segment.text)
        block.comments += [one for one in segment.comments if one not in block.comments]
        if segment.note and segment.note in notes:
            note = notes[segment.note]
            block.footnotes.append(replace(note, author=segment.author if segment.fate else note.author))
        if segment.fate in _OPS and segment.text:
            one = Tracked(_OPS[segment.fate], segment.text, segment.author, segment.made_at, segment.is_move)
            # What an editor cut into runs is one change.
            if block.last is not None and replace(block.last, text=one.text) == one:
                block.tracked[-1] = one = replace(one, text=block.last.text + one.text)
            else:
                block.tracked.append(one)
            block.last = one
        elif segment.text:
            block.last = None


def _has_kept(*blocks: _Gathered) -> bool:
    return all("".join(block.after).strip() for block in blocks)


def _finished(block: _Gathered, places: dict[int, int]) -> ReturnedBlock:
    joined = places.get(id(block.joined_to)) if block.joined_to is not None else None
    return ReturnedBlock(
        place=places[id(block)],
        mark=block.mark,
        before=as_sent("".join(block.before)),
        after=as_sent("".join(block.after)),
        tracked=tuple(block.tracked),
        comments=tuple(block.comments),
        footnotes=tuple(block.footnotes),
        joined_to=joined,
    )
