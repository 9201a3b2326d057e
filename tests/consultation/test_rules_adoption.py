from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules import adoption as rules
from mashura.consultation.rules.adoption import ClauseStatus, Package, State, Statement, StatementKind
from mashura.consultation.rules.positions import Consensus, Kind, Reason, Result
from mashura.consultation.rules.procedure import Asked, DecisionMode, Fate, Headcount
from mashura.errors import InputError
from mashura.kit.expressions import Expressions, Standing

NOW = datetime(2031, 5, 6, 10, tzinfo=UTC)
UNTIL = datetime(2031, 5, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WHOLE = Expressions.of(
    "en",
    "States open clinics to all.",
    fr="Les États ouvrent les centres de santé à toutes et à tous.",
    ar="تفتح الدول العيادات للجميع.",
)
AGREED = {"op-1": ClauseStatus.AGREED, "op-2": ClauseStatus.AGREED}
QUORUM = Headcount(present=2, invited=3, needed=2)


def agreed_by(result=Result.CONSENSUS, *reasons):
    return Consensus("hash", result, reasons)


def ad_referendum(*keys):
    return agreed_by(Result.AD_REFERENDUM, Reason(Kind.AD_REFERENDUM, len(keys), keys, decides=True, until=UNTIL))


def announced():
    ready = rules.pass_language_gate(rules.Adoption("hash"), [])
    return rules.announce(ready, statuses=AGREED, packages=[])


def gavelled(adoption=None, **changed):
    given_ = {
        "at": NOW,
        "subject_sha256": "hash",
        "present": ["XBB", "XAA"],
        "quorum": QUORUM,
        "consensus": agreed_by(),
        "heard_no_objection": False,
        **changed,
    }
    return rules.gavel(adoption or announced(), **given_)


def provisional():
    both = {"XAA": UNTIL, "XBB": UNTIL + SECOND}
    return rules.settle(gavelled(consensus=ad_referendum("XAA", "XBB"), waits_for=both))


def objected(adoption, at=NOW, **changed):
    return rules.object_to(adoption, **{"by": "XCC", "reason": "No mandate.", "at": at, "may_block": True, **changed})


def test_accepted_in_english_while_french_is_stale_is_not_adoptable():
    changed = WHOLE.with_original("en", "States open clinics and schools to all.").with_translation(
        "ar", "تفتح الدول العيادات والمدارس للجميع.", is_reviewed=True
    )
    lacks = rules.language_gate({"op-1": WHOLE, "op-2": changed}, ["en", "ar", "fr"], Asked.REVIEWED)
    assert lacks == [rules.Lack("op-2", "fr", Standing.STALE)]
    with pytest.raises(InputError, match=r"op-2 \(fr\)"):
        rules.pass_language_gate(rules.Adoption("hash"), lacks)
    anew = changed.with_translation("fr", "Les États ouvrent les centres de santé et les écoles.", is_reviewed=True)
    assert rules.language_gate({"op-1": WHOLE, "op-2": anew}, ["en", "ar", "fr"], Asked.REVIEWED) == []


def test_the_gate_asks_what_the_rules_ask():
    to_review = WHOLE.with_translation("fr", "Les États ouvrent les centres.")
    gone = WHOLE.with_translation("fr", "")
    for text, asked, is_open in (
        (gone, Asked.NOTHING, True),
        (gone, Asked.THERE, False),
        (to_review, Asked.THERE, True),
        (to_review, Asked.REVIEWED, False),
    ):
        assert (rules.language_gate({"op-1": text}, ["en", "fr"], asked) == []) is is_open
    assert [one.language for one in rules.language_gate({"op-1": Expressions()}, ["en", "ar"], Asked.THERE)] == [
        "en",
        "ar",
    ]


def test_a_delegation_can_contest_one_language_alone():
    lacks = rules.language_gate({"op-1": WHOLE}, ["en", "ar"], Asked.REVIEWED, flagged={("op-1", "ar")})
    assert lacks == [rules.Lack("op-1", "ar", Standing.REVIEWED, is_flagged=True)]


def test_clauses_of_a_package_wait_for_each_other():
    statuses = {**AGREED, "op-3": ClauseStatus.BRACKETED, "op-4": ClauseStatus.AGREED}
    packages = [Package("fees", frozenset({"op-1", "op-2"})), Package("wages", frozenset({"op-2", "op-3"}))]
    assert rules.adoptable(statuses, packages) == {"op-4"}
    assert rules.held_back(statuses, packages) == [
        rules.Held("op-1", "fees", ("op-2",)),
        rules.Held("op-2", "fees", ("op-1",)),
        rules.Held("op-2", "wages", ("op-3",)),
    ]
    assert rules.adoptable({**statuses, "op-3": ClauseStatus.AGREED}, packages) == set(statuses)
    assert rules.adoptable({**statuses, "op-3": ClauseStatus.WITHDRAWN}, packages) == {"op-4"}
    assert rules.adoptable(statuses, [rules.everything(statuses)]) == frozenset()
    assert rules.adoptable({**AGREED, "op-9": ClauseStatus.MERGED}, [rules.everything(AGREED)]) == set(AGREED)


statuses_of = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(ClauseStatus))
packages_of = st.lists(
    st.builds(Package, st.sampled_from("pqr"), st.frozensets(st.sampled_from("abcdefg"), min_size=1)), max_size=4
)


