"""Who speaks for an institution: the check that every action on its behalf starts with."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mashura.access.models import Organisation
from mashura.access.public import Action, Actor, Explanation, Forbidden, NotHere, Permission, acting_as, can, visible
from mashura.commitments.rules import deadlines
from mashura.kit.clock import now
from mashura.kit.localised import Localised

ONLY_ADDRESSEE = _("Only the institution to which the recommendation is addressed can answer it.")
ONLY_OWNER_CONFIRMS = _("Only the owner institution can confirm.")
ONLY_OWNER = _("Only the owner institution can do this.")
ONLY_AUTHOR = _("Only the institution that wrote the report can hand it in.")
ONLY_ASSESSOR = _("Only the institution that made the assessment can put it forward or correct it.")
ONLY_ASSESSED = _("Only the institution whose work is assessed can contest the assessment.")
# States of a recommendation in which its words may still change, or nobody stands by them.
UNSETTLED = frozenset({"draft", "proposed", "consolidated", "withdrawn"})
NOT_ITS_OWN = _("Nobody reviews its own work: another institution does.")


def speaks_for(actor: Actor, permission: Permission, row: models.Model) -> bool:
    """Whether the actor's post may do this for the institution to which `row` belongs; the system never may."""
    return actor.post_id is not None and can(actor, permission, row)


def require_speaker(actor: Actor, permission: Permission, row: models.Model, reason: Promise) -> None:
    """Return when the actor speaks for the institution of `row`; NotHere when it is unseen, Forbidden with `reason`."""
    if speaks_for(actor, permission, row):
        return
    is_new = row._state.adding  # noqa: SLF001 - documented API
    if not is_new and not can(actor, Action.VIEW, row):
        raise NotHere
    refuse(reason)


def own_organisation(actor: Actor, reason: Promise) -> uuid.UUID:
    """The institution that the actor speaks for; Forbidden with `reason` for who speaks for none."""
    if actor.organisation_id is None:
        raise Forbidden(Explanation(allowed=False, reason=reason))
    return actor.organisation_id


def names_of(actor: Actor, organisation_id: uuid.UUID | None) -> Localised:
    """The name of an institution as the actor sees it; what is kept beside a row for readers who do not."""
    if organisation_id is None:
        return Localised()
    with acting_as(actor):
        found = visible(actor, Organisation).filter(pk=organisation_id).first()
    return found.names if found is not None else Localised()


def refuse(reason: Promise) -> None:
    """Raise Forbidden with a sentence for the reader."""
    raise Forbidden(Explanation(allowed=False, reason=reason))


def today_in(country: str) -> date:
    """The day it is now in a country ("" for none)."""
    return deadlines.day_in(country, now())


def told(reason: Localised | dict[str, str] | None) -> Localised:
    """A reason as it is stored."""
    return Localised(reason or {})


def opened_to(country: str) -> dict[str, Any]:
    """The scope of new material of one country: its posts may read it, and it waits for its focal point."""
    codes = [country] if country else []
    return {"countries": codes, "open_to": codes}
