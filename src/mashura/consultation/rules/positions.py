"""What delegations say about a text, and whether there is consensus. Pure, explainable, bound to the very words.

A position names the hash of the text it was taken on. When the words change it is stale, and a stale position is
nobody's consent; after a change of the way of writing, or of one language only, it is carried over and shown as such.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from mashura.consultation.rules.procedure import Attribution
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions
from mashura.kit.redline import Change, change_of


class Value(StrEnum):
    """What a delegation says, from support to objection."""

    SUPPORT = "support"
    CAN_LIVE_WITH = "can-live-with"
    NO_INSTRUCTIONS = "no-instructions"
    RESERVE = "reserve"
    OPPOSE = "oppose"
    NOT_PARTICIPATING = "not-participating"


class AdReferendum(StrEnum):
    """How far the confirmation by the capital is."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EXPIRED = "expired"


class Channel(StrEnum):
    """How the position reached us."""

    IN_SESSION = "in-session"
    WRITTEN = "written"
    SILENCE = "silence"


class Visibility(StrEnum):
    """Who may see the position."""

    PUBLIC = "public"
    PARTICIPANTS = "participants"
    CHAIR = "chair"


class Standing(StrEnum):
    """How a position stands to the text as it is now."""

    CURRENT = "current"
    CARRIED = "carried"
    STALE = "stale"


class TextChange(StrEnum):
    """What a new version of a text changes."""

    NONE = "none"
    EDITORIAL = "editorial"
    LANGUAGE_ONLY = "language-only"
    SUBSTANTIVE = "substantive"


ACCEPTING: Final = frozenset({Value.SUPPORT, Value.CAN_LIVE_WITH})
BLOCKING: Final = frozenset({Value.RESERVE, Value.OPPOSE})


@dataclass(frozen=True, slots=True)
class Position:
    """What one delegation says about one subject (a clause, an alternative, a proposal, a whole text).

    `subject_sha256` is the text it holds for; `carried_from` the one on which it was taken, "" when it is the same.
    `until` is when the ad referendum is over, that instant not included.
    """

    delegation: str
    subject: str
    subject_sha256: str
    value: Value
    at: datetime
    reason: str = ""
    channel: Channel = Channel.IN_SESSION
    visibility: Visibility = Visibility.PARTICIPANTS
    ad_referendum: AdReferendum | None = None
    until: datetime | None = None
    carried_from: str = ""

    def standing(self, subject_sha256: str) -> Standing:
        """How it stands to the text with this hash."""
        if self.subject_sha256 != subject_sha256:
            return Standing.STALE
        return Standing.CARRIED if self.carried_from else Standing.CURRENT

    def ad_referendum_at(self, now: datetime) -> AdReferendum | None:
        """The ad referendum as it holds at `now`: one that nobody answered is over when its time is."""
        if self.ad_referendum is AdReferendum.PENDING and self.until is not None and now >= self.until:
            return AdReferendum.EXPIRED
        return self.ad_referendum


def check_position(position: Position) -> None:
    """InputError unless the position is whole: a reason for standing in the way, an end for an ad referendum."""
    if position.value in BLOCKING and not position.reason.strip():
        raise InputError(gettext_noop("Say what stands in the way: a reserve or an objection has a reason."))
    if position.ad_referendum is None:
        if position.until is not None:
            raise InputError(gettext_noop("Only an ad referendum position has a day until which it is confirmed."))
        return
    if position.value not in ACCEPTING:
        raise InputError(gettext_noop("Ad referendum is agreement that the capital has yet to confirm: choose one."))
    if position.until is None or position.until <= position.at:
        raise InputError(gettext_noop("Give the day until which the capital confirms, after today."))


def confirm(position: Position, *, at: datetime) -> Position:
    """The capital confirms in time. InputError when nothing is pending, or no longer."""
    _need_pending(position, at)
    return replace(position, ad_referendum=AdReferendum.CONFIRMED)


def refuse(position: Position, *, at: datetime) -> Position:
    """The capital does not agree: this stands in the way of consensus. InputError as `confirm`."""
    _need_pending(position, at)
    return replace(position, ad_referendum=AdReferendum.REFUSED)


