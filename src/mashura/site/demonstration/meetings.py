"""The meetings of the fictional programme: three national workshops and the regional meeting, all of it invented.

What they say stands in meetings.yaml. Documents are links to addresses that belong to nobody (example.org): no file is
made for the demonstration.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from mashura.access.models import Organisation
from mashura.access.public import Actor, Role, acting_as, publish_material, release_material
from mashura.consultation.public import (
    Delegation,
    InstitutionEntry,
    Meeting,
    add_conclusion,
    change_programme,
    conclusions,
    delegations,
    link_document,
    meeting,
    programme,
    record_attendance,
    save_agenda_item,
    save_delegation,
    save_document,
    seat_participant,
    set_rules,
    visible_meetings,
    write_practice_note,
)
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised
from mashura.site.demonstration.cast import Cast

_TEXTS: Final = Path(__file__).with_suffix(".yaml")
# The bodies that hold posts in the demonstration: their observers know their own delegation's names.
_WITH_POSTS: Final = frozenset({"secretariat", "association-xaa", "association-xbb", "union-xcc", "network"})


@cache
def _story() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    return found


def play_meetings(cast: Cast) -> None:
    """Set the meetings up, hold them, release and publish what they concluded. A second time changes nothing."""
    secretariat = cast.actor(Role.SECRETARIAT)
    with acting_as(secretariat):
        if visible_meetings(secretariat, cast.programme).exists():
            return
        set_rules(actor=secretariat, programme=cast.programme, given=_story()["rules"])
        entries = [_entry(key, told) for key, told in _story()["meetings"].items()]
        change_programme(actor=secretariat, code=cast.programme, values={"meetings": entries})
        for entry in entries:
            _hold(cast, secretariat, meeting(secretariat, cast.programme, entry["key"]))
        _write_notes(cast, secretariat)


def _entry(key: str, told: dict[str, Any]) -> dict[str, Any]:
    """A meeting as a programme file would say it."""
    hosts = _story()["bodies"]["secretariat"]
    return {"key": key, "source": "invented", "hosts": hosts, "topics": ["1", "2", "3"], **told}


def _hold(cast: Cast, secretariat: Actor, held: Meeting) -> None:
    for key, bodies in _story()["delegations"][held.key].items():
        _seat(cast, secretariat, held, key, bodies)
    agenda = _story()["agenda"]
    for number, title in enumerate(agenda, start=1):
        is_last = number == len(agenda)
        save_agenda_item(
            actor=secretariat,
            meeting=held,
            title=Localised(title),
            day=held.ends if is_last else held.starts,
            # Between the opening and the conclusions stand the three topics.
            topic="" if number == 1 or is_last else str(number - 1),
        )
    for key, title in _story()["documents"].items():
        _hand_out(secretariat, held, key, Localised(title))
    found = delegations(secretariat, held, "en")
    record_attendance(
        actor=secretariat,
        meeting=held,
        present={one.delegation.pk for one in found},
        people={},
        attended={seat.participant.pk for one in found for seat in one.seats},
    )
    _conclude(cast, secretariat, held)


def _hand_out(secretariat: Actor, held: Meeting, key: str, title: Localised) -> None:
    document = save_document(
        actor=secretariat,
        programme=held.programme,
        key=f"{held.key}-{key}",
        title=title,
        dated=held.starts,
        meeting=held,
    )
    for language in held.programme.languages:
        address = f"https://example.org/{held.key}/{key}-{language}"
        link_document(actor=secretariat, document=document, language=language, url=address)


def _seat(cast: Cast, secretariat: Actor, held: Meeting, key: str, bodies: list[str]) -> None:
    """One delegation with an invented person for each of its institutions; a State's are named by its own head."""
    names = _story()["bodies"]
    is_state = key in held.programme.countries
    kind = "international-organisation" if key == "organisers" else key
    made = save_delegation(
        actor=secretariat,
        meeting=held,
        key=key.lower(),
        kind="state" if is_state else kind,
        country=key if is_state else "",
        names=None if is_state else Localised(names[bodies[0]]),
        institutions=[InstitutionEntry(Localised(names[body]), _organisation(cast, body)) for body in bodies],
        organisation=_organisation(cast, bodies[0]) if bodies[0] in _WITH_POSTS else None,
        is_organiser=key == "organisers",
    )
    namer = cast.actor(Role.HEAD_OF_DELEGATION, key) if is_state else secretariat
    with acting_as(namer):
        _name_everybody(namer, held, made)


def _organisation(cast: Cast, body: str) -> Organisation | None:
    """The body on the platform; most of those of the story are there."""
    try:
        return cast.organisation(body)
    except LookupError:
        return None


def _name_everybody(namer: Actor, held: Meeting, made: Delegation) -> None:
    shown = next(one for one in delegations(namer, held, "en") if one.delegation.pk == made.pk)
    for number, institution in enumerate(shown.institutions, start=1):
        if made.is_organiser:
            capacity, rank = "organiser", "chief-of-mission"
        else:
            capacity = "head" if number == 1 else "member"
            rank = ("director-general" if number == 1 else "director") if made.is_of_a_state else "representative"
        seat_participant(
            actor=namer,
            delegation=made,
            institution=institution,
            capacity=capacity,
            rank=rank,
            name=f"Invented Person {number}",
            post=Localised(
                en=f"Invented post {number} (fictional)",
                ar=f"منصب متخيل {number} (خيالي)",
                fr=f"Poste inventé {number} (fictif)",
            ),
        )


def _conclude(cast: Cast, secretariat: Actor, held: Meeting) -> None:
    for one in _story()["conclusions"][held.key]:
        add_conclusion(
            actor=secretariat, meeting=held, text=Expressions.of_localised(one["text"], "en"), topic=one["topic"]
        )
    for conclusion in conclusions(secretariat, held):
        for country in conclusion.countries:
            release_material(actor=cast.actor(Role.HEAD_OF_DELEGATION, country), row=conclusion, country=country)
        publish_material(actor=secretariat, row=conclusion)


def _write_notes(cast: Cast, secretariat: Actor) -> None:
    for one in _story()["practice_notes"]:
        writer = cast.actor(Role.DELEGATE, one["country"])
        with acting_as(writer):
            note = write_practice_note(
                actor=writer,
                programme=programme(writer, cast.programme),
                country=one["country"],
                topic=one["topic"],
                title=Expressions.of_localised(one["title"], "en"),
                text=Expressions.of_localised(one["text"], "en"),
                meeting=meeting(writer, cast.programme, one["meeting"]),
            )
        focal_point = cast.actor(Role.HEAD_OF_DELEGATION, one["country"])
        with acting_as(focal_point):
            release_material(actor=focal_point, row=note, country=one["country"])
        with acting_as(secretariat):
            publish_material(actor=secretariat, row=note)
