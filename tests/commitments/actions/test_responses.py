from datetime import timedelta

import pytest
from django.db import IntegrityError
from tests.access.factories import make_actor, make_organisation
from tests.commitments.factories import TODAY, World, said, write_at_once

from mashura.access.models import AuditEntry
from mashura.access.permissions import Action
from mashura.access.public import (
    ANONYMOUS,
    SYSTEM,
    Forbidden,
    NotHere,
    Role,
    acting_as,
    can,
    publish_material,
    release_material,
    visible,
)
from mashura.commitments.actions.responses import record_no_response, request_responses, respond
from mashura.commitments.models import Response, ResponseRequest
from mashura.commitments.rules.positions import Position
from mashura.errors import InputError
from mashura.kit.clock import stopped_at

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
P = Position


def test_an_addressee_answers_for_itself_and_its_answer_names_the_text(world):
    answer = world.answer(P.ACCEPTED_IN_PART, reason=said("The first part only (fictional)."))
    assert (answer.number, answer.position, answer.decided_on) == (1, "accepted_in_part", TODAY)
    assert answer.signed_by_id == world.minister.post_id
    assert answer.text_answered.number == 1
    assert answer.open_to == ["XAA"]
    with acting_as(SYSTEM):
        assert AuditEntry.objects.filter(event="commitments:response:give", object_id=str(answer.pk)).count() == 1


@pytest.mark.parametrize("who", ["head", "neighbour", "secretariat", "association"])
def test_third_parties_are_refused_whoever_they_are(world, who):
    with pytest.raises(Forbidden, match="Only the institution to which"):
        respond(actor=getattr(world, who), addressee=world.addressee(), position=P.ACCEPTED)
    with acting_as(SYSTEM):
        assert not Response.objects.exists()


def test_not_even_the_system_answers(world):
    with pytest.raises(Forbidden):
        respond(actor=SYSTEM, addressee=world.addressee(), position=P.ACCEPTED)


def test_what_is_not_seen_is_not_there_to_be_answered(db, noon):
    world = World(is_released=False)
    outsider = make_actor(Role.DELEGATE, organisation=make_organisation(country="XBB"), countries=["XBB"])
    with pytest.raises(NotHere):
        respond(actor=outsider, addressee=world.addressee(), position=P.ACCEPTED)


def test_the_database_refuses_a_signature_of_another_institution(world):
    answer = world.answer()
    row = Response(
        **{name: getattr(answer, name) for name in ("programme_id", "addressee", "names", "country", "decided_on")},
        organisation_id=answer.organisation_id,
        position="accepted",
        number=2,
        signed_by_id=world.head.post_id,
        open_to=["XAA"],
    )
    with pytest.raises(IntegrityError, match="response_is_signed_by_its_addressee"):
        write_at_once(lambda: row.save(force_insert=True))


def test_a_later_answer_becomes_the_current_one_and_the_earlier_stays(world):
    world.answer(P.UNDER_CONSIDERATION, answer_by=TODAY + timedelta(60))
    world.answer(P.ACCEPTED)
    rows = visible(world.minister, Response).order_by("number")
    with acting_as(world.minister):
        assert [(row.number, row.position) for row in rows] == [(1, "under_consideration"), (2, "accepted")]


@pytest.mark.parametrize("change", [{"position": "noted"}, {"reason": said("Other words")}, {"number": 9}])
def test_an_answer_never_changes(world, change):
    answer = world.answer(reason=said())
    with pytest.raises(IntegrityError, match="never changes"), acting_as(SYSTEM):
        Response.objects.filter(pk=answer.pk).update(**change)
    with pytest.raises(IntegrityError, match="never changes"), acting_as(SYSTEM):
        Response.objects.filter(pk=answer.pk).delete()


def test_a_translation_of_an_answer_may_come_later(world):
    answer = world.answer(reason=said())
    with acting_as(SYSTEM):
        Response.objects.filter(pk=answer.pk).update(reason=answer.reason.with_translation("fr", "Mieux dit."))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"position": P.NOT_ACCURATE}, "gets wrong"),
        ({"position": P.NO_RESPONSE}, "Only whoever waited"),
        ({"position": P.ACCEPTED, "decided_on": TODAY + timedelta(1)}, "today or earlier"),
    ],
)
def test_an_answer_that_lacks_something_is_refused(world, given, words):
    with pytest.raises(InputError, match=words):
        world.answer(**given)


@pytest.mark.parametrize("state", ["draft", "proposed", "consolidated"])
def test_a_text_that_is_not_settled_cannot_be_answered(world, state):
    world.recommendation = world.recommend("R-9", {"XAA": world.health}, state=state)
    with pytest.raises(InputError, match="not settled"):
        world.answer()


def test_an_answer_is_invisible_to_other_countries_until_released_and_published(world):
    answer = world.answer()
    readers = (world.neighbour, ANONYMOUS)
    assert not any(can(reader, Action.VIEW, answer) for reader in readers)
    assert all(can(reader, Action.VIEW, answer) for reader in (world.head, world.secretariat, world.association))
    publish_material(actor=world.secretariat, row=answer)
    assert not answer.is_released
    with pytest.raises(NotHere):
        release_material(actor=world.neighbour, row=answer, country="XAA")
    release_material(actor=world.head, row=answer, country="XAA")
    assert answer.is_released
    assert all(can(reader, Action.VIEW, answer) for reader in readers)


def test_addressees_are_asked_by_a_day_and_again_by_another(world):
    for days in (30, 45):
        request_responses(actor=world.secretariat, addressees=[world.addressee()], due=TODAY + timedelta(days))
    with acting_as(SYSTEM):
        assert ResponseRequest.objects.get().due == TODAY + timedelta(45)
    with pytest.raises(InputError, match="lies ahead"):
        request_responses(actor=world.secretariat, addressees=[world.addressee()], due=TODAY)
    with pytest.raises(Forbidden):
        request_responses(actor=world.minister, addressees=[world.addressee("XCC")], due=TODAY + timedelta(9))


def test_no_response_is_stated_only_after_the_day_and_does_not_close_the_door(world, noon):
    asked = world.addressee()
    request_responses(actor=world.secretariat, addressees=[asked], due=TODAY + timedelta(30))
    with pytest.raises(InputError, match="only after the day"):
        record_no_response(actor=world.secretariat, addressee=asked)
    with stopped_at(noon + timedelta(31)):
        with pytest.raises(Forbidden):
            record_no_response(actor=world.head, addressee=asked)
        missed = record_no_response(actor=world.secretariat, addressee=asked)
        assert (missed.position, missed.signed_by_id) == ("no_response", None)
        assert world.answer().number == 2
