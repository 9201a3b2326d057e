"""Writes of technical assistance: what a country asked for, and what came of it.

Every function raises Forbidden or NotHere for whoever may not do this here.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from mashura.access.public import Action, Actor, acting_as, publish_material, record, release_material, require
from mashura.consultation.actions.register import (
    check_country,
    free_key,
    locked_for_writing,
    save_unreleased,
    themes,
)
from mashura.consultation.models import Programme, TechnicalAssistance
from mashura.consultation.rules import register as rules
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

_KEYS: Final = "assistance"


def request_assistance(
    *,
    actor: Actor,
    programme: Programme,
    country: str,
    requested_on: date,
    subject: Expressions,
    about: Sequence[str],
    key: str = "",
) -> TechnicalAssistance:
    """Record that `country` asked for assistance on that day; `about` are themes of the topic tree.

    Raises:
        InputError: the subject is empty, a theme is not known, the key is taken.
    """
    row = TechnicalAssistance(
        programme=programme,
        countries=[country],
        open_to=[country],
        requested_on=requested_on,
        subject=subject,
        themes=list(about),
    )
    require(actor, Action.ADD, row)
    check_country(programme, country)
    rules.check_themes(about, themes())
    if not subject:
        raise InputError(gettext_noop("Say what assistance was asked for."))
    row.key = free_key(TechnicalAssistance, programme, country, _KEYS, key)
    with acting_as(actor):
        row.save(force_insert=True)
        record(actor, "consultation:assistance:request", row)
    return row


def answer_request(
    *, actor: Actor, request: TechnicalAssistance, state: str, provider: Localised, outcome: Expressions
) -> TechnicalAssistance:
    """Say who gives the assistance and what came of it; the country releases the request again.

    Raises:
        InputError: the request was answered for good already, or it is not said who gives it or what came of it.
    """
    with acting_as(actor):
        row = locked_for_writing(actor, request)
        rules.check_next_state(row.state, state)
        rules.check_answer(state, provider, outcome)
        row.state, row.provider, row.outcome = state, provider, outcome
        save_unreleased(row)
        record(actor, "consultation:assistance:answer", row, {"state": state})
    return row


def release_request(*, actor: Actor, request: TechnicalAssistance) -> TechnicalAssistance:
    """The focal point of the country that asked releases it."""
    return release_material(actor=actor, row=request, country=request.country)


def publish_request(*, actor: Actor, request: TechnicalAssistance) -> TechnicalAssistance:
    """The secretariat publishes it; it waits for its country where that has not released."""
    return publish_material(actor=actor, row=request)
