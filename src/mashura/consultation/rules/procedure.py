"""The rules of procedure of a programme as data: what is allowed, to whom, in which languages, by when.

What is not switched on is off: with an empty set of rules the secretariat drafts, delegations comment, the secretariat
revises and the meeting agrees its conclusions. Rules are read from a mapping (a file or a form) and written in one
canonical form, which a meeting pins and which can be compared and hashed.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import Any, Final, NoReturn, TypeVar

from mashura.consultation.rules.meetings import CAPACITIES, KINDS
from mashura.consultation.rules.working_days import WorkingCalendar, calendar_from
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import text_sha256
from mashura.kit.localised import Localised

LONGEST_HOURS: Final = 24 * 365
LONGEST_DAYS: Final = 365
# Organisers and observers take no positions, whatever the rules say.
_WITHOUT_POSITION: Final = frozenset({"observer", "organiser"})


class DecisionMode(StrEnum):
    """How a meeting can decide."""

    CONSENSUS = "consensus"
    SILENCE = "silence"
    WRITTEN_CONSENT = "written-consent"
    CHAIR_SUMMARY = "chair-summary"
    VOTE = "vote"


class Attribution(StrEnum):
    """Whether a text shows who proposed or holds a part of it."""

    NAMED = "named"
    CHAIR_ONLY = "chair-only"
    NONE = "none"


class Fate(StrEnum):
    """What becomes of text that was not agreed."""

    ANNEXED = "annexed"
    DROPPED = "dropped"
    CHAIR_TEXT = "chair-text"


class Asked(StrEnum):
    """What is asked of a text in the other languages before a step is taken."""

    NOTHING = "nothing"
    THERE = "there"
    """A text made from the original as it stands, reviewed or not."""
    REVIEWED = "reviewed"


class Step(StrEnum):
    """The steps at which languages are looked at."""

    DISCUSSION = "discussion"
    TABLING = "tabling"
    ADOPTION = "adoption"


@dataclass(frozen=True, slots=True)
class Holders:
    """Who has a right: seats of one of the `capacities` in a delegation of one of the `kinds`."""

    kinds: frozenset[str]
    capacities: frozenset[str]

    def include(self, kind: str, capacity: str) -> bool:
        return kind in self.kinds and capacity in self.capacities

    def __le__(self, other: "Holders") -> bool:
        """Whether everybody of these is among the others."""
        return self.kinds <= other.kinds and self.capacities <= other.capacities


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many delegations must be there: a `share` of those invited (rounded up) and at least `number`.

    Only delegations of one of the `kinds` are counted: States, unless the rules say otherwise, so that neither
    observers nor organisers make a quorum.
    """

    share: Fraction = Fraction(0)
    number: int = 0
    kinds: frozenset[str] = frozenset({"state"})

    def needed(self, invited: int) -> int:
        """How many of `invited` delegations of these kinds are needed."""
        return max(ceil(self.share * invited), self.number)


@dataclass(frozen=True, slots=True)
class Headcount:
    """Whether there is a quorum, and the numbers to say so."""

    present: int
    invited: int
    needed: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed


def _everybody() -> Holders:
    return Holders(frozenset(KINDS), frozenset(CAPACITIES) - {"observer"})


def _states() -> Holders:
    return Holders(frozenset({"state"}), frozenset({"head", "member", "alternate"}))


def _gate() -> Mapping[Step, Asked]:
    return MappingProxyType(
        {Step.DISCUSSION: Asked.NOTHING, Step.TABLING: Asked.NOTHING, Step.ADOPTION: Asked.REVIEWED}
    )


