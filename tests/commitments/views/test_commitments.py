import csv
import io
from datetime import timedelta

import pytest
from tests.access.factories import make_actor, make_organisation
from tests.commitments.factories import TODAY, World, said, sign_in_as, undertaking

from mashura.access.public import Role, publish_material, release_material
from mashura.commitments.actions import actions, commitments, reports
from mashura.commitments.actions.assessments import contest_assessment, propose_assessment, publish_assessment
from mashura.commitments.models import Commitment
from mashura.commitments.rules.assessments import Level
from mashura.kit.localised import Localised

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LIST = "/en/commitments/"


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def address(row, language="en"):
    return f"/{language}/commitments/{row.programme_id}/{row.ref}/"


def test_without_commitments_the_list_says_what_comes_next(client, world):
    assert "No commitment has been published yet" in page(client, LIST)
    assert "fits all of it" in page(client, f"{LIST}?status=active")


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_public_reads_what_was_released_in_each_language(client, world, language):
    row = world.public()
    listed = page(client, f"/{language}/commitments/")
    assert address(row, language) in listed
    shown = page(client, address(row, language))
    assert {"en": "Open every clinic", "ar": "كلمات", "fr": "Des mots"}[language] in shown
    assert f"/{language}/recommendations/own/R-1/" in shown


def test_what_is_not_released_looks_as_if_it_were_not_there(client, world):
    row = world.active()
    assert row.ref not in page(client, LIST)
    page(client, address(row), 404)
    sign_in_as(client, world.neighbour)
    assert address(row) not in page(client, LIST)
    page(client, address(row), 404)


@pytest.mark.parametrize("who", ["minister", "head", "secretariat"])
def test_owner_country_and_secretariat_see_a_draft_that_says_so(client, world, who):
    row = world.draft()
    sign_in_as(client, getattr(world, who))
    assert "Not public" in page(client, address(row))


def test_an_unreleased_commitment_counts_nowhere_for_others(client, world):
    world.public()
    world.active()
    assert "1 commitment." in page(client, LIST)
    assert client.get("/en/commitments/commitments.json").json()["count"] == 1
    sign_in_as(client, world.minister)
    assert "2 commitments." in page(client, LIST)


def test_filters_are_links_that_add_up_and_narrow(client, world):
    world.public()
    second = world.draft(undertaking=undertaking("Another (fictional)."), theme="S2")
    commitments.submit_commitment(actor=world.minister, commitment=second)
    commitments.confirm_commitment(actor=world.minister, commitment=second)
    world.public(second)
    listed = page(client, LIST)
    assert f'href="{LIST}?theme=S2"' in listed
    assert f'href="{LIST}?status=confirmed"' in listed
    narrowed = page(client, f"{LIST}?theme=S2")
    assert second.ref in narrowed
    assert "C-1" not in narrowed
    assert page(client, f"{LIST}?owner=government").count('class="result"') == 2
    assert page(client, f"{LIST}?owner=civil-society").count('class="result"') == 0


def test_bad_filters_find_nothing_and_break_nothing(client, world):
    world.public()
    for query in ("country=%00", "theme=" + "x" * 500, "programme=no-such", "owner=%F0%9F%98%80"):
        assert client.get(f"{LIST}?{query}").status_code == 200


def test_downloads_are_in_codes_and_every_language(client, world):
    row = world.public()
    answer = client.get("/en/commitments/commitments.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(one["ref"], one["country"], one["status"], one["recommendations"]) for one in rows] == [
        (row.ref, "XAA", "active", "R-1")
    ]
    assert rows[0]["text_en"] == "Open every clinic (fictional)."
    assert rows[0]["owner_class"] == "ministry"
    found = client.get("/en/commitments/commitments.json?country=XAA").json()
    assert (found["unit"], found["commitments"][0]["text"]["ar"]) == ("commitment", "كلمات (خيالية).")


