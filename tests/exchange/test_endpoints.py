import json

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from mashura.access.actors import SYSTEM
from mashura.access.session import acting_as
from mashura.evidence.models import Dataset
from mashura.evidence.public import load_bundle
from mashura.site.wsgi import application

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def bundle():
    with acting_as(SYSTEM):
        load_bundle(actor=SYSTEM)


def test_a_figure_has_the_values_that_its_page_and_the_editions_have(client, bundle):
    answer = client.get("/api/v1/figures/deaths-at-sea?year=2016&sea=mediterranean").json()
    assert set(answer) == {"name", "params", "rows", "values", "provenance"}
    assert answer["values"]["dead_and_missing"] == 5097
    page = client.get("/en/evidence/deaths-at-sea/data.json?year=2016&sea=mediterranean")
    assert json.loads(page.content)["provenance"]["result_sha256"] == answer["provenance"]["result_sha256"]


def test_every_figure_is_listed_with_what_it_may_be_asked(client, bundle):
    listed = {figure["name"]: figure for figure in client.get("/api/v1/figures?lang=fr").json()}
    assert "deaths-at-sea" in listed
    assert set(listed["deaths-at-sea"]["titles"]) == {"ar", "en", "fr"}
    assert listed["deaths-at-sea"]["title"] == listed["deaths-at-sea"]["titles"]["fr"]
    years = next(one for one in listed["deaths-at-sea"]["parameters"] if one["name"] == "year")
    assert 2016 in years["allowed"]


@pytest.mark.parametrize(
    ("address", "status", "named"),
    [
        ("/api/v1/figures/deaths-at-sea?year=1066", 400, "year"),
        ("/api/v1/figures/deaths-at-sea?colour=blue", 400, "colour"),
        ("/api/v1/figures?lang=xx", 400, "xx"),
        ("/api/v1/figures/no-such-figure", 404, ""),
        ("/api/v1/datasets/no-such-dataset", 404, ""),
    ],
)
def test_bad_input_is_named(client, bundle, address, status, named):
    answer = client.get(address)
    assert answer.status_code == status
    assert named in answer.json()["message"]


def test_datasets_say_licence_citation_and_hash(client, bundle):
    for dataset in client.get("/api/v1/datasets").json():
        assert dataset["licence_name"]
        assert dataset["citation"]
        assert {"ar", "en", "fr"} <= set(dataset["title"])
        assert all(len(vintage["sha256"]) == 64 for vintage in dataset["vintages"])


def test_nothing_can_be_written(client, bundle):
    assert client.post("/api/v1/datasets", {}).status_code == 405


def test_an_unreleased_dataset_is_not_there(client, bundle):
    with acting_as(SYSTEM):
        Dataset.objects.filter(code="nd-gain").update(is_released=False)
    assert client.get("/api/v1/datasets/nd-gain").status_code == 404
    assert "nd-gain" not in [one["code"] for one in client.get("/api/v1/datasets").json()]


@pytest.fixture
def connections_stay():
    """As in Django's own test client: a request ends without closing the connection of the test's transaction."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


@pytest.mark.timeout(300)
@pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
@pytest.mark.usefixtures("bundle", "connections_stay")
def test_the_interface_keeps_to_its_own_description():
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    tried = 0
    for operation in schema.get_all_operations():
        case = operation.ok().as_strategy().example()
        response = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(
            response, checks=[not_a_server_error, status_code_conformance, response_schema_conformance]
        )
        tried += 1
    assert tried == 19
