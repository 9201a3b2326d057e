"""Bringing a file in the browser: who may, what the columns become, what the report says."""

import shutil

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django import procrastinate_app
from procrastinate.testing import InMemoryConnector
from tests.evidence import factories

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.evidence.actions import uploads
from mashura.evidence.models import Upload, Vintage

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
ADDRESS = "/en/data/test-stock/import/"
MATCHING = {"country": "country", "year": "year", "persons": "persons", "rate": "rate"}


@pytest.fixture(autouse=True)
def stock():
    shutil.rmtree(settings.DATA_DIR / "uploads", ignore_errors=True)
    with acting_as(SYSTEM):
        factories.dataset()


def bring(client, rows=None, *, name="stock.csv", content=None, day="2020-01-31"):
    data = "\n".join(factories.ROWS if rows is None else rows).encode() if content is None else content
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, data), "retrieved_on": day})


def kept_uploads():
    folder = settings.DATA_DIR / "uploads"
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.RESEARCHER])
def test_a_file_becomes_a_vintage_in_two_steps(client, role):
    factories.sign_in(client, role)
    assert client.get(ADDRESS).status_code == 200
    address = bring(client)["Location"]
    matching = client.get(address).content.decode()
    assert '<option value="country" selected>' in matching
    assert client.post(address, MATCHING)["Location"] == address
    report = client.get(address).content.decode()
    assert "new vintage" in report
    with acting_as(SYSTEM):
        vintage = Vintage.objects.get()
    assert (vintage.rows, vintage.source_file, vintage.is_released) == (3, "stock.csv", False)
    assert str(vintage.retrieved_on) == "2020-01-31"
    assert f"/en/data/test-stock/{vintage.sha256}/" in report
    assert kept_uploads() == []
    assert "stock.csv" in client.get("/en/data/test-stock/").content.decode()


def test_nobody_signed_in_may_not(client):
    assert client.get(ADDRESS).status_code == 403
    assert bring(client).status_code == 403
    assert kept_uploads() == []


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.TRANSLATOR, Role.DATA_PROTECTION_OFFICER])
def test_other_roles_may_not(client, role):
    factories.sign_in(client, role)
    assert client.get(ADDRESS).status_code == 403
    assert bring(client).status_code == 403
    assert "import/" not in client.get("/en/data/test-stock/").content.decode()


def test_an_upload_is_its_authors_alone(client):
    factories.sign_in(client, Role.RESEARCHER)
    address = bring(client)["Location"]
    client.logout()
    factories.sign_in(client, Role.RESEARCHER)
    assert client.get(address).status_code == 404
    assert client.post(address, MATCHING).status_code == 404


def test_the_report_names_row_column_and_value_in_the_readers_language(client):
    factories.sign_in(client, Role.RESEARCHER)
    address = bring(client, [factories.ROWS[0], "EGY,2019,many,1.5", "QQQ,2019,7,"])["Location"]
    client.post(address, MATCHING)
    report = client.get(address).content.decode()
    assert "Nothing was imported" in report
    assert "many" in report
    assert "QQQ" in report
    french = client.get(address.replace("/en/", "/fr/")).content.decode()
    refusal = french.partition('role="alert"')[2].partition("</div>")[0]
    assert "un nombre entier est attendu" in refusal, "the reason stays in no language until it is read"
    assert client.get(address.replace("/en/", "/ar/")).status_code == 200
    with acting_as(SYSTEM):
        assert not Vintage.objects.exists()
        assert Upload.objects.get().state == Upload.State.REFUSED
    assert kept_uploads() == []


def test_a_file_left_without_its_columns_goes_with_the_next_one(client):
    factories.sign_in(client, Role.RESEARCHER)
    first = bring(client)["Location"]
    second = bring(client)["Location"]
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert len(kept_uploads()) == 1


def test_a_column_can_be_chosen_once_only(client):
    factories.sign_in(client, Role.RESEARCHER)
    address = bring(client)["Location"]
    twice = client.post(address, MATCHING | {"rate": "persons"})
    assert twice.status_code == 400
    assert "chosen twice" in twice.content.decode()
    missing = client.post(address, MATCHING | {"rate": ""})
    assert missing.status_code == 400


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("stock.xlsx", b"PK", "neither a CSV nor a Parquet file"),
        ("stock.csv", "a,b\nCôte,1".encode("utf-16"), "not text in UTF-8"),
        ("stock.parquet", b"PAR1 broken", "no readable Parquet file"),
        ("stock.csv", b"\n", "no row with the names"),
    ],
)
def test_a_file_that_is_no_table_is_refused_beside_its_field(client, name, content, words):
    factories.sign_in(client, Role.RESEARCHER)
    page = bring(client, name=name, content=content)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert kept_uploads() == []


def test_a_form_without_file_or_with_a_day_to_come_is_refused(client):
    factories.sign_in(client, Role.RESEARCHER)
    assert client.post(ADDRESS, {"retrieved_on": "2020-01-31"}).status_code == 400
    assert "future" in bring(client, day="2999-01-01").content.decode()


def test_a_large_file_is_read_by_the_task_worker(client, monkeypatch):
    monkeypatch.setattr("mashura.evidence.views.imports.AT_ONCE", 10)
    factories.sign_in(client, Role.RESEARCHER)
    address = bring(client)["Location"]
    with procrastinate_app.current_app.replace_connector(InMemoryConnector()) as queue:
        client.post(address, MATCHING)
        jobs = list(queue.connector.jobs.values())
    assert [job["task_name"] for job in jobs] == ["evidence.read_upload"]
    waiting = client.get(address).content.decode()
    assert "being read" in waiting
    uploads.read_waiting_upload(jobs[0]["args"]["upload_id"])
    assert "new vintage" in client.get(address).content.decode()
    uploads.read_waiting_upload(jobs[0]["args"]["upload_id"])
    with acting_as(SYSTEM):
        assert Vintage.objects.count() == 1
