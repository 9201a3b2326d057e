import csv
import io
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from mashura.kit.downloads import (
    FeedEntry,
    csv_file,
    feed_response,
    file_response,
    in_columns,
    json_file,
    text_columns,
)

ATOM = "{http://www.w3.org/2005/Atom}"
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


def read(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_a_row_is_written_in_plain_values():
    row = {"one": None, "two": True, "three": ["a", "b"], "four": -5, "five": False}
    assert read(csv_file(list(row), [row])) == [
        {"one": "", "two": "true", "three": "a b", "four": "-5", "five": "false"}
    ]
    assert csv_file(["three"], [row], between="; ") == b"\xef\xbb\xbfthree\r\na; b\r\n"
    assert read(csv_file(["absent"], [row])) == [{"absent": ""}]


@given(TEXT)
def test_no_text_is_taken_for_a_formula(text):
    (row,) = read(csv_file(["text"], [{"text": text}])) or [{"text": ""}]
    assert row["text"] in {text, f"'{text}"}
    assert not row["text"].startswith(("=", "+", "-", "@"))


def test_a_text_has_a_column_for_each_language():
    row = {"key": "one", "title": {"en": "One", "fr": "Un"}, "place": {}}
    names, tags = ("title", "place"), ("en", "ar")
    told = in_columns(row, names, tags)
    assert told == {"key": "one", "title_en": "One", "title_ar": "", "place_en": "", "place_ar": ""}
    assert text_columns(names, tags) == ["title_en", "title_ar", "place_en", "place_ar"]


def test_a_file_is_saved_under_its_name():
    answer = file_response(json_file({"word": "شيء"}), name="words", kind="json")
    assert answer["Content-Disposition"] == 'attachment; filename="words.json"'
    assert answer["Content-Type"] == "application/json"
    assert "شيء" in answer.content.decode()


def test_a_feed_escapes_its_words():
    entry = FeedEntry("A <b>", "https://example.org/a", "urn:a", "<script>", datetime(2030, 1, 1, tzinfo=UTC))
    answer = feed_response([entry], title="Feed", page="https://example.org/", feed="https://example.org/feed")
    (found,) = ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314 - our own answer
    assert found.find(f"{ATOM}title").text == "A <b>"
    assert found.find(f"{ATOM}summary").text == "&lt;script&gt;"
    assert found.find(f"{ATOM}updated").text == "2030-01-01T00:00:00+00:00"
