import csv
import io
import re
import xml.etree.ElementTree as ET

import pytest
from tests.consultation.factories_recommendations import body, make_draft, make_issued, make_public, sign_in, words
from tests.consultation.test_actions_addressees import make_finding

from mashura.access.public import SYSTEM, Role
from mashura.consultation import public

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LIST = "/en/recommendations/"
ATOM = "{http://www.w3.org/2005/Atom}"


def plain(response) -> str:
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.fixture
def real():
    public.load_bundled_programmes(actor=SYSTEM)
    public.load_recommendations(actor=SYSTEM)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["19 recommendations", "Continue promoting the work of the Higher Committee", "Government of Egypt"]),
        ("fr", ["19 recommandations", "Gouvernement tunisien", "traduction non encore relue"]),
        ("ar", ["19 توصية", "حكومة المغرب", "الاتجار بالأشخاص"]),
    ],
)
def test_the_register_in_three_languages(client, real, language, expected):
    text = plain(client.get(f"/{language}/recommendations/"))
    assert client.get(f"/{language}/recommendations/").status_code == 200
    for part in expected:
        assert part in text


def test_the_recommending_state_is_told_on_its_page_only(client, real):
    for address in (LIST, f"{LIST}data.csv", f"{LIST}data.json", f"{LIST}feed.atom", "/api/v1/recommendations"):
        content = client.get(address).content.decode()
        assert "Philippines" not in content
        assert "PHL" not in content
    assert "Philippines" in plain(client.get(f"{LIST}north-africa/UPR-EGY-2010-95.45/"))
    one = client.get("/api/v1/recommendations/north-africa/UPR-EGY-2010-95.45").json()
    assert one["proposers"] == ["PHL"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["A/HRC/14/17", "paragraph 95.93", "Suggested", "Lead", "26 March 2010", "United States"]),
        ("fr", ["paragraphe 95.93", "Traduction non officielle", "Gouvernement égyptien", "Suggéré"]),
        ("ar", ["الفقرة 95.93", "ترجمة غير رسمية", "حكومة مصر"]),
    ],
)
def test_a_recommendation_opens_to_source_addressee_and_languages(client, real, language, expected):
    response = client.get(f"/{language}/recommendations/north-africa/UPR-EGY-2010-95.93/")
    for part in expected:
        assert part in plain(response)
    assert "https://undocs.org/A/HRC/14/17" in response.content.decode()


def test_filters_are_links_that_can_be_shared(client, real):
    page = client.get(f"{LIST}?theme=T1").content.decode()
    assert 'href="?theme=T1&amp;country=EGY"' in page
    assert 'href="/en/recommendations/"' in page
    assert "1 recommendation" in plain(client.get(f"{LIST}?theme=R1"))
    assert "Nothing fits" in plain(client.get(f"{LIST}?theme=R1&country=TUN"))
    for odd in (
        "?page=99",
        "?page=x",
        "?sort=size",
        "?theme=%00",
        "?q=%00",
        "?country=ZZZ",
        "?topic=9",
        "?colour=blue",
    ):
        assert client.get(f"{LIST}{odd}").status_code == 200


def test_pages_of_the_list_together_hold_everything_once(client, real):
    make_public()
    make_public()
    found = []
    for page in (1, 2):
        found += re.findall(r"<h3><a href=\"([^\"]+)\"", client.get(f"{LIST}?page={page}").content.decode())
    assert len(found) == len(set(found)) == 21


def test_downloads_hold_what_is_public_of_the_filtered_list(client, real):
    make_issued()
    rows = list(csv.DictReader(io.StringIO(client.get(f"{LIST}data.csv").content.decode("utf-8-sig"))))
    assert len(rows) == 19
    row = next(one for one in rows if one["ref"] == "UPR-TUN-2012-114.8")
    assert (row["countries"], row["standing_fr"], row["addressees"]) == (
        "TUN",
        "to-review",
        "state-government/TUN/lead",
    )
    found = client.get(f"{LIST}data.json?country=MAR").json()["recommendations"]
    assert {one["countries"][0] for one in found} == {"MAR"}
    assert len(found) == 5
    sign_in(client)
    assert len(client.get(f"{LIST}data.json").json()["recommendations"]) == 19


