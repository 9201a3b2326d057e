"""Pure rules of meetings: order of precedence, composition of delegations, numbering, attendance.

The order of precedence is computed for each language and never typed: States by the names that the language has for
them, then other kinds of delegations by their own names, organisers last, since they take no positions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from mashura.errors import InputError, gettext_noop
from mashura.kit.languages import primary
from mashura.kit.localised import Localised
from mashura.kit.text import sort_key
from mashura.reference.public import country_sort_key

KINDS: Final[Sequence[str]] = ("state", "national-council", "international-organisation", "civil-society")
CAPACITIES: Final[Sequence[str]] = ("head", "member", "alternate", "adviser", "observer", "organiser")


# What kinds of organisations a delegation of each kind consists of.
_ORGANISATIONS: Final[Mapping[str, frozenset[str]]] = {
    "state": frozenset({"ministry", "local_authority", "national_council", "service_provider"}),
    "national-council": frozenset({"national_council"}),
    "international-organisation": frozenset({"international", "donor"}),
    "civil-society": frozenset({"civil_society", "research", "service_provider"}),
}


class Body(Protocol):
    """What the composition of a delegation needs to know of an organisation."""

    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def is_fictional(self) -> bool: ...


def may_be_of_delegation(
    body: Body, *, kind: str, country: str, programme_countries: Sequence[str], is_fictional: bool
) -> bool:
    """Whether an organisation may stand in a delegation of this kind: of its State, or of none but the programme's.

    An invented body is in no real programme, nor the other way round.
    """
    if body.kind not in _ORGANISATIONS.get(kind, ()) or body.is_fictional != is_fictional:
        return False
    if kind == "state":
        return body.country == country
    return body.country is None or body.country in programme_countries


class Represented(Protocol):
    """What the order of precedence needs to know of a delegation."""

    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def names(self) -> Localised: ...
    @property
    def is_organiser(self) -> bool: ...


D = TypeVar("D", bound=Represented)


def order_of_precedence(delegations: Iterable[D], language: str) -> list[D]:
    """The delegations as they are seated and listed in this language."""

    def place(one: D) -> tuple[bool, int, str]:
        if one.country:
            name = country_sort_key(one.country, language)
        else:
            name = sort_key(one.names.shown(language).text, primary(language))
        return one.is_organiser, KINDS.index(one.kind), name

    return sorted(delegations, key=place)


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank in the languages of the site; a lower `order` goes first."""

    code: str
    order: int
    names: Localised


def _ranks(*ranks: tuple[str, str, str, str]) -> dict[str, Rank]:
    return {
        code: Rank(code, 10 * place, Localised(en=en, ar=ar, fr=fr))
        for place, (code, en, ar, fr) in enumerate(ranks, start=1)
    }


RANKS: Final[Mapping[str, Rank]] = _ranks(
    ("minister", "Minister", "وزير", "Ministre"),
    ("state-secretary", "Secretary of State", "كاتب دولة", "Secrétaire d’État"),
    ("ambassador", "Ambassador", "سفير", "Ambassadeur"),
    ("chief-of-mission", "Chief of mission", "رئيس البعثة", "Chef de mission"),
    ("president", "President of the institution", "رئيس المؤسسة", "Président de l’institution"),
    ("secretary-general", "Secretary-General", "أمين عام", "Secrétaire général"),
    ("director-general", "Director-General", "مدير عام", "Directeur général"),
    ("director", "Director", "مدير", "Directeur"),
    ("deputy-director", "Deputy director", "نائب مدير", "Directeur adjoint"),
    ("judge", "Judge", "قاضٍ", "Magistrat"),
    ("head-of-division", "Head of division", "رئيس قسم", "Chef de division"),
    ("adviser", "Adviser", "مستشار", "Conseiller"),
    ("expert", "Expert", "خبير", "Expert"),
    ("representative", "Representative", "ممثل", "Représentant"),
)


class Seated(Protocol):
    """What the order within a delegation needs to know of a seat."""

    @property
    def capacity(self) -> str: ...
    @property
    def rank_order(self) -> int: ...


S = TypeVar("S", bound=Seated)


