"""Rounds of comments and the matrix of comments and responses. Pure.

    open -> assigned -> answered -> second-read -> closed -> reopened -> assigned | answered

A round has a window, from the beginning of a day to the end of a day in one time zone, and cannot close while a
comment is unanswered. Columns of the matrix as in the files of comments that the IPCC publishes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from mashura.consultation.rules.procedure import Holders, RulesOfProcedure
from mashura.consultation.rules.working_days import end_of_day, working_days_between
from mashura.errors import InputError, gettext_noop


class CommentClass(StrEnum):
    """What a comment is about."""

    FACTUAL = "factual"
    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"
    TRANSLATION = "translation"
    LEGAL = "legal"
    SCOPE = "scope"


class Disposition(StrEnum):
    """What was done with a comment."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted-in-part"
    TAKEN_INTO_ACCOUNT = "taken-into-account"
    NOTED = "noted"
    NOT_ACCEPTED = "not-accepted"
    OUT_OF_SCOPE = "out-of-scope"
    DUPLICATE_OF = "duplicate-of"
    REFERRED_TO_NEGOTIATION = "referred-to-negotiation"


class State(StrEnum):
    """How far the answer to a comment is."""

    OPEN = "open"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    SECOND_READ = "second-read"
    CLOSED = "closed"
    REOPENED = "reopened"


UNANSWERED: Final = frozenset({State.OPEN, State.ASSIGNED, State.REOPENED})


class RoundState(StrEnum):
    """Where a round stands."""

    PLANNED = "planned"
    OPEN = "open"
    ANSWERING = "answering"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Round:
    """A round of comments: first and last day of its window, both included, in `zone` (a name of the tz database).

    `may_comment` is who may, at most those whom the rules of procedure let comment.
    """

    first: date
    last: date
    zone: str
    may_comment: Holders
    closed_at: datetime | None = None

    @property
    def opens_at(self) -> datetime:
        return end_of_day(self.first - timedelta(days=1), self.zone)

    @property
    def closes_at(self) -> datetime:
        """The first instant that is too late."""
        return end_of_day(self.last, self.zone)

    def state_at(self, now: datetime) -> RoundState:
        if self.closed_at is not None:
            return RoundState.CLOSED
        if now < self.opens_at:
            return RoundState.PLANNED
        return RoundState.OPEN if now < self.closes_at else RoundState.ANSWERING


def check_round(one: Round, rules: RulesOfProcedure) -> None:
    """InputError unless the days are in order, leave the working days that the rules ask for, and ask no one else.

    The days count by the calendars of the rules; without calendars every day does.
    """
    if not one.may_comment <= rules.may_comment:
        raise InputError(gettext_noop("By the rules of procedure others comment: choose among those who may."))
    if one.last < one.first:
        raise InputError(gettext_noop("The window ends before it begins: check the two days."))
    days = working_days_between(one.first - timedelta(days=1), one.last, list(rules.calendars.values()))
    if days < rules.comment_days:
        raise InputError(
            gettext_noop(
                "The window is too short. Working days that all countries have in it: %(days)s; asked for by the rules "
                "of procedure: %(least)s."
            ),
            days=days,
            least=rules.comment_days,
        )


def check_may_comment(one: Round, *, kind: str, capacity: str, at: datetime) -> None:
    """InputError unless such a seat may comment in this round at this moment."""
    state = one.state_at(at)
    if state is RoundState.PLANNED:
        raise InputError(gettext_noop("Comments are taken from %(day)s."), day=one.first.isoformat())
    if state is not RoundState.OPEN:
        raise InputError(gettext_noop("Comments were taken until %(day)s."), day=one.last.isoformat())
    if not one.may_comment.include(kind, capacity):
        raise InputError(gettext_noop("This round takes comments from others: look who may comment."))


