import re

import pytest
from tests.access.factories import make_organisation
from tests.access.material import step_of
from tests.consultation.factories_recommendations import (
    body,
    make_draft,
    make_issued,
    make_programme,
    make_public,
    sign_in,
    words,
)
from tests.consultation.test_actions_addressees import make_finding, make_meeting

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation import public
from mashura.consultation.models import Addressee, Recommendation, RecommendationOrigin
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
DRAFT = "/en/programme/made-up/draft-recommendation/"
GIVEN = {
    "source_kind": "workshop",
    "theme": "S1",
    "language": "en",
    "text": "Open clinics to all",
    "countries": ["XAA"],
}
FORMS = ("edit/", "version/", "step/propose/", "addressee/", "origin/", "open/")


def address(row, below=""):
    return f"/en/recommendations/made-up/{row.ref}/{below}"


def plain(response) -> str:
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def fresh(row):
    with acting_as(SYSTEM):
        return Recommendation.objects.get(pk=row.pk)


def test_the_secretariat_drafts_in_the_browser(client):
    make_programme()
    sign_in(client)
    assert DRAFT in client.get("/en/recommendations/").content.decode()
    assert client.get(DRAFT).status_code == 200
    answer = client.post(DRAFT, GIVEN | {"stage": "draft-study", "action_strength": "5"}, follow=True)
    assert answer.redirect_chain == [("/en/recommendations/made-up/R-1/work/", 302)]
    assert "Open clinics to all" in plain(answer)
    assert "Say first to whom it is addressed." in plain(answer)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": ""}, "This field is required."),
        ({"theme": "S9"}, "S9"),
        ({"ref": "R 1"}, "A reference has up to 24"),
        ({"ref": "R-1"}, "R-1 is taken"),
        ({"secondary_themes": ["S1"]}, "another one than the primary"),
        ({"countries": ["EGY"]}, "EGY"),
        ({"stage": "nowhere"}, "nowhere"),
    ],
)
def test_bad_input_is_told_and_nothing_is_drafted(client, changes, told):
    make_draft()
    sign_in(client)
    answer = client.post(DRAFT, GIVEN | {"stage": "draft-study"} | changes)
    assert answer.status_code == 400
    assert told in plain(answer)
    with acting_as(SYSTEM):
        assert Recommendation.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"), [(Role.RESEARCHER, 200), (Role.TRANSLATOR, 403), (Role.HEAD_OF_DELEGATION, 403), (None, 403)]
)
def test_who_may_draft(client, role, status):
    make_programme()
    if role is not None:
        sign_in(client, role, countries=["XAA"])
    assert client.get(DRAFT).status_code == status
    assert (DRAFT in client.get("/en/recommendations/").content.decode()) is (status == 200)


@pytest.mark.parametrize("below", ["work/", *FORMS])
def test_pages_of_work_open_to_writers_and_are_not_there_for_outsiders(client, below):
    row = make_draft()
    make_finding()
    for role, expected in ((Role.SECRETARIAT, 200), (Role.RESEARCHER, 200)):
        sign_in(client, role)
        assert client.get(address(row, below)).status_code == expected
    client.logout()
    assert client.get(address(row, below)).status_code == 404
    sign_in(client, Role.DELEGATE, countries=["XBB"])
    assert client.get(address(row, below)).status_code == 404


@pytest.mark.parametrize("below", ["work/", *FORMS])
def test_those_who_only_read_are_refused_with_a_reason(client, below):
    row = make_draft()
    public.open_recommendation(actor=SYSTEM, recommendation=row, countries=["XAA"])
    sign_in(client, Role.DELEGATE, countries=["XAA"])
    answer = client.get(address(row, below))
    assert answer.status_code == 403
    assert "You cannot do this here" in plain(answer)
    assert client.post(address(row, below), {}).status_code in {403, 405}
    assert "Work on it" not in client.get(address(row)).content.decode()


