"""Folding: the one form in which texts are compared, whatever the typing habits of who wrote them."""

import re
import unicodedata

# Letters that Unicode does not decompose but readers take for the plain one, and variants of one Arabic letter.
_LETTERS = str.maketrans(
    {
        # Hamza: on alef it is often left out, so it goes; on waw and yeh Cairo and the Maghreb differ
        # (مسئول, مسؤول), so both become the bare hamza.
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ٲ": "ا",
        "ٳ": "ا",
        "ٵ": "ا",
        "ؤ": "ء",
        "ئ": "ء",
        "ٶ": "ء",
        "ٸ": "ء",
        "ٴ": "ء",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ۍ": "ي",
        "ے": "ي",
        "ۓ": "ي",
        "ة": "ه",
        "ۃ": "ه",
        "ۀ": "ه",
        "ہ": "ه",
        "ۂ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ک": "ك",
        "ڪ": "ك",
        # Sounds Arabic has no letter for are written in different ways from country to country (أكادير, أݣادير).
        "گ": "ك",
        "ݣ": "ك",
        "ڭ": "ك",
        "ڤ": "ف",
        "ڥ": "ف",
        "پ": "ب",
        "چ": "ج",
        "ۋ": "و",
        # Tatweel only stretches a word.
        "ـ": None,
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ł": "l",
        "þ": "th",
        "ŧ": "t",
        "ı": "i",
        "ŋ": "n",
        "ſ": "s",
        # Apostrophes of every shape, and the signs that romanised Arabic puts for hamza and ayn.
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ʻ": "'",
        "ʾ": "'",
        "ʿ": "'",
        "´": "'",
        "`": "'",
        "٬": ",",
        "٫": ".",
        "،": ",",
        "؛": ";",
        "؟": "?",
    }
)
# Marks that only ornament: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs and Quranic marks.
# Vowel signs of other scripts (Devanagari, Thai) are letters in their own right and stay.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """`text` in the form that is compared: no case, accents, vowel signs, tatweel or invisible marks.

    Hamza carriers, alef maqsura, teh marbuta and Persian look-alikes become one letter each, digits of every
    script become Western, runs of white space one space, without any at the ends. `fold(fold(text)) == fold(text)`.
    Not for display: it keeps no spelling.
    """
    folded = _once(text)
    # One pass is enough for nearly every text; some rare compatibility characters unfold into others.
    while (again := _once(folded)) != folded:
        folded = again
    return folded


def _once(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    bare = _MARKS.sub("", unicodedata.normalize("NFD", composed).translate(_LETTERS))
    characters = [_plain(character) for character in unicodedata.normalize("NFC", bare)]
    return _SPACE.sub(" ", "".join(characters)).strip()


def _plain(character: str) -> str:
    if character.isascii():
        return character
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    return "" if kind == "Cf" else character
