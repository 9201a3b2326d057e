import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mashura.consultation.office import archives
from mashura.consultation.office.matrix import (
    MAX_CELL,
    Column,
    CommentClass,
    Disposition,
    MatrixRow,
    read_matrix,
    write_matrix,
)
from mashura.consultation.office.matrix_words import (
    class_called,
    class_name,
    column_called,
    disposition_called,
    disposition_name,
    heading,
)
from mashura.errors import InputError

ROWS = (
    MatrixRow(
        id="C-1",
        comment="Which papers are meant?",
        body="Ministry of Health, Amarilia",
        clause="3.1",
        from_page=4,
        from_line=12,
        to_page=4,
        to_line=15,
        language="en",
        kind=CommentClass.SUBSTANTIVE,
        disposition=Disposition.ACCEPTED_IN_PART,
        response="Residence papers; the text now says so.",
    ),
    MatrixRow(
        id="C-2",
        comment="تُستبدل كلمة «يجوز» بكلمة «يجب».",
        body="وزارة الداخلية، بلفوريا",
        language="ar",
        kind=CommentClass.LEGAL,
        disposition=Disposition.DUPLICATE_OF,
        duplicate_of="C-1",
    ),
    MatrixRow(id="C-3", comment='=HYPERLINK("http://example.org";"See")', response="+1-1\n@SUM(A1)"),
)


def bare(rows):
    return [
        MatrixRow(**{name: getattr(row, name) for name in row.__dataclass_fields__ if name != "row"}) for row in rows
    ]


def sheet_of(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def sheet(*lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def read(*lines):
    return read_matrix(sheet(*lines), file="matrix.xlsx")


@pytest.mark.parametrize("language", ["en", "fr", "ar", "es"])
def test_what_is_written_is_read(language):
    found = read_matrix(write_matrix(ROWS, language=language), file="matrix.xlsx")
    assert bare(found.rows) == list(ROWS)
    assert found.problems == ()
    assert found.columns == tuple(Column)
    assert [row.row for row in found.rows] == [2, 3, 4]


def test_equal_rows_give_equal_bytes():
    assert write_matrix(ROWS, language="ar") == write_matrix(ROWS, language="ar")


def test_an_empty_matrix_is_one_to_fill_in():
    assert read_matrix(write_matrix((), language="fr"), file="matrix.xlsx").rows == ()


def test_arabic_sheets_go_from_right_to_left_and_each_comment_in_its_own_direction():
    arabic, english = sheet_of(write_matrix(ROWS, language="ar")), sheet_of(write_matrix(ROWS, language="en"))
    assert arabic.sheet_view.rightToLeft
    assert not english.sheet_view.rightToLeft
    comment = list(Column).index(Column.COMMENT) + 1
    assert [arabic.cell(at, comment).alignment.readingOrder for at in (2, 3)] == [1, 2]
    assert [english.cell(at, comment).alignment.readingOrder for at in (2, 3)] == [1, 2]


def test_it_is_good_to_read():
    made = sheet_of(write_matrix(ROWS, language="fr"))
    assert made.freeze_panes == "B2"
    assert made.row_dimensions[4].height > made.row_dimensions[3].height
    assert made.page_setup.orientation == "landscape"
    assert made.column_dimensions["I"].width == 60
    assert all(cell.alignment.wrap_text for row in made.iter_rows() for cell in row)
    assert [cell.value for cell in made[1]][-3:] == ["Commentaire [organisme]", "Suite donnée", "Réponse"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_begins_a_formula(start):
    row = MatrixRow(id=f"{start}1", comment=f"{start}cmd|' /C calc'!A0", clause=f"{start}2", response=f"{start}1+1")
    content = write_matrix([row], language="en")
    for cell in sheet_of(content)[2]:
        if cell.value is not None:
            assert cell.data_type in {"s", "inlineStr"}
            assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_columns_may_stand_in_any_order_and_under_other_names():
    found = read(
        ("Second round", None),
        (),
        ("رقم التعليق", "Réponse", "COMMENTAIRES", "Chapter", "Page", "Remarks of my own", "الفئة", "Décision"),
        ("7", "Oui.", "Trop long. [CNDH]", 3.1, 12.0, "x", "De fond", "أُحيط علما به"),
        ("8", None, "تعليق", 4.0, "١٢", None, "LEGAL", "accepted_in_part"),
    )
    assert found.problems == ()
    assert bare(found.rows) == [
        MatrixRow(
            id="7",
            comment="Trop long.",
            body="CNDH",
            clause="3.1",
            from_page=12,
            kind=CommentClass.SUBSTANTIVE,
            disposition=Disposition.NOTED,
            response="Oui.",
        ),
        MatrixRow(
            id="8",
            comment="تعليق",
            clause="4",
            from_page=12,
            kind=CommentClass.LEGAL,
            disposition=Disposition.ACCEPTED_IN_PART,
        ),
    ]
    assert found.rows[0].row == 4


def test_a_comment_without_a_number_is_a_new_one():
    (row,) = read(("ID", "Comment"), (None, "New.")).rows
    assert row.id == ""


def test_languages_have_names():
    rows = read(("Language", "Comment"), ("Français", "a"), ("العربية", "b"), ("EN", "c"), ("Arabic", "d")).rows
    assert [row.language for row in rows] == ["fr", "ar", "en", "ar"]


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("From page", "twelve", "Row 3, column B: “twelve” is no number of a page"),
        ("From page", -1, "Row 3, column B: “-1” is no number"),
        ("From page", 10**9, "Row 3, column B"),
        ("Clause", date(2031, 3, 4), "Row 3, column B: the program took the text for a date"),
        ("Class", "Funny", "Row 3, column B: “Funny” is not in the list"),
        ("Disposition", "Perhaps", "Row 3, column B: “Perhaps” is not in the list"),
        ("Language", "!", "Row 3, column B: “!” is no language"),
    ],
)
def test_errors_name_row_and_column_and_the_other_rows_are_read(column, value, says):
    found = read(("Comment", column), ("First.", None), ("Second.", value), ("Third.", None))
    (problem,) = found.problems
    assert says in str(problem)
    assert [row.comment for row in found.rows] == ["First.", "Third."]


def test_every_problem_of_a_row_is_told_at_once():
    found = read(("ID", "Class", "Page", "Comment"), ("1", "Funny", "x", " "), ("2", None, None, "Fine."))
    assert len(found.problems) == 3
    assert [row.id for row in found.rows] == ["2"]


def test_two_rows_of_one_number():
    found = read(("ID", "Comment"), ("1", "a"), ("2", "b"), ("1", "c"))
    assert [str(one) for one in found.problems] == ["Row 4, column A: row 2 has the same number, 1."]
    assert [row.comment for row in found.rows] == ["a", "b"]


def test_two_columns_for_the_same():
    with pytest.raises(InputError, match="two columns for the same: Comment and التعليق"):
        read(("Comment", "ID", "التعليق"), ("a", "1", "b"))


def test_a_sheet_without_comments():
    with pytest.raises(InputError, match=r"matrix\.xlsx has no column of comments"):
        read(("ID", "Name"), ("1", "x"))


def test_the_matrix_may_stand_on_the_second_sheet():
    book = openpyxl.Workbook()
    book.active.append(["Read me first"])
    second = book.create_sheet("Comments")
    second.append(["ID", "Comment"])
    second.append(["1", "Here."])
    made = io.BytesIO()
    book.save(made)
    assert read_matrix(made.getvalue(), file="x.xlsx").rows[0].comment == "Here."


def test_a_text_longer_than_a_cell_is_refused_by_its_number():
    with pytest.raises(InputError, match="Comment C-9 is longer"):
        write_matrix([MatrixRow(id="C-9", comment="x" * (MAX_CELL + 1))], language="en")


def test_endless_sheets_are_not_read_to_their_end(monkeypatch):
    monkeypatch.setattr("mashura.consultation.office.matrix.MAX_ROWS", 5)
    with pytest.raises(InputError, match="more than 5 rows"):
        read(("ID", "Comment"), *((str(at), "x") for at in range(9)))


def replaced(name, content):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_matrix(ROWS, language="en"))) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return made.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><s>&b;</s>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"id;comment\n1;x",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        replaced("xl/worksheets/sheet1.xml", ENTITIES),
        replaced("xl/workbook.xml", ENTITIES.decode().encode("utf-16")),
        replaced("xl/workbook.xml", b"<workbook/>"),
        replaced("xl/worksheets/sheet1.xml", b"<worksheet"),
        replaced("xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"),
        replaced("[Content_Types].xml", b"<Types/>"),
    ],
)
def test_files_that_cannot_be_used_are_refused_by_name(content):
    with pytest.raises(InputError, match=r"matrix\.xlsx"):
        read_matrix(content, file="matrix.xlsx")