@given(statuses_of, packages_of)
def test_what_stands_stands_with_all_that_it_depends_on(statuses, packages):
    standing = rules.adoptable(statuses, packages)
    assert all(statuses[key] in rules.AGREED for key in standing)
    assert all(one.clauses <= standing or one.clauses.isdisjoint(standing) for one in packages)
    held = {one.clause for one in rules.held_back(statuses, packages)}
    assert standing | held == {key for key, status in statuses.items() if status in rules.AGREED}
    assert standing.isdisjoint(held)


@given(statuses_of, packages_of, st.sampled_from(Fate))
def test_every_clause_that_the_text_has_has_one_fate(statuses, packages, fate):
    found = rules.outcome(statuses, packages, fate)
    every = [*found.agreed, *found.annexed, *found.chair_text, *found.dropped]
    assert sorted(every) == sorted(key for key, status in statuses.items() if status not in rules.GONE)


def test_from_proposal_to_adoption():
    adopted = rules.settle(gavelled())
    assert (adopted.state, adopted.gavelled_at, adopted.present) == (State.ADOPTED, NOW, ("XAA", "XBB"))


def test_an_open_clause_stops_the_announcement():
    ready = rules.pass_language_gate(rules.Adoption("hash"), [])
    without = {**AGREED, "op-3": ClauseStatus.WITHDRAWN, "op-4": ClauseStatus.SPLIT}
    assert rules.announce(ready, statuses=without, packages=[]).state is State.ANNOUNCED
    with pytest.raises(InputError, match="Still open: op-3"):
        rules.announce(ready, statuses={**AGREED, "op-3": ClauseStatus.OPEN}, packages=[])
    with pytest.raises(InputError, match="Nothing is agreed"):
        rules.announce(ready, statuses={}, packages=[])
    with pytest.raises(InputError, match="op-1, op-2"):
        rules.announce(ready, statuses=AGREED, packages=[Package("p", frozenset({"op-1", "op-2", "gone"}))])


BLOCKED = agreed_by(Result.BLOCKED, Reason(Kind.RESERVE, 2, ("XBB", "XCC"), decides=True))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"subject_sha256": "another"}, "text was changed"),
        ({"consensus": Consensus("another", Result.CONSENSUS, ())}, "text was changed"),
        ({"quorum": Headcount(present=1, invited=3, needed=2)}, "present: 1, needed: 2"),
        ({"consensus": BLOCKED, "heard_no_objection": True}, "stand in the way: 2"),
        ({"consensus": agreed_by(Result.INCOMPLETE)}, "ask the room"),
        ({"consensus": ad_referendum("XAA")}, "until when each capital"),
        ({"consensus": ad_referendum("XAA"), "waits_for": {"XBB": UNTIL}}, "until when each capital"),
        ({"consensus": ad_referendum("XAA"), "waits_for": {"XAA": NOW}}, "time for confirming is over"),
        ({"adoption": rules.Adoption("hash")}, "past this step"),
    ],
)
def test_when_the_gavel_cannot_fall(changed, said):
    with pytest.raises(InputError, match=said):
        gavelled(**changed)


def test_the_room_is_asked_where_somebody_has_not_spoken():
    assert gavelled(consensus=agreed_by(Result.INCOMPLETE), heard_no_objection=True).heard_no_objection


def test_ad_referendum_is_adopted_when_the_last_capital_confirms():
    assert provisional().state is State.ADOPTED_AD_REFERENDUM
    first = rules.confirm(provisional(), by="XAA", at=NOW)
    assert first.state is State.ADOPTED_AD_REFERENDUM
    assert rules.confirm(first, by="XBB", at=UNTIL).state is State.ADOPTED
    with pytest.raises(InputError, match="does not wait"):
        rules.confirm(first, by="XAA", at=NOW)


def test_ad_referendum_is_reverted_by_a_refusal_or_by_no_answer():
    refused = rules.refuse(provisional(), by="XBB", reason="The parliament disagrees.", at=NOW)
    assert refused.state is State.REVERTED
    assert refused.objections == (rules.Objection("XBB", "The parliament disagrees.", NOW),)
    assert rules.state_at(provisional(), UNTIL - SECOND) is State.ADOPTED_AD_REFERENDUM
    assert rules.state_at(provisional(), UNTIL) is State.REVERTED
    assert rules.lapse(provisional(), at=UNTIL).state is State.REVERTED
    with pytest.raises(InputError, match="not over yet"):
        rules.lapse(provisional(), at=UNTIL - SECOND)
    with pytest.raises(InputError, match="time for confirming is over"):
        rules.confirm(provisional(), by="XAA", at=UNTIL)
    with pytest.raises(InputError, match="reason"):
        rules.refuse(provisional(), by="XAA", reason="", at=NOW)


