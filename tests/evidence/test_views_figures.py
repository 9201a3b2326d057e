"""Pages of figures over the bundled data."""

import gzip
import io
import json
import re

import pyarrow.parquet as pq
import pytest

from mashura.access.public import SYSTEM
from mashura.evidence.public import figure_names, load_bundle

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def bundle():
    load_bundle(actor=SYSTEM)


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_list_shows_every_figure(client, bundle, language):
    page = client.get(f"/{language}/evidence/")
    assert page.status_code == 200
    text = page.content.decode()
    for name in figure_names():
        assert f"/{language}/evidence/{name}/" in text


def test_the_list_is_filtered_by_a_link(client, bundle):
    text = client.get("/en/evidence/?group=deaths").content.decode()
    assert "/en/evidence/deaths-at-sea/" in text
    assert "/en/evidence/driver-poverty/" not in text
    assert client.get("/en/evidence/?group=gossip").status_code == 404


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize("name", figure_names())
def test_every_figure_has_a_page_with_finding_picture_table_and_source(client, bundle, name, language):
    page = client.get(f"/{language}/evidence/{name}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert f"/{language}/evidence/{name}/chart-720.svg?" in text
    assert re.search(r'<img src="[^"]+" alt="[^"]{40,}"', text)
    assert "<tbody>" in text
    assert f"/{language}/data/" in text
    assert re.search(r"[0-9a-f]{64}", text)
    assert 'style="' not in text
    assert "<style" not in text


def test_the_number_of_2016_stands_on_the_page(client, bundle):
    text = client.get("/en/evidence/deaths-at-sea/?year=2016&sea=mediterranean").content.decode()
    assert "5,097 people" in text


def test_a_bad_parameter_gets_the_form_and_the_reason_beside_it(client, bundle):
    page = client.get("/en/evidence/deaths-at-sea/?year=1900")
    assert page.status_code == 400
    text = page.content.decode()
    field = text[text.index('<label for="id_year"') : text.index('id="id_year"')]
    assert "1900" in field
    assert 'name="sea"' in text
    assert client.get("/fr/evidence/deaths-at-sea/?year=abc").status_code == 400
    assert client.get("/ar/evidence/deaths-at-sea/?colour=red").status_code == 400


def test_an_unknown_figure_is_not_found(client, bundle):
    for address in ("", "chart.svg", "data.csv", "data.json"):
        assert client.get(f"/en/evidence/no-such-figure/{address}").status_code == 404


def test_without_its_data_a_figure_says_so(client):
    page = client.get("/en/evidence/deaths-at-sea/")
    assert page.status_code == 400
    assert "missing-migrants" in page.content.decode()
    assert client.get("/en/evidence/").status_code == 200


def test_downloads_hold_the_same_rows(client, bundle):
    address = "/en/evidence/deaths-at-sea/data.{}?year=2016&sea=mediterranean"
    answer = json.loads(client.get(address.format("json")).content)
    assert set(answer) == {"name", "params", "rows", "values", "provenance"}
    assert answer["values"]["dead_and_missing"] == 5097
    table = pq.read_table(io.BytesIO(client.get(address.format("parquet")).content))
    assert table.to_pylist() == answer["rows"]
    stored = json.loads(table.schema.metadata[b"mashura.provenance"])
    assert stored["result_sha256"] == answer["provenance"]["result_sha256"]
    csv = client.get(address.format("csv"))
    assert csv["Content-Disposition"] == 'attachment; filename="deaths-at-sea-2016-mediterranean.csv"'
    assert len(csv.content.decode("utf-8-sig").splitlines()) == 1 + len(answer["rows"])


def test_downloads_refuse_bad_parameters_in_words(client, bundle):
    page = client.get("/en/evidence/deaths-at-sea/data.csv?year=1900")
    assert page.status_code == 400
    assert "1900" in page.content.decode()


def test_the_picture_is_in_the_readers_language_and_digits(client, bundle):
    address = "/{}/evidence/refugees-hosted/chart-340.svg"
    arabic = client.get(address.format("ar"))
    assert arabic["Content-Type"] == "image/svg+xml"
    assert "السودان" in arabic.content.decode()
    assert "Soudan" in client.get(address.format("fr")).content.decode()
    assert client.get("/en/evidence/refugees-hosted/chart-999.svg").status_code == 404


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_with_its_picture_stays_light(client, bundle, language):
    for name in figure_names():
        page = client.get(f"/{language}/evidence/{name}/").content
        picture = client.get(f"/{language}/evidence/{name}/chart-720.svg").content
        assert len(gzip.compress(page)) + len(gzip.compress(picture)) < 60_000, name


def test_the_list_with_its_pictures_stays_light(client, bundle):
    page = client.get("/ar/evidence/").content.decode()
    pictures = re.findall(r'src="(/ar/evidence/[^"]+\.svg)"', page)
    assert len(pictures) == len(figure_names())
    weight = len(gzip.compress(page.encode()))
    weight += sum(len(gzip.compress(client.get(picture).content)) for picture in pictures)
    assert weight < 110_000
