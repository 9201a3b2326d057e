from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules import speakers as rules
from mashura.consultation.rules.speakers import Act, Event, SpeakersList, SpeechKind, State
from mashura.errors import InputError

NOW = datetime(2031, 5, 6, 10, tzinfo=UTC)


def at(minutes):
    return NOW + timedelta(minutes=minutes)


def asked(key, delegation, kind="statement", minute=0):
    return Event(Act.REQUEST, at(minute), key, delegation, SpeechKind(kind))


def act(name, key="", minute=0, place=0):
    return Event(Act(name), at(minute), key, place=place)


def states(listed):
    return {one.key: one.state.value for one in listed.requests}


THREE = [asked("a", "XAA"), asked("b", "XBB"), asked("c", "XCC")]


def test_points_of_order_come_first_and_rights_of_reply_last():
    listed = rules.replay(
        [
            asked("r", "XAA", "right-of-reply"),
            *THREE,
            asked("t", "XAA", "comment-on-text"),
            asked("p", "ngo", "point-of-order"),
        ]
    )
    assert [one.key for one in listed.waiting] == ["p", "a", "b", "c", "t", "r"]
    moved = rules.replay([act("move", "c", place=1), act("move", "a", place=9)], listed)
    assert [one.key for one in moved.waiting] == ["p", "c", "b", "t", "a", "r"]


def test_who_begins_ends_the_speech_before():
    listed = rules.replay([*THREE, act("call", "a"), act("begin", "a", 1), act("begin", "b", 4)])
    assert states(listed) == {"a": "ended", "b": "speaking", "c": "requested"}
    assert listed.speaking.key == "b"
    assert listed.spoken("XAA", at(30)) == timedelta(minutes=3)
    assert listed.spoken("XBB", at(9)) == timedelta(minutes=5)


def test_who_begins_ends_a_speech_that_was_paused():
    listed = rules.replay([*THREE, act("begin", "a"), act("pause", "a", 1), act("begin", "b", 2)])
    assert (states(listed)["a"], states(listed)["b"]) == ("ended", "speaking")


def test_a_question_pauses_the_speaker_and_gives_the_floor_back():
    asking = rules.replay(
        [*THREE, act("begin", "a"), asked("q", "XBB", "interposed-question", 2), act("begin", "q", 3)]
    )
    assert (states(asking)["a"], states(asking)["q"]) == ("paused", "speaking")
    in_order = rules.replay([asked("p", "XCC", "point-of-order", 4), act("begin", "p", 4), act("end", "p", 5)], asking)
    assert (states(in_order)["a"], states(in_order)["q"]) == ("paused", "speaking")
    back = rules.replay([act("end", "q", 6)], in_order)
    assert states(back)["a"] == "speaking"
    assert back.spoken("XAA", at(8)) == timedelta(minutes=5)
    assert back.spoken("XBB", at(8)) == timedelta()


def test_the_floor_goes_back_past_a_question_that_was_ended():
    listed = rules.replay(
        [
            *THREE,
            act("begin", "a"),
            asked("q", "XBB", "interposed-question"),
            act("begin", "q"),
            asked("p", "XCC", "point-of-order"),
            act("begin", "p"),
            act("end", "q"),
        ]
    )
    assert states(listed) == {"a": "paused", "b": "requested", "c": "requested", "q": "ended", "p": "speaking"}
    back = rules.apply(listed, act("end", "p"))
    assert (states(back)["a"], states(back)["q"]) == ("speaking", "ended")


def test_a_closed_list_takes_only_what_cannot_wait():
    closed = rules.apply(SpeakersList(), act("close-list"))
    with pytest.raises(InputError, match="closed"):
        rules.apply(closed, asked("a", "XAA"))
    for kind in ("point-of-order", "right-of-reply", "chair"):
        assert rules.apply(closed, asked("x", "XAA", kind)).waiting
    assert rules.replay([act("open-list"), asked("a", "XAA")], closed).waiting


