"""Cases 34 to 41 and 44 to 50 of the specification (c.4): what changed between two versions.

Our texts have no markup, and line numbers are never in them: where a case is about these, the plain text that comes
nearest stands for it. Lists are paragraphs; 42 and 43 (numbers and wrappers of HTML lists) have no counterpart.
"""

from itertools import permutations

import pytest
from tests.kit.redline_ground import changes, graphemes

from mashura.kit.redline import (
    Change,
    Collision,
    Op,
    ParagraphChange,
    Piece,
    apply,
    change_of,
    difference,
    merge,
    paragraph_difference,
    tokens,
)

CASES = [
    pytest.param(
        "Open www.example.org/report?year=2030&lang=ar. Then read.",
        "Open www.example.org/report?year=2031&lang=ar. Then read.",
        ["-www.example.org/report?year=2030&lang=ar", "+www.example.org/report?year=2031&lang=ar"],
        id="case 35: an address is replaced whole, without the full stop after it",
    ),
    pytest.param(
        "Accord 👍🏽 de tous",
        "Accord 👍🏿 de tous",
        ["-👍🏽", "+👍🏿"],
        id="case 36: a sign with another skin tone is another sign, not half of it",
    ),
    pytest.param(
        "Les États ouvrent des cliniques, des écoles et des tribunaux.\n",
        "(a) Cliniques ;\n(b) Écoles ;\n(c) Tribunaux.\n",
        [
            "-Les États ouvrent des cliniques, des écoles et des tribunaux.\n",
            "+(a) Cliniques ;\n(b) Écoles ;\n(c) Tribunaux.\n",
        ],
        id="case 37: a sentence that becomes a list is replaced whole",
    ),
    pytest.param(
        "Each State may at times give some help.\n",
        "No State shall ever at all refuse any help.\n",
        ["-Each State may at times give some help.", "+No State shall ever at all refuse any help."],
        id="case 38: a line with too many changes is replaced whole",
    ),
    pytest.param(
        "The State shall report. The State shall publish.\n",
        "The State shall publish.\n",
        ["-The State shall report. "],
        id="case 39: the sentence that goes is the one marked, although the next begins alike",
    ),
    pytest.param(
        "تلتزم الدول بالإبلاغ. تلتزم الدول بالنشر.\n",
        "تلتزم الدول بالإبلاغ. تلتزم الدول بالتعاون. تلتزم الدول بالنشر.\n",
        ["+تلتزم الدول بالتعاون. "],
        id="case 39: the same of a sentence that comes, in Arabic",
    ),
    pytest.param(
        "Le plan 2030-2035 ouvre cliniques,écoles et abris.",
        "Le plan 2031-2035 ouvre cliniques,lycées et refuges.",
        ["-2030", "+2031", "-écoles", "+lycées", "-abris", "+refuges"],
        id="case 40: full stop, comma and hyphen part words",
    ),
    pytest.param(
        "States protect migrants",
        "States protect migrants at sea",
        ["+ at sea"],
        id="case 41: words added at the end leave the last word alone",
    ),
    pytest.param(
        "تحمي الدول المهاجرين.\n",
        "تحمي الدول المهاجرين في البحر.\n",
        ["+ في البحر"],
        id="case 41: the same before a full stop, in Arabic",
    ),
    pytest.param(
        "Les États coopèrent librement et échangent des données.",
        "Librement les États coopèrent et échangent des données.",
        ["-Les", "+Librement les", "- librement"],
        id="case 44: a word that moves goes here and comes there",
    ),
    pytest.param(
        "Write &lt;b&gt; & <i> as text.",
        "Write &lt;b&gt; & <i> as plain text.",
        ["+plain "],
        id="case 46: what looks like a tag or an entity is text",
    ),
    pytest.param(
        "Un.\n\nTrois.\n",
        "Un.\nDeux.\nTrois.\n",
        ["+Deux."],
        id="case 47: an empty paragraph gains words",
    ),
    pytest.param(
        "Hand luggage up to 100km away",
        "Hand luggage up to 10km away",
        ["-100km", "+10km"],
        id="a number and its unit are one word",
    ),
    pytest.param(
        "Un paragraphe. Il est court.\nFin.\n",
        "Un paragraphe.\nIl est court.\nFin.\n",
        ["- ", "+\n"],
        id="a paragraph parted in two shows the line end only",
    ),
    pytest.param(
        "Un paragraphe.\nIl est court.\nFin.\n",
        "Un paragraphe. Il est court.\nFin.\n",
        ["-\n", "+ "],
        id="two paragraphs joined show the line end only",
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_what_changed(before, after, expected):
    pieces = difference(before, after)
    assert changes(pieces) == expected
    assert apply(pieces, before) == after


def test_case_34_places_stand_beside_the_paragraphs_and_a_new_number_never_marks_the_text():
    before = ["1. Open clinics.\n", "2. Open schools.\n"]
    after = ["Chapeau.\n", "1. Open clinics.\n", "2. Open schools.\n"]
    assert paragraph_difference(before, after) == [
        ParagraphChange(Op.INSERT, "", "Chapeau.\n", None, 0),
        ParagraphChange(Op.KEEP, "1. Open clinics.\n", "1. Open clinics.\n", 0, 1),
        ParagraphChange(Op.KEEP, "2. Open schools.\n", "2. Open schools.\n", 1, 2),
    ]


def test_case_44_nothing_is_lost_when_two_moves_cross():
    before = "Alpha first, then the long middle of the sentence, and Omega last."
    after = "Omega last, then the long middle of the sentence, and Alpha first."
    pieces = difference(before, after)
    assert apply(pieces, before) == after
    assert any(piece.op is Op.KEEP and "the long middle of the sentence" in piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Oui ; non", "Oui; non", id="the space before a French sign"),
        pytest.param("deux  mots\n\n", "deux mots", id="a double space and a blank line"),
        pytest.param("one\r\ntwo\r\n", "one\ntwo\n", id="line ends"),
        pytest.param("“Migrants”", "«migrants»", id="quotes and capitals"),
        pytest.param("2030–2035", "2030-2035", id="dashes"),
        pytest.param("in 2030", "in \u2067٢٠٣٠\u2069", id="digits, and marks of direction"),
    ],
)
def test_case_45_a_change_of_form_alone_is_editorial(before, after):
    assert change_of(before, after) is change_of(after, before) is Change.EDITORIAL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("ou", "où", id="a French accent"),
        pytest.param("10² km", "102 km", id="a raised figure"),
        pytest.param("articles 10, 5", "articles 10,5", id="two numbers or one"),
        pytest.param("States, which act", "States which act", id="a comma"),
        pytest.param("one. two", "one.\ntwo", id="a paragraph parted"),
        pytest.param("shall", "should", id="a verb"),
        pytest.param("[shall]", "shall", id="a bracket"),
    ],
)
def test_other_changes_are_substantive(before, after):
    assert change_of(before, after) is change_of(after, before) is Change.SUBSTANTIVE


