"""How a text is adopted: the language gate, the gavel, ad referendum, what is annexed, and the chair's summary instead.

    proposed -> language-gate-ok -> announced -> gavelled -> adopted
    gavelled with capitals to be asked -> adopted-ad-referendum -> adopted | reverted
    proposed | language-gate-ok | announced -> (objection) suspended -> proposed | chair-summary

Pure: every function gives a new value or refuses with InputError. An objection that reached us before the gavel fell
suspends the adoption even when it is read after it, until the adoption is noted as done.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from mashura.consultation.rules.positions import Consensus, Kind, Result
from mashura.consultation.rules.procedure import Asked, DecisionMode, Fate, Headcount
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions, Standing


class ClauseStatus(StrEnum):
    """How far the negotiation of a clause is."""

    PROPOSED = "proposed"
    OPEN = "open"
    BRACKETED = "bracketed"
    AGREED_AD_REFERENDUM = "agreed-ad-referendum"
    AGREED = "agreed"
    ADOPTED = "adopted"
    REOPENED = "reopened"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    SPLIT = "split"


AGREED: Final = frozenset({ClauseStatus.AGREED_AD_REFERENDUM, ClauseStatus.AGREED, ClauseStatus.ADOPTED})
# No part of the text any more.
GONE: Final = frozenset({ClauseStatus.WITHDRAWN, ClauseStatus.MERGED, ClauseStatus.SPLIT})


@dataclass(frozen=True, slots=True)
class Lack:
    """What the language gate misses: a clause in a language. `standing` says how it stands to the original.

    `is_flagged` where a delegation says that this language says something else, whatever its standing.
    """

    clause: str
    language: str
    standing: Standing
    is_flagged: bool = False


def language_gate(
    clauses: Mapping[str, Expressions],
    languages: Iterable[str],
    asked: Asked,
    *,
    flagged: Collection[tuple[str, str]] = (),
) -> list[Lack]:
    """What is missing before a step for which `asked` holds; the gate is open when nothing is.

    `flagged` are (clause, language) that a delegation holds to say something else than the original. The original is
    asked for whatever its language; a clause without any text lacks every language.
    """
    if asked is Asked.NOTHING:
        return []
    good = {Standing.ORIGINAL, Standing.REVIEWED}
    if asked is Asked.THERE:
        good |= {Standing.TO_REVIEW}
    wanted = list(dict.fromkeys(languages))
    return [
        Lack(key, language, standing, is_flagged)
        for key, text in clauses.items()
        for language in wanted
        for standing in [text.standing(language) if text else Standing.MISSING]
        for is_flagged in [(key, language) in flagged]
        if standing not in good or is_flagged
    ]


@dataclass(frozen=True, slots=True)
class Package:
    """Clauses whose agreement depends on each other: none of them is agreed until all are."""

    key: str
    clauses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Held:
    """A clause that is agreed and yet not to be adopted, since its package waits for others."""

    clause: str
    package: str
    waits_for: tuple[str, ...]


def adoptable(statuses: Mapping[str, ClauseStatus], packages: Collection[Package] = ()) -> frozenset[str]:
    """The clauses that stand as agreed with all that they depend on, through packages that share a clause too.

    A clause of a package that was withdrawn, merged or split, or is not there, holds the package back until the
    package is made anew: the others agreed to something else.
    """
    standing = {key for key, status in statuses.items() if status in AGREED}
    while broken := {key for one in packages if not one.clauses <= standing for key in one.clauses & standing}:
        standing -= broken
    return frozenset(standing)


def held_back(statuses: Mapping[str, ClauseStatus], packages: Collection[Package]) -> list[Held]:
    """The agreed clauses that a package holds back, and for which other clauses each waits."""
    standing = adoptable(statuses, packages)
    return [
        Held(key, one.key, tuple(sorted(one.clauses - standing - {key})))
        for one in packages
        if not one.clauses <= standing
        for key in sorted(one.clauses)
        if statuses.get(key) in AGREED
    ]


def everything(statuses: Mapping[str, ClauseStatus], key: str = "everything") -> Package:
    """“Nothing is agreed until everything is agreed”: the package of all clauses that the text still has."""
    return Package(key, frozenset(one for one, status in statuses.items() if status not in GONE))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of every clause that the text still has, in the order of the text."""

    agreed: tuple[str, ...]
    annexed: tuple[str, ...] = ()
    chair_text: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def outcome(statuses: Mapping[str, ClauseStatus], packages: Collection[Package], fate: Fate) -> Outcome:
    """The clauses that are agreed, and the others by the rule on text that was not agreed."""
    standing = adoptable(statuses, packages)
    agreed = tuple(key for key in statuses if key in standing)
    others = tuple(key for key, status in statuses.items() if key not in standing and status not in GONE)
    match fate:
        case Fate.ANNEXED:
            return Outcome(agreed, annexed=others)
        case Fate.CHAIR_TEXT:
            return Outcome(agreed, chair_text=others)
        case Fate.DROPPED:
            return Outcome(agreed, dropped=others)


