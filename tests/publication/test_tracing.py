"""From a paragraph to its data and back: the pages."""

import re

import pytest
from tests.publication.factories import PROGRAMME

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as
from mashura.publication.public import editions_using, withdraw_edition
from mashura.publication.queries.tracing import trace

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def address(language, version=1):
    return f"/report/{PROGRAMME}/{language}/{version}/trace/"


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_each_value_of_a_sentence_opens_to_its_figure_and_its_rows(client, editions, language):
    edition = editions[language]
    page = client.get(f"/{language}{address(language)}").content.decode()
    sentence = edition.provenance["sentences"][0]
    figure = next(one for one in edition.provenance["figures"] if one["key"] == sentence["values"][0]["figure"])
    assert f'id="p{sentence["paragraph"]}"' in page
    (dataset, sha256), *_others = figure["vintages"].items()
    assert f"/{language}/data/{dataset}/{sha256}/" in page
    link = re.search(rf'href="(/{language}/evidence/{figure["figure"]}/\?[^"]+)"', page)
    assert link is not None
    assert client.get(link[1].replace("&amp;", "&")).status_code == 200
    assert client.get(f"/{language}/data/{dataset}/{sha256}/").status_code == 200


def test_pieces_make_up_the_paragraph_and_every_value_is_one(editions):
    for chapter in trace(editions["fr"]):
        for paragraph in chapter.paragraphs:
            record = editions["fr"].provenance
            text = next(one["text"] for one in record["paragraphs"] if one["number"] == paragraph.number)
            assert "".join(piece.text for piece in paragraph.pieces) == text
            uses = [use for one in record["sentences"] if one["paragraph"] == paragraph.number for use in one["values"]]
            assert sum(bool(piece.figure) for piece in paragraph.pieces) == len(uses)


def test_a_vintage_and_a_figure_lead_back_to_the_paragraphs(client, editions):
    sentence = editions["en"].provenance["sentences"][0]
    figure = next(one for one in editions["en"].provenance["figures"] if one["key"] == sentence["values"][0]["figure"])
    sha256 = next(iter(figure["vintages"].values()))
    with acting_as(ANONYMOUS):
        for found in (
            editions_using(ANONYMOUS, figure=figure["figure"]),
            editions_using(ANONYMOUS, vintage=sha256),
        ):
            by_language = {use.edition.language: use.paragraphs for use in found}
            assert set(by_language) == {"ar", "en", "fr"}
            assert sentence["paragraph"] in by_language["en"]
        assert editions_using(ANONYMOUS, vintage="0" * 64) == []
    page = client.get(f"/en/report/uses/?vintage={sha256}").content.decode()
    assert f"/en{address('ar')}#p" in page
    assert "No edition uses it yet" in client.get(f"/en/report/uses/?vintage={'0' * 64}").content.decode()


@pytest.mark.parametrize("query", ["", "?vintage=x", "?figure=no-such", "?figure=deaths-at-sea&vintage=" + "0" * 64])
def test_a_question_about_nothing_is_not_found(client, editions, query):
    assert client.get(f"/en/report/uses/{query}").status_code == 404


def test_what_is_withdrawn_opens_to_nobody(client, editions):
    withdraw_edition(actor=SYSTEM, edition=editions["en"])
    assert client.get(f"/en{address('en')}").status_code == 404
    assert client.get(f"/en{address('en', 9)}").status_code == 404
    page = client.get("/en/report/uses/?figure=deaths-at-sea").content.decode()
    assert address("en") not in page
    assert address("ar") in page
