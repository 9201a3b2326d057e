"""From a result to the rows of data that it rests on: all that count, and no others."""

import pytest
from scripts.refresh_golden import CASES

import mashura.evidence.figures  # noqa: F401 - registers the figures
from mashura.errors import InputError
from mashura.evidence.store import BUNDLE
from mashura.stats.canonical import digest
from mashura.stats.engine import engine
from mashura.stats.figures import FolderStore, registry, rows_behind, run, settle_rows

STORE = FolderStore(BUNDLE)
ASKED = [(name, params) for name, cases in CASES.items() for params in cases]


def behind(name, params, dataset, *, first=0, size=50):
    return rows_behind(name, params, STORE.latest, dataset=dataset, first=first, size=size)


@pytest.mark.parametrize(("name", "params"), ASKED, ids=str)
def test_a_figure_over_the_selected_rows_alone_has_the_same_rows(name, params):
    figure, result = registry()[name], run(name, params, STORE)
    tables = {
        dataset: engine().table(STORE.latest(dataset), figure.needs[dataset])
        for dataset in result.provenance["vintages"]
    }
    selected = figure.selects(tables, result.params)
    assert set(selected) == set(tables)
    answer = figure.compute({**tables, **selected}, result.params)
    rows = settle_rows(engine().rows(answer.rows), figure.columns)
    assert digest(rows) == digest(result.rows)


@pytest.mark.parametrize(("name", "params"), ASKED, ids=str)
def test_the_rows_of_every_dataset_of_a_result_can_be_read(name, params):
    for dataset in run(name, params, STORE).provenance["vintages"]:
        found = behind(name, params, dataset, size=3)
        assert found.count > 0
        assert len(found.rows) == min(3, found.count)


def test_the_deaths_of_2016_are_the_sum_of_their_rows():
    params = {"year": "2016", "sea": "mediterranean"}
    found = behind("deaths-at-sea", params, "missing-migrants", size=10_000)
    result = run("deaths-at-sea", params, STORE)
    assert found.count == len(found.rows) == result.values["records"]
    assert sum(row["dead_and_missing"] for row in found.rows) == result.values["dead_and_missing"] == 5097
    assert "nationality" in found.rows[0], "whole rows, not only the columns that the figure needs"


def test_pages_follow_each_other_without_a_gap():
    params = {"year": "2016", "sea": "atlantic"}
    whole = behind("deaths-at-sea", params, "missing-migrants", size=1000)
    parts = [
        row
        for first in range(0, whole.count, 7)
        for row in behind("deaths-at-sea", params, "missing-migrants", first=first, size=7).rows
    ]
    assert parts == whole.rows


def test_a_dataset_that_the_figure_does_not_use_is_refused():
    with pytest.raises(InputError, match="does not use the dataset nd-gain"):
        behind("deaths-at-sea", {}, "nd-gain")
    with pytest.raises(InputError, match="does not use the dataset undesa-migrant-stock"):
        behind("flow-map", {"people": "refugees"}, "undesa-migrant-stock")
    with pytest.raises(InputError, match="There is no figure"):
        behind("no-such", {}, "nd-gain")
