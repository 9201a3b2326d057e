"""The day of a meeting: the present item, lists of speakers, quorum. For posts of the programme alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mashura.access.public import Action, can, require
from mashura.consultation import meeting_day_wording as wording
from mashura.consultation.actions import meeting_day as actions
from mashura.consultation.forms.meeting_day import AskForm, TimeForm
from mashura.consultation.models import AgendaItem, Delegation, Meeting, SpeakerEvent
from mashura.consultation.queries import meeting_day as queries
from mashura.consultation.queries import meetings as meeting_queries
from mashura.consultation.rules.meeting_day import NEXT, Standing
from mashura.consultation.rules.speakers import Act, Request, SpeakersList, SpeechKind, State
from mashura.consultation.views.asking import actor_of, name_of
from mashura.consultation.views.meeting_desk import page_context
from mashura.errors import InputError
from mashura.kit.clock import now
from mashura.kit.languages import language_name
from mashura.kit.localised import Localised
from mashura.kit.messages import say
from mashura.kit.reader import current_reader

# What who presides can do with a request, beside what is said of time and of the list itself.
_OF_A_REQUEST: Final = (Act.CALL, Act.BEGIN, Act.PAUSE, Act.RESUME, Act.END, Act.MOVE)


@dataclass(frozen=True, slots=True)
class SpeakerShown:
    """A request for the floor as a page shows it; `is_own` where the reader may withdraw it."""

    request: Request
    delegation: Delegation
    name: str | Localised
    kind: str
    language: str
    spoken: str
    is_own: bool


def meeting_of(request: HttpRequest, programme: str, key: str) -> Meeting:
    """The meeting, for who may follow its day; NotHere otherwise."""
    actor = actor_of(request)
    return queries.followed_meeting(actor, meeting_queries.meeting(actor, programme, key))


@never_cache
@require_safe
def day(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """The agenda with what is open, who is there, and whether there is a quorum."""
    actor = actor_of(request)
    held = meeting_of(request, programme, key)
    may_set_up = can(actor, Action.CHANGE, held)
    found = queries.delegations_of(actor, held, current_reader().language)
    items = list(meeting_queries.agenda(actor, held))
    context = page_context(held) | {
        "items": [(item, wording.BADGES[item.standing], _steps(item, items) if may_set_up else []) for item in items],
        "present": next((item for item in items if item.standing == AgendaItem.Standing.OPENED), None),
        "delegations": [(one, name_of(one)) for one in found],
        "quorum": queries.quorum(actor, held),
        "may_set_up": may_set_up,
        "may_keep_notes": queries.may_keep_notes(actor, held),
    }
    return render(request, "consultation/day/day.html", context)


def _steps(item: AgendaItem, items: Sequence[AgendaItem]) -> list[tuple[str, str]]:
    """What can be done with the item now; another is opened once the open one is not any more."""
    is_busy = any(one.standing == AgendaItem.Standing.OPENED for one in items)
    return [
        (step.value, str(wording.STEPS[step]))
        for step in NEXT[Standing(item.standing)]
        if not (step is Standing.OPENED and is_busy)
    ]


@never_cache
@require_POST
def standing(request: HttpRequest, programme: str, key: str, number: int) -> HttpResponse:
    """Open, suspend or conclude an item."""
    actor = actor_of(request)
    held = meeting_of(request, programme, key)
    item = queries.agenda_item(actor, held, number)
    require(actor, Action.CHANGE, item)
    try:
        actions.take_item(actor=actor, item=item, standing=_step(request))
    except InputError as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("Kept."))
    return redirect("consultation:meeting_day", programme, key)


def _step(request: HttpRequest) -> Standing:
    """What was asked for; what there is not is refused by the rules like any other step that does not follow."""
    found = request.POST.get("standing", "")
    return Standing(found) if found in set(Standing) else Standing.PENDING


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def floor(request: HttpRequest, programme: str, key: str, number: int) -> HttpResponse:
    """The list of speakers of an item: asking for the floor, and giving it."""
    held = meeting_of(request, programme, key)
    page = _FloorPage(request, held, queries.agenda_item(actor_of(request), held, number))
    refused = ""
    if request.method == "POST":
        try:
            done = page.act()
        except InputError as error:
            refused = say(error)
        else:
            if done:
                messages.success(request, done)
                return redirect("consultation:item_floor", programme, key, number)
            refused = _("Some of what was given cannot be used: look at the form again.")
    return render(request, "consultation/day/floor.html", page.context(refused), status=400 if refused else 200)


class _FloorPage:
    """One request of the page of an item's list of speakers."""

    def __init__(self, request: HttpRequest, held: Meeting, item: AgendaItem) -> None:
        self.request, self.held, self.item = request, held, item
        self.actor = actor_of(request)
        language = current_reader().language
        self.delegations = queries.delegations_of(self.actor, held, language)
        self.own = queries.own_delegations(self.actor, self.delegations)
        self.presides = queries.may_preside(self.actor, held)
        self.do = request.POST.get("do", "") if request.method == "POST" else ""
        order = held.programme.languages
        named = [(one, _plain(name_of(one), language, order)) for one in self.delegations]
        own = {one.pk for one in self.own}
        self.ask = AskForm(
            [pair for pair in named if pair[0].pk in own],
            order,
            is_presider=self.presides,
            data=request.POST if self.do == "ask" else None,
        )
        self.time = TimeForm(named, request.POST if self.do == Act.GIVE_TIME else None)

    def act(self) -> str:
        """Do what was asked for, and say so; "" when the form does not fit."""
        doing: Mapping[str, Callable[[], str]] = {
            "ask": self._ask,
            Act.WITHDRAW.value: self._withdraw,
            Act.GIVE_TIME.value: self._give_time,
            **{one.value: self._preside for one in (*_OF_A_REQUEST, Act.OPEN_LIST, Act.CLOSE_LIST)},
        }
        return doing[self.do]() if self.do in doing else ""

    def _ask(self) -> str:
        if not self.own:
            # Says why: no delegation of the reader's takes part.
            require(self.actor, Action.ADD, SpeakerEvent(programme=self.held.programme_id))
        if not self.ask.is_valid():
            return ""
        given = self.ask.cleaned_data
        actions.ask_for_floor(
            actor=self.actor,
            item=self.item,
            delegation=self.ask.who(),
            kind=SpeechKind(given["kind"]),
            language=given["language"],
        )
        return _("You are on the list of speakers.") if not self.presides else _("On the list of speakers.")

    def _withdraw(self) -> str:
        actions.withdraw_request(actor=self.actor, item=self.item, request=_number(self.request, "request"))
        return _("Taken off the list of speakers.")

    def _give_time(self) -> str:
        require(self.actor, Action.ADD, SpeakerEvent(programme=self.held.programme_id))
        if not self.time.is_valid():
            return ""
        actions.preside(
            actor=self.actor,
            item=self.item,
            act=Act.GIVE_TIME,
            delegation=self.time.who(),
            minutes=self.time.cleaned_data["minutes"],
        )
        return _("Kept.")

    def _preside(self) -> str:
        act = Act(self.do)
        actions.preside(
            actor=self.actor,
            item=self.item,
            act=act,
            request=_number(self.request, "request") if act in _OF_A_REQUEST else None,
            place=_number(self.request, "place"),
            seen=_number(self.request, "seen"),
        )
        return _("Kept.")

    def context(self, refused: str) -> dict[str, Any]:
        """What the page shows."""
        found = queries.floor(self.actor, self.item)
        own = {one.pk for one in self.own}
        said = speakers_said(found.listed, self.delegations, own, now())
        return page_context(self.held) | {
            "item": self.item,
            "badge": wording.BADGES[self.item.standing],
            "is_open": self.item.standing == AgendaItem.Standing.OPENED,
            "is_concluded": self.item.standing == AgendaItem.Standing.CONCLUDED,
            "listed": found.listed,
            "seen": found.seen,
            "speaking": next((one for one in said if one.request.state is State.SPEAKING), None),
            "paused": [one for one in said if one.request.state is State.PAUSED],
            "waiting": waiting_said(found.listed, said),
            "over": [one for one in said if one.request.state is State.ENDED],
            "times": self._times(found.listed),
            "ask": self.ask if self.own else None,
            "time": self.time if self.presides and self.delegations else None,
            "presides": self.presides,
            "may_keep_notes": queries.may_keep_notes(self.actor, self.held),
            "refused": refused,
        }

    def _times(self, listed: SpeakersList) -> list[tuple[str | Localised, str, str]]:
        """By delegation that spoke or has a limit: its time, and what is left of it."""
        at = now()
        rows = []
        for one in self.delegations:
            spoken, left = listed.spoken(str(one.pk), at), listed.remaining(str(one.pk), at)
            if spoken or left is not None:
                rows.append((name_of(one), wording.clock(spoken), "" if left is None else wording.remaining(left)))
        return rows