def test_the_feed_tells_of_what_became_public_in_each_language(client):
    row = make_public(text=words("Open <clinics> & schools", fr="Ouvrir"))
    make_issued()
    for language, told in (
        ("en", "Open &lt;clinics&gt; &amp; schools"),
        ("fr", "Ouvrir"),
        ("ar", "افتحوا العيادات للجميع"),
    ):
        answer = client.get(f"/{language}/recommendations/feed.atom")
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = ET.fromstring(answer.content)  # noqa: S314 - our own answer
        (entry,) = feed.findall(f"{ATOM}entry")
        assert entry.find(f"{ATOM}summary").text == told
        assert entry.find(f"{ATOM}link").get("href").endswith(f"/{language}/recommendations/made-up/{row.ref}/")


def test_without_recommendations_the_page_says_so_and_leads_on(client):
    page = client.get(LIST)
    assert "No recommendation yet" in plain(page)
    assert 'href="/en/programme/"' in page.content.decode()


def test_fictional_ones_say_so(client):
    row = make_public()
    assert "Fictional" in plain(client.get(LIST))
    assert "notice--warn" in client.get(f"{LIST}made-up/{row.ref}/").content.decode()
    assert client.get(f"{LIST}data.json").json()["recommendations"][0]["is_fictional"] is True


def test_addressees_stand_by_class_with_their_lead(client):
    row = make_public(
        countries=("XAA",),
        addressees=[
            body("XAA", "Ministry of Health"),
            body("XAA", "Clinics Association", addressee_class="national-civil-society", role="co"),
            body("", "Health Organisation", addressee_class="international-organisation", role="consulted"),
        ],
    )
    text = plain(client.get(f"{LIST}made-up/{row.ref}/"))
    places = [
        text.index(part)
        for part in ("Governments", "Ministry of Health", "International organisations", "Civil society", "Clinics")
    ]
    assert places == sorted(places)
    assert "Ministry of Health Ministry · Amarilia (fictional) Lead" in text


def test_what_is_not_public_is_not_found_and_changes_no_list(client):
    row, draft = make_issued(), make_draft()
    for ref in (row.ref, draft.ref, "R-99"):
        assert client.get(f"{LIST}made-up/{ref}/").status_code == 404
        assert client.get(f"/api/v1/recommendations/made-up/{ref}").status_code == 404
    assert "No recommendation yet" in plain(client.get(LIST))
    assert client.get("/api/v1/recommendations").json() == {"count": 0, "recommendations": []}
    assert client.get(f"{LIST}data.json").json() == {"recommendations": []}


def test_a_country_sees_what_is_open_to_it_and_another_does_not(client):
    row = make_issued()
    public.open_recommendation(actor=SYSTEM, recommendation=row, countries=["XAA"])
    for country, status in (("XAA", 200), ("XBB", 404)):
        sign_in(client, Role.DELEGATE, countries=[country])
        assert client.get(f"{LIST}made-up/{row.ref}/").status_code == status
        assert (row.ref in client.get(LIST).content.decode()) is (status == 200)
        assert client.get(f"{LIST}data.json").json() == {"recommendations": []}


def test_origins_show_only_what_one_may_see(client):
    row = make_draft()
    public.add_origin(actor=SYSTEM, recommendation=row, finding=make_finding())
    public.address_to(actor=SYSTEM, recommendation=row, addressees=[body()])
    for step in ("propose", "consolidate", "adopt", "issue"):
        public.take_step(actor=SYSTEM, recommendation=row, step=step)
    public.release_recommendation(actor=SYSTEM, recommendation=row, country="XAA")
    public.publish_recommendation(actor=SYSTEM, recommendation=row)
    address = f"{LIST}made-up/{row.ref}/"
    assert "F-1" not in client.get(address).content.decode()
    sign_in(client)
    assert "F-1" in client.get(address).content.decode()
    assert "So it is." in plain(client.get(address))


def test_the_api_pages_and_filters(client, real):
    answer = client.get("/api/v1/recommendations?country=EGY&limit=2&offset=1").json()
    assert (answer["count"], len(answer["recommendations"])) == (13, 2)
    assert answer["recommendations"][0]["addressees"][0]["class"] == "state-government"
    for query in ("limit=0", "limit=9999", "offset=x", "colour=red"):
        refused = client.get(f"/api/v1/recommendations?{query}")
        assert refused.status_code == 400
        assert f"“{query.split('=')[0]}”" in refused.json()["message"]
    one = client.get("/api/v1/recommendations/north-africa/UPR-MAR-2008-75.6").json()
    assert [version["stage"] for version in one["versions"]] == ["published-report"]


@pytest.mark.parametrize("address", [LIST, f"{LIST}feed.atom", f"{LIST}data.csv", "/api/v1/recommendations"])
def test_nothing_is_written_by_reading(client, address):
    assert client.post(address, {}).status_code in {403, 405}
