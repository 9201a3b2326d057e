"""What stands on the pages of a PDF of ours, element by element of its tags.

Letters of a right-to-left line are drawn in the order of the eye, so texts are compared by what they are made of: their
numbers, each as a whole, and their letters, in any order. A number that was changed on paper is found.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from mashura.errors import InputError, gettext_noop

_NUMBER = re.compile(r"\d(?:[\d.,٫٬\u202f\u00a0]*\d)?")
Signature = tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]


def signature(text: str) -> Signature:
    """The numbers and the letters of a text, whatever their order.

    Letters are counted but for those of joined scripts: a font draws one of them in several parts, each of which says
    that it is the whole.
    """
    plain = unicodedata.normalize("NFKC", text.replace("\u202f", ",").replace("\u00a0", " "))
    numbers = Counter(_NUMBER.findall(plain))
    letters = Counter(letter.casefold() for letter in plain if unicodedata.category(letter)[0] == "L")
    counted = {letter: 1 if unicodedata.bidirectional(letter) == "AL" else count for letter, count in letters.items()}
    return tuple(sorted(numbers.items())), tuple(sorted(counted.items()))


@dataclass(frozen=True, slots=True)
class Printed:
    """The texts of all tagged elements of a document."""

    signatures: frozenset[Signature]

    def holds(self, text: str, number: int) -> bool:
        """Whether paragraph `number` stands on the pages with this text; numbers that open a chapter stand apart."""
        if {signature(text), signature(f"{number}. {text}")} & self.signatures:
            return True
        parts = [part for piece in text.split(" · ") for part in piece.split(" – ", 1)]
        return all(signature(part) in self.signatures for part in parts)


def printed_text(path: Path) -> Printed:
    """The text of the edition at `path`; nothing where a document has no tags.

    Raises:
        InputError: its pages are damaged.
    """
    try:
        reader = PdfReader(path)
        root = reader.trailer["/Root"].get("/StructTreeRoot")
        if root is None:
            return Printed(frozenset())
        pages = _Pages(reader)
        return Printed(frozenset(signature(text) for text in _elements(root.get_object(), None, pages)))
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError(gettext_noop("%(file)s cannot be read as a PDF."), file=path.name) from error


class _Pages:
    """The marked text of pages, read when first asked for."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._known: dict[int, Mapping[int, str]] = {}
        self._fonts: dict[int, Mapping[int, str]] = {}

    def text(self, page: Any, mcid: int) -> str:
        """The text of one marked sequence; "" where the page has none of that number."""
        if page.idnum not in self._known:
            self._known[page.idnum] = self._marked(page.get_object())
        return self._known[page.idnum].get(mcid, "")

    def _marked(self, page: Any) -> Mapping[int, str]:
        fonts = {name: self._letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
        letters: Mapping[int, str] = {}
        found: dict[int, list[str]] = {}
        open_marks: list[int | None] = []
        for operands, operator in ContentStream(page["/Contents"].get_object(), self._reader).operations:
            if operator == b"BDC":
                marks = operands[1] if isinstance(operands[1], dict) else {}
                open_marks.append(marks.get("/MCID"))
            elif operator == b"BMC":
                open_marks.append(None)
            elif operator == b"EMC":
                open_marks.pop()
            elif operator == b"Tf":
                letters = fonts[operands[0]]
            elif operator in {b"Tj", b"TJ"}:
                inside = next((mark for mark in reversed(open_marks) if mark is not None), None)
                if inside is not None:
                    strings = operands[0] if operator == b"TJ" else operands
                    found.setdefault(inside, []).extend(_text(string, letters) for string in strings)
        return {mcid: "".join(parts) for mcid, parts in found.items()}

    def _letters(self, font: Any) -> Mapping[int, str]:
        """What the glyphs of a font stand for: the typesetter numbers them by two bytes."""
        stream = font["/ToUnicode"]
        key = id(stream.get_object())
        if key not in self._fonts:
            self._fonts[key] = _unicode_map(stream.get_object().get_data().decode("latin-1"))
        return self._fonts[key]


def _text(string: Any, letters: Mapping[int, str]) -> str:
    raw = getattr(string, "original_bytes", None)
    if raw is None:
        return ""  # a shift between two letters
    codes = (int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2))
    return "".join(letters.get(code, "") for code in codes)


def _unicode_map(source: str) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            base = int(text, 16)
            found |= {code: chr(base + step) for step, code in enumerate(range(int(first, 16), int(last, 16) + 1))}
    return found


def _elements(node: Any, page: Any, pages: _Pages) -> Iterator[str]:
    """The own text of every element below `node`, without that of elements inside it."""
    page = node.raw_get("/Pg") if "/Pg" in node else page
    kids = node.get("/K", [])
    own: list[str] = []
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, int):
            own.append(pages.text(page, int(inner)))
        elif isinstance(inner, DictionaryObject) and inner.get("/Type") == "/MCR":
            there = inner.raw_get("/Pg") if "/Pg" in inner else page
            own.append(pages.text(there, int(inner["/MCID"])))
        elif isinstance(inner, DictionaryObject) and inner.get("/Type") != "/OBJR":
            yield from _elements(inner, page, pages)
    if own:
        yield "".join(own)