class StatementKind(StrEnum):
    """What a delegation has annexed to a text that it lets pass."""

    RESERVATION = "reservation"
    EXPLANATION = "explanation"
    DISSOCIATION = "dissociation"


@dataclass(frozen=True, slots=True)
class Statement:
    """A reservation, an explanation of position or a dissociation; `clauses` empty for the whole text."""

    key: str
    kind: StatementKind
    delegation: str
    text: Expressions
    clauses: tuple[str, ...] = ()
    withdrawn_at: datetime | None = None


class State(StrEnum):
    """Where an adoption stands."""

    PROPOSED = "proposed"
    LANGUAGE_GATE_OK = "language-gate-ok"
    ANNOUNCED = "announced"
    GAVELLED = "gavelled"
    ADOPTED = "adopted"
    ADOPTED_AD_REFERENDUM = "adopted-ad-referendum"
    REVERTED = "reverted"
    SUSPENDED = "suspended"
    CHAIR_SUMMARY = "chair-summary"


_BEFORE_THE_GAVEL: Final = frozenset({State.PROPOSED, State.LANGUAGE_GATE_OK, State.ANNOUNCED})
_TAKES_STATEMENTS: Final = frozenset({State.ANNOUNCED, State.GAVELLED, State.ADOPTED, State.ADOPTED_AD_REFERENDUM})


