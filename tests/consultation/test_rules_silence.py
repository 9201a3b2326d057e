from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules import silence as rules
from mashura.consultation.rules.silence import State
from mashura.consultation.rules.working_days import calendar_from
from mashura.errors import InputError

THREE = [calendar_from(country, {}) for country in ("EGY", "MAR", "TUN")]
ASKED = frozenset({"XAA", "XBB", "XCC"})
MONDAY = datetime(2025, 5, 12, 9, tzinfo=UTC)
DEADLINE = MONDAY + timedelta(hours=72)
SECOND = timedelta(seconds=1)


def circulated():
    return rules.circulate(rules.Silence("hash", ASKED), at=MONDAY)


def running():
    return rules.start(circulated(), at=MONDAY, deadline=DEADLINE, least_hours=72, calendars=THREE)


def objected(silence, at, by="XBB", **changed):
    given_ = {"clause": "op-3", "reason": "The clause commits our budget.", "may_block": True, **changed}
    return rules.object_to(silence, by=by, at=at, **given_)


def test_silence_is_agreement_once_the_deadline_has_passed():
    silent = rules.expire(running(), at=DEADLINE)
    assert silent.state is State.EXPIRED_SILENT
    assert rules.adopt(silent, subject_sha256="hash", at=DEADLINE).state is State.ADOPTED


@pytest.mark.parametrize("zone", ["UTC", "Africa/Cairo", "Africa/Casablanca", "Africa/Tunis", "Pacific/Auckland"])
def test_one_second_before_the_deadline_breaks_it_in_every_time_zone(zone):
    at = (DEADLINE - SECOND).astimezone(ZoneInfo(zone))
    broken = objected(running(), at)
    assert broken.state is State.BROKEN
    assert broken.objection == rules.Objection("XBB", "op-3", "The clause commits our budget.", at)
    for late in (DEADLINE, DEADLINE + SECOND):
        with pytest.raises(InputError, match="too late"):
            objected(running(), late.astimezone(ZoneInfo(zone)))


def test_the_deadline_itself_is_silence_whether_or_not_it_was_noted():
    assert rules.state_at(running(), DEADLINE - SECOND) is State.RUNNING
    assert rules.state_at(running(), DEADLINE) is State.EXPIRED_SILENT
    assert rules.adopt(running(), subject_sha256="hash", at=DEADLINE).state is State.ADOPTED
    with pytest.raises(InputError, match="not ended"):
        rules.expire(running(), at=DEADLINE - SECOND)
    with pytest.raises(InputError, match="without an objection"):
        rules.adopt(running(), subject_sha256="hash", at=DEADLINE - SECOND)


def test_an_objection_that_came_in_time_counts_though_it_is_read_late_but_not_after_the_adoption():
    silent = rules.expire(running(), at=DEADLINE)
    assert objected(silent, DEADLINE - SECOND).state is State.BROKEN
    with pytest.raises(InputError, match="past this step"):
        objected(rules.adopt(silent, subject_sha256="hash", at=DEADLINE), DEADLINE - SECOND)


def test_one_objection_is_enough_and_ends_the_procedure():
    broken = objected(running(), MONDAY)
    with pytest.raises(InputError, match="past this step"):
        objected(broken, MONDAY, by="XAA")
    with pytest.raises(InputError):
        rules.adopt(broken, subject_sha256="hash", at=DEADLINE)
    assert rules.reopen(broken).state is State.REOPENED
    assert rules.withdraw(broken).state is State.WITHDRAWN


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"may_block": False}, "Observers do not break"),
        ({"reason": "  "}, "reason"),
        ({"by": "XDD"}, "not asked"),
        ({"at": MONDAY - SECOND}, "not started"),
    ],
)
def test_objections_that_break_nothing(changed, said):
    with pytest.raises(InputError, match=said):
        objected(running(), **{"at": MONDAY, **changed})


def test_the_least_hours_are_working_hours_of_every_country():
    thursday = datetime(2025, 5, 8, 12, tzinfo=UTC)
    sent = rules.circulate(rules.Silence("hash", ASKED), at=thursday)
    whole = datetime(2025, 5, 14, 14, tzinfo=UTC)
    assert rules.start(sent, at=thursday, deadline=whole, least_hours=72, calendars=THREE).state is State.RUNNING
    with pytest.raises(InputError, match="too early") as refused:
        rules.start(sent, at=thursday, deadline=whole - SECOND, least_hours=72, calendars=THREE)
    assert refused.value.params["hours"] == 72
    with pytest.raises(InputError, match="before the text went out"):
        rules.start(sent, at=thursday - SECOND, deadline=whole, least_hours=72, calendars=THREE)


