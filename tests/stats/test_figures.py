import json
import math
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.stats.factories import ROWS, people_figure, write_dataset

from mashura.errors import InputError
from mashura.stats import figures
from mashura.stats.canonical import digest
from mashura.stats.figures import (
    Answer,
    Column,
    MissingVintageError,
    allowed_values,
    figure,
    forget_results,
    registry,
    run,
    run_over,
    settle_rows,
)


@pytest.fixture
def registered(monkeypatch):
    monkeypatch.setattr(figures, "_registry", {"people": people_figure()})
    forget_results()


@pytest.fixture
def store(tmp_path):
    return write_dataset(tmp_path)


def test_a_result_has_rows_values_and_provenance(registered, store):
    result = run("people", {"year": "2019"}, store)
    assert result.rows == [
        {"country": "EGY", "persons": 10, "rate": 1.1},
        {"country": "TUN", "persons": 5, "rate": 2.3},
    ]
    assert result.values == {"persons": 15, "mean": 7.5}
    assert result.params == {"year": 2019, "top": 3}
    assert result.provenance["vintages"] == {"people": store.latest("people").sha256}
    assert result.provenance["result_sha256"] == digest({"rows": result.rows, "values": result.values})
    assert set(result.provenance["engine"]) == {"ibis", "duckdb"}


def test_what_is_published_has_exactly_these_keys_and_is_json(registered, store):
    published = run("people", {}, store).as_json()
    assert set(published) == {"name", "params", "rows", "values", "provenance"}
    assert json.loads(json.dumps(published)) == published


def test_the_default_year_follows_the_data(registered, store, tmp_path):
    assert run("people", {}, store).params["year"] == 2021
    rows = {**ROWS, "year": [2019, 2019, 2020, 2020, 2022]}
    assert run("people", {}, write_dataset(tmp_path / "later", rows=rows)).params["year"] == 2022


def test_an_unknown_figure_is_refused_with_the_names_there_are(registered, store):
    with pytest.raises(InputError, match=r"no figure poeple\. The figures are: people"):
        run("poeple", {}, store)


def test_a_missing_dataset_is_refused_by_its_name(registered, tmp_path):
    with pytest.raises(MissingVintageError, match="no data of the dataset people"):
        run("people", {}, figures.FolderStore(tmp_path))


def test_a_result_given_out_cannot_spoil_the_next_one(registered, store):
    first = run("people", {}, store)
    first.rows[0]["persons"] = -1
    first.values.clear()
    first.provenance.clear()
    again = run("people", {}, store)
    assert again.rows[0]["persons"] == 9
    assert again.values
    assert again.provenance


def test_a_result_is_computed_once_for_the_same_data(monkeypatch, store, tmp_path):
    calls = []

    def compute(data, params):
        calls.append(params["year"])
        return Answer(data["people"].filter(data["people"].year == params["year"]).select("country", "persons", "rate"))

    monkeypatch.setattr(figures, "_registry", {"people": people_figure(compute=compute)})
    forget_results()
    run("people", {"year": 2019}, store)
    run("people", {"year": "2019"}, store)
    assert calls == [2019]
    run("people", {"year": 2020}, store)
    run("people", {"year": 2019}, write_dataset(tmp_path / "revised", rows={**ROWS, "persons": [1, 2, 3, 4, 5]}))
    assert calls == [2019, 2020, 2019]


def test_the_allowed_values_come_from_the_data(registered, store):
    assert allowed_values("people", {}, store) == {"year": (2019, 2020, 2021), "top": None}


def test_a_name_is_taken_once(monkeypatch):
    monkeypatch.setattr(figures, "_registry", {"people": people_figure()})
    with pytest.raises(ValueError, match="two figures are called people"):
        figure("people", version=1, needs={}, parameters=(), columns=(), values=(), summarise=dict)(dict)


def test_nobody_changes_the_registry_from_outside(registered):
    with pytest.raises(TypeError):
        registry()["other"] = people_figure()


