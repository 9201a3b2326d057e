"""Reads of comments on a study. Nothing of another delegation is in a list, a count or a file before it is public."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.db.models import QuerySet

from mashura.access.models import Organisation, OrganisationKind, Post
from mashura.access.public import Action, Actor, NotHere, Role, can, visible
from mashura.consultation.models import Comment, CommentAnswer, CommentRound, Programme, Study
from mashura.consultation.queries.procedure import rules_of_programme
from mashura.consultation.queries.study import Contents, ParagraphShown, PartShown, study_contents, visible_study
from mashura.consultation.rules import comments as rules
from mashura.consultation.rules.procedure import Holders
from mashura.consultation.rules.working_days import ZONES
from mashura.errors import InputError
from mashura.kit.clock import now

# As what a post sits in a round of comments, and which kind of delegation an observing body is.
_CAPACITIES: Final = {Role.HEAD_OF_DELEGATION: "head", Role.DELEGATE: "member", Role.OBSERVER: "observer"}
_KINDS: Final = {
    OrganisationKind.MINISTRY: "state",
    OrganisationKind.LOCAL_AUTHORITY: "state",
    OrganisationKind.NATIONAL_COUNCIL: "national-council",
    OrganisationKind.INTERNATIONAL: "international-organisation",
    OrganisationKind.DONOR: "international-organisation",
    OrganisationKind.CIVIL_SOCIETY: "civil-society",
    OrganisationKind.RESEARCH: "civil-society",
    OrganisationKind.SERVICE_PROVIDER: "civil-society",
}
_ANSWERERS: Final = (Role.RESEARCHER, Role.SECRETARIAT)


@dataclass(frozen=True, slots=True)
class Seat:
    """As whom somebody comments: kind of delegation, capacity, body, and the country for which a State speaks."""

    kind: str
    capacity: str
    organisation: Organisation
    country: str


@dataclass(frozen=True, slots=True)
class CommentShown:
    """A comment with its answer, as far as the reader may see it."""

    comment: Comment
    answer: CommentAnswer | None


@dataclass(frozen=True, slots=True)
class CommentFilter:
    """What of a matrix is shown; an empty word is everything. `paragraph` is "part/paragraph"."""

    paragraph: str = ""
    country: str = ""
    disposition: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The comments of a round that a reader may see, and what there is to choose from among them."""

    rows: list[CommentShown]
    total: int
    paragraphs: list[tuple[str, Comment]] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    dispositions: list[str] = field(default_factory=list)


def zones_of(actor: Actor, programme: Programme) -> list[str]:
    """Time zones in which a window may be set: those of the rules' calendars and of the countries, and UTC."""
    calendars = rules_of_programme(actor, programme).calendars
    zones = [calendars[code].zone if code in calendars else ZONES.get(code, "") for code in programme.countries]
    return [*dict.fromkeys(zone for zone in zones if zone), "UTC"]


def round_rules(row: CommentRound) -> rules.Round:
    """The row as the rules see it."""
    holders = Holders(frozenset(row.kinds), frozenset(row.capacities))
    return rules.Round(row.first, row.last, row.zone, holders, row.closed_at)


def state_of(row: CommentRound) -> rules.RoundState:
    """Where the round stands now."""
    return round_rules(row).state_at(now())


def seat_of(actor: Actor) -> Seat | None:
    """The seat from which the actor comments; None for who has none: secretariat, researchers, the public."""
    role = next((role for role in _CAPACITIES if role in actor.roles), None)
    if role is None or actor.organisation_id is None:
        return None
    body = visible(actor, Organisation).filter(pk=actor.organisation_id).first()
    if body is None:
        return None
    if role is Role.OBSERVER:
        return Seat(_KINDS[OrganisationKind(body.kind)], _CAPACITIES[role], body, "")
    countries = sorted(actor.countries)
    if not countries:
        return None
    return Seat("state", _CAPACITIES[role], body, body.country if body.country in countries else countries[0])


def may_comment(actor: Actor, row: CommentRound) -> bool:
    """Whether the actor may comment in this round now."""
    seat = seat_of(actor)
    if seat is None or row.programme not in actor.programmes or not can(actor, Action.ADD, Comment):
        return False
    try:
        rules.check_may_comment(round_rules(row), kind=seat.kind, capacity=seat.capacity, at=now())
    except InputError:
        return False
    return True


def rounds_of(actor: Actor, study: Study) -> list[CommentRound]:
    """The rounds on a study that the actor may know of, newest first."""
    rows = visible(actor, CommentRound).filter(study=study).select_related("version", "study__programme")
    return list(rows.order_by("-number"))


def rounds_to_comment(actor: Actor) -> list[CommentRound]:
    """Open rounds in which the actor may comment on something that they may read."""
    rows = visible(actor, CommentRound).filter(closed_at__isnull=True).select_related("version", "study__programme")
    return [row for row in rows.order_by("last") if may_comment(actor, row) and contents_of(actor, row).parts]


