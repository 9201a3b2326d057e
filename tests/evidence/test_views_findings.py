"""Pages of findings, of sources, and of the data behind a figure: what each kind of reader gets."""

import csv
import io
import json
import re

import pytest
from tests.evidence.findings import VALUE, WHY, draft, interview, researcher, sign_in, source

from mashura.access.public import SYSTEM, Role, publish_material, release_material
from mashura.evidence.actions.findings import cite_evidence, open_finding, set_confidence, translate_statement
from mashura.evidence.public import load_bundle, load_findings

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LIST = "/en/evidence/findings/"
LANGUAGES = ["ar", "en", "fr"]


@pytest.fixture
def author():
    return researcher()


@pytest.fixture
def bundle():
    load_bundle(actor=SYSTEM)


@pytest.fixture
def published(bundle):
    load_findings(actor=SYSTEM)


def public(row):
    for country in row.countries:
        release_material(actor=SYSTEM, row=row, country=country)
    return publish_material(actor=SYSTEM, row=row)


@pytest.fixture
def finding(bundle, author):
    """Public, of an invented State: a figure and an interview for it, a report against it."""
    made = draft(author, f"Share: {VALUE}.")
    translate_statement(actor=author, finding=made, language="fr", text=f"Part : {VALUE}.")
    cited = {"figure": "example-services", "params": {"until": "2031"}}
    cite_evidence(actor=author, finding=made, stance="supports", why=WHY, **cited)
    cite_evidence(actor=author, finding=made, stance="supports", why=WHY, field_source=interview(author))
    cite_evidence(actor=author, finding=made, stance="contradicts", why=WHY, source=public(source(author)))
    set_confidence(actor=author, finding=made, confidence="low", reason=WHY)
    return public(made)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_every_language(client, published, language):
    for address in ("findings/", "findings/north-africa/F-1/", "strength/", "sources/north-africa/"):
        page = client.get(f"/{language}/evidence/{address}")
        assert page.status_code == 200
        assert page.content.decode().count("<h1") == 1
    assert client.get(f"/{language}/evidence/sources/north-africa/programme-description/").status_code == 200


def test_a_number_in_a_sentence_leads_to_its_rows_of_data_and_back(client, published):
    text = client.get(f"{LIST}north-africa/F-1/").content.decode()
    value = re.search(r'<a class="computed" href="([^"]+year=2016[^"]*)" title="A computed value[^"]*">5,097</a>', text)
    figure = client.get(value[1].replace("&amp;", "&"))
    assert "5,097" in figure.content.decode()
    assert f"{LIST}north-africa/F-1/" in figure.content.decode()
    rows_at = re.search(r'href="([^"]+/rows/[^"]+)"', figure.content.decode())[1].replace("&amp;", "&")
    rows = client.get(rows_at)
    assert "212 of" in rows.content.decode()
    assert value[1] in rows.content.decode() or "year=2016" in rows.content.decode()
    vintage = client.get(rows_at.split("rows/")[0]).content.decode()
    assert "/en/evidence/deaths-at-sea/" in vintage
    assert f"{LIST}north-africa/F-1/" in vintage


def test_rows_come_in_pages_and_bad_input_is_named(client, published):
    figure = client.get("/en/evidence/deaths-at-sea/?year=2016").content.decode()
    address = re.search(r'href="([^"]+/rows/)\?', figure)[1]
    last = client.get(f"{address}?figure=deaths-at-sea&year=2016&sea=mediterranean&page=99").content.decode()
    assert "Rows 201 to 212 of 212" in last
    first = client.get(f"{address}?figure=deaths-at-sea&year=2016&sea=mediterranean&page=-1").content.decode()
    assert "of 212" in first
    for query in ("", "?figure=no-such", "?figure=deaths-at-sea&year=1066", "?figure=deaths-at-sea&colour=red"):
        assert client.get(f"{address}{query}").status_code == 400
    assert client.get(f"{address}?figure=driver-environment").status_code == 400
    assert client.get(f"/en/data/missing-migrants/{'0' * 64}/rows/?figure=deaths-at-sea").status_code == 404


def test_a_finding_shows_strength_confidence_and_both_sides(client, finding):
    text = client.get(f"{LIST}own/F-1/").content.decode()
    assert "<strong>Limited.</strong>" in text
    assert "1 source contradicts it." in text
    assert "Collected in confidence" in text
    assert "1 interview, Amarilia (fictional), 2031" in text
    assert "R-01" not in text
    assert "Fictional example" in text
    assert "/en/evidence/sources/own/report/" in text
    assert "desk/" not in text
    french = client.get("/fr/evidence/findings/own/F-1/").content.decode()
    assert "traduction non encore relue" in french
    arabic = client.get("/ar/evidence/findings/own/F-1/").content.decode()
    assert 'lang="en" dir="ltr"' in arabic


