import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.publication.sample import sample_document

from mashura.access.public import ANONYMOUS, acting_as
from mashura.errors import InputError
from mashura.evidence.public import BUNDLE, BundledStore
from mashura.publication.provenance import FORMAT
from mashura.publication.public import (
    FilesStore,
    Verdict,
    edition_path,
    verify_edition,
    verify_file,
    verify_kept,
)
from mashura.publication.typesetting import typeset
from mashura.stats.engine import sha256_of
from mashura.stats.figures import FolderStore

pytestmark = [pytest.mark.django_db(databases=["default", "owner"]), pytest.mark.timeout(400)]


def verdicts(path):
    with acting_as(ANONYMOUS):
        return {checked.key: checked.verdict for checked in verify_edition(path, actor=ANONYMOUS).figures}


def forged(tmp_path, edition, **changes):
    """A file whose record says something else about its first figure."""
    first = edition.provenance["figures"][0]
    path = tmp_path / "forged.pdf"
    record = json.dumps({"format": FORMAT, "figures": [first | changes]})
    path.write_bytes(typeset(sample_document("en") | {"provenance": record}))
    return path


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_figure_of_a_true_edition_is_the_same(editions, language):
    found = verdicts(edition_path(editions[language]))
    assert len(found) == 30
    assert set(found.values()) == {Verdict.SAME}


def test_another_result_is_seen(editions, tmp_path):
    path = forged(tmp_path, editions["en"], result_sha256="0" * 64)
    assert set(verdicts(path).values()) == {Verdict.DIFFERENT}


def test_parameters_that_the_data_does_not_have_are_seen(editions, tmp_path):
    path = forged(tmp_path, editions["en"], params={"year": 1066})
    assert set(verdicts(path).values()) == {Verdict.DIFFERENT}


@pytest.mark.parametrize(
    "changes",
    [{"vintages": {}}, {"version": 99}, {"figure": "migrants-on-the-moon"}],
    ids=["vintage not here", "another version of the computation", "unknown figure"],
)
def test_what_cannot_be_computed_here_is_not_called_wrong(editions, tmp_path, changes):
    path = forged(tmp_path, editions["en"], **changes)
    assert set(verdicts(path).values()) == {Verdict.NOT_CHECKABLE}


def test_a_file_that_is_no_edition_is_refused(editions, tmp_path):
    path = tmp_path / "other.pdf"
    path.write_bytes(typeset(sample_document("en")))
    with pytest.raises(InputError):
        verdicts(path)


def printed_with(edition, tmp_path, sentences, *, said=None):
    """A small document with the first paragraph that has values; `sentences` makes what its record holds of them."""
    record = edition.provenance
    number = record["sentences"][0]["paragraph"]
    text = next(one["text"] for one in record["paragraphs"] if one["number"] == number)
    own = [one for one in record["sentences"] if one["paragraph"] == number]
    kept = record | {"sentences": sentences(own), "paragraphs": [{"number": number, "chapter": "", "text": text}]}
    document = sample_document(edition.language)
    block = {"type": "text", "text": said(text) if said else text, "number": number, "is_traced": True}
    document["chapters"] = [{"title": "One", "numbered": True, "blocks": [block]}]
    path = tmp_path / "small.pdf"
    path.write_bytes(typeset(document | {"provenance": json.dumps(kept, ensure_ascii=False), "trace": None}))
    return path


def checked(path, store=None):
    return verify_file(path, store or BundledStore())


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
class TestSentences:
    def test_hold_without_a_database_on_the_data_of_the_package(
        self, editions, tmp_path, language, django_assert_num_queries
    ):
        path = printed_with(editions[language], tmp_path, lambda own: own)
        with django_assert_num_queries(0):
            found = checked(path)
        assert found.holds
        assert len(found.sentences) == 3

    def test_another_value_in_the_record_is_named_with_its_sentence(self, editions, tmp_path, language):
        def forge(own):
            first = own[0]
            use = next(use for use in first["values"] if use["value"] != "year")
            text = first["text"].replace(use["shown"], "999")
            values = [one | {"shown": "999"} if one is use else one for one in first["values"]]
            return [first | {"text": text, "values": values}, *own[1:]]

        found = checked(printed_with(editions[language], tmp_path, forge))
        assert not found.holds
        (failed,) = found.failed_sentences
        assert failed.paragraph == editions[language].provenance["sentences"][0]["paragraph"]
        assert "999" in failed.text
        (value,) = [value for value in failed.values if value.verdict is Verdict.DIFFERENT]
        assert value.shown == "999"
        assert value.again not in {"999", ""}

    def test_a_number_changed_on_paper_alone_is_found(self, editions, tmp_path, language):
        shown = next(
            use["shown"] for use in editions[language].provenance["sentences"][0]["values"] if use["value"] != "year"
        )
        changed = shown[:-1] + ("1" if shown[-1] != "1" else "2")
        path = printed_with(
            editions[language], tmp_path, lambda own: own, said=lambda text: text.replace(shown, changed)
        )
        found = checked(path)
        assert not found.holds
        assert "do not say what its record says" in str(found.failed_sentences[0].problem)

    def test_a_number_that_no_value_accounts_for_is_found(self, editions, tmp_path, language):
        def forge(own):
            return [own[0] | {"text": own[0]["text"] + " 77"}, *own[1:]]

        found = checked(printed_with(editions[language], tmp_path, forge))
        assert "comes from no figure" in str(found.failed_sentences[0].problem)


