"""Reading partners' files: every count that the data's own description names, each layout, and damaged files."""

import io
import json
from collections import Counter
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared import shared_file

from mashura.consultation.public import RecommendationCopy, merge_statements
from mashura.errors import InputError
from mashura.exchange.recommendations.ohchr_list import read_ohchr_list
from mashura.exchange.recommendations.own_csv import read_own_csv, write_own_csv
from mashura.exchange.recommendations.states import state_code
from mashura.exchange.recommendations.uhri import plain_text, read_uhri
from mashura.exchange.recommendations.upr_info import read_upr_info
from mashura.kit.expressions import Expressions

FOLDER = "data/recommendations"
HEADER = "state_under_review,text,recommending_state,response,session,cycle,action_category"


def rows_of(session, country, found):
    return [row for row in found.usable if row.symbol == f"UPR session {session}" and row.country == country]


@pytest.fixture(scope="module")
def three_countries():
    return read_upr_info(shared_file(f"{FOLDER}/upr_eg_ma_tn_all.csv").read_bytes(), file="all.csv")


def test_every_row_of_the_three_countries_is_read(three_countries):
    assert three_countries.rows == 888
    assert Counter(row.country for row in three_countries.usable) == {"EGY": 503, "MAR": 180, "TUN": 205}
    assert not three_countries.problems


def test_egypt_2014_counts_in_each_unit(three_countries):
    rows = rows_of(20, "EGY", three_countries)
    assert Counter(row.position for row in rows) == {"Accepted": 224, "Noted": 97}
    assert len({row.text for row in rows}) == len(merge_statements(rows)) == 304


@pytest.mark.parametrize(
    ("session", "country", "positions"),
    [(13, "MAR", {"Accepted": 152, "Noted": 8}), (7, "EGY", {"Accepted": 135, "Noted": 36})],
)
def test_final_positions_of_two_reviews(three_countries, session, country, positions):
    found = Counter(row.position for row in rows_of(session, country, three_countries))
    assert {name: found[name] for name in positions} == positions


def test_rows_about_migration_are_read():
    found = read_upr_info(shared_file(f"{FOLDER}/upr_eg_ma_tn_migration.csv").read_bytes(), file="migration.csv")
    assert (found.rows, len(found.usable)) == (33, 33)


def test_world_rows_about_migration_have_their_strengths():
    found = read_upr_info(shared_file(f"{FOLDER}/upr_world_migration.csv").read_bytes(), file="world.csv")
    assert found.rows == 3950
    assert [Counter(row.action_strength for row in found.usable)[one] for one in range(1, 6)] == [
        21,
        549,
        538,
        1717,
        1125,
    ]


def test_the_original_export_reads_alike():
    original = f"{HEADER}\rEgypt,Protect every migrant’s rights.,Côte d’Ivoire,Accepted,20,2,4\r".encode("mac_roman")
    clean = f"{HEADER}\nEgypt,Protect every migrant’s rights.,Côte d’Ivoire,Accepted,20,2,4\n".encode()
    assert read_upr_info(original, file="a").usable == read_upr_info(clean, file="b").usable


@pytest.mark.parametrize(
    ("line", "row", "column"),
    [
        ("Atlantis,Do it.,France,Accepted,20,2,4", 2, "state_under_review"),
        ("Egypt,,France,Accepted,20,2,4", 2, "text"),
        ("Egypt,Do it.,France,Accepted,20,2,9", 2, "action_category"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(line, row, column):
    (problem,) = read_upr_info(f"{HEADER}\n{line}\n".encode(), file="a.csv").problems
    assert (problem.row, problem.column) == (row, column)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "a.csv"),
        (b"country,words\nEgypt,Do it.\n", "state_under_review"),
        (f"{HEADER}\nEgypt,Do it.,France,Accepted,20,2,4\nEgypt,half\n".encode(), "row 3"),
        (f'{HEADER}\nEgypt,"never closed,France,Accepted,20,2,4\n'.encode(), "row"),
    ],
)
def test_a_file_that_is_no_export_says_what_is_wrong(content, says):
    with pytest.raises(InputError, match=says):
        read_upr_info(content, file="a.csv")


@pytest.mark.parametrize(
    ("name", "rows", "positions", "has_goals"),
    [
        ("upr20_slovenia_thematic_list.docx", 163, {"Supported": 142, "Noted": 21}, False),
        ("upr48_slovenia_thematic_list.docx", 254, {"Supported": 217, "Noted": 37}, True),
    ],
)
def test_two_layouts_of_ohchr_lists(name, rows, positions, has_goals):
    content = shared_file(f"{FOLDER}/ohchr_thematic_list/{name}").read_bytes()
    found = read_ohchr_list(content, file=name, country="SVN")
    assert (found.rows, len(found.usable)) == (rows, rows)
    assert Counter(row.position for row in found.usable) == positions
    assert any(row.sdgs for row in found.usable) == has_goals
    assert all(row.proposers and row.theme_labels and row.position_source for row in found.usable)
    assert not any("&amp;" in row.text or "\u00a0" in row.text for row in found.usable)


