"""About the data: datasets, vintages, their rows and files."""

import hashlib

import pytest
from tests.access.factories import make_actor
from tests.evidence import factories

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.evidence.actions.imports import import_vintage
from mashura.evidence.models import Dataset, Vintage
from mashura.evidence.public import load_bundle

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def stock(tmp_path):
    with acting_as(SYSTEM):
        factories.dataset()
    report = import_vintage(actor=SYSTEM, dataset="test-stock", path=factories.csv_file(tmp_path), is_released=True)
    return report.sha256


@pytest.fixture
def kept_back(tmp_path):
    with acting_as(SYSTEM):
        factories.dataset(code="held-back", is_released=False)
    return import_vintage(actor=SYSTEM, dataset="held-back", path=factories.csv_file(tmp_path)).sha256


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_datasets_stand_with_publisher_and_licence(client, stock, language):
    page = client.get(f"/{language}/data/").content.decode()
    assert f"/{language}/data/test-stock/" in page
    assert "CC BY 4.0" in page
    detail = client.get(f"/{language}/data/test-stock/").content.decode()
    assert stock[:12] in detail
    assert "Nobody (2020)." in detail


def test_a_dataset_names_the_figures_that_rest_on_it(client):
    load_bundle(actor=SYSTEM)
    page = client.get("/en/data/missing-migrants/").content.decode()
    assert "/en/evidence/deaths-at-sea/" in page
    assert "/en/evidence/migrants-in/" not in page


def test_what_is_not_released_is_not_found_by_the_public(client, kept_back):
    for address in ("", f"{kept_back}/", f"{kept_back}/data.parquet", f"{kept_back}/data.csv", "import/"):
        assert client.get(f"/en/data/held-back/{address}").status_code == 404, address
    assert "held-back" not in client.get("/en/data/").content.decode()


def test_a_delegate_sees_no_more_than_the_public(client, kept_back):
    factories.sign_in(client, Role.DELEGATE)
    assert client.get("/en/data/held-back/").status_code == 404


def test_the_secretariat_sees_what_is_not_released(client, kept_back):
    factories.sign_in(client, Role.SECRETARIAT)
    assert client.get("/en/data/held-back/").status_code == 200
    assert client.get(f"/en/data/held-back/{kept_back}/").status_code == 200


def test_a_vintage_shows_its_rows_page_by_page(client):
    load_bundle(actor=SYSTEM)
    with acting_as(SYSTEM):
        vintage = Vintage.objects.get(dataset__code="missing-migrants")
    address = f"/en/data/missing-migrants/{vintage.sha256}/"
    first = client.get(address).content.decode()
    assert vintage.sha256 in first
    assert "Rows 1 to 50 of 16,219" in first
    last = client.get(f"{address}?page=325").content.decode()
    assert "Rows 16,201 to 16,219 of 16,219" in last
    assert last.count("<bdi>2023-") >= 19
    assert client.get(f"{address}?page=nonsense").status_code == 200


def test_the_file_downloaded_has_the_hash_of_the_vintage(client, stock):
    answer = client.get(f"/en/data/test-stock/{stock}/data.parquet")
    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == stock
    rows = b"".join(client.get(f"/en/data/test-stock/{stock}/data.csv").streaming_content).decode("utf-8-sig")
    assert rows.splitlines() == ["country,year,persons,rate", "EGY,2019,12,1.50", "MAR,2019,7,", "TUN,2020,3,2.25"]


def test_unknown_addresses_are_not_found(client, stock):
    other = "0" * 64
    for address in ("nothing/", f"test-stock/{other}/", f"test-stock/{other}/data.csv", "test-stock/abc/"):
        assert client.get(f"/en/data/{address}").status_code == 404, address


class TestRelease:
    def address(self, sha256, code="test-stock"):
        return f"/en/data/{code}/{sha256}/release/"

    @pytest.fixture
    def waiting(self, tmp_path):
        with acting_as(SYSTEM):
            factories.dataset()
        return import_vintage(actor=SYSTEM, dataset="test-stock", path=factories.csv_file(tmp_path)).sha256

    def is_released(self, sha256):
        with acting_as(SYSTEM):
            return Vintage.objects.get(sha256=sha256).is_released

    def test_the_secretariat_releases(self, client, waiting):
        factories.sign_in(client, Role.SECRETARIAT)
        assert client.post(self.address(waiting)).status_code == 302
        assert self.is_released(waiting)
        assert client.post(self.address(waiting)).status_code == 400

    def test_a_researcher_may_not(self, client, waiting):
        factories.sign_in(client, Role.RESEARCHER)
        assert client.post(self.address(waiting)).status_code == 403
        assert not self.is_released(waiting)

    @pytest.mark.parametrize("role", [None, Role.DELEGATE])
    def test_others_find_nothing(self, client, waiting, role):
        if role:
            factories.sign_in(client, role)
        assert client.post(self.address(waiting)).status_code == 404
        assert not self.is_released(waiting)

    def test_a_link_releases_nothing(self, client, waiting):
        factories.sign_in(client, Role.SECRETARIAT)
        assert client.get(self.address(waiting)).status_code == 405

    def test_a_vintage_of_an_unreleased_dataset_stays(self, client, kept_back):
        factories.sign_in(client, Role.SECRETARIAT)
        assert client.post(self.address(kept_back, "held-back")).status_code == 400
        assert not self.is_released(kept_back)


def test_a_researcher_sees_all_datasets():
    with acting_as(SYSTEM):
        factories.dataset(code="held-back", is_released=False)
    researcher = make_actor(Role.RESEARCHER)
    with acting_as(researcher):
        assert Dataset.objects.filter(code="held-back").exists()
