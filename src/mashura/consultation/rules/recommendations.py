"""What may happen to a recommendation, and how recommendations are counted. Pure: values in, values or errors out.

The states and invariants are those of the follow-up process (`Recommendation.State`): a text is drafted, proposed at a
workshop, consolidated at the regional meeting, adopted, issued. What was issued stays; it is closed, or gives way to
others that were issued.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from mashura.access.public import Permission
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions


class State(StrEnum):
    """Where a recommendation stands; the values of `Recommendation.State`."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    CONSOLIDATED = "consolidated"
    ADOPTED = "adopted"
    ISSUED = "issued"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    MERGED = "merged"
    SPLIT = "split"


BEFORE_ISSUE: Final = frozenset({State.DRAFT, State.PROPOSED, State.CONSOLIDATED, State.ADOPTED})
"""States in which the text is still being settled."""

PUBLISHED: Final = frozenset({State.ISSUED, State.CLOSED, State.SUPERSEDED, State.MERGED, State.SPLIT})
"""States that readers outside may learn of: what was issued, and what became of it.

One that was split when it was adopted was never issued: whether its words were stands in its versions.
"""


class Stage(StrEnum):
    """Where the words of a version were settled, in the order of the process; the values of the version's `Stage`."""

    DRAFT_STUDY = "draft-study"
    NATIONAL_WORKSHOP = "national-workshop"
    REGIONAL_MEETING = "regional-meeting"
    PUBLISHED_REPORT = "published-report"


class Successors(StrEnum):
    """Whether a step names recommendations that take this one's place."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the process: from which states, to which, who takes it and what it needs."""

    name: str
    leaves: frozenset[State]
    reaches: State
    permission: Permission
    needs_reason: bool = False
    successors: Successors = Successors.NONE


_WRITE: Final = Permission.PROGRAMME_RECOMMENDATION_WRITE
_SETTLE: Final = Permission.PROGRAMME_RECOMMENDATION_SETTLE
_ISSUED: Final = frozenset({State.ISSUED})
_AGREED: Final = frozenset({State.ADOPTED, State.ISSUED})

STEPS: Final[Mapping[str, Step]] = {
    step.name: step
    for step in (
        Step("propose", frozenset({State.DRAFT}), State.PROPOSED, _WRITE),
        Step("consolidate", frozenset({State.PROPOSED}), State.CONSOLIDATED, _SETTLE),
        Step("adopt", frozenset({State.CONSOLIDATED}), State.ADOPTED, _SETTLE),
        Step("issue", frozenset({State.ADOPTED}), State.ISSUED, _SETTLE),
        Step("close", _ISSUED, State.CLOSED, _SETTLE),
        Step("withdraw", BEFORE_ISSUE, State.WITHDRAWN, _SETTLE, needs_reason=True),
        Step("supersede", _ISSUED, State.SUPERSEDED, _SETTLE, successors=Successors.ONE),
        Step("merge", _ISSUED, State.MERGED, _SETTLE, successors=Successors.ONE),
        Step("split", _AGREED, State.SPLIT, _SETTLE, needs_reason=True, successors=Successors.SEVERAL),
    )
}

QUOTED: Final = frozenset({"upr", "treaty-body", "special-procedure", "other"})
"""Kinds of source whose words were published by others: they are issued in the language they were published in."""

STRENGTHS: Final[Mapping[int, str]] = {
    1: gettext_noop("Asks for support from others, or to share experience"),
    2: gettext_noop("Asks to continue what is being done"),
    3: gettext_noop("Asks to consider a change"),
    4: gettext_noop("Asks for action in a general way"),
    5: gettext_noop("Asks for a specific action"),
}
"""How strong the action is that a recommendation asks for, from 1 to 5, as readers of it judge."""

REF: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,23}")
"""The form of a reference; `models.REF_PATTERN` holds it in the database."""
_NUMBERED: Final = re.compile(r"R-([0-9]+)")


def steps_from(state: str) -> list[Step]:
    """The steps that lead on from `state`, in the order of the process; none from where it ends."""
    return [step for step in STEPS.values() if state in step.leaves]


def permission_to_write(state: str) -> Permission:
    """Who may change the text: its author while it is a draft, the secretariat from then on."""
    return _WRITE if state == State.DRAFT else _SETTLE


def reached(
    name: str,
    state: str,
    *,
    has_reason: bool = False,
    missing: Collection["Missing"] = (),
    successors: Sequence[str] = (),
) -> State:
    """The state that the step leads to from `state`.

    `missing` is what `missing_for_issue` found, looked at when the step issues; `successors` are the states of those
    that take this one's place.

    Raises:
        InputError: there is no such step, it does not lead on from here, or something that it needs is missing.
    """
    step = STEPS.get(name)
    if step is None:
        raise InputError(
            gettext_noop("There is no step “%(step)s”. Steps are: %(known)s."), step=name[:40], known=", ".join(STEPS)
        )
    if state not in step.leaves:
        raise InputError(_NOT_FROM_HERE)
    if step.needs_reason and not has_reason:
        raise InputError(gettext_noop("Give the reason: it stays on record beside the recommendation."))
    if step.reaches is State.ISSUED and missing:
        raise InputError(_MISSING[next(iter(missing))])
    _check_successors(step, state, successors)
    return step.reaches