def made_list(rows, heads=("Recommendation", "Position", "Full list of themes", "Assessment/comments")):
    document = docx.Document()
    table = document.add_table(rows=0, cols=4)
    for texts in [heads, *rows]:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_the_layout_between_them_has_goals_among_the_themes():
    themes = "- Right to health\nSDGs:\n- 3 - GOOD HEALTH\n- 10.7 - migration\nAffected persons:\n- migrants"
    text = (
        "7.1 Open clinics &amp; schools (Iran (Islamic Republic of)) (Chad, Mali);\nSource of Position: A/1 - Para. 2"
    )
    (row,) = read_ohchr_list(
        made_list([(text, "Supported/Noted", themes, "Done in part")]), file="a.docx", country="EGY"
    ).usable
    assert row.text == "Open clinics & schools"
    assert row.proposers == ("Iran (Islamic Republic of)", "Chad", "Mali")
    assert (row.theme_labels, row.sdgs, row.group_labels) == (("Right to health",), ("3", "10.7"), ("migrants",))
    assert (row.paragraph, row.symbol, row.assessment) == ("7.1", "A/1", "Done in part")


def test_a_text_under_two_themes_is_one_recommendation():
    row = ("7.1 Do it (Chad); Source of position: A/1 - Para. 2", "Noted", "- A", "")
    found = read_ohchr_list(made_list([row, row]), file="a.docx", country="EGY")
    assert (found.rows, len(found.usable)) == (2, 1)


def test_a_cell_without_a_paragraph_is_named():
    (problem,) = read_ohchr_list(made_list([("No number", "Noted", "- A", "")]), file="a.docx", country="EGY").problems
    assert problem.row == 2


@pytest.mark.parametrize("content", [b"", b"no document", made_list([], heads=("A", "B", "C", "D"))])
def test_what_is_no_list_is_refused(content):
    with pytest.raises(InputError, match=r"a\.docx"):
        read_ohchr_list(content, file="a.docx", country="EGY")


ANNOTATION = {
    "AnnotationId": "0a",
    "AnnotationType": "Recommendations",
    "Symbol": "A/HRC/28/16",
    "Body": "- UPR",
    "Text": "<p>Protect&nbsp;all <b>migrants</b></p>",
    "Countries": ["- Egypt"],
    "Themes": ["- Migrants"],
    "AffectedPersons": ["- Children"],
    "Sdgs": ["10.7 - Facilitate", "16 - PEACE"],
    "UprCycle": "2",
    "UprRecommendingCountry": ["- Chad", "- Mali"],
}


def annotations(*changes):
    return io.BytesIO(json.dumps([ANNOTATION | change for change in changes]).encode())


def test_an_annotation_gives_a_recommendation():
    (one,) = read_uhri(annotations({}), file="a.json")
    (row,) = one.incoming
    assert (row.key, row.text, row.country) == ("uhri:0a:EGY", "Protect all migrants", "EGY")
    assert (row.proposers, row.theme_labels, row.group_labels) == (("Chad", "Mali"), ("Migrants",), ("Children",))
    assert (row.sdgs, row.source_kind, row.symbol) == (("10.7", "16"), "upr", "A/HRC/28/16")


def test_observations_are_left_out_and_bad_annotations_named():
    found = list(
        read_uhri(
            annotations(
                {"AnnotationType": "Concerns/Observations"},
                {"AnnotationId": ""},
                {"Text": " "},
                {"Countries": ["Atlantis"]},
            ),
            file="a.json",
        )
    )
    assert not found[0].is_recommendation
    assert [one.problem.column for one in found[1:]] == ["AnnotationId", "Text", "Countries"]
    assert [one.row for one in found] == [1, 2, 3, 4]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"not json"])
def test_what_is_no_bulk_file_is_refused(content):
    with pytest.raises(InputError, match=r"a\.json"):
        list(read_uhri(io.BytesIO(content), file="a.json"))


def test_a_file_that_broke_off_names_the_annotation():
    whole = annotations({}, {"AnnotationId": "0b"}).getvalue()
    with pytest.raises(InputError, match="after annotation 1"):
        list(read_uhri(io.BytesIO(whole[:-60]), file="a.json"))


class Endless:
    """An array of annotations without end, as a stream; reading all of it would never return."""

    def __init__(self):
        self.given = 0

    def read(self, size):
        if size == 0:
            return b""
        self.given += 1
        return (b"[" if self.given == 1 else b",") + json.dumps(ANNOTATION).encode()


