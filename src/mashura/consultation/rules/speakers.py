"""The list of speakers of an item: pure, one event after the other.

    requested -> called -> speaking <-> paused -> ended | withdrawn

At most one speaks. An interposed question or a point of order pauses who speaks, and gives the floor back; whoever else
begins ends the speech before. Points of order come first, rights of reply last. Time is measured, never cut off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from mashura.consultation.rules.meetings import placed
from mashura.errors import InputError, gettext_noop


class SpeechKind(StrEnum):
    """What somebody asks the floor for."""

    STATEMENT = "statement"
    COMMENT_ON_TEXT = "comment-on-text"
    POINT_OF_ORDER = "point-of-order"
    RIGHT_OF_REPLY = "right-of-reply"
    INTERPOSED_QUESTION = "interposed-question"
    CHAIR = "chair"


class State(StrEnum):
    """How far a request for the floor is."""

    REQUESTED = "requested"
    CALLED = "called"
    SPEAKING = "speaking"
    PAUSED = "paused"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


# Kinds that pause who speaks; kinds that a closed list still takes; kinds that the time of a delegation pays for.
INTERRUPTING: Final = frozenset({SpeechKind.POINT_OF_ORDER, SpeechKind.INTERPOSED_QUESTION})
ALWAYS_TAKEN: Final = INTERRUPTING | {SpeechKind.RIGHT_OF_REPLY, SpeechKind.CHAIR}
TIMED: Final = frozenset({SpeechKind.STATEMENT, SpeechKind.COMMENT_ON_TEXT})
_PLACE: Final[Mapping[SpeechKind, int]] = MappingProxyType(
    {
        SpeechKind.POINT_OF_ORDER: 0,
        SpeechKind.INTERPOSED_QUESTION: 1,
        SpeechKind.CHAIR: 2,
        SpeechKind.STATEMENT: 3,
        SpeechKind.COMMENT_ON_TEXT: 3,
        SpeechKind.RIGHT_OF_REPLY: 4,
    }
)
_WAITING: Final = frozenset({State.REQUESTED, State.CALLED})
_HAS_BEGUN: Final = frozenset({State.SPEAKING, State.PAUSED})


class Act(StrEnum):
    """What can happen to a list of speakers."""

    REQUEST = "request"
    WITHDRAW = "withdraw"
    MOVE = "move"
    CALL = "call"
    BEGIN = "begin"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    GIVE_TIME = "give-time"
    OPEN_LIST = "open-list"
    CLOSE_LIST = "close-list"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens at one moment. `request` names the request; the rest belongs to single acts.

    REQUEST: `delegation`, `kind`, `language` (in which it will speak). MOVE: `place`, from 1, among those waiting.
    GIVE_TIME: `delegation`, `time` (less than none takes some away); who had no limit has one from then on.
    """

    act: Act
    at: datetime
    request: str = ""
    delegation: str = ""
    kind: SpeechKind = SpeechKind.STATEMENT
    language: str = ""
    place: int = 0
    time: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Request:
    """A request for the floor. `spoken` is the time up to `since`, from which it runs on while speaking.

    `interrupts` is the request that it paused and to which it gives the floor back.
    """

    key: str
    delegation: str
    kind: SpeechKind
    language: str = ""
    state: State = State.REQUESTED
    spoken: timedelta = timedelta()
    since: datetime | None = None
    interrupts: str = ""

    def spoken_at(self, now: datetime) -> timedelta:
        """How long it has spoken by `now`."""
        return self.spoken + (max(now - self.since, timedelta()) if self.since else timedelta())


@dataclass(frozen=True, slots=True)
class SpeakersList:
    """The requests in the order in which they came or the chair put them; `allowed` is the time of each delegation."""

    is_open: bool = True
    requests: tuple[Request, ...] = ()
    allowed: Mapping[str, timedelta] = field(default_factory=lambda: MappingProxyType({}))
    at: datetime | None = None

    @property
    def speaking(self) -> Request | None:
        """Who has the floor."""
        return next((one for one in self.requests if one.state is State.SPEAKING), None)

    @property
    def waiting(self) -> list[Request]:
        """Who is to speak, in order: points of order first, rights of reply last, the others as listed."""
        return sorted((one for one in self.requests if one.state in _WAITING), key=lambda one: _PLACE[one.kind])

    def spoken(self, delegation: str, now: datetime) -> timedelta:
        """The time that counts for a delegation: its statements and comments on text."""
        timed = (one for one in self.requests if one.delegation == delegation and one.kind in TIMED)
        return sum((one.spoken_at(now) for one in timed), timedelta())

    def remaining(self, delegation: str, now: datetime) -> timedelta | None:
        """What is left of a delegation's time, below zero when it spoke longer; None where there is no limit."""
        allowed = self.allowed.get(delegation)
        return None if allowed is None else allowed - self.spoken(delegation, now)


def apply(listed: SpeakersList, event: Event) -> SpeakersList:
    """The list after the event. InputError says why it cannot happen; the list is then as it was.

    A moment before that of the last event counts as that moment: clocks of two desks differ, time does not run back.
    """
    moved = replace(event, at=max(event.at, listed.at or event.at))
    return replace(_ACTS[event.act](listed, moved), at=moved.at)


