"""Whole recommendations as plain values, with their links: taken out for a file, and restored from one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mashura.access.public import Action, Actor, Permission, acting_as, record, require, visible
from mashura.consultation.actions.recommendations import following_version, last_version, takes_languages
from mashura.consultation.incoming import Difference, DifferenceReport
from mashura.consultation.models import (
    Addressee,
    Meeting,
    Programme,
    Recommendation,
    RecommendationLink,
    RecommendationOrigin,
    RecommendationVersion,
)
from mashura.consultation.rules import recommendations as rules
from mashura.errors import InputError, gettext_noop
from mashura.evidence.models import Finding
from mashura.kit.expressions import Expressions

# The columns of the table that a copy holds as they are.
PLAIN = (
    "state",
    "state_reason",
    "theme",
    "secondary_themes",
    "affected_groups",
    "action_strength",
    "countries",
    "open_to",
    "source_kind",
    "source_symbol",
    "source_paragraph",
    "source_url",
    "source_dated",
    "proposers",
    "import_key",
)

_PARTS = ("addressees", "origins", "links")
# What a file never changes of a recommendation that is here: its way is gone on this site, step by step; and once it
# was issued, to whom and about whom it is.
_STATE = ("state", "state_reason")
_FIXED = ("countries", "addressees", "origins")


@dataclass(frozen=True, slots=True)
class RecommendationCopy:
    """One recommendation: its columns, its newest version, addressees, origins and links, each by lasting names."""

    ref: str
    plain: dict[str, Any]
    version: int
    stage: str
    text: Expressions
    addressees: list[dict[str, Any]] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def copies_of_recommendations(actor: Actor, programme: Programme) -> list[RecommendationCopy]:
    """What the actor may see of a programme's recommendations, in the order of their references."""
    rows = list(visible(actor, Recommendation).filter(programme=programme))
    keys = [row.pk for row in rows]
    versions = {
        version.recommendation_id: version
        for version in visible(actor, RecommendationVersion).filter(recommendation__in=keys).order_by("number")
    }
    addressees = _by_recommendation(visible(actor, Addressee).filter(recommendation__in=keys))
    origins = _by_recommendation(
        visible(actor, RecommendationOrigin).filter(recommendation__in=keys).select_related("finding", "meeting")
    )
    links = _by_recommendation(
        visible(actor, RecommendationLink).filter(recommendation__in=keys).select_related("other")
    )
    return [
        RecommendationCopy(
            ref=row.ref,
            plain={name: getattr(row, name) for name in PLAIN},
            version=versions[row.pk].number,
            stage=versions[row.pk].stage,
            text=versions[row.pk].text,
            addressees=sorted((_addressee(one) for one in addressees.get(row.pk, [])), key=str),
            origins=sorted(_origin(one) for one in origins.get(row.pk, [])),
            links=sorted(f"{one.kind}:{one.other.ref}" for one in links.get(row.pk, [])),
        )
        for row in sorted(rows, key=lambda row: row.ref)
        if row.pk in versions
    ]


def restore_recommendations(
    *, actor: Actor, programme: Programme, copies: Sequence[RecommendationCopy], is_trial: bool = False
) -> DifferenceReport:
    """Bring recommendations to the state of `copies`, links included; what is the same stays untouched.

    Nothing is released by it: whether the public sees a recommendation is not in a file. Words that differ become the
    next version; a language that an issued text had not is added to it.

    Raises:
        InputError: a copy names a finding, meeting or recommendation that is not here.
        Forbidden: the actor may not add recommendations here.
    """
    require(actor, Permission.PROGRAMME_RECOMMENDATION_SETTLE, Recommendation(programme=programme))
    report = DifferenceReport(rows=len(copies), recommendations=len(copies), statements=len(copies))
    with acting_as(actor):
        before = {copy.ref: copy for copy in copies_of_recommendations(actor, programme)}
        known = {copy.ref for copy in copies} | set(before)
        _refuse_what_is_not_here(actor, programme, copies, known)
        for copy in copies:
            there = before.get(copy.ref)
            _refuse_what_stays(there, copy)
            if there == copy:
                report.unchanged += 1
            elif there is None:
                report.added.append(copy.ref)
            else:
                report.changed += _differences(there, copy)
        if not is_trial and not report.is_empty:
            touched = set(report.added) | {one.ref for one in report.changed}
            wanted = [copy for copy in copies if copy.ref in touched]
            rows = {copy.ref: _save(actor, programme, copy) for copy in wanted}
            for copy in wanted:
                there = before.get(copy.ref)
                if there is None or any(getattr(there, name) != getattr(copy, name) for name in _PARTS):
                    _save_links(actor, programme, copy, rows[copy.ref])
            record(actor, "consultation:recommendations:restore", programme, {"rows": len(wanted)})
    return report


