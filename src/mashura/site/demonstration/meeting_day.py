"""The day of two meetings of the fictional programme: a workshop's list of speakers with notes, and an open item.

The workshop in Amarilia has had its second item; the regional meeting is at its second item, so that the room view
shows who speaks and who waits.
"""

from typing import Final

from mashura.access.public import Actor, Role, acting_as
from mashura.consultation.models import AgendaItem, Delegation
from mashura.consultation.public import (
    FloorAct,
    ItemStanding,
    SpeechKind,
    ask_for_floor,
    delegations,
    keep_note,
    meeting,
    meeting_agenda,
    preside,
    take_item,
)
from mashura.site.demonstration.cast import Cast

_MINUTES: Final = 5
_NOTE: Final = (
    "The delegation of Amarilia presented how migrants without papers reach clinics (fictional).\n"
    "The representatives of associations asked that clinics report nobody (fictional).\n"
)
_ADDED: Final = "The meeting will come back to the training of staff (fictional).\n"


def play_meeting_day(cast: Cast) -> None:
    """Play both days. A second time changes nothing."""
    secretariat = cast.actor(Role.SECRETARIAT)
    with acting_as(secretariat):
        workshop = _second_item(cast, secretariat, "workshop-amarilia")
        regional = _second_item(cast, secretariat, "regional-meeting")
        if workshop.standing == AgendaItem.Standing.PENDING:
            _hold_workshop(cast, secretariat, workshop)
        if regional.standing == AgendaItem.Standing.PENDING:
            _open_regional(cast, secretariat, regional)


def _second_item(cast: Cast, secretariat: Actor, key: str) -> AgendaItem:
    held = meeting(secretariat, cast.programme, key)
    return next(one for one in meeting_agenda(secretariat, held) if one.number == 2)


def _taking_part(secretariat: Actor, item: AgendaItem) -> dict[str, Delegation]:
    """The delegations of the item's meeting by key, organisers apart."""
    found = delegations(secretariat, item.meeting, "en")
    return {one.delegation.key: one.delegation for one in found if not one.delegation.is_organiser}


def _hold_workshop(cast: Cast, secretariat: Actor, item: AgendaItem) -> None:
    take_item(actor=secretariat, item=item, standing=ItemStanding.OPENED)
    item.refresh_from_db()
    ours = _taking_part(secretariat, item)
    delegate = cast.actor(Role.DELEGATE, item.meeting.country)
    with acting_as(delegate):
        ask_for_floor(actor=delegate, item=item, delegation=ours[item.meeting.country.lower()], language="ar")
    for one in list(ours.values())[1:3]:
        ask_for_floor(actor=secretariat, item=item, delegation=one, language="fr")
    preside(actor=secretariat, item=item, act=FloorAct.CLOSE_LIST)
    for number in range(1, len(list(ours.values())[1:3]) + 2):
        preside(actor=secretariat, item=item, act=FloorAct.BEGIN, request=number)
        preside(actor=secretariat, item=item, act=FloorAct.END, request=number)
    first = keep_note(actor=secretariat, item=item, text=_NOTE, made_from=0).version
    keep_note(actor=secretariat, item=item, text=_NOTE + _ADDED, made_from=first.number)
    take_item(actor=secretariat, item=item, standing=ItemStanding.CONCLUDED)


def _open_regional(cast: Cast, secretariat: Actor, item: AgendaItem) -> None:
    take_item(actor=secretariat, item=item, standing=ItemStanding.OPENED)
    item.refresh_from_db()
    for country in item.meeting.programme.countries:
        theirs = _taking_part(secretariat, item)[country.lower()]
        preside(actor=secretariat, item=item, act=FloorAct.GIVE_TIME, delegation=theirs, minutes=_MINUTES)
        head = cast.actor(Role.HEAD_OF_DELEGATION, country)
        with acting_as(head):
            asked = ask_for_floor(actor=head, item=item, delegation=theirs, language="ar")
        if country == item.meeting.programme.countries[0]:
            preside(actor=secretariat, item=item, act=FloorAct.BEGIN, request=asked.number)
    ask_for_floor(actor=secretariat, item=item, delegation=theirs, kind=SpeechKind.RIGHT_OF_REPLY)
