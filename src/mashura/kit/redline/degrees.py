"""Whether a change touches the meaning of a text or only the way in which the same words are written."""

import unicodedata
from enum import StrEnum
from typing import Final

import regex

from mashura.kit.folding import fold
from mashura.kit.redline.tokens import paragraphs


class Change(StrEnum):
    """How much a change touches the meaning."""

    NONE = "none"
    EDITORIAL = "editorial"
    """Arabic vowel marks, stretched letters and letters written in two ways (أ ا, ى ي, ة ه); capitals; spaces, blank
    lines and kinds of line ends; kinds of commas, quotes, dashes and digits; marks that nobody sees."""
    SUBSTANTIVE = "substantive"
    """Anything else: words, numbers, French accents (ou, où), a paragraph parted in two, a comma put in."""


def change_of(before: str, after: str) -> Change:
    """Whether two texts differ at all, and if so in more than the way in which the same words are written."""
    if before == after:
        return Change.NONE
    return Change.EDITORIAL if _plain(before) == _plain(after) else Change.SUBSTANTIVE


# Signs written in two ways; and raised or lowered figures, which are other figures (10² is not 102).
_SIGNS: Final = str.maketrans(
    {"،": ",", "؛": ";", "؟": "?", "٪": "%", "٫": ".", "٬": ",", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"'}
    | dict.fromkeys("‘’ʼ", "'")
    | dict.fromkeys("‐‑–—−", "-")
    | {raised: f"^{figure}" for figure, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
    | {lowered: f"_{figure}" for figure, lowered in enumerate("₀₁₂₃₄₅₆₇₈₉")}
)
_ARABIC_WORD: Final = regex.compile(r"[\p{Arabic}\u0640][\p{Arabic}\p{M}\u0640]*")
_UNSEEN: Final = regex.compile(r"\p{Cf}")
_SIGN: Final = r"[^\p{L}\p{M}\p{N}\s]"
# "10 %" is "10%", and "oui ; non" is "oui; non"; but "10, 5" are two numbers and "10,5" is one.
_ROOM_AT_A_SIGN: Final = regex.compile(rf" (?={_SIGN})|(?<={_SIGN}) (?!\p{{N}})|(?<={_SIGN})(?<!\p{{N}} ?{_SIGN}) ")


def _plain(text: str) -> list[str]:
    """The paragraphs without what an editor may settle alone; blank ones are left out."""
    lines = (_plain_line(paragraph) for paragraph in paragraphs(text.replace("\r\n", "\n").replace("\r", "\n")))
    return [line for line in lines if line]


def _plain_line(text: str) -> str:
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text.translate(_SIGNS)))
    folded = _ARABIC_WORD.sub(lambda word: fold(word[0]), seen.casefold())
    western = "".join(str(unicodedata.decimal(sign, sign)) for sign in folded)
    return _ROOM_AT_A_SIGN.sub("", " ".join(western.split()))
