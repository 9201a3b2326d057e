"""Reads of answers: the current one of each addressee, those before it, and what is asked for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mashura.access.public import Actor, NotHere, visible
from mashura.commitments.models import Response, ResponseRequest
from mashura.commitments.rules.deadlines import day_in
from mashura.commitments.rules.positions import (
    Binary,
    Position,
    ResponseState,
    binary_of,
    is_to_be_split,
    response_state,
)
from mashura.consultation.models import Addressee, Recommendation, RecommendationVersion
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

_GONE = frozenset({"superseded", "merged", "split", "closed"})


@dataclass(frozen=True, slots=True)
class Answered:
    """One addressee with its answers as far as the actor may see them, newest first."""

    addressee: Addressee
    names: Localised
    answers: tuple[Response, ...]
    due: date | None
    state: ResponseState

    @property
    def current(self) -> Response | None:
        return self.answers[0] if self.answers else None

    @property
    def can_be_answered(self) -> bool:
        """Whether the recommendation still stands: not once others took its place, or it was closed."""
        return self.addressee.recommendation.state not in _GONE

    @property
    def earlier(self) -> Sequence[Response]:
        return self.answers[1:]

    @property
    def binary(self) -> Binary | None:
        """The current position in the words of the Universal Periodic Review; None without an answer."""
        return binary_of(Position(self.current.position)) if self.current else None

    @property
    def is_to_be_split(self) -> bool:
        """Whether the recommendation could be split along the parts of this answer."""
        current = self.current
        return current is not None and is_to_be_split(Position(current.position), self.addressee.recommendation.state)


def answers_of(actor: Actor, addressees: Iterable[Addressee]) -> dict[UUID, Answered]:
    """The answers of these addressees by their ids, in the order given."""
    asked = list(addressees)
    keys = [one.pk for one in asked]
    given: dict[UUID, list[Response]] = defaultdict(list)
    rows = visible(actor, Response).filter(addressee_id__in=keys).select_related("text_answered")
    for response in rows.order_by("-number"):
        given[response.addressee_id].append(response)
    due = dict(visible(actor, ResponseRequest).filter(addressee_id__in=keys).values_list("addressee_id", "due"))
    return {one.pk: _answered(one, given[one.pk], due.get(one.pk)) for one in asked}


def responses_to(actor: Actor, recommendation: Recommendation) -> list[Answered]:
    """Every addressee of a recommendation that the actor may see, with its answers; who leads stands first."""
    found = visible(actor, Addressee).filter(recommendation=recommendation).select_related("organisation")
    return list(
        answers_of(actor, sorted(found, key=lambda one: (one.role != "lead", one.country, str(one.pk)))).values()
    )


def own_addressees(actor: Actor) -> list[Answered]:
    """What is addressed to the actor's own institution in its programmes, what is still to be answered first."""
    if actor.organisation_id is None:
        return []
    found = (
        visible(actor, Addressee)
        .filter(organisation_id=actor.organisation_id, programme__in=list(actor.programmes))
        .exclude(recommendation__state__in=["draft", "proposed", "consolidated", "withdrawn"])
        .select_related("recommendation", "organisation")
        .order_by("programme", "recommendation__ref")
    )
    told = [one for one in answers_of(actor, found).values() if one.answers or one.can_be_answered]
    return sorted(told, key=lambda one: bool(one.answers))


def addressee(actor: Actor, key: UUID) -> Answered:
    """One addressee with its answers; NotHere when there is none that the actor may see."""
    found = visible(actor, Addressee).select_related("recommendation", "organisation").filter(pk=key).first()
    if found is None:
        raise NotHere
    return answers_of(actor, [found])[found.pk]


def text_of(actor: Actor, recommendation: Recommendation) -> Expressions:
    """The newest words of a recommendation that the actor may see; empty where there are none."""
    versions = visible(actor, RecommendationVersion).filter(recommendation=recommendation)
    newest = versions.order_by("-is_issued", "-number").first()
    return newest.text if newest is not None else Expressions()


def _answered(addressee: Addressee, responses: list[Response], due: date | None) -> Answered:
    organisation = addressee.organisation
    names = addressee.names or (organisation.names if organisation else Localised())
    positions = [Position(one.position) for one in reversed(responses)]
    return Answered(
        addressee=addressee,
        names=names or (responses[0].names if responses else Localised()),
        answers=tuple(responses),
        due=due,
        state=response_state(positions, due, day_in(addressee.country, now())),
    )
