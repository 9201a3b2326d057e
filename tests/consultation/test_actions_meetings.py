from datetime import date, time

import pytest
from django.db import IntegrityError, connection, transaction
from tests.access.factories import make_organisation
from tests.consultation.meetings import NAME, WORDS, actor, delegation, held, secretariat, set_up

from mashura.access.public import (
    ANONYMOUS,
    SYSTEM,
    Forbidden,
    NotHere,
    Role,
    acting_as,
    publish_material,
    release_material,
)
from mashura.consultation import public
from mashura.consultation.actions import conclusions as conclusion_actions
from mashura.consultation.actions import meetings as actions
from mashura.consultation.actions import practice_notes as note_actions
from mashura.consultation.models import (
    AgendaItem,
    Delegation,
    DelegationInstitution,
    MeetingConclusion,
    Participant,
    ParticipantName,
    PracticeNote,
)
from mashura.consultation.queries import meetings as queries
from mashura.errors import InputError
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture(autouse=True)
def programme(tmp_path):
    set_up(tmp_path)


def places(row):
    with acting_as(SYSTEM):
        return list(DelegationInstitution.objects.filter(delegation=row).order_by("position"))


def seat(who, row, *, capacity="head", name="A Fictional Person", **changes):
    with acting_as(who):
        return actions.seat_participant(
            actor=who,
            delegation=row,
            institution=places(row)[0],
            capacity=capacity,
            rank="director",
            name=name,
            post=NAME,
            **changes,
        )


def names_seen(who):
    with acting_as(who):
        shown = queries.delegations(who, queries.meeting(who, "made-up", "workshop"), "en")
        by_query = {place.person.name for one in shown for place in one.seats if place.person}
        # The database itself shows no other row, whatever the query.
        assert set(ParticipantName.objects.values_list("name", flat=True)) == by_query
    return by_query


def test_a_head_names_the_members_and_only_the_delegation_and_the_secretariat_know_them():
    row = delegation()
    head = actor(Role.HEAD_OF_DELEGATION, "XAA")
    seat(head, row)
    for knows in (head, actor(Role.DELEGATE, "XAA"), secretariat()):
        assert names_seen(knows) == {"A Fictional Person"}
    others = (
        ANONYMOUS,
        actor(Role.HEAD_OF_DELEGATION, "XBB"),
        actor(Role.DELEGATE, "XBB"),
        actor(Role.COUNTRY_MISSION, "XAA"),
        actor(Role.OBSERVER, "XAA"),
        actor(Role.RESEARCHER, "XAA"),
        actor(Role.TRANSLATOR, "XAA"),
    )
    for other in others:
        assert names_seen(other) == set()


def test_everybody_sees_institutions_and_ranks():
    row = delegation()
    seat(secretariat(), row)
    with acting_as(ANONYMOUS):
        shown = queries.delegation(ANONYMOUS, queries.meeting(ANONYMOUS, "made-up", "workshop"), "xaa", "en")
    assert len(shown.institutions) == 2
    assert shown.seats[0].participant.rank["fr"] == "Directeur"
    assert shown.seats[0].person is None
    assert not shown.knows_names


@pytest.mark.parametrize(
    ("role", "countries"),
    [
        (Role.HEAD_OF_DELEGATION, ["XBB"]),
        (Role.DELEGATE, ["XAA"]),
        (Role.COUNTRY_MISSION, ["XAA"]),
        (Role.OBSERVER, ["XAA"]),
    ],
)
def test_nobody_else_names_members(role, countries):
    row = delegation()
    with pytest.raises(Forbidden):
        seat(actor(role, *countries), row)


def test_an_observer_names_the_people_of_their_own_body_alone():
    body = make_organisation(kind="civil_society")
    row = delegation(key="civil-society", kind="civil-society", country="", names=NAME, organisation=body)
    observer = actor(Role.OBSERVER, "XAA", organisation=body)
    seat(observer, row)
    assert names_seen(observer) == {"A Fictional Person"}
    with pytest.raises(Forbidden):
        seat(observer, delegation())
    # A State's head of delegation does not know the names of civil society.
    assert names_seen(actor(Role.HEAD_OF_DELEGATION, "XAA")) == set()


def test_a_delegation_has_one_head():
    row = delegation()
    who = secretariat()
    first = seat(who, row)
    with pytest.raises(InputError, match="head already"):
        seat(who, row)
    seat(who, row, capacity="member")
    seat(who, row, participant=first)
    with pytest.raises(IntegrityError, match="delegation_has_one_head"), transaction.atomic(), acting_as(SYSTEM):
        Participant.objects.filter(delegation=row).update(capacity="head")


