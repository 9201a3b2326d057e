from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from tests.commitments.factories import NOON, WHY, said

from mashura.access.permissions import Action
from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, acting_as, can, release_material
from mashura.commitments.actions import reports
from mashura.commitments.models import ProgressReport, ReportingDuty
from mashura.errors import InputError
from mashura.kit.clock import stopped_at

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
STARTS = date(2031, 1, 1)


def file(world, row, actor=None, **changes):
    values = {"author_class": "ministry", "text": said()}
    return reports.file_report(actor=actor or world.minister, commitment=row, **values | changes)


def schedule(world, row, **changes):
    values = {"starts": STARTS, "every_months": 6}
    return reports.schedule_reports(actor=world.secretariat, commitment=row, **values | changes)


def test_a_report_is_handed_in_returned_handed_in_again_and_accepted(world):
    report = file(world, world.active())
    reports.submit_report(actor=world.minister, report=report)
    with pytest.raises(InputError, match="reason"):
        reports.return_report(actor=world.secretariat, report=report, reason=None)
    reports.return_report(actor=world.secretariat, report=report, reason=WHY)
    reports.rewrite_report(actor=world.minister, report=report, text=said("With numbers (fictional)."))
    reports.submit_report(actor=world.minister, report=report)
    with pytest.raises(InputError, match="only after it came back"):
        reports.rewrite_report(actor=world.minister, report=report, text=said())
    reports.accept_report(actor=world.secretariat, report=report)
    with acting_as(SYSTEM):
        assert ProgressReport.objects.get().reviewed_by_id == world.secretariat.post_id


@pytest.mark.parametrize("who", ["minister", "head", "association"])
def test_only_the_secretariat_reviews(world, who):
    report = reports.submit_report(actor=world.minister, report=file(world, world.active()))
    with pytest.raises(Forbidden):
        reports.accept_report(actor=getattr(world, who), report=report)


def test_nobody_reviews_its_own_report(world):
    report = file(world, world.active(), world.secretariat, author_class="international-organisation")
    reports.submit_report(actor=world.secretariat, report=report)
    with pytest.raises(Forbidden, match="its own work"):
        reports.accept_report(actor=world.secretariat, report=report)


def test_a_draft_of_civil_society_is_its_own_until_it_is_handed_in(world):
    report = file(world, world.active(), world.association, author_class="national-civil-society")
    assert not any(can(actor, Action.VIEW, report) for actor in (world.minister, world.head, world.council))
    reports.submit_report(actor=world.association, report=report)
    assert all(can(actor, Action.VIEW, report) for actor in (world.minister, world.head))
    with pytest.raises(Forbidden, match="wrote the report"):
        reports.rewrite_report(actor=world.minister, report=report, text=said())


def test_another_country_cannot_report_on_what_it_does_not_see(world):
    with pytest.raises(NotHere):
        file(world, world.active(), world.neighbour)


def test_a_report_is_public_once_published_and_released(world):
    report = world.accepted_report(world.public())
    with pytest.raises(Forbidden):
        reports.publish_report(actor=world.minister, report=report)
    reports.publish_report(actor=world.secretariat, report=report)
    assert not can(ANONYMOUS, Action.VIEW, report)
    release_material(actor=world.head, row=report, country="XAA")
    assert can(ANONYMOUS, Action.VIEW, report)


def test_a_private_report_is_never_published(world):
    report = file(world, world.active(), is_private=True)
    reports.submit_report(actor=world.minister, report=report)
    reports.accept_report(actor=world.secretariat, report=report)
    with pytest.raises(InputError, match="never published"):
        reports.publish_report(actor=world.secretariat, report=report)
    with pytest.raises(IntegrityError, match="report_is_public_when"), acting_as(SYSTEM):
        ProgressReport.objects.update(state="published", public_from=NOON)


def test_a_schedule_makes_duties_and_a_report_meets_one(world):
    row = world.active()
    duties = schedule(world, row)
    assert [duty.due for duty in duties] == sorted(duty.due for duty in duties)
    assert (duties[0].opens, duties[0].due) == (date(2031, 7, 1), date(2031, 7, 30))
    with pytest.raises(InputError, match="period is over"):
        file(world, row, duty=duties[0])
    with stopped_at(NOON + timedelta(20)):
        report = file(world, row, duty=duties[0])
        reports.submit_report(actor=world.minister, report=report)
        reports.accept_report(actor=world.secretariat, report=report)
    with acting_as(SYSTEM):
        assert ReportingDuty.objects.get(pk=duties[0].pk).state == "accepted"


def test_only_the_owner_meets_its_duty(world):
    row = world.active()
    duty = schedule(world, row)[0]
    with stopped_at(NOON + timedelta(20)), pytest.raises(Forbidden, match="Only the owner"):
        file(world, row, world.association, duty=duty)


def test_moving_a_schedule_makes_only_future_unreported_duties_anew(world):
    row = world.active()
    first = schedule(world, row)
    with stopped_at(NOON + timedelta(80)):
        moved = schedule(world, row, every_months=12)
    assert moved[0].pk == first[0].pk
    assert not {duty.pk for duty in first[1:]} & {duty.pk for duty in moved}
    assert row.report_months == 12
    with pytest.raises(Forbidden):
        reports.schedule_reports(actor=world.minister, commitment=row, starts=STARTS, every_months=3)


def test_a_duty_is_waived_with_a_reason(world):
    duty = schedule(world, world.active())[0]
    with pytest.raises(Forbidden):
        reports.waive_duty(actor=world.minister, duty=duty, reason=said("A reason (fictional)."))
    reports.waive_duty(actor=world.secretariat, duty=duty, reason=said("A reason (fictional)."))
    assert duty.waived_by_id == world.secretariat.post_id


def test_duties_are_never_public(world):
    row = world.public()
    with acting_as(SYSTEM):
        duty = ReportingDuty.objects.get(pk=schedule(world, row)[0].pk)
    assert duty.is_released
    assert not can(ANONYMOUS, Action.VIEW, duty)
    assert not can(world.neighbour, Action.VIEW, duty)
