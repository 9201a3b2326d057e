"""Reads of recommendations: lists by filter, one with all that hangs on it, the way back from findings and meetings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import reduce
from operator import and_
from typing import Any, Final

from django.db.models import CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Length

from mashura.access.public import Actor, NotHere, Permission, can, visible
from mashura.consultation.models import (
    Addressee,
    Meeting,
    Recommendation,
    RecommendationLink,
    RecommendationOrigin,
    RecommendationVersion,
)
from mashura.consultation.rules import recommendations as rules
from mashura.evidence.models import Finding
from mashura.kit.text import terms
from mashura.reference.public import addressee_classes, themes_of

SERVICES: Final = ("S1", "S2", "S3", "S4", "S5")
"""Themes that are services: a recommendation on another theme may touch on one."""

SORTS: Final = ("ref", "newest", "theme")
_LONGEST_QUERY: Final = 200


@dataclass(frozen=True, slots=True)
class RecommendationFilter:
    """What a reader asks for; "" asks for everything. The names are those of the address's query.

    `addressee` is a broad class or a class, `service` a theme wherever it stands, `q` words that the text holds, all
    of them in one language.
    """

    programme: str = ""
    topic: str = ""
    theme: str = ""
    service: str = ""
    addressee: str = ""
    country: str = ""
    state: str = ""
    group: str = ""
    source: str = ""
    q: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "RecommendationFilter":
        """From a query, whose other names are left alone; what PostgreSQL cannot hold asks for nothing there is."""
        return cls(
            **{one.name: given.get(one.name, "").replace("\0", "\ufffd")[:_LONGEST_QUERY] for one in fields(cls)}
        )

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for, by name."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}


def visible_recommendations(
    actor: Actor, asked: RecommendationFilter | None = None, *, sort: str = "ref"
) -> QuerySet[Recommendation]:
    """The recommendations that the actor may see and that the filter asks for, real programmes first."""
    return _sorted(_filtered(actor, asked or RecommendationFilter()), sort)


def recommendation(actor: Actor, programme: str, ref: str) -> Recommendation:
    """The recommendation with this reference; NotHere when there is none that the actor may see."""
    if "\0" in programme + ref:
        raise NotHere
    rows = visible(actor, Recommendation).select_related("programme")
    found = rows.filter(programme_id=programme, ref=ref).first()
    if found is None:
        raise NotHere
    return found


def versions_of(actor: Actor, found: Recommendation) -> list[RecommendationVersion]:
    """Its versions, the first one first."""
    return list(visible(actor, RecommendationVersion).filter(recommendation=found).order_by("number"))


def current_versions(actor: Actor, found: Iterable[Recommendation]) -> dict[Any, RecommendationVersion]:
    """By the recommendation's key the version that holds now: the last one that was issued, or the last one."""
    rows = visible(actor, RecommendationVersion).filter(recommendation__in=[one.pk for one in found])
    return {row.recommendation_id: row for row in rows.order_by("is_issued", "number")}


