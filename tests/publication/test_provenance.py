"""What stands in the editions that ship: order, names, numbers, figures, and where every number comes from."""

import io
import json
import re
import unicodedata

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject
from tests.publication.factories import PROGRAMME
from tests.publication.pages import words_by_line, words_of_text
from tests.publication.sample import sample_document

from mashura.access.public import SYSTEM, acting_as
from mashura.errors import InputError
from mashura.evidence.public import run_figure
from mashura.kit.bidi import strip_isolates
from mashura.publication.provenance import read_provenance
from mashura.publication.public import edition_path
from mashura.publication.typesetting import typeset
from mashura.reference.public import countries_in_order, official_country_name

pytestmark = [pytest.mark.django_db(databases=["default", "owner"]), pytest.mark.timeout(400)]
LANGUAGES = ["ar", "en", "fr"]
COUNTRIES = ["EGY", "MAR", "TUN"]
BY_COUNTRY = [
    "driver-conflict",
    "driver-environment",
    "driver-poverty",
    "driver-stability",
    "driver-unemployment",
    "flow-map",
    "migrants-from",
    "migrants-in",
    "refugees-hosted",
]
KEYS = sorted(
    [
        "arrivals-by-route",
        "deaths-at-sea",
        "deaths-by-cause",
        *(f"{name}-{country}" for name in BY_COUNTRY for country in COUNTRIES),
    ]
)


def reader_of(editions, language):
    return PdfReader(io.BytesIO(edition_path(editions[language]).read_bytes()))


def titles(outline):
    """The titles of the bookmarks' first level, in their order."""
    return [strip_isolates(entry.title) for entry in outline if not isinstance(entry, list)]


