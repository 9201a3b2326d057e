"""Splitting a recommendation: its parts become recommendations of their own, which take its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from mashura.access.public import Actor, acting_as, visible
from mashura.consultation.actions import recommendations as actions
from mashura.consultation.actions.addressees import AddresseeEntry, add_origin, address_to
from mashura.consultation.models import Recommendation, RecommendationOrigin
from mashura.consultation.rules import recommendations as rules
from mashura.errors import InputError
from mashura.kit.expressions import Expressions


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One part: its own words, theme, countries and addressees. All else it takes over from what is split."""

    text: Expressions
    theme: str
    countries: tuple[str, ...]
    addressees: Sequence[AddresseeEntry]


class PartRefusedError(InputError):
    """What stands in the way of one part; `number` counts from 1."""

    def __init__(self, number: int, error: InputError) -> None:
        super().__init__(error.template, **error.params)
        self.number = number


def split_into_parts(
    *,
    actor: Actor,
    recommendation: Recommendation,
    parts: Sequence[SplitPart],
    reason: Expressions,
    is_trial: bool = False,
) -> list[Recommendation]:
    """Make a recommendation of each part, bring them to where this one stands, and let them take its place.

    Each comes to have the words of its part in a first version, the source, groups and origins of this one, and its own
    way to release: countries released other words. A trial says what would stand in the way and leaves nothing behind.

    Raises:
        PartRefusedError: a part lacks what this one had to have to stand where it does.
        InputError: it cannot be split from where it stands, there are fewer than two parts, or no reason.
        Forbidden, NotHere: for whoever does not settle it.
    """
    children: list[Recommendation] = []
    with acting_as(actor), transaction.atomic():
        row = actions.locked_for_settling(actor, recommendation)
        rules.check_parts(row.state, [one.text for one in parts])
        for number, part in enumerate(parts, start=1):
            try:
                children.append(_child(actor, row, part))
            except InputError as error:
                raise PartRefusedError(number, error) from error
        actions.split_recommendation(actor=actor, recommendation=row, children=children, reason=reason)
        # What was made is told and taken back.
        transaction.set_rollback(is_trial)
    if not is_trial:
        recommendation.state, recommendation.state_reason = row.state, row.state_reason
    return children


def _child(actor: Actor, row: Recommendation, part: SplitPart) -> Recommendation:
    last = actions.last_version(actor, row)
    child = actions.draft_recommendation(
        actor=actor,
        programme=row.programme,
        particulars=rules.Particulars(
            source_kind=row.source_kind,
            countries=part.countries,
            theme=part.theme,
            secondary_themes=tuple(one for one in row.secondary_themes if one != part.theme),
            affected_groups=tuple(row.affected_groups),
            action_strength=row.action_strength,
            source_symbol=row.source_symbol,
            source_paragraph=row.source_paragraph,
            source_url=row.source_url,
            source_dated=row.source_dated,
            proposers=tuple(row.proposers),
        ),
        text=part.text,
        stage=last.stage if last else rules.Stage.DRAFT_STUDY,
    )
    address_to(actor=actor, recommendation=child, addressees=part.addressees)
    origins = visible(actor, RecommendationOrigin).filter(recommendation=row).select_related("finding", "meeting")
    for origin in origins:
        add_origin(actor=actor, recommendation=child, finding=origin.finding, meeting=origin.meeting, note=origin.note)
    if row.open_to:
        actions.open_recommendation(actor=actor, recommendation=child, countries=row.open_to)
    for step in rules.way_to(row.state):
        actions.take_step(actor=actor, recommendation=child, step=step)
    return child