def test_all_languages_go_out_or_it_is_said_why_not():
    draft = rules.Silence("hash", ASKED)
    with pytest.raises(InputError, match="not complete in ar, fr"):
        rules.circulate(draft, at=MONDAY, missing_languages=["fr", "ar"])
    assert rules.circulate(draft, at=MONDAY, missing_languages=["fr"], waiver=" Printer on strike. ").waiver
    assert rules.circulate(draft, at=MONDAY, waiver="Nothing is missing.").waiver == ""
    with pytest.raises(InputError, match="which delegations"):
        rules.circulate(rules.Silence("hash", frozenset()), at=MONDAY)


def test_receipts_are_kept_once_and_those_without_are_named():
    received = rules.receive(rules.receive(running(), by="XAA", at=MONDAY), by="XAA", at=DEADLINE)
    assert received.receipts == {"XAA": MONDAY}
    assert received.without_receipt == {"XBB", "XCC"}
    with pytest.raises(InputError, match="not asked"):
        rules.receive(running(), by="XDD", at=MONDAY)


def test_an_extension_gives_more_time_never_less_and_never_too_late():
    longer = rules.extend(running(), at=MONDAY, deadline=DEADLINE + SECOND, reason="A feast was announced.")
    assert longer.state is State.EXTENDED
    assert longer.extensions == ((DEADLINE, "A feast was announced."),)
    assert objected(longer, DEADLINE).state is State.BROKEN
    for at, deadline, reason in (
        (MONDAY, DEADLINE, "x"),
        (DEADLINE, DEADLINE + SECOND, "x"),
        (MONDAY, DEADLINE + SECOND, ""),
    ):
        with pytest.raises(InputError):
            rules.extend(running(), at=at, deadline=deadline, reason=reason)


def test_what_is_adopted_is_what_went_out():
    with pytest.raises(InputError, match="changed since it went out"):
        rules.adopt(running(), subject_sha256="another", at=DEADLINE)


ACTS = {
    "circulate": lambda one, at: rules.circulate(one, at=at),
    "start": lambda one, at: rules.start(
        one, at=at, deadline=at + timedelta(hours=9), least_hours=2, calendars=THREE[:1]
    ),
    "receive": lambda one, at: rules.receive(one, by="XAA", at=at),
    "extend": lambda one, at: rules.extend(one, at=at, deadline=at + timedelta(hours=20), reason="x"),
    "object": objected,
    "expire": lambda one, at: rules.expire(one, at=at),
    "adopt": lambda one, at: rules.adopt(one, subject_sha256="hash", at=at),
    "reopen": lambda one, _at: rules.reopen(one),
    "withdraw": lambda one, _at: rules.withdraw(one),
}
NEXT = {
    State.DRAFT: {State.CIRCULATED},
    State.CIRCULATED: {State.RUNNING},
    State.RUNNING: {State.EXTENDED, State.EXPIRED_SILENT, State.ADOPTED, State.BROKEN},
    State.EXTENDED: {State.EXPIRED_SILENT, State.ADOPTED, State.BROKEN},
    State.EXPIRED_SILENT: {State.ADOPTED, State.BROKEN},
    State.BROKEN: {State.REOPENED, State.WITHDRAWN},
    State.ADOPTED: set(),
    State.REOPENED: set(),
    State.WITHDRAWN: set(),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 12)), max_size=25))
def test_no_sequence_reaches_what_is_not_allowed(acts):
    one, at = rules.Silence("hash", ASKED), MONDAY
    for name, hours in acts:
        at += timedelta(hours=hours)
        before = one
        try:
            one = ACTS[name](one, at)
        except InputError:
            continue
        assert one.state is before.state or one.state in NEXT[before.state]
        assert (one.objection is not None) == (one.state in {State.BROKEN, State.REOPENED, State.WITHDRAWN})
        if one.state is State.ADOPTED:
            assert one.deadline <= at
        if before.deadline is not None:
            assert one.deadline >= before.deadline
