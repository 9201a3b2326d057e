import uuid

import pytest
from tests.access.material import step_of
from tests.commitments.factories import said, sign_in_as

from mashura.access.public import SYSTEM, acting_as
from mashura.commitments.actions import actions, commitments, reports
from mashura.commitments.models import (
    Assessment,
    Commitment,
    CommitmentAction,
    CommitmentVersion,
    Indicator,
    Observation,
    ProgressReport,
    ReportFile,
    ReportingDuty,
)
from mashura.commitments.rules import states
from mashura.commitments.rules.assessments import Level
from mashura.commitments.views.doing import ACTS

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
KIND = {
    Commitment: "commitment",
    CommitmentAction: "action",
    ProgressReport: "report",
    ReportFile: "file",
    Assessment: "assessment",
    ReportingDuty: "duty",
    Indicator: "indicator",
}
TEXTS = {"original": "en", "text_en": "New words (fictional).", "text_fr": "Des mots (fictifs).", "text_ar": ""}
DAYS = {"due_date": "2034-12-31", "baseline_date": "2031-01-01", "resources_en": ""}


def address(row, verb, language="en"):
    return f"/{language}/commitments/act/{KIND[type(row)]}/{row.pk}/{verb}/"


def do(client, actor, row, verb, data=None, *, status=302):
    sign_in_as(client, actor)
    if status == 302:
        assert client.get(address(row, verb)).status_code == 200
    response = client.post(address(row, verb), data or {})
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def step(client, actor, row, verb, page=""):
    """Press a button of the release controls, which the page of the commitment (or `page`) shows."""
    sign_in_as(client, actor)
    with acting_as(SYSTEM):
        ref = row.ref if isinstance(row, Commitment) else "" if page else row.commitment.ref
    assert step_of(row, verb) in client.get(page or f"/en/commitments/own/{ref}/").content.decode()
    given = {"country": "XAA"} if verb == "release" else {}
    assert client.post(step_of(row, verb), given).status_code == 302


def stored(row):
    with acting_as(SYSTEM):
        return type(row).objects.get(pk=row.pk)


def test_a_commitment_is_taken_through_its_life_in_the_browser(client, world):
    row = world.draft()
    do(client, world.minister, row, "rewrite", TEXTS | DAYS)
    do(client, world.minister, row, "submit")
    do(client, world.minister, row, "confirm")
    do(client, world.secretariat, row, "activate")
    do(client, world.minister, row, "revise", TEXTS | DAYS | {"reason": "More time (fictional)."})
    do(client, world.minister, row, "suspend", {"reason": "An election (fictional)."})
    do(client, world.minister, row, "resume", {"reason": "It is over (fictional)."})
    step(client, world.head, row, "release")
    step(client, world.secretariat, row, "publish")
    assert (stored(row).status, stored(row).is_released) == ("active", True)
    with acting_as(SYSTEM):
        first, second = CommitmentVersion.objects.order_by("number")
    assert (first.text["en"], second.reason["en"]) == ("New words (fictional).", "More time (fictional).")


@pytest.mark.parametrize("who", ["head", "secretariat", "association"])
def test_whoever_else_wants_to_confirm_reads_why_not(client, world, who):
    row = commitments.submit_commitment(actor=world.minister, commitment=world.draft())
    sign_in_as(client, getattr(world, who))
    for response in (client.get(address(row, "confirm")), client.post(address(row, "confirm"))):
        assert response.status_code == 403
        assert "Only the owner institution can confirm." in response.content.decode()
    assert stored(row).status == "submitted"
    shown = client.get(f"/en/commitments/own/{row.ref}/").content.decode()
    assert address(row, "confirm") not in shown


def test_outsiders_find_nothing_to_act_on(client, world):
    row = world.draft()
    assert client.get(address(row, "submit")).status_code == 404
    sign_in_as(client, world.neighbour)
    assert client.get(address(row, "submit")).status_code == 404
    assert client.post(address(row, "submit")).status_code == 404
    assert client.get(f"/en/commitments/act/commitment/{uuid.uuid4()}/submit/").status_code == 404
    assert client.get(address(row, "explode")).status_code == 404


def test_what_cannot_be_done_now_says_so(client, world):
    row = world.draft()
    assert "as things stand" in do(client, world.minister, row, "claim", status=400)


def test_a_form_without_its_original_or_reason_is_refused_beside_the_field(client, world):
    row = world.active()
    assert 'href="#id_reason"' in do(client, world.minister, row, "suspend", status=400)
    refused = do(client, world.minister, row, "revise", TEXTS | DAYS | {"reason": "x", "text_en": ""}, status=400)
    assert 'href="#id_text_en"' in refused
    late = TEXTS | DAYS | {"reason": "x", "baseline_date": "2035-01-01"}
    assert "due after the day" in do(client, world.minister, row, "revise", late, status=400)


def test_actions_are_planned_and_moved(client, world):
    row = world.active()
    do(client, world.minister, row, "plan", TEXTS | {"weight": "1", "due": "2031-12-31"})
    with acting_as(SYSTEM):
        action = CommitmentAction.objects.get()
    do(client, world.minister, action, "start")
    do(client, world.minister, action, "finish", {"on": "2031-06-14"})
    assert (stored(action).status, str(stored(action).done_on)) == ("done", "2031-06-14")
    do(client, world.head, action, "start", status=403)


