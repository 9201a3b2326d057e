"""Cases 57 to 60 and 64 of the specification (c.4), found in no other tool: Arabic, mixed runs, brackets.

Of 60, how a page isolates the runs is shown where pages are; here that a run is never cut, so that it can be.
"""

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kit.redline_ground import changes

from mashura.kit.redline import Agreed, Change, change_of, difference, merge, tokens

MARKED = "تَحْمِي الدُّوَلُ حُقُوقَ جَمِيعِ المُهَاجِرِينَ."
PLAIN = "تحمي الدول حقوق جميع المهاجرين."
HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"


def test_case_57_no_piece_begins_with_a_mark_when_all_marks_go():
    pieces = difference(MARKED, PLAIN)
    assert not [piece for piece in pieces if unicodedata.combining(piece.text[0])]
    assert all(token in {*tokens(MARKED), *tokens(PLAIN)} for piece in pieces for token in tokens(piece.text))


def test_case_57_a_word_that_gets_another_mark_is_replaced_whole():
    assert changes(difference("كَتَبَ التقرير", "كُتِبَ التقرير")) == ["-كَتَبَ", "+كُتِبَ"]


@given(st.lists(st.sampled_from([*"ابتجدعملهوي ،.", *HARAKAT]), max_size=40).map("".join), st.data())
def test_case_57_no_piece_begins_with_a_mark_that_stood_on_a_letter(text, data):
    after = "".join(data.draw(st.permutations(text.split(" "))))
    for before, later in ((text, after), (after, text)):
        at = 0
        for piece in difference(before, later):
            if piece.op != "insert":
                assert at == 0 or not (unicodedata.combining(before[at]) and before[at - 1] not in " ،.\n")
                at += len(piece.text)


@given(st.data())
def test_case_58_vowel_marks_alone_are_editorial(data):
    marked = "".join(
        letter + (data.draw(st.text(st.sampled_from(HARAKAT), max_size=2)) if letter.isalpha() else "")
        for letter in PLAIN
    )
    assert change_of(PLAIN, marked) is (Change.NONE if marked == PLAIN else Change.EDITORIAL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("الهجرة", "الهجـــرة", id="case 59: a stretched letter"),
        pytest.param("إحصاءات أسر", "احصاءات اسر", id="case 59: alef with and without hamza"),
        pytest.param("مسؤولون", "مسئولون", id="case 59: the seat of a hamza"),
        pytest.param("إلى مستشفى", "إلي مستشفي", id="case 59: yeh and alef maqsura"),
        pytest.param("حماية، وعودة؛", "حماية, وعودة;", id="case 59: commas and semicolons"),
        pytest.param("عام ٢٠٣٠", "عام 2030", id="case 60: digits of two kinds"),
    ],
)
def test_ways_of_writing_are_editorial(before, after):
    assert change_of(before, after) is Change.EDITORIAL


def test_another_word_is_substantive():
    assert change_of("تحمي الدول", "تراعي الدول") is Change.SUBSTANTIVE


def test_case_59_arabic_signs_part_words():
    assert changes(difference("هل من حماية،تعليم؛صحة؟", "هل من رعاية،تعليم؛عمل؟")) == [
        "-حماية",
        "+رعاية",
        "-صحة",
        "+عمل",
    ]


def test_case_60_a_label_and_its_figures_are_never_cut_in_an_arabic_sentence():
    before = "عملًا بالغاية SDG 10.7 وقبل عام ٢٠٣٠ تخفض الدول الكلفة إلى ٣٫٥٪ أو 3.5% من المبلغ."
    after = before.replace("10.7", "10.c").replace("٢٠٣٠", "٢٠٣٢").replace("٣٫٥", "٣٫٠")
    assert {"SDG", "10.7", "٢٠٣٠", "٣٫٥", "3.5"} <= set(tokens(before))
    assert changes(difference(before, after)) == ["-10.7", "+10.c", "-٢٠٣٠", "+٢٠٣٢", "-٣٫٥", "+٣٫٠"]


@pytest.mark.parametrize(
    "versions",
    [
        pytest.param(("[تحمي] الدول جميع المهاجرين", "تحمي الدول [جميع] المهاجرين"), id="case 64: brackets apart"),
        pytest.param(("[تحمي الدول] جميع المهاجرين", "تحمي [الدول جميع] المهاجرين"), id="case 64: brackets that cross"),
        pytest.param(
            ("[تحمي الدول جميع المهاجرين]", "تحمي الدول كافة المهاجرين"), id="case 64: a change within a bracket"
        ),
        pytest.param(
            ("[تصون] الدول جميع [EGY: المهاجرين]", "[تكفل الدول] جميع الأشخاص"), id="case 64: with a Latin label"
        ),
    ],
)
def test_brackets_stay_balanced_in_every_reading(versions):
    merged = merge("تحمي الدول جميع المهاجرين", dict(enumerate(versions)))
    assert all(is_balanced(text) for text in readings(merged))


def test_case_64_a_bracket_that_two_move_apart_is_one_collision():
    merged = merge("[a b c] d", {"A": "a b [c] d", "B": "[a] b c d"})
    assert [one.base for one in merged.collisions] == ["[a b c]"]


@st.composite
def _bracketed(draw) -> str:
    """Words with balanced brackets around some of them."""
    words = draw(st.lists(st.sampled_from(["أ", "ب", "shall", "protéger", "EGY:", "ج", "د"]), min_size=1, max_size=10))
    for _ in range(draw(st.integers(0, 3))):
        free = [at for at in range(len(words) + 1) if is_balanced(" ".join(words[:at]))]
        start = draw(st.sampled_from(free))
        end = draw(st.sampled_from([at for at in free if at >= start]))
        words = [*words[:start], "[", *words[start:end], "]", *words[end:]]
    return " ".join(words)


@given(_bracketed(), st.lists(_bracketed(), min_size=2, max_size=3))
def test_case_64_of_balanced_texts_every_choice_is_balanced(base, versions):
    assert all(is_balanced(text) for text in readings(merge(base, dict(enumerate(versions)))))


def readings(merged) -> set[str]:
    """Every text that may come of choosing one reading at each collision."""
    choices = [
        [one.text] if isinstance(one, Agreed) else [one.base, *(text for text, _ in one.variants)]
        for one in merged.stretches
    ]
    return {"".join(chosen) for chosen in product(*choices)}


def is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0
