"""The day of a meeting: the present item, the floor, quorum; by whom, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.access.factories import make_organisation
from tests.consultation.meeting_days import at_once, fresh, item, states
from tests.consultation.meetings import NAME, actor, delegation, held, secretariat, set_up

from mashura.access.models import AuditEntry
from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, Role, acting_as
from mashura.consultation.actions import delegations as delegation_actions
from mashura.consultation.actions import meeting_day as actions
from mashura.consultation.actions import meetings as meeting_actions
from mashura.consultation.models import AgendaItem, SpeakerEvent
from mashura.consultation.queries import meeting_day as queries
from mashura.consultation.rules.meeting_day import Standing
from mashura.consultation.rules.procedure import Quorum, RulesOfProcedure
from mashura.consultation.rules.speakers import Act, SpeechKind, State, replay
from mashura.errors import InputError
from mashura.kit.clock import now, stopped_at

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
committing = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


@pytest.fixture(autouse=True)
def programme(tmp_path):
    set_up(tmp_path)


def ask(who, row, speaking, **changes):
    with acting_as(who):
        return actions.ask_for_floor(actor=who, item=row, delegation=speaking, **changes)


def preside(who, row, act, **changes):
    with acting_as(who):
        return actions.preside(actor=who, item=row, act=act, **changes)


def listed(row):
    with acting_as(SYSTEM):
        return queries.floor(SYSTEM, row).listed


def states_of(row):
    return [one.state for one in listed(row).requests]


def test_a_delegation_asks_for_itself_and_the_secretariat_for_everybody():
    row, (ours, theirs) = item(), states("XAA", "XBB")
    ask(actor(Role.DELEGATE, "XAA"), row, ours, language="ar")
    ask(secretariat(), row, theirs)
    assert [one.delegation for one in listed(row).waiting] == [str(ours.pk), str(theirs.pk)]
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(event="consultation:speakers:request", detail__number=1)
    assert entry.resource == "consultation.speakerevent"


@pytest.mark.parametrize(
    ("role", "countries"),
    [(Role.DELEGATE, ["XBB"]), (Role.HEAD_OF_DELEGATION, ["XBB"]), (Role.OBSERVER, ["XAA"]), (Role.TRANSLATOR, [])],
)
def test_nobody_asks_for_another_delegation(role, countries):
    row, (ours,) = item(), states("XAA")
    with pytest.raises(Forbidden):
        ask(actor(role, *countries), row, ours)
    assert listed(row).requests == ()


def test_observers_ask_for_their_own_body():
    row, body = item(), make_organisation(is_fictional=True, kind="civil_society")
    council = delegation(key="union", kind="civil-society", country="", names=NAME, organisation=body)
    ask(actor(Role.OBSERVER, organisation=body), row, council)
    assert len(listed(row).waiting) == 1
    with pytest.raises(Forbidden):
        ask(actor(Role.OBSERVER), row, council, kind=SpeechKind.RIGHT_OF_REPLY)


@pytest.mark.parametrize("act", [Act.BEGIN, Act.CALL, Act.CLOSE_LIST, Act.GIVE_TIME])
def test_only_the_secretariat_presides(act):
    row, (ours,) = item(), states("XAA")
    event = ask(actor(Role.DELEGATE, "XAA"), row, ours)
    given_to = {"delegation": ours, "minutes": 5} if act is Act.GIVE_TIME else {}
    request = {} if act in {Act.CLOSE_LIST, Act.GIVE_TIME} else {"request": event.number}
    for who in (actor(Role.HEAD_OF_DELEGATION, "XAA"), actor(Role.RESEARCHER), ANONYMOUS):
        with pytest.raises(Forbidden):
            preside(who, row, act, **request, **given_to)
    preside(secretariat(), row, act, **request, **given_to)
    with acting_as(SYSTEM):
        assert SpeakerEvent.objects.filter(item=row).count() == 2


def test_a_speech_from_the_call_to_its_end_is_measured():
    row, (ours, theirs) = item(), states("XAA", "XBB")
    chair, at = secretariat(), now()
    with stopped_at(at):
        first, second = ask(chair, row, ours).number, ask(chair, row, theirs).number
        preside(chair, row, Act.GIVE_TIME, delegation=ours, minutes=3)
        preside(chair, row, Act.CALL, request=first)
        preside(chair, row, Act.BEGIN, request=first)
    with stopped_at(at + timedelta(minutes=2)):
        order = ask(actor(Role.DELEGATE, "XBB"), row, theirs, kind=SpeechKind.POINT_OF_ORDER).number
        preside(chair, row, Act.BEGIN, request=order)
        assert states_of(row) == [State.PAUSED, State.REQUESTED, State.SPEAKING]
    with stopped_at(at + timedelta(minutes=4)):
        preside(chair, row, Act.END, request=order)
        preside(chair, row, Act.MOVE, request=second, place=1)
    with stopped_at(at + timedelta(minutes=6)):
        preside(chair, row, Act.END, request=first)
    found = listed(row)
    assert found.spoken(str(ours.pk), at) == timedelta(minutes=4)
    assert found.remaining(str(ours.pk), at) == timedelta(minutes=-1)


def test_the_list_is_closed_but_for_points_of_order():
    row, (ours,) = item(), states("XAA")
    preside(secretariat(), row, Act.CLOSE_LIST)
    who = actor(Role.DELEGATE, "XAA")
    with pytest.raises(InputError, match="closed"):
        ask(who, row, ours)
    ask(who, row, ours, kind=SpeechKind.POINT_OF_ORDER)
    preside(secretariat(), row, Act.OPEN_LIST)
    ask(who, row, ours)
    with pytest.raises(InputError, match="on the list already"):
        ask(who, row, ours)


def test_a_request_is_withdrawn_by_its_own_delegation():
    row, (ours,) = item(), states("XAA")
    event = ask(actor(Role.DELEGATE, "XAA"), row, ours)
    other = actor(Role.DELEGATE, "XBB")
    with acting_as(other), pytest.raises(Forbidden):
        actions.withdraw_request(actor=other, item=row, request=event.number)
    head = actor(Role.HEAD_OF_DELEGATION, "XAA")
    with acting_as(head):
        actions.withdraw_request(actor=head, item=row, request=event.number)
        with pytest.raises(InputError, match="has changed"):
            actions.withdraw_request(actor=head, item=row, request=event.number)
        with pytest.raises(InputError, match="has changed"):
            actions.withdraw_request(actor=head, item=row, request=99)
    assert states_of(row) == [State.WITHDRAWN]


def test_what_cannot_be_is_refused_with_its_reason():
    row, (ours,) = item(is_open=False), states("XAA")
    (elsewhere,) = states("XBB", key="first")
    chair = secretariat()
    number = ask(chair, row, ours).number
    with pytest.raises(InputError, match="Open this item first"):
        preside(chair, row, Act.BEGIN, request=number)
    with pytest.raises(InputError, match="delegation of this meeting"):
        ask(chair, row, elsewhere)
    with pytest.raises(InputError, match="languages"):
        ask(chair, row, ours, kind=SpeechKind.RIGHT_OF_REPLY, language="xx")
    with pytest.raises(InputError, match="ask the floor for"):
        ask(actor(Role.DELEGATE, "XAA"), row, ours, kind=SpeechKind.CHAIR)
    with pytest.raises(InputError, match="minutes"):
        preside(chair, row, Act.GIVE_TIME, delegation=ours, minutes=0)
    with pytest.raises(InputError, match="has changed"):
        preside(chair, row, Act.REQUEST, delegation=ours)


def test_who_presides_on_an_old_page_is_told_but_not_for_a_new_request():
    row, (ours, theirs) = item(), states("XAA", "XBB")
    chair = secretariat()
    first = ask(chair, row, ours).number
    ask(chair, row, theirs)
    preside(chair, row, Act.BEGIN, request=first, seen=first)
    with pytest.raises(InputError, match="has changed"):
        preside(chair, row, Act.END, request=first, seen=first)
    preside(chair, row, Act.END, request=first, seen=3)


def test_one_item_is_open_at_a_time():
    first, second, chair = item(), item(is_open=False), secretariat()

    def take(row, standing):
        with acting_as(chair):
            return actions.take_item(actor=chair, item=row, standing=standing)

    with pytest.raises(InputError, match="Another item is open"):
        take(second, Standing.OPENED)
    with pytest.raises(IntegrityError, match="meeting_is_at_one_item"), transaction.atomic(), acting_as(SYSTEM):
        AgendaItem.objects.filter(pk=second.pk).update(standing="opened")
    (ours,) = states("XAA")
    number = ask(chair, first, ours).number
    preside(chair, first, Act.BEGIN, request=number)
    with pytest.raises(InputError, match="end that speech"):
        take(first, Standing.CONCLUDED)
    preside(chair, first, Act.END, request=number)
    take(first, Standing.CONCLUDED)
    take(second, Standing.OPENED)
    with pytest.raises(InputError, match="not where you saw it"):
        take(second, Standing.PENDING)
    with pytest.raises(InputError, match="concluded"):
        ask(chair, fresh(first), ours)
    for who in (actor(Role.DELEGATE, "XAA"), actor(Role.HEAD_OF_DELEGATION, "XAA")):
        with acting_as(who), pytest.raises(Forbidden):
            actions.take_item(actor=who, item=second, standing=Standing.SUSPENDED)


def test_what_was_dealt_with_stays():
    row, (ours,) = item(), states("XAA")
    chair = secretariat()
    ask(chair, row, ours)
    with acting_as(chair):
        with pytest.raises(InputError, match="stays on the agenda"):
            meeting_actions.remove_agenda_item(actor=chair, item=row)
        with pytest.raises(InputError, match="it stays"):
            delegation_actions.remove_delegation(actor=chair, delegation=ours)
    with pytest.raises(InputError, match="whose it is"):
        delegation(country="XBB", key="xaa")


def test_the_database_lets_no_delegation_act_as_chair_or_for_another():
    row, (ours, theirs) = item(), states("XAA", "XBB")
    number = ask(secretariat(), row, theirs).number
    who = actor(Role.DELEGATE, "XAA")

    def forge(**values):
        event = SpeakerEvent(number=number + 1, **values)
        event.take_scope_of(row)
        # Deferred keys are checked here, not when the test is over.
        with transaction.atomic(), acting_as(who):
            event.save(force_insert=True)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    forged = [
        {"act": "begin", "request": number, "delegation": theirs},
        {"act": "begin", "request": number, "delegation": theirs, "country": "XAA"},
        {"act": "withdraw", "request": number, "delegation": theirs, "country": "XBB"},
        {"act": "withdraw", "request": number, "delegation": theirs, "country": "XAA"},
        {"act": "withdraw", "request": number, "delegation": ours, "country": "XAA"},
        {"act": "request", "request": number + 1, "kind": "statement", "delegation": theirs, "country": "XAA"},
        {"act": "close-list"},
    ]
    for values in forged:
        with pytest.raises(DatabaseError):
            forge(**values)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), acting_as(SYSTEM):
        SpeakerEvent.objects.filter(item=row).update(act="withdraw")
    assert states_of(row) == [State.REQUESTED]


def test_nothing_of_the_floor_is_public():
    row, (ours,) = item(), states("XAA")
    ask(secretariat(), row, ours)
    for who, count in ((ANONYMOUS, 0), (actor(Role.DELEGATE, "XBB"), 1), (actor(Role.OBSERVER), 1)):
        with acting_as(who):
            assert queries.events_of(who, row).count() == count
            assert SpeakerEvent.objects.filter(item=row).count() == count


def test_the_quorum_counts_states_that_are_there(monkeypatch):
    ours, _theirs = states("XAA", "XBB")
    organisers = delegation(key="hosts", kind="international-organisation", country="", names=NAME, is_organiser=True)
    chair = secretariat()
    with acting_as(chair):
        meeting_actions.record_attendance(
            actor=chair, meeting=held(), present={ours.pk, organisers.pk}, people={}, attended=set()
        )
        found = queries.quorum(chair, held())
        assert (found.present, found.invited, found.needed, found.is_met) == (1, 2, 0, True)
        rules = RulesOfProcedure(quorum=Quorum(number=2))
        monkeypatch.setattr(queries, "rules_of", lambda _actor, _meeting: rules)
        assert not queries.quorum(chair, held()).is_met


ACTS = st.lists(
    st.tuples(st.sampled_from([one for one in Act if one is not Act.GIVE_TIME]), st.integers(1, 6), st.integers(0, 1)),
    max_size=12,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_what_is_stored_replays_to_what_the_rules_say(steps):
    with transaction.atomic():
        row, both = item(is_open=False), states("XAA", "XBB")
        chair = secretariat()
        with acting_as(chair):
            actions.take_item(actor=chair, item=row, standing=Standing.OPENED)
        row = fresh(row)
        stored = []
        for act, number, whose in steps:
            try:
                if act is Act.REQUEST:
                    stored.append(ask(chair, row, both[whose]))
                elif act is Act.WITHDRAW:
                    with acting_as(chair):
                        stored.append(actions.withdraw_request(actor=chair, item=row, request=number))
                else:
                    named = {} if act in {Act.OPEN_LIST, Act.CLOSE_LIST} else {"request": number, "place": 1}
                    stored.append(preside(chair, row, act, **named))
            except InputError:
                continue
        assert [one.number for one in stored] == list(range(1, len(stored) + 1))
        assert listed(row) == replay(queries.event_of(one) for one in stored)
        transaction.set_rollback(True)


@committing
def test_two_calls_at_once_collide_and_the_second_is_told():
    row, (ours, theirs) = item(), states("XAA", "XBB")
    chairs = secretariat(), secretariat()
    numbers = [ask(chairs[0], row, one).number for one in (ours, theirs)]
    said = at_once(
        *(
            (chair, lambda chair=chair, number=number: preside(chair, row, Act.BEGIN, request=number))
            for chair, number in zip(chairs, numbers, strict=True)
        )
    )
    assert said[0].number == len(numbers) + 1
    assert isinstance(said[1], InputError)
    assert "has changed" in str(said[1])
    assert states_of(row) == [State.SPEAKING, State.REQUESTED]


@committing
def test_two_delegations_that_ask_at_once_both_come_on_the_list():
    row, (ours, theirs) = item(), states("XAA", "XBB")
    asking = [(actor(Role.DELEGATE, "XAA"), ours), (actor(Role.DELEGATE, "XBB"), theirs)]
    said = at_once(*((who, lambda who=who, one=one: ask(who, row, one)) for who, one in asking))
    assert [one.number for one in said] == [1, 2]
    assert [one.delegation for one in listed(row).waiting] == [str(ours.pk), str(theirs.pk)]


@committing
def test_two_items_opened_at_once_leave_one_open():
    rows, chairs = [item(is_open=False), item(is_open=False)], (secretariat(), secretariat())

    def take(chair, row):
        with acting_as(chair):
            return actions.take_item(actor=chair, item=row, standing=Standing.OPENED)

    said = at_once(
        *((chair, lambda chair=chair, row=row: take(chair, row)) for chair, row in zip(chairs, rows, strict=True))
    )
    assert isinstance(said[1], InputError)
    assert [fresh(row).standing for row in rows] == ["opened", "pending"]