def order_of_seats(seats: Iterable[S]) -> list[S]:
    """The head first, then by capacity and rank; seats of one rank stay in the order in which they were named."""
    return sorted(seats, key=lambda seat: (CAPACITIES.index(seat.capacity), seat.rank_order))


class Problem(StrEnum):
    """What is wrong with the composition of a delegation."""

    NO_INSTITUTION = "no-institution"
    NO_HEAD = "no-head"
    SEVERAL_HEADS = "several-heads"
    ORGANISER_AMONG_DELEGATES = "organiser-among-delegates"
    DELEGATE_AMONG_ORGANISERS = "delegate-among-organisers"


def composition_problems(*, is_organiser: bool, institutions: int, capacities: Sequence[str]) -> list[Problem]:
    """What keeps a delegation from being complete: at least one institution, one head, nobody with two roles.

    Organisers take no position: they have no head, and nobody else sits among them.
    """
    problems = []
    if not institutions:
        problems.append(Problem.NO_INSTITUTION)
    if is_organiser:
        if any(capacity != "organiser" for capacity in capacities):
            problems.append(Problem.DELEGATE_AMONG_ORGANISERS)
        return problems
    heads = capacities.count("head")
    if heads != 1:
        problems.append(Problem.SEVERAL_HEADS if heads else Problem.NO_HEAD)
    if "organiser" in capacities:
        problems.append(Problem.ORGANISER_AMONG_DELEGATES)
    return problems


def check_capacity(*, is_organiser: bool, capacity: str, others: Sequence[str]) -> None:
    """Refuse a seat that its delegation cannot have beside the `others`. InputError says why."""
    if is_organiser != (capacity == "organiser"):
        raise InputError(
            gettext_noop(
                "Those who organise the meeting take no position: they sit as organisers, and nobody else does."
            )
        )
    if capacity == "head" and "head" in others:
        raise InputError(gettext_noop("This delegation has a head already: a delegation has one."))


def next_number(used: Iterable[int]) -> int:
    """The number of a new conclusion: numbers are not given twice while a later one is there."""
    return max(used, default=0) + 1


I = TypeVar("I")  # noqa: E741 - the item


def placed(items: Sequence[I], item: I, place: int) -> list[I]:
    """The agenda with `item` at `place` (from 1), wherever it was; beyond the end is the end."""
    others = [one for one in items if one != item]
    at = min(max(place, 1), len(others) + 1) - 1
    return [*others[:at], item, *others[at:]]


@dataclass(frozen=True, slots=True)
class Presence:
    """A delegation at the door: `people` where only a number is known, `attended` per seat where seats are listed."""

    kind: str
    is_organiser: bool
    is_present: bool | None
    people: int | None
    attended: Sequence[bool | None] = ()


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many were there: delegations by kind, their people, and the organisers apart.

    `is_whole` is False where a delegation was present and nobody noted how many people it brought.
    """

    delegations: Mapping[str, int]
    people: int
    organisers: int
    is_whole: bool

    @property
    def is_recorded(self) -> bool:
        return bool(self.delegations or self.people or self.organisers)


def attendance(presences: Iterable[Presence]) -> Attendance:
    """What the register of a meeting adds up to. Absent delegations, and those not noted, count for nothing."""
    delegations: dict[str, int] = {}
    people, organisers, is_whole = 0, 0, True
    for one in presences:
        if not one.is_present:
            continue
        came = sum(seat is True for seat in one.attended) or one.people
        is_whole = is_whole and came is not None
        if one.is_organiser:
            organisers += came or 0
        else:
            delegations[one.kind] = delegations.get(one.kind, 0) + 1
            people += came or 0
    ordered = {kind: delegations[kind] for kind in KINDS if kind in delegations}
    return Attendance(ordered, people, organisers, is_whole)


def conclusion_countries(*, kind: str, country: str, programme_countries: Sequence[str]) -> tuple[list[str], list[str]]:
    """(which States a conclusion is about, whose posts may read it before it is public).

    A national workshop's is about its State and stays with it; a regional meeting's is about none alone, open to all.
    """
    if kind == "national-workshop":
        return [country], [country]
    return [], sorted(programme_countries)