def figures_in_tags(node, found):
    """Alternative texts of every tagged figure below a node of the structure tree."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for one in node:
            figures_in_tags(one, found)
    elif isinstance(node, DictionaryObject):
        if node.get("/S") == "/Figure":
            found.append(str(node.get("/Alt", "")))
        figures_in_tags(node.get("/K"), found)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
class TestEdition:
    def test_chapters_stand_in_order_and_states_in_that_of_protocol(self, editions, language):
        found = titles(reader_of(editions, language).outline)
        states = [official_country_name(code, language) for code in countries_in_order(COUNTRIES, language)]
        places = [next(i for i, title in enumerate(found) if title.endswith(state)) for state in states]
        assert places == list(range(places[0], places[0] + 3))
        # Figures, summary, programme, how made, how to read; then routes, tables, participants, sources, glossary.
        assert (places[0], len(found) - places[-1] - 1) == (5, 5)

    def test_is_tagged_dated_titled_and_says_its_language(self, editions, language):
        reader = reader_of(editions, language)
        assert reader.trailer["/Root"]["/Lang"] == language
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert reader.metadata is not None
        assert strip_isolates(reader.metadata.title) == editions[language].title
        assert reader.metadata.creation_date_raw == f"D:{editions[language].dated:%Y%m%d}000000Z"

    def test_every_figure_is_there_with_words_for_who_cannot_see_it(self, editions, language):
        alternatives = figures_in_tags(reader_of(editions, language).trailer["/Root"]["/StructTreeRoot"]["/K"], [])
        # A figure of the template holds the drawing, and both carry the words.
        assert len({text for text in alternatives if text}) == len(KEYS)

    def test_carries_the_record_that_the_database_keeps(self, editions, language):
        inside = read_provenance(edition_path(editions[language]))
        assert inside == editions[language].provenance
        assert [figure["key"] for figure in inside["figures"]] == KEYS
        assert inside["edition"]["programme"] == PROGRAMME
        assert inside["edition"]["language"] == language
        assert {len(dataset["sha256"]) for dataset in inside["datasets"]} == {64}
        used = {sha256 for figure in inside["figures"] for sha256 in figure["vintages"].values()}
        assert used <= {dataset["sha256"] for dataset in inside["datasets"]}

    def test_every_number_of_a_sentence_is_a_value_of_a_figure(self, editions, language):
        sentences = editions[language].provenance["sentences"]
        assert len(sentences) > 30
        for sentence in sentences:
            left = sentence["text"]
            for use in sorted(sentence["values"], key=lambda one: -len(one["shown"])):
                assert use["shown"] in left or use["shown"] in sentence["text"]
                left = left.replace(use["shown"], "")
            assert not re.search(r"\d", left), sentence["text"]

    def test_each_value_is_the_one_that_the_figure_has(self, editions, language):
        record = editions[language].provenance
        stated = {figure["key"]: figure for figure in record["figures"]}
        with acting_as(SYSTEM):
            results = {key: run_figure(SYSTEM, figure["figure"], figure["params"]) for key, figure in stated.items()}
        for key, result in results.items():
            assert result.provenance["result_sha256"] == stated[key]["result_sha256"]
        for use in (use for sentence in record["sentences"] for use in sentence["values"]):
            value = results[use["figure"]].values[use["value"]]
            if isinstance(value, int):
                assert re.sub(r"\D", "", use["shown"]) == str(abs(value))

    def test_paragraphs_are_numbered_through_and_stand_under_their_number(self, editions, language):
        record = editions[language].provenance
        numbers = [paragraph["number"] for paragraph in record["paragraphs"]]
        assert numbers == list(range(1, len(numbers) + 1))
        texts = {paragraph["number"]: paragraph["text"] for paragraph in record["paragraphs"]}
        for sentence in record["sentences"]:
            assert sentence["text"] in texts[sentence["paragraph"]]
        lines = [line for page in words_by_line(edition_path(editions[language]).read_bytes()) for line in page]
        for paragraph in record["paragraphs"]:
            # The full stop stands on the side to which the script runs.
            number = f".{paragraph['number']}" if language == "ar" else f"{paragraph['number']}."
            starts = [line for line in lines if line[0] == number]
            word = words_of_text(paragraph["text"])[0]
            # Numbers that open a chapter are set apart; marks on letters lie on lines of their own for a reader of PDF.
            is_plain = "–" not in paragraph["text"] and not any(unicodedata.combining(letter) for letter in word)
            # By its letters: a ligature gives its letters back in another order.
            assert [line for line in starts if not is_plain or set(word) <= set("".join(line[1:3]))], paragraph

    def test_the_numbers_of_the_text_stand_on_its_pages(self, editions, language):
        words = " ".join(
            word
            for page in words_by_line(edition_path(editions[language]).read_bytes())
            for line in page
            for word in line
        )
        shown = {
            use["shown"]
            for sentence in editions[language].provenance["sentences"]
            for use in sentence["values"]
            if re.fullmatch(r"[\d,\u202f]{4,}", use["shown"])
        }
        assert len(shown) > 20
        # A page is read as words; a French group of thousands may be a word of its own.
        spaceless = re.sub(r"\s", "", words)
        assert not {number for number in shown if re.sub(r"\s", "", number) not in spaceless}


def test_arabic_reads_from_the_right_and_joined(editions):
    lines = [line for page in words_by_line(edition_path(editions["ar"]).read_bytes()) for line in page]
    for code in COUNTRIES:
        assert words_of_text(official_country_name(code, "ar")) in lines


def test_each_edition_writes_months_and_digits_in_its_own_way(editions):
    imprints = {
        language: " ".join(words_by_line(edition_path(edition).read_bytes())[1][-1])
        for language, edition in editions.items()
    }
    assert re.search(r"/", imprints["ar"])
    assert not re.search(r"[٠-٩]", "".join(imprints.values()))


def test_a_file_that_is_no_pdf_is_refused_by_name(tmp_path):
    (tmp_path / "notes.pdf").write_text("not a document")
    with pytest.raises(InputError, match=r"notes\.pdf cannot be read as a PDF"):
        read_provenance(tmp_path / "notes.pdf")


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(InputError, match=r"no file gone\.pdf"):
        read_provenance(tmp_path / "gone.pdf")


@pytest.mark.parametrize("record", ["{}", "[1]", "not json", json.dumps({"format": "another/9"})])
def test_a_pdf_without_our_record_is_refused(tmp_path, record):
    path = tmp_path / "other.pdf"
    path.write_bytes(typeset(sample_document("en") | {"provenance": record}))
    with pytest.raises(InputError, match="nothing to verify"):
        read_provenance(path)
