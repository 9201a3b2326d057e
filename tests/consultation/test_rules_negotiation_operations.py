"""Operations applied to a text: what comes of them, and why one is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.consultation.negotiation import bracket, bracketed_texts, clause, text_of, version

from mashura.consultation.rules.negotiation.applying import apply, changed_clause
from mashura.consultation.rules.negotiation.brackets import BracketedText, BracketKind
from mashura.consultation.rules.negotiation.clauses import ClauseKind, Concordance
from mashura.consultation.rules.negotiation.levels import Span, replace_spans, spans_between
from mashura.consultation.rules.negotiation.operations import (
    AddAlternative,
    DeleteClause,
    InsertClause,
    Merge,
    MoveClause,
    OperationKind,
    PutInBracket,
    Rewrite,
    Split,
    Unbracket,
    rewrite,
)
from mashura.consultation.rules.negotiation.refusals import Refusal, Refused
from mashura.consultation.rules.negotiation.stored import operation_json, operation_of

SUB = ClauseKind.SUB


def text():
    return version(
        clause("a", en="Encourages States to act now", ar="تشجع الدول على العمل الآن", fr="Encourage les États à agir"),
        clause("s", kind=SUB, parent="a", en="by sharing data"),
        clause("b", en=text_of("States ", bracket("k", "shall", "should"), " protect migrants"), ar="تحمي الدول"),
        clause("c", en="Decides to meet again"),
    )


def keys(found):
    return [one.key for one in found.clauses]


def base(key):
    return text().find(key).sha256


def refused(*operations, on=None):
    with pytest.raises(Refused) as caught:
        apply(on or text(), operations)
    return caught.value.refusal


def english(found, key):
    return str(found.find(key).texts["en"].words)


def test_a_clause_is_inserted_after_another_with_all_beneath_it():
    found = apply(text(), [InsertClause(clause("n", en="New"), "a"), InsertClause(clause("m", en="First"), None)])
    assert keys(found) == ["m", "a", "s", "n", "b", "c"]


def test_a_clause_goes_and_its_key_stays_taken():
    found = apply(text(), [DeleteClause("c", base("c"))])
    assert keys(found) == ["a", "s", "b"]
    assert found.lineage == {"c": ()}
    assert refused(InsertClause(clause("c", en="Again"), "a"), on=found) is Refusal.KEY_TAKEN


def test_what_has_subclauses_does_not_go():
    assert refused(DeleteClause("a", base("a"))) is Refusal.HAS_SUBCLAUSES
    assert keys(apply(text(), [DeleteClause("s", base("s")), DeleteClause("a", base("a"))])) == ["b", "c"]


def test_an_inserted_clause_goes_again():
    new = clause("n", en="New")
    found = apply(text(), [InsertClause(new, "b"), DeleteClause("n", new.sha256)])
    assert found.clauses == text().clauses


def test_a_clause_moves_with_all_beneath_it():
    found = apply(text(), [MoveClause("a", base("a"), None, "c")])
    assert keys(found) == ["b", "c", "a", "s"]
    assert apply(found, [MoveClause("a", base("a"), None, None)]) == text()


def test_a_subclause_moves_to_another_clause():
    found = apply(text(), [MoveClause("s", base("s"), "c", None)])
    assert (keys(found), found.find("s").parent) == (["a", "b", "c", "s"], "c")


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (MoveClause("a", base("a"), "s", None), Refusal.WRONG_PLACE),
        (MoveClause("s", base("s"), None, "a"), Refusal.WRONG_PLACE),
        (MoveClause("s", base("s"), "b", "c"), Refusal.WRONG_PLACE),
        (InsertClause(clause("n", en="New", parent="b"), None), Refusal.WRONG_PLACE),
        (InsertClause(clause("n", en="New", kind=SUB, parent="gone"), None), Refusal.NO_SUCH_CLAUSE),
        (InsertClause(clause("a", en="New"), None), Refusal.KEY_TAKEN),
        (DeleteClause("gone", "x"), Refusal.NO_SUCH_CLAUSE),
        (DeleteClause("c", "other"), Refusal.BASE_CHANGED),
        (Merge(("a", "c"), (base("a"), base("c")), "n"), Refusal.WRONG_PLACE),
        (Split("c", base("c"), ("c1", "c2"), {"ar": (3,)}), Refusal.LANGUAGES_DIFFER),
        (Split("c", base("c"), ("c1", "c2"), {"en": (0,)}), Refusal.NO_TEXT),
        (Split("c", base("c"), ("c1", "a"), {"en": (7,)}), Refusal.KEY_TAKEN),
        (Split("b", base("b"), ("x", "y"), {"en": (10,), "ar": (4,)}), Refusal.CROSSES_BRACKET),
        (PutInBracket("a", base("a"), "k", BracketKind.CONTESTED, {"ar": (0, 4)}), Refusal.LANGUAGES_DIFFER),
        (Unbracket("b", base("b"), "k", None), Refusal.SEVERAL_ALTERNATIVES),
        (Unbracket("b", base("b"), "z", "a1"), Refusal.NO_SUCH_BRACKET),
    ],
)
def test_what_cannot_be_done_is_refused_by_name(operation, why):
    assert refused(operation) is why


def test_a_passage_is_rewritten_and_other_languages_are_stale():
    operation = rewrite(text().find("a"), {"en": "Urges States to act now"}, original="en")
    assert operation.kind is OperationKind.REPLACE_SPAN
    found = apply(text(), [operation]).find("a")
    assert found.verb == "urges"
    assert found.concordance("ar") is Concordance.STALE


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Encourages all States to act now", OperationKind.INSERT_SPAN),
        ("Encourages States to act", OperationKind.DELETE_SPAN),
        ("Encourages States to wait now", OperationKind.REPLACE_SPAN),
    ],
)
def test_the_kind_of_a_rewriting_is_seen_from_the_passages(typed, kind):
    operation = rewrite(text().find("a"), {"en": typed}, original="en")
    assert operation.kind is kind
    assert english(apply(text(), [operation]), "a") == typed


def test_nothing_changed_is_no_operation():
    assert rewrite(text().find("b"), {"en": english(text(), "b"), "ar": "تحمي الدول"}, original="en") is None


def test_brackets_keep_their_keys_when_the_text_around_them_is_typed_anew():
    operation = rewrite(
        text().find("b"), {"en": "All States [shall / should / may] protect [all] migrants"}, original="en"
    )
    found = apply(text(), [operation]).find("b").texts["en"].words
    assert str(found) == "All States [shall / should / may] protect [all] migrants"
    assert [one.key for one in found.bracket("k").alternatives] == ["a1", "a2", "a3"]


def test_two_operations_of_one_proposal_build_on_each_other():
    first = rewrite(text().find("c"), {"en": "Decides to meet soon"}, original="en")
    second = rewrite(changed_clause(text().find("c"), first), {"en": "Decides to meet very soon"}, original="en")
    both = [first, Rewrite(second.kind, "c", base("c"), "en", second.edits)]
    assert english(apply(text(), both), "c") == "Decides to meet very soon"


def test_an_editorial_change_keeps_standings_and_refuses_words():
    arabic = {"ar": "تُشجِّع الدول على العمل الآن"}
    operation = rewrite(text().find("a"), arabic, original="ar", kind=OperationKind.EDITORIAL)
    assert operation.kind.keeps_positions
    found = apply(text(), [operation]).find("a")
    assert (found.reference, found.concordance("ar")) == ("en", Concordance.TRANSLATED)
    wrong = rewrite(text().find("a"), {"en": "Urges States to act now"}, original="en", kind=OperationKind.EDITORIAL)
    assert refused(wrong) is Refusal.NOT_EDITORIAL


def test_a_correction_of_one_language_keeps_the_others():
    """Case 63 of the specification."""
    before = text().find("a").flagged("ar").with_state("fr", Concordance.CONCORDANT)
    operation = rewrite(before, {"ar": "تحث الدول على العمل الآن"}, original="ar", kind=OperationKind.LANGUAGE_ONLY)
    assert operation.kind.keeps_positions
    found = changed_clause(before, operation)
    assert found.reference == "en"
    assert (found.concordance("ar"), found.concordance("fr")) == (Concordance.TRANSLATED, Concordance.CONCORDANT)


def test_a_correction_of_the_reference_keeps_the_others_too():
    operation = rewrite(
        text().find("a"), {"en": "Encourages all States"}, original="en", kind=OperationKind.LANGUAGE_ONLY
    )
    assert apply(text(), [operation]).find("a").concordance("ar") is Concordance.TRANSLATED


def test_a_first_rendering_in_a_language_changes_no_meaning():
    operation = rewrite(
        text().find("c"), {"fr": "Décide de se réunir"}, original="fr", kind=OperationKind.LANGUAGE_ONLY
    )
    found = apply(text(), [operation]).find("c")
    assert (found.reference, found.concordance("fr")) == ("en", Concordance.TRANSLATED)
    alone = rewrite(text().find("c"), {"fr": "Décide de se réunir"}, original="fr")
    assert refused(alone) is Refusal.NO_TEXT


def test_a_correction_of_two_languages_is_none():
    operation = rewrite(text().find("a"), {"en": "x", "ar": "س"}, original="en", kind=OperationKind.LANGUAGE_ONLY)
    assert refused(operation) is Refusal.NOT_ONE_LANGUAGE


def test_a_clause_is_not_emptied_by_rewriting():
    operation = rewrite(text().find("c"), {"en": ""}, original="en")
    assert refused(operation) is Refusal.NO_TEXT


def test_a_clause_is_split_in_every_language_and_remembered():
    found = apply(text(), [Split("a", base("a"), ("a1", "a2"), {"en": (17,), "ar": (9,), "fr": (20,)})])
    assert keys(found) == ["a1", "a2", "s", "b", "c"]
    assert (english(found, "a1"), english(found, "a2")) == ("Encourages States", "to act now")
    assert found.find("s").parent == "a2"
    assert found.successors("a") == ("a1", "a2")
    assert found.find("a2").concordance("ar") is Concordance.TRANSLATED


def test_neighbours_are_merged_and_what_one_lacks_is_stale():
    found = apply(text(), [Merge(("b", "c"), (base("b"), base("c")), "n")])
    assert english(found, "n") == "States [shall / should] protect migrants Decides to meet again"
    assert found.find("n").concordance("ar") is Concordance.STALE
    assert found.successors("c") == ("n",)


def test_what_is_split_is_merged_again():
    split = apply(text(), [Split("c", base("c"), ("c1", "c2"), {"en": (8,)})])
    bases = tuple(split.find(key).sha256 for key in ("c1", "c2"))
    merged = apply(split, [Merge(("c1", "c2"), bases, "c3")])
    assert merged.find("c3").sha256 == base("c")
    assert merged.successors("c") == ("c3",)


def test_brackets_of_merged_clauses_keep_apart():
    both = version(clause("x", en=text_of("a ", bracket("k", "b"))), clause("y", en=text_of("c ", bracket("k", "d"))))
    found = apply(both, [Merge(("x", "y"), tuple(one.sha256 for one in both.clauses), "z")])
    assert english(found, "z") == "a [b] c [d]"


def test_a_passage_is_bracketed_and_settled_in_every_language():
    spans = {"en": (11, 17), "ar": (5, 10), "fr": (14, 19)}
    held = apply(text(), [PutInBracket("a", base("a"), "k", BracketKind.CONTESTED, spans)])
    assert english(held, "a") == "Encourages [States] to act now"
    assert held.find("a").concordance("ar") is Concordance.TRANSLATED
    again = apply(held, [Unbracket("a", held.find("a").sha256, "k", None)])
    assert again.find("a").sha256 == base("a")
    assert again.find("a").concordance("ar") is Concordance.TRANSLATED


def test_an_alternative_is_added_where_it_is_given():
    operation = AddAlternative("b", base("b"), "k", "mine", "en", {"en": BracketedText.of("may")})
    found = apply(text(), [operation]).find("b")
    assert str(found.texts["en"].words) == "States [shall / should / may] protect migrants"
    assert found.concordance("ar") is Concordance.STALE


def test_the_text_stays_as_it_was_when_one_operation_is_refused():
    before = text()
    assert refused(DeleteClause("c", base("c")), DeleteClause("gone", "x"), on=before) is Refusal.NO_SUCH_CLAUSE
    assert before == text()


@pytest.mark.parametrize(
    "made",
    [
        lambda: Rewrite(OperationKind.MERGE, "a", "x", "en", {"en": (Span(0, 1, BracketedText()),)}),
        lambda: Rewrite(OperationKind.INSERT_SPAN, "a", "x", "en", {"en": (Span(0, 1, BracketedText()),)}),
        lambda: Rewrite(OperationKind.DELETE_SPAN, "a", "x", "en", {"en": (Span(0, 1, BracketedText.of("b")),)}),
        lambda: Rewrite(OperationKind.REPLACE_SPAN, "a", "x", "en", {"en": (Span(3, 5, BracketedText()),) * 2}),
        lambda: Rewrite(OperationKind.REPLACE_SPAN, "a", "x", "en", {}),
        lambda: Split("a", "x", ("b",), {}),
        lambda: Merge(("a",), ("x",), "n"),
    ],
)
def test_an_operation_that_says_nothing_sensible_is_a_defect(made):
    with pytest.raises(ValueError, match=r"rewriting|insertion|deletion|Passages|split|merged"):
        made()


OPERATIONS = [
    InsertClause(clause("n", en="New", ar="جديد"), "a"),
    DeleteClause("c", "h"),
    MoveClause("c", "h", None, "a"),
    Split("a", "h", ("a1", "a2"), {"en": (17,), "ar": (9,)}),
    Merge(("b", "c"), ("h", "i"), "n"),
    PutInBracket("a", "h", "k", BracketKind.TECHNICAL, {"en": (11, 17)}),
    Unbracket("b", "h", "k", None),
    AddAlternative("b", "h", "k", "mine", "en", {"en": text_of("may ", bracket("l", "not"))}),
    Rewrite(OperationKind.REPLACE_SPAN, "a", "h", "en", {"en": (Span(0, 3, text_of("x", bracket("l", "y"))),)}),
]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.kind)
def test_a_stored_operation_comes_back(operation):
    assert operation_of(json.loads(json.dumps(operation_json(operation)))) == operation


@given(bracketed_texts(), bracketed_texts())
def test_spans_lead_from_one_text_to_the_other_and_back(before, after):
    assert replace_spans(before, spans_between(before, after)) == after
    assert replace_spans(after, spans_between(after, before)) == before


@given(st.permutations(["a", "b", "c"]))
def test_operations_on_different_clauses_commute(order):
    wanted = {
        "a": rewrite(text().find("a"), {"en": "Urges States"}, original="en"),
        "b": Unbracket("b", base("b"), "k", "a2"),
        "c": DeleteClause("c", base("c")),
    }
    assert apply(text(), [wanted[key] for key in order]) == apply(text(), wanted.values())
