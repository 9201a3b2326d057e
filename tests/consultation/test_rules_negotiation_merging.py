"""Proposals on one clause merged: what does not touch goes in, what collides stands in a bracket in place."""

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.consultation.negotiation import bracket, bracketed_texts, clause, text_of

from mashura.consultation.rules.negotiation.brackets import (
    NO_CHOICE,
    NO_TEXT,
    BracketedText,
    BracketKind,
    counts,
    put_in_bracket,
    replace_span,
    resolve,
    withdraw_alternative,
)
from mashura.consultation.rules.negotiation.clauses import Concordance
from mashura.consultation.rules.negotiation.merging import BASE, merge_proposals, merge_texts
from mashura.consultation.rules.negotiation.operations import (
    AddAlternative,
    DeleteClause,
    OperationKind,
    PutInBracket,
    Unbracket,
    rewrite,
)
from mashura.consultation.rules.negotiation.refusals import Refused
from mashura.consultation.rules.negotiation.states import ClauseStatus
from mashura.kit.redline import tokens

PLAIN = clause(
    "c",
    en="States should protect all migrants at sea",
    ar="ينبغي للدول حماية جميع المهاجرين في البحر",
    fr="Les États devraient protéger tous les migrants en mer",
)


def typed(one, original="en", **texts):
    return [rewrite(one, texts, original=original)]


def merged(one=PLAIN, **proposals):
    return merge_proposals(one, proposals)


def english(found):
    return str(found.clause.texts["en"].words)


def test_changes_apart_go_in_together():
    found = merged(
        A=typed(PLAIN, en="States shall protect all migrants at sea"),
        B=typed(PLAIN, en="States should protect all migrants at sea and on land"),
    )
    assert found.is_clean
    assert english(found) == "States shall protect all migrants at sea and on land"
    assert found.clause.status is PLAIN.status


def test_a_collision_stands_in_place_with_what_was_there_before():
    found = merged(
        A=typed(PLAIN, en="States shall protect all migrants at sea"),
        B=typed(PLAIN, en="States may protect all migrants at sea"),
        C=typed(PLAIN, en="States shall protect all migrants at sea"),
    )
    assert english(found) == "States [should / shall / may] protect all migrants at sea"
    (key,) = found.collisions["en"]
    held = found.holders.by_alternative
    assert held == {(key, "A+C"): frozenset({"A", "C"}), (key, "B"): frozenset({"B"})}
    assert [one.key for one in found.clause.texts["en"].words.bracket(key).alternatives] == [BASE, "A+C", "B"]
    assert found.clause.status is ClauseStatus.BRACKETED


def test_collisions_in_every_language_are_one_bracket():
    found = merged(
        A=typed(
            PLAIN,
            en="States shall protect all migrants at sea",
            ar="يجب للدول حماية جميع المهاجرين في البحر",
            fr="Les États doivent protéger tous les migrants en mer",
        ),
        B=typed(
            PLAIN,
            en="States may protect all migrants at sea",
            ar="يجوز للدول حماية جميع المهاجرين في البحر",
            fr="Les États peuvent protéger tous les migrants en mer",
        ),
    )
    assert not found.differences
    assert not found.lacking
    assert found.collisions["en"] == found.collisions["ar"] == found.collisions["fr"]
    assert str(found.clause.texts["ar"].words) == "[ينبغي / يجب / يجوز] للدول حماية جميع المهاجرين في البحر"
    assert found.clause.concordance("fr") is Concordance.TRANSLATED


def test_a_collision_in_one_language_alone_is_told():
    found = merged(
        A=typed(PLAIN, en="States shall protect all migrants at sea", ar="يجب للدول حماية جميع المهاجرين في البحر"),
        B=typed(PLAIN, en="States may protect all migrants at sea"),
    )
    assert [one.languages for one in found.differences] == [("ar", "fr")]
    assert found.lacking == {"ar": frozenset({"B"}), "fr": frozenset({"A", "B"})}
    assert found.clause.concordance("ar") is Concordance.STALE


