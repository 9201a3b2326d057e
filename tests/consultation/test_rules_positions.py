from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules import positions as rules
from mashura.consultation.rules.positions import (
    AdReferendum,
    Kind,
    Position,
    Result,
    Standing,
    TextChange,
    Value,
    Voice,
)
from mashura.consultation.rules.procedure import Attribution
from mashura.errors import InputError
from mashura.kit.expressions import Expressions

NOW = datetime(2031, 5, 6, 10, tzinfo=UTC)
UNTIL = datetime(2031, 5, 12, tzinfo=UTC)
VOICES = [Voice("XAA", may_block=True), Voice("XBB", may_block=True), Voice("XCC", may_block=True)]
OBSERVER = Voice("ngo", may_block=False)


def position(delegation, value, **changed):
    one = Position(delegation, "op-1", "now", Value(value), NOW - timedelta(hours=1), reason="x")
    return replace(one, **changed)


def waiting(delegation, **changed):
    return position(delegation, "support", ad_referendum=AdReferendum.PENDING, until=UNTIL, **changed)


def answer_of(*positions, voices=(*VOICES, OBSERVER)):
    return rules.consensus("now", voices, positions, now=NOW)


def counted(answer):
    return {(one.kind, one.decides): one.count for one in answer.reasons}


def test_all_who_decide_agree():
    answer = answer_of(
        position("XAA", "support"), position("XBB", "can-live-with"), position("XCC", "not-participating")
    )
    assert answer.result is Result.CONSENSUS
    assert counted(answer)[Kind.MISSING, False] == 1


def test_the_answer_counts_its_reasons():
    voices = [Voice(key, may_block=True) for key in ("a", "b", "c", "d", "e", "f")]
    answer = answer_of(position("a", "reserve"), position("b", "reserve"), waiting("c"), voices=voices)
    assert answer.result is Result.BLOCKED
    assert answer.blockers == ("a", "b")
    assert [(one.kind, one.count, one.until) for one in answer.reasons] == [
        (Kind.RESERVE, 2, None),
        (Kind.AD_REFERENDUM, 1, UNTIL),
        (Kind.MISSING, 3, None),
    ]
    said = [one.kind.template % {"count": one.count, "until": "12 May"} for one in answer.reasons]
    assert said == ["Reserve: 2", "Ad referendum until 12 May: 1", "Have not spoken: 3"]


def test_stale_and_ad_referendum_positions_are_counted_apart_and_never_as_support():
    stale = position("XAA", "support", subject_sha256="before")
    answer = answer_of(stale, waiting("XBB"), position("XCC", "support"))
    assert answer.result is Result.INCOMPLETE
    assert counted(answer) == {
        (Kind.STALE, True): 1,
        (Kind.AD_REFERENDUM, True): 1,
        (Kind.SUPPORT, True): 1,
        (Kind.MISSING, False): 1,
    }
    on_this_wording = position("XAA", "support")
    assert answer_of(on_this_wording, waiting("XBB"), position("XCC", "support")).result is Result.AD_REFERENDUM
    old_objection = position("XAA", "oppose", subject_sha256="before")
    assert answer_of(old_objection, position("XBB", "support"), position("XCC", "support")).result is Result.INCOMPLETE


def test_observers_and_those_whose_credentials_are_not_accepted_never_block():
    agreed = [position(key, "support") for key in ("XAA", "XBB", "XCC")]
    answer = answer_of(*agreed, position("ngo", "oppose"))
    assert answer.result is Result.CONSENSUS
    assert answer.blockers == ()
    assert answer.count(Kind.OPPOSE, decides=False) == 1
    voices = [*VOICES[:2], Voice("XCC", may_block=True, is_accepted=False)]
    assert answer_of(*agreed[:2], position("XCC", "oppose"), voices=voices).result is Result.CONSENSUS
    assert answer_of(position("ngo", "support"), voices=[OBSERVER]).result is Result.INCOMPLETE


def test_no_instructions_is_no_support():
    given_ = [position("XAA", "support"), position("XBB", "support"), position("XCC", "no-instructions")]
    assert answer_of(*given_).result is Result.INCOMPLETE
    assert answer_of(*[position(key, "not-participating") for key in ("XAA", "XBB", "XCC")]).result is Result.INCOMPLETE


