"""The chapter of recommendations: by class of addressee and topic, each with its reference and its addressees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mashura.consultation.models import Programme
from mashura.consultation.public import (
    Addressee,
    Recommendation,
    RecommendationFilter,
    RecommendationVersion,
    addressees_of,
    current_versions,
    visible_recommendations,
)
from mashura.kit.localised import Localised
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.publication.provenance import Origin
from mashura.reference.public import addressee_classes, addressee_groups, topics


def recommendations_chapter(programme: Programme, desk: Desk) -> Iterator[Block]:
    """Every public recommendation once, under the class of its lead; no chapter without any."""
    groups = recommendations_by_lead(programme, desk)
    if not groups:
        return
    countries = sorted({code for group in groups for row in group.rows for code in row.countries})
    title = desk.open_chapter(_("Recommendations"))
    yield blocks.chapter(title, _blocks(groups, desk), countries=countries)


@dataclass(frozen=True, slots=True)
class RecommendationsOfGroup:
    """The recommendations on which one class of bodies leads, by theme and reference."""

    title: Localised
    rows: list[Recommendation]
    versions: Mapping[Any, RecommendationVersion]
    addressees: Mapping[Any, list[Addressee]]


def recommendations_by_lead(programme: Programme, desk: Desk) -> list[RecommendationsOfGroup]:
    """Every public recommendation with a published wording, under the class of its lead."""
    rows = list(visible_recommendations(desk.actor, RecommendationFilter(programme=programme.code)))
    versions = current_versions(desk.actor, rows)
    addressees = addressees_of(desk.actor, rows)
    led: dict[str, list[Recommendation]] = {}
    for row in sorted(rows, key=lambda row: (_place(row.theme), row.ref)):
        if row.pk in versions:
            led.setdefault(_lead_group(addressees.get(row.pk, [])), []).append(row)
    return [
        RecommendationsOfGroup(one.title, led[code], versions, addressees)
        for code, one in addressee_groups().items()
        if code in led
    ]


def _blocks(groups: list[RecommendationsOfGroup], desk: Desk) -> Iterator[Block]:
    yield blocks.lead(
        _(
            "Recommendations stand under the class of body that leads on them, then by theme. Each addressee answers "
            "for itself; what it answered is published on the programme's site."
        )
    )
    for group in groups:
        yield blocks.heading(desk.writer.text(group.title))
        for row in group.rows:
            yield from _recommendation(row, group, desk)


def _recommendation(row: Recommendation, group: RecommendationsOfGroup, desk: Desk) -> Iterator[Block]:
    theme = desk.writer.text(topics()[row.theme].title) if row.theme in topics() else ""
    addressed = group.addressees.get(row.pk, [])
    names = [desk.writer.text(one.organisation.names if one.organisation else one.names) for one in addressed]
    remarks = [
        row.ref,
        theme,
        _("addressed to %(names)s") % {"names": desk.writer.listed(names)} if names else "",
        " ".join(part for part in (row.source_symbol, row.source_paragraph) if part),
    ]
    origin = Origin("recommendation", (row.programme_id, row.ref))
    yield from desk.prose(desk.read(group.versions[row.pk].text), origin, remarks=remarks)


def _lead_group(addressees: list[Addressee]) -> str:
    """The broad class of the leading addressee (of the first one where none leads)."""
    known = addressee_classes()
    leads = [one for one in addressees if one.role == Addressee.Role.LEAD] or addressees
    group = known[leads[0].addressee_class].group if leads and leads[0].addressee_class in known else ""
    return group or list(addressee_groups())[-1]


def _place(theme: str) -> int:
    codes = list(topics())
    return codes.index(theme) if theme in codes else len(codes)
