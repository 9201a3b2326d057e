"""Proposals carried over to a new version: clean, to be confirmed, or in conflict (cases 17-24 and 67)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.consultation.negotiation import bracket, clause, text_of, version

from mashura.consultation.rules.negotiation.applying import apply
from mashura.consultation.rules.negotiation.brackets import BracketedText, BracketKind
from mashura.consultation.rules.negotiation.clauses import ClauseKind
from mashura.consultation.rules.negotiation.operations import (
    AddAlternative,
    DeleteClause,
    InsertClause,
    Merge,
    MoveClause,
    PutInBracket,
    Split,
    Unbracket,
    rewrite,
)
from mashura.consultation.rules.negotiation.rebasing import Outcome, Reason, rebase

CLEAN, CONFIRM, CONFLICT = Outcome.CLEAN, Outcome.NEEDS_CONFIRMATION, Outcome.CONFLICT
OLD = version(
    clause("i1", en="States keep registers of all births in their ports"),
    clause("i2", en="Ports report every rescue to the office. The office publishes the figures each month."),
    clause("i3", en=text_of("Officers ", bracket("k", "shall", "should"), " receive training in all languages")),
)


def typed(of, key, text):
    return rewrite(of.find(key), {"en": text}, original="en")


def after(*operations, of=OLD):
    return apply(of, operations)


def deleted(key, of=OLD):
    return DeleteClause(key, of.find(key).sha256)


def english(found, key):
    return str(found.find(key).texts["en"].words)


def both_ways(one, other):
    """The outcome of carrying each over the other."""
    return {rebase([one], OLD, after(other)).outcome, rebase([other], OLD, after(one)).outcome}


# Cases 17-24


def test_17_a_clause_is_inserted_and_another_deleted():
    assert both_ways(InsertClause(clause("i4", en="New"), "i2"), deleted("i3")) == {CLEAN}


def test_18_a_clause_is_edited_and_deleted():
    assert both_ways(typed(OLD, "i3", "Officers [shall / should] receive training"), deleted("i3")) == {CONFLICT}


def test_19_different_clauses():
    assert both_ways(typed(OLD, "i1", "States keep registers of all births"), deleted("i2")) == {CLEAN}


def test_20_the_same_word_changed_differently():
    one = typed(OLD, "i1", "States keep registers of all deaths in their ports")
    other = typed(OLD, "i1", "States keep registers of all arrivals in their ports")
    assert both_ways(one, other) == {CONFLICT}


def test_21_the_same_change_on_both_sides_and_one_more():
    one = typed(OLD, "i1", "States keep registers of all deaths in their ports")
    more = typed(OLD, "i1", "All States keep registers of all deaths in their ports")
    found = rebase([more], OLD, after(one))
    assert found.outcome is CLEAN
    assert (
        english(apply(after(one), found.operations), "i1") == "All States keep registers of all deaths in their ports"
    )


def test_21_the_same_change_alone_is_done_already():
    one = typed(OLD, "i1", "States keep registers of all deaths in their ports")
    found = rebase([one], OLD, after(one))
    assert (found.outcome, found.operations, found.carried[0].reason) == (CLEAN, (), Reason.ALREADY_DONE)


def test_22_only_the_way_of_writing_differs():
    editorial = typed(OLD, "i1", "STATES keep registers of all Births in their ports")
    change = typed(OLD, "i1", "States keep registers of all deaths in their ports")
    assert rebase([change], OLD, after(editorial)).outcome is CLEAN
    assert rebase([deleted("i1")], OLD, after(editorial)).outcome is CLEAN


def test_23_a_deletion_at_the_start_and_an_edit_at_the_end():
    one = typed(OLD, "i1", "Keep registers of all births in their ports")
    other = typed(OLD, "i1", "States keep registers of all births in their harbours")
    assert both_ways(one, other) == {CLEAN}


def test_24_a_line_inserted_before_a_changed_line():
    line = typed(OLD, "i2", f"New line.\n{english(OLD, 'i2')}")
    change = typed(OLD, "i2", english(OLD, "i2").replace("figures", "results"))
    assert both_ways(line, change) == {CLEAN}


# Case 67: across a split and a merger


SPLIT = Split("i2", OLD.find("i2").sha256, ("i2a", "i2b"), {"en": (41,)})


@pytest.mark.parametrize(
    ("before", "now", "where"), [("every rescue", "each rescue", "i2a"), ("figures", "results", "i2b")]
)
def test_67_a_change_follows_its_part_of_a_split_clause(before, now, where):
    change = typed(OLD, "i2", english(OLD, "i2").replace(before, now))
    new = after(SPLIT)
    found = rebase([change], OLD, new)
    assert (found.outcome, found.carried[0].reason) == (CONFIRM, Reason.CLAUSE_SPLIT_OR_MERGED)
    assert [operation.clause for operation in found.operations] == [where]
    assert now in english(apply(new, found.operations), where)


def test_67_a_change_of_both_parts_becomes_two():
    change = typed(OLD, "i2", english(OLD, "i2").replace("every", "each").replace("figures", "results"))
    found = rebase([change], OLD, after(SPLIT))
    assert [operation.clause for operation in found.operations] == ["i2a", "i2b"]


def test_67_a_change_over_the_cut_is_in_conflict():
    change = typed(OLD, "i2", english(OLD, "i2").replace("office. The office", "office which"))
    assert rebase([change], OLD, after(SPLIT)).outcome is CONFLICT


def test_67_a_change_follows_into_a_merged_clause():
    new = after(Merge(("i1", "i2"), (OLD.find("i1").sha256, OLD.find("i2").sha256), "m"))
    change = typed(OLD, "i2", english(OLD, "i2").replace("figures", "results"))
    found = rebase([change], OLD, new)
    assert found.outcome is CONFIRM
    assert english(apply(new, found.operations), "m").endswith("publishes the results each month.")
    assert english(apply(new, found.operations), "m").startswith("States keep registers")


def test_67_a_change_follows_through_a_merger_and_a_split():
    merged = after(Merge(("i1", "i2"), (OLD.find("i1").sha256, OLD.find("i2").sha256), "m"))
    new = apply(merged, [Split("m", merged.find("m").sha256, ("n1", "n2"), {"en": (92,)})])
    change = typed(OLD, "i1", "States keep registers of all deaths in their ports")
    found = rebase([change], OLD, new)
    assert (found.outcome, [one.clause for one in found.operations]) == (CONFIRM, ["n1"])


def test_67_a_bracketed_clause_is_merged_and_its_bracket_still_found():
    new = after(Merge(("i2", "i3"), (OLD.find("i2").sha256, OLD.find("i3").sha256), "m"))
    found = rebase([Unbracket("i3", OLD.find("i3").sha256, "k", "a2")], OLD, new)
    assert found.outcome is CONFIRM
    assert english(apply(new, found.operations), "m").endswith("Officers should receive training in all languages")


def test_a_split_clause_is_not_deleted_unasked():
    found = rebase([deleted("i2")], OLD, after(SPLIT))
    assert (found.outcome, found.carried[0].reason) == (CONFLICT, Reason.CLAUSE_SPLIT_OR_MERGED)


# The other operations


def test_a_deletion_that_others_made_is_done():
    found = rebase([deleted("i3")], OLD, after(deleted("i3")))
    assert (found.outcome, found.operations) == (CLEAN, ())


def test_an_insertion_finds_another_neighbour_and_asks():
    new = after(deleted("i2"))
    found = rebase([InsertClause(clause("n", en="New"), "i2")], OLD, new)
    assert (found.outcome, found.carried[0].reason) == (CONFIRM, Reason.NEIGHBOUR_GONE)
    assert [one.key for one in apply(new, found.operations).clauses] == ["i1", "n", "i3"]


def test_an_insertion_beneath_what_is_gone_is_in_conflict():
    sub = clause("n", kind=ClauseKind.SUB, parent="i2", en="New")
    assert rebase([InsertClause(sub, None)], OLD, after(deleted("i2"))).outcome is CONFLICT
    found = rebase([InsertClause(sub, None)], OLD, after(SPLIT))
    assert (found.outcome, found.operations[0].clause.parent) == (CONFIRM, "i2b")


def test_a_move_of_what_moved_elsewhere_asks():
    move = MoveClause("i3", OLD.find("i3").sha256, None, None)
    assert rebase([move], OLD, after(typed(OLD, "i3", "Officers [shall / should] be trained"))).outcome is CLEAN
    assert rebase([move], OLD, after(deleted("i3"))).outcome is CONFLICT


def test_a_bracket_moves_with_its_words():
    held = PutInBracket("i1", OLD.find("i1").sha256, "b", BracketKind.CONTESTED, {"en": (29, 35)})
    longer = after(typed(OLD, "i1", "All coastal States keep registers of all births in their ports"))
    found = rebase([held], OLD, longer)
    assert found.outcome is CLEAN
    assert "all [births] in" in english(apply(longer, found.operations), "i1")
    other = after(typed(OLD, "i1", "States keep registers of all deaths in their ports"))
    assert rebase([held], OLD, other).outcome in {CONFIRM, CONFLICT}


def test_an_alternative_finds_its_bracket_or_not():
    more = AddAlternative("i3", OLD.find("i3").sha256, "k", "a3", "en", {"en": BracketedText.of("may")})
    settle = Unbracket("i3", OLD.find("i3").sha256, "k", "a1")
    assert rebase([more], OLD, after(typed(OLD, "i3", "Officers [shall / should] be trained"))).outcome is CLEAN
    assert rebase([more], OLD, after(settle)).carried[0].reason is Reason.BRACKET_GONE
    found = rebase([settle], OLD, after(more))
    assert (found.outcome, found.carried[0].reason) == (CONFIRM, Reason.BRACKET_CHANGED)


def test_two_operations_on_one_clause_are_carried_one_after_the_other():
    first = typed(OLD, "i1", "All States keep registers of all births in their ports")
    middle = after(first)
    second = typed(middle, "i1", "All States keep registers of all births and deaths in their ports")
    new = after(typed(OLD, "i1", "States keep registers of all births in their harbours"))
    found = rebase([first, second], OLD, new)
    assert found.outcome is CLEAN
    assert english(apply(new, found.operations), "i1") == (
        "All States keep registers of all births and deaths in their harbours"
    )


WORDS = ["States", "keep", "all", "registers", "of", "births", "and", "deaths", "in", "every", "port"]


@given(
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=12),
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=12),
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=12),
)
def test_a_carried_proposal_can_always_be_applied(old, new, wanted):
    base = version(clause("c", en=" ".join(old)), clause("d", en="Other"))
    now = version(clause("c", en=" ".join(new)), clause("d", en="Other"))
    operation = typed(base, "c", " ".join(wanted))
    if operation is None:
        return
    found = rebase([operation], base, now)
    if found.outcome is CONFLICT:
        return
    came = {word for word in wanted if word not in old}
    assert came <= set(english(apply(now, found.operations), "c").split())