def test_an_indicator_is_declared_and_measured_by_hand(client, world):
    row = world.active()
    given = {
        "name_en": "Clinics (fictional)",
        "kind": "outcome",
        "direction": "up",
        "figure": "",
        "manual_source": "A register (fictional)",
        "baseline_value": "40",
        "baseline_on": "2030-12-31",
        "target_value": "80",
        "target_on": "2033-12-31",
    }
    do(client, world.minister, row, "declare", given)
    with acting_as(SYSTEM):
        indicator = Indicator.objects.get()
    do(client, world.minister, indicator, "enter", {"on": "2031-06-01", "value": "60", "source": "Register"})
    assert "not a number" in do(
        client, world.minister, indicator, "enter", {"on": "2031-06-01", "value": "x", "source": "y"}, status=400
    )
    with acting_as(SYSTEM):
        assert Observation.objects.get().value == 60
    shown = client.get(f"/en/commitments/own/{row.ref}/").content.decode()
    assert "Gone of the way from baseline to target: 50%" in shown


def test_a_report_is_written_handed_in_returned_and_accepted(client, world):
    row = world.active()
    do(client, world.minister, row, "report", TEXTS)
    with acting_as(SYSTEM):
        report = ProgressReport.objects.get()
    do(client, world.minister, report, "submit")
    do(client, world.secretariat, report, "return", {"reason": "Numbers are missing (fictional)."})
    do(client, world.minister, report, "rewrite", TEXTS)
    do(client, world.minister, report, "submit")
    do(client, world.minister, report, "accept", status=403)
    do(client, world.secretariat, report, "accept")
    step(client, world.secretariat, report, "publish")
    step(client, world.head, report, "release")
    assert stored(report).is_released


def test_a_schedule_is_set_and_a_duty_waived(client, world):
    row = world.active()
    do(client, world.secretariat, row, "schedule", {"starts": "2031-01-01", "every_months": "6"})
    with acting_as(SYSTEM):
        duty = ReportingDuty.objects.order_by("due").first()
    do(client, world.secretariat, duty, "waive", {"original": "en", "reason_en": "Not needed (fictional)."})
    assert stored(duty).state == "waived"
    do(client, world.minister, row, "schedule", status=403)


def test_an_assessment_is_made_put_forward_contested_published_and_corrected(client, world):
    row = world.active()
    given = {
        "original": "en",
        "reasons_en": "Half of the clinics (fictional).",
        "level": "partial",
        "confidence": "medium",
        "as_of": "2031-06-01",
        "evidence": "https://example.org/a\nhttps://example.org/b",
    }
    assert "one address a line" in do(
        client, world.association, row, "assess", given | {"evidence": "javascript:alert(1)"}, status=400
    )
    do(client, world.association, row, "assess", given)
    with acting_as(SYSTEM):
        judged = Assessment.objects.get()
    assert judged.evidence == ["https://example.org/a", "https://example.org/b"]
    do(client, world.association, judged, "propose")
    do(client, world.minister, judged, "contest", {"reason": "We disagree (fictional)."})
    step(client, world.secretariat, judged, "publish")
    assert stored(judged).state == "published"
    do(client, world.association, judged, "correct", given | {"level": "limited"})
    with acting_as(SYSTEM):
        assert Assessment.objects.get(corrects=judged).level == "limited"
    do(client, world.minister, row, "assess", status=403)


def test_completion_is_claimed_and_verified(client, world):
    row = world.active()
    world.accepted_report(row)
    do(client, world.minister, row, "claim")
    assert "another party" in do(client, world.secretariat, row, "verify", status=400)
    world.published_judgement(row, level=Level.FULL)
    do(client, world.secretariat, row, "verify")
    assert stored(row).status == "verified"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_form_opens_in_the_other_languages(client, world, language):
    row = world.active()
    action = actions.plan_action(actor=world.minister, commitment=row, text=said())
    report = reports.file_report(actor=world.minister, commitment=row, author_class="ministry", text=said())
    sign_in_as(client, world.minister)
    for found, verb in (
        *((row, verb) for verb in ("revise", "suspend", "withdraw", "plan", "declare", "report", "claim")),
        (action, "start"),
        (action, "block"),
        (report, "submit"),
        (report, "rewrite"),
    ):
        assert client.get(address(found, verb, language)).status_code == 200


def test_every_verb_of_every_machine_has_its_form():
    for kind, machine in (
        ("commitment", states.COMMITMENT),
        ("action", states.ACTION),
        ("report", states.REPORT),
        ("assessment", states.ASSESSMENT),
    ):
        # Publishing has the controls that all material has.
        assert {(kind, move) for move in machine if move != "publish"} <= set(ACTS)


@pytest.mark.parametrize("verb", ["release", "publish"])
def test_a_draft_is_neither_released_nor_published_whatever_address_is_called(client, world, verb):
    draft = world.draft()
    with acting_as(SYSTEM):
        version = CommitmentVersion.objects.get(commitment=draft)
    sign_in_as(client, world.head if verb == "release" else world.secretariat)
    for row in (draft, version):
        client.post(step_of(row, verb), {"country": "XAA"})
        assert (stored(row).released_by, stored(row).public_from) == ([], None)


def test_what_was_withdrawn_is_published_again_with_its_words(client, world):
    row = world.public()
    sign_in_as(client, world.secretariat)
    assert client.post(step_of(row, "withdraw")).status_code == 302
    with acting_as(SYSTEM):
        assert not CommitmentVersion.objects.filter(commitment=row, is_released=True).exists()
    client.post(step_of(row, "publish"))
    with acting_as(SYSTEM):
        assert CommitmentVersion.objects.filter(commitment=row, is_released=True).exists()
