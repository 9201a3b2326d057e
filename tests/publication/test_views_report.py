import xml.etree.ElementTree as ET

import pytest
from tests.consultation.signing_in import signed_in
from tests.publication.factories import PROGRAMME

from mashura.access.public import SYSTEM, Role
from mashura.publication.public import edition_path, withdraw_edition

pytestmark = [pytest.mark.django_db(databases=["default", "owner"]), pytest.mark.timeout(400)]

ATOM = "{http://www.w3.org/2005/Atom}"


def address(language, version=None):
    where = f"/en/report/{PROGRAMME}/{language}"
    return f"{where}.pdf" if version is None else f"{where}/{version}.pdf"


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
class TestDownload:
    def test_gives_the_file_with_its_type_name_and_fingerprint(self, client, editions, language):
        response = client.get(address(language))
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert f'filename="{PROGRAMME}-{language}-1.pdf"' in response["Content-Disposition"]
        assert response["Content-Language"] == language
        assert response["ETag"] == f'"{editions[language].file_sha256}"'
        assert b"".join(response.streaming_content) == edition_path(editions[language]).read_bytes()

    def test_sends_nothing_to_who_has_it_already(self, client, editions, language):
        response = client.get(address(language), headers={"If-None-Match": f'"{editions[language].file_sha256}"'})
        assert response.status_code == 304
        assert response.content == b""


def test_an_exact_version_can_be_cited(client, editions):
    response = client.get(address("en", 1))
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == edition_path(editions["en"]).read_bytes()
    assert client.get(address("en", 2)).status_code == 404


@pytest.mark.parametrize("where", ["/en/report/north-africa/xx.pdf", "/en/report/nowhere/en.pdf"])
def test_what_is_not_there_is_not_found(client, editions, where):
    assert client.get(where).status_code == 404


def test_what_is_not_released_looks_as_if_it_were_not_there(client, editions):
    withdraw_edition(actor=SYSTEM, edition=editions["en"])
    assert client.get(address("en")).status_code == 404
    assert address("en") not in client.get("/en/report/").content.decode()


def test_an_edition_whose_file_is_gone_is_not_found(client, editions, files_kept):
    edition_path(editions["fr"]).unlink()
    assert client.get(address("fr")).status_code == 404


def test_only_reading_is_possible(client, editions):
    assert client.post(address("en")).status_code in (403, 405)


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_page_lists_every_language_in_the_order_of_the_programme(client, editions, language):
    page = client.get(f"/{language}/report/").content.decode()
    places = [page.index(f"/{language}/report/{PROGRAMME}/{code}.pdf") for code in ("en", "ar", "fr")]
    assert places == sorted(places)
    for edition in editions.values():
        assert edition.file_sha256 in page


def test_without_editions_the_page_names_the_next_step(client, editions):
    for edition in editions.values():
        withdraw_edition(actor=SYSTEM, edition=edition)
    page = client.get("/en/report/").content.decode()
    assert "No edition has been published yet" in page
    assert "../evidence/" in page


def test_editions_are_listed_with_their_hashes(client, editions):
    found = client.get("/en/report/editions.json").json()["editions"]
    assert {one["file_sha256"] for one in found} == {one.file_sha256 for one in editions.values()}
    arabic = next(one for one in found if one["language"] == "ar")
    assert arabic["address"] == f"http://testserver{address('ar', 1)}"
    assert (arabic["content_sha256"], arabic["pages"]) == (editions["ar"].content_sha256, editions["ar"].pages)
    assert client.post("/en/report/editions.json").status_code in (403, 405)


def test_the_feed_tells_of_editions_in_the_language_of_its_address(client, editions):
    page = client.get("/fr/report/").content.decode()
    assert 'type="application/atom+xml" href="/fr/report/feed.atom"' in page
    answer = client.get("/fr/report/feed.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    found = ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314 - our own answer
    assert {one.find(f"{ATOM}id").text for one in found} == {f"urn:uuid:{one.pk}" for one in editions.values()}
    assert {one.find(f"{ATOM}title").text.rpartition(" (")[2] for one in found} == {"arabe)", "anglais)", "français)"}


def test_an_edition_that_is_not_released_is_in_no_list_and_in_no_feed(client, editions):
    withdraw_edition(actor=SYSTEM, edition=editions["en"])
    secretariat = signed_in(Role.SECRETARIAT, programme=PROGRAMME)
    for reader in (client, secretariat):
        for where in ("/en/report/editions.json", "/en/report/feed.atom"):
            answer = reader.get(where).content.decode()
            assert address("ar", 1) in answer
            assert address("en", 1) not in answer
