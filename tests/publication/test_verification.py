import json

import pytest
from tests.publication.sample import sample_document

from mashura.access.public import ANONYMOUS, acting_as
from mashura.errors import InputError
from mashura.publication.provenance import FORMAT
from mashura.publication.public import Verdict, edition_path, verify_edition
from mashura.publication.typesetting import typeset

pytestmark = [pytest.mark.django_db(databases=["default", "owner"]), pytest.mark.timeout(400)]


def verdicts(path):
    with acting_as(ANONYMOUS):
        return {checked.key: checked.verdict for checked in verify_edition(path, actor=ANONYMOUS)}


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
