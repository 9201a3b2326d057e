"""The way of an edition to the public: asking countries, clearing, sharing, embargo, release, withdrawal."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from mashura.access.models import Organisation
from mashura.access.public import SYSTEM, Actor, Permission, acting_as, record, require, visible
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now
from mashura.publication.models import Edition, EditionClearance
from mashura.publication.queries.release import standing_of
from mashura.publication.rules.release import allows, state_of

_REFUSALS = {
    "ask": gettext_noop("This edition waits for no country any more."),
    "clear": gettext_noop("This edition does not wait for your clearance."),
    "share": gettext_noop("This edition is public or withdrawn: there is nothing to share ahead."),
    "release": gettext_noop(
        "Every country that this edition has a chapter on must clear it before it can be released."
    ),
    "withdraw": gettext_noop("This edition has been withdrawn already."),
}


def request_clearance(*, actor: Actor, edition: Edition) -> Edition:
    """Ask the focal points of all countries that have not cleared it; from now on they may read it.

    Raises:
        Forbidden, NotHere: the actor does not release editions of this programme.
        InputError: no country's clearance is missing.
    """
    require(actor, Permission.PROGRAMME_EDITION_RELEASE, edition)
    with acting_as(actor):
        row = _held(actor, edition, "ask")
        row.asked_of = sorted({*row.asked_of, *row.waits_for})
        row.save(update_fields=["asked_of"])
        record(actor, "publication:edition:ask", row, {"countries": row.waits_for})
    return _told(edition, row)


def clear_edition(*, actor: Actor, edition: Edition, country: str) -> Edition:
    """The focal point of `country` clears the edition: as far as this country goes, it may become public.

    Raises:
        Forbidden, NotHere: the actor is no focal point who was asked.
        InputError: it has no chapter on this country, or the country has cleared it already.
    """
    require(actor, Permission.COUNTRY_EDITION_CLEAR, edition)
    with acting_as(actor):
        if country not in edition.waits_for or country not in actor.countries:
            raise InputError(_REFUSALS["clear"])
        EditionClearance.objects.create(
            edition=edition,
            programme=edition.programme_id,
            country=country,
            basis=EditionClearance.Basis.FOCAL_POINT,
            post_id=actor.post_id,
        )
        record(actor, "publication:edition:clear", edition, {"country": country})
    # A focal point changes nothing of the edition: its row is written by the system, on this clearance alone.
    return _clear(edition, [country])


def release_published_facts(*, edition: Edition) -> Edition:
    """Release what the system made of published facts alone; it clears such an edition for every country itself.

    What is under embargo, public or withdrawn stays as it is.
    """
    missing = edition.waits_for
    if edition.public_from is not None or edition.withdrawn_at is not None:
        return edition
    with acting_as(SYSTEM):
        for country in missing:
            EditionClearance.objects.create(
                edition=edition,
                programme=edition.programme_id,
                country=country,
                basis=EditionClearance.Basis.PUBLISHED_FACTS,
            )
            record(SYSTEM, "publication:edition:clear", edition, {"country": country})
    if missing:
        _clear(edition, missing)
    return release_edition(actor=SYSTEM, edition=edition, public_from=edition.embargo_until)


def share_edition(*, actor: Actor, edition: Edition, organisations: Iterable[uuid.UUID]) -> Edition:
    """Let exactly these organisations read the edition before it is public.

    Raises:
        Forbidden, NotHere: the actor does not release editions of this programme.
        InputError: it is public or withdrawn, or one of them is not an organisation that the actor may see.
    """
    require(actor, Permission.PROGRAMME_EDITION_RELEASE, edition)
    wanted = sorted(set(organisations))
    with acting_as(actor):
        row = _held(actor, edition, "share")
        if visible(actor, Organisation).filter(pk__in=wanted).count() != len(wanted):
            raise InputError(gettext_noop("Choose organisations from the list."), field="organisations")
        row.shared_with = wanted
        row.save(update_fields=["shared_with"])
        record(actor, "publication:edition:share", row, {"organisations": [str(one) for one in wanted]})
    return _told(edition, row)


def release_edition(*, actor: Actor, edition: Edition, public_from: datetime | None = None) -> Edition:
    """Make an edition public, at once or (an embargo) from the moment `public_from` on.

    Raises:
        Forbidden, NotHere: the actor does not release editions of this programme.
        InputError: a country has not cleared it, or the embargo that it prints has not ended by then.
    """
    require(actor, Permission.PROGRAMME_EDITION_RELEASE, edition)
    with acting_as(actor):
        row = _held(actor, edition, "release")
        moment = max(public_from or now(), now())
        if row.embargo_until is not None and moment < row.embargo_until:
            raise InputError(
                gettext_noop("The document prints an embargo until a later moment: release it from then on."),
                field="public_from",
            )
        row.public_from = moment
        row.is_released = moment <= now()
        row.save(update_fields=["public_from", "is_released"])
        record(actor, "publication:edition:release", row, {"is_public": row.is_released})
    return _told(edition, row)


def withdraw_edition(*, actor: Actor, edition: Edition) -> Edition:
    """Take an edition out of public view for good; its file and its record stay. Another version may follow.

    Raises:
        Forbidden, NotHere: the actor does not release editions of this programme.
        InputError: it is withdrawn already.
    """
    require(actor, Permission.PROGRAMME_EDITION_RELEASE, edition)
    with acting_as(actor):
        row = _held(actor, edition, "withdraw")
        row.public_from, row.is_released, row.withdrawn_at = None, False, now()
        row.save(update_fields=["public_from", "is_released", "withdrawn_at"])
        record(actor, "publication:edition:withdraw", row)
    return _told(edition, row)


def publish_due_editions() -> int:
    """Make public what its embargo no longer holds back; how many editions. For a task, as the system."""
    with acting_as(SYSTEM):
        due = list(visible(SYSTEM, Edition).filter(is_released=False, public_from__lte=now()).select_for_update())
        for row in due:
            row.is_released = True
            row.save(update_fields=["is_released"])
            record(SYSTEM, "publication:edition:release", row, {"is_public": True})
        return len(due)


def _clear(edition: Edition, countries: Iterable[str]) -> Edition:
    with acting_as(SYSTEM):
        row = _held(SYSTEM, edition, "clear")
        row.cleared_by = sorted({*row.cleared_by, *countries})
        row.save(update_fields=["cleared_by"])
    return _told(edition, row)


def _held(actor: Actor, edition: Edition, step: str) -> Edition:
    """The row as it is now, locked; InputError where `step` does not lead on from there."""
    row: Edition = visible(actor, Edition).select_for_update(of=("self",)).get(pk=edition.pk)
    if not allows(state_of(standing_of(row)), step):
        raise InputError(_REFUSALS[step])
    return row


def _told(edition: Edition, row: Any) -> Edition:
    """The caller's object says what the database says."""
    for name in ("asked_of", "cleared_by", "shared_with", "public_from", "is_released", "withdrawn_at"):
        setattr(edition, name, getattr(row, name))
    return edition
