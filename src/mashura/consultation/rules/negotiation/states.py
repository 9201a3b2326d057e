"""What may become of a text, a clause, a proposal and a bracket: tables, and the reasons why a step is refused.

Who may take a step is a question for `policy`: it gives the acts an actor may do as `may`. What the step needs is a
question for the caller, who gives what is true as `met`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from mashura.errors import InputError, gettext_noop


class TextState(StrEnum):
    ZERO_DRAFT = "zero-draft"
    TABLED = "tabled"
    UNDER_NEGOTIATION = "under-negotiation"
    CHAIR_TEXT = "chair-text"
    CLEAN = "clean"
    LANGUAGE_COMPLETE = "language-complete"
    SUBMITTED_FOR_ADOPTION = "submitted-for-adoption"
    REOPENED = "reopened"
    ADOPTED = "adopted"
    ADOPTED_AD_REFERENDUM = "adopted-ad-referendum"
    FINAL = "final"
    TRANSFERRED_TO_CHAIR_SUMMARY = "transferred-to-chair-summary"
    CARRIED_OVER = "carried-over"
    LAPSED = "lapsed"


class ClauseStatus(StrEnum):
    PROPOSED = "proposed"
    OPEN = "open"
    BRACKETED = "bracketed"
    AGREED_AD_REFERENDUM = "agreed-ad-referendum"
    AGREED = "agreed"
    ADOPTED = "adopted"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    MERGED_INTO = "merged-into"
    SPLIT_INTO = "split-into"
    PARKED = "parked"


class ProposalState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ADMISSIBLE = "admissible"
    INADMISSIBLE = "inadmissible"
    PUBLISHED = "published"
    UNDER_DISCUSSION = "under-discussion"
    ACCEPTED = "accepted"
    ACCEPTED_AS_MODIFIED = "accepted-as-modified"
    BRACKETED = "bracketed"
    REFERRED = "referred"
    NOT_ACCEPTED = "not-accepted"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"
    LAPSED = "lapsed"


class BracketState(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"
    LIFTED = "lifted"
    MERGED = "merged"
    EXPANDED = "expanded"


class Needs(StrEnum):
    """What must be true before a step."""

    NO_OPEN_BRACKET = "no-open-bracket"
    ALL_LANGUAGES = "all-languages"
    REASON = "reason"
    SUCCESSOR = "successor"
    PROPOSER_CONSENT = "proposer-consent"
    PRESENT_BASE = "present-base"
    CONSENSUS = "consensus"
    PENDING_AD_REFERENDUM = "pending-ad-referendum"
    NOTHING_PENDING = "nothing-pending"
    PACKAGE = "package"


S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """A way from one state to another; `act` is the name by which policy allows it."""

    before: S
    after: S
    act: str
    needs: frozenset[Needs] = frozenset()


@dataclass(frozen=True, slots=True)
class Machine(Generic[S]):
    """All steps between the states of one thing."""

    name: str
    steps: tuple[Step[S], ...]

    def step(self, before: S, after: S) -> Step[S] | None:
        return next((one for one in self.steps if (one.before, one.after) == (before, after)), None)


def _steps(act: str, before: Collection[S], after: S, *needs: Needs) -> tuple[Step[S], ...]:
    return tuple(Step(one, after, act, frozenset(needs)) for one in before)


_T = TextState
TEXT: Final = Machine(
    "text",
    (
        *_steps("table", [_T.ZERO_DRAFT], _T.TABLED),
        *_steps("negotiate", [_T.TABLED, _T.CHAIR_TEXT, _T.REOPENED], _T.UNDER_NEGOTIATION),
        *_steps("take_the_pen", [_T.UNDER_NEGOTIATION], _T.CHAIR_TEXT),
        *_steps("find_clean", [_T.UNDER_NEGOTIATION], _T.CLEAN, Needs.NO_OPEN_BRACKET),
        *_steps("reopen", [_T.CLEAN, _T.LANGUAGE_COMPLETE, _T.SUBMITTED_FOR_ADOPTION], _T.REOPENED, Needs.REASON),
        *_steps(
            "find_languages_complete", [_T.CLEAN], _T.LANGUAGE_COMPLETE, Needs.NO_OPEN_BRACKET, Needs.ALL_LANGUAGES
        ),
        *_steps(
            "submit", [_T.LANGUAGE_COMPLETE], _T.SUBMITTED_FOR_ADOPTION, Needs.NO_OPEN_BRACKET, Needs.ALL_LANGUAGES
        ),
        *_steps(
            "adopt",
            [_T.SUBMITTED_FOR_ADOPTION],
            _T.ADOPTED,
            Needs.NO_OPEN_BRACKET,
            Needs.ALL_LANGUAGES,
            Needs.CONSENSUS,
            Needs.NOTHING_PENDING,
        ),
        *_steps(
            "adopt",
            [_T.SUBMITTED_FOR_ADOPTION],
            _T.ADOPTED_AD_REFERENDUM,
            Needs.NO_OPEN_BRACKET,
            Needs.ALL_LANGUAGES,
            Needs.CONSENSUS,
            Needs.PENDING_AD_REFERENDUM,
        ),
        *_steps("confirm", [_T.ADOPTED_AD_REFERENDUM], _T.ADOPTED, Needs.NOTHING_PENDING),
        *_steps("revert", [_T.ADOPTED_AD_REFERENDUM], _T.REOPENED, Needs.REASON),
        *_steps("finalise", [_T.ADOPTED, _T.ADOPTED_AD_REFERENDUM], _T.FINAL, Needs.NOTHING_PENDING),
        *_steps("transfer", [_T.UNDER_NEGOTIATION], _T.TRANSFERRED_TO_CHAIR_SUMMARY, Needs.REASON),
        *_steps("carry_over", [_T.UNDER_NEGOTIATION], _T.CARRIED_OVER, Needs.REASON),
        *_steps("let_lapse", [_T.UNDER_NEGOTIATION], _T.LAPSED, Needs.REASON),
    ),
)

_C = ClauseStatus
_IN_DISCUSSION: Final = (_C.OPEN, _C.BRACKETED)
CLAUSE: Final = Machine(
    "clause",
    (
        *_steps("open", [_C.PROPOSED, _C.REOPENED, _C.PARKED], _C.OPEN),
        *_steps("bracket", [_C.OPEN], _C.BRACKETED),
        *_steps("unbracket", [_C.BRACKETED], _C.OPEN, Needs.NO_OPEN_BRACKET),
        *_steps(
            "agree",
            _IN_DISCUSSION,
            _C.AGREED_AD_REFERENDUM,
            Needs.NO_OPEN_BRACKET,
            Needs.CONSENSUS,
            Needs.PENDING_AD_REFERENDUM,
        ),
        *_steps("agree", [_C.OPEN], _C.AGREED, Needs.NO_OPEN_BRACKET, Needs.CONSENSUS, Needs.NOTHING_PENDING),
        *_steps("confirm", [_C.AGREED_AD_REFERENDUM], _C.AGREED, Needs.NOTHING_PENDING),
        # "Agreed" is not "adopted": nothing is agreed until everything is.
        *_steps("adopt", [_C.AGREED], _C.ADOPTED, Needs.NO_OPEN_BRACKET, Needs.ALL_LANGUAGES),
        *_steps("reopen", [_C.AGREED, _C.AGREED_AD_REFERENDUM], _C.REOPENED, Needs.REASON),
        *_steps("withdraw", _IN_DISCUSSION, _C.WITHDRAWN),
        *_steps("merge", _IN_DISCUSSION, _C.MERGED_INTO, Needs.SUCCESSOR),
        *_steps("split", _IN_DISCUSSION, _C.SPLIT_INTO, Needs.SUCCESSOR),
        *_steps("park", _IN_DISCUSSION, _C.PARKED, Needs.PACKAGE),
    ),
)

_A = ProposalState
_BEFORE_DECISION: Final = (_A.SUBMITTED, _A.ADMISSIBLE, _A.PUBLISHED, _A.UNDER_DISCUSSION, _A.BRACKETED, _A.REFERRED)
PROPOSAL: Final = Machine(
    "proposal",
    (
        *_steps("submit", [_A.DRAFT], _A.SUBMITTED),
        *_steps("admit", [_A.SUBMITTED], _A.ADMISSIBLE),
        *_steps("find_inadmissible", [_A.SUBMITTED], _A.INADMISSIBLE, Needs.REASON),
        *_steps("publish", [_A.ADMISSIBLE], _A.PUBLISHED),
        *_steps("discuss", [_A.PUBLISHED, _A.BRACKETED, _A.REFERRED], _A.UNDER_DISCUSSION, Needs.PRESENT_BASE),
        *_steps("accept", [_A.UNDER_DISCUSSION], _A.ACCEPTED, Needs.PRESENT_BASE, Needs.CONSENSUS),
        *_steps(
            "accept",
            [_A.UNDER_DISCUSSION],
            _A.ACCEPTED_AS_MODIFIED,
            Needs.SUCCESSOR,
            Needs.PROPOSER_CONSENT,
            Needs.CONSENSUS,
        ),
        *_steps("bracket", [_A.UNDER_DISCUSSION], _A.BRACKETED, Needs.PRESENT_BASE),
        *_steps("refer", [_A.UNDER_DISCUSSION], _A.REFERRED),
        *_steps("find_no_consensus", [_A.UNDER_DISCUSSION], _A.NOT_ACCEPTED, Needs.REASON),
        *_steps("withdraw", [_A.DRAFT, *_BEFORE_DECISION], _A.WITHDRAWN),
        *_steps("overtake", [_A.PUBLISHED, _A.UNDER_DISCUSSION, _A.BRACKETED], _A.OVERTAKEN, Needs.SUCCESSOR),
        *_steps("let_lapse", _BEFORE_DECISION, _A.LAPSED),
    ),
)

_B = BracketState
BRACKET: Final = Machine(
    "bracket",
    (
        *_steps("resolve", [_B.OPEN], _B.RESOLVED, Needs.CONSENSUS),
        *_steps("lift", [_B.OPEN], _B.LIFTED, Needs.CONSENSUS),
        *_steps("merge", [_B.OPEN], _B.MERGED, Needs.SUCCESSOR),
        *_steps("expand", [_B.OPEN], _B.EXPANDED, Needs.SUCCESSOR),
    ),
)


class StepRefusal(StrEnum):
    """Why a step is not taken."""

    LOCKED = "locked"
    MOVED_ON = "moved-on"
    NOT_A_NEIGHBOUR = "not-a-neighbour"
    NOT_ALLOWED = "not-allowed"
    LACKING = "lacking"


_MESSAGES: Final = {
    StepRefusal.LOCKED: gettext_noop("The meeting is closed to changes."),
    StepRefusal.MOVED_ON: gettext_noop("Somebody else was quicker. Look at what has become of it first."),
    StepRefusal.NOT_A_NEIGHBOUR: gettext_noop("What stands there now cannot become this directly."),
    StepRefusal.NOT_ALLOWED: gettext_noop("This step is not yours to take."),
    StepRefusal.LACKING: gettext_noop("Something has to be done before this step."),
}


class StepRefused(InputError):  # noqa: N818 - reads as what happened: the step was refused
    """A step that is not taken, with the name of the reason and, where something is lacking, what.

    The message names no state: pages have the words for them, and for what is lacking, in the language of the reader.
    """

    def __init__(self, refusal: StepRefusal, *, lacking: Collection[Needs] = (), **params: str) -> None:
        self.refusal = refusal
        self.lacking = frozenset(lacking)
        super().__init__(_MESSAGES[refusal], **params)


Allowed = Callable[[str], bool]
"""Whether policy lets the actor, in the capacity that they have here and now, do the act of this name."""


def next_states(machine: Machine[S], state: S, *, may: Allowed = lambda _: True) -> tuple[S, ...]:
    """The states that the actor may lead to from here, in the order of the table."""
    return tuple(one.after for one in machine.steps if one.before == state and may(one.act))


def check_step(
    machine: Machine[S],
    present: S,
    after: S,
    *,
    seen: S,
    may: Allowed,
    met: Collection[Needs] = (),
    is_locked: bool = False,
    may_jump: bool = False,
) -> Step[S]:
    """The step to take from `present`, or refused by the first reason that holds.

    `seen` is the state that the actor decided on: when somebody was quicker, they are told, never overruled.
    A locked meeting denies everybody. `may_jump` is the right to set a state that is no neighbour, to put mistakes
    right; it never does without what the steps to that state need, a reason or the languages.
    """
    if is_locked:
        raise StepRefused(StepRefusal.LOCKED)
    if present is not seen:
        raise StepRefused(StepRefusal.MOVED_ON, present=present.value)
    step = machine.step(present, after)
    if step is None:
        if not may_jump or present is after:
            raise StepRefused(StepRefusal.NOT_A_NEIGHBOUR, before=present.value, after=after.value)
        ways = [one.needs for one in machine.steps if one.after is after]
        needs = frozenset.intersection(*ways) if ways else frozenset()
        step = Step(present, after, "set_state", needs | {Needs.REASON})
    if not may(step.act):
        raise StepRefused(StepRefusal.NOT_ALLOWED)
    if lacking := sorted(step.needs - set(met)):
        raise StepRefused(StepRefusal.LACKING, lacking=lacking)
    return step
