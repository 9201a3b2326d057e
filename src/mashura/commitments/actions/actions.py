"""Actions of a commitment: its owner plans them, starts them and says when they are done."""

from datetime import date
from decimal import Decimal

from django.db.models import Max

from mashura.access.models import Organisation
from mashura.access.public import Actor, Permission, acting_as, record, visible
from mashura.commitments.actions.guard import ONLY_OWNER, require_speaker, today_in, told
from mashura.commitments.models import Commitment, CommitmentAction
from mashura.commitments.rules import states
from mashura.commitments.rules.states import ActionStatus
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised


def plan_action(
    *,
    actor: Actor,
    commitment: Commitment,
    text: Expressions,
    lead: Organisation | None = None,
    partners: Localised | None = None,
    starts: date | None = None,
    due: date | None = None,
    weight: Decimal = Decimal(1),
) -> CommitmentAction:
    """Add an action to a commitment; without a `lead` its owner leads.

    Raises:
        NotHere, Forbidden: the actor does not speak for the owner.
        InputError: it says nothing, its days are out of order, or its weight is negative.
    """
    require_speaker(actor, Permission.ORGANISATION_COMMITMENT_CONFIRM, commitment, ONLY_OWNER)
    if not text:
        raise InputError(gettext_noop("Say what is to be done."))
    if starts and due and due < starts:
        raise InputError(gettext_noop("An action starts before it is due."))
    if weight < 0:
        raise InputError(gettext_noop("A weight is not negative."))
    with acting_as(actor):
        there = visible(actor, CommitmentAction).filter(commitment=commitment)
        action = CommitmentAction(
            commitment=commitment,
            number=(there.aggregate(one=Max("number"))["one"] or 0) + 1,
            text=text,
            lead_id=lead.pk if lead else commitment.owner_id,
            lead_names=lead.names if lead else commitment.owner_names,
            partners=told(partners),
            starts=starts,
            due=due,
            weight=weight,
        )
        action.take_scope_of(commitment)
        action.save(force_insert=True)
        record(actor, "commitments:action:plan", action)
    return action


def move_action(
    *, actor: Actor, action: CommitmentAction, move: str, reason: Localised | None = None, on: date | None = None
) -> CommitmentAction:
    """Start, finish, block or cancel an action; `on` is the day on which it was done, today by default.

    Raises:
        NotHere, Forbidden: the actor does not speak for the owner.
        InputError: its status does not allow it, a reason is missing, or the day lies ahead.
    """
    require_speaker(actor, Permission.ORGANISATION_COMMITMENT_CONFIRM, action.commitment, ONLY_OWNER)
    today = today_in(action.commitment.country)
    if on is not None and on > today:
        raise InputError(gettext_noop("What was done was done today or earlier."))
    with acting_as(actor):
        locked = visible(actor, CommitmentAction).select_for_update().get(pk=action.pk)
        locked.commitment = action.commitment
        locked.status = states.moved(states.ACTION, locked.status, move, has_reason=bool(reason))
        locked.reason = told(reason)
        locked.done_on = (on or today) if locked.status == ActionStatus.DONE else None
        locked.save(update_fields=["status", "reason", "done_on"])
        record(actor, f"commitments:action:{move}", locked)
    return locked