_FEWEST_PARTS: Final = 2
_NOT_FROM_HERE: Final = gettext_noop(
    "This step does not lead on from where the recommendation stands. Open the page again to see the steps that do."
)


def _check_successors(step: Step, state: str, successors: Sequence[str]) -> None:
    if step.successors is Successors.NONE:
        return
    least = 1 if step.successors is Successors.ONE else 2
    if len(successors) < least or (least == 1 and len(successors) > 1):
        raise InputError(
            gettext_noop("Name the one recommendation that takes its place.")
            if least == 1
            else gettext_noop("Name at least two recommendations into which it is split.")
        )
    if any(one not in states_of_successors(step, state) for one in successors):
        raise InputError(
            gettext_noop("What was adopted is split into recommendations that were adopted as well.")
            if state == State.ADOPTED
            else gettext_noop("A recommendation gives way to issued ones only: issue those first.")
        )


def states_of_successors(step: Step, state: str) -> frozenset[State]:
    """Where those stand that may take the place of a recommendation in `state`."""
    if step.successors is Successors.NONE:
        return frozenset()
    return _AGREED if state == State.ADOPTED else _ISSUED


def way_to(state: str) -> list[str]:
    """The steps from a draft to where something adopted or issued stands."""
    way = ["propose", "consolidate", "adopt", "issue"]
    return way if state == State.ISSUED else way[:-1]


def check_parts(state: str, texts: Sequence[Expressions]) -> None:
    """What is adopted or issued is split into two parts or more, each in its own words.

    Raises:
        InputError: it stands elsewhere, there are too few parts, or two say the same.
    """
    if state not in _AGREED:
        raise InputError(_NOT_FROM_HERE)
    if len(texts) < _FEWEST_PARTS:
        raise InputError(gettext_noop("Name at least two recommendations into which it is split."))
    words = [" ".join(text.get(text.original, "").split()) for text in texts if text]
    if len(set(words)) < len(words):
        raise InputError(gettext_noop("Two parts say the same: each asks for its own."))


class Missing(StrEnum):
    """What a recommendation lacks before it can be issued."""

    TEXT = "text"
    LANGUAGES = "languages"
    ADDRESSEES = "addressees"
    THEME = "theme"


_MISSING: Final[Mapping[Missing, str]] = {
    Missing.TEXT: gettext_noop("It has no text yet."),
    Missing.LANGUAGES: gettext_noop(
        "Its text has to be there, and reviewed, in every authoritative language of the programme."
    ),
    Missing.ADDRESSEES: gettext_noop("Say first to whom it is addressed."),
    Missing.THEME: gettext_noop("Give its one primary theme first, so that totals by theme add up."),
}


def missing_for_issue(
    *, text: Expressions | None, authoritative: Iterable[str], source_kind: str, addressees: int, theme: str
) -> list[Missing]:
    """What still has to be done before it is issued, the text first."""
    found = []
    if not text:
        found.append(Missing.TEXT)
    elif source_kind not in QUOTED and not text.is_concordant(authoritative):
        found.append(Missing.LANGUAGES)
    if not addressees:
        found.append(Missing.ADDRESSEES)
    if not theme:
        found.append(Missing.THEME)
    return found


def missing_text(missing: Missing) -> str:
    """The sentence for what is missing, for the catalogue."""
    return _MISSING[missing]


def check_ref(ref: str) -> str:
    """The reference, when it has its form.

    Raises:
        InputError: it could not stand in an address.
    """
    if not REF.fullmatch(ref):
        raise InputError(
            gettext_noop(
                "A reference has up to 24 letters, digits, points and hyphens, such as R-12; “%(ref)s” has not."
            ),
            ref=ref[:40],
        )
    return ref


def next_ref(refs: Iterable[str]) -> str:
    """The reference after the highest numbered one, whether or not that one is still in use."""
    numbers = [int(match[1]) for ref in refs if (match := _NUMBERED.fullmatch(ref))]
    return f"R-{max(numbers, default=0) + 1}"


def check_stage(before: str | None, stage: str) -> None:
    """The next version is settled where the one before was, or further on.

    Raises:
        InputError: there is no such stage, or it comes before that of the last version.
    """
    order = [one.value for one in Stage]
    if stage not in order:
        raise InputError(
            gettext_noop("There is no stage “%(stage)s”. Stages are: %(known)s."),
            stage=stage[:40],
            known=", ".join(order),
        )
    if before is not None and order.index(stage) < order.index(before):
        raise InputError(gettext_noop("The last version was settled at a later stage: a version never goes back."))


