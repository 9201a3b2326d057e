"""Reads of an edition's way to the public."""

from collections.abc import Sequence
from dataclasses import dataclass

from mashura.access.models import Organisation
from mashura.access.public import Actor, Permission, can, visible
from mashura.publication.models import Edition, EditionClearance
from mashura.publication.rules.release import EditionState, Standing, allows, state_of


def standing_of(edition: Edition) -> Standing:
    """What the state of an edition follows from."""
    return Standing(
        countries=edition.countries,
        asked_of=edition.asked_of,
        cleared_by=edition.cleared_by,
        public_from=edition.public_from,
        is_released=edition.is_released,
        is_withdrawn=edition.withdrawn_at is not None,
    )


def edition_state(edition: Edition) -> EditionState:
    """The state of an edition."""
    return state_of(standing_of(edition))


@dataclass(frozen=True, slots=True)
class CountryStanding:
    """How one country stands to an edition."""

    country: str
    clearance: EditionClearance | None
    is_asked: bool
    may_clear: bool


@dataclass(frozen=True, slots=True)
class EditionDesk:
    """One edition as its makers see it: state, countries, and what this actor may do now."""

    edition: Edition
    state: EditionState
    countries: Sequence[CountryStanding]
    may_ask: bool
    may_share: bool
    may_release: bool
    may_withdraw: bool
    may_disseminate: bool


def edition_desk(actor: Actor, edition: Edition) -> EditionDesk:
    """The edition with its clearances, as far as the actor may see them."""
    state = edition_state(edition)
    given = {row.country: row for row in visible(actor, EditionClearance).filter(edition=edition)}
    may_clear = can(actor, Permission.COUNTRY_EDITION_CLEAR, edition) and allows(state, "clear")
    own = can(actor, Permission.PROGRAMME_EDITION_RELEASE, edition)
    shown = edition.countries if own else [code for code in edition.countries if code in actor.countries]
    return EditionDesk(
        edition=edition,
        state=state,
        countries=[
            CountryStanding(
                country=code,
                clearance=given.get(code),
                is_asked=code in edition.asked_of,
                may_clear=may_clear and code in edition.waits_for and code in actor.countries,
            )
            for code in shown
        ],
        may_ask=own and allows(state, "ask") and bool(set(edition.waits_for) - set(edition.asked_of)),
        may_share=own and allows(state, "share"),
        may_release=own and allows(state, "release"),
        may_withdraw=own and allows(state, "withdraw"),
        may_disseminate=can(actor, Permission.PROGRAMME_EDITION_DISSEMINATE, edition) and edition.is_released,
    )


def editions_to_clear(actor: Actor) -> list[Edition]:
    """Editions that wait for the clearance of a country of this focal point."""
    if not can(actor, Permission.COUNTRY_EDITION_CLEAR, Edition):
        return []
    asked = visible(actor, Edition).filter(
        asked_of__overlap=sorted(actor.countries), withdrawn_at__isnull=True, public_from__isnull=True
    )
    return [edition for edition in asked if set(edition.waits_for) & actor.countries]


def known_organisations(actor: Actor) -> list[Organisation]:
    """Organisations that the actor may see, for choosing among them."""
    return list(visible(actor, Organisation).order_by("country", "pk"))
