from datetime import timedelta

import pytest
from django.utils.translation import override
from tests.access.material import step_of
from tests.commitments.factories import TODAY, World, sign_in_as

from mashura.access.public import SYSTEM, acting_as, needs_of, places_of
from mashura.commitments.actions import commitments, reports
from mashura.commitments.actions.responses import request_responses
from mashura.commitments.models import Commitment, Response
from mashura.kit.clock import stopped_at

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MINE = "/en/commitments/mine/"
ANSWER = {"position": "accepted", "decided_on": "2031-06-15", "original": "en"}


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def respond_address(world):
    return f"/en/commitments/respond/{world.addressee().pk}/"


def test_the_work_list_is_for_those_who_are_signed_in(client, world):
    assert client.get(MINE).status_code == 302
    sign_in_as(client, world.council)
    assert "Nothing waits for you here" in page(client, MINE)


def test_an_institution_answers_from_its_list(client, world):
    sign_in_as(client, world.minister)
    assert respond_address(world) in page(client, MINE)
    assert page(client, respond_address(world)).count('name="position"') == 8
    assert "Words (fictional)." in page(client, respond_address(world))
    assert 'value="2031-06-15"' in page(client, respond_address(world).replace("/en/", "/fr/"))
    refused = client.post(respond_address(world), ANSWER | {"position": "not_accurate"})
    assert refused.status_code == 400
    assert "gets wrong" in refused.content.decode()
    assert client.post(respond_address(world), ANSWER).status_code == 302
    assert client.post(respond_address(world), {}).status_code == 400
    with acting_as(SYSTEM):
        assert Response.objects.get().position == "accepted"
    assert "Change our answer" in page(client, MINE)


@pytest.mark.parametrize("who", ["head", "secretariat", "neighbour"])
def test_others_read_why_they_cannot_answer(client, world, who):
    sign_in_as(client, getattr(world, who))
    for response in (client.get(respond_address(world)), client.post(respond_address(world), ANSWER)):
        assert response.status_code == 403
        assert "Only the institution to which the recommendation is addressed" in response.content.decode()


def test_who_does_not_see_a_recommendation_finds_nothing_to_answer(client, db, noon):
    assert client.get(respond_address(World(is_released=False))).status_code == 404


def test_the_secretariat_asks_for_answers_and_states_that_none_came(client, world, noon):
    address = f"/en/commitments/ask/{world.addressee().pk}/"
    sign_in_as(client, world.minister)
    assert client.get(address).status_code == 403
    assert address not in page(client, "/en/commitments/matrix/own/")
    sign_in_as(client, world.secretariat)
    assert address in page(client, "/en/commitments/matrix/own/")
    assert client.post(address, {"due": "2031-06-01"}).status_code == 400
    assert client.post(address, {"due": "2031-07-15"}).status_code == 302
    assert "State that no answer came" not in page(client, address)
    assert client.post(address, {"missed": "1"}).status_code == 400
    with stopped_at(noon + timedelta(60)):
        sign_in_as(client, world.secretariat)  # a session does not live so long
        assert "State that no answer came" in page(client, address)
        assert client.post(address, {"missed": "1"}).status_code == 302
    with acting_as(SYSTEM):
        assert Response.objects.get().position == "no_response"


def test_a_draft_is_written_in_the_browser(client, world):
    address = "/en/commitments/new/own/"
    given = {
        "owner": str(world.health.pk),
        "kind": "from_recommendation",
        "recommendations": ["R-1"],
        "original": "fr",
        "text_fr": "Ouvrir chaque centre (fictif).",
        "due_date": "2033-12-31",
    }
    sign_in_as(client, world.minister)
    assert "R-1" in page(client, f"{address}?recommendation=R-1")
    assert client.post(address, given | {"recommendations": []}).status_code == 400
    assert client.post(address, given | {"owner": str(world.labour.pk)}).status_code == 400
    assert client.post(address, given)["Location"] == "/en/commitments/own/C-1/"
    with acting_as(SYSTEM):
        row = Commitment.objects.get()
        assert (row.owner_id, row.theme, row.versions.get().text.original) == (world.health.pk, "S1", "fr")


def test_nobody_drafts_without_a_post(client, world):
    assert client.get("/en/commitments/new/own/").status_code == 403
    sign_in_as(client, world.minister)
    assert client.get("/en/commitments/new/no-such/").status_code == 404


def test_what_waits_is_counted_for_each_post(world, noon):
    asked = world.addressee()
    request_responses(actor=world.secretariat, addressees=[asked], due=TODAY + timedelta(30))
    row = commitments.submit_commitment(actor=world.minister, commitment=world.draft())

    def waiting(actor):
        with acting_as(actor), override("en"):
            return [str(need.text) for need in needs_of(actor)]

    assert waiting(world.minister)[:2] == [
        "Recommendations that wait for your institution’s answer",
        "Commitments to confirm",
    ]
    commitments.confirm_commitment(actor=world.minister, commitment=row)
    assert "Commitments to enter into the follow-up" in waiting(world.secretariat)
    assert "Answers and commitments to release for your country" in waiting(world.head)
    assert waiting(world.council) == []
    commitments.activate_commitment(actor=world.secretariat, commitment=row)
    reports.schedule_reports(
        actor=world.secretariat, commitment=row, starts=TODAY.replace(month=1, day=1), every_months=6
    )
    with stopped_at(noon + timedelta(90)):
        assert "Progress reports to write" in waiting(world.minister)


def test_the_list_shows_duties_and_material_with_their_next_step(client, world, noon):
    row = world.active()
    reports.schedule_reports(
        actor=world.secretariat, commitment=row, starts=TODAY.replace(month=1, day=1), every_months=6
    )
    sign_in_as(client, world.head)
    release = step_of(row, "release")
    assert page(client, MINE).count(release) == 1
    assert client.post(release, {"country": "XAA"}).status_code == 302
    sign_in_as(client, world.secretariat)
    assert step_of(row, "publish") in page(client, MINE)
    with stopped_at(noon + timedelta(90)):
        sign_in_as(client, world.minister)
        assert "Overdue" in page(client, MINE)


def test_the_desk_leads_to_the_list(world):
    with acting_as(world.minister), override("en"):
        assert MINE in [place.address for place in places_of(world.minister)]
