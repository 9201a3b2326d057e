from datetime import timedelta

import pytest
from django.db import IntegrityError
from tests.commitments.factories import DUE, WHY, said, undertaking, write_at_once

from mashura.access.models import AuditEntry
from mashura.access.permissions import Action
from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, acting_as, can, visible
from mashura.commitments.actions import commitments, reports
from mashura.commitments.models import Commitment, CommitmentStep, CommitmentVersion
from mashura.commitments.rules.assessments import Level
from mashura.consultation.models import Programme
from mashura.errors import InputError
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
Kind = Commitment.Kind


def stored(row):
    with acting_as(SYSTEM):
        return Commitment.objects.get(pk=row.pk)


def steps(row):
    with acting_as(SYSTEM):
        return list(CommitmentStep.objects.filter(commitment=row).order_by("pk").values_list("move", flat=True))


def test_a_commitment_goes_from_draft_to_active_by_the_hand_of_its_owner(world):
    row = world.active()
    assert (stored(row).status, stored(row).ref, stored(row).theme) == ("active", "C-1", "S1")
    assert stored(row).confirmed_by_id == world.minister.post_id
    assert sorted(steps(row)) == ["activate", "confirm", "draft", "submit"]
    with acting_as(SYSTEM):
        assert AuditEntry.objects.filter(event="commitments:commitment:confirm").count() == 1


@pytest.mark.parametrize("who", ["head", "secretariat", "association"])
def test_no_third_party_confirms_for_an_institution(world, who):
    row = commitments.submit_commitment(actor=world.minister, commitment=world.draft())
    with pytest.raises(Forbidden, match="Only the owner institution can confirm"):
        commitments.confirm_commitment(actor=getattr(world, who), commitment=row)
    assert stored(row).status == "submitted"


def test_another_country_does_not_even_see_a_draft(world):
    row = world.draft()
    with pytest.raises(NotHere):
        commitments.confirm_commitment(actor=world.neighbour, commitment=row)
    with pytest.raises(Forbidden):
        commitments.confirm_commitment(actor=SYSTEM, commitment=row)
    assert all(can(actor, Action.VIEW, row) for actor in (world.minister, world.head, world.secretariat))
    assert not any(can(actor, Action.VIEW, row) for actor in (world.neighbour, ANONYMOUS))


@pytest.mark.parametrize("changes", [{"status": "active"}, {"status": "active", "confirmed_by": "head"}])
def test_the_database_knows_no_active_commitment_without_its_owner(world, changes):
    row = world.draft()
    if "confirmed_by" in changes:
        changes = changes | {"confirmed_by": world.head.post_id, "confirmed_at": "2031-06-15T12:00:00Z"}
    with pytest.raises(IntegrityError, match="commitment_is_confirmed_by_its_owner"):
        write_at_once(lambda: Commitment.objects.filter(pk=row.pk).update(**changes))


def test_the_secretariat_may_draft_for_an_institution_which_then_decides(world):
    row = world.draft(world.secretariat)
    commitments.submit_commitment(actor=world.secretariat, commitment=row)
    commitments.confirm_commitment(actor=world.minister, commitment=row)
    assert stored(row).status == "confirmed"
    with pytest.raises(Forbidden):
        world.draft(world.head)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"recommendations": []}, "Name the recommendation"),
        ({"undertaking": undertaking(baseline_date=DUE)}, "due after the day"),
        ({"undertaking": undertaking(text=Expressions())}, "Say what is undertaken"),
        ({"kind": Kind.JOINT, "countries": ["XAA"]}, "names the countries"),
    ],
)
def test_a_draft_that_says_too_little_is_refused(world, changes, words):
    with pytest.raises(InputError, match=words):
        world.draft(**changes)


def test_references_are_never_used_again(world):
    first = world.draft()
    commitments.withdraw_commitment(actor=world.minister, commitment=first, reason=WHY)
    assert [world.draft().ref, world.draft().ref] == ["C-2", "C-3"]


def test_a_draft_is_rewritten_and_what_was_submitted_is_not(world):
    row = world.draft()
    commitments.rewrite_commitment(actor=world.minister, commitment=row, undertaking=undertaking("Better (fictional)."))
    commitments.submit_commitment(actor=world.minister, commitment=row)
    with pytest.raises(InputError, match="Only a draft"):
        commitments.rewrite_commitment(actor=world.minister, commitment=row, undertaking=undertaking())
    with acting_as(SYSTEM):
        assert CommitmentVersion.objects.get().text["en"] == "Better (fictional)."