def test_an_unknown_step_and_an_unknown_recommendation_are_not_there(client):
    row = make_draft()
    sign_in(client)
    assert client.get(address(row, "step/burn/")).status_code == 404
    assert client.get("/en/recommendations/made-up/R-99/work/").status_code == 404
    assert client.post(address(row, "origin/00000000-0000-0000-0000-000000000000/remove/")).status_code == 404
    assert client.post(address(row, "addressee/00000000-0000-0000-0000-000000000000/lead/")).status_code == 404


def test_editing_and_making_versions(client):
    row = make_draft()
    sign_in(client)
    form = client.get(address(row, "edit/")).content.decode()
    assert "Open clinics to everybody" in form
    client.post(address(row, "edit/"), GIVEN | {"text": "Open all clinics", "theme": "S2"})
    given = {
        "stage": "national-workshop",
        "language": "en",
        "text": "Open every clinic",
        "reason_en": "The workshop said so.",
    }
    assert client.post(address(row, "version/"), given | {"reason_en": ""}).status_code == 400
    assert "never goes back" in plain(
        client.post(address(make_draft(stage="regional-meeting"), "version/"), given | {"stage": "draft-study"})
    )
    page = plain(client.post(address(row, "version/"), given, follow=True))
    assert "Open every clinic" in page
    history = plain(client.get(address(row)))
    assert history.index("Version 2: National workshop") < history.index("Version 1: Draft study")
    assert "The workshop said so." in history
    assert fresh(row).theme == "S2"


def test_the_way_to_issue_by_hand(client):
    row = make_draft(text=Expressions.of("en", "Open clinics"))
    sign_in(client)
    for step in ("propose", "consolidate", "adopt"):
        assert client.post(address(row, f"step/{step}/")).status_code == 302
    refused = client.post(address(row, "step/issue/"))
    assert refused.status_code == 400
    assert "authoritative language" in plain(refused)
    again = client.post(address(row, "step/propose/"))
    assert "does not lead on" in plain(again)
    with acting_as(SYSTEM):
        version = public.versions_of(SYSTEM, row)[-1]
    version = public.translate_recommendation(actor=SYSTEM, version=version, language="ar", text="افتحوا")
    public.review_recommendation(actor=SYSTEM, version=version, language="ar")
    public.address_to(actor=SYSTEM, recommendation=row, addressees=[body()])
    client.post(address(row, "step/issue/"))
    assert fresh(row).state == "issued"
    page = client.get(address(row, "work/"))
    assert "Edit the draft" not in plain(page)
    assert "The addressees are fixed" in plain(page)
    answer = client.post(address(row, "edit/"), {"source_kind": "study", "theme": "S3"})
    assert (answer.status_code, fresh(row).theme, fresh(row).countries) == (302, "S3", ["XAA"])


def test_the_researcher_is_led_to_the_page_where_there_is_no_more_to_do(client):
    row = make_draft()
    sign_in(client, Role.RESEARCHER)
    answer = client.post(address(row, "step/propose/"), follow=True)
    assert answer.redirect_chain == [(address(row), 302)]
    assert client.get(address(row, "work/")).status_code == 403


def test_withdrawing_and_splitting_ask_for_what_they_need(client):
    draft, old, one, two = make_draft(), make_issued(), make_issued(), make_issued()
    sign_in(client)
    assert client.post(address(draft, "step/withdraw/")).status_code == 400
    client.post(address(draft, "step/withdraw/"), {"reason_en": "Covered elsewhere."})
    assert (fresh(draft).state, dict(fresh(draft).state_reason)) == ("withdrawn", {"en": "Covered elsewhere."})
    assert client.post(address(old, "step/split/"), {"successors": [str(one.pk)]}).status_code == 400
    client.post(address(old, "step/split/"), {"successors": [str(one.pk), str(two.pk)], "reason_en": "Two things."})
    assert fresh(old).state == "split"
    assert f"Split into: {one.ref}" in plain(client.get(address(old)))
    client.post(address(one, "step/supersede/"), {"successor": str(two.pk)})
    assert f"Takes the place of: {one.ref}" in plain(client.get(address(two)))
    assert client.post(address(two, "step/merge/"), {"successor": str(old.pk)}).status_code == 400


