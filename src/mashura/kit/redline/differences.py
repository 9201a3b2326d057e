"""What changed between two versions of a text, as pieces that are kept, taken out or put in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mashura.kit.redline.edits import edits
from mashura.kit.redline.paragraphs import Op
from mashura.kit.redline.tokens import tokens


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one fate: `op` is KEEP, DELETE or INSERT."""

    op: Op
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in order of reading: the kept and deleted ones are `before`, the kept and inserted ones `after`.

    Every piece begins and ends between graphemes. What is replaced stands before what replaces it.
    """
    return tuple(_joined(_pieces(before, after)))


def apply(pieces: Iterable[Piece], text: str) -> str:
    """The text after the change. ValueError when `text` is not the one that the pieces were made from."""
    told = list(pieces)
    if "".join(piece.text for piece in told if piece.op is not Op.INSERT) != text:
        raise ValueError("the pieces belong to another text")
    return "".join(piece.text for piece in told if piece.op is not Op.DELETE)


def inverse(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces that lead from the second text back to the first."""
    swapped = {Op.INSERT: Op.DELETE, Op.DELETE: Op.INSERT}
    return tuple(_joined(Piece(swapped.get(piece.op, piece.op), piece.text) for piece in pieces))


def _pieces(before: str, after: str) -> Iterator[Piece]:
    base = tokens(before)
    at = 0
    for edit in edits(before, after):
        yield Piece(Op.KEEP, "".join(base[at : edit.start]))
        yield Piece(Op.DELETE, "".join(base[edit.start : edit.end]))
        yield Piece(Op.INSERT, "".join(edit.tokens))
        at = edit.end
    yield Piece(Op.KEEP, "".join(base[at:]))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one fate in one piece, empty ones left out; of a change, what goes stands before what comes."""
    gone: list[str] = []
    new: list[str] = []
    kept: list[str] = []
    for piece in pieces:
        if not piece.text:
            continue
        if piece.op is Op.KEEP:
            yield from _told(Op.DELETE, gone)
            yield from _told(Op.INSERT, new)
            kept.append(piece.text)
        else:
            yield from _told(Op.KEEP, kept)
            (gone if piece.op is Op.DELETE else new).append(piece.text)
    yield from _told(Op.DELETE, gone)
    yield from _told(Op.INSERT, new)
    yield from _told(Op.KEEP, kept)


def _told(op: Op, parts: list[str]) -> Iterator[Piece]:
    if parts:
        yield Piece(op, "".join(parts))
        parts.clear()
