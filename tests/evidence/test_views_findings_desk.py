"""Where findings are written: each step by the right role, refused beside its field, and closed to everybody else."""

import pytest
from tests.evidence.findings import VALUE, draft, researcher, sign_in, source

from mashura.access.public import SYSTEM, Role, acting_as, release_material
from mashura.evidence.actions.findings import open_finding, translate_statement
from mashura.evidence.models import FieldSource, Finding, FindingEvidence, Source
from mashura.evidence.public import load_bundle
from mashura.kit.expressions import Standing

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
DESK = "/en/desk/findings/"
PAGE = f"{DESK}own/F-1/"
DRAFT = {"programme": "own", "kind": "descriptive", "theme": "S1", "language": "en", "text": "A statement."}


@pytest.fixture
def finding():
    return draft()


def stored():
    with acting_as(SYSTEM):
        return Finding.objects.get()


def test_a_researcher_writes_a_finding_with_a_preview(client):
    load_bundle(actor=SYSTEM)
    sign_in(client, Role.RESEARCHER)
    assert client.get(f"{DESK}new/").status_code == 200
    previewed = client.post(f"{DESK}new/", DRAFT | {"text": f"Share: {VALUE}.", "preview": "1"}).content.decode()
    assert 'class="computed"' in previewed
    assert "58.0%" in previewed
    with acting_as(SYSTEM):
        assert not Finding.objects.exists()
    saved = client.post(f"{DESK}new/", DRAFT | {"countries": ["XAA"], "first_year": "2026"})
    assert saved["Location"] == PAGE
    assert (stored().countries, stored().first_year) == (["XAA"], 2026)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": ""}, "required"),
        ({"text": "{{no-such#value}}"}, "There is no figure no-such"),
        ({"text": "{{no-such#value}}", "preview": "1"}, "There is no figure no-such"),
        ({"programme": "other"}, "not one of the available choices"),
        ({"first_year": "2031", "last_year": "2026"}, "later than the last"),
        ({"countries": ["EGY"]}, "not one of the available choices"),
    ],
)
def test_bad_input_is_refused_beside_its_field(client, changes, words):
    sign_in(client, Role.RESEARCHER)
    page = client.post(f"{DESK}new/", DRAFT | changes)
    assert page.status_code == 400
    assert words in page.content.decode()


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.SECRETARIAT, Role.TRANSLATOR])
def test_who_works_on_findings_finds_them(client, finding, role, language):
    sign_in(client, role)
    for address in ("", "own/F-1/", "own/F-1/statement/fr/"):
        assert client.get(f"/{language}/desk/findings/{address}").status_code == 200
    text = client.get(PAGE).content.decode()
    assert ("evidence/" in text.split('<h2 id="evidence"')[1].split("</main>")[0]) or role is Role.TRANSLATOR
    assert (f'action="{PAGE}evidence/"' in text) == (role is not Role.TRANSLATOR)


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OBSERVER, Role.COUNTRY_MISSION, Role.DATA_PROTECTION_OFFICER])
def test_other_roles_do_not(client, role):
    author = researcher()
    open_finding(actor=author, finding=draft(author), open_to=["XAA"])
    sign_in(client, role)
    expected = 404 if role is Role.DATA_PROTECTION_OFFICER else 403
    assert client.get(DESK).status_code == client.get(f"{DESK}new/").status_code == 403
    assert client.get(PAGE).status_code == expected
    for step in ("evidence/", "open/", "confidence/", "statement/fr/review/"):
        assert client.post(f"{PAGE}{step}").status_code == expected


def test_nobody_signed_in_and_outsiders_do_not(client, finding):
    assert client.get(DESK).status_code == 403
    assert client.get(PAGE).status_code == 404
    assert client.get("/en/desk/field-sources/").status_code == client.get("/en/desk/sources/new/").status_code == 403
    sign_in(client, Role.RESEARCHER, programmes=["other"])
    assert client.get(PAGE).status_code == 404
    assert "F-1" not in client.get(DESK).content.decode()


def test_a_translator_translates_and_does_not_touch_the_original(client, finding):
    sign_in(client, Role.TRANSLATOR)
    assert client.get(f"{PAGE}statement/en/").status_code == 403
    assert client.get(f"{PAGE}statement/xx/").status_code == 404
    page = client.post(f"{PAGE}statement/fr/", {"text": "Un énoncé {{a#b}}."})
    assert page.status_code == 400
    previewed = client.post(f"{PAGE}statement/fr/", {"text": "Un énoncé.", "preview": "1"})
    assert "Un énoncé." in previewed.content.decode()
    client.post(f"{PAGE}statement/fr/", {"text": "Un énoncé."})
    assert stored().statement.standing("fr") is Standing.TO_REVIEW
    client.post(f"{PAGE}statement/fr/review/")
    assert stored().statement.standing("fr") is Standing.REVIEWED
    assert "Only a translation" in client.post(f"{PAGE}statement/ar/review/", follow=True).content.decode()


def test_the_original_is_edited_with_a_warning_about_releases(client):
    author = researcher()
    finding = open_finding(actor=author, finding=draft(author), open_to=["XAA"])
    translate_statement(actor=author, finding=finding, language="fr", text="Un énoncé.")
    release_material(actor=SYSTEM, row=finding, country="XAA")
    sign_in(client, Role.RESEARCHER)
    assert "asks every country for its release again" in client.get(f"{PAGE}statement/en/").content.decode()
    client.post(f"{PAGE}statement/en/", {"text": "Another statement."})
    assert stored().statement.standing("fr") is Standing.STALE
    assert stored().released_by == []