def replay(events: Iterable[Event], start: SpeakersList | None = None) -> SpeakersList:
    """The list after all `events`."""
    listed = start or SpeakersList()
    for event in events:
        listed = apply(listed, event)
    return listed


def _request(listed: SpeakersList, event: Event) -> SpeakersList:
    if any(one.key == event.request for one in listed.requests):
        raise InputError(gettext_noop("This request is on the list already."))
    if not listed.is_open and event.kind not in ALWAYS_TAKEN:
        raise InputError(gettext_noop("The list of speakers is closed."))
    if event.kind is SpeechKind.INTERPOSED_QUESTION and listed.speaking is None:
        raise InputError(gettext_noop("A question is put to somebody who is speaking: nobody is."))
    if any(
        one.delegation == event.delegation and one.kind is event.kind and one.state in _WAITING
        for one in listed.requests
    ):
        raise InputError(gettext_noop("This delegation is on the list already, and can ask again once it has spoken."))
    new = Request(event.request, event.delegation, event.kind, event.language)
    return replace(listed, requests=(*listed.requests, new))


def _withdraw(listed: SpeakersList, event: Event) -> SpeakersList:
    one = _found(listed, event, _WAITING)
    return _with(listed, replace(one, state=State.WITHDRAWN))


def _move(listed: SpeakersList, event: Event) -> SpeakersList:
    one = _found(listed, event, _WAITING)
    others = tuple(other for other in listed.requests if other.state not in _WAITING)
    return replace(listed, requests=(*others, *placed(listed.waiting, one, event.place)))


def _call(listed: SpeakersList, event: Event) -> SpeakersList:
    one = _found(listed, event, frozenset({State.REQUESTED}))
    return _with(listed, replace(one, state=State.CALLED))


def _begin(listed: SpeakersList, event: Event) -> SpeakersList:
    one = _found(listed, event, _WAITING)
    before = listed.speaking
    if one.kind in INTERRUPTING:
        if before is not None:
            listed = _with(listed, _stopped(before, State.PAUSED, event.at))
            one = replace(one, interrupts=before.key)
    else:
        for other in listed.requests:
            if other.state in _HAS_BEGUN:
                listed = _with(listed, _stopped(other, State.ENDED, event.at))
    return _with(listed, replace(one, state=State.SPEAKING, since=event.at))


def _pause(listed: SpeakersList, event: Event) -> SpeakersList:
    one = _found(listed, event, frozenset({State.SPEAKING}))
    return _with(listed, _stopped(one, State.PAUSED, event.at))


def _resume(listed: SpeakersList, event: Event) -> SpeakersList:
    one = _found(listed, event, frozenset({State.PAUSED}))
    if listed.speaking is not None:
        raise InputError(gettext_noop("Somebody else has the floor: end that speech first."))
    return _with(listed, replace(one, state=State.SPEAKING, since=event.at))


def _end(listed: SpeakersList, event: Event) -> SpeakersList:
    one = _found(listed, event, _HAS_BEGUN)
    listed = _with(listed, _stopped(one, State.ENDED, event.at))
    paused = _interrupted(listed, one)
    if paused is None or listed.speaking is not None:
        return listed
    return _with(listed, replace(paused, state=State.SPEAKING, since=event.at))


def _interrupted(listed: SpeakersList, one: Request) -> Request | None:
    """Whom it paused; where that is over as well, whom that one had paused."""
    by_key = {other.key: other for other in listed.requests}
    before = by_key.get(one.interrupts)
    while before is not None and before.state is not State.PAUSED:
        before = by_key.get(before.interrupts)
    return before


def _give_time(listed: SpeakersList, event: Event) -> SpeakersList:
    allowed = max(listed.allowed.get(event.delegation, timedelta()) + event.time, timedelta())
    return replace(listed, allowed=MappingProxyType({**listed.allowed, event.delegation: allowed}))


def _open_list(listed: SpeakersList, _event: Event) -> SpeakersList:
    return replace(listed, is_open=True)


def _close_list(listed: SpeakersList, _event: Event) -> SpeakersList:
    return replace(listed, is_open=False)


_ACTS: Final = MappingProxyType(
    {
        Act.REQUEST: _request,
        Act.WITHDRAW: _withdraw,
        Act.MOVE: _move,
        Act.CALL: _call,
        Act.BEGIN: _begin,
        Act.PAUSE: _pause,
        Act.RESUME: _resume,
        Act.END: _end,
        Act.GIVE_TIME: _give_time,
        Act.OPEN_LIST: _open_list,
        Act.CLOSE_LIST: _close_list,
    }
)


def _stopped(one: Request, state: State, at: datetime) -> Request:
    return replace(one, state=state, spoken=one.spoken_at(at), since=None)


def _with(listed: SpeakersList, changed: Request) -> SpeakersList:
    return replace(listed, requests=tuple(changed if one.key == changed.key else one for one in listed.requests))


def _found(listed: SpeakersList, event: Event, states: frozenset[State]) -> Request:
    for one in listed.requests:
        if one.key == event.request and one.state in states:
            return one
    raise InputError(gettext_noop("The list has changed: look who has the floor and who waits, and try again."))
