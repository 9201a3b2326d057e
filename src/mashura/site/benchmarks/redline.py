"""Comparing and merging negotiated texts, against `difflib` and `diff-match-patch` in the same run."""

import difflib
import importlib
import random
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from mashura.kit.redline import difference, merge, tokens
from mashura.kit.redline.tokens import of_paragraph
from mashura.site.benchmarks.measure import Measure, seconds

TOKENS: Final = 40_000
PROPOSALS: Final = 300
CLAUSES: Final = 40
_DIFFERENCE_GOAL_S: Final = 0.3
_MERGE_GOAL_S: Final = 1.0
_SEED: Final = 2031
# difflib takes minutes for the whole text, and its time grows faster than the text: it gets this share of it.
_SHARE_FOR_DIFFLIB: Final = 0.1
_VOCABULARY: Final = {
    "ar": (
        "المهاجرين اللاجئين الأطفال النساء الدول الأطراف السلطات الوطنية الحدود الصحة التعليم العمل"
        " اللائق الحماية المساعدة القانونية الطوعية الكريمة وفقًا للقانون الدولي ينبغي يتعين تتعهد تعزيز"
        " ضمان توفير تيسير منع مكافحة الاتجار بالأشخاص التنسيق الإقليمي البيانات المصنفة حسب السن والجنس"
        " دون تمييز في من إلى على مع كافة جميع حقوق كرامة أسر مجتمعات"
    ),
    "en": (
        "migrants refugees children women States Parties national authorities borders health education"
        " decent work protection legal voluntary dignified assistance in accordance with international law"
        " should shall undertake strengthen ensure provide facilitate prevent combat trafficking persons"
        " regional coordination data disaggregated by age sex without discrimination the of to and all"
        " their rights dignity families communities"
    ),
    "fr": (
        "les migrants réfugiés enfants femmes États Parties autorités nationales frontières santé"
        " éducation travail décent protection aide juridique retour volontaire digne conformément au droit"
        " international devraient doivent s’engagent renforcer garantir fournir faciliter prévenir"
        " combattre la traite des personnes coordination régionale données ventilées par âge et sexe sans"
        " discrimination de à tous leurs droits dignité familles communautés"
    ),
}
_STOP: Final = {"ar": "،", "en": ",", "fr": ","}


def redline() -> list[Measure]:
    """Two versions of one long text compared, and many proposals on clauses in three languages merged."""
    return [*_differences(), _merging()]


def two_versions(length: int) -> tuple[str, str]:
    """A made-up text of about `length` tokens in three languages, and a later version of it as negotiations leave it.

    Of ten paragraphs six are left alone, three have words changed, and one is replaced, deleted, moved or joined by a
    new one.
    """
    chance = random.Random(_SEED)  # noqa: S311 - a repeatable text, no secret
    paragraphs: list[str] = []
    count = 0
    while count < length:
        paragraphs.append(_paragraph(chance, len(paragraphs)))
        count += len(tokens(paragraphs[-1]))
    return "".join(paragraphs), "".join(_revised(chance, paragraphs))


def clauses_with_proposals() -> list[tuple[str, dict[str, str]]]:
    """Made-up clauses with the versions that delegations propose of them."""
    chance = random.Random(_SEED)  # noqa: S311 - a repeatable text, no secret
    clauses: list[tuple[str, dict[str, str]]] = [(_paragraph(chance, number), {}) for number in range(CLAUSES)]
    for number in range(PROPOSALS):
        clause, proposals = clauses[number % CLAUSES]
        proposals[f"delegation {number}"] = _edited(chance, clause)
    return clauses


def _paragraph(chance: random.Random, number: int) -> str:
    language = ("ar", "en", "fr")[number % 3]
    words = _VOCABULARY[language].split()
    written = [f"{number + 1}."]
    for _ in range(chance.randrange(2, 5)):
        sentence = chance.choices(words, k=chance.randrange(8, 24))
        sentence[chance.randrange(len(sentence))] = str(chance.randrange(2000))
        sentence[chance.randrange(len(sentence) - 1)] += _STOP[language]
        written += [*sentence[:-1], f"{sentence[-1]}."]
    return " ".join(written) + "\n"