def change_between(before: Expressions, after: Expressions) -> TextChange:
    """What a new version changes: the meaning, unless only the way of writing or one translation differs.

    A text that comes or goes in a language is a change of that language only; another original changes the meaning.
    """
    if before.original != after.original:
        return TextChange.SUBSTANTIVE
    languages = sorted({*before, *after})
    changes = {one: change_of(before.get(one, ""), after.get(one, "")) for one in languages}
    if changes.pop(before.original, Change.NONE) is Change.SUBSTANTIVE:
        return TextChange.SUBSTANTIVE
    others = [one for one, change in changes.items() if change is Change.SUBSTANTIVE]
    if len(others) > 1:
        return TextChange.SUBSTANTIVE
    if others:
        return TextChange.LANGUAGE_ONLY
    return TextChange.NONE if dict(before) == dict(after) else TextChange.EDITORIAL


def carried(position: Position, *, before: str, after: str, change: TextChange) -> Position:
    """The position after the text `before` became `after` (hashes): carried over unless the meaning changed.

    A position that was stale already stays as it is; a carried one remembers the text on which it was taken.
    """
    if change is TextChange.SUBSTANTIVE or position.subject_sha256 != before or before == after:
        return position
    taken_on = position.carried_from or before
    return replace(position, subject_sha256=after, carried_from="" if taken_on == after else taken_on)


class Result(StrEnum):
    """The answer of the consensus test."""

    CONSENSUS = "consensus"
    AD_REFERENDUM = "ad-referendum"
    """Nobody stands in the way; some wait for their capital."""
    INCOMPLETE = "incomplete"
    """Nobody stands in the way, but not all who decide have spoken on this text."""
    BLOCKED = "blocked"


class Kind(StrEnum):
    """What a delegation is counted as, in the order in which it is told: each in one place only."""

    OPPOSE = "oppose"
    RESERVE = "reserve"
    REFUSED = "refused"
    AD_REFERENDUM = "ad-referendum"
    EXPIRED = "expired"
    STALE = "stale"
    WITHHELD = "withheld"
    MISSING = "missing"
    NO_INSTRUCTIONS = "no-instructions"
    NOT_PARTICIPATING = "not-participating"
    CAN_LIVE_WITH = "can-live-with"
    SUPPORT = "support"

    @property
    def template(self) -> str:
        """The message that says the count to a reader, with %(count)s."""
        return _SAID[self]


_BLOCKS: Final = frozenset({Kind.OPPOSE, Kind.RESERVE, Kind.REFUSED})
_NOT_SAID: Final = frozenset({Kind.EXPIRED, Kind.STALE, Kind.WITHHELD, Kind.MISSING, Kind.NO_INSTRUCTIONS})


