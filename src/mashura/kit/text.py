"""Text for machines: folding, search terms and sort keys, made by our own code into stored columns."""

import re

from mashura.kit.collation import sort_key
from mashura.kit.folding import fold
from mashura.kit.stems import stem

__all__ = ["fold", "sort_key", "terms"]

# Longer than any word; what somebody glued together without end must still fit into an index.
_LONGEST_WORD = 64
# The group marks of the house (comma, U+202F, Arabic) and no-break spaces, between groups of three digits.
_GROUP_MARK = re.compile(r"(?<=\d)[,٬\u00a0\u202f](?=\d{3}(?!\d))")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
# A decimal number, or letters and digits; in Indic and South-East Asian scripts (U+0900 on) marks are letters too.
_WORD = re.compile(r"\d+(?:[.,]\d+)+(?![^\W_])|(?:[^\W_]|[\u0900-\u109f\u1780-\u17ff]|'(?=[^\W_]))+")
# "l'asile", "d'origine", "qu'il", "jusqu'en"; and the English genitive.
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=[^\W_])")
_GENITIVE = re.compile(r"'s$")
# Words a search does better without, as long as others are left.
_COMMON = frozenset(
    [
        *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"),
        *("au", "aux", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour"),
        *("sur", "un", "une"),
        *("او", "الى", "الي", "ان", "عن", "علي", "في", "مع", "من", "و"),
        *("اليه", "اليها", "اليهم", "وعلي", "وعن", "وفي", "ولا", "ومع", "ومن"),
    ]
)


def terms(text: str) -> list[str]:
    """The search terms of `text`, each once, in the order of first appearance.

    Index and query both go through here and are compared by equality: words are folded and cut to a light
    stem, so that "والمهاجرين" finds "مهاجر", "l'émigration" finds "emigrations", and "countries" finds "country".
    Grouped numbers become one term ("1,234" as "1234"), decimals keep a point ("10.7", "10,7"). Articles and
    prepositions are left out unless there is nothing else. Text without spaces between words (Chinese, Thai) is
    not cut into words.
    """
    words = [_plain(word) for word in _WORD.findall(_DOTTED.sub(_undotted, fold(_GROUP_MARK.sub("", text))))]
    telling = [word for word in words if word and word not in _COMMON]
    return list(dict.fromkeys(stem(word) for word in telling or words if word))


def _undotted(match: re.Match[str]) -> str:
    return match.group().replace(".", "")


def _plain(word: str) -> str:
    word = word[:_LONGEST_WORD]
    if word[0].isdigit() and "'" not in word:
        return word.replace(",", ".")
    return _ELISION.sub("", _GENITIVE.sub("", word)).replace("'", "")
