"""Light stems for search. A stem need not be a word; the forms of one word only have to meet in it.

Own rules, on folded words. Index and query go the same way, so cutting too much costs a stranger among the results and
cutting too little costs a result: where in doubt the rules cut.
"""

import re

from mashura.kit.arabic_words import BROKEN_PLURALS, OWN_FIRST_LETTER
from mashura.kit.folding import fold

_SHORTEST = 3
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]+")
_LATIN = re.compile("[a-z]+")

# wa- or fa-, then bi- or ka-, then the article; "لل" is li- with the article.
_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)")
_PARTICLES = "وفبل"
# Longest first, so that an ending is not mistaken for its own end.
_ENDINGS = (
    *("اتهما", "اتها", "اتهم", "اتهن", "تهما", "تها", "تهم", "تهن", "هما"),
    *("يات", "يين", "يون", "تين", "تان", "ها", "هم", "هن", "ات", "ان", "ين", "ون", "يه", "يا"),
    *("ه", "ي", "ا"),
)


def stem(word: str) -> str:
    """The light stem of one folded word: Arabic, or French and English alike; other words stay as they are."""
    if _ARABIC.fullmatch(word):
        return _arabic_stem(word)
    if _LATIN.fullmatch(word):
        return _latin_stem(word)
    return word


def _without_endings(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _without_endings(word.removesuffix(ending))
    return word


def _singulars() -> dict[str, str]:
    singulars = {}
    for line in BROKEN_PLURALS.split("\n"):
        forms = [_without_endings(fold(form)) for form in line.split()]
        singulars.update(dict.fromkeys(forms, forms[0] if forms else ""))
    return singulars


_SINGULARS = _singulars()
_WHOLE = {_without_endings(fold(word)) for word in OWN_FIRST_LETTER.split()} | set(_SINGULARS)


def _arabic_stem(word: str) -> str:
    while True:
        core = _without_endings(word)
        if core in _WHOLE:
            return _SINGULARS.get(core, core)
        shorter = _without_prefix(word, core)
        if shorter == word:
            return core
        word = shorter


def _without_prefix(word: str, core: str) -> str:
    article = _ARTICLE.match(word)
    if article:
        rest = word[article.end() :]
        # Of three lams one is not written: "للاجئين" is li-, the article and "لاجئين".
        with_lam = "ل" + rest
        if article.group().endswith("لل") and _without_endings(with_lam) in _WHOLE:
            return with_lam
        if len(rest) >= _SHORTEST - 1:
            return rest
    # A long word of a short stem ("لحماية") had an ending too many taken for the particle's sake.
    is_long = len(word) >= 2 * _SHORTEST and len(_without_endings(word[1:])) >= _SHORTEST
    if word[0] in _PARTICLES and (len(core) > _SHORTEST or is_long):
        return word[1:]
    return word


# What no rule below would lead to the same stem; for words English and French share, the French form.
_IRREGULAR = {
    "analysis": "analyse",
    "basis": "base",
    "baux": "bail",
    "children": "child",
    "crisis": "crise",
    "datum": "data",
    "lives": "life",
    "men": "man",
    "people": "person",
    "travaux": "travail",
    "women": "woman",
    "yeux": "oeil",
}


def _latin_stem(word: str) -> str:
    word = _IRREGULAR.get(word, word)
    if len(word) <= _SHORTEST:
        return word
    word = _singular(word)
    if word.endswith(("ie", "y")):
        # country, countries; partie, parties.
        word = word.removesuffix("ie").removesuffix("y") + "i"
    while word.endswith("e") and len(word) > _SHORTEST:
        # arrivé, arrivée; migrant, migrante; both already without accents.
        word = word[:-1]
    if len(word) > _SHORTEST + 1 and word[-1] == word[-2] and word[-1] not in "aiou":
        # tunisien, tunisienne; culturel, culturelle.
        word = word[:-1]
    return word


def _singular(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-2] + "l"
    if word.endswith("ies"):
        return word[:-1]
    if word.endswith(("eux", "oux")) or (word.endswith("s") and not word.endswith("ss")):
        return word[:-1]
    return word
