"""What stands on the pages of a PDF, as an eye meets it: letters by their place, words in their reading order."""

import ctypes
import io
import re
import unicodedata
from dataclasses import dataclass

import pypdfium2
from pypdf import PdfReader
from pypdfium2 import raw

from mashura.kit.bidi import strip_isolates

# A lam-alef is one glyph, which readers of PDF give back as two letters in either order.
_LAM_ALEF = re.compile("ل([اأإآ])")


@dataclass(frozen=True)
class Letter:
    """A letter (or a space), where it is set on its baseline and where its box ends; in points, y upwards."""

    text: str
    x: float
    baseline: float
    right: float
    size: float


def is_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def lines_of(page: pypdfium2.PdfPage) -> list[list[Letter]]:
    """Letters by line from top to bottom, each line from left to right."""
    found = page.get_textpage()
    letters = []
    for index in range(found.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(found.raw, index))
        if raw.FPDFText_IsGenerated(found.raw, index) or not strip_isolates(text):
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(found.raw, index, x, y)
        right = max(found.get_charbox(index, loose=True)[2], x.value)
        letters.append(Letter(text, x.value, y.value, right, raw.FPDFText_GetFontSize(found.raw, index)))
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: -one.baseline):
        if lines and abs(lines[-1][0].baseline - letter.baseline) < 1:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [sorted(line, key=lambda one: one.x) for line in lines]


def words_of(line: list[Letter], *, rtl: bool) -> list[str]:
    """The words of a line from the side where its page begins, each in the order of its own script."""
    groups: list[list[Letter]] = [[]]
    for letter in line:
        if not letter.text.strip():
            groups.append([])
            continue
        if groups[-1] and letter.x - groups[-1][-1].right > 0.4 * letter.size:
            groups.append([])
        groups[-1].append(letter)
    words = []
    for group in groups:
        text = "".join(one.text for one in group)
        if text:
            words.append(settled(_turned(text) if is_rtl(text) else text))
    return words[::-1] if rtl else words


def _turned(text: str) -> str:
    """A word of the right-to-left script; digits and Latin letters in it keep their own order."""
    return re.sub(r"[0-9A-Za-z](?:[0-9A-Za-z.,]*[0-9A-Za-z])?", lambda run: run[0][::-1], text[::-1])


def words_by_line(pdf: bytes) -> list[list[list[str]]]:
    """For each page its lines, for each line its words."""
    document = pypdfium2.PdfDocument(pdf)
    rtl = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"
    pages = [[words_of(line, rtl=rtl) for line in lines_of(page)] for page in document]
    document.close()
    return pages


def words_of_text(text: str) -> list[str]:
    """The words of a text in the form in which `words_by_line` gives those of a page."""
    return [settled(word) for word in strip_isolates(text).split()]


def settled(word: str) -> str:
    return _LAM_ALEF.sub(r"\1ل", unicodedata.normalize("NFC", word))