def speakers_said(
    listed: SpeakersList, delegations: Sequence[Delegation], own: set[Any], at: datetime
) -> list[SpeakerShown]:
    """Every request of the list in the words of the reader."""
    by_key = {str(one.pk): one for one in delegations}
    reader = current_reader().language
    return [
        SpeakerShown(
            request=one,
            delegation=by_key[one.delegation],
            name=name_of(by_key[one.delegation]),
            kind=str(wording.KINDS[one.kind]),
            language=language_name(one.language, reader_language=reader) if one.language else "",
            spoken=wording.clock(one.spoken_at(at)),
            is_own=by_key[one.delegation].pk in own,
        )
        for one in listed.requests
        if one.delegation in by_key
    ]


def waiting_said(listed: SpeakersList, said: Sequence[SpeakerShown]) -> list[tuple[int, SpeakerShown]]:
    """Who waits, in order, each with its place from 1."""
    by_key = {one.request.key: one for one in said}
    waiting = [by_key[one.key] for one in listed.waiting if one.key in by_key]
    return list(enumerate(waiting, start=1))


def _number(request: HttpRequest, name: str) -> int:
    """A number of the form's hidden fields; 0, which nothing has, for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000000") else 0


def _plain(name: str | Localised, language: str, order: Sequence[str]) -> str:
    return name if isinstance(name, str) else name.shown(language, order).text
