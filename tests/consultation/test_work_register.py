from datetime import timedelta

import pytest
from tests.consultation.factories_register import make_entry, make_programme, worker

from mashura.access.public import ANONYMOUS, Role, acting_as
from mashura.consultation.actions import register as actions
from mashura.consultation.work import register as work
from mashura.kit.clock import now

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
ADDRESS = "/en/register/made-up/xaa-law-1/"


@pytest.fixture
def entry():
    return make_entry(make_programme())


def waiting(actor):
    with acting_as(actor):
        return [need.address for need in work.register_needs(actor)]


def test_an_entry_waits_for_its_focal_point_and_then_for_the_secretariat(entry):
    head, secretariat = worker(Role.HEAD_OF_DELEGATION), worker(Role.SECRETARIAT)
    assert waiting(head) == [ADDRESS]
    assert waiting(secretariat) == waiting(worker()) == waiting(worker(Role.HEAD_OF_DELEGATION, "XBB")) == []
    actions.release_entry(actor=head, entry=entry)
    assert (waiting(head), waiting(secretariat)) == ([], [ADDRESS])
    actions.publish_entry(actor=secretariat, entry=entry)
    assert waiting(secretariat) == []


def test_places_are_for_those_who_write(entry):
    for actor, count in ((worker(), 1), (worker(Role.SECRETARIAT), 1), (worker(Role.OBSERVER), 0), (ANONYMOUS, 0)):
        with acting_as(actor):
            assert len(list(work.register_places(actor))) == count


def test_changes_are_told_to_those_who_may_see_them(entry):
    before, after = now() - timedelta(minutes=1), now() + timedelta(minutes=1)
    for actor, moment, count in ((worker(), before, 1), (worker(), after, 0), (worker(country="XBB"), before, 0)):
        with acting_as(actor):
            assert len(list(work.register_changes(actor, moment))) == count
