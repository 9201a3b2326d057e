import io
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.consultation.office_texts import LETTERHEAD, MADE_AT, PROPOSALS, TEXT, text_of

from mashura.consultation.office.matching import Operation, match_returned
from mashura.consultation.office.ooxml import runs, w
from mashura.consultation.office.texts import (
    TITLE_KEY,
    ClauseKind,
    PendingProposal,
    SentClause,
    SentText,
    as_sent,
    mark_of,
    paragraph_id,
)
from mashura.consultation.office.word_in import read_word
from mashura.consultation.office.word_out import write_word


def part(content, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def returned(content, text=TEXT, languages=("en",)):
    return match_returned(text, read_word(content, file="back.docx"), languages=languages)


def test_equal_input_gives_equal_bytes():
    made = [write_word(TEXT, languages=["ar", "en"], letterhead=LETTERHEAD, proposals=PROPOSALS) for _ in range(2)]
    assert made[0] == made[1]


def test_others_can_open_it():
    document = docx.Document(io.BytesIO(write_word(TEXT, languages=["en"], letterhead=LETTERHEAD)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "Draft conclusions"
    assert lines[2] == f"1.\t{text_of('o-1', 'en')}"
    assert document.core_properties.title == "Draft conclusions"
    assert document.sections[0].first_page_header.paragraphs[0].text == "Secretariat of the fictional programme"


def test_a_letterhead_in_two_languages_stands_side_by_side():
    head = part(write_word(TEXT, languages=["ar", "en"], letterhead=LETTERHEAD), "word/header1.xml")
    cells = [["".join(one.itertext()) for one in cell.iter(w("p"))] for cell in head.iter(w("tc"))]
    assert cells == [list(LETTERHEAD.lines["ar"]), list(LETTERHEAD.lines["en"])]


def test_changes_are_tracked_from_the_first_key_pressed():
    assert part(write_word(TEXT, languages=["en"]), "word/settings.xml").find(w("trackRevisions")) is not None


def test_every_page_has_its_number():
    foot = part(write_word(TEXT, languages=["en"]), "word/footer1.xml")
    assert [field.get(w("instr")) for field in foot.iter(w("fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_every_clause_has_a_mark_of_its_own():
    document = part(write_word(TEXT, languages=["ar", "en"]))
    names = [start.get(w("name")) for start in document.iter(w("bookmarkStart"))]
    keys = [TITLE_KEY, *(clause.key for clause in TEXT.clauses)]
    assert sorted(names) == sorted(mark_of(key, language) for key in keys for language in ("ar", "en"))
    # Word knows no longer names.
    assert max(map(len, names)) <= 40


def test_the_second_carrier_is_an_identity_that_word_accepts():
    assert all(0 < int(paragraph_id(mark_of(str(at), "ar")), 16) < 0x80000000 for at in range(2000))


def test_arabic_paragraphs_and_runs_go_from_right_to_left():
    document = part(write_word(TEXT, languages=["ar"]))
    paragraphs = list(document.iter(w("p")))
    assert all(one.find(f"{w('pPr')}/{w('bidi')}") is not None for one in paragraphs)
    assert document.find(f".//{w('sectPr')}/{w('bidi')}") is not None
    words = {"".join(run.itertext()): run.find(f"{w('rPr')}/{w('rtl')}") is not None for run in document.iter(w("r"))}
    assert words["(SDG 3.8)"] is False
    assert words["مشروع الاستنتاجات"] is True


def test_there_is_a_font_for_arabic():
    fonts = part(write_word(TEXT, languages=["ar"]), "word/styles.xml").find(f".//{w('rFonts')}")
    assert fonts.get(w("cs")) == fonts.get(w("ascii")) == "Arial"


def test_two_languages_stand_side_by_side_and_arabic_on_the_right_when_it_is_first():
    document = part(write_word(TEXT, languages=["ar", "en"]))
    assert document.find(f".//{w('bidiVisual')}") is not None
    assert part(write_word(TEXT, languages=["en", "ar"])).find(f".//{w('bidiVisual')}") is None
    cells = [["".join(cell.itertext()) for cell in row.iter(w("tc"))] for row in document.iter(w("tr"))]
    assert cells[0] == ["مشروع الاستنتاجات", "Draft conclusions"]


def test_brackets_around_latin_words_go_with_them():
    made = ["".join(one.itertext()) for one in runs("تدعو [UNHCR] و(منظمة ILO) إلى 10.7", "ar", "rtl")]
    assert made == ["تدعو ", "[UNHCR]", " و(منظمة ", "ILO", ") إلى 10.7"]


def test_isolates_stay_at_home():
    text = SentText({"en": "T"}, (SentClause("a", {"en": "See \u2068هنا\u2069 now"}),))
    assert returned(write_word(text, languages=["en"]), text).proposals == ()


def test_a_clause_that_is_missing_in_one_language_leaves_its_cell_empty():
    text = replace(TEXT, clauses=(SentClause("a", {"en": "Only English."}, "1."),))
    matched = returned(write_word(text, languages=["en", "ar"]), text, ("en", "ar"))
    assert matched.proposals == ()
    assert matched.report.gone == ()


@pytest.mark.parametrize("languages", [[], ["en", "en"], ["en", "ar", "fr"]])
def test_one_language_or_two(languages):
    with pytest.raises(ValueError, match="one language or in two"):
        write_word(TEXT, languages=languages)


def test_a_proposal_to_what_is_not_sent_is_a_defect():
    with pytest.raises(ValueError, match="not sent"):
        write_word(TEXT, languages=["en"], proposals=[PendingProposal("o-9", "en", "x", "A")])


def test_two_clauses_of_one_key_are_a_defect():
    with pytest.raises(ValueError, match="same key"):
        SentText({}, (SentClause("a", {}), SentClause("a", {})))


def test_proposals_come_back_as_they_were():
    matched = returned(write_word(TEXT, languages=["ar"], proposals=PROPOSALS), languages=["ar"])
    found = [(one.operation, one.key, one.after, one.authors, one.made_at) for one in matched.proposals]
    assert found == [
        (Operation.CHANGE, "o-1", PROPOSALS[0].text, ("بلفوريا",), MADE_AT),
        (Operation.CHANGE, "o-3", PROPOSALS[1].text, ("كورفانيا",), MADE_AT),
        (Operation.DELETE, "o-4", "", ("كورفانيا",), MADE_AT),
        (Operation.INSERT, None, PROPOSALS[3].text, ("أماريليا",), MADE_AT),
    ]
    assert all(one.is_tracked for one in matched.proposals)


def test_two_readings_of_one_place_stand_one_after_the_other():
    proposals = [
        PendingProposal("o-2-a", "en", "Teachers receive training in the first year.", "Amarilia"),
        PendingProposal("o-2-a", "en", "Teachers receive training in the third year.", "Belvoria"),
        PendingProposal("o-2-a", "en", "All teachers receive training in the second year.", "Corvania"),
    ]
    (found,) = returned(write_word(TEXT, languages=["en"], proposals=proposals)).proposals
    assert found.before == text_of("o-2-a", "en")
    assert {(one.op.value, one.text.strip(), one.author) for one in found.tracked} >= {
        ("delete", "second", "Amarilia, Belvoria"),
        ("insert", "first", "Amarilia"),
        ("insert", "third", "Belvoria"),
    }


LINES = st.text(alphabet="abc 1.,[]()\tأبتَُّ لا،٣\u2068\u2069é", max_size=40)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
NUMBERS = st.sampled_from(["", "1.", "(a)", "2.1", "أ.", "12 bis"])
CLAUSES = st.lists(st.tuples(TEXTS, TEXTS, NUMBERS, st.sampled_from(ClauseKind)), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(clauses=CLAUSES, language=st.sampled_from(["en", "ar"]), is_beside=st.booleans())
def test_what_nobody_changed_comes_back_unchanged_and_what_was_proposed_comes_back_as_proposed(
    clauses, language, is_beside
):
    other = "fr" if language == "ar" else "ar"
    languages = [language, other] if is_beside else [language]
    text = SentText(
        {language: "Title"},
        tuple(
            SentClause(f"c{at}", {language: said, other: said}, number, kind)
            for at, (said, _, number, kind) in enumerate(clauses)
        ),
    )
    assert returned(write_word(text, languages=languages), text, languages).proposals == ()
    proposals = [
        PendingProposal(f"c{at}", language, new, "Amarilia", MADE_AT) for at, (_, new, _, _) in enumerate(clauses)
    ]
    matched = returned(write_word(text, languages=languages, proposals=proposals), text, languages)
    expected = {
        (one.key, as_sent(clause.text[language]), as_sent(one.text))
        for one, clause in zip(proposals, text.clauses, strict=True)
        if as_sent(clause.text[language]) not in {"", as_sent(one.text)}
    }
    assert {(one.key, one.before, one.after) for one in matched.proposals} == expected
    assert all(one.is_tracked and one.authors == ("Amarilia",) for one in matched.proposals)
