"""Sort keys: strings of ASCII that, compared byte by byte, put texts in the order of a language's alphabet.

The database compares by bytes (`--locale=C`), so the order of the alphabet is worked out here, once, and stored.
A key has levels, as in the Unicode collation algorithm: letters; accents and other variants of a letter; capitals;
articles; and a digest that decides between texts which differ in nothing a reader sorts by.
"""

import hashlib
import unicodedata
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from mashura.kit.arabic_words import OWN_ALEF_LAM
from mashura.kit.languages import language as known_language

# Below every letter, in this order: the end of a level, the gap between two words, digits.
_LEVEL = " "
_GAP = "!"
# Above every letter of the reader's own script: the letters of the others.
_FOREIGN = "~"
# Keys go into b-tree indexes; what lies behind this many characters is left to the digest.
_LONGEST = 200
_DIGEST_BYTES = 8

# The alphabet, with letters of other languages and dialects beside the nearest of its own.
_ARABIC_ORDER = "ءابپتثجچحخدذرزژسشصضطظعغفڤقكگلمنهوي"
_ALPHABETS = {
    "Arab": dict(zip(_ARABIC_ORDER, ascii_uppercase + ascii_lowercase, strict=False)),
    "Latn": {letter: letter for letter in ascii_lowercase},
}
# Letters filed under others, which Unicode does not take apart: base letters and rank among their variants.
_VARIANTS = {
    "ة": ("ت", 1),
    "ى": ("ي", 1),
    "ی": ("ي", 2),
    "ٱ": ("ا", 1),
    "ک": ("ك", 1),
    "ڭ": ("گ", 1),
    "ݣ": ("گ", 2),
    "ڥ": ("ڤ", 1),
    "æ": ("ae", 1),
    "œ": ("oe", 1),
    "ø": ("o", 1),
    "đ": ("d", 1),
    "ð": ("d", 2),
    "ħ": ("h", 1),
    "ı": ("i", 1),
    "ł": ("l", 1),
    "ŋ": ("n", 1),
    "þ": ("th", 1),
    "ŧ": ("t", 1),
}
# Not counted, within a word: apostrophes of every shape, the signs of romanised Arabic, tatweel.
_SILENT = frozenset("'’‘ʼʻʾʿ´`ـ")
_ARTICLE = "ال"
_ROOT_ALEF_LAM = frozenset(OWN_ALEF_LAM.split())


class _Cluster(NamedTuple):
    """A character with the combining marks on it."""

    base: str
    marks: str


def sort_key(text: str, language: str) -> str:
    """An ASCII string whose byte order is the order of `text` in a list for readers of `language`.

    Letters of the language's own script come first, by its alphabet; accents count only between texts that are
    equal otherwise; the Arabic article is not counted, nor is punctuation. Texts have the same key only when
    Unicode holds them to be the same (NFC). For stored columns and for sorting in memory alike. Alphabets that
    file accented letters apart (Swedish å, Spanish ñ) are not known.
    """
    script = known_language(language).script
    letters, variants, capitals, articles = [], [], [], []
    for word in _words(text):
        bare = _without_article(word)
        articles.append("0" if bare == word else "1")
        for cluster in bare:
            for base, variant in _filed(cluster):
                letters.append(_letter(base, script))
                variants.append(variant)
                capitals.append("1" if cluster.base.isupper() else "0")
        for level, gap in ((letters, _GAP), (variants, "0"), (capitals, "0")):
            level.append(gap)
    levels = ["".join(letters).rstrip(_GAP)]
    levels += ["".join(level).rstrip("0") for level in (variants, capitals, articles)]
    return _LEVEL.join([*levels, _digest(text)])


def _words(text: str) -> list[list[_Cluster]]:
    """The words of `text`, letters and digits only, each with its marks."""
    words: list[list[_Cluster]] = [[]]
    for character in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))[:_LONGEST]:
        kind = unicodedata.category(character)
        if character in _SILENT or kind == "Cf":
            continue
        if kind.startswith("M") and words[-1]:
            base, marks = words[-1][-1]
            words[-1][-1] = _Cluster(base, marks + character)
        elif kind[0] in "LN":
            words[-1].append(_Cluster(character, ""))
        elif words[-1]:
            words.append([])
    return [word for word in words if word]


def _without_article(word: list[_Cluster]) -> list[_Cluster]:
    plain = "".join(cluster.base for cluster in word)
    is_article = plain.startswith(_ARTICLE) and not _has_hamza(word[0]) and plain not in _ROOT_ALEF_LAM
    return word[len(_ARTICLE) :] if is_article and len(word) > len(_ARTICLE) + 1 else word


def _has_hamza(cluster: _Cluster) -> bool:
    return any(mark in cluster.marks for mark in "\u0653\u0654\u0655")


def _filed(cluster: _Cluster) -> list[tuple[str, str]]:
    """Base letters a character is filed under, each with its variant: "0" for none, so that plain comes first."""
    base = cluster.base.casefold()
    letters, rank = _VARIANTS.get(base, (base, 0))
    marks = "".join(f"{ord(mark):04x}" for mark in cluster.marks)
    variant = f"{rank or 1}{marks}/" if rank or marks else "0"
    return [(letter, variant if index == 0 else "0") for index, letter in enumerate(letters)]


def _letter(base: str, script: str) -> str:
    if unicodedata.category(base) == "Nd":
        return str(unicodedata.decimal(base))
    own = _ALPHABETS.get(script, {}).get(base)
    if own:
        return own
    for rank, alphabet in enumerate(_ALPHABETS.values()):
        if base in alphabet:
            return f"{_FOREIGN}{rank}{alphabet[base]}"
    return f"{_FOREIGN}9{ord(base):06x}"


def _digest(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(composed, digest_size=_DIGEST_BYTES).hexdigest()