def test_evidence_is_cited_and_taken_out(client, finding):
    load_bundle(actor=SYSTEM)
    sign_in(client, Role.RESEARCHER)
    given = {"stance": "supports", "why_en": "It says so.", "figure": "example-services?country=XBB&until=2030"}
    assert client.post(f"{PAGE}evidence/", given)["Location"] == PAGE
    with acting_as(SYSTEM):
        row = FindingEvidence.objects.get()
    assert row.params == {"country": "XBB", "measure": "health-access", "until": 2030}
    assert client.post(f"{PAGE}evidence/{row.pk}/remove/")["Location"] == PAGE
    assert client.post(f"{PAGE}evidence/{row.pk}/remove/").status_code == 404
    for changes, words in (
        ({"figure": ""}, "exactly one thing"),
        ({"figure": "no-such"}, "There is no figure"),
        ({"why_en": ""}, "in one line why"),
        ({"stance": ""}, "required"),
    ):
        page = client.post(f"{PAGE}evidence/", given | changes)
        assert page.status_code == 400
        assert words in page.content.decode()


def test_it_is_opened_and_confidence_said_with_a_reason(client, finding):
    sign_in(client, Role.RESEARCHER)
    client.post(f"{PAGE}open/", {"open_to": ["XAA"]})
    assert stored().open_to == ["XAA"]
    assert "needs a reason" in client.post(f"{PAGE}confidence/", {"confidence": "low"}).content.decode()
    client.post(f"{PAGE}confidence/", {"confidence": "low", "why_fr": "Peu de sources."})
    assert (stored().confidence, dict(stored().confidence_reason)) == ("low", {"fr": "Peu de sources."})
    client.post(PAGE, {"kind": "gap", "theme": "S2"})
    assert (stored().kind, stored().theme, stored().countries) == ("gap", "S2", [])
    assert client.post(PAGE, {"kind": "gossip", "theme": "S2"}).status_code == 400


def test_a_refusal_to_open_stands_beside_the_countries(client):
    author = researcher()
    finding = draft(author)
    closed = source(author, countries=["XAA"], open_to=[])
    sign_in(client, Role.RESEARCHER)
    client.post(f"{PAGE}evidence/", {"stance": "supports", "why_en": "It says so.", "source": closed.pk})
    page = client.post(f"{PAGE}open/", {"open_to": ["XAA"]})
    assert page.status_code == 400
    assert "not released and not open to XAA" in page.content.decode()
    assert finding.open_to == stored().open_to == []


def test_a_focal_point_finds_what_waits_and_nothing_to_write(client):
    author = researcher()
    open_finding(actor=author, finding=draft(author), open_to=["XAA"])
    open_finding(actor=author, finding=draft(author, countries=["XBB"]), open_to=["XBB"])
    sign_in(client, Role.HEAD_OF_DELEGATION)
    text = client.get(DESK).content.decode()
    assert "Waits for your release" in text
    assert "/release/" in text
    assert "F-2" not in text
    assert "Write a finding" not in text
    assert client.get(PAGE).status_code == 403
    assert DESK in client.get("/en/desk/").content.decode()


def test_a_source_is_registered_in_the_browser(client):
    sign_in(client, Role.RESEARCHER)
    assert client.get("/en/desk/sources/new/").status_code == 200
    given = {"programme": "own", "key": "report", "kind": "document", "title_en": "A report", "publisher_en": "Nobody"}
    assert client.post("/en/desk/sources/new/", given)["Location"] == "/en/evidence/sources/own/report/"
    for changes, words in (
        ({}, "key report already"),
        ({"key": "Two words"}, "valid"),
        ({"key": "other", "title_en": ""}, "one language at least"),
        ({"key": "other", "kind": "interview"}, "not one of the available choices"),
    ):
        page = client.post("/en/desk/sources/new/", given | changes)
        assert page.status_code == 400
        assert words in page.content.decode()
    with acting_as(SYSTEM):
        assert Source.objects.count() == 1


def test_field_sources_are_the_researchers_own_page(client):
    sign_in(client, Role.RESEARCHER)
    address = "/en/desk/field-sources/"
    assert "Nothing registered yet" in client.get(address).content.decode()
    given = {
        "programme": "own",
        "label": "R-77",
        "kind": "interview",
        "respondent": "migrant",
        "country": "XAA",
        "held_on": "2026-01-31",
    }
    assert client.post(address, given)["Location"] == address
    assert "R-77" in client.get(address).content.decode()
    assert client.post(address, given | {"held_on": "2999-01-01"}).status_code == 400
    assert client.post(address, given | {"kind": "document"}).status_code == 400
    with acting_as(SYSTEM):
        assert FieldSource.objects.count() == 1
    client.logout()
    sign_in(client, Role.SECRETARIAT)
    assert client.get(address).status_code == 403
    client.logout()
    sign_in(client, Role.RESEARCHER)
    assert "R-77" not in client.get(address).content.decode()


def test_the_desk_counts_what_waits_for_each(client):
    author = researcher()
    finding = open_finding(actor=author, finding=draft(author), open_to=["XAA"])
    sign_in(client, Role.HEAD_OF_DELEGATION)
    assert "wait for your release" in client.get("/en/desk/").content.decode()
    client.logout()
    release_material(actor=SYSTEM, row=finding, country="XAA")
    sign_in(client, Role.SECRETARIAT)
    assert "to be published" in client.get("/en/desk/").content.decode()
    client.logout()
    sign_in(client, Role.TRANSLATOR)
    desk = client.get("/en/desk/").content.decode()
    assert "a translation to make or to review" in desk
    assert "/en/evidence/findings/own/F-1/" in desk