def test_a_source_lists_what_rests_on_it(client, finding):
    assert f"{LIST}own/F-1/" in client.get("/en/evidence/sources/own/report/").content.decode()
    assert "report" in client.get("/en/evidence/sources/own/").content.decode()


def test_what_is_not_released_is_not_there(client, bundle, author):
    finding, closed = draft(author), source(author, key="closed")
    cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, source=closed)
    for address in (f"{LIST}own/F-1/", "/en/evidence/sources/own/", "/en/evidence/sources/own/closed/"):
        assert client.get(address).status_code == 404
    assert "No findings yet" in client.get(LIST).content.decode()
    assert json.loads(client.get("/en/evidence/findings.json").content) == {"findings": []}
    assert len(client.get("/en/evidence/findings.csv").content.decode().splitlines()) == 1
    public(finding)
    text = client.get(f"{LIST}own/F-1/").content.decode()
    assert "closed" not in text
    assert "Nothing that you may read is cited for it." in text


@pytest.mark.parametrize(
    ("role", "countries", "status"),
    [
        (Role.DELEGATE, ["XAA"], 200),
        (Role.HEAD_OF_DELEGATION, ["XAA"], 200),
        (Role.HEAD_OF_DELEGATION, ["XBB"], 404),
        (Role.RESEARCHER, [], 200),
        (Role.SECRETARIAT, [], 200),
        (Role.SERVICE_PROVIDER, ["XAA"], 404),
    ],
)
def test_before_release_a_country_to_which_it_is_open_reads_it(client, author, role, countries, status):
    open_finding(actor=author, finding=draft(author), open_to=["XAA"])
    sign_in(client, role, countries=countries)
    assert client.get(f"{LIST}own/F-1/").status_code == status


def test_filters_are_links_and_stand_in_the_address(client, published, finding):
    text = client.get(LIST).content.decode()
    assert "9 findings" in text
    assert 'href="/en/evidence/findings/?country=EGY"' in text
    assert text.index("north-africa/F-8/") < text.index("own/F-1/"), "what is invented stands last"
    egypt = client.get(f"{LIST}?country=EGY").content.decode()
    assert "2 findings" in egypt
    assert "findings.csv?country=EGY" in egypt
    assert "No finding matches" in client.get(f"{LIST}?country=EGY&kind=gap").content.decode()
    assert client.get(f"{LIST}?theme=%00&page=x").status_code == 200


def test_downloads_hold_the_same_findings(client, published, finding):
    rows = list(csv.DictReader(io.StringIO(client.get("/en/evidence/findings.csv").content.decode("utf-8-sig"))))
    assert len(rows) == 9
    assert "5,097" in rows[0]["statement"] or any("5,097" in row["statement"] for row in rows)
    answer = client.get("/fr/evidence/findings.json?programme=own")
    assert answer["Content-Disposition"] == 'attachment; filename="findings-own-fr.json"'
    only = json.loads(answer.content)["findings"][0]
    assert only["is_fictional"] is True
    assert only["statement"].startswith("Part : 58,0")
    assert only["values"][0]["is_now"] == 58.0
    assert (only["strength"], only["contradicting"]) == ("limited", 1)
    assert [line["stance"] for line in only["evidence"]] == ["supports", "supports", "contradicts"]
    assert "R-01" not in answer.content.decode()


def test_the_rule_is_published_from_its_own_constants(client):
    text = client.get("/en/evidence/strength/").content.decode()
    cells = [re.findall(r">([^<]+)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)[1:]]
    assert cells == [
        ["Strong", "3", "3", "3"],
        ["Moderate", "2", "2", "2"],
        ["Limited", "2", "1", "1"],
        ["Single report", "1", "1", "1"],
    ]
    assert "loses 1 level." in text
    assert "loses 2 levels." in text


def test_an_invented_figure_stands_in_no_list_and_says_so_on_its_page(client, published):
    assert "example-services" not in client.get("/en/evidence/").content.decode()
    assert "example-services" not in client.get("/en/data/").content.decode()
    assert "example-services" not in client.get("/api/v1/figures").content.decode()
    assert "example-services" not in client.get("/api/v1/datasets").content.decode()
    assert client.get("/api/v1/figures/example-services").status_code == 200
    assert client.get("/api/v1/datasets/example-services").status_code == 200
    for language, words in (("en", "Fictional example"), ("fr", "Exemple fictif"), ("ar", "مثال خيالي")):
        for address in ("evidence/example-services/", "data/example-services/"):
            assert words in client.get(f"/{language}/{address}").content.decode()


def test_the_machine_interface_tells_the_same(client, published, finding):
    listed = client.get("/api/v1/findings?programme=own&lang=fr").json()
    assert listed == json.loads(client.get("/fr/evidence/findings.json?programme=own").content)["findings"]
    one = client.get("/api/v1/findings/north-africa/F-1").json()
    assert "5,097" in one["statement"]
    assert client.get("/api/v1/findings/north-africa/F-99").status_code == 404
    assert client.get("/api/v1/findings?lang=xx").status_code == 400