def test_a_revision_makes_the_next_version_and_keeps_the_first(world):
    row = world.public()
    later = undertaking("Open every clinic a year later (fictional).", due_date=DUE + timedelta(366))
    commitments.revise_commitment(actor=world.minister, commitment=row, undertaking=later, reason=WHY)
    with acting_as(world.minister):
        versions = list(visible(world.minister, CommitmentVersion).order_by("number"))
    assert [(one.number, one.due_date.year) for one in versions] == [(1, 2033), (2, 2035)]
    # The new words wait for the country's release, the old ones stay public.
    assert [can(ANONYMOUS, Action.VIEW, one) for one in versions] == [True, False]
    with pytest.raises(IntegrityError, match="never changes"), acting_as(SYSTEM):
        CommitmentVersion.objects.filter(number=1).update(text=said("Other words"))
    with pytest.raises(Forbidden):
        commitments.revise_commitment(actor=world.head, commitment=row, undertaking=later, reason=WHY)


def test_it_is_suspended_resumed_and_withdrawn_with_reasons(world):
    row = world.active()
    with pytest.raises(InputError, match="reason"):
        commitments.suspend_commitment(actor=world.minister, commitment=row, reason=None)
    commitments.suspend_commitment(actor=world.minister, commitment=row, reason=WHY)
    commitments.resume_commitment(actor=world.minister, commitment=row, reason=WHY)
    with pytest.raises(Forbidden):
        commitments.withdraw_commitment(actor=world.secretariat, commitment=row, reason=WHY)
    commitments.withdraw_commitment(actor=world.minister, commitment=row, reason=WHY)
    assert stored(row).status == "withdrawn"


def test_completion_is_claimed_on_an_accepted_report_of_the_owner(world):
    row = world.active()
    with pytest.raises(InputError, match="accepted"):
        commitments.claim_completed(actor=world.minister, commitment=row)
    foreign = reports.file_report(
        actor=world.association, commitment=row, author_class="national-civil-society", text=said()
    )
    reports.submit_report(actor=world.association, report=foreign)
    reports.accept_report(actor=world.secretariat, report=foreign)
    with pytest.raises(InputError, match="accepted"):
        commitments.claim_completed(actor=world.minister, commitment=row)
    report = world.accepted_report(row)
    commitments.claim_completed(actor=world.minister, commitment=row)
    assert (stored(row).status, stored(row).claimed_with_id) == ("completed_claimed", report.pk)


def test_a_claim_is_verified_on_the_judgement_of_another(world):
    row = world.active()
    world.accepted_report(row)
    commitments.claim_completed(actor=world.minister, commitment=row)
    with pytest.raises(InputError, match="another party"):
        commitments.verify_commitment(actor=world.secretariat, commitment=row)
    world.published_judgement(row, level=Level.PARTIAL)
    with pytest.raises(InputError, match="another party"):
        commitments.verify_commitment(actor=world.secretariat, commitment=row)
    full = world.published_judgement(row, world.council, level=Level.FULL)
    with pytest.raises(Forbidden):
        commitments.verify_commitment(actor=world.minister, commitment=row)
    commitments.verify_commitment(actor=world.secretariat, commitment=row)
    assert (stored(row).status, stored(row).verified_by_id) == ("verified", full.pk)


def test_nothing_is_published_before_its_owner_confirmed_and_its_country_released_it(world):
    row = world.draft()
    with pytest.raises(InputError, match="not confirmed"):
        commitments.publish_commitment(actor=world.secretariat, commitment=row)
    row = world.active()
    commitments.publish_commitment(actor=world.secretariat, commitment=row)
    assert not can(ANONYMOUS, Action.VIEW, row)
    commitments.release_commitment(actor=world.head, commitment=row, country="XAA")
    with acting_as(ANONYMOUS):
        assert visible(ANONYMOUS, Commitment).get() == row
        assert visible(ANONYMOUS, CommitmentVersion).get().is_released
        assert visible(ANONYMOUS, CommitmentStep).count() == 4


def test_a_share_is_of_a_country_of_a_joint_commitment(world):
    whole = world.draft(
        world.secretariat, kind=Kind.JOINT, countries=["XCC", "XAA"], recommendations=[], undertaking=undertaking()
    )
    assert (whole.countries, whole.open_to) == (["XAA", "XCC"], ["XAA"])
    share = world.draft(share_of=whole)
    assert share.share_of_id == whole.pk
    with pytest.raises(InputError, match="joint commitment"):
        world.draft(share_of=share)


def test_an_invented_institution_undertakes_nothing_in_a_programme_of_real_states(world):
    with acting_as(SYSTEM):
        Programme.objects.filter(pk=world.programme.pk).update(is_fictional=False)
    with pytest.raises(InputError, match="invented institution"):
        world.draft()
    with acting_as(SYSTEM):
        assert not Commitment.objects.exists()