@dataclass(frozen=True, slots=True)
class Objection:
    """What suspends an adoption: which delegation, why, and when it reached us."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Adoption:
    """The adoption of the text with this hash (of all its languages). Delegations are named by their keys.

    `present` are those in the room at the gavel; `heard_no_objection` that the chair asked the room where somebody
    had not spoken on this wording; `waits_for` until when each capital is to confirm (that instant not included).
    """

    subject_sha256: str
    state: State = State.PROPOSED
    gavelled_at: datetime | None = None
    present: tuple[str, ...] = ()
    heard_no_objection: bool = False
    waits_for: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))
    objections: tuple[Objection, ...] = ()
    statements: tuple[Statement, ...] = ()


def state_at(adoption: Adoption, now: datetime) -> State:
    """The state that holds at `now`: an adoption ad referendum that a capital left unanswered is reverted.

    No answer is not consent.
    """
    is_late = any(now >= until for until in adoption.waits_for.values())
    return State.REVERTED if adoption.state is State.ADOPTED_AD_REFERENDUM and is_late else adoption.state


def pass_language_gate(adoption: Adoption, lacks: Collection[Lack]) -> Adoption:
    """The text says the same in all languages asked for. InputError naming what is missing."""
    _need(adoption, State.PROPOSED)
    if lacks:
        raise InputError(
            gettext_noop("The text cannot be adopted yet. Complete these languages first: %(missing)s."),
            missing="; ".join(f"{one.clause} ({one.language})" for one in lacks),
        )
    return replace(adoption, state=State.LANGUAGE_GATE_OK)


def announce(adoption: Adoption, *, statuses: Mapping[str, ClauseStatus], packages: Collection[Package]) -> Adoption:
    """The chair says that the text is about to be adopted: every clause that it has is agreed, packages too."""
    _need(adoption, State.LANGUAGE_GATE_OK)
    standing = adoptable(statuses, packages)
    remaining = [key for key, status in statuses.items() if status not in GONE and key not in standing]
    if remaining or not standing:
        raise InputError(
            gettext_noop("Nothing is agreed until everything is agreed. Still open: %(clauses)s."),
            clauses=", ".join(remaining) or "-",
        )
    return replace(adoption, state=State.ANNOUNCED)


def gavel(
    adoption: Adoption,
    *,
    at: datetime,
    subject_sha256: str,
    present: Collection[str],
    quorum: Headcount,
    consensus: Consensus,
    heard_no_objection: bool,
    waits_for: Mapping[str, datetime] | None = None,
) -> Adoption:
    """The gavel falls. `consensus` is the test on this very text, names and all; `waits_for` is `positions.clocks`.

    Raises:
        InputError: not announced, another text than the one on the floor, no quorum, somebody stands in the way,
            somebody has not spoken and the room was not asked, or an ad referendum position without its clock.
    """
    _need(adoption, State.ANNOUNCED)
    if not subject_sha256 == consensus.subject_sha256 == adoption.subject_sha256:
        raise InputError(gettext_noop("The text was changed since its adoption was proposed: propose it anew."))
    if not quorum.is_met:
        raise InputError(
            gettext_noop("There is no quorum. Delegations present: %(present)s, needed: %(needed)s."),
            present=quorum.present,
            needed=quorum.needed,
        )
    if consensus.result is Result.BLOCKED:
        count = sum(one.count for one in consensus.reasons if one.blocks)
        raise InputError(
            gettext_noop("There is no consensus. Delegations that stand in the way: %(count)s."), count=count
        )
    if consensus.result is Result.INCOMPLETE and not heard_no_objection:
        raise InputError(
            gettext_noop("Not all delegations have spoken on this wording: ask the room whether anybody objects.")
        )
    clocks = dict(waits_for or {})
    if any(until <= at for until in clocks.values()):
        raise InputError(gettext_noop("The time for confirming is over: take a new position."))
    waiting = {
        key for one in consensus.reasons if one.decides and one.kind is Kind.AD_REFERENDUM for key in one.delegations
    }
    if set(clocks) != waiting:
        raise InputError(gettext_noop("Say until when each capital confirms what is agreed ad referendum."))
    return replace(
        adoption,
        state=State.GAVELLED,
        gavelled_at=at,
        present=tuple(sorted(present)),
        heard_no_objection=heard_no_objection,
        waits_for=MappingProxyType(clocks),
    )


def settle(adoption: Adoption) -> Adoption:
    """The adoption is noted as done: ad referendum where a capital has yet to confirm."""
    _need(adoption, State.GAVELLED)
    return replace(adoption, state=State.ADOPTED_AD_REFERENDUM if adoption.waits_for else State.ADOPTED)


def confirm(adoption: Adoption, *, by: str, at: datetime) -> Adoption:
    """A capital confirms; the last one makes the adoption final."""
    _need_waiting(adoption, by, at)
    left = {key: until for key, until in adoption.waits_for.items() if key != by}
    state = State.ADOPTED_AD_REFERENDUM if left else State.ADOPTED
    return replace(adoption, state=state, waits_for=MappingProxyType(left))


def refuse(adoption: Adoption, *, by: str, reason: str, at: datetime) -> Adoption:
    """A capital does not confirm: the adoption is reverted."""
    _need_waiting(adoption, by, at)
    _need_reason(reason)
    refusal = Objection(by, reason.strip(), at)
    return replace(adoption, state=State.REVERTED, objections=(*adoption.objections, refusal))


def lapse(adoption: Adoption, *, at: datetime) -> Adoption:
    """A capital left its time pass: the adoption is reverted."""
    _need(adoption, State.ADOPTED_AD_REFERENDUM)
    if state_at(adoption, at) is not State.REVERTED:
        raise InputError(gettext_noop("The time for confirming is not over yet."))
    return replace(adoption, state=State.REVERTED)


def object_to(adoption: Adoption, *, by: str, reason: str, at: datetime, may_block: bool) -> Adoption:
    """An objection suspends the adoption. `at` is when it reached us.

    Raises:
        InputError: may not block, without a reason, or at or after the gavel: then a statement can be annexed.
    """
    if not may_block:
        raise InputError(gettext_noop("Observers do not stand in the way of an adoption."))
    _need_reason(reason)
    is_before = adoption.gavelled_at is not None and at < adoption.gavelled_at
    if adoption.state not in _BEFORE_THE_GAVEL and not (adoption.state is State.GAVELLED and is_before):
        raise InputError(
            gettext_noop(
                "The objection comes too late, or the adoption is suspended already. A statement can be annexed."
            )
        )
    # What the gavel noted is void.
    return replace(
        adoption,
        state=State.SUSPENDED,
        gavelled_at=None,
        present=(),
        heard_no_objection=False,
        waits_for=MappingProxyType({}),
        objections=(*adoption.objections, Objection(by, reason.strip(), at)),
    )


def propose_again(adoption: Adoption, *, subject_sha256: str) -> Adoption:
    """After an objection the text, changed or not, is proposed once more, and passes every gate again.

    Statements on an earlier wording go: a delegation makes them on what is adopted.
    """
    _need(adoption, State.SUSPENDED)
    kept = adoption.statements if subject_sha256 == adoption.subject_sha256 else ()
    return replace(adoption, state=State.PROPOSED, subject_sha256=subject_sha256, statements=kept)


def chair_summary(adoption: Adoption, modes: Collection[DecisionMode]) -> Adoption:
    """The chair sums up instead, where the rules let it: nobody adopts a summary, and it says so on its first page."""
    _need(adoption, State.SUSPENDED)
    if DecisionMode.CHAIR_SUMMARY not in modes:
        raise InputError(gettext_noop("The rules of procedure do not provide for a summary by the chair."))
    return replace(adoption, state=State.CHAIR_SUMMARY)


def annex(adoption: Adoption, statement: Statement) -> Adoption:
    """A delegation has a statement annexed: once announced, and after the adoption too."""
    if adoption.state not in _TAKES_STATEMENTS:
        raise InputError(gettext_noop("A statement is annexed to a text that is being adopted or was adopted."))
    if not statement.text:
        raise InputError(gettext_noop("Write what the delegation states."))
    if any(one.key == statement.key for one in adoption.statements):
        raise InputError(gettext_noop("This statement is annexed already."))
    return replace(adoption, statements=(*adoption.statements, replace(statement, withdrawn_at=None)))


def withdraw_statement(adoption: Adoption, *, key: str, by: str, at: datetime) -> Adoption:
    """A delegation withdraws its own statement; it stays on record with the day of its withdrawal."""
    found = [one for one in adoption.statements if one.key == key and one.delegation == by and not one.withdrawn_at]
    if not found:
        raise InputError(gettext_noop("This delegation has no such statement to withdraw."))
    kept = tuple(replace(one, withdrawn_at=at) if one is found[0] else one for one in adoption.statements)
    return replace(adoption, statements=kept)


def _need(adoption: Adoption, *states: State) -> None:
    if adoption.state not in states:
        raise InputError(
            gettext_noop("The adoption is past this step, or has not come to it: look at how it stands now.")
        )


def _need_waiting(adoption: Adoption, by: str, at: datetime) -> None:
    _need(adoption, State.ADOPTED_AD_REFERENDUM)
    if by not in adoption.waits_for:
        raise InputError(gettext_noop("This position does not wait for a capital."))
    if state_at(adoption, at) is State.REVERTED:
        raise InputError(gettext_noop("The time for confirming is over: the adoption is reverted."))


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise InputError(gettext_noop("Give the reason."))