def test_an_ad_referendum_ends_with_its_clock_or_its_answer():
    one = waiting("XAA")
    assert one.ad_referendum_at(UNTIL - timedelta(seconds=1)) is AdReferendum.PENDING
    assert one.ad_referendum_at(UNTIL) is AdReferendum.EXPIRED
    others = [position("XBB", "support"), position("XCC", "support")]
    assert answer_of(rules.confirm(one, at=NOW), *others).result is Result.CONSENSUS
    assert answer_of(rules.refuse(one, at=NOW), *others).blockers == ("XAA",)
    late = rules.consensus("now", VOICES, [one, *others], now=UNTIL)
    assert (late.result, late.count(Kind.EXPIRED)) == (Result.INCOMPLETE, 1)
    for at, again in ((UNTIL, one), (NOW, rules.confirm(one, at=NOW)), (NOW, others[0])):
        with pytest.raises(InputError):
            rules.confirm(again, at=at)
        with pytest.raises(InputError):
            rules.refuse(again, at=at)


def test_the_latest_clock_of_several_is_told():
    later = replace(waiting("XBB"), until=UNTIL + timedelta(days=2))
    answer = answer_of(waiting("XAA"), later, position("XCC", "support"))
    assert answer.reasons[0].until == UNTIL + timedelta(days=2)


def test_clocks_are_those_of_who_decides_on_this_text():
    asked = [*VOICES, OBSERVER]
    given_ = [waiting("XAA"), waiting("XBB", subject_sha256="before"), position("XCC", "support"), waiting("ngo")]
    assert rules.clocks("now", asked, given_, now=NOW) == {"XAA": UNTIL}


@pytest.mark.parametrize(
    "wrong",
    [
        position("XAA", "oppose", reason=" "),
        position("XAA", "reserve", reason=""),
        position("XAA", "support", until=UNTIL),
        position("XAA", "reserve", ad_referendum=AdReferendum.PENDING, until=UNTIL),
        position("XAA", "support", ad_referendum=AdReferendum.PENDING),
        position("XAA", "support", ad_referendum=AdReferendum.PENDING, until=NOW - timedelta(hours=1)),
    ],
)
def test_a_position_is_whole(wrong):
    with pytest.raises(InputError):
        rules.check_position(wrong)
    rules.check_position(waiting("XAA"))
    rules.check_position(position("XAA", "support", reason=""))


BEFORE = Expressions.of(
    "en", "States open clinics to all.", fr="Les États ouvrent les centres.", ar="تفتح الدول العيادات."
)


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (BEFORE, TextChange.NONE),
        (BEFORE.with_original("en", "STATES open clinics  to all."), TextChange.EDITORIAL),
        (BEFORE.with_translation("ar", "تَفتحُ الدول العيادات."), TextChange.EDITORIAL),
        (BEFORE.with_translation("ar", "تفتح الدول جميع العيادات."), TextChange.LANGUAGE_ONLY),
        (BEFORE.with_translation("fr", ""), TextChange.LANGUAGE_ONLY),
        (
            BEFORE.with_translation("fr", "Les États ferment tout.").with_translation("ar", "تغلق الدول العيادات."),
            TextChange.SUBSTANTIVE,
        ),
        (BEFORE.with_original("en", "States close clinics to all."), TextChange.SUBSTANTIVE),
        (BEFORE.with_original("fr", "Les États ouvrent les centres."), TextChange.SUBSTANTIVE),
    ],
)
def test_what_a_new_version_changes(after, change):
    assert rules.change_between(BEFORE, after) is change


def test_a_change_of_one_language_keeps_positions_and_shows_them_as_carried():
    taken = position("XAA", "support")
    kept = rules.carried(taken, before="now", after="next", change=TextChange.LANGUAGE_ONLY)
    assert kept.standing("next") is Standing.CARRIED
    assert kept.carried_from == "now"
    further = rules.carried(kept, before="next", after="third", change=TextChange.EDITORIAL)
    assert (further.standing("third"), further.carried_from) == (Standing.CARRIED, "now")
    back = rules.carried(kept, before="next", after="now", change=TextChange.LANGUAGE_ONLY)
    assert back == taken
    answer = rules.consensus("next", VOICES[:1], [kept], now=NOW)
    assert answer.result is Result.CONSENSUS
    assert answer.reasons[0].carried == ("XAA",)
    lost = rules.carried(taken, before="now", after="next", change=TextChange.SUBSTANTIVE)
    assert lost.standing("next") is Standing.STALE
    assert rules.carried(lost, before="next", after="third", change=TextChange.EDITORIAL) == lost


def test_a_new_position_replaces_the_one_before():
    first = position("XAA", "oppose")
    second = position("XAA", "support", at=NOW)
    assert rules.latest_by_delegation([second, first]) == {"XAA": second}
    assert answer_of(second, first, voices=VOICES[:1]).result is Result.CONSENSUS


