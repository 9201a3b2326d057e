"""Clauses in their tree: languages beside each other, numbers, hashes, what is left open."""

import pytest
from tests.consultation.negotiation import bracket, clause, text_of, version

from mashura.consultation.rules.negotiation.brackets import BracketedText, Counts
from mashura.consultation.rules.negotiation.clauses import (
    Clause,
    ClauseKind,
    ClauseText,
    Concordance,
    TextVersion,
    burn_down,
    lacking_languages,
    numbers,
    open_brackets,
)
from mashura.consultation.rules.negotiation.states import ClauseStatus
from mashura.consultation.rules.negotiation.stored import clause_json, clause_of
from mashura.kit.expressions import Standing

EN, AR, FR = "Encourages States to act", "تشجع الدول على العمل", "Encourage les États à agir"
SUB, ANNEX, PREAMBLE, TITLE = ClauseKind.SUB, ClauseKind.ANNEX, ClauseKind.PREAMBLE, ClauseKind.TITLE


def words(text):
    return BracketedText.of(text)


def test_a_clause_that_arrives_whole_is_translated_and_knows_its_verb():
    one = clause("c", en=EN, ar=AR, fr=FR)
    assert one.verb == "encourages"
    assert [one.concordance(language) for language in ("en", "ar", "fr", "es")] == [
        Concordance.CONCORDANT,
        Concordance.TRANSLATED,
        Concordance.TRANSLATED,
        Concordance.MISSING,
    ]


def test_an_edit_of_the_reference_makes_the_others_stale():
    after = clause("c", en=EN, ar=AR, fr=FR).with_words({"en": words("Urges States to act")}, original="en")
    assert after.verb == "urges"
    assert {after.concordance("ar"), after.concordance("fr")} == {Concordance.STALE}
    assert after.with_translation("ar", words("تحث الدول")).concordance("ar") is Concordance.TRANSLATED


def test_an_edit_in_two_languages_leaves_the_third_behind():
    changed = {"en": words("Urges States to act"), "ar": words("تحث الدول على العمل")}
    after = clause("c", en=EN, ar=AR, fr=FR).with_words(changed, original="ar")
    assert after.reference == "en"
    assert after.concordance("ar") is Concordance.TRANSLATED
    assert after.concordance("fr") is Concordance.STALE


def test_a_change_made_in_arabic_alone_makes_arabic_the_reference():
    after = clause("c", en=EN, ar=AR, fr=FR).with_words({"ar": words("تحث الدول على العمل")}, original="ar")
    assert (after.reference, after.concordance("ar")) == ("ar", Concordance.CONCORDANT)
    assert after.concordance("en") is Concordance.STALE
    assert after.concordance("fr") is Concordance.STALE


def test_an_editorial_change_leaves_every_standing():
    before = clause("c", en=EN, ar=AR).with_state("ar", Concordance.CONCORDANT)
    after = before.with_words({"en": words(f"{EN}.")}, original="en", keeps_concordance=True)
    assert after.concordance("ar") is Concordance.CONCORDANT
    assert after.sha256 != before.sha256


def test_a_flag_stands_until_somebody_answers_it():
    flagged = clause("c", en=EN, ar=AR).flagged("ar")
    assert flagged.concordance("ar") is Concordance.DISCORDANCE_FLAGGED
    assert flagged.with_state("ar", Concordance.CONCORDANT).concordance("ar") is Concordance.CONCORDANT


def test_nobody_reviews_what_is_stale_or_records_that_it_is():
    stale = clause("c", en=EN, ar=AR).with_words({"en": words("Other")}, original="en")
    with pytest.raises(ValueError, match="as it stands"):
        stale.with_state("ar", Concordance.REVIEWED)
    with pytest.raises(ValueError, match="Nobody records"):
        ClauseText(words("a"), state=Concordance.STALE)


def test_a_verb_that_somebody_named_stays():
    one = clause("c", en="Looks forward to more")
    named = Clause(one.key, one.kind, one.reference, one.texts, verb="welcomes")
    assert named.with_words({"en": words("Looks forward to much more")}, original="en").verb == "welcomes"


def test_pages_read_a_clause_as_every_other_text():
    one = clause("c", en=EN, ar=AR, fr=FR).with_state("ar", Concordance.REVIEWED)
    told = one.expressions
    assert (told.standing("en"), told.standing("ar"), told.standing("fr")) == (
        Standing.ORIGINAL,
        Standing.REVIEWED,
        Standing.TO_REVIEW,
    )