@dataclass(frozen=True, slots=True)
class RulesOfProcedure:
    """The rules of one programme. Every field has the default of a technical meeting.

    `languages` are asked for by the language gate, all those of the programme when there are none. `silence_hours`
    are working hours in every country of `calendars`; `comment_days` and `correction_days` common working days.
    """

    decision_modes: frozenset[DecisionMode] = frozenset({DecisionMode.CONSENSUS, DecisionMode.CHAIR_SUMMARY})
    silence_hours: int = 72
    comment_days: int = 10
    correction_days: int = 5
    calendars: Mapping[str, WorkingCalendar] = field(default_factory=lambda: MappingProxyType({}))
    may_comment: Holders = field(default_factory=_everybody)
    may_table: Holders = field(default_factory=_states)
    may_block: Holders = field(default_factory=_states)
    quorum: Quorum = Quorum()
    languages: tuple[str, ...] = ()
    language_gate: Mapping[Step, Asked] = field(default_factory=_gate)
    attribution: Attribution = Attribution.NONE
    fate: Fate = Fate.DROPPED
    has_brackets: bool = False
    has_amendments: bool = False

    @property
    def has_silence(self) -> bool:
        return DecisionMode.SILENCE in self.decision_modes

    @property
    def sha256(self) -> str:
        """The hash of the canonical form: what a meeting pins, and what says that the rules were changed since."""
        return text_sha256(json.dumps(self.as_mapping(), ensure_ascii=False, sort_keys=True, separators=(",", ":")))

    def as_mapping(self) -> dict[str, Any]:
        """The canonical form, of plain JSON values; `rules_from` reads it back to equal rules."""
        return {
            "decision_modes": [str(mode) for mode in DecisionMode if mode in self.decision_modes],
            "silence_hours": self.silence_hours,
            "comment_days": self.comment_days,
            "correction_days": self.correction_days,
            "calendars": {country: self.calendars[country].as_mapping() for country in sorted(self.calendars)},
            **{name: _holders_mapping(getattr(self, name)) for name in ("may_comment", "may_table", "may_block")},
            "quorum": {
                "share": str(self.quorum.share),
                "number": self.quorum.number,
                "kinds": [kind for kind in KINDS if kind in self.quorum.kinds],
            },
            "languages": list(self.languages),
            "language_gate": {str(step): str(self.language_gate[step]) for step in Step},
            "attribution": str(self.attribution),
            "fate": str(self.fate),
            "has_brackets": self.has_brackets,
            "has_amendments": self.has_amendments,
        }


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for a reader: a message of the catalogues and what to fill in.

    Values that are tuples hold codes (of countries, languages, kinds of delegations, capacities), which the page names
    in the reader's language; no languages stand for all those of the programme.
    """

    template: str
    params: Mapping[str, int | str | tuple[str, ...]] = field(default_factory=dict)


def rules_from(given: Mapping[str, Any]) -> RulesOfProcedure:
    """Rules from a mapping as `as_mapping` makes it; what is not given has its default.

    Numbers may be strings of digits and answers "on" or "", as a form sends them.

    Raises:
        InputError: a field that there is not or a value that does not fit; the message names the field.
    """
    known = [one.name for one in fields(RulesOfProcedure)]
    for name in given:
        if name not in known:
            raise InputError(gettext_noop("Rules of procedure: there is no field “%(field)s”."), field=name)
    read: dict[str, Any] = {name: _READERS[name](name, given[name]) for name in known if given.get(name) is not None}
    rules = RulesOfProcedure(**read)
    if not rules.decision_modes:
        _refuse("decision_modes", gettext_noop("Rules of procedure, %(field)s: choose at least one way to decide."))
    if not rules.may_block.capacities.isdisjoint(_WITHOUT_POSITION):
        _refuse("may_block", gettext_noop("Rules of procedure, %(field)s: observers and organisers never block."))
    if rules.has_silence and not rules.calendars:
        _refuse(
            "calendars",
            gettext_noop("Rules of procedure, %(field)s: a silence procedure needs the working days of the countries."),
        )
    return rules


def headcount(
    quorum: Quorum, invited: Collection[tuple[str, str]], present: Collection[str], *, observers: Collection[str] = ()
) -> Headcount:
    """The quorum of a meeting. `invited` are delegations as (key, kind), once each; `present` the keys that came.

    `observers` are the keys of delegations invited as observers, a State's too: they are never counted.
    """
    counted = {key for key, kind in invited if kind in quorum.kinds and key not in observers}
    return Headcount(len(counted & set(present)), len(counted), quorum.needed(len(counted)))


def switched_on(rules: RulesOfProcedure) -> list[Said]:
    """What the rules say, a plain sentence each, in the order in which a meeting comes to need them."""
    said = [
        Said(_DEFAULT_PATH),
        _holders_said(_MAY_COMMENT, rules.may_comment),
        Said(_COMMENT_DAYS, {"days": rules.comment_days}),
        Said(_CORRECTION_DAYS, {"days": rules.correction_days}),
    ]
    if rules.has_amendments:
        said += [Said(_AMENDMENTS_ON), _holders_said(_MAY_TABLE, rules.may_table)]
    said += [Said(_BRACKETS_ON)] if rules.has_brackets else []
    said += [Said(_MODES[mode]) for mode in DecisionMode if mode in rules.decision_modes]
    if rules.has_silence:
        said.append(Said(_SILENCE_HOURS, {"hours": rules.silence_hours, "countries": tuple(sorted(rules.calendars))}))
    said.append(_holders_said(_MAY_BLOCK, rules.may_block))
    if rules.quorum.share or rules.quorum.number:
        share = f"{rules.quorum.share.numerator}/{rules.quorum.share.denominator}"
        kinds = tuple(kind for kind in KINDS if kind in rules.quorum.kinds)
        number: dict[str, int | str | tuple[str, ...]] = {"share": share, "number": rules.quorum.number, "kinds": kinds}
        said.append(Said(_QUORUM, number))
    for step in Step:
        if rules.language_gate[step] is not Asked.NOTHING:
            said.append(Said(_GATES[step, rules.language_gate[step]], {"languages": rules.languages}))
    return [*said, Said(_ATTRIBUTIONS[rules.attribution]), Said(_FATES[rules.fate])]


def _holders_said(template: str, holders: Holders) -> Said:
    mapping = _holders_mapping(holders)
    return Said(template, {name: tuple(codes) for name, codes in mapping.items()})


def _holders_mapping(holders: Holders) -> dict[str, list[str]]:
    return {
        "kinds": [kind for kind in KINDS if kind in holders.kinds],
        "capacities": [capacity for capacity in CAPACITIES if capacity in holders.capacities],
    }


Code = TypeVar("Code", bound=StrEnum)


def _refuse(name: str, template: str, **params: Any) -> NoReturn:
    raise InputError(template, field=name, **params)


def _codes(name: str, value: Any, known: Collection[str]) -> frozenset[str]:
    if isinstance(value, str) or not isinstance(value, Collection):
        _refuse(name, gettext_noop("Rules of procedure, %(field)s: a list is expected here."))
    for code in value:
        if code not in known:
            _refuse(name, _NO_CODE, value=str(code))
    return frozenset(str(code) for code in value)


def _modes(name: str, value: Any) -> frozenset[DecisionMode]:
    return frozenset(DecisionMode(code) for code in _codes(name, value, list(DecisionMode)))


def _one_of(kind: type[Code], name: str, value: Any) -> Code:
    try:
        return kind(value)
    except ValueError as error:
        raise InputError(_NO_CODE, field=name, value=str(value)) from error


def _number(name: str, value: Any, least: int, most: int) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
        _refuse(
            name,
            gettext_noop("Rules of procedure, %(field)s: give a whole number from %(least)s to %(most)s."),
            least=least,
            most=most,
        )
    return int(text)


def _answer(name: str, value: Any) -> bool:
    answers = {True: True, False: False, "on": True, "true": True, "": False, "false": False}
    if not isinstance(value, bool | str) or value not in answers:
        _refuse(name, gettext_noop("Rules of procedure, %(field)s: answer true or false."))
    return answers[value]


def _part(name: str, value: Any, keys: Collection[str]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not set(value) <= set(keys):
        _refuse(name, gettext_noop("Rules of procedure, %(field)s: the parts are %(parts)s."), parts=", ".join(keys))
    return value


def _holders(name: str, value: Any) -> Holders:
    parts = _part(name, value, ("kinds", "capacities"))
    kinds = _codes(f"{name}.kinds", parts.get("kinds", ()), KINDS)
    capacities = _codes(f"{name}.capacities", parts.get("capacities", ()), CAPACITIES)
    if not kinds or not capacities:
        _refuse(name, gettext_noop("Rules of procedure, %(field)s: choose both kinds of delegations and capacities."))
    return Holders(kinds, capacities)


def _quorum(name: str, value: Any) -> Quorum:
    parts = _part(name, value, ("share", "number", "kinds"))
    try:
        share = Fraction(str(parts.get("share") or 0))
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        _refuse(
            f"{name}.share",
            gettext_noop("Rules of procedure, %(field)s: give a share from 0 to 1, such as 2/3 or 0.5."),
        )
    number = _number(f"{name}.number", parts.get("number") or 0, 0, 1000)
    kinds = _codes(f"{name}.kinds", parts.get("kinds") or ("state",), KINDS)
    return Quorum(share, number, kinds)


def _languages(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Collection):
        _refuse(name, gettext_noop("Rules of procedure, %(field)s: a list is expected here."))
    for tag in value:
        try:
            Localised({tag: tag})
        except (TypeError, ValueError) as error:
            raise InputError(_NO_CODE, field=name, value=str(tag)) from error
    return tuple(dict.fromkeys(value))


def _language_gate(name: str, value: Any) -> Mapping[Step, Asked]:
    parts = _part(name, value, [str(step) for step in Step])
    return MappingProxyType({**_gate(), **{Step(s): _one_of(Asked, f"{name}.{s}", one) for s, one in parts.items()}})


def _calendars(name: str, value: Any) -> Mapping[str, WorkingCalendar]:
    if not isinstance(value, Mapping):
        _refuse(name, gettext_noop("Rules of procedure, %(field)s: give the working days of each country."))
    for country, one in value.items():
        is_code = isinstance(country, str) and len(country) == 3 and country.isascii() and country.isupper()
        if not is_code or not isinstance(one, Mapping):
            _refuse(name, _NO_CODE, value=str(country))
    return MappingProxyType({country: calendar_from(country, value[country]) for country in sorted(value)})


_NO_CODE: Final = gettext_noop("Rules of procedure, %(field)s: “%(value)s” cannot be chosen here.")
_READERS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "decision_modes": _modes,
        "silence_hours": lambda name, value: _number(name, value, 1, LONGEST_HOURS),
        "comment_days": lambda name, value: _number(name, value, 0, LONGEST_DAYS),
        "correction_days": lambda name, value: _number(name, value, 0, LONGEST_DAYS),
        "calendars": _calendars,
        "may_comment": _holders,
        "may_table": _holders,
        "may_block": _holders,
        "quorum": _quorum,
        "languages": _languages,
        "language_gate": _language_gate,
        "attribution": lambda name, value: _one_of(Attribution, name, value),
        "fate": lambda name, value: _one_of(Fate, name, value),
        "has_brackets": _answer,
        "has_amendments": _answer,
    }
)

_DEFAULT_PATH: Final = gettext_noop(
    "The secretariat drafts, delegations comment, the secretariat revises, and the meeting agrees its conclusions."
)
_MAY_COMMENT: Final = gettext_noop("May comment: %(kinds)s (%(capacities)s).")
_MAY_TABLE: Final = gettext_noop("May table a proposal: %(kinds)s (%(capacities)s).")
_MAY_BLOCK: Final = gettext_noop("Can stand in the way of consensus: %(kinds)s (%(capacities)s). Observers never can.")
_COMMENT_DAYS: Final = gettext_noop("Least working days of a round of comments: %(days)s.")
_CORRECTION_DAYS: Final = gettext_noop("Working days in which a delegation corrects its own words: %(days)s.")
_AMENDMENTS_ON: Final = gettext_noop("Delegations can propose changes to the text itself.")
_BRACKETS_ON: Final = gettext_noop("What is not agreed is shown in square brackets.")
_SILENCE_HOURS: Final = gettext_noop("Least working hours of a silence procedure: %(hours)s, counted in %(countries)s.")
_QUORUM: Final = gettext_noop(
    "Quorum: the share %(share)s of the delegations invited, and at least: %(number)s. Counted are: %(kinds)s."
)
_MODES: Final[Mapping[DecisionMode, str]] = MappingProxyType(
    {
        DecisionMode.CONSENSUS: gettext_noop("The meeting decides by consensus."),
        DecisionMode.SILENCE: gettext_noop("A text can be agreed by silence; one objection breaks it."),
        DecisionMode.WRITTEN_CONSENT: gettext_noop("A text can be agreed in writing."),
        DecisionMode.CHAIR_SUMMARY: gettext_noop("Without consensus the chair can sum up, in the chair’s own name."),
        DecisionMode.VOTE: gettext_noop("The meeting can vote."),
    }
)
_GATES: Final[Mapping[tuple[Step, Asked], str]] = MappingProxyType(
    {
        (Step.DISCUSSION, Asked.THERE): gettext_noop("A text is discussed when it is there in: %(languages)s."),
        (Step.DISCUSSION, Asked.REVIEWED): gettext_noop("A text is discussed when it is reviewed in: %(languages)s."),
        (Step.TABLING, Asked.THERE): gettext_noop("A proposal is tabled when it is there in: %(languages)s."),
        (Step.TABLING, Asked.REVIEWED): gettext_noop("A proposal is tabled when it is reviewed in: %(languages)s."),
        (Step.ADOPTION, Asked.THERE): gettext_noop("A text is adopted when it is there in: %(languages)s."),
        (Step.ADOPTION, Asked.REVIEWED): gettext_noop("A text is adopted when it is reviewed in: %(languages)s."),
    }
)
_ATTRIBUTIONS: Final[Mapping[Attribution, str]] = MappingProxyType(
    {
        Attribution.NAMED: gettext_noop("Everybody in the meeting sees which delegation said what."),
        Attribution.CHAIR_ONLY: gettext_noop("Only the chair sees which delegation said what."),
        Attribution.NONE: gettext_noop("Which delegation said what is shown to nobody."),
    }
)
_FATES: Final[Mapping[Fate, str]] = MappingProxyType(
    {
        Fate.ANNEXED: gettext_noop("Text that was not agreed is kept in an annex."),
        Fate.DROPPED: gettext_noop("Text that was not agreed is left out."),
        Fate.CHAIR_TEXT: gettext_noop("Text that was not agreed is passed on as the chair’s text."),
    }
)