def test_an_objection_before_the_gavel_suspends_though_it_is_read_after_it():
    for state in (rules.Adoption("hash"), announced()):
        assert objected(state).state is State.SUSPENDED
    suspended = objected(gavelled(), NOW - SECOND)
    assert (suspended.state, suspended.gavelled_at, suspended.present) == (State.SUSPENDED, None, ())
    for late in (NOW, NOW + SECOND):
        with pytest.raises(InputError, match="too late"):
            objected(gavelled(), late)
    with pytest.raises(InputError, match="too late"):
        objected(rules.settle(gavelled()), NOW - SECOND)
    with pytest.raises(InputError, match="Observers"):
        objected(announced(), may_block=False)
    with pytest.raises(InputError, match="reason"):
        objected(announced(), reason=" ")


def test_after_an_objection_the_text_comes_back_or_the_chair_sums_up():
    suspended = objected(announced())
    assert rules.propose_again(suspended, subject_sha256="new").state is State.PROPOSED
    assert rules.chair_summary(suspended, [DecisionMode.CHAIR_SUMMARY]).state is State.CHAIR_SUMMARY
    with pytest.raises(InputError, match="do not provide"):
        rules.chair_summary(suspended, [DecisionMode.CONSENSUS])
    with pytest.raises(InputError, match="past this step"):
        rules.chair_summary(announced(), [DecisionMode.CHAIR_SUMMARY])


def test_statements_are_annexed_and_withdrawn_by_whose_they_are():
    one = Statement("s-1", StatementKind.RESERVATION, "XBB", WHOLE, ("op-2",))
    with_it = rules.annex(rules.settle(gavelled()), one)
    assert with_it.statements == (one,)
    assert with_it.state is State.ADOPTED
    with pytest.raises(InputError, match="already"):
        rules.annex(with_it, one)
    with pytest.raises(InputError, match="no such statement"):
        rules.withdraw_statement(with_it, key="s-1", by="XAA", at=NOW)
    withdrawn = rules.withdraw_statement(with_it, key="s-1", by="XBB", at=NOW)
    assert withdrawn.statements[0].withdrawn_at == NOW
    with pytest.raises(InputError, match="no such statement"):
        rules.withdraw_statement(withdrawn, key="s-1", by="XBB", at=NOW)
    with pytest.raises(InputError, match="being adopted"):
        rules.annex(rules.Adoption("hash"), one)
    with pytest.raises(InputError, match="Write"):
        rules.annex(announced(), Statement("s-2", StatementKind.EXPLANATION, "XBB", Expressions()))
    again = objected(rules.annex(announced(), one))
    assert rules.propose_again(again, subject_sha256="new").statements == ()
    assert rules.propose_again(again, subject_sha256="hash").statements == (one,)


ACTS = {
    "gate": lambda one, _at: rules.pass_language_gate(one, []),
    "announce": lambda one, _at: rules.announce(one, statuses=AGREED, packages=[]),
    "gavel": lambda one, at: gavelled(one, at=at),
    "gavel-ad-referendum": lambda one, at: gavelled(
        one, at=at, consensus=ad_referendum("XAA"), waits_for={"XAA": at + timedelta(hours=30)}
    ),
    "settle": lambda one, _at: rules.settle(one),
    "confirm": lambda one, at: rules.confirm(one, by="XAA", at=at),
    "refuse": lambda one, at: rules.refuse(one, by="XAA", reason="x", at=at),
    "lapse": lambda one, at: rules.lapse(one, at=at),
    "object": objected,
    "again": lambda one, _at: rules.propose_again(one, subject_sha256="hash"),
    "summary": lambda one, _at: rules.chair_summary(one, [DecisionMode.CHAIR_SUMMARY]),
}
NEXT = {
    State.PROPOSED: {State.LANGUAGE_GATE_OK, State.SUSPENDED},
    State.LANGUAGE_GATE_OK: {State.ANNOUNCED, State.SUSPENDED},
    State.ANNOUNCED: {State.GAVELLED, State.SUSPENDED},
    State.GAVELLED: {State.ADOPTED, State.ADOPTED_AD_REFERENDUM, State.SUSPENDED},
    State.ADOPTED_AD_REFERENDUM: {State.ADOPTED, State.REVERTED},
    State.SUSPENDED: {State.PROPOSED, State.CHAIR_SUMMARY},
    State.ADOPTED: set(),
    State.REVERTED: set(),
    State.CHAIR_SUMMARY: set(),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 20)), max_size=30))
def test_no_sequence_reaches_what_is_not_allowed(acts):
    one, at = rules.Adoption("hash"), NOW
    for name, hours in acts:
        at += timedelta(hours=hours)
        before = one
        try:
            one = ACTS[name](one, at)
        except InputError:
            continue
        assert one.state in NEXT[before.state]
        if one.state is State.ADOPTED:
            assert one.gavelled_at is not None
            assert not one.waits_for
        assert bool(one.gavelled_at) is (
            one.state in {State.GAVELLED, State.ADOPTED, State.ADOPTED_AD_REFERENDUM, State.REVERTED}
        )
