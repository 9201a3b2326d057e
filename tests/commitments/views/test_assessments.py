import pytest
from tests.commitments.factories import TODAY, sign_in_as
from tests.commitments.views.test_acts import do, step

from mashura.access.public import SYSTEM, acting_as
from mashura.commitments.actions import assessments
from mashura.commitments.models import Assessment
from mashura.commitments.rules.assessments import Level

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PAGE = "/en/commitments/assessments/own/R-1/XAA/"
GIVEN = {
    "original": "en",
    "reasons_en": "Half of the clinics are open (fictional).",
    "level": "partial",
    "confidence": "medium",
    "as_of": TODAY.isoformat(),
}


def judged(world, actor, **changes):
    return world.published_judgement((world.recommendation, "XAA"), actor, **changes)


def shown(client, address=PAGE):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_made_put_forward_contested_published_released_and_read(client, world):
    sign_in_as(client, world.council)
    assert f"{PAGE}new/" in shown(client)
    assert client.get(f"{PAGE}new/").status_code == 200
    assert client.post(f"{PAGE}new/", GIVEN).status_code == 302
    with acting_as(SYSTEM):
        row = Assessment.objects.get()
    assert (row.recommendation_id, row.country, row.level) == (world.recommendation.pk, "XAA", "partial")
    do(client, world.council, row, "propose")
    do(client, world.minister, row, "contest", {"reason": "More are open by now (fictional)."})
    step(client, world.secretariat, row, "publish", PAGE)
    client.logout()
    assert "Half of the clinics" not in shown(client)
    step(client, world.head, row, "release", PAGE)
    client.logout()
    page = shown(client)
    assert "Half of the clinics are open" in page
    assert "More are open by now" in page
    assert "Ministry of Health (fictional)" in page
    assert "Partial" in shown(client, "/en/recommendations/own/R-1/")
    assert PAGE in shown(client, "/en/commitments/matrix/own/")
    do(client, world.council, row, "correct", GIVEN | {"level": "limited"})


def test_parties_stand_side_by_side_and_are_never_averaged(client, world):
    for actor, level in ((world.association, Level.LIMITED), (world.council, Level.SUBSTANTIAL)):
        judged(world, actor, level=level)
    sign_in_as(client, world.head)
    page = shown(client)
    assert "The parties differ; no average is made of their judgements." in page
    assert "Limited" in page
    assert "Substantial" in page
    assert ">Partial<" not in page


def test_the_newest_judgement_of_a_party_counts_and_the_earlier_stays_readable(client, world):
    judged(world, world.association, level=Level.LIMITED, as_of=TODAY.replace(year=2030))
    judged(world, world.association, level=Level.SUBSTANTIAL)
    judged(world, world.council, level=Level.SUBSTANTIAL)
    sign_in_as(client, world.head)
    page = shown(client)
    assert "The parties give the same level." in page
    assert "Earlier assessments" in page


def test_it_never_follows_from_what_the_owner_reports(client, world):
    row = world.active()
    world.accepted_report(row)
    sign_in_as(client, world.head)
    assert "No assessment has been published." in shown(client)


@pytest.mark.parametrize(
    ("who", "status"), [("minister", 403), ("secretariat", 200), ("neighbour", 200), ("council", 200)]
)
def test_whoever_is_addressed_does_not_judge_itself(client, world, who, status):
    actor = getattr(world, who)
    sign_in_as(client, actor)
    assert client.get(f"{PAGE}new/").status_code == status
    assert (f"{PAGE}new/" in shown(client)) == (status == 200)


def test_outsiders_read_and_do_not_judge(client, world):
    assert f"{PAGE}new/" not in shown(client)
    assert client.get(f"{PAGE}new/").status_code == 403
    for missing in ("own/R-1/XBB/", "own/R-9/XAA/", "other/R-1/XAA/", "own/R-1/nowhere/"):
        assert client.get(f"/en/commitments/assessments/{missing}").status_code == 404
        assert client.get(f"/en/commitments/assessments/{missing}new/").status_code == 404


def test_bad_input_is_named_beside_the_field(client, world):
    sign_in_as(client, world.council)
    page = client.post(f"{PAGE}new/", GIVEN | {"reasons_en": "", "as_of": "2099-01-01"})
    assert page.status_code == 400
    assert 'href="#id_reasons_en"' in page.content.decode()
    late = client.post(f"{PAGE}new/", GIVEN | {"as_of": "2099-01-01"})
    assert "as of today" in late.content.decode()


def test_only_who_answers_there_contests(client, world):
    row = world.judged((world.recommendation, "XAA"), world.council)
    assessments.propose_assessment(actor=world.council, assessment=row)
    do(client, world.association, row, "contest", {"reason": "No (fictional)."}, status=403)
    do(client, world.council, row, "contest", {"reason": "No (fictional)."}, status=403)
    do(client, world.neighbour, row, "contest", {"reason": "No (fictional)."}, status=404)
    do(client, world.head, row, "contest", {"reason": "We disagree (fictional)."})


def test_a_text_that_is_not_settled_is_not_judged(client, world):
    world.recommendation = world.recommend("R-2", {"XAA": world.health}, state="consolidated")
    sign_in_as(client, world.council)
    assert client.get("/en/commitments/assessments/own/R-2/XAA/new/").status_code == 403


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_pages_open_in_the_other_languages(client, world, language):
    judged(world, world.association)
    sign_in_as(client, world.council)
    for address in (PAGE, f"{PAGE}new/", "/en/recommendations/own/R-1/", "/en/commitments/mine/"):
        assert client.get(address.replace("/en/", f"/{language}/", 1)).status_code == 200
