from datetime import timedelta

import pytest
from django.db import IntegrityError
from tests.commitments.factories import TODAY, WHY, said

from mashura.access.permissions import Action
from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, acting_as, can, release_material
from mashura.commitments.actions import actions
from mashura.commitments.actions.assessments import contest_assessment, propose_assessment, publish_assessment
from mashura.commitments.models import Assessment
from mashura.commitments.rules.assessments import Level
from mashura.errors import InputError
from mashura.kit.ids import new_id

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_an_owner_does_not_assess_itself_and_the_database_agrees(world):
    row = world.active()
    with pytest.raises(InputError, match="Nobody assesses itself"):
        world.judged(row, world.minister)
    judged = world.judged(row)
    with pytest.raises(IntegrityError, match="never changes"), acting_as(SYSTEM):
        Assessment.objects.filter(pk=judged.pk).update(assessor=world.health)
    judged.pk, judged.assessor_id, judged._state.adding = new_id(), world.health.pk, True
    with pytest.raises(IntegrityError, match="assessor_is_not_the_owner"), acting_as(SYSTEM):
        judged.save(force_insert=True)


def test_a_recommendation_in_a_country_is_not_assessed_by_whom_it_addresses(world):
    subject = (world.recommendation, "XAA")
    with pytest.raises(InputError, match="Nobody assesses itself"):
        world.judged(subject, world.minister)
    found = world.judged(subject, world.council)
    assert (found.commitment_id, found.country, found.countries) == (None, "XAA", ["XAA"])
    with pytest.raises(NotHere):
        world.judged((world.recommendation, "XBB"))


def test_an_assessment_is_its_assessors_until_put_forward_then_contested_then_published(world):
    found = world.judged(world.public())
    assert not any(can(actor, Action.VIEW, found) for actor in (world.minister, world.head, world.council))
    with pytest.raises(Forbidden, match="made the assessment"):
        propose_assessment(actor=world.secretariat, assessment=found)
    propose_assessment(actor=world.association, assessment=found)
    with pytest.raises(Forbidden, match="whose work is assessed"):
        contest_assessment(actor=world.council, assessment=found, reason=WHY)
    contest_assessment(actor=world.minister, assessment=found, reason=WHY)
    assert (found.state, found.contested_reason) == ("contested", WHY)
    with pytest.raises(Forbidden):
        publish_assessment(actor=world.association, assessment=found)
    publish_assessment(actor=world.secretariat, assessment=found)
    assert not can(ANONYMOUS, Action.VIEW, found)
    release_material(actor=world.head, row=found, country="XAA")
    assert can(ANONYMOUS, Action.VIEW, found)


def test_words_never_change_and_a_correction_stands_beside(world):
    row = world.active()
    found = world.judged(row)
    with pytest.raises(IntegrityError, match="never changes"), acting_as(SYSTEM):
        Assessment.objects.filter(pk=found.pk).update(level="full")
    corrected = world.judged(row, level=Level.LIMITED, corrects=found)
    assert corrected.corrects_id == found.pk
    with pytest.raises(InputError, match="same institution"):
        world.judged(row, world.council, corrects=corrected)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"as_of": TODAY + timedelta(1)}, "today or an earlier day"),
        ({"is_assessable": False}, "no information"),
    ],
)
def test_an_assessment_that_cannot_be_is_refused(world, changes, words):
    with pytest.raises(InputError, match=words):
        world.judged(world.active(), **changes)


def test_nothing_unconfirmed_is_assessed_and_nobody_assesses_what_they_do_not_see(world):
    row = world.draft()
    with pytest.raises(InputError, match="Nothing is undertaken yet"):
        world.judged(row)
    with pytest.raises(NotHere):
        world.judged(row, world.neighbour)


def test_the_status_of_actions_says_nothing_about_implementation(world):
    row = world.active()
    action = actions.plan_action(actor=world.minister, commitment=row, text=said())
    for move in ("start", "finish"):
        action = actions.move_action(actor=world.minister, action=action, move=move)
    with acting_as(SYSTEM):
        assert not Assessment.objects.exists()