def test_organisers_sit_as_organisers():
    row = delegation(key="hosts", kind="international-organisation", country="", names=NAME, is_organiser=True)
    who = secretariat()
    with pytest.raises(InputError, match="no position"):
        seat(who, row, capacity="head")
    assert seat(who, row, capacity="organiser").capacity == "organiser"


def test_a_name_can_be_taken_back_while_the_seat_stays():
    row = delegation()
    who = secretariat()
    place = seat(who, row)
    seat(who, row, participant=place, name="")
    with acting_as(SYSTEM):
        assert Participant.objects.count() == 1
        assert not ParticipantName.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"institutions": []}, "at least one institution"),
        ({"country": "XCC"}, "one of the programme"),
        ({"kind": "civil-society", "country": ""}, "name of the body"),
    ],
)
def test_an_impossible_delegation_is_refused(changes, message):
    with pytest.raises(InputError, match=message):
        delegation(**changes)


def test_a_state_has_one_delegation_at_a_meeting():
    delegation()
    with pytest.raises(InputError, match="already"):
        delegation(key="again")
    row = Delegation(key="again", kind="state", country="XAA")
    row.take_scope_of(held())
    with pytest.raises(IntegrityError, match="state_has_one_delegation"), transaction.atomic(), acting_as(SYSTEM):
        row.save()


def test_a_participant_cannot_be_put_where_their_scope_does_not_reach():
    own = delegation()
    other = delegation("first", country="XBB")
    row = Participant(institution=places(other)[0], rank=NAME, capacity="member")
    row.take_scope_of(own)
    row.delegation = other
    head = actor(Role.HEAD_OF_DELEGATION, "XAA")
    with acting_as(head), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="participant_scope"), transaction.atomic():
            row.save(force_insert=True)


def test_institutions_change_in_place_and_one_with_a_seat_stays():
    row = delegation()
    seat(secretariat(), row)
    first, second = places(row)
    delegation(
        institutions=[
            public.InstitutionEntry(NAME, institution=second),
            public.InstitutionEntry(Localised(en="Another"), institution=first),
        ]
    )
    assert places(row) == [second, first]
    assert places(row)[1].names == {"en": "Another"}
    # A script that runs again tells the same names and changes nothing.
    delegation(institutions=[NAME, Localised(en="Another")])
    assert places(row) == [second, first]
    with pytest.raises(InputError, match="change the seat first"):
        delegation(institutions=[NAME])


def test_only_the_secretariat_sets_up_delegations_agenda_and_attendance():
    row = delegation()
    head = actor(Role.HEAD_OF_DELEGATION, "XAA")
    meeting = held()
    with acting_as(head):
        with pytest.raises(Forbidden):
            public.save_delegation(
                actor=head,
                meeting=meeting,
                key="xaa",
                kind="state",
                country="XAA",
                institutions=[public.InstitutionEntry(NAME)],
            )
        with pytest.raises(Forbidden):
            actions.save_agenda_item(actor=head, meeting=meeting, title=NAME)
        with pytest.raises(Forbidden):
            actions.record_attendance(actor=head, meeting=meeting, present={row.pk}, people={}, attended=set())


def titles():
    with acting_as(SYSTEM):
        found = AgendaItem.objects.filter(meeting_id="made-up/workshop").order_by("number")
        return [(one.number, one.title["en"]) for one in found]


def test_the_agenda_is_numbered_without_gaps():
    who = secretariat()
    with acting_as(who):
        items = [
            actions.save_agenda_item(actor=who, meeting=held(), title=Localised(en=word)) for word in ("A", "B", "C")
        ]
        actions.save_agenda_item(actor=who, meeting=held(), title=Localised(en="C"), place=1, item=items[2])
        assert titles() == [(1, "C"), (2, "A"), (3, "B")]
        items[0].refresh_from_db()
        actions.remove_agenda_item(actor=who, item=items[0])
    assert titles() == [(1, "C"), (2, "B")]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": Localised()}, "title"),
        ({"day": date(2031, 1, 1)}, "not one of the meeting"),
        ({"starts": time(9)}, "needs its day"),
        ({"topic": "nothing"}, "no topic"),
    ],
)
def test_an_impossible_agenda_item_is_refused(changes, message):
    who = secretariat()
    with acting_as(who), pytest.raises(InputError, match=message):
        actions.save_agenda_item(actor=who, meeting=held(), **({"title": NAME} | changes))


def test_attendance_is_recorded_by_delegation_and_seat():
    row = delegation()
    who = secretariat()
    place = seat(who, row)
    with acting_as(who):
        actions.record_attendance(actor=who, meeting=held(), present={row.pk}, people={}, attended={place.pk})
        found = queries.attendance(queries.delegations(who, held(), "en"))
        assert (dict(found.delegations), found.people) == ({"state": 1}, 1)
        actions.record_attendance(actor=who, meeting=held(), present=set(), people={}, attended={place.pk})
        assert not queries.attendance(queries.delegations(who, held(), "en")).is_recorded