def addressees_of(actor: Actor, found: Iterable[Recommendation]) -> dict[Any, list[Addressee]]:
    """By the recommendation's key its addressees: by State, the lead first."""
    rows = visible(actor, Addressee).filter(recommendation__in=[one.pk for one in found]).select_related("organisation")
    grouped: dict[Any, list[Addressee]] = {}
    order = {role.value: place for place, role in enumerate(Addressee.Role)}
    for row in sorted(rows, key=lambda one: (one.country == "", one.country, order[one.role], str(one.pk))):
        grouped.setdefault(row.recommendation_id, []).append(row)
    return grouped


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a recommendation comes from, opened as far as this actor may see: the finding or the meeting itself."""

    row: RecommendationOrigin
    finding: Finding | None = None
    meeting: Meeting | None = None


def origins_of(actor: Actor, found: Recommendation) -> list[Origin]:
    """Its origins that the actor may see; of others not even the number is told."""
    rows = list(visible(actor, RecommendationOrigin).filter(recommendation=found))
    findings = visible(actor, Finding).in_bulk([row.finding_id for row in rows if row.finding_id])
    meetings = visible(actor, Meeting).in_bulk([row.meeting_id for row in rows if row.meeting_id])
    opened = [Origin(row, findings.get(row.finding_id), meetings.get(row.meeting_id)) for row in rows]
    return sorted(
        (one for one in opened if one.finding or one.meeting),
        key=lambda one: (one.finding is None, one.finding.ref if one.finding else str(one.row.meeting_id)),
    )


def links_of(actor: Actor, found: Recommendation) -> list[RecommendationLink]:
    """How it stands to others that the actor may see, in both directions."""
    seen = visible(actor, Recommendation)
    rows = visible(actor, RecommendationLink).filter(Q(recommendation=found) | Q(other=found))
    rows = rows.filter(recommendation__in=seen, other__in=seen)
    return list(rows.select_related("recommendation", "other").order_by("kind", "recommendation__ref"))


def recommendations_from(
    actor: Actor, *, finding: Finding | None = None, meeting: Meeting | None = None
) -> QuerySet[Recommendation]:
    """The recommendations that come from a finding or a meeting, as far as the actor may see."""
    source = Q(finding=finding) if finding is not None else Q(meeting=meeting)
    origins = visible(actor, RecommendationOrigin).filter(source, recommendation=OuterRef("pk"))
    return _sorted(visible(actor, Recommendation).filter(Exists(origins)), "ref")


def was_issued(actor: Actor, found: Recommendation) -> bool:
    """Whether words of it were issued; one that was split before has none."""
    return (
        found.state in rules.PUBLISHED and _issued(actor, visible(actor, Recommendation)).filter(pk=found.pk).exists()
    )


def _issued(actor: Actor, rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    versions = visible(actor, RecommendationVersion).filter(recommendation=OuterRef("pk"), is_issued=True)
    return rows.filter(Exists(versions), state__in=rules.PUBLISHED)


def recommendations_to_release(actor: Actor) -> QuerySet[Recommendation]:
    """What was issued about a country of this actor and waits for its release."""
    if not can(actor, Permission.COUNTRY_TEXT_RELEASE, Recommendation):
        return visible(actor, Recommendation).none()
    waiting = [Q(countries__contains=[code]) & ~Q(released_by__contains=[code]) for code in sorted(actor.countries)]
    if not waiting:
        return visible(actor, Recommendation).none()
    rows = _issued(actor, visible(actor, Recommendation))
    return _sorted(rows.filter(reduce(lambda one, other: one | other, waiting)), "ref")


def recommendations_to_publish(actor: Actor) -> QuerySet[Recommendation]:
    """What was issued, is released by every country it is about, and has no day on which it becomes public."""
    if not can(actor, Permission.PROGRAMME_TEXT_PUBLISH, Recommendation):
        return visible(actor, Recommendation).none()
    rows = _issued(actor, visible(actor, Recommendation)).filter(public_from__isnull=True)
    return _sorted(rows.filter(countries__contained_by=F("released_by")), "ref")


def count_recommendations(
    actor: Actor, asked: RecommendationFilter | None = None
) -> tuple[dict[rules.Unit, int], list[rules.Counted]]:
    """How many the filter finds, in each unit, and the rows that were counted (for totals by theme)."""
    rows = list(_filtered(actor, asked or RecommendationFilter()))
    current = current_versions(actor, rows)
    counted = [_counted(row, current.get(row.pk)) for row in rows]
    return rules.counts(counted), counted


def _counted(row: Recommendation, version: RecommendationVersion | None) -> rules.Counted:
    paragraph = f"{row.source_symbol}#{row.source_paragraph}" if row.source_symbol and row.source_paragraph else ""
    return rules.Counted(
        paragraph=paragraph or f"{row.programme_id}/{row.ref}",
        text=version.text.get(version.text.original, "") if version else "",
        proposers=len(row.proposers),
        theme=row.theme,
        secondary_themes=tuple(row.secondary_themes),
    )


@dataclass(frozen=True, slots=True)
class Facet:
    """One name of the filter with the values that occur, and how many recommendations each would leave."""

    name: str
    values: Mapping[str, int] = field(default_factory=dict)


def facets(actor: Actor, asked: RecommendationFilter) -> list[Facet]:
    """Every filter but the words, each counted with the other filters in force."""
    return [Facet(name, count(actor, _without(actor, asked, name))) for name, count in _FACETS.items()]


def _without(actor: Actor, asked: RecommendationFilter, name: str) -> QuerySet[Recommendation]:
    return _filtered(actor, RecommendationFilter(**{key: value for key, value in asked.asked.items() if key != name}))


def _by_column(column: str) -> Callable[[Actor, QuerySet[Recommendation]], dict[str, int]]:
    def count(_actor: Actor, rows: QuerySet[Recommendation]) -> dict[str, int]:
        found = rows.order_by().values_list(column).annotate(rows=Count("pk"))
        return {str(value): number for value, number in found if value}

    return count


def _by_element(column: str) -> Callable[[Actor, QuerySet[Recommendation]], dict[str, int]]:
    def count(_actor: Actor, rows: QuerySet[Recommendation]) -> dict[str, int]:
        each = Func(F(column), function="unnest", output_field=CharField())
        found = rows.order_by().annotate(each=each).values_list("each").annotate(rows=Count("pk"))
        return dict(found)

    return count


def _by_topic(actor: Actor, rows: QuerySet[Recommendation]) -> dict[str, int]:
    themes = _by_column("theme")(actor, rows)
    totals = {code: sum(themes.get(theme.code, 0) for theme in themes_of(code)) for code in ("1", "2", "3")}
    return {code: number for code, number in totals.items() if number}


def _by_service(_actor: Actor, rows: QuerySet[Recommendation]) -> dict[str, int]:
    counted = {code: rows.filter(_touches(code)).count() for code in SERVICES}
    return {code: number for code, number in counted.items() if number}


def _by_addressee(actor: Actor, rows: QuerySet[Recommendation]) -> dict[str, int]:
    found = visible(actor, Addressee).filter(recommendation__in=rows.order_by().values("pk"))
    pairs = found.order_by().values_list("recommendation", "addressee_class").distinct()
    classes = addressee_classes()
    by_group: dict[str, set[Any]] = {}
    for key, code in pairs:
        if code in classes:
            by_group.setdefault(classes[code].group, set()).add(key)
    return {group: len(keys) for group, keys in by_group.items()}


_FACETS: Final[Mapping[str, Callable[[Actor, QuerySet[Recommendation]], dict[str, int]]]] = {
    "programme": _by_column("programme_id"),
    "addressee": _by_addressee,
    "topic": _by_topic,
    "theme": _by_column("theme"),
    "service": _by_service,
    "country": _by_element("countries"),
    "group": _by_element("affected_groups"),
    "source": _by_column("source_kind"),
    "state": _by_column("state"),
}


def _filtered(actor: Actor, asked: RecommendationFilter) -> QuerySet[Recommendation]:
    conditions = [_CONDITIONS[name](value) for name, value in asked.asked.items() if name in _CONDITIONS]
    rows = visible(actor, Recommendation).filter(reduce(and_, conditions, Q()))
    if asked.addressee:
        classes = [code for code, one in addressee_classes().items() if asked.addressee in {code, one.group}]
        to_them = visible(actor, Addressee).filter(recommendation=OuterRef("pk"), addressee_class__in=classes)
        rows = rows.filter(Exists(to_them))
    return rows.filter(pk__in=_holding(actor, rows, asked.q)) if asked.q else rows


def _touches(theme: str) -> Q:
    return Q(theme=theme) | Q(secondary_themes__contains=[theme])


_CONDITIONS: Final[Mapping[str, Callable[[str], Q]]] = {
    "programme": lambda value: Q(programme_id=value),
    "topic": lambda value: Q(theme__in=[theme.code for theme in themes_of(value)]),
    "theme": lambda value: Q(theme=value),
    "service": _touches,
    "country": lambda value: Q(countries__contains=[value]),
    "group": lambda value: Q(affected_groups__contains=[value]),
    "source": lambda value: Q(source_kind=value),
    "state": lambda value: Q(state=value),
}


def _holding(actor: Actor, rows: QuerySet[Recommendation], query: str) -> list[Any]:
    """Keys of those whose reference is the query, or whose current text holds all its words in one language."""
    asked = set(terms(query))
    current = current_versions(actor, rows)
    named = {row.pk for row in rows if row.ref.casefold() == query.strip().casefold()}
    holding = {
        key
        for key, version in current.items()
        if asked and any(asked <= set(terms(text)) for text in version.text.values())
    }
    return [*(named | holding)]


def _sorted(rows: QuerySet[Recommendation], sort: str) -> QuerySet[Recommendation]:
    # "R-2" before "R-10", and "UPR-EGY-…" together: by what stands before the last number, then shorter ones first.
    before_number = Func(F("ref"), Value("[0-9.]+$"), Value(""), function="regexp_replace", output_field=CharField())
    by_ref = (F("programme__position").asc(), "programme_id", before_number, Length("ref"), "ref")
    if sort == "newest":
        return rows.select_related("programme").order_by(F("source_dated").desc(nulls_first=True), "-made_at", *by_ref)
    if sort == "theme":
        return rows.select_related("programme").order_by("theme", *by_ref)
    return rows.select_related("programme").order_by(*by_ref)