def round_numbered(actor: Actor, programme: str, key: str, number: int) -> CommentRound:
    """A round of a study; NotHere when there is none for the actor, or the study is not theirs to read."""
    study = visible_study(actor, programme, key)
    rows = visible(actor, CommentRound).select_related("version__study__programme", "study__programme")
    found = rows.filter(study=study, number=number).first()
    if found is None:
        raise NotHere
    return found


def contents_of(actor: Actor, row: CommentRound) -> Contents:
    """The version that a round is about, as far as the actor may read it."""
    return study_contents(actor, row.programme, row.study.key, number=row.version.number)


def paragraph_of(actor: Actor, row: CommentRound, part: str, paragraph: str) -> tuple[PartShown, ParagraphShown]:
    """A paragraph of the version that a round is about; NotHere when the actor may not read it."""
    shown = contents_of(actor, row).part(part)
    found = next((one for one in shown.paragraphs if one.paragraph.key == paragraph), None)
    if found is None:
        raise NotHere
    return shown, found


def comment_in(actor: Actor, row: CommentRound, ref: str) -> CommentShown:
    """One comment by its name; NotHere when the actor may not see it."""
    found = _comments(actor, row).filter(ref=ref).first()
    if found is None:
        raise NotHere
    return CommentShown(found, _answers(actor, [found]).get(found.pk))


def matrix_of(actor: Actor, row: CommentRound, chosen: CommentFilter | None = None) -> Matrix:
    """The comments that the actor may see, in the order of the text; the choices count nothing else."""
    chosen = chosen or CommentFilter()
    found = list(_comments(actor, row))
    answers = _answers(actor, found)
    found.sort(key=lambda one: (one.part.position, one.paragraph_number, one.made_at, one.ref))
    shown = [CommentShown(one, answers.get(one.pk)) for one in found]
    return Matrix(
        [one for one in shown if _fits(one, chosen)],
        len(shown),
        list({paragraph_name(one): one for one in found}.items()),
        sorted({one.country for one in found if one.country}),
        [one.value for one in rules.Disposition if one.value in {answer.disposition for answer in answers.values()}],
    )


def own_comments(actor: Actor, row: CommentRound, part: str, paragraph: str) -> list[Comment]:
    """What the actor's own body has said of a paragraph, and what is public of others."""
    return list(_comments(actor, row).filter(part__key=part, paragraph_key=paragraph))


def comments_to_answer(actor: Actor) -> list[tuple[CommentRound, int]]:
    """Rounds with comments that wait for an answer from whoever answers, with their number."""
    if not can(actor, Action.ADD, CommentAnswer):
        return []
    rows = visible(actor, Comment).filter(withdrawn_at__isnull=True, round__closed_at__isnull=True)
    rows = rows.filter(state__in=rules.UNANSWERED).select_related("round__study")
    counts: dict[CommentRound, int] = {}
    for one in rows:
        counts[one.round] = counts.get(one.round, 0) + 1
    return list(counts.items())


def answering_posts(actor: Actor, programme: str) -> list[Post]:
    """Posts to which the actor may assign a comment: researchers of the programme and the secretariat."""
    rows = visible(actor, Post).filter(role__in=[role.value for role in _ANSWERERS], is_open=True)
    own = [one for one in rows if one.role == Role.SECRETARIAT or programme in one.programmes]
    return sorted(own, key=lambda one: (one.role, str(one.pk)))


def unanswered_in(rows: Iterable[CommentShown]) -> list[str]:
    """The names of the comments that wait for an answer."""
    return [
        one.comment.ref
        for one in rows
        if not one.comment.is_withdrawn and rules.State(one.comment.state) in rules.UNANSWERED
    ]


def paragraph_name(comment: Comment) -> str:
    """The paragraph of a comment by its keys, which stay the same from version to version."""
    return f"{comment.part.key}/{comment.paragraph_key}"


def _fits(one: CommentShown, chosen: CommentFilter) -> bool:
    if chosen.paragraph and paragraph_name(one.comment) != chosen.paragraph:
        return False
    if chosen.country and one.comment.country != chosen.country:
        return False
    if chosen.disposition == "none":
        return one.answer is None and not one.comment.is_withdrawn
    return not chosen.disposition or (one.answer is not None and one.answer.disposition == chosen.disposition)


def _comments(actor: Actor, row: CommentRound) -> QuerySet[Comment]:
    return visible(actor, Comment).filter(round=row).select_related("part", "round__study")


def _answers(actor: Actor, comments: Iterable[Comment]) -> dict[object, CommentAnswer]:
    rows = visible(actor, CommentAnswer).filter(comment__in=list(comments))
    return {one.comment_id: one for one in rows.select_related("duplicate_of", "changed_version")}
