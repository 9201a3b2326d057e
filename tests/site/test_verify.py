"""`mashura verify` on a machine without a database: exit codes, sentences by number, JSON."""

import json

import pytest
from tests.publication.sample import sample_document
from tests.site.servers import mashura

from mashura.evidence.public import BundledStore, figure_names, write_number
from mashura.kit.reader import Reader
from mashura.publication.typesetting import typeset
from mashura.stats.figures import registry, run

READER = Reader("en", digits="western")


def document(folder, *, wrong=False):
    """A document of one sentence, written from the data of the package; its number changed where `wrong`."""
    assert "deaths-at-sea" in figure_names()
    result = run("deaths-at-sea", {}, BundledStore())
    declared = next(value for value in registry()["deaths-at-sea"].values if value.name == "dead_and_missing")
    shown = "1" if wrong else write_number(declared, result.values["dead_and_missing"], READER)
    text = f"At least {shown} people died or went missing."
    entry = {"key": "deaths-at-sea"} | {key: value for key, value in result.provenance.items() if key != "engine"}
    values = [{"figure": "deaths-at-sea", "value": "dead_and_missing", "shown": shown}]
    record = {
        "format": "mashura-edition/1",
        "edition": {"programme": "sample", "language": "en", "digits": "western"},
        "figures": [entry],
        "paragraphs": [{"number": 1, "chapter": "One", "text": text}],
        "sentences": [{"paragraph": 1, "chapter": "One", "text": text, "values": values}],
    }
    block = {"type": "text", "text": text, "number": 1, "is_traced": True}
    content = sample_document("en") | {
        "chapters": [{"title": "One", "numbered": True, "blocks": [block]}],
        "provenance": json.dumps(record, default=str),
    }
    path = folder / "edition.pdf"
    path.write_bytes(typeset(content))
    return path


def test_what_holds_ends_with_0_and_needs_no_database(tmp_path):
    done = mashura("verify", document(tmp_path), "--data-dir", tmp_path / "empty")
    assert done.returncode == 0, done.stderr
    assert "hold 1, do not hold 0" in done.stdout
    assert not list((tmp_path / "empty").glob("postgres*"))


def test_what_does_not_hold_ends_with_1_and_names_the_sentence(tmp_path):
    path = document(tmp_path, wrong=True)
    done = mashura("verify", path, "--lang", "fr", "--data-dir", tmp_path / "empty")
    assert done.returncode == 1, done.stderr
    assert "paragraphe 1, inexact : At least 1 people died" in done.stdout.replace("\u00a0", " ")
    as_json = json.loads(mashura("verify", path, "--json", "--data-dir", tmp_path / "empty").stdout)
    (sentence,) = as_json["edition.pdf"]["sentences"]
    assert (as_json["edition.pdf"]["holds"], sentence["verdict"], sentence["paragraph"]) == (False, "different", 1)
    assert sentence["values"][0]["again"] not in {"", "1"}


@pytest.mark.parametrize(
    ("what", "said"),
    [("notes.pdf", "There is no file notes.pdf."), ("north-africa:ar:7", "there is no database here")],
)
def test_what_cannot_be_read_ends_with_2(tmp_path, what, said):
    done = mashura("verify", what, "--data-dir", tmp_path / "empty")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
