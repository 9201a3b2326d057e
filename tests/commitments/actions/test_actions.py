from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.commitments.factories import TODAY, WHY, said

from mashura.access.public import Forbidden, NotHere
from mashura.commitments.actions.actions import move_action, plan_action
from mashura.errors import InputError
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_the_owner_plans_starts_and_finishes_an_action(world):
    row = world.active()
    action = plan_action(actor=world.minister, commitment=row, text=said(), due=date(2031, 12, 31))
    assert (action.number, action.lead_id, action.status) == (1, world.health.pk, "planned")
    move_action(actor=world.minister, action=action, move="start")
    done = move_action(actor=world.minister, action=action, move="finish", on=TODAY - timedelta(3))
    assert (done.status, done.done_on) == ("done", TODAY - timedelta(3))
    assert plan_action(actor=world.minister, commitment=row, text=said()).number == 2


@pytest.mark.parametrize("who", ["secretariat", "head", "association"])
def test_no_other_reports_for_the_owner(world, who):
    row = world.active()
    action = plan_action(actor=world.minister, commitment=row, text=said())
    with pytest.raises(Forbidden, match="Only the owner"):
        move_action(actor=getattr(world, who), action=action, move="start")
    with pytest.raises(Forbidden, match="Only the owner"):
        plan_action(actor=getattr(world, who), commitment=row, text=said())


def test_another_country_sees_nothing(world):
    row = world.active()
    action = plan_action(actor=world.minister, commitment=row, text=said())
    with pytest.raises(NotHere):
        move_action(actor=world.neighbour, action=action, move="start")


def test_what_stops_says_why_and_what_was_done_was_not_done_tomorrow(world):
    action = plan_action(actor=world.minister, commitment=world.active(), text=said())
    with pytest.raises(InputError, match="reason"):
        move_action(actor=world.minister, action=action, move="block")
    assert move_action(actor=world.minister, action=action, move="block", reason=WHY).reason == WHY
    move_action(actor=world.minister, action=action, move="start")
    with pytest.raises(InputError, match="today or earlier"):
        move_action(actor=world.minister, action=action, move="finish", on=TODAY + timedelta(1))


@pytest.mark.parametrize(
    "changes", [{"starts": TODAY, "due": TODAY - timedelta(1)}, {"weight": Decimal(-1)}, {"text": Expressions()}]
)
def test_an_action_without_sense_is_refused(world, changes):
    with pytest.raises(InputError):
        plan_action(**{"actor": world.minister, "commitment": world.active(), "text": said()} | changes)