def test_a_delegation_asks_again_once_it_has_spoken():
    listed = rules.replay(THREE)
    with pytest.raises(InputError, match="on the list already"):
        rules.apply(listed, asked("a2", "XAA"))
    with pytest.raises(InputError, match="on the list already"):
        rules.apply(listed, asked("a", "XDD"))
    assert rules.apply(listed, asked("o", "XAA", "point-of-order"))
    again = rules.replay([act("begin", "a"), act("end", "a", 1), asked("a2", "XAA")], listed)
    assert [one.key for one in again.waiting] == ["b", "c", "a2"]
    gone = rules.replay([act("withdraw", "b"), asked("b2", "XBB")], listed)
    assert [one.key for one in gone.waiting] == ["a", "c", "b2"]


def test_time_is_measured_and_never_cut_off():
    budget = SpeakersList(allowed={"XAA": timedelta(minutes=5)})
    listed = rules.replay([asked("a", "XAA"), act("begin", "a"), act("pause", "a", 2), act("resume", "a", 10)], budget)
    assert listed.remaining("XAA", at(12)) == timedelta(minutes=1)
    assert listed.remaining("XAA", at(20)) == timedelta(minutes=-7)
    assert listed.remaining("XBB", at(20)) is None
    more = rules.apply(listed, Event(Act.GIVE_TIME, at(20), delegation="XAA", time=timedelta(minutes=10)))
    assert more.remaining("XAA", at(20)) == timedelta(minutes=3)
    assert listed.speaking is not None


def test_clocks_of_two_desks_do_not_turn_time_back():
    listed = rules.replay([asked("a", "XAA"), act("begin", "a", 5), act("end", "a", 3)])
    assert listed.spoken("XAA", at(60)) == timedelta()
    resumed = rules.replay([asked("a", "XAA"), act("begin", "a", 5), act("pause", "a", 7), act("resume", "a", 6)])
    assert resumed.spoken("XAA", at(8)) == timedelta(minutes=3)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (asked("q", "XBB", "interposed-question"), "nobody is"),
        (act("begin", "unheard-of"), "has changed"),
        (act("pause", "a"), "has changed"),
        (act("resume", "a"), "has changed"),
        (act("end", "a"), "has changed"),
    ],
)
def test_what_cannot_happen_is_refused(event, said):
    with pytest.raises(InputError, match=said):
        rules.apply(rules.replay(THREE), event)


def test_nobody_resumes_while_another_speaks():
    listed = rules.replay([*THREE, act("begin", "a"), asked("q", "XBB", "interposed-question"), act("begin", "q")])
    with pytest.raises(InputError, match="has the floor"):
        rules.apply(listed, act("resume", "a"))


events = st.builds(
    Event,
    act=st.sampled_from(Act),
    at=st.integers(0, 60).map(at),
    request=st.sampled_from("abcdefgh"),
    delegation=st.sampled_from(["XAA", "XBB", "XCC"]),
    kind=st.sampled_from(SpeechKind),
    place=st.integers(-1, 9),
)
NEXT = {
    State.REQUESTED: {State.CALLED, State.SPEAKING, State.WITHDRAWN},
    State.CALLED: {State.SPEAKING, State.WITHDRAWN},
    State.SPEAKING: {State.PAUSED, State.ENDED},
    State.PAUSED: {State.SPEAKING, State.ENDED},
    State.ENDED: set(),
    State.WITHDRAWN: set(),
}


@given(st.lists(events, max_size=40))
def test_no_sequence_reaches_what_is_not_allowed(happened):
    listed = SpeakersList()
    for event in happened:
        before = {one.key: one for one in listed.requests}
        try:
            after = rules.apply(listed, event)
        except InputError:
            continue
        assert sum(one.state is State.SPEAKING for one in after.requests) <= 1
        assert all((one.since is not None) == (one.state is State.SPEAKING) for one in after.requests)
        assert before.keys() <= {one.key for one in after.requests}
        for one in after.requests:
            if one.key in before:
                was = before[one.key]
                assert one.state is was.state or one.state in NEXT[was.state]
                assert one.spoken_at(after.at) >= was.spoken_at(listed.at)
        kinds = [one.kind for one in after.waiting]
        first = kinds.count(SpeechKind.POINT_OF_ORDER)
        last = kinds.count(SpeechKind.RIGHT_OF_REPLY)
        assert set(kinds[:first]) <= {SpeechKind.POINT_OF_ORDER}
        assert set(kinds[len(kinds) - last :]) <= {SpeechKind.RIGHT_OF_REPLY}
        listed = after