def test_addressees_are_added_lead_and_taken_away(client):
    row, health = make_draft(), make_organisation(names={"en": "Ministry of Health"})
    sign_in(client)
    given = {"addressee_class": "ministry", "country": "XAA", "role": "co", "organisation": str(health.pk)}
    refused = client.post(address(row, "addressee/"), given)
    assert refused.status_code == 400
    assert "Nobody leads for XAA" in plain(refused)
    assert client.post(address(row, "addressee/"), given | {"organisation": ""}).status_code == 400
    assert client.post(address(row, "addressee/"), given | {"role": "lead"}).status_code == 302
    named = {"addressee_class": "local-civil-society", "country": "XAA", "role": "co", "name_en": "Harbour"}
    assert client.post(address(row, "addressee/"), named).status_code == 302
    with acting_as(SYSTEM):
        harbour = Addressee.objects.get(recommendation=row, role="co")
        lead = Addressee.objects.get(recommendation=row, role="lead")
    page = client.post(address(row, f"addressee/{lead.pk}/remove/"), follow=True)
    assert "Nobody leads for XAA" in plain(page)
    client.post(address(row, f"addressee/{harbour.pk}/lead/"))
    client.post(address(row, f"addressee/{lead.pk}/remove/"))
    with acting_as(SYSTEM):
        assert [(one.pk, one.role) for one in Addressee.objects.filter(recommendation=row)] == [(harbour.pk, "lead")]


def test_origins_are_named_and_taken_away(client):
    row, finding, meeting = make_draft(), make_finding(), make_meeting()
    sign_in(client)
    for source in (finding, meeting):
        assert client.post(address(row, "origin/"), {"source": str(source.pk)}).status_code == 302
    assert client.post(address(row, "origin/"), {"source": "elsewhere"}).status_code == 400
    with acting_as(SYSTEM):
        origin = RecommendationOrigin.objects.get(recommendation=row, finding=finding)
    client.post(address(row, f"origin/{origin.pk}/remove/"))
    with acting_as(SYSTEM):
        assert RecommendationOrigin.objects.get(recommendation=row).meeting == meeting


def test_opening_releasing_and_publishing_by_three_hands(client):
    row = make_issued()
    sign_in(client)
    client.post(address(row, "open/"), {"countries": ["XAA"]})
    page = plain(client.get(address(row, "work/")))
    assert "Amarilia (fictional)" in page
    assert "Publish" in page
    client.post(step_of(row, "publish"))
    assert "as soon as every country concerned has released it" in plain(client.get(address(row, "work/")))
    assert client.post(step_of(row, "release"), {"country": "XAA"}).status_code == 403
    sign_in(client, Role.HEAD_OF_DELEGATION, countries=["XBB"])
    assert client.post(step_of(row, "release"), {"country": "XBB"}).status_code == 404
    sign_in(client, Role.HEAD_OF_DELEGATION, countries=["XAA"])
    assert "Release for Amarilia" in plain(client.get(address(row, "work/")))
    assert client.post(step_of(row, "publish")).status_code == 403
    client.post(step_of(row, "release"), {"country": "XAA"})
    client.logout()
    assert client.get(address(row)).status_code == 200


def test_a_draft_is_not_published_by_hand(client):
    row = make_draft()
    sign_in(client)
    work = address(row, "work/")
    assert "once its text is settled" in plain(client.get(work))
    assert step_of(row, "publish") not in client.get(work).content.decode()
    page = client.post(step_of(row, "publish"), {"next": work}, follow=True)
    assert "Its text may still change" in page.content.decode()
    assert not fresh(row).is_released


def test_closing_all_countries_again(client):
    row = make_draft()
    public.open_recommendation(actor=SYSTEM, recommendation=row, countries=["XAA"])
    sign_in(client)
    client.post(address(row, "open/"), {})
    assert fresh(row).open_to == []


def test_a_new_version_after_issue_waits_for_the_countries(client):
    row = make_public(text=words())
    sign_in(client)
    given = {"stage": "published-report", "language": "en", "text": "Open all", "reason_en": "The report says so."}
    client.post(address(row, "version/"), given)
    client.logout()
    assert client.get(address(row)).status_code == 404
