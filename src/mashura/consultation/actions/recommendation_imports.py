"""Bringing recommendations of partners in: idempotent, with a report of what differs.

What is brought in is a draft of the programme, open to the State it speaks to: it is public only when that State
releases it, as anything about a country.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from mashura.access.public import Actor, Permission, acting_as, record, require, visible
from mashura.consultation.actions.recommendation_files import GOVERNMENT_CLASS
from mashura.consultation.actions.recommendations import following_version
from mashura.consultation.incoming import Difference, DifferenceReport, IncomingRecommendation, merge_statements
from mashura.consultation.models import Addressee, Programme, Recommendation, RecommendationVersion
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised
from mashura.reference.public import official_country_name

_BATCH: Final = 1000
_PREFIX: Final = "X-"
_LANGUAGES: Final = ("ar", "en", "fr")
# What a later file may change of a recommendation that is here already, besides its words.
_FIELDS: Final = ("source_symbol", "source_paragraph", "action_strength", "proposers")


def import_recommendations(
    *,
    actor: Actor,
    programme: Programme,
    rows: Iterable[IncomingRecommendation],
    report: DifferenceReport | None = None,
    every_state: bool = False,
    is_trial: bool = False,
) -> DifferenceReport:
    """Bring the recommendations of a file into `programme`, or with `is_trial` only say what that would change.

    Rows about States outside the programme are counted and left out unless `every_state`. A text that changed becomes
    the next version; what is the same stays untouched, so that the same file twice changes nothing. `report` carries
    what was read before (rows, problems).

    Raises:
        Forbidden: the actor may not add recommendations here.
    """
    require(actor, Permission.PROGRAMME_RECOMMENDATION_SETTLE, Recommendation(programme=programme))
    report = report or DifferenceReport()
    wanted = []
    for row in rows:
        if every_state or row.country in programme.countries:
            wanted.append(row)
        else:
            report.elsewhere += 1
    merged = merge_statements(wanted)
    report.statements = sum(max(1, len(row.proposers)) for row in wanted)
    report.recommendations = len(merged)
    for row in merged:
        report.positions[row.position or "–"] += 1
    with acting_as(actor):
        # One import of a programme at a time: references are numbered on.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"mashura.recommendations.{programme.pk}"]
            )
        _bring(actor, programme, merged, report, is_trial=is_trial)
        if not is_trial and not report.is_empty:
            record(
                actor,
                "consultation:recommendations:import",
                programme,
                {"added": len(report.added), "changed": len({one.ref for one in report.changed})},
            )
    return report


@dataclass(frozen=True, slots=True)
class _Known:
    """A recommendation that is here already, with its newest version."""

    row: Recommendation
    version: RecommendationVersion


def _bring(
    actor: Actor,
    programme: Programme,
    merged: Sequence[IncomingRecommendation],
    report: DifferenceReport,
    *,
    is_trial: bool,
) -> None:
    number = _last_number(actor, programme)
    for start in range(0, len(merged), _BATCH):
        batch = merged[start : start + _BATCH]
        known = _known(actor, programme, [row.key for row in batch])
        added: list[tuple[Recommendation, IncomingRecommendation]] = []
        for incoming in batch:
            if incoming.key in known:
                _update(actor, known[incoming.key], incoming, report, is_trial=is_trial)
                continue
            number += 1
            row = _recommendation(programme, incoming, f"{_PREFIX}{number}")
            added.append((row, incoming))
            report.added.append(row.ref)
        if not is_trial:
            _add(actor, added)


def _last_number(actor: Actor, programme: Programme) -> int:
    refs = visible(actor, Recommendation).filter(programme=programme, ref__startswith=_PREFIX)
    return max((int(ref.removeprefix(_PREFIX)) for ref in refs.values_list("ref", flat=True)), default=0)


def _known(actor: Actor, programme: Programme, keys: Sequence[str]) -> dict[str, _Known]:
    rows = visible(actor, Recommendation).filter(programme=programme, import_key__in=keys)
    versions = {
        version.recommendation_id: version
        for version in visible(actor, RecommendationVersion).filter(recommendation__in=rows).order_by("number")
    }
    return {row.import_key: _Known(row, versions[row.pk]) for row in rows if row.pk in versions}


def _update(
    actor: Actor, known: _Known, incoming: IncomingRecommendation, report: DifferenceReport, *, is_trial: bool
) -> None:
    row, version = known.row, known.version
    given: dict[str, Any] = {
        "source_symbol": incoming.symbol,
        "source_paragraph": incoming.paragraph,
        "action_strength": incoming.action_strength,
        "proposers": list(incoming.proposers),
    }
    changed = [name for name in _FIELDS if getattr(row, name) != given[name]]
    report.changed += [Difference(row.ref, name, _told(getattr(row, name)), _told(given[name])) for name in changed]
    before = version.text.get(incoming.language, "")
    if before != incoming.text:
        report.changed.append(Difference(row.ref, "text", before, incoming.text))
    elif not changed:
        report.unchanged += 1
    if is_trial:
        return
    if changed:
        for name in changed:
            setattr(row, name, given[name])
        row.save(update_fields=changed)
    if before != incoming.text:
        following_version(
            actor,
            row,
            version,
            stage=version.stage,
            text=version.text.with_original(incoming.language, incoming.text),
        )


def _told(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _recommendation(programme: Programme, incoming: IncomingRecommendation, ref: str) -> Recommendation:
    return Recommendation(
        programme=programme,
        ref=ref,
        countries=[incoming.country],
        open_to=[incoming.country],
        action_strength=incoming.action_strength,
        source_kind=incoming.source_kind,
        source_symbol=incoming.symbol,
        source_paragraph=incoming.paragraph,
        proposers=list(incoming.proposers),
        import_key=incoming.key,
        affected_groups=[],
    )


def _add(actor: Actor, added: Sequence[tuple[Recommendation, IncomingRecommendation]]) -> None:
    Recommendation.objects.bulk_create([row for row, _incoming in added])
    versions, addressees = [], []
    for row, incoming in added:
        version = RecommendationVersion(
            recommendation=row,
            number=1,
            stage=RecommendationVersion.Stage.PUBLISHED_REPORT,
            text=Expressions.of(incoming.language, incoming.text),
            made_by_id=actor.user_id,
        )
        addressee = Addressee(
            recommendation=row,
            addressee_class=GOVERNMENT_CLASS,
            country=incoming.country,
            names=_government(incoming.country),
            role=Addressee.Role.LEAD,
        )
        for part in (version, addressee):
            part.take_scope_of(row)
        versions.append(version)
        addressees.append(addressee)
    RecommendationVersion.objects.bulk_create(versions)
    Addressee.objects.bulk_create(addressees)


def _government(iso3: str) -> Localised:
    return Localised({language: official_country_name(iso3, language) for language in _LANGUAGES})