def test_a_bulk_file_is_read_as_a_stream():
    stream = Endless()
    found = read_uhri(stream, file="a.json")
    for _ in range(50):
        next(found)
    assert stream.given < 1000


@pytest.mark.parametrize(
    ("name", "code"),
    [("Egypt", "EGY"), ("Côte d'Ivoire", "CIV"), ("United States of America", "USA"), ("DPR Korea", "PRK"), ("X", "")],
)
def test_states_are_known_by_their_names(name, code):
    assert state_code(name) == code


def test_markup_becomes_words():
    assert plain_text("<p>One<br>two &amp; three</p>") == "One two & three"


words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
copies = st.builds(
    RecommendationCopy,
    ref=st.from_regex(r"R-[1-9][0-9]{0,3}", fullmatch=True),
    plain=st.fixed_dictionaries(
        {
            "state": st.just("draft"),
            "state_reason": st.just(Expressions()) | st.builds(lambda en: Expressions.of("en", en), words),
            "theme": st.just("S1"),
            "secondary_themes": st.lists(st.sampled_from(["S2", "T1"]), unique=True),
            "affected_groups": st.just([]),
            "action_strength": st.none() | st.integers(1, 5),
            "countries": st.just(["XAA"]),
            "open_to": st.just(["XAA"]),
            "source_kind": st.just("workshop"),
            "source_symbol": words,
            "source_paragraph": st.just("1.2"),
            "source_url": st.just(""),
            "source_dated": st.none() | st.dates(),
            "proposers": st.just(["Chad", "Mali"]),
            "import_key": words,
        }
    ),
    version=st.integers(1, 9),
    stage=st.just("draft-study"),
    text=st.builds(lambda en, ar: Expressions.of("en", en).with_translation("ar", ar), words, words),
    addressees=st.just([{"class": "ministry", "role": "lead", "country": "XAA", "organisation": "", "names": {}}]),
    origins=st.just(["finding:F-1", "meeting:rabat"]),
    links=st.just(["repeats:R-7"]),
)


@given(st.lists(copies, unique_by=lambda copy: copy.ref))
def test_our_own_file_comes_back_byte_for_byte(some):
    written = write_own_csv(some)
    read = read_own_csv(written, file="own.csv")
    assert read == sorted(some, key=lambda copy: copy.ref)
    assert write_own_csv(read) == written


@pytest.mark.parametrize("column", ["action_strength", "source_dated", "addressees", "version", "origins", "links"])
def test_a_cell_of_our_own_file_that_cannot_be_read_is_named(column, tmp_path: Path):
    one = RecommendationCopy(
        ref="R-1",
        plain=dict.fromkeys(("state", "theme", "source_kind", "source_symbol", "source_paragraph"), "x")
        | {name: ["y"] for name in ("secondary_themes", "affected_groups", "countries", "open_to", "proposers")}
        | {
            "state_reason": Expressions(),
            "action_strength": None,
            "source_url": "",
            "source_dated": None,
            "import_key": "",
        },
        version=1,
        stage="draft-study",
        text=Expressions.of("en", "Do it."),
    )
    lines = write_own_csv([one]).decode().splitlines()
    cells = lines[1].split(",")
    cells[lines[0].split(",").index(column)] = "wrong"
    with pytest.raises(InputError, match=f"row 2, column {column}"):
        read_own_csv("\n".join([lines[0], ",".join(cells), ""]).encode(), file="own.csv")


def test_the_reason_of_a_state_in_plain_words_or_unreadable(tmp_path: Path):
    one = RecommendationCopy(
        ref="R-1",
        plain=dict.fromkeys(("state", "theme", "source_kind", "source_symbol", "source_paragraph"), "x")
        | {name: [] for name in ("secondary_themes", "affected_groups", "countries", "open_to", "proposers")}
        | {"state_reason": Expressions(), "action_strength": None}
        | {"source_url": "", "source_dated": None, "import_key": ""},
        version=1,
        stage="draft-study",
        text=Expressions.of("fr", "Agir."),
    )
    head, row, _end = write_own_csv([one]).decode().split("\n")
    cells, place = row.split(","), head.split(",").index("state_reason")
    for cell, expected in (("Déjà dit.", Expressions.of("fr", "Déjà dit.")), ("{", None)):
        cells[place] = cell
        file = "\n".join([head, ",".join(cells), ""]).encode()
        if expected is None:
            with pytest.raises(InputError, match="row 2, column state_reason"):
                read_own_csv(file, file="own.csv")
        else:
            assert read_own_csv(file, file="own.csv")[0].plain["state_reason"] == expected
