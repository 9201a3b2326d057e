import pytest
from tests.stats.factories import ROWS, people_figure, write_dataset

from mashura.errors import InputError
from mashura.stats import figures
from mashura.stats.checking import verify
from mashura.stats.figures import forget_results, run


@pytest.fixture
def registered(monkeypatch):
    monkeypatch.setattr(figures, "_registry", {"people": people_figure()})
    forget_results()
    return monkeypatch


@pytest.fixture
def store(tmp_path):
    return write_dataset(tmp_path / "store")


def test_a_result_holds_when_it_is_computed_again(registered, store):
    provenance = run("people", {"year": 2019}, store).provenance
    forget_results()
    found = verify(provenance, store)
    assert (found.state, found.found) == ("holds", provenance["result_sha256"])


def test_another_result_differs(registered, store):
    provenance = run("people", {}, store).provenance
    changed = people_figure(
        summarise=lambda rows, _facts, _params: {"persons": 1 + sum(row["persons"] for row in rows), "mean": 0}
    )
    registered.setitem(figures._registry, "people", changed)
    forget_results()
    found = verify(provenance, store)
    assert found.state == "differs"
    assert found.found != found.expected == provenance["result_sha256"]


def test_a_forged_hash_differs(registered, store):
    provenance = run("people", {}, store).provenance
    assert verify(provenance | {"result_sha256": "0" * 64}, store).state == "differs"


def test_a_missing_vintage_is_not_checkable(registered, store, tmp_path):
    provenance = run("people", {}, store).provenance
    revised = write_dataset(tmp_path / "revised", rows={**ROWS, "persons": [1, 2, 3, 4, 5]})
    found = verify(provenance, revised)
    assert found.state == "not checkable"
    assert "people is not here" in str(found.reason)


def test_a_damaged_vintage_is_not_checkable(registered, store):
    provenance = run("people", {}, store).provenance
    path = store.latest("people").path
    path.write_bytes(path.read_bytes()[:-9])
    found = verify(provenance, store)
    assert (found.state, "damaged" in str(found.reason)) == ("not checkable", True)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"figure": "gone"}, "Version 1 of the figure gone is no longer"),
        ({"version": 2}, "Version 2 of the figure people is no longer"),
        ({"vintages": {}}, "names no vintage of the dataset people"),
        ({"vintages": None}, "names no vintage of the dataset people"),
        ({"params": {"year": 1812}}, "parameter year cannot be 1812"),
    ],
)
def test_what_the_software_cannot_repeat_is_not_checkable(registered, store, changes, says):
    provenance = run("people", {}, store).provenance
    found = verify(provenance | changes, store)
    assert found.state == "not checkable"
    assert isinstance(found.reason, InputError)
    assert says in str(found.reason)