def changed_bundle(tmp_path):
    """The data of the package with one value of one file changed, its description as it was."""
    folder = tmp_path / "bundle"
    shutil.copytree(BUNDLE, folder)
    file = folder / "undesa-migrant-stock" / "data.parquet"
    table = pq.read_table(file)
    place = next(i for i, field in enumerate(table.schema) if str(field.type).startswith(("int", "double")))
    column = table.column(place).to_pylist()
    column[-1] = (column[-1] or 0) + 1
    pq.write_table(
        table.set_column(place, table.schema.field(place), pa.array(column, table.schema.field(place).type)), file
    )
    return folder


def test_a_changed_data_file_is_found_by_its_own_hash_and_the_sentences_are_named(editions, tmp_path):
    path = printed_with(editions["en"], tmp_path, lambda own: own)
    found = checked(path, FolderStore(changed_bundle(tmp_path)))
    assert not found.holds
    migrants = next(figure for figure in found.figures if figure.key == "migrants-in-EGY")
    assert migrants.verdict is Verdict.NOT_CHECKABLE
    assert "has been changed" in str(migrants.reason)
    assert [sentence.verdict for sentence in found.sentences[:2]] == [Verdict.NOT_CHECKABLE] * 2
    # Refugees are counted in another file, which is whole.
    assert found.sentences[2].verdict is Verdict.SAME


def test_files_of_a_folder_are_known_by_their_own_hash_whatever_their_name(editions, tmp_path):
    path = printed_with(editions["en"], tmp_path, lambda own: own)
    whole = tmp_path / "whole"
    for number, file in enumerate(sorted(BUNDLE.glob("*/data.parquet"))):
        (whole / str(number)).mkdir(parents=True)
        shutil.copyfile(file, whole / str(number) / f"file-{number}.parquet")
    assert checked(path, FilesStore(whole)).holds
    found = checked(path, FilesStore(changed_bundle(tmp_path)))
    assert {figure.verdict for figure in found.figures if figure.key.startswith("migrants")} == {Verdict.NOT_CHECKABLE}


def test_a_vintage_registered_with_another_value_gives_another_number(editions, tmp_path):
    """The record names the changed file by the hash it really has: the figure is computed, and differs."""
    folder = changed_bundle(tmp_path)
    file = folder / "undesa-migrant-stock" / "data.parquet"
    other = sha256_of(file)
    first = next(one for one in editions["en"].provenance["figures"] if one["key"] == "migrants-in-EGY")
    entry = first | {"vintages": {"undesa-migrant-stock": other}, "result_sha256": "0" * 64}
    record = editions["en"].provenance | {"figures": [entry], "sentences": [], "paragraphs": []}
    path = tmp_path / "other.pdf"
    path.write_bytes(typeset(sample_document("en") | {"provenance": json.dumps(record)}))
    (figure,) = checked(path, FilesStore(folder)).figures
    assert figure.verdict is Verdict.DIFFERENT


def test_a_kept_edition_holds_and_a_changed_file_of_it_does_not(editions, files_kept):
    edition = editions["fr"]
    with acting_as(ANONYMOUS):
        assert verify_kept(edition, actor=ANONYMOUS).holds
        edition_path(edition).write_bytes(edition_path(edition).read_bytes() + b"\n")
        found = verify_kept(edition, actor=ANONYMOUS)
    assert found.file_changed
    assert not found.holds
