"""Writes of a meeting's day: which item it is at, who asks for the floor and who has it."""

from typing import Final

from django.db import IntegrityError, transaction

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.consultation.models import AgendaItem, Delegation, SpeakerEvent
from mashura.consultation.models.meeting_day import OWN_ACTS
from mashura.consultation.queries import meeting_day as queries
from mashura.consultation.rules.meeting_day import Standing, check_standing
from mashura.consultation.rules.speakers import Act, SpeakersList, SpeechKind, apply, replay
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now

_CHANGED: Final = gettext_noop("The list has changed: look who has the floor and who waits, and try again.")
_TRIES: Final = 8
LONGEST_MINUTES: Final = 24 * 60


def take_item(*, actor: Actor, item: AgendaItem, standing: Standing) -> AgendaItem:
    """Open, suspend or conclude an item of the agenda.

    Raises:
        NotHere, Forbidden: the actor does not set up meetings.
        InputError: it stands where this does not follow, another item is open, or somebody has the floor.
    """
    require(actor, Action.CHANGE, item)
    with acting_as(actor):
        row = visible(actor, AgendaItem).select_for_update().get(pk=item.pk)
        others = visible(actor, AgendaItem).filter(meeting_id=row.meeting_id).exclude(pk=row.pk)
        check_standing(
            Standing(row.standing),
            standing,
            [Standing(one) for one in others.values_list("standing", flat=True)],
            has_speaker=queries.floor(actor, row).listed.speaking is not None,
        )
        row.standing = standing
        try:
            with transaction.atomic():
                row.save(update_fields=["standing"])
        except IntegrityError as error:
            if "meeting_is_at_one_item" not in str(error):
                raise
            raise InputError(gettext_noop("Another item is open: suspend or conclude it first.")) from error
        record(actor, "consultation:agenda:stand", row, {"standing": str(standing)})
    return row


def ask_for_floor(
    *,
    actor: Actor,
    item: AgendaItem,
    delegation: Delegation,
    kind: SpeechKind = SpeechKind.STATEMENT,
    language: str = "",
) -> SpeakerEvent:
    """Put a delegation on the list of speakers. Two who ask at once both come on the list, one after the other.

    Raises:
        Forbidden: neither who presides nor of this delegation.
        InputError: the list is closed, the delegation is on it, the item is concluded, or a language not of the
            programme.
    """
    row = _own(item, delegation, Act.REQUEST)
    row.kind, row.language = kind, language
    require(actor, Action.ADD, row)
    if kind is SpeechKind.CHAIR and not queries.may_preside(actor, item.meeting):
        raise InputError(gettext_noop("Choose what you ask the floor for."))
    if language and language not in item.meeting.programme.languages:
        raise InputError(gettext_noop("Choose one of the programme’s languages."))
    if item.standing == AgendaItem.Standing.CONCLUDED:
        raise InputError(gettext_noop("This item is concluded: no more speakers are taken."))
    return _append_own(actor, row)


def withdraw_request(*, actor: Actor, item: AgendaItem, request: int) -> SpeakerEvent:
    """Take a request that waits off the list.

    Raises:
        Forbidden: neither who presides nor of this delegation.
        InputError: it does not wait any more.
    """
    asked = _asked(actor, item, request)
    row = _own(item, asked.delegation, Act.WITHDRAW)
    row.request = request
    require(actor, Action.ADD, row)
    return _append_own(actor, row)


def preside(
    *,
    actor: Actor,
    item: AgendaItem,
    act: Act,
    request: int | None = None,
    delegation: Delegation | None = None,
    place: int = 0,
    minutes: int = 0,
    seen: int | None = None,
) -> SpeakerEvent:
    """Open or close the list, call, give and take the floor, give time.

    `seen` is the number of the last event that the actor had before them: who else presided since is not overruled.

    Raises:
        Forbidden: the actor does not preside.
        InputError: it cannot happen as the list stands, or it has changed meanwhile.
    """
    row = SpeakerEvent(act=act, request=request, place=place, seconds=minutes * 60, delegation=delegation)
    row.take_scope_of(item)
    require(actor, Action.ADD, row)
    if act in OWN_ACTS:
        raise InputError(_CHANGED)
    if act is Act.GIVE_TIME and (delegation is None or not minutes or abs(minutes) > LONGEST_MINUTES):
        raise InputError(gettext_noop("Choose a delegation, and give its time in minutes."))
    if act in {Act.BEGIN, Act.RESUME} and item.standing != AgendaItem.Standing.OPENED:
        raise InputError(gettext_noop("Open this item first: nobody speaks to an item that is not open."))
    if request is not None:
        row.delegation = _asked(actor, item, request).delegation
    with acting_as(actor):
        since = queries.events_of(actor, item).filter(number__gt=seen or 0).exclude(act__in=OWN_ACTS)
        if seen is not None and since.exists():
            raise InputError(_CHANGED)
        if not _append(actor, row):
            raise InputError(_CHANGED)
        record(actor, "consultation:speakers:preside", row, {"act": str(act), "number": row.number})
    return row


def _own(item: AgendaItem, delegation: Delegation | None, act: Act) -> SpeakerEvent:
    if delegation is None or delegation.meeting_id != item.meeting_id:
        raise InputError(gettext_noop("Choose a delegation of this meeting."))
    row = queries.own_event(delegation)
    row.act = act
    row.take_scope_of(item)
    return row


def _asked(actor: Actor, item: AgendaItem, request: int) -> SpeakerEvent:
    found = queries.events_of(actor, item).filter(number=request, act=Act.REQUEST).select_related("delegation").first()
    if found is None:
        raise InputError(_CHANGED)
    return found


def _append_own(actor: Actor, row: SpeakerEvent) -> SpeakerEvent:
    """Append what a delegation does for itself: where another came first, the next number is as good."""
    with acting_as(actor):
        for _ in range(_TRIES):
            if _append(actor, row):
                record(actor, f"consultation:speakers:{row.act}", row, {"number": row.number})
                return row
    raise InputError(_CHANGED)


def _append(actor: Actor, row: SpeakerEvent) -> bool:
    """Save the event under the next number; False when another took it at the same moment. InputError by the rules."""
    events = list(queries.events_of(actor, row.item))
    row.number, row.at = (events[-1].number if events else 0) + 1, now()
    row.by_post_id = actor.post_id
    if row.act == Act.REQUEST:
        row.request = row.number
    listed: SpeakersList = replay(queries.event_of(one) for one in events)
    apply(listed, queries.event_of(row))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "speaker_event_has_its_number" not in str(error):
            raise
        return False
    return True