def test_values_must_be_those_declared(store):
    wrong = people_figure(summarise=lambda _rows, _facts, _params: {"persons": 1})
    with pytest.raises(ValueError, match="other values than it declares"):
        run_over(wrong, {}, store.latest)


def test_only_the_datasets_used_are_opened_and_recorded(store):
    needs = {**people_figure().needs, "absent": {"year": "integer"}}
    result = run_over(people_figure(needs=needs, uses=lambda _params: ("people",)), {}, store.latest)
    assert list(result.provenance["vintages"]) == ["people"]


KEYS = (Column("country", "key", "country"), Column("year", "key", "year"))
COLUMNS = (*KEYS, Column("n", "measure", "integer", "persons"), Column("r", "measure", "decimal", "percent", 2))


def test_a_row_named_twice_is_a_defect():
    row = {"country": "EGY", "year": 2020, "n": 1, "r": 1.0}
    with pytest.raises(ValueError, match="two rows for"):
        settle_rows([row, dict(row, n=2)], COLUMNS)


def test_a_row_without_its_key_is_a_defect():
    with pytest.raises(ValueError, match="a row without country, year"):
        settle_rows([{"country": None, "year": 2020, "n": 1, "r": 1.0}], COLUMNS)


rows_of_figures = st.lists(
    st.fixed_dictionaries(
        {
            "country": st.sampled_from(["EGY", "LBY", "MAR", "TUN"]),
            "year": st.integers(2000, 2030),
            "n": st.none() | st.integers(0, 10**12),
            "r": st.none() | st.floats(-1e6, 1e6) | st.just(math.nan),
        }
    ),
    unique_by=lambda row: (row["country"], row["year"]),
    max_size=20,
)


@given(rows_of_figures, st.randoms())
def test_the_order_in_which_an_engine_gives_rows_does_not_matter(rows, chance):
    shuffled = random.Random(chance.random()).sample(rows, len(rows))  # noqa: S311 - a test's shuffle
    assert digest(settle_rows(shuffled, COLUMNS)) == digest(settle_rows(rows, COLUMNS))


@given(rows_of_figures)
def test_the_types_that_an_engine_gives_do_not_matter(rows):
    as_floats = [
        {**row, "year": float(row["year"]), "n": None if row["n"] is None else float(row["n"])} for row in rows
    ]
    assert digest(settle_rows(as_floats, COLUMNS)) == digest(settle_rows(rows, COLUMNS))


@given(rows_of_figures, st.floats(-1e-9, 1e-9))
def test_noise_below_the_declared_decimals_does_not_matter_away_from_a_half(rows, noise):
    def near_half(value):
        return abs(abs(value * 100) % 1 - 0.5) < 1e-3

    kept = [row for row in rows if row["r"] is not None and not math.isnan(row["r"]) and not near_half(row["r"])]
    noisy = [{**row, "r": row["r"] + noise} for row in kept]
    assert digest(settle_rows(noisy, COLUMNS)) == digest(settle_rows(kept, COLUMNS))


@given(rows_of_figures.filter(bool))
def test_any_other_number_gives_another_hash(rows):
    changed = [*rows[:-1], {**rows[-1], "n": (rows[-1]["n"] or 0) + 1}]
    assert digest(settle_rows(changed, COLUMNS)) != digest(settle_rows(rows, COLUMNS))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(5)))
def test_the_order_of_rows_in_the_file_does_not_change_the_result(tmp_path_factory, order):
    rows = {name: [values[place] for place in order] for name, values in ROWS.items()}
    found = run_over(people_figure(), {"year": 2019}, write_dataset(tmp_path_factory.mktemp("d"), rows=rows).latest)
    assert found.provenance["result_sha256"] == "8de88bab1c35c601083c703ffe5aa481ed5e3d3bef5fe9d30698bf5e96f685c8"
