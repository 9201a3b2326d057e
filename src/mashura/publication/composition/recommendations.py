"""The chapter of recommendations: by class of addressee and topic, each with its reference and its addressees."""

from collections.abc import Iterator, Mapping
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
from mashura.evidence.public import read_text
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.reference.public import addressee_classes, addressee_groups, topics


def recommendations_chapter(programme: Programme, desk: Desk) -> Iterator[Block]:
    """Every public recommendation once, under the class of its lead; no chapter without any."""
    rows = list(visible_recommendations(desk.actor, RecommendationFilter(programme=programme.code)))
    if not rows:
        return
    countries = sorted({code for row in rows for code in row.countries})
    title = desk.open_chapter(_("Recommendations"))
    yield blocks.chapter(title, _blocks(rows, desk), countries=countries)


def _blocks(rows: list[Recommendation], desk: Desk) -> Iterator[Block]:
    versions = current_versions(desk.actor, rows)
    addressees = addressees_of(desk.actor, rows)
    yield blocks.lead(
        _(
            "Recommendations stand under the class of body that leads on them, then by theme. Each addressee answers "
            "for itself; what it answered is published on the programme's site."
        )
    )
    for group, title in _groups():
        of_group = [row for row in rows if row.pk in versions and _lead_group(addressees.get(row.pk, [])) == group]
        if not of_group:
            continue
        yield blocks.heading(desk.writer.text(title))
        for row in sorted(of_group, key=lambda row: (_place(row.theme), row.ref)):
            yield from _recommendation(row, versions, addressees, desk)


def _recommendation(
    row: Recommendation, versions: Mapping[Any, RecommendationVersion], addressees: Mapping[Any, Any], desk: Desk
) -> Iterator[Block]:
    theme = desk.writer.text(topics()[row.theme].title) if row.theme in topics() else ""
    names = [desk.writer.text(one.organisation.names if one.organisation else one.names) for one in addressees[row.pk]]
    remarks = [
        row.ref,
        theme,
        _("addressed to %(names)s") % {"names": desk.writer.listed(names)} if names else "",
        " ".join(part for part in (row.source_symbol, row.source_paragraph) if part),
    ]
    yield from desk.prose(read_text(desk.actor, versions[row.pk].text), remarks=remarks)


def _groups() -> list[tuple[str, Any]]:
    return [*((code, one.title) for code, one in addressee_groups().items())]


def _lead_group(addressees: list[Addressee]) -> str:
    """The broad class of the leading addressee (of the first one where none leads)."""
    known = addressee_classes()
    leads = [one for one in addressees if one.role == Addressee.Role.LEAD] or addressees
    group = known[leads[0].addressee_class].group if leads and leads[0].addressee_class in known else ""
    return group or list(addressee_groups())[-1]


def _place(theme: str) -> int:
    codes = list(topics())
    return codes.index(theme) if theme in codes else len(codes)