def _edited(chance: random.Random, text: str) -> str:
    """The text with one to four of its words replaced, put in or taken out."""
    words = text.rstrip("\n").split(" ")
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(1, len(words))
        words[at : at + chance.randrange(3)] = chance.choices(words, k=chance.randrange(3))
    return " ".join(words) + "\n"


def _revised(chance: random.Random, paragraphs: Sequence[str]) -> list[str]:
    found: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        fate = chance.random()
        if fate < 0.6:
            found.append(paragraph)
        elif fate < 0.9:
            found.append(_edited(chance, paragraph))
        elif fate < 0.925:
            found.append(_paragraph(chance, number))
        elif fate < 0.95:
            found.insert(chance.randrange(len(found) + 1), paragraph)
        elif fate < 0.975:
            found += [paragraph, _paragraph(chance, number)]
    return found


def _differences() -> list[Measure]:
    before, after = two_versions(TOKENS)
    own = seconds(lambda: _cold(lambda: difference(before, after)))
    sizes = {"tokens_before": len(tokens(before)), "tokens_after": len(tokens(after))}
    name = f"difference of two versions of about {TOKENS:,} tokens in three languages"
    return [
        Measure(name, own, "s", goal=_DIFFERENCE_GOAL_S, details=sizes | {"pieces": len(difference(before, after))}),
        _against_difflib(),
        *_against_diff_match_patch(before, after, own),
    ]


def _cold(work: Callable[[], object]) -> None:
    """As the first comparison of these texts, with nothing remembered of them."""
    of_paragraph.cache_clear()
    work()


def _against_difflib() -> Measure:
    before, after = two_versions(int(TOKENS * _SHARE_FOR_DIFFLIB))
    own = seconds(lambda: _cold(lambda: difference(before, after)))
    cut = tokens(before), tokens(after)
    begun = time.perf_counter()
    difflib.SequenceMatcher(None, *cut, autojunk=False).get_opcodes()
    theirs = time.perf_counter() - begun
    details = {
        "share_of_the_text": _SHARE_FOR_DIFFLIB,
        "why": "difflib takes minutes for the whole text",
        "tokens_before": len(cut[0]),
        "own_ms": round(1000 * own, 1),
        "difflib_ms": round(1000 * theirs, 1),
    }
    name = f"difflib on the tokens of {_SHARE_FOR_DIFFLIB:.0%} of these texts"
    return Measure(name, theirs / own, "ratio", "our time for them", better="higher", details=details)


def _against_diff_match_patch(before: str, after: str, own: float) -> list[Measure]:
    try:
        library: Any = importlib.import_module("diff_match_patch").diff_match_patch
    except ModuleNotFoundError:
        # Installed for development only.
        return []
    return [
        _against("the same difference by diff-match-patch on words", own, lambda: _by_words(library(), before, after)),
        _against(
            "the same difference by diff-match-patch on characters",
            own,
            lambda: _by_characters(library(), before, after),
        ),
    ]


def _against(name: str, own: float, work: Callable[[], object]) -> Measure:
    begun = time.perf_counter()
    work()
    theirs = time.perf_counter() - begun
    details = {"own_s": round(own, 3), "theirs_s": round(theirs, 2)}
    return Measure(name, theirs / own, "ratio", "our time for it", better="higher", details=details)


def _by_characters(library: Any, before: str, after: str) -> None:
    library.Diff_Timeout = 0
    library.diff_main(before, after, checklines=False)


def _by_words(library: Any, before: str, after: str) -> None:
    """Each kind of token as one character, as its own line mode does with lines."""
    library.Diff_Timeout = 0
    codes: dict[str, str] = {}
    coded = [
        "".join(codes.setdefault(one, chr(0x100 + len(codes))) for one in tokens(text)) for text in (before, after)
    ]
    library.diff_main(*coded, checklines=False)


def _merging() -> Measure:
    clauses = clauses_with_proposals()

    def merge_all() -> int:
        return sum(len(merge(clause, proposals).collisions) for clause, proposals in clauses)

    taken = seconds(lambda: _cold(merge_all))
    name = f"merge of {PROPOSALS} proposals on {CLAUSES} clauses in three languages"
    return Measure(name, taken, "s", goal=_MERGE_GOAL_S, details={"collisions": merge_all()})
