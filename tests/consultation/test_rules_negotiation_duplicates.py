"""Proposals that say the same, in one language and across languages (cases 54 and 68)."""

import pytest
from tests.consultation.negotiation import clause, version

from mashura.consultation.rules.negotiation.duplicates import Likeness, duplicates
from mashura.consultation.rules.negotiation.operations import (
    DeleteClause,
    InsertClause,
    MoveClause,
    OperationKind,
    rewrite,
)

TEXT = version(
    clause(
        "a",
        en="Encourages States to open clinics to all migrants by 2033",
        ar="تشجع الدول على فتح العيادات لجميع المهاجرين بحلول عام 2033",
        fr="Encourage les États à ouvrir les centres de santé à tous les migrants d'ici à 2033",
    ),
    clause("b", en="Decides to meet again", ar="تقرر الاجتماع مرة أخرى"),
)


def typed(key="a", original="en", **texts):
    return [rewrite(TEXT.find(key), texts, original=original)]


def found(known=(), **proposals):
    return [(one.first, one.second, one.likeness) for one in duplicates(TEXT, proposals, known=known)]


def test_the_same_change_twice():
    same = "Urges States to open clinics to all migrants by 2033"
    assert found(A=typed(en=same), B=typed(en=same)) == [("A", "B", Likeness.IDENTICAL)]


def test_the_same_change_in_another_way_of_writing():
    one = typed(original="ar", ar="تحث الدول على فتح العيادات لجميع المهاجرين بحلول عام 2033")
    other = typed(original="ar", ar="تَحُثُّ الدول على فتح العيادات لجميع المهاجرين بحلول عام ٢٠٣٣")
    assert found(A=one, B=other) == [("A", "B", Likeness.IDENTICAL)]


def test_the_same_structural_change():
    gone = DeleteClause("b", TEXT.find("b").sha256)
    assert found(A=[gone], B=[gone]) == [("A", "B", Likeness.IDENTICAL)]
    move = MoveClause("b", TEXT.find("b").sha256, None, None)
    assert not found(A=[gone], B=[move])


def test_nearly_the_same_change():
    one = typed(en="Encourages States to open clinics and schools to all migrants and their children by 2033")
    other = typed(en="Encourages States to open clinics and schools to all migrants and to their children by 2033")
    assert found(A=one, B=other) == [("A", "B", Likeness.NEAR)]


@pytest.mark.parametrize(
    "other",
    [
        typed(en="Encourages States to close clinics to all migrants by 2033"),
        typed(en="Encourages States to open clinics to all migrants by 2035"),
        typed(key="b", en="Decides to meet soon"),
    ],
)
def test_other_changes_are_not_the_same(other):
    assert not found(A=typed(en="Urges States to open clinics to all migrants by 2033"), B=other)


def test_the_same_change_in_two_languages_is_proposed_as_a_duplicate():
    """Case 68 of the specification."""
    english = typed(en="Urges States to open clinics to all migrants by 2033")
    arabic = typed(original="ar", ar="تحث الدول على فتح العيادات لجميع المهاجرين بحلول عام 2033")
    assert found(A=english, B=arabic) == [("A", "B", Likeness.PERHAPS_TRANSLATED)]


def test_texts_known_to_render_each_other_are_surely_the_same():
    english = typed(en="Encourages States to open clinics and schools to all migrants by 2033")
    arabic = typed(original="ar", ar="تشجع الدول على فتح العيادات والمدارس لجميع المهاجرين بحلول عام 2033")
    known = [
        {
            "en": "Encourages States to open clinics and schools to all migrants by 2033",
            "ar": "تشجع الدول على فتح العيادات والمدارس لجميع المهاجرين بحلول عام 2033",
        }
    ]
    assert found(known, A=english, B=arabic) == [("A", "B", Likeness.EXPRESSIONS)]


@pytest.mark.parametrize(
    "arabic",
    [
        "توصي الدول بفتح العيادات لجميع المهاجرين بحلول عام 2033",
        "تشجع الدول على فتح العيادات لجميع المهاجرين بحلول عام 2035",
        "تشجع الدول على فتح العيادات لجميع المهاجرين",
    ],
)
def test_another_verb_figure_or_deed_in_another_language_is_not_the_same(arabic):
    english = typed(en="Urges States to open clinics to all migrants by 2033")
    assert not found(A=english, B=typed(original="ar", ar=arabic))


def test_new_clauses_are_compared_by_their_words():
    def new(key, **texts):
        return [InsertClause(clause(key, reference=next(iter(texts)), **texts), "a")]

    same = {"en": "Requests the secretariat to report by 2032"}
    assert found(A=new("x", **same), B=new("y", **same)) == [("A", "B", Likeness.IDENTICAL)]
    arabic = new("z", ar="تطلب إلى الأمانة تقديم تقرير بحلول عام 2032")
    assert found(A=new("x", **same), B=arabic) == [("A", "B", Likeness.PERHAPS_TRANSLATED)]
    assert not found(A=new("x", **same), B=new("y", en="Thanks the host"))


def test_a_correction_and_a_change_of_the_same_words_are_one_question():
    words = {"en": "Urges States to open clinics to all migrants by 2033"}
    correction = [rewrite(TEXT.find("a"), words, original="en", kind=OperationKind.LANGUAGE_ONLY)]
    assert found(A=typed(**words), B=correction) == [("A", "B", Likeness.IDENTICAL)]