def conclude(key="workshop"):
    who = secretariat()
    with acting_as(who):
        return conclusion_actions.add_conclusion(actor=who, meeting=held(key), text=WORDS, topic="S1")


def sees(who, model):
    with acting_as(who):
        return model.objects.exists()


def test_a_workshops_conclusion_is_invisible_to_other_states_until_released_and_published():
    row = conclude()
    assert row.number == 1
    assert sees(actor(Role.HEAD_OF_DELEGATION, "XAA"), MeetingConclusion)
    for other in (ANONYMOUS, actor(Role.HEAD_OF_DELEGATION, "XBB"), actor(Role.DELEGATE, "XBB")):
        assert not sees(other, MeetingConclusion)
        with acting_as(other), pytest.raises(NotHere):
            queries.conclusion(other, queries.meeting(other, "made-up", "workshop"), 1)
    with acting_as(SYSTEM):
        publish_material(actor=SYSTEM, row=row)
    assert not sees(ANONYMOUS, MeetingConclusion)
    head = actor(Role.HEAD_OF_DELEGATION, "XAA")
    with acting_as(head):
        release_material(actor=head, row=row, country="XAA")
    assert sees(ANONYMOUS, MeetingConclusion)


def test_a_regional_conclusion_is_open_to_all_states_and_public_when_published():
    row = conclude("first")
    assert row.countries == []
    for reader in (actor(Role.DELEGATE, "XAA"), actor(Role.DELEGATE, "XBB")):
        assert sees(reader, MeetingConclusion)
    assert not sees(ANONYMOUS, MeetingConclusion)
    who = secretariat()
    with acting_as(who):
        publish_material(actor=who, row=row)
    assert sees(ANONYMOUS, MeetingConclusion)


def test_what_is_public_is_not_changed_and_a_changed_original_needs_another_release():
    row = conclude()
    who = secretariat()
    with acting_as(SYSTEM):
        release_material(actor=SYSTEM, row=row, country="XAA")
    other = Expressions.of("en", "Other words.")
    with acting_as(who):
        translated = row.text.with_translation("fr", "Autrement dit.")
        kept = conclusion_actions.change_conclusion(actor=who, conclusion=row, text=translated, topic="S1")
        assert kept.released_by == ["XAA"]
        changed = conclusion_actions.change_conclusion(actor=who, conclusion=row, text=other, topic="S1")
        assert changed.released_by == []
    with acting_as(SYSTEM):
        release_material(actor=SYSTEM, row=row, country="XAA")
        publish_material(actor=SYSTEM, row=row)
    with acting_as(who):
        with pytest.raises(InputError, match="withdraw it first"):
            conclusion_actions.change_conclusion(actor=who, conclusion=row, text=WORDS, topic="S1")
        with pytest.raises(InputError, match="not taken out"):
            conclusion_actions.remove_conclusion(actor=who, conclusion=row)


def write(who, country="XAA"):
    with acting_as(who):
        return note_actions.write_practice_note(
            actor=who,
            programme=public.programme(who, "made-up"),
            country=country,
            topic="S2",
            title=WORDS,
            text=WORDS,
        )


def test_a_delegation_writes_a_note_that_others_see_after_its_release_only():
    delegate = actor(Role.DELEGATE, "XAA")
    row = write(delegate)
    outsiders = (ANONYMOUS, actor(Role.DELEGATE, "XBB"), actor(Role.HEAD_OF_DELEGATION, "XBB"))
    assert not any(sees(one, PracticeNote) for one in outsiders)
    with acting_as(delegate), pytest.raises(Forbidden):
        release_material(actor=delegate, row=row, country="XAA")
    head, who = actor(Role.HEAD_OF_DELEGATION, "XAA"), secretariat()
    with acting_as(head):
        release_material(actor=head, row=row, country="XAA")
    assert not any(sees(one, PracticeNote) for one in outsiders)
    with acting_as(who):
        publish_material(actor=who, row=row)
    assert all(sees(one, PracticeNote) for one in outsiders)


@pytest.mark.parametrize(
    ("role", "country"), [(Role.DELEGATE, "XBB"), (Role.OBSERVER, "XAA"), (Role.COUNTRY_MISSION, "XAA")]
)
def test_nobody_writes_a_note_for_another_state(role, country):
    with pytest.raises(Forbidden):
        write(actor(role, country))


def test_a_note_never_opens_to_another_state():
    row = write(actor(Role.DELEGATE, "XAA"))
    with (
        pytest.raises(IntegrityError, match="practice_note_stays_with_its_country"),
        transaction.atomic(),
        acting_as(SYSTEM),
    ):
        PracticeNote.objects.filter(pk=row.pk).update(open_to=["XAA", "XBB"])
