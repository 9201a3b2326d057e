"""The silence procedure: a text is agreed when nobody objects before a deadline. Pure, to the second.

After decision 74/544 of the General Assembly (27 March 2020): at least 72 hours, the text in all languages but in
exceptional cases, one objection breaks the silence. Every function gives a new value or refuses with InputError.

    draft -> circulated -> running -> (extended) -> expired-silent -> adopted
    running | extended | expired-silent -> broken -> reopened | withdrawn

Only the moment at which an objection reached us counts: one that came before the deadline breaks the silence even when
the clock was noted as run out in between, up to the adoption. At the deadline itself it is too late.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from mashura.consultation.rules.working_days import WorkingCalendar, add_working_hours, in_words
from mashura.errors import InputError, gettext_noop


class State(StrEnum):
    """Where a silence procedure stands."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    RUNNING = "running"
    EXTENDED = "extended"
    EXPIRED_SILENT = "expired-silent"
    ADOPTED = "adopted"
    BROKEN = "broken"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


_OPEN: Final = frozenset({State.RUNNING, State.EXTENDED})


@dataclass(frozen=True, slots=True)
class Objection:
    """What breaks a silence: which delegation, about which clause ("" for the whole text), why, received when."""

    by: str
    clause: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence procedure on the text with this hash. Delegations are named by their keys.

    `asked` have a post that receives letters (focal point) and may object; `receipts` say who received the text when.
    """

    subject_sha256: str
    asked: frozenset[str]
    state: State = State.DRAFT
    circulated_at: datetime | None = None
    started_at: datetime | None = None
    deadline: datetime | None = None
    waiver: str = ""
    extensions: tuple[tuple[datetime, str], ...] = ()
    receipts: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))
    objection: Objection | None = None

    @property
    def without_receipt(self) -> frozenset[str]:
        """Who has not confirmed having the text. It does not stop the clock: somebody should telephone."""
        return self.asked - set(self.receipts)


def state_at(silence: Silence, now: datetime) -> State:
    """The state that holds at `now`, whether or not the end of the clock was noted yet."""
    if silence.state in _OPEN and silence.deadline is not None and now >= silence.deadline:
        return State.EXPIRED_SILENT
    return silence.state


def circulate(silence: Silence, *, at: datetime, missing_languages: Collection[str] = (), waiver: str = "") -> Silence:
    """The text goes out to all delegations asked, in all languages or with the reason why one is missing."""
    _need(silence, State.DRAFT)
    if not silence.asked:
        raise InputError(gettext_noop("Say which delegations are asked."))
    if missing_languages and not waiver.strip():
        raise InputError(
            gettext_noop("The text is not complete in %(languages)s: complete it, or say why it goes out without."),
            languages=", ".join(sorted(missing_languages)),
        )
    # A reason for what is not missing would be read as if something were.
    kept = waiver.strip() if missing_languages else ""
    return replace(silence, state=State.CIRCULATED, circulated_at=at, waiver=kept)


def start(
    silence: Silence, *, at: datetime, deadline: datetime, least_hours: int, calendars: Collection[WorkingCalendar]
) -> Silence:
    """The clock starts at `at` and runs until `deadline`: `least_hours` working hours of all `calendars` or more."""
    _need(silence, State.CIRCULATED)
    if silence.circulated_at is not None and at < silence.circulated_at:
        raise InputError(gettext_noop("The clock cannot start before the text went out."))
    if deadline < (least := add_working_hours(at, least_hours, calendars)):
        raise InputError(
            gettext_noop(
                "The deadline comes too early: by the rules of procedure it is not before %(least)s (least working "
                "hours: %(hours)s)."
            ),
            least=in_words(least),
            hours=least_hours,
        )
    return replace(silence, state=State.RUNNING, started_at=at, deadline=deadline)


def receive(silence: Silence, *, by: str, at: datetime) -> Silence:
    """A delegation confirms that it has the text. The first receipt counts; a second one changes nothing."""
    _need(silence, State.CIRCULATED, State.RUNNING, State.EXTENDED, State.EXPIRED_SILENT)
    _check_asked(silence, by)
    if by in silence.receipts:
        return silence
    return replace(silence, receipts=MappingProxyType({**silence.receipts, by: at}))


def extend(silence: Silence, *, at: datetime, deadline: datetime, reason: str) -> Silence:
    """The clock runs longer, for all. A deadline never moves forward, nor once it has passed."""
    _need_open(silence, at)
    if not reason.strip():
        raise InputError(gettext_noop("Say why the deadline is extended."))
    if silence.deadline is None or deadline <= silence.deadline:
        raise InputError(gettext_noop("An extension ends later than the deadline that there is."))
    before = (*silence.extensions, (silence.deadline, reason.strip()))
    return replace(silence, state=State.EXTENDED, deadline=deadline, extensions=before)


def object_to(silence: Silence, *, by: str, clause: str, reason: str, at: datetime, may_block: bool) -> Silence:
    """One objection breaks the silence. `at` is when it reached us; `may_block` by the rules of procedure.

    Raises:
        InputError: not asked, may not block, without a reason, nothing running, at or after the deadline.
    """
    _need(silence, State.RUNNING, State.EXTENDED, State.EXPIRED_SILENT)
    _check_asked(silence, by)
    if not may_block:
        raise InputError(gettext_noop("Observers do not break a silence: send a comment instead."))
    if not reason.strip():
        raise InputError(gettext_noop("Give the reason of the objection, and the clause that it is about."))
    if silence.deadline is not None and at >= silence.deadline:
        raise InputError(
            gettext_noop(
                "The silence ended on %(deadline)s: the objection came too late. It can be sent as a statement."
            ),
            deadline=in_words(silence.deadline),
        )
    if silence.started_at is not None and at < silence.started_at:
        raise InputError(gettext_noop("The clock has not started yet: send a comment instead."))
    return replace(silence, state=State.BROKEN, objection=Objection(by, clause, reason.strip(), at))


def expire(silence: Silence, *, at: datetime) -> Silence:
    """The clock has run out and nobody objected."""
    _need(silence, *_OPEN)
    if state_at(silence, at) is not State.EXPIRED_SILENT:
        raise InputError(gettext_noop("The silence has not ended yet."))
    return replace(silence, state=State.EXPIRED_SILENT)


def adopt(silence: Silence, *, subject_sha256: str, at: datetime) -> Silence:
    """The text is agreed by silence: the very text that was sent out, as its hash says."""
    if state_at(silence, at) is not State.EXPIRED_SILENT:
        raise InputError(gettext_noop("A text is agreed by silence when the deadline has passed without an objection."))
    if subject_sha256 != silence.subject_sha256:
        raise InputError(
            gettext_noop("The text was changed since it went out: it needs a silence procedure of its own.")
        )
    return replace(silence, state=State.ADOPTED)


def reopen(silence: Silence) -> Silence:
    """After an objection the text goes back to negotiation."""
    _need(silence, State.BROKEN)
    return replace(silence, state=State.REOPENED)


def withdraw(silence: Silence) -> Silence:
    """After an objection the text is withdrawn."""
    _need(silence, State.BROKEN)
    return replace(silence, state=State.WITHDRAWN)


def _check_asked(silence: Silence, by: str) -> None:
    if by not in silence.asked:
        raise InputError(gettext_noop("This delegation was not asked."))


def _need_open(silence: Silence, now: datetime) -> None:
    if state_at(silence, now) not in _OPEN:
        raise InputError(_NOT_NOW)


def _need(silence: Silence, *states: State) -> None:
    if silence.state not in states:
        raise InputError(_NOT_NOW)


_NOT_NOW: Final = gettext_noop("The silence procedure is past this step, or has not come to it: look at how it stands.")