def test_an_archive_that_unpacks_to_gigabytes_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(archives, "MAX_PART", 1024 * 1024)
    with pytest.raises(InputError, match="unpacks to more than"):
        read_matrix(replaced("xl/worksheets/sheet1.xml", b"<a>" + b" " * 3_000_000 + b"</a>"), file="matrix.xlsx")


def test_a_truncated_file_is_refused():
    content = write_matrix(ROWS, language="en")
    for length in range(0, len(content), 211):
        with pytest.raises(InputError):
            read_matrix(content[:length], file="half.xlsx")


def test_every_name_is_understood_again():
    for language in ("en", "fr", "ar"):
        assert [column_called(heading(column, language)) for column in Column] == list(Column)
        assert [class_called(class_name(one, language)) for one in CommentClass] == list(CommentClass)
        assert [disposition_called(disposition_name(one, language)) for one in Disposition] == list(Disposition)


TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("=+-@_x000D_[]()،؟أبتَُّ«»é\n\t 0123"), st.characters(exclude_categories=("Cs", "Cc", "Cn"))
    ),
    max_size=40,
).map(str.strip)
NAME = TEXT.map(lambda text: " ".join(text.replace("[", "").replace("]", "").split()))
NUMBER = st.none() | st.integers(0, 100_000)
ROW = st.builds(
    MatrixRow,
    id=NAME,
    comment=TEXT.filter(bool),
    body=NAME,
    clause=NAME,
    from_page=NUMBER,
    from_line=NUMBER,
    to_page=NUMBER,
    to_line=NUMBER,
    language=st.sampled_from(["", "ar", "fr", "en", "zgh-Tfng"]),
    kind=st.none() | st.sampled_from(CommentClass),
    disposition=st.none() | st.sampled_from(Disposition),
    response=TEXT,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(ROW, max_size=5, unique_by=lambda row: row.id), st.sampled_from(["en", "fr", "ar"]))
def test_any_matrix_comes_back_as_it_went(rows, language):
    found = read_matrix(write_matrix(rows, language=language), file="matrix.xlsx")
    assert found.problems == ()
    assert bare(found.rows) == rows
