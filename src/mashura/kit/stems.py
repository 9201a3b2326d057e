"""Light stems for search. A stem need not be a word; the forms of one word only have to meet in it.

Own rules, on folded words. Index and query go the same way, so cutting too much costs a stranger among the results and
cutting too little costs a result: where in doubt the rules cut.
"""

import re

from mashura.kit.arabic_words import BROKEN_PLURALS, FAMILIES, OWN_ALEF_LAM, OWN_FIRST_LETTER
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
    # "و" ends a plural before its genitive ("طالبو اللجوء"), "ت" is a teh marbuta that a pronoun opened.
    *("ه", "ي", "ا", "و", "ت"),
)
_PRONOUNS = ("", "ها", "هم", "هن", "ه")
_SHORTEST_BEFORE = {"ت": 5}


def stem(word: str) -> str:
    """The light stem of one folded word: Arabic, or French and English alike; other words stay as they are."""
    if _ARABIC.fullmatch(word):
        return _arabic_stem(word)
    if _LATIN.fullmatch(word):
        return _latin_stem(word)
    return word


def _without_endings(word: str) -> str:
    while ending := next((ending for ending in _ENDINGS if _may_lose(word, ending)), ""):
        word = word.removesuffix(ending)
    return word


def _may_lose(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_BEFORE.get(ending, _SHORTEST)


def _singulars() -> dict[str, str]:
    singulars = {}
    for line in BROKEN_PLURALS.split("\n"):
        forms = [_without_endings(fold(form)) for form in line.split()]
        singulars.update(dict.fromkeys(forms, forms[0] if forms else ""))
    return singulars


_SINGULARS = _singulars()
_FAMILIES = {
    fold(form): fold(line.split()[0]) for line in f"{FAMILIES}{OWN_ALEF_LAM}".split("\n") for form in line.split()
}
_WHOLE = {_without_endings(fold(word)) for word in OWN_FIRST_LETTER.split()} | set(_SINGULARS)


def _family(word: str) -> str:
    """The stem of a word that is known whole, with or without a pronoun; empty for any other."""
    return next((_FAMILIES[bare] for end in _PRONOUNS if (bare := word.removesuffix(end)) in _FAMILIES), "")


def _arabic_stem(word: str) -> str:
    while True:
        if family := _family(word):
            return family
        core = _without_endings(word)
        if core in _WHOLE:
            return _SINGULARS.get(core, core)
        shorter = _without_prefix(word, core)
        if shorter == word:
            return core
        word = shorter


def _without_prefix(word: str, core: str) -> str:
    article = _ARTICLE.match(word)
    if article and not (word[0] in _PARTICLES and _family(word[1:])):
        rest = word[article.end() :]
        # Of three lams one is not written: "للاجئين" is li-, the article and "لاجئين".
        with_lam = "ل" + rest
        if article.group().endswith("لل") and _is_known(with_lam):
            return with_lam
        if len(rest) >= _SHORTEST - 1:
            return rest
    if word[0] not in _PARTICLES:
        return word
    rest = word[1:]
    # A long word of a short stem ("لحماية") had an ending too many taken for the particle's sake.
    is_long = len(rest) >= 2 * _SHORTEST - 1 and len(_without_endings(rest)) >= _SHORTEST
    return rest if len(core) > _SHORTEST or is_long or _is_known(rest) else word


def _is_known(word: str) -> bool:
    return bool(_family(word)) or _without_endings(word) in _WHOLE


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


# Words that the rules would take for another one: a committee is no commitment, Iceland no island.
_LATIN_WHOLE = {
    form: word
    for word in ("addressee", "committee", "departement", "department", "islande", "returnee", "theme")
    for form in (word, f"{word}s")
}
# What a verb and its noun differ in (recruiting, recruitment; réintégrer, réintégration; travailler, travailleuse), and
# how much must be left: of a shorter word it is a part that the word cannot do without ("nation", "border", "king").
_VERBAL = {"ation": 5, "ement": 5, "ment": 5, "eur": 5, "eus": 5, "ing": 4, "er": 5, "ed": 4}
# identification, identify, identifier; application, apply; publication, publier.
_FROM_Y = re.compile("(?:if|pl|bl)ication$")
# "climat", "contrat" and "combat" are no forms of anything shorter.
_LONGEST_WITH_AT = 7


def _latin_stem(word: str) -> str:
    if word in _LATIN_WHOLE:
        return _LATIN_WHOLE[word]
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
    word = _without_verbal_ending(word)
    if len(word) > _SHORTEST + 1 and word[-1] == word[-2] and word[-1] not in "aiou":
        # tunisien, tunisienne; culturel, culturelle.
        word = word[:-1]
    return word


def _without_verbal_ending(word: str) -> str:
    if _FROM_Y.search(word):
        return word.removesuffix("cation")
    for ending, shortest in _VERBAL.items():
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            word = word.removesuffix(ending)
            break
    if word.endswith("y"):
        # applying.
        return word[:-1] + "i"
    # reintegrate, reintegrating.
    return word.removesuffix("at") if len(word) > _LONGEST_WITH_AT else word


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