@dataclass(frozen=True, slots=True)
class Addressed:
    """An addressee as far as the rules look at it: its class, its State ("" for none) and its role."""

    addressee_class: str
    country: str
    role: str


def check_addressees(entries: Sequence[Addressed], *, classes: Mapping[str, str], countries: Collection[str]) -> None:
    """Each State's addressees have one lead among them, those of no State at most one.

    `classes` maps a class to its broad group. Raises InputError naming class or country.
    """
    for entry in entries:
        if entry.addressee_class not in classes:
            raise InputError(
                gettext_noop("There is no class of addressees “%(name)s”."), name=entry.addressee_class[:40]
            )
        if classes[entry.addressee_class] == "government" and not entry.country:
            raise InputError(gettext_noop("A body of a government belongs to a State: name it."))
        if entry.country and entry.country not in countries:
            raise InputError(
                gettext_noop("%(country)s is not a country of this programme."), country=entry.country[:10]
            )
    for country in sorted({entry.country for entry in entries}):
        leads = sum(entry.role == "lead" for entry in entries if entry.country == country)
        if leads > 1:
            raise InputError(
                gettext_noop("Two bodies lead for %(country)s; one of them has to be a partner."),
                country=country or "–",
            )
        if country and not leads:
            raise InputError(gettext_noop("Nobody leads for %(country)s; name its lead first."), country=country)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a recommendation says of itself besides its words; the fields of `Recommendation` by the same names."""

    source_kind: str
    countries: tuple[str, ...] = ()
    theme: str = ""
    secondary_themes: tuple[str, ...] = ()
    affected_groups: tuple[str, ...] = ()
    action_strength: int | None = None
    source_symbol: str = ""
    source_paragraph: str = ""
    source_url: str = ""
    source_dated: date | None = None
    proposers: tuple[str, ...] = ()


def check_particulars(
    given: Particulars,
    *,
    countries: Collection[str],
    themes: Collection[str],
    groups: Collection[str],
    source_kinds: Collection[str],
) -> None:
    """Every code is one that there is. InputError naming field and code."""
    lists: tuple[tuple[str, Iterable[str], Collection[str]], ...] = (
        ("countries", given.countries, countries),
        ("theme", [given.theme] if given.theme else [], themes),
        ("secondary_themes", given.secondary_themes, themes),
        ("affected_groups", given.affected_groups, groups),
        ("source_kind", [given.source_kind], source_kinds),
    )
    for field, codes, known in lists:
        for code in codes:
            if code not in known:
                raise InputError(
                    gettext_noop("%(field)s: there is no code “%(code)s” here."), field=field, code=code[:40]
                )
    if given.theme and given.theme in given.secondary_themes:
        raise InputError(gettext_noop("A secondary theme is another one than the primary theme."))
    if given.action_strength is not None and given.action_strength not in STRENGTHS:
        raise InputError(gettext_noop("The strength of the action is a number from 1 to 5."))


class Unit(StrEnum):
    """What a count counts."""

    RECOMMENDATION = "recommendation"
    DISTINCT_TEXT = "distinct-text"
    RECOMMENDER_TEXT = "recommender-text"


@dataclass(frozen=True, slots=True)
class Counted:
    """A recommendation as far as counting goes.

    `paragraph` tells which numbered recommendation of a report it is (several rows of a source may be one); `proposers`
    how many made it, none for a text of the programme's own.
    """

    paragraph: str
    text: str
    proposers: int = 0
    theme: str = ""
    secondary_themes: tuple[str, ...] = ()


def counts(rows: Iterable[Counted]) -> dict[Unit, int]:
    """How many there are, in each unit: numbered recommendations, different texts, and recommenders by text."""
    given = list(rows)
    return {
        Unit.RECOMMENDATION: len({row.paragraph for row in given}),
        Unit.DISTINCT_TEXT: len({" ".join(row.text.split()) for row in given}),
        Unit.RECOMMENDER_TEXT: sum(max(1, row.proposers) for row in given),
    }


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows bear each theme. Overlapping totals do not add up to the number of rows, and say so."""

    rows: Mapping[str, int]
    is_overlapping: bool


def totals_by_primary_theme(rows: Iterable[Counted]) -> Totals:
    """Each row once, under its primary theme ("" for none): they add up to the number of rows."""
    return Totals(_tally(row.theme for row in rows), is_overlapping=False)


def totals_by_any_theme(rows: Iterable[Counted]) -> Totals:
    """Each row under its primary and under every secondary theme: they overlap."""
    return Totals(
        _tally(theme for row in rows for theme in dict.fromkeys([row.theme, *row.secondary_themes]) if theme),
        is_overlapping=True,
    )


def _tally(themes: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for theme in themes:
        found[theme] = found.get(theme, 0) + 1
    return found