def test_a_text_that_is_the_same_has_not_changed():
    assert change_of("Un.\n", "Un.\n") is Change.NONE
    assert difference("Un.\n", "Un.\n") == (Piece(Op.KEEP, "Un.\n"),)
    assert difference("", "") == ()


def test_case_48_a_paragraph_that_moves_is_recognised_with_its_small_changes():
    before = [
        "Les États ouvrent des cliniques à toutes les personnes, sans distinction.\n",
        "Les enfants sont inscrits à l’école.\n",
        "Le retour est librement choisi.\n",
    ]
    after = [before[1], before[2], before[0].replace("sans distinction", "sans aucune distinction")]
    found = [(one.op, one.before_at, one.after_at) for one in paragraph_difference(before, after)]
    assert found == [
        (Op.MOVE_FROM, 0, 2),
        (Op.KEEP, 1, 0),
        (Op.KEEP, 2, 1),
        (Op.MOVE_TO, 0, 2),
    ]


def test_case_48_two_paragraphs_that_change_places_are_a_move_even_when_one_is_edited():
    first, second = "The Parties rescue all persons in distress at sea.\n", "Data are shared once every year by all.\n"
    edited = "The Parties rescue all persons who are in distress at sea.\n"
    found = [one.op for one in paragraph_difference([first, "Between.\n", second], [second, "Between.\n", edited])]
    assert sorted(found) == sorted([Op.MOVE_FROM, Op.MOVE_TO, Op.KEEP, Op.MOVE_FROM, Op.MOVE_TO])


def test_without_moves_a_paragraph_goes_here_and_comes_there():
    found = paragraph_difference(["A a.\n", "B b.\n"], ["B b.\n", "A a.\n"], with_moves=False)
    assert sorted(one.op for one in found) == [Op.DELETE, Op.INSERT, Op.KEEP]


def test_case_49_several_changes_taken_in_any_order_give_one_result():
    base = "يجتمع الأطراف مرة كل سنة، وتنشر الأمانة التقرير."
    versions = {
        "A": base.replace("مرة", "مرتين"),
        "B": base.replace("الأمانة", "الأمانة العامة"),
        "C": base.replace("التقرير", "التقرير النهائي"),
    }
    texts = {merge(base, dict(order)).text for order in permutations(versions.items())}
    assert texts == {"يجتمع الأطراف مرتين كل سنة، وتنشر الأمانة العامة التقرير النهائي."}


def test_case_50_each_reading_of_a_collision_is_told_with_those_who_want_it():
    merged = merge("Avant 2030.", {"A": "Avant 2032.", "B": "Avant 2035.", "C": "Avant 2032."})
    assert merged.collisions == (Collision("2030", (("2032", frozenset({"A", "C"})), ("2035", frozenset({"B"})))),)


@pytest.mark.parametrize("text", ["Un deux.", "Un deux trois quatre.", "", "Un deux trois"])
def test_case_50_a_change_of_another_text_is_refused(text):
    pieces = difference("Un deux trois.", "Un trois.")
    with pytest.raises(ValueError, match="another text"):
        apply(pieces, text)


def test_a_text_keeps_its_line_ends():
    before, after = "One.\r\nTwo.\r\n", "One.\r\nThree.\r\n"
    assert changes(difference(before, after)) == ["-Two.", "+Three."]
    assert "\r\n" in tokens(before)
    assert apply(difference(before, after), before) == after


def test_signs_of_several_code_points_are_tokens_of_their_own():
    assert [token for token in tokens("🇹🇳🇪🇬👩🏽\u200d⚖️") if graphemes(token) != [token]] == []
