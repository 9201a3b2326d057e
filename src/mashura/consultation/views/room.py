"""What a projector shows in the room: big type, every language of the programme beside the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mashura.consultation import meeting_day_wording as wording
from mashura.consultation.models import AgendaItem, Delegation
from mashura.consultation.queries import meeting_day as queries
from mashura.consultation.rules.speakers import SpeakersList, SpeechKind
from mashura.consultation.views.asking import actor_of
from mashura.consultation.views.meeting_day import meeting_of
from mashura.consultation.views.meeting_desk import page_context
from mashura.kit.clock import now
from mashura.kit.languages import direction
from mashura.kit.reader import current_reader
from mashura.reference.public import official_country_name

_EVERY_SECONDS: Final = 5
_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one language of the room."""

    language: str
    direction: str
    text: str


@dataclass(frozen=True, slots=True)
class OnTheWall:
    """A speaker as the room sees it."""

    names: Sequence[Words]
    kind: str
    spoken: str
    left: str
    is_over: bool
    is_called: bool


@never_cache
@require_safe
def room(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """The room's view; it asks for itself again every few seconds by a header, unless it is held still."""
    actor = actor_of(request)
    held = meeting_of(request, programme, key)
    languages = held.programme.languages
    item = queries.present_item(actor, held)
    is_still = "still" in request.GET
    context = page_context(held) | {
        "item": item,
        "titles": list(_titles(item, languages)) if item else [],
        "quorum": queries.quorum(actor, held),
        "is_still": is_still,
    }
    if item:
        found = queries.delegations_of(actor, held, current_reader().language)
        listed = queries.floor(actor, item).listed
        wall = _wall(listed, {str(one.pk): one for one in found}, languages)
        speaking = listed.speaking
        context |= {
            "speaking": wall[speaking.key] if speaking else None,
            "waiting": [wall[one.key] for one in listed.waiting[:_SHOWN]],
            "more": max(len(listed.waiting) - _SHOWN, 0),
            "is_list_open": listed.is_open,
        }
    response = render(request, "consultation/day/room.html", context)
    if not is_still:
        response["Refresh"] = str(_EVERY_SECONDS)
    return response


def _titles(item: AgendaItem, languages: Sequence[str]) -> Iterator[Words]:
    """The title in every language in which it is there."""
    for language in languages:
        if text := item.title.get(language):
            yield Words(language, direction(language), text)


def _wall(listed: SpeakersList, delegations: dict[str, Delegation], languages: Sequence[str]) -> dict[str, OnTheWall]:
    at = now()
    shown = {}
    for one in listed.requests:
        left = listed.remaining(one.delegation, at)
        shown[one.key] = OnTheWall(
            names=list(_names(delegations[one.delegation], languages)),
            kind="" if one.kind is SpeechKind.STATEMENT else str(wording.KINDS[one.kind]),
            spoken=wording.clock(one.spoken_at(at)),
            left="" if left is None else wording.remaining(left),
            is_over=left is not None and left.total_seconds() < 0,
            is_called=one.state.value == "called",
        )
    return shown


def _names(delegation: Delegation, languages: Sequence[str]) -> Iterator[Words]:
    for language in languages:
        if delegation.is_of_a_state:
            yield Words(language, direction(language), official_country_name(delegation.country, language))
        elif text := delegation.names.get(language):
            yield Words(language, direction(language), text)
