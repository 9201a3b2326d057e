"""Material about countries: three hands, an embargo, and what the database never lets be false.

Findings and their evidence stand for all of it: the rules are those of every such table.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from tests.access.factories import make_actor

from mashura.access.actors import ANONYMOUS, SYSTEM, Role
from mashura.access.decisions import Forbidden, NotHere, visible
from mashura.access.models import AuditEntry
from mashura.access.releasing import (
    material_models,
    publish_due_material,
    publish_material,
    release_material,
    withdraw_material,
)
from mashura.access.session import acting_as
from mashura.errors import InputError
from mashura.evidence.models import Finding, FindingEvidence, Source
from mashura.kit import clock
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def finding():
    """About two countries and open to both, with one line of evidence."""
    with acting_as(SYSTEM):
        made = Finding.objects.create(
            programme="own",
            ref="F-1",
            kind="descriptive",
            theme="S1",
            statement=Expressions.of("en", "A statement (fictional)."),
            countries=["XAA", "XBB"],
            open_to=["XAA", "XBB"],
        )
        part = FindingEvidence(finding=made, stance="supports", why={"en": "It says so."}, figure="deaths-at-sea")
        part.take_scope_of(made)
        part.save()
    return made


@pytest.fixture
def secretariat():
    return make_actor(Role.SECRETARIAT, countries=[])


def head(*countries):
    return make_actor(Role.HEAD_OF_DELEGATION, countries=list(countries))


def seen_by(actor):
    with acting_as(actor):
        return visible(actor, Finding).count(), visible(actor, FindingEvidence).count()


def test_three_hands_make_it_public(finding, secretariat):
    release_material(actor=head("XAA"), row=finding, country="XAA")
    assert finding.waits_for == ["XBB"]
    publish_material(actor=secretariat, row=finding)
    assert not finding.is_released
    assert seen_by(ANONYMOUS) == (0, 0)
    release_material(actor=head("XBB"), row=finding, country="XBB")
    assert finding.is_released
    assert seen_by(ANONYMOUS) == (1, 1), "parts follow"
    withdraw_material(actor=secretariat, row=finding)
    assert seen_by(ANONYMOUS) == (0, 0)
    assert finding.released_by == ["XAA", "XBB"], "what countries released stands"


def test_what_is_about_no_country_needs_the_secretariat_alone(finding, secretariat):
    with acting_as(SYSTEM):
        Finding.objects.update(countries=[])
    publish_material(actor=secretariat, row=finding)
    assert finding.is_released


def test_an_embargo_ends_by_a_task(finding, secretariat):
    for country in ("XAA", "XBB"):
        release_material(actor=head(country), row=finding, country=country)
    tomorrow = clock.now() + timedelta(days=1)
    publish_material(actor=secretariat, row=finding, public_from=tomorrow)
    assert finding.is_under_embargo
    assert publish_due_material() == 0
    with clock.stopped_at(tomorrow):
        assert publish_due_material() == 1
        assert publish_due_material() == 0
    assert seen_by(ANONYMOUS) == (1, 1)


def test_a_task_waits_for_every_country(finding, secretariat):
    publish_material(actor=secretariat, row=finding)
    assert publish_due_material() == 0
    assert seen_by(ANONYMOUS) == (0, 0)


def test_a_country_sees_what_is_open_to_it(finding):
    assert seen_by(make_actor(Role.DELEGATE, countries=["XAA"])) == (1, 1)
    assert seen_by(make_actor(Role.DELEGATE, countries=["XCC"])) == (0, 0)
    assert seen_by(make_actor(Role.DELEGATE, countries=["XAA"], programmes=["another"])) == (0, 0)
    assert seen_by(make_actor(Role.RESEARCHER, countries=[])) == (1, 1)
    assert seen_by(make_actor(Role.SERVICE_PROVIDER, countries=["XAA"])) == (0, 0)


def test_parts_follow_what_their_material_is_opened_to(finding):
    with acting_as(SYSTEM):
        Finding.objects.update(open_to=["XCC"])
    assert seen_by(make_actor(Role.OBSERVER, countries=["XCC"])) == (1, 1)
    assert seen_by(make_actor(Role.OBSERVER, countries=["XAA"])) == (0, 0)


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.RESEARCHER, Role.DELEGATE, Role.COUNTRY_MISSION])
def test_only_the_focal_point_releases(finding, role):
    with pytest.raises(Forbidden):
        release_material(actor=make_actor(role, countries=["XAA"]), row=finding, country="XAA")


def test_nobody_releases_for_another_country(finding):
    with pytest.raises(InputError, match="XBB"):
        release_material(actor=head("XAA"), row=finding, country="XBB")
    with pytest.raises(InputError, match="XCC"):
        release_material(actor=head("XAA", "XCC"), row=finding, country="XCC")
    with pytest.raises(NotHere):
        release_material(actor=head("XCC"), row=finding, country="XCC")
    assert finding.released_by == []


@pytest.mark.parametrize("role", [Role.HEAD_OF_DELEGATION, Role.RESEARCHER, Role.TRANSLATOR])
def test_only_the_secretariat_publishes_and_withdraws(finding, role):
    actor = make_actor(role, countries=["XAA"])
    for act in (publish_material, withdraw_material):
        with pytest.raises(Forbidden):
            act(actor=actor, row=finding)
        with pytest.raises(NotHere):
            act(actor=make_actor(Role.DELEGATE, countries=["XCC"]), row=finding)


def test_the_database_refuses_what_a_country_has_not_released(finding):
    with pytest.raises(IntegrityError, match="is_public_when_all_released"), acting_as(SYSTEM):
        Finding.objects.update(is_released=True, public_from=clock.now(), released_by=["XAA"])
    with pytest.raises(IntegrityError, match="is_public_when_all_released"), acting_as(SYSTEM):
        Finding.objects.update(is_released=True, released_by=["XAA", "XBB"])


def test_the_database_holds_a_part_to_its_material(finding):
    def set_apart():
        with acting_as(SYSTEM), connection.cursor() as cursor:
            FindingEvidence.objects.update(is_released=True)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="evidence_findingevidence_scope"):
        set_apart()


def test_a_second_release_changes_nothing(finding):
    for _time in range(2):
        release_material(actor=head("XAA"), row=finding, country="XAA")
    assert finding.released_by == ["XAA"]


def test_every_step_is_in_the_audit(finding, secretariat):
    release_material(actor=head("XAA"), row=finding, country="XAA")
    publish_material(actor=secretariat, row=finding)
    withdraw_material(actor=secretariat, row=finding)
    with acting_as(SYSTEM):
        events = visible(SYSTEM, AuditEntry).filter(object_id=str(finding.pk)).values_list("event", flat=True)
        assert [event.split(":")[2] for event in events.order_by("recorded_at")] == ["release", "publish", "withdraw"]


def test_every_such_table_is_found():
    assert {Finding, Source} <= set(material_models())