def test_the_hash_covers_words_in_every_language_and_nothing_else():
    one = clause("c", en=EN, ar=AR)
    again = clause("c", ar=AR, en=EN).with_state("ar", Concordance.CONCORDANT)
    assert one.sha256 == again.sha256
    assert one.sha256 != clause("c", en=EN, ar="تشجع").sha256


def test_the_hash_of_a_text_covers_the_order():
    first, second = clause("a", en="One"), clause("b", en="Two")
    assert version(first, second).sha256 != version(second, first).sha256
    assert version(first, second).sha256 == version(first, second).sha256


@pytest.mark.parametrize(
    "clauses",
    [
        [clause("a", en="x"), clause("a", en="y")],
        [clause("s", kind=SUB, en="x")],
        [clause("a", en="x"), clause("b", en="y"), clause("s", kind=SUB, parent="a", en="z")],
        [clause("a", en="x"), clause("b", parent="a", en="y")],
        [clause("a", parent="gone", en="x")],
    ],
)
def test_a_clause_stands_where_its_kind_can(clauses):
    with pytest.raises(ValueError, match=r"never given again|cannot stand"):
        version(*clauses)


def test_a_key_is_never_given_again():
    with pytest.raises(ValueError, match="never given again"):
        TextVersion((clause("a", en="x"),), {"a": ()})


def tree():
    return version(
        clause("t", kind=TITLE, en="Health"),
        clause("p", kind=PREAMBLE, en="Recalling"),
        clause("o1", en="One"),
        clause("s1", kind=SUB, parent="o1", en="a"),
        clause("s2", kind=SUB, parent="o1", en="b"),
        clause("s21", kind=SUB, parent="s2", en="i"),
        clause("t2", kind=TITLE, en="Work"),
        clause("o2", parent="t2", en="Two"),
        clause("x", kind=ANNEX, en="Annex"),
        clause("x1", parent="x", en="One"),
    )


def test_numbers_as_each_language_writes_them():
    assert numbers(tree(), "en") == {
        "t": "",
        "p": "",
        "o1": "1",
        "s1": "1(a)",
        "s2": "1(b)",
        "s21": "1(b)(i)",
        "t2": "",
        "o2": "2",
        "x": "I",
        "x1": "I.1",
    }
    arabic = numbers(tree(), "ar")
    assert [arabic[key] for key in ("o1", "s1", "s2", "s21", "x")] == ["1", "1 أ)", "1 ب)", "1 ب) 1)", "1"]


def test_letters_go_on_after_the_last():
    subs = [clause(f"s{place}", kind=SUB, parent="o", en="x") for place in range(30)]
    found = numbers(version(clause("o", en="x"), *subs), "fr")
    assert (found["s25"], found["s26"], found["s29"]) == ("1(z)", "1(aa)", "1(dd)")


def test_an_unknown_numbering_is_refused():
    with pytest.raises(ValueError, match="algorithm 2"):
        numbers(tree(), "en", algorithm=2)


def test_what_keeps_a_text_from_adoption_is_named():
    done = clause("a", en=EN, ar=AR).with_state("ar", Concordance.CONCORDANT)
    stale = clause("b", en=EN, ar=AR, fr=FR).with_words({"en": words("Urges"), "ar": words("تحث")}, original="en")
    assert lacking_languages(version(done, stale), ["en", "ar", "fr"]) == {
        "a": {"fr": Concordance.MISSING},
        "b": {"ar": Concordance.TRANSLATED, "fr": Concordance.STALE},
    }
    assert not lacking_languages(version(done), ["en", "ar"])


def test_brackets_left_are_counted_by_clause_and_in_all():
    nested = text_of(bracket("k", text_of("a", bracket("l", "b", "c"))))
    text = version(clause("a", en=nested, ar="أ"), Clause.of("b", ClauseKind.OPERATIVE, "en", {"en": words("x")}))
    agreed = version(text.clauses[0], Clause(**{**_fields(text.clauses[1]), "status": ClauseStatus.AGREED}))
    found = burn_down(agreed)
    assert found.by_clause == {"a": Counts(2, 3, 2), "b": Counts()}
    assert (found.total, found.clauses, found.clean, found.agreed) == (Counts(2, 3, 2), 2, 1, 1)
    assert (open_brackets(text, ["en", "ar"]), open_brackets(text, ["ar"])) == (2, 0)


def _fields(one):
    return {name: getattr(one, name) for name in ("key", "kind", "reference", "texts", "parent", "verb")}


def test_a_stored_clause_comes_back():
    one = clause("c", en=text_of("a ", bracket("k", "b", "c")), ar=AR).flagged("ar")
    assert clause_of(clause_json(one)) == one