def test_a_formula_in_a_text_stays_text_in_a_spreadsheet(client, world):
    row = world.draft(undertaking=undertaking("=1+1"))
    commitments.submit_commitment(actor=world.minister, commitment=row)
    commitments.confirm_commitment(actor=world.minister, commitment=row)
    world.public(row)
    rows = list(csv.DictReader(io.StringIO(client.get("/en/commitments/commitments.csv").content.decode("utf-8-sig"))))
    assert rows[0]["text_en"] == "'=1+1"


def test_assessments_of_several_parties_stand_side_by_side_and_none_is_averaged(client, world):
    row = world.public()
    for days, who, level in ((9, world.association, Level.LIMITED), (1, world.council, Level.SUBSTANTIAL)):
        judged = world.judged(row, who, level=level, as_of=TODAY - timedelta(days))
        propose_assessment(actor=who, assessment=judged)
        contest_assessment(actor=world.minister, assessment=judged, reason=Localised(en="We disagree (fictional)."))
        publish_assessment(actor=world.secretariat, assessment=judged)
        release_material(actor=world.head, row=judged, country="XAA")
    shown = page(client, address(row))
    assert shown.count("assessment__level") == 2
    levels = shown.split('class="assessment__level"')[1:]
    assert [one.split("<")[0].strip(">") for one in levels] == ["Limited", "Substantial"]
    assert "no average" in shown
    assert "We disagree" in shown


def test_an_assessment_or_report_that_waits_for_release_is_not_shown(client, world):
    row = world.public()
    world.published_judgement(row, reasons=said("Not yet to be read (fictional)."))
    report = world.accepted_report(row)
    reports.publish_report(actor=world.secretariat, report=report)
    shown = page(client, address(row))
    assert "Not yet to be read" not in shown
    assert "Handed in on" not in shown
    assert "Reporting duties" not in shown


def test_actions_show_their_days_and_lateness_is_derived(client, world, noon):
    row = world.active()
    actions.plan_action(actor=world.minister, commitment=row, text=said("Train staff."), due=noon.date().replace(day=1))
    world.public(row)
    shown = page(client, address(row))
    assert "Train staff." in shown
    assert "Late" in shown
    assert "no assessment of what was achieved" in shown


def test_a_joint_commitment_lists_every_country_and_hides_no_missing_share(client, world):
    body = make_organisation(kind="international", country=None, names={"en": "An organisation (fictional)"})
    speaker = make_actor(Role.SECRETARIAT, organisation=body)
    whole = world.draft(speaker, owner=body, kind=Commitment.Kind.JOINT, countries=["XAA", "XCC"], recommendations=[])
    commitments.submit_commitment(actor=speaker, commitment=whole)
    commitments.confirm_commitment(actor=speaker, commitment=whole)
    share = world.draft(share_of=whole)
    sign_in_as(client, speaker)
    shown = page(client, address(whole)).split('id="shares"')[1].split("</section>")[0]
    assert share.ref in shown
    assert shown.count("No share published") == 1
    sign_in_as(client, world.neighbour)
    # XCC sees the joint commitment that is open to it, and nothing of XAA's draft share.
    shown = page(client, address(whole)).split('id="shares"')[1].split("</section>")[0]
    assert share.ref not in shown
    assert shown.count("No share published") == 2


def test_the_matrix_shows_position_commitment_and_assessment_of_each_addressee(client, world):
    answer = world.answer()
    row = world.public()
    for material in (answer, world.published_judgement(row, level=Level.PARTIAL)):
        release_material(actor=world.head, row=material, country="XAA")
    publish_material(actor=world.secretariat, row=answer)
    shown = page(client, "/en/commitments/matrix/own/")
    assert shown.count("<tr>") == 3
    assert "UN: Supported" in shown
    assert address(row) in shown
    assert "Partial" in shown
    assert shown.count("None published") == 2


def test_the_matrix_of_nothing_and_of_no_programme(client, db, noon):
    World(is_released=False)
    assert "No recommendation has been published yet" in page(client, "/en/commitments/matrix/own/")
    page(client, "/en/commitments/matrix/no-such/", 404)
    page(client, "/en/commitments/own/C-77/", 404)


def test_only_reading_is_possible(client, world):
    assert client.post(LIST).status_code == 405
