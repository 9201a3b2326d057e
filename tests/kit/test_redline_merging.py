"""Cases 1 to 16 of the specification (c.4): several versions merged into one text.

Items of a list and marked-up text are plain paragraphs here: "(a) ...;" is a paragraph, and so is each item of a list.
"""

from dataclasses import dataclass, field
from itertools import permutations

import pytest
from tests.kit.redline_ground import collisions, read_as

from mashura.kit.redline import Agreed, Collision, is_shown_inline, merge

EN = "States shall protect the rights of all migrants.\n"
FR = "Les États protègent les droits de tous les migrants.\n"
AR = "تحمي الدول حقوق جميع المهاجرين.\n"
ITEMS_AR = "تلتزم الدول بما يلي:\n(أ) فتح العيادات؛\n(ج) تسجيل الأطفال.\n"


@dataclass(frozen=True)
class Case:
    """What a merge should give: the text (the base's words where versions collide) and the collisions."""

    number: int
    shows: str
    base: str
    versions: dict[str, str]
    text: str
    collisions: list[tuple[str, dict[str, str]]] = field(default_factory=list)


CASES = [
    Case(
        1,
        "a single word goes",
        FR,
        {"A": FR.replace("tous les ", "")},
        "Les États protègent les droits de migrants.\n",
    ),
    Case(
        2,
        "a paragraph is parted by a line break, and its words can still be changed",
        "Boats leave at night. Rescue comes too late.\n",
        {"A": "Boats leave at night.\nRescue comes too late.\n", "B": "Boats leave at dawn. Rescue comes too late.\n"},
        "Boats leave at dawn.\nRescue comes too late.\n",
    ),
    Case(
        3,
        "paragraphs are put in around one that nobody changed",
        AR,
        {"A": f"تمهيد.\n{AR}", "B": f"{AR}وتنسّق جهودها.\n"},
        f"تمهيد.\n{AR}وتنسّق جهودها.\n",
    ),
    Case(
        4,
        "an item is put in between two, which keep their numbers",
        ITEMS_AR,
        {"A": ITEMS_AR.replace("(ج)", "(ب) توفير الترجمة؛\n(ج)")},
        "تلتزم الدول بما يلي:\n(أ) فتح العيادات؛\n(ب) توفير الترجمة؛\n(ج) تسجيل الأطفال.\n",
    ),
    Case(
        5,
        "a whole paragraph is replaced of which the first half is the same",
        "Each Party shall publish its figures every year, in a form that others can read.\n",
        {"A": "Each Party shall publish its figures every year, and send them to the secretariat.\n"},
        "Each Party shall publish its figures every year, and send them to the secretariat.\n",
    ),
    Case(
        6,
        "a word put into what another takes out is not lost, and nothing is settled unseen",
        "Les enfants vont à l’école, sans condition de papiers, dès leur arrivée.\n",
        {
            "A": "Les enfants vont à l’école, sans aucune condition de papiers, dès leur arrivée.\n",
            "B": "Les enfants vont à l’école, dès leur arrivée.\n",
        },
        "Les enfants vont à l’école, sans condition de papiers, dès leur arrivée.\n",
        [("sans condition de papiers, ", {"A": "sans aucune condition de papiers, ", "B": ""})],
    ),
    Case(
        7,
        "two replacements of one word stand side by side, the rest is merged",
        AR,
        {"A": AR.replace("تحمي", "تكفل"), "B": AR.replace("تحمي", "تضمن").replace("جميع ", "")},
        "تحمي الدول حقوق المهاجرين.\n",
        [("تحمي", {"A": "تكفل", "B": "تضمن"})],
    ),
    Case(
        10,
        "of deletions that overlap in part the collision is just what one of them touches",
        "one two three four five six\n",
        {"A": "one four five six\n", "B": "one two five six\n"},
        "one two three four five six\n",
        [("two three four ", {"A": "four ", "B": "two "})],
    ),
    Case(
        10,
        "each of these deletions alone goes in",
        "one two three four five six\n",
        {"A": "one four five six\n"},
        "one four five six\n",
    ),
    Case(
        12,
        "of two changes by one, that which does not collide goes in",
        EN,
        {"A": EN.replace("shall", "should").replace("all migrants", "every migrant"), "B": EN.replace("shall", "will")},
        "States shall protect the rights of every migrant.\n",
        [("shall", {"A": "should", "B": "will"})],
    ),
    Case(
        13,
        "two append an item at one place: the item before is not repeated",
        ITEMS_AR,
        {"A": f"{ITEMS_AR}(د) إنقاذ الأرواح.\n", "B": f"{ITEMS_AR}(د) توفير الترجمة.\n"},
        ITEMS_AR,
        [("", {"A": "(د) إنقاذ الأرواح.\n", "B": "(د) توفير الترجمة.\n"})],
    ),
    Case(
        14,
        "signs that tools use as marks of their own are text",
        "Point #7: ###A### {{deaths?year=2016}} <ins>x</ins> ~~y~~\n",
        {
            "A": "Point #8: ###A### {{deaths?year=2016}} <ins>x</ins> ~~y~~\n",
            "B": "Point #7: ###A### {{deaths?year=2017}} <ins>x</ins> ~~y~~\n",
        },
        "Point #8: ###A### {{deaths?year=2017}} <ins>x</ins> ~~y~~\n",
    ),
    Case(
        15,
        "one version puts a paragraph before and one after",
        FR,
        {"A": f"Avant.\n{FR}Après.\n", "B": FR.replace("protègent", "garantissent")},
        "Avant.\nLes États garantissent les droits de tous les migrants.\nAprès.\n",
    ),
    Case(
        16,
        "the sign of an item and its semicolon stay out of the collision",
        "(a) open clinics;\n(b) open schools;\n",
        {"A": "(a) open hospitals;\n(b) open schools;\n", "B": "(a) open shelters;\n(b) open schools;\n"},
        "(a) open clinics;\n(b) open schools;\n",
        [("clinics", {"A": "hospitals", "B": "shelters"})],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"case {case.number}: {case.shows}")
def test_a_merge(case):
    merged = merge(case.base, case.versions)
    assert merged.text == case.text
    assert collisions(merged) == case.collisions
    assert merged.is_clean is not bool(case.collisions)
    for key, text in case.versions.items():
        assert read_as(merged, key) == text


SHORT, LONG = "promptly", "promptly, " * 12


@pytest.mark.parametrize(
    ("base", "readings", "inline"),
    [
        pytest.param("shall", ("should", "will"), True, id="case 7: short readings of one word"),
        pytest.param(
            "مُهَاجِرِينَ", ("ل" + "ا\u064e" * 99, "لاجئين"), True, id="case 7: a hundred letters with their vowel marks"
        ),
        pytest.param("shall", ("should", LONG), False, id="case 8: a reading over the limit"),
        pytest.param(LONG, ("should", ""), False, id="case 8: what stood there is over the limit"),
        pytest.param("", ("(a) un;\n(b) deux;\n", "(a) trois;\n"), False, id="case 9: a reading of two paragraphs"),
        pytest.param("Un point.\n", ("Deux points.\n", ""), True, id="case 9: a whole paragraph, but only one"),
    ],
)
def test_a_collision_is_shown_in_its_line_when_a_reader_can_take_it_in(base, readings, inline):
    collision = Collision(base, tuple((text, frozenset({str(at)})) for at, text in enumerate(readings)))
    assert is_shown_inline(collision) is inline


def test_the_limit_of_a_line_can_be_set():
    collision = Collision("shall", (("should", frozenset("A")), ("will", frozenset("B"))))
    assert not is_shown_inline(collision, longest=5)


def test_case_11_four_versions_that_overlap_everywhere_lose_nothing_in_any_order():
    base = "Les Parties garantissent à tous les migrants un accès effectif aux soins de santé.\n"
    versions = {
        "A": base.replace("garantissent à tous les migrants", "offrent aux migrants"),
        "B": base.replace("à tous les migrants un accès effectif", "à chacun un accès"),
        "C": base.replace("tous ", "").replace("soins de santé", "soins d’urgence"),
        "D": base.replace("effectif aux soins", "aux premiers soins"),
    }
    results = {merge(base, dict(order)) for order in permutations(versions.items())}
    assert len(results) == 1
    merged = results.pop()
    assert not merged.is_clean
    assert {key: read_as(merged, key) for key in versions} == versions


def test_the_same_change_by_several_is_one_change_of_all_of_them():
    changed = EN.replace("shall", "must")
    merged = merge(EN, {"A": changed, "B": changed, "C": EN})
    assert [one for one in merged.stretches if one.by] == [Agreed("must", "shall", frozenset({"A", "B"}))]


def test_without_versions_or_changes_the_base_stays():
    assert merge(EN, {}).text == merge(EN, {"A": EN}).text == EN
    assert merge("", {}).stretches == ()


NEGATED = [
    pytest.param(
        EN,
        EN.replace("protect", "not protect"),
        EN.replace("protect", "deny"),
        ("protect", {"A": "not protect", "B": "deny"}),
        id="before it",
    ),
    pytest.param(
        "L’État publie les rapports.\n",
        "L’État ne publie pas les rapports.\n",
        "L’État diffuse les rapports.\n",
        ("publie", {"A": "ne publie pas", "B": "diffuse"}),
        id="around it",
    ),
    pytest.param(
        AR,
        AR.replace("حقوق جميع", "حقوق وكرامة جميع"),
        AR.replace("حقوق", "حريات"),
        ("حقوق ", {"A": "حقوق وكرامة ", "B": "حريات "}),
        id="after it",
    ),
]


@pytest.mark.parametrize(("base", "one", "other", "collision"), NEGATED)
def test_words_put_in_beside_what_another_rewrites_collide(base, one, other, collision):
    assert collisions(merge(base, {"A": one, "B": other})) == [collision]


def test_neighbouring_words_rewritten_by_two_are_both_rewritten():
    merged = merge(EN, {"A": EN.replace("shall", "will"), "B": EN.replace("protect", "respect")})
    assert merged.is_clean
    assert merged.text == "States will respect the rights of all migrants.\n"


def test_a_paragraph_put_in_before_one_that_another_rewrites_stands_for_itself():
    merged = merge(EN, {"A": f"Preamble.\n{EN}", "B": EN.replace("States", "Parties")})
    assert merged.is_clean
    assert merged.text == "Preamble.\nParties shall protect the rights of all migrants.\n"


def test_paragraphs_after_a_last_word_that_another_rewrites_stand_for_themselves():
    merged = merge("Un deux", {"A": "Un deux\nTrois", "B": "Un second"})
    assert (merged.is_clean, merged.text) == (True, "Un second\nTrois")


def test_a_word_put_in_where_a_deleted_paragraph_ended_stands_for_itself():
    merged = merge(f"Preamble.\n{EN}", {"A": EN, "B": f"Preamble.\nAll {EN}"})
    assert (merged.is_clean, merged.text) == (True, f"All {EN}")


def test_a_clause_mostly_rewritten_leaves_its_other_paragraphs_to_others():
    base = f"{'The Parties report each year on what they did. ' * 5}\n{EN}"
    rewritten = f"{'Nothing of the kind was ever written down before here. ' * 5}\n{EN}"
    merged = merge(base, {"A": rewritten, "B": base.replace("shall", "will")})
    assert merged.is_clean
    assert merged.text == rewritten.replace("shall", "will")
