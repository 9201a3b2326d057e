"""The implementation matrix of a programme: recommendation by addressee, with position, commitment and assessment."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from mashura.access.public import Actor, visible
from mashura.commitments.models import Assessment, Commitment, CommitmentRecommendation
from mashura.commitments.queries.assessments import SideBySide, in_countries, side_by_side
from mashura.commitments.queries.responses import Answered, answers_of
from mashura.consultation.models import Addressee, Recommendation, RecommendationVersion
from mashura.kit.expressions import Expressions
from mashura.reference.public import countries_in_order


@dataclass(frozen=True, slots=True)
class Kept:
    """A commitment that answers a recommendation, with the published judgements of it, side by side."""

    commitment: Commitment
    judged: SideBySide


@dataclass(frozen=True, slots=True)
class Cell:
    """One addressee of one recommendation; `judged` is what parties say of the recommendation in its country.

    `opens` says whether it is the first of its country in the line, where that is shown.
    """

    answered: Answered
    kept: Sequence[Kept]
    judged: SideBySide
    opens: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One recommendation with its addressees, countries in the order of their names."""

    recommendation: Recommendation
    text: Expressions
    cells: Sequence[Cell]


def matrix(actor: Actor, programme: str, language: str) -> list[Line]:
    """Every recommendation of a programme that the actor may see, by reference; one without addressees is left out."""
    rows = list(visible(actor, Recommendation).filter(programme_id=programme))
    texts = {
        one.recommendation_id: one.text
        for one in visible(actor, RecommendationVersion)
        .filter(recommendation__in=[row.pk for row in rows])
        .order_by("recommendation_id", "number")
    }
    addressees: dict[UUID, list[Addressee]] = defaultdict(list)
    found = visible(actor, Addressee).filter(programme=programme).select_related("recommendation", "organisation")
    order = {
        code: place
        for place, code in enumerate(countries_in_order({one.country for one in found if one.country}, language))
    }
    for one in sorted(found, key=lambda one: (order.get(one.country, len(order)), one.role != "lead", str(one.pk))):
        addressees[one.recommendation_id].append(one)
    answered = answers_of(actor, found)
    kept = _kept(actor, programme)
    judged = in_countries(actor, programme)
    return [
        Line(
            row,
            texts.get(row.pk, Expressions()),
            [
                Cell(
                    answered[one.pk],
                    _of(kept[row.pk], one),
                    judged.get((row.pk, one.country), SideBySide((), ())),
                    opens=bool(one.country) and (place == 0 or addressees[row.pk][place - 1].country != one.country),
                )
                for place, one in enumerate(addressees[row.pk])
            ],
        )
        for row in sorted(rows, key=lambda row: (len(row.ref), row.ref))
        if addressees[row.pk]
    ]


def _kept(actor: Actor, programme: str) -> dict[UUID, list[Kept]]:
    """The commitments of the programme by the id of the recommendation that they answer."""
    commitments = visible(actor, Commitment).filter(programme_id=programme).in_bulk()
    judged: dict[UUID, list[Assessment]] = defaultdict(list)
    for one in visible(actor, Assessment).filter(programme_id=programme, commitment__isnull=False, state="published"):
        assert one.commitment_id is not None  # noqa: S101 - filtered above
        judged[one.commitment_id].append(one)
    found: dict[UUID, list[Kept]] = defaultdict(list)
    links = visible(actor, CommitmentRecommendation).filter(programme=programme)
    for link in sorted(links, key=lambda link: str(link.commitment_id)):
        if row := commitments.get(link.commitment_id):
            found[link.recommendation_id].append(Kept(row, side_by_side(judged[row.pk])))
    return found


def _of(kept: Sequence[Kept], addressee: Addressee) -> list[Kept]:
    """Those of the addressee's own: of its institution, or of its State where no institution is named."""
    if addressee.organisation_id is not None:
        return [one for one in kept if one.commitment.owner_id == addressee.organisation_id]
    return [one for one in kept if addressee.country and one.commitment.country == addressee.country]
