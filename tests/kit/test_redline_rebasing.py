"""Cases 17 to 24 of the specification (c.4): a change carried over to the next version, each in both directions.

Items of a list are plain paragraphs here. Marks of HTML do not exist; of case 22, what is left is that a word written
otherwise (a vowel mark, a capital) hinders nobody who changes another word.
"""

from dataclasses import dataclass

import pytest
from tests.kit.redline_ground import collisions

from mashura.kit.redline import Side, rebase

ITEMS = "The Parties:\n1. open clinics;\n2. enrol children;\n3. register births;\n"
FR = "Les Parties publient chaque année leurs chiffres, puis en discutent entre elles.\n"
AR = "تنسّق الدول عمليات الإنقاذ.\nتتبادل الدول البيانات.\nتجتمع الدول مرة كل سنة.\n"


@dataclass(frozen=True)
class Case:
    """Two changes of one old version, the text with both, and where they collide: old, first and second reading."""

    number: int
    shows: str
    old: str
    first: str
    second: str
    both: str
    collision: tuple[str, str, str] | None = None


CASES = [
    Case(
        17,
        "a fourth item comes, the third goes",
        ITEMS,
        f"{ITEMS}4. rescue at sea.\n",
        ITEMS.replace("3. register births;\n", ""),
        "The Parties:\n1. open clinics;\n2. enrol children;\n4. rescue at sea.\n",
    ),
    Case(
        18,
        "the third item is edited, and goes",
        ITEMS,
        ITEMS.replace("births", "all births"),
        ITEMS.replace("3. register births;\n", ""),
        "",
        ("3. register births;\n", "3. register all births;\n", ""),
    ),
    Case(
        19,
        "paragraphs apart are changed",
        AR,
        AR.replace("عمليات الإنقاذ", "عمليات البحث والإنقاذ"),
        AR.replace("مرة كل سنة", "مرتين كل سنة"),
        "تنسّق الدول عمليات البحث والإنقاذ.\nتتبادل الدول البيانات.\nتجتمع الدول مرتين كل سنة.\n",
    ),
    Case(
        20,
        "one number is changed in two ways",
        "Avant 2030, les Parties réduisent de moitié le coût des envois.\n",
        "Avant 2032, les Parties réduisent de moitié le coût des envois.\n",
        "Avant 2035, les Parties réduisent de moitié le coût des envois.\n",
        "",
        ("2030", "2032", "2035"),
    ),
    Case(
        21,
        "both make one change, and one of them another",
        FR,
        FR.replace("publient", "communiquent"),
        FR.replace("publient", "communiquent").replace("entre elles", "en séance"),
        "Les Parties communiquent chaque année leurs chiffres, puis en discutent en séance.\n",
    ),
    Case(
        22,
        "one writes a word otherwise, the other changes another word",
        AR,
        AR.replace("تنسّق", "تُنسّق"),
        AR.replace("البيانات", "المعلومات"),
        "تُنسّق الدول عمليات الإنقاذ.\nتتبادل الدول المعلومات.\nتجتمع الدول مرة كل سنة.\n",
    ),
    Case(
        23,
        "the beginning of a paragraph goes, its end is edited",
        "As a first step, States collect data on returns every year.\n",
        "States collect data on returns every year.\n",
        "As a first step, States collect data on returns every month.\n",
        "States collect data on returns every month.\n",
    ),
    Case(
        24,
        "a line comes before one that both change: only the words that both change collide",
        FR,
        f"Considérant ce qui suit :\n{FR.replace('chaque année', 'chaque mois')}",
        FR.replace("chaque année", "chaque trimestre"),
        "",
        ("année", "mois", "trimestre"),
    ),
]
IDS = [f"case {case.number}: {case.shows}" for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=IDS)
@pytest.mark.parametrize("turned", [False, True], ids=["first is the new version", "second is the new version"])
def test_a_change_is_carried_over(case, turned):
    new, changed = (case.second, case.first) if turned else (case.first, case.second)
    rebased = rebase(case.old, new, changed)
    assert rebased.is_clean is (case.collision is None)
    if case.collision is None:
        assert rebased.text == case.both
    else:
        base, *readings = case.collision
        new_reading, changed_reading = reversed(readings) if turned else readings
        assert collisions(rebased.merged) == [(base, {Side.BASE: new_reading, Side.CHANGE: changed_reading})]


def test_where_both_changed_the_same_words_the_text_keeps_those_of_the_new_version():
    rebased = rebase("by 2030", "by 2032", "by 2035, in full")
    assert rebased.text == "by 2032"
    assert not rebased.is_clean