def test_a_proposal_in_arabic_alone_leaves_the_others_behind():
    found = merged(A=typed(PLAIN, original="ar", ar="يجب للدول حماية جميع المهاجرين في البحر"))
    assert found.clause.reference == "ar"
    assert found.lacking == {"en": frozenset({"A"}), "fr": frozenset({"A"})}
    assert {found.clause.concordance(language) for language in ("en", "fr")} == {Concordance.STALE}


def test_an_insertion_inside_what_another_deletes_is_a_choice():
    """Case 6 of the specification."""
    found = merged(
        A=typed(PLAIN, en="States should protect all migrants rescued at sea"),
        B=[DeleteClause("c", PLAIN.sha256)],
    )
    (key,) = found.collisions["en"]
    choice = {one.key: str(one.text) for one in found.clause.texts["en"].words.bracket(key).alternatives}
    assert choice["B"] == ""
    assert "rescued" in choice["A"]


def test_a_proposal_with_two_changes_of_which_one_collides():
    """Case 12 of the specification."""
    found = merged(
        A=typed(PLAIN, en="States shall protect all migrants at sea and on land"),
        B=typed(PLAIN, en="States may protect all migrants at sea"),
    )
    assert english(found) == "States [should / shall / may] protect all migrants at sea and on land"


def test_two_insertions_at_one_place_are_a_choice_with_no_text():
    found = merged(
        A=typed(PLAIN, en="States should protect all women migrants at sea"),
        B=typed(PLAIN, en="States should protect all young migrants at sea"),
    )
    (key,) = found.collisions["en"]
    assert str(resolve(found.clause.texts["en"].words, key, BASE)) == str(PLAIN.texts["en"].words)
    assert english(found) == "States should protect all [ / women / young] migrants at sea"


BRACKETED = clause(
    "c",
    en=text_of("States ", bracket("k", "shall", text_of("should ", bracket("l", "always"))), " protect all migrants"),
)


def test_brackets_survive_a_change_beside_them():
    """Case 64 of the specification."""
    found = merged(
        BRACKETED,
        A=typed(BRACKETED, en="All States [shall / should [always]] protect all migrants"),
        B=typed(BRACKETED, en="States [shall / should [always]] protect all migrants at sea"),
    )
    assert english(found) == "All States [shall / should [always]] protect all migrants at sea"
    assert found.clause.texts["en"].words.keys == {"k", "l"}


def test_changes_inside_one_bracket_are_merged_alternative_by_alternative():
    found = merged(
        BRACKETED,
        A=[AddAlternative("c", BRACKETED.sha256, "k", "a3", "en", {"en": BracketedText.of("may")})],
        B=typed(BRACKETED, en="States [must / should [always]] protect all migrants"),
        C=[Unbracket("c", BRACKETED.sha256, "l", None)],
    )
    assert found.is_clean
    assert english(found) == "States [must / should always / may] protect all migrants"


def test_a_settled_bracket_and_a_change_inside_it_are_a_choice():
    found = merged(
        BRACKETED,
        A=[Unbracket("c", BRACKETED.sha256, "k", "a1")],
        B=typed(BRACKETED, en="States [must / should [always]] protect all migrants"),
    )
    assert (
        english(found) == "States [[shall / should [always]] / shall / [must / should [always]]] protect all migrants"
    )
    words = found.clause.texts["en"].words
    assert len(words.keys) == counts(words).brackets


def test_two_brackets_of_one_key_from_two_proposals_keep_apart():
    def held(start, end):
        return [PutInBracket("c", PLAIN.sha256, "k", BracketKind.CONTESTED, {"en": (start, end)})]

    found = merged(A=held(0, 6), B=held(35, 41), C=held(35, 41))
    assert english(found) == "[States] should protect all migrants [at sea]"
    assert len(found.clause.texts["en"].words.keys) == 2


