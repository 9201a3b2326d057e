"""From a paragraph to its data and back: the pages."""

import re

import pytest
from tests.publication.factories import PROGRAMME

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as
from mashura.publication.public import editions_using, withdraw_edition
from mashura.publication.queries.tracing import chapter_lines, chapter_of, trace

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def address(language, version=1, place=None):
    where = f"/report/{PROGRAMME}/{language}/{version}/trace/"
    return where if place is None else f"{where}{place}/"


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_each_value_of_a_sentence_opens_to_its_figure_and_its_rows(client, editions, language):
    edition = editions[language]
    sentence = edition.provenance["sentences"][0]
    place = chapter_of(edition, sentence["paragraph"]).place
    page = client.get(f"/{language}{address(language, place=place)}").content.decode()
    figure = next(one for one in edition.provenance["figures"] if one["key"] == sentence["values"][0]["figure"])
    assert f'id="p{sentence["paragraph"]}"' in page
    (dataset, sha256), *_others = figure["vintages"].items()
    assert f"/{language}/data/{dataset}/{sha256}/" in page
    link = re.search(rf'href="(/{language}/evidence/{figure["figure"]}/\?[^"]+)"', page)
    assert link is not None
    assert client.get(link[1].replace("&amp;", "&")).status_code == 200
    assert client.get(f"/{language}/data/{dataset}/{sha256}/").status_code == 200


def test_pieces_make_up_the_paragraph_and_every_value_is_one(editions):
    for line in chapter_lines(editions["fr"]):
        for paragraph in trace(editions["fr"], line.place).paragraphs:
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
    assert f"/en{address('ar')}p{sentence['paragraph']}/" in page
    assert "No edition uses it yet" in client.get(f"/en/report/uses/?vintage={'0' * 64}").content.decode()


@pytest.mark.parametrize("query", ["", "?vintage=x", "?figure=no-such", "?figure=deaths-at-sea&vintage=" + "0" * 64])
def test_a_question_about_nothing_is_not_found(client, editions, query):
    assert client.get(f"/en/report/uses/{query}").status_code == 404


def test_what_is_withdrawn_opens_to_nobody(client, editions):
    withdraw_edition(actor=SYSTEM, edition=editions["en"])
    assert client.get(f"/en{address('en')}").status_code == 404
    assert client.get(f"/en{address('en', 9)}").status_code == 404
    assert client.get(f"/en{address('en', place=1)}").status_code == 404
    assert client.get(f"/en{address('en')}p1/").status_code == 404
    page = client.get("/en/report/uses/?figure=deaths-at-sea").content.decode()
    assert address("en") not in page
    assert address("ar") in page


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_page_of_the_trace_is_light(client, editions, language):
    pages = [address(language), *(address(language, place=one.place) for one in chapter_lines(editions[language]))]
    assert len(pages) > 5
    assert max(len(client.get(f"/{language}{page}").content) for page in pages) < 100_000


def test_an_anchor_of_an_earlier_edition_is_found_and_leads_to_its_paragraph(client, editions):
    contents = client.get(f"/fr{address('fr')}").content.decode()
    for line in chapter_lines(editions["fr"]):
        page = client.get(f"/fr{address('fr', place=line.place)}").content.decode()
        for number in line.paragraphs:
            assert contents.count(f'id="p{number}"') == page.count(f'id="p{number}"') == 1
            assert f'href="{line.place}/#p{number}"' in contents


def test_the_address_that_is_printed_leads_to_the_paragraph(client, editions):
    last = editions["ar"].provenance["paragraphs"][-1]["number"]
    place = chapter_of(editions["ar"], last).place
    there = client.get(f"/ar{address('ar')}p{last}/")
    assert (there.status_code, there["Location"]) == (302, f"/ar{address('ar', place=place)}#p{last}")


@pytest.mark.parametrize("below", ["0/", "99/", "p0/", "p9999/"])
def test_a_chapter_or_a_paragraph_that_is_not_there_is_not_found(client, editions, below):
    assert client.get(f"/en{address('en')}{below}").status_code == 404


def test_chapters_lead_to_those_beside_them(client, editions):
    first, second, *_rest, last = chapter_lines(editions["en"])
    page = client.get(f"/en{address('en', place=first.place)}").content.decode()
    assert 'rel="prev"' not in page
    assert f'rel="next" href="/en{address("en", place=second.place)}"' in page
    assert 'rel="next"' not in client.get(f"/en{address('en', place=last.place)}").content.decode()