@dataclass(frozen=True, slots=True)
class Answer:
    """The response to a comment: what was done and why, by whom.

    `duplicate_of` is the comment that says the same; `change` the change of the text that the comment caused.
    """

    disposition: Disposition
    reasoning: str
    by: str
    duplicate_of: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A row of the matrix as far as its answer goes: people and comments are named by their keys."""

    key: str
    comment_class: CommentClass
    state: State = State.OPEN
    assigned_to: str = ""
    answer: Answer | None = None
    second_reader: str = ""
    reopened_because: str = ""

    @property
    def is_answered(self) -> bool:
        return self.state not in UNANSWERED


def close_round(one: Round, comments: Iterable[Comment], *, at: datetime) -> Round:
    """The round is over. InputError when its window is open, or naming the comments without an answer."""
    if one.state_at(at) is not RoundState.ANSWERING:
        raise InputError(gettext_noop("A round closes once, after its window."))
    unanswered = [comment.key for comment in comments if not comment.is_answered]
    if unanswered:
        raise InputError(
            gettext_noop("A round closes when every comment is answered. Without an answer: %(comments)s."),
            comments=", ".join(unanswered),
        )
    return replace(one, closed_at=at)


def assign(comment: Comment, *, to: str) -> Comment:
    """Somebody is to answer; until the answer is there it can be given to somebody else."""
    _need(comment, *UNANSWERED)
    return replace(comment, state=State.ASSIGNED, assigned_to=to)


def answer(comment: Comment, given: Answer, *, duplicates: Mapping[str, str]) -> Comment:
    """The answer, or a better one before it was read a second time.

    `duplicates` says of every comment answered as a duplicate which other one it repeats.

    Raises:
        InputError: not assigned, without a reason though not editorial, a duplicate of nothing, of itself or in a
            circle.
    """
    _need(comment, State.ASSIGNED, State.ANSWERED, State.REOPENED)
    if not given.reasoning.strip() and comment.comment_class is not CommentClass.EDITORIAL:
        raise InputError(gettext_noop("Say why: only an editorial comment is answered without a reason."))
    if given.disposition is Disposition.DUPLICATE_OF:
        check_duplicate(comment.key, given.duplicate_of, duplicates)
    elif given.duplicate_of:
        raise InputError(gettext_noop("Another comment is named only where this one repeats it."))
    kept = replace(given, reasoning=given.reasoning.strip())
    return replace(comment, state=State.ANSWERED, answer=kept, second_reader="", reopened_because="")


def second_read(comment: Comment, *, by: str) -> Comment:
    """Somebody else than who answered has read the answer."""
    _need(comment, State.ANSWERED)
    if comment.answer is not None and comment.answer.by == by:
        raise InputError(gettext_noop("Somebody else than who answered reads the answer a second time."))
    return replace(comment, state=State.SECOND_READ, second_reader=by)


def close(comment: Comment) -> Comment:
    """The answer stands."""
    _need(comment, State.SECOND_READ)
    return replace(comment, state=State.CLOSED)


def reopen(comment: Comment, *, reason: str) -> Comment:
    """A closed answer is looked at again; it stays readable until there is a new one."""
    _need(comment, State.CLOSED)
    if not reason.strip():
        raise InputError(gettext_noop("Say why the comment is reopened."))
    return replace(comment, state=State.REOPENED, reopened_because=reason.strip())


def check_duplicate(key: str, of: str, duplicates: Mapping[str, str]) -> None:
    """InputError unless `of` is another comment that does not, through others, repeat this one."""
    if not of or of == key:
        raise InputError(gettext_noop("Name the other comment that this one repeats."))
    if key in _chain(of, duplicates):
        raise InputError(
            gettext_noop("%(other)s itself repeats this comment: of two that say the same one keeps its own answer."),
            other=of,
        )


def first_of(key: str, duplicates: Mapping[str, str]) -> str:
    """The comment that holds the answer for `key`: the end of the chain of duplicates."""
    return _chain(key, duplicates)[-1]


def _chain(key: str, duplicates: Mapping[str, str]) -> list[str]:
    chain = [key]
    while (following := duplicates.get(chain[-1])) is not None and following not in chain:
        chain.append(following)
    return chain


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One line of the matrix as it is exchanged. Pages and lines are None where nothing was printed."""

    id: str
    clause: str
    from_page: int | None
    from_line: int | None
    to_page: int | None
    to_line: int | None
    comment: str
    response: str = ""

    def values(self) -> tuple[str | int | None, ...]:
        """The cells in the order of `COLUMNS`."""
        return tuple(getattr(self, name) for name in COLUMNS)


def matrix_row(cells: Sequence[Any]) -> MatrixRow:
    """A line of the matrix from its cells, in the order of `COLUMNS`; missing cells at the end are empty.

    Digits of any script are read. InputError naming the comment and the column.
    """
    values = [*cells, *[None] * (len(COLUMNS) - len(cells))]
    texts = {name: "" if value is None else str(value).strip() for name, value in zip(COLUMNS, values, strict=False)}
    key = texts["id"]
    if len(cells) > len(COLUMNS) or not key or not texts["comment"]:
        raise InputError(
            gettext_noop("Comment %(comment)s: each line has the columns of the matrix, an id and a comment."),
            comment=key or "?",
        )
    at = {name: _printed(key, name, texts[name]) for name in _PRINTED}
    if _is_backwards(at):
        raise InputError(
            gettext_noop("Comment %(comment)s: it ends before it begins, check page and line."), comment=key
        )
    return MatrixRow(key, texts["clause"], **at, comment=texts["comment"], response=texts["response"])


def _is_backwards(at: Mapping[str, int | None]) -> bool:
    first, last = at["from_page"] or 0, at["to_page"]
    if last is not None and last != first:
        return last < first
    return at["to_line"] is not None and at["to_line"] < (at["from_line"] or 0)


def _printed(key: str, name: str, text: str) -> int | None:
    if not text:
        return None
    whole = text.removesuffix(".0")
    if not whole.isdecimal():
        raise InputError(
            gettext_noop("Comment %(comment)s, column %(column)s: give a whole number, or leave it empty."),
            comment=key,
            column=name,
        )
    return int(whole)


# Names of the cells, and the heading of each column.
COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": gettext_noop("Id"),
        "clause": gettext_noop("Chapter or clause"),
        "from_page": gettext_noop("From page"),
        "from_line": gettext_noop("From line"),
        "to_page": gettext_noop("To page"),
        "to_line": gettext_noop("To line"),
        "comment": gettext_noop("Comment"),
        "response": gettext_noop("Response"),
    }
)
_PRINTED: Final = ("from_page", "from_line", "to_page", "to_line")


def _need(comment: Comment, *states: State) -> None:
    if comment.state not in states:
        raise InputError(
            gettext_noop("Comment %(comment)s is past this step, or has not come to it: look at how it stands now."),
            comment=comment.key,
        )
