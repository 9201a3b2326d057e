"""Positions of addressees: what each code means, what it needs, and the binary that the United Nations print.

The fine code is kept; the binary is derived from it and never stored (`spec/commitments.md` b.2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from mashura.errors import InputError, gettext_noop


class Position(StrEnum):
    """What an addressee answers to a recommendation."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    ACCEPTED_IN_PRINCIPLE = "accepted_in_principle"
    ALREADY_IMPLEMENTED = "already_implemented"
    UNDER_CONSIDERATION = "under_consideration"
    NOTED = "noted"
    NOT_ACCURATE = "not_accurate"
    NO_RESPONSE = "no_response"
    NOT_APPLICABLE = "not_applicable"


class Binary(StrEnum):
    """The same in the words of the Universal Periodic Review; `BY_CASE` and `NONE` have no word there."""

    SUPPORTED = "supported"
    NOTED = "noted"
    PENDING = "pending"
    BY_CASE = "by_case"
    NONE = "none"


_BINARY: Final = {
    Position.ACCEPTED: Binary.SUPPORTED,
    # Noted unless split; then the parts are recommendations with positions of their own.
    Position.ACCEPTED_IN_PART: Binary.NOTED,
    Position.ACCEPTED_IN_PRINCIPLE: Binary.NOTED,
    Position.ALREADY_IMPLEMENTED: Binary.BY_CASE,
    Position.UNDER_CONSIDERATION: Binary.PENDING,
    Position.NOTED: Binary.NOTED,
    Position.NOT_ACCURATE: Binary.NOTED,
    Position.NO_RESPONSE: Binary.NOTED,
    Position.NOT_APPLICABLE: Binary.NONE,
}
# What nobody may leave unsaid: which parts, what was done, what is wrong, who would be the right addressee.
NEEDS_REASON: Final = frozenset(
    {
        Position.ACCEPTED_IN_PART,
        Position.ALREADY_IMPLEMENTED,
        Position.NOT_ACCURATE,
        Position.NOT_APPLICABLE,
    }
)
# "No response" is stated by who waited for one, never by the addressee.
GIVEN_BY_ADDRESSEES: Final = tuple(one for one in Position if one is not Position.NO_RESPONSE)


class ResponseState(StrEnum):
    """How an addressee stands with its answer; every state is derived."""

    NOT_REQUESTED = "not_requested"
    REQUESTED = "requested"
    OVERDUE = "overdue"
    RECEIVED = "received"
    REVISED = "revised"
    NO_RESPONSE = "no_response"


def binary_of(position: Position) -> Binary:
    """The binary of a position: a pure function of the position and of nothing else."""
    return _BINARY[position]


def is_to_be_split(position: Position, recommendation_state: str) -> bool:
    """Whether to offer that a recommendation be split: parts were named and it was not split yet."""
    return position is Position.ACCEPTED_IN_PART and recommendation_state == "issued"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an addressee gives with its position, as far as a rule asks for it."""

    position: Position
    decided_on: date
    has_reason: bool = False
    has_source: bool = False
    answer_by: date | None = None


def check_answer(answer: Answer) -> None:
    """Return when an addressee may answer so; InputError naming what is missing."""
    if answer.position is Position.NO_RESPONSE:
        raise InputError(gettext_noop("Only whoever waited for an answer can state that none came."))
    if answer.position is Position.UNDER_CONSIDERATION:
        if answer.answer_by is None or answer.answer_by <= answer.decided_on:
            raise InputError(gettext_noop("Give the day by which the answer will come, after the day of this one."))
    elif answer.answer_by is not None:
        raise InputError(gettext_noop("Only an answer that is under consideration has a day by which it will come."))
    told = answer.has_reason or (answer.position is Position.ALREADY_IMPLEMENTED and answer.has_source)
    if answer.position in NEEDS_REASON and not told:
        raise InputError(_MISSING_REASON[answer.position])


_MISSING_REASON: Final = {
    Position.ACCEPTED_IN_PART: gettext_noop("Say which parts are accepted and which are not."),
    Position.ALREADY_IMPLEMENTED: gettext_noop("Say what has been done, or name the document that shows it."),
    Position.NOT_ACCURATE: gettext_noop("Say what the recommendation gets wrong."),
    Position.NOT_APPLICABLE: gettext_noop("Say who would be the right addressee."),
}


def response_state(positions: Sequence[Position], due: date | None, today: date) -> ResponseState:
    """The state of one addressee from its answers, oldest first, and the day by which one was asked for.

    `today` is the day in the addressee's own zone.
    """
    given = [one for one in positions if one is not Position.NO_RESPONSE]
    if given:
        return ResponseState.RECEIVED if len(given) == 1 else ResponseState.REVISED
    if positions:
        return ResponseState.NO_RESPONSE
    if due is None:
        return ResponseState.NOT_REQUESTED
    return ResponseState.OVERDUE if due < today else ResponseState.REQUESTED


def check_no_response(positions: Sequence[Position], due: date | None, today: date) -> None:
    """Return when it may be stated that no answer came; InputError while there is still time or one is there."""
    if response_state(positions, due, today) is not ResponseState.OVERDUE:
        raise InputError(gettext_noop("No response can be stated only after the day by which one was asked for."))