def test_positions_for_the_chair_are_neither_shown_nor_counted_as_silence():
    earlier = position("XAA", "support")
    secret = position("XAA", "oppose", at=NOW, visibility=rules.Visibility.CHAIR)
    public = position("XBB", "support", visibility=rules.Visibility.PUBLIC)
    room = position("XCC", "support")
    said = [earlier, secret, public, room]
    assert rules.seen_by(said, is_chair=True, is_participant=False) == ([secret, public, room], frozenset())
    assert rules.seen_by(said, is_chair=False, is_participant=True) == ([public, room], frozenset({"XAA"}))
    assert rules.seen_by(said, is_chair=False, is_participant=True, own="XAA")[1] == frozenset()
    seen, withheld = rules.seen_by(said, is_chair=False, is_participant=False)
    assert (seen, withheld) == ([public], frozenset({"XAA", "XCC"}))
    answer = rules.consensus("now", VOICES, seen, now=NOW, withheld=withheld)
    assert (answer.result, answer.count(Kind.WITHHELD)) == (Result.INCOMPLETE, 2)


def test_names_are_left_out_where_the_rules_say_so():
    answer = answer_of(position("XAA", "oppose"))
    for attribution, is_chair, named in (
        (Attribution.NAMED, False, True),
        (Attribution.CHAIR_ONLY, True, True),
        (Attribution.CHAIR_ONLY, False, False),
        (Attribution.NONE, True, False),
    ):
        shown = rules.without_names(answer, attribution, is_chair=is_chair)
        assert bool(shown.blockers) is named
        assert (shown.result, counted(shown)) == (answer.result, counted(answer))


def test_the_table_of_delegations_and_clauses():
    said = [
        position("XAA", "support"),
        position("XAA", "oppose", subject="op-2", subject_sha256="old"),
        position("XBB", "reserve", visibility=rules.Visibility.CHAIR),
    ]
    rows = rules.matrix({"op-1": "now", "op-2": "new"}, VOICES, said, now=NOW, is_chair=False, is_participant=True)
    assert [row.subject for row in rows] == ["op-1", "op-2"]
    assert [cell.kind for cell in rows[0].cells] == [Kind.SUPPORT, Kind.WITHHELD, Kind.MISSING]
    assert rows[1].cells[0] == rules.Cell(Kind.STALE, Value.OPPOSE, Standing.STALE)
    chair = rules.matrix({"op-1": "now"}, VOICES, said, now=NOW, is_chair=True, is_participant=True)
    assert chair[0].consensus.blockers == ("XBB",)


voices = st.lists(
    st.builds(Voice, st.sampled_from("abcdef"), may_block=st.booleans(), is_accepted=st.booleans()),
    unique_by=lambda one: one.key,
)
positions = st.lists(
    st.builds(
        Position,
        delegation=st.sampled_from("abcdefg"),
        subject=st.just("op-1"),
        subject_sha256=st.sampled_from(["now", "before"]),
        value=st.sampled_from(Value),
        at=st.integers(0, 9).map(lambda hours: NOW - timedelta(hours=hours)),
        ad_referendum=st.none() | st.sampled_from(AdReferendum),
        until=st.just(UNTIL),
        carried_from=st.sampled_from(["", "older"]),
    ),
    max_size=12,
)


@given(voices, positions)
def test_every_delegation_is_counted_once(asked, said):
    answer = rules.consensus("now", asked, said, now=NOW)
    assert sorted(key for one in answer.reasons for key in one.delegations) == sorted(one.key for one in asked)
    assert all(one.count == len(one.delegations) for one in answer.reasons)
    assert set(answer.blockers) <= {one.key for one in asked if one.decides}


@given(voices, positions)
def test_consensus_needs_a_current_word_of_everybody_who_decides(asked, said):
    latest = rules.latest_by_delegation(said)
    answer = rules.consensus("now", asked, said, now=NOW)
    held = [latest.get(one.key) for one in asked if one.decides]
    if answer.result is Result.CONSENSUS:
        assert all(one is not None and one.subject_sha256 == "now" for one in held)
        assert all(one.value not in rules.BLOCKING or one.ad_referendum is not None for one in held if one)
        assert any(one.value in rules.ACCEPTING or one.ad_referendum for one in held)
    is_blocked = any(one.decides and one.key in answer.blockers for one in asked)
    assert (answer.result is Result.BLOCKED) is is_blocked


@given(voices, positions)
def test_taking_a_word_away_never_makes_consensus(asked, said):
    before = rules.consensus("now", asked, said, now=NOW).result
    for key in {one.delegation for one in said}:
        after = rules.consensus("now", asked, [one for one in said if one.delegation != key], now=NOW).result
        if before in {Result.INCOMPLETE, Result.BLOCKED} and key in {one.key for one in asked if one.decides}:
            assert after in {Result.INCOMPLETE, Result.BLOCKED}