_WAITING: Final[Mapping[AdReferendum | None, Kind]] = MappingProxyType(
    {
        AdReferendum.PENDING: Kind.AD_REFERENDUM,
        AdReferendum.REFUSED: Kind.REFUSED,
        AdReferendum.EXPIRED: Kind.EXPIRED,
    }
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A delegation in the room. `may_block` by the rules of procedure and its capacity; `is_accepted` its credentials.

    Only who may block and is accepted decides; what others say is told beside, and neither blocks nor is waited for.
    """

    key: str
    may_block: bool
    is_accepted: bool = True

    @property
    def decides(self) -> bool:
        return self.may_block and self.is_accepted


@dataclass(frozen=True, slots=True)
class Reason:
    """Delegations counted alike. `decides` is whether they are among those who decide; `until` the latest clock.

    `carried` are those of them whose position was carried over from an earlier wording. `delegations` and `carried`
    are empty where names are not shown: `count` stays.
    """

    kind: Kind
    count: int
    delegations: tuple[str, ...]
    decides: bool
    carried: tuple[str, ...] = ()
    until: datetime | None = None

    @property
    def blocks(self) -> bool:
        return self.decides and self.kind in _BLOCKS


@dataclass(frozen=True, slots=True)
class Consensus:
    """The answer on the text with this hash, and why: every delegation counted once, those in the way first."""

    subject_sha256: str
    result: Result
    reasons: tuple[Reason, ...]

    @property
    def blockers(self) -> tuple[str, ...]:
        return tuple(key for one in self.reasons if one.blocks for key in one.delegations)

    def count(self, kind: Kind, *, decides: bool = True) -> int:
        return sum(one.count for one in self.reasons if one.kind is kind and one.decides is decides)


def consensus(
    subject_sha256: str,
    voices: Sequence[Voice],
    positions: Iterable[Position],
    *,
    now: datetime,
    withheld: Collection[str] = (),
) -> Consensus:
    """Whether there is consensus on the text with this hash.

    Nobody who decides may hold a current reserve or objection. Stale and missing positions are counted apart and never
    as support. `positions` are the latest of each delegation on this subject; `withheld` are delegations that spoke
    where this reader may not hear it (`seen_by`). Nobody supporting it, or nobody deciding, is no consensus.
    """
    latest = latest_by_delegation(positions)
    groups: dict[tuple[Kind, bool], list[Voice]] = {}
    for voice in voices:
        kind = _kind(latest.get(voice.key), subject_sha256, now, is_withheld=voice.key in withheld)
        groups.setdefault((kind, voice.decides), []).append(voice)
    reasons = tuple(
        _reason(kind, decides, [voice.key for voice in groups[kind, decides]], latest)
        for decides in (True, False)
        for kind in Kind
        if (kind, decides) in groups
    )
    return Consensus(subject_sha256, _result({one.kind for one in reasons if one.decides}), reasons)


def clocks(
    subject_sha256: str, voices: Sequence[Voice], positions: Iterable[Position], *, now: datetime
) -> dict[str, datetime]:
    """Until when each capital of those who decide is to confirm what is agreed ad referendum on this text."""
    latest = latest_by_delegation(positions)
    return {
        voice.key: one.until
        for voice in voices
        if voice.decides and (one := latest.get(voice.key)) is not None and one.until is not None
        if _kind(one, subject_sha256, now, is_withheld=False) is Kind.AD_REFERENDUM
    }


def _result(kinds: Collection[Kind]) -> Result:
    if not _BLOCKS.isdisjoint(kinds):
        return Result.BLOCKED
    if not _NOT_SAID.isdisjoint(kinds) or {Kind.SUPPORT, Kind.CAN_LIVE_WITH, Kind.AD_REFERENDUM}.isdisjoint(kinds):
        return Result.INCOMPLETE
    return Result.AD_REFERENDUM if Kind.AD_REFERENDUM in kinds else Result.CONSENSUS


def _reason(kind: Kind, decides: bool, keys: Sequence[str], latest: Mapping[str, Position]) -> Reason:  # noqa: FBT001 - private
    ends = [until for key in keys if kind is Kind.AD_REFERENDUM and (until := latest[key].until)]
    is_spoken = kind not in {Kind.STALE, Kind.MISSING, Kind.WITHHELD}
    taken_over = tuple(key for key in keys if is_spoken and latest[key].carried_from)
    return Reason(kind, len(keys), tuple(keys), decides, taken_over, max(ends, default=None))


def _kind(position: Position | None, subject_sha256: str, now: datetime, *, is_withheld: bool) -> Kind:
    if is_withheld:
        return Kind.WITHHELD
    if position is None:
        return Kind.MISSING
    if position.standing(subject_sha256) is Standing.STALE:
        return Kind.STALE
    asked = position.ad_referendum_at(now)
    return Kind(position.value) if asked in {None, AdReferendum.CONFIRMED} else _WAITING[asked]


def latest_by_delegation(positions: Iterable[Position]) -> dict[str, Position]:
    """The last position of each delegation: a new one replaces the one before. Of one moment the later given counts."""
    return {one.delegation: one for one in sorted(positions, key=lambda one: one.at)}


def seen_by(
    positions: Iterable[Position], *, is_chair: bool, is_participant: bool, own: str = ""
) -> tuple[list[Position], frozenset[str]]:
    """The positions that a reader may see, and the delegations whose last word is kept from them.

    A delegation sees its `own` whatever it is. Where the last word is withheld, no earlier one stands in its place.
    """
    levels = {Visibility.PUBLIC}
    levels |= {Visibility.PARTICIPANTS} if is_participant or is_chair else set()
    levels |= {Visibility.CHAIR} if is_chair else set()
    latest = latest_by_delegation(positions)
    seen = [one for one in latest.values() if one.visibility in levels or (own and one.delegation == own)]
    return seen, frozenset(latest) - {one.delegation for one in seen}


def without_names(answer: Consensus, attribution: Attribution, *, is_chair: bool) -> Consensus:
    """The answer as the rules let it be shown: with names, with names for the chair only, or with counts alone."""
    if attribution is Attribution.NAMED or (attribution is Attribution.CHAIR_ONLY and is_chair):
        return answer
    return replace(answer, reasons=tuple(replace(one, delegations=(), carried=()) for one in answer.reasons))


@dataclass(frozen=True, slots=True)
class Cell:
    """What one delegation says about one subject; None and None where it has not spoken."""

    kind: Kind
    value: Value | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One subject: its cells in the order of the delegations, and the answer of the consensus test."""

    subject: str
    cells: tuple[Cell, ...]
    consensus: Consensus


def matrix(
    subjects: Mapping[str, str],
    voices: Sequence[Voice],
    positions: Iterable[Position],
    *,
    now: datetime,
    is_chair: bool,
    is_participant: bool,
    own: str = "",
) -> list[Row]:
    """Delegations beside clauses, as one reader may see them (`seen_by`).

    `subjects` is the present hash of each, in the order in which they are read. Looks at every position once. A page
    whose rules show no names shows the answers alone (`without_names`), not the cells.
    """
    said: dict[str, list[Position]] = {}
    for one in positions:
        said.setdefault(one.subject, []).append(one)
    rows = []
    for subject, sha256 in subjects.items():
        seen, withheld = seen_by(said.get(subject, ()), is_chair=is_chair, is_participant=is_participant, own=own)
        latest = {one.delegation: one for one in seen}
        cells = tuple(_cell(voice.key, latest, sha256, now, withheld) for voice in voices)
        rows.append(Row(subject, cells, consensus(sha256, voices, seen, now=now, withheld=withheld)))
    return rows


def _cell(key: str, latest: Mapping[str, Position], sha256: str, now: datetime, withheld: Collection[str]) -> Cell:
    position = latest.get(key)
    kind = _kind(position, sha256, now, is_withheld=key in withheld)
    return Cell(kind) if position is None else Cell(kind, position.value, position.standing(sha256))


def _need_pending(position: Position, at: datetime) -> None:
    state = position.ad_referendum_at(at)
    if state is AdReferendum.EXPIRED:
        raise InputError(gettext_noop("The time for confirming is over: take a new position."))
    if state is not AdReferendum.PENDING:
        raise InputError(gettext_noop("This position does not wait for a capital."))


_SAID: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.OPPOSE: gettext_noop("Oppose: %(count)s"),
        Kind.RESERVE: gettext_noop("Reserve: %(count)s"),
        Kind.REFUSED: gettext_noop("Not confirmed by the capital: %(count)s"),
        Kind.AD_REFERENDUM: gettext_noop("Ad referendum until %(until)s: %(count)s"),
        Kind.EXPIRED: gettext_noop("Ad referendum, time over without an answer: %(count)s"),
        Kind.STALE: gettext_noop("Spoke on an earlier wording: %(count)s"),
        Kind.WITHHELD: gettext_noop("Told the chair only: %(count)s"),
        Kind.MISSING: gettext_noop("Have not spoken: %(count)s"),
        Kind.NO_INSTRUCTIONS: gettext_noop("Without instructions: %(count)s"),
        Kind.NOT_PARTICIPATING: gettext_noop("Not participating: %(count)s"),
        Kind.CAN_LIVE_WITH: gettext_noop("Can live with it: %(count)s"),
        Kind.SUPPORT: gettext_noop("Support: %(count)s"),
    }
)
