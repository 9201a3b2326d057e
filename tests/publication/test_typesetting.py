import io
import itertools
import re
import time

import pypdfium2
import pytest
from pypdf import PdfReader
from tests.publication.pages import lines_of, words_by_line, words_of, words_of_text
from tests.publication.sample import STATES, TITLES, sample_document

from mashura.publication.provenance import page_count
from mashura.publication.typesetting import TypesettingError, typeset, typeset_all

LANGUAGES = ["ar", "en", "fr"]


@pytest.fixture(scope="module")
def pdfs():
    return {language: typeset(sample_document(language)) for language in LANGUAGES}


def is_year(line: list[str]) -> bool:
    return re.fullmatch(r"(19|20)\d\d", line[0]) is not None


@pytest.mark.parametrize("language", LANGUAGES)
class TestDocument:
    def test_says_its_language_and_title_and_is_tagged(self, pdfs, language):
        reader = PdfReader(io.BytesIO(pdfs[language]))
        catalogue = reader.trailer["/Root"]
        assert catalogue["/Lang"] == language
        assert catalogue["/MarkInfo"]["/Marked"]
        assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert reader.metadata.title == TITLES[language][0]

    def test_claims_both_standards(self, pdfs, language):
        metadata = PdfReader(io.BytesIO(pdfs[language])).xmp_metadata
        assert metadata is not None
        described = metadata.stream.get_data().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in described
        assert "<pdfaid:part>3</pdfaid:part>" in described

    def test_is_read_from_the_side_of_its_script(self, pdfs, language):
        preferences = PdfReader(io.BytesIO(pdfs[language])).trailer["/Root"]["/ViewerPreferences"]
        assert preferences["/Direction"] == ("/R2L" if language == "ar" else "/L2R")

    def test_is_dated_by_its_edition(self, pdfs, language):
        metadata = PdfReader(io.BytesIO(pdfs[language])).metadata
        assert metadata is not None
        assert metadata.creation_date_raw == "D:20261123000000Z"

    def test_tells_how_many_pages_it_has(self, pdfs, language):
        assert page_count(pdfs[language]) == len(PdfReader(io.BytesIO(pdfs[language])).pages)

    def test_carries_its_provenance(self, pdfs, language):
        assert PdfReader(io.BytesIO(pdfs[language])).attachments == {"provenance.json": [b'{"edition": "sample"}']}

    def test_embeds_fonts_of_the_package_only(self, pdfs, language):
        names = set()
        for page in PdfReader(io.BytesIO(pdfs[language])).pages:
            for font in page["/Resources"].get("/Font", {}).values():
                names.add(re.sub(r"^[A-Z]{6}\+|-.*$", "", str(font.get_object()["/BaseFont"])[1:]))
        assert names
        assert names <= {"NotoSans", "NotoSerif", "NotoSansArabic", "NotoNaskhArabic", "NotoKufiArabic"}

    def test_equal_data_gives_equal_bytes(self, pdfs, language):
        time.sleep(1.1)  # a clock that leaks into the file would have moved on
        assert typeset(sample_document(language)) == pdfs[language]

    def test_shows_day_version_and_number_on_every_page_but_the_cover(self, pdfs, language):
        expected = set(words_of_text(sample_document(language)["words"]["imprint"]))
        for number, lines in enumerate(words_by_line(pdfs[language])[1:], start=2):
            assert expected | {str(number)} <= set(lines[-1]), number

    def test_table_repeats_its_head_on_each_page(self, pdfs, language):
        heads = {words_of_text(head)[0] for head in sample_document(language)["chapters"][0]["blocks"][-1]["headers"]}
        pages = [lines for lines in words_by_line(pdfs[language]) if sum(is_year(line) for line in lines) > 10]
        assert len(pages) == 2
        for lines in pages:
            before_the_first_row = lines[: next(index for index, line in enumerate(lines) if is_year(line))]
            assert heads <= set(before_the_first_row[-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_chapter_title_reads_in_the_direction_of_its_script(pdfs, language):
    lines = words_by_line(pdfs[language])[3]
    assert words_of_text(STATES[language][0]) in lines


def test_arabic_letters_are_joined(pdfs):
    # The heading is the country's name; letters standing alone would leave a white column after almost every one.
    document = pypdfium2.PdfDocument(pdfs["ar"])
    letters = next(line for line in lines_of(document[3]) if "".join(words_of(line, rtl=True)).startswith("الجمهورية"))
    first, last, base, size = letters[0].x, letters[-1].right, letters[0].baseline, letters[0].size
    width, height = document[3].get_size()
    crop = (first, base - size / 2, width - last, height - base - size)
    bitmap = document[3].render(scale=6, crop=crop, grayscale=True)
    picture = bitmap.to_numpy()
    document.close()
    dark = [bool((picture[:, column] < 128).any()) for column in range(picture.shape[1])]
    strokes = sum(1 for before, here in itertools.pairwise([False, *dark]) if here and not before)
    assert 3 <= strokes <= len(STATES["ar"][0].replace(" ", "")) / 2


def test_full_stop_after_an_acronym_stands_on_the_left_in_arabic(pdfs):
    lines = words_by_line(pdfs["ar"])[3]
    # Words come from the right, letters of a Latin word from the left: the stop stands left of the whole name.
    assert any(line[-2:] == ["2.1", ".HTCDS"] for line in lines)
    assert not any("HTCDS." in line or "2.1." in line for line in lines)


def test_a_block_that_the_template_does_not_know_is_refused():
    document = sample_document()
    document["chapters"][0]["blocks"].append({"type": "carousel"})
    with pytest.raises(TypesettingError, match="carousel"):
        typeset(document)


def test_a_letter_that_no_font_of_the_package_has_is_refused():
    document = sample_document()
    document["chapters"][0]["blocks"][0]["text"] = "\u5317\u975e"
    with pytest.raises(TypesettingError, match="could not be displayed"):
        typeset(document)


def test_a_figure_without_alternative_text_is_refused():
    document = sample_document()
    figure = next(block for block in document["chapters"][0]["blocks"] if block["type"] == "figure")
    del figure["alt"]
    with pytest.raises(TypesettingError):
        typeset(document)


def test_several_documents_set_at_once_are_the_same_and_in_order(pdfs):
    together = typeset_all([sample_document(language) for language in LANGUAGES])
    assert together == [pdfs[language] for language in LANGUAGES]


def test_one_refused_document_among_several_is_an_error():
    broken = sample_document("fr")
    broken["chapters"][0]["blocks"].append({"type": "carousel"})
    with pytest.raises(TypesettingError, match="carousel"):
        typeset_all([sample_document("en"), broken])