def _by_recommendation(parts: Any) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for part in parts:
        found.setdefault(part.recommendation_id, []).append(part)
    return found


def _addressee(one: Addressee) -> dict[str, Any]:
    return {
        "class": one.addressee_class,
        "role": one.role,
        "country": one.country,
        "organisation": str(one.organisation_id or ""),
        "names": dict(sorted(one.names.items())),
    }


def _origin(one: RecommendationOrigin) -> str:
    return f"finding:{one.finding.ref}" if one.finding else f"meeting:{str(one.meeting_id).split('/', 1)[1]}"


def _refuse_what_is_not_here(
    actor: Actor, programme: Programme, copies: Sequence[RecommendationCopy], known: set[str]
) -> None:
    findings = set(visible(actor, Finding).filter(programme=programme.pk).values_list("ref", flat=True))
    meetings = {
        key.split("/", 1)[1] for key in visible(actor, Meeting).filter(programme=programme).values_list("pk", flat=True)
    }
    for copy in copies:
        there = {"finding": findings, "meeting": meetings}
        named = [("origins", *origin.split(":", 1)) for origin in copy.origins]
        named += [("links", "recommendation", link.split(":", 1)[1]) for link in copy.links]
        for column, kind, key in named:
            if key not in there.get(kind, known):
                raise InputError(
                    gettext_noop("%(ref)s, “%(column)s”: there is no %(key)s in this programme."),
                    ref=copy.ref,
                    column=column,
                    key=key,
                )


def _refuse_what_stays(there: RecommendationCopy | None, copy: RecommendationCopy) -> None:
    if there is None:
        return
    was_issued = there.plain["state"] not in rules.BEFORE_ISSUE
    for name in (*_STATE, *(_FIXED if was_issued else ())):
        old, new = (one.plain.get(name, getattr(one, name, None)) for one in (there, copy))
        if old != new:
            raise InputError(
                gettext_noop("%(ref)s, “%(column)s”: a file does not change this. Leave it as it is here."),
                ref=copy.ref,
                column=name,
            )


def _differences(there: RecommendationCopy, copy: RecommendationCopy) -> list[Difference]:
    pairs = [(name, there.plain[name], copy.plain[name]) for name in PLAIN]
    pairs += [(name, getattr(there, name), getattr(copy, name)) for name in _PARTS]
    pairs.append(("text", there.text.as_json(), copy.text.as_json()))
    return [Difference(copy.ref, name, str(old), str(new)) for name, old, new in pairs if old != new]


def _save(actor: Actor, programme: Programme, copy: RecommendationCopy) -> Recommendation:
    row = visible(actor, Recommendation).filter(programme=programme, ref=copy.ref).first()
    if row is None:
        row = Recommendation(programme=programme, ref=copy.ref)
    for name, value in copy.plain.items():
        setattr(row, name, value)
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save()
    newest = last_version(actor, row)
    if newest is not None and newest.text != copy.text and takes_languages(newest, copy.text):
        newest.text = copy.text
        newest.save(update_fields=["text"])
    elif newest is None or newest.text != copy.text:
        following_version(actor, row, newest, stage=copy.stage, text=copy.text, first=copy.version)
    return row


def _save_links(actor: Actor, programme: Programme, copy: RecommendationCopy, row: Recommendation) -> None:
    visible(actor, Addressee, Action.DELETE).filter(recommendation=row).delete()
    visible(actor, RecommendationOrigin, Action.DELETE).filter(recommendation=row).delete()
    visible(actor, RecommendationLink, Action.DELETE).filter(recommendation=row).delete()
    parts: list[Addressee | RecommendationOrigin | RecommendationLink] = [
        Addressee(
            recommendation=row,
            addressee_class=one["class"],
            role=one["role"],
            country=one["country"],
            organisation_id=one["organisation"] or None,
            names=one["names"],
        )
        for one in copy.addressees
    ]
    for origin in copy.origins:
        kind, key = origin.split(":", 1)
        if kind == "finding":
            finding = visible(actor, Finding).get(programme=programme.pk, ref=key)
            parts.append(RecommendationOrigin(recommendation=row, finding=finding))
        else:
            parts.append(RecommendationOrigin(recommendation=row, meeting_id=f"{programme.pk}/{key}"))
    for link in copy.links:
        kind, ref = link.split(":", 1)
        other = visible(actor, Recommendation).get(programme=programme, ref=ref)
        parts.append(RecommendationLink(recommendation=row, other=other, kind=kind))
    for part in parts:
        part.take_scope_of(row)
        part.save(force_insert=True)