def test_who_puts_a_passage_in_a_bracket_contests_what_others_make_of_it():
    held = [PutInBracket("c", PLAIN.sha256, "k", BracketKind.CONTESTED, {"en": (7, 13)})]
    found = merged(A=held, B=typed(PLAIN, en="States shall protect all migrants at sea"))
    (key,) = found.collisions["en"]
    assert english(found) == "States [should / shall] protect all migrants at sea"
    assert found.holders.by_alternative == {(key, NO_CHOICE): frozenset({"A"}), (key, "B"): frozenset({"B"})}


def test_brackets_around_overlapping_passages_become_one():
    def held(start, end):
        return [PutInBracket("c", PLAIN.sha256, "k", BracketKind.CONTESTED, {"en": (start, end)})]

    found = merged(A=held(7, 13), B=held(7, 21))
    (key,) = found.collisions["en"]
    assert english(found) == "States [should protect] all migrants at sea"
    assert found.holders.of_bracket(key) == {"A", "B"}


def test_proposals_on_other_clauses_are_not_merged_here():
    other = clause("d", en="Other text")
    with pytest.raises(ValueError, match="one clause"):
        merged(A=typed(other, en="Other texts"))
    with pytest.raises(ValueError, match="Nobody is called"):
        merge_texts(BracketedText.of("a"), {BASE: BracketedText.of("b")})


def test_a_correction_of_one_language_merges_as_any_other():
    operation = rewrite(
        PLAIN, {"ar": "يجب على الدول حماية جميع المهاجرين في البحر"}, original="ar", kind=OperationKind.LANGUAGE_ONLY
    )
    found = merged(A=[operation])
    assert not found.lacking
    assert (found.clause.reference, found.clause.concordance("ar")) == ("en", Concordance.TRANSLATED)
    assert found.clause.concordance("fr") is Concordance.TRANSLATED


@st.composite
def versions_of(draw, base):
    """A version of a text that somebody could make of it by a few of the operations."""
    text = base
    for _ in range(draw(st.integers(0, 3))):
        places = [0, *accumulate(map(len, tokens(str(text))))]
        start, end = sorted(draw(st.sampled_from(places)) for _ in range(2))
        keys = sorted(text.keys)
        step = draw(st.integers(0, 3))
        try:
            if step == 0:
                text = put_in_bracket(text, start, end, key=f"n{draw(st.integers(0, 2))}")
            elif step == 1:
                text = replace_span(text, start, end, BracketedText.of(draw(st.sampled_from(["all", "ألا", " "]))))
            elif keys and step == 2:
                key = draw(st.sampled_from(keys))
                text = withdraw_alternative(text, key, text.bracket(key).alternatives[0].key)
            elif keys:
                text = resolve(text, draw(st.sampled_from(keys)), NO_TEXT)
        except (Refused, ValueError):
            continue
    return text


@st.composite
def merges(draw):
    base = draw(bracketed_texts(depth=2))
    return base, {key: draw(versions_of(base)) for key in "ABC"}


def all_words(text):
    return {word for word in tokens(str(text)) if word.isalnum()}


@settings(max_examples=200)
@given(merges())
def test_whatever_is_merged_is_balanced_and_no_word_that_came_is_lost(made):
    base, versions = made
    found = merge_texts(base, versions)
    plain = str(found.text)
    assert plain.count("[") == plain.count("]")
    assert BracketedText.from_json(found.text.as_json()) == found.text
    came = set().union(*(all_words(text) for text in versions.values())) - all_words(base)
    assert came <= all_words(found.text)
    assert {key for key, _ in found.holders.by_alternative} <= found.text.keys


@settings(max_examples=100)
@given(merges(), st.permutations("ABC"))
def test_the_order_changes_nothing(made, order):
    base, versions = made
    assert merge_texts(base, {key: versions[key] for key in order}) == merge_texts(base, versions)


@given(merges())
def test_one_version_alone_is_what_comes_of_it(made):
    base, versions = made
    assert merge_texts(base, {"A": versions["A"], "B": base}).text == versions["A"]
    assert merge_texts(base, {"A": versions["A"], "B": versions["A"]}).text == versions["A"]
