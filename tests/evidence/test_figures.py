"""What holds for every figure, whatever it is about."""

import json
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from scripts import describe_figures

import mashura.evidence.figures  # noqa: F401 - registers the figures
from mashura.errors import InputError
from mashura.evidence.figures.places import PLACE_NAMES, REST, UNIDENTIFIED
from mashura.evidence.store import BUNDLE
from mashura.stats.engine import sha256_of
from mashura.stats.figures import FolderStore, allowed_values, registry, run

STORE = FolderStore(BUNDLE)
NAMES = (
    "arrivals-by-route",
    "deaths-at-sea",
    "deaths-by-cause",
    "driver-conflict",
    "driver-environment",
    "driver-poverty",
    "driver-stability",
    "driver-unemployment",
    "example-services",
    "flow-map",
    "migrants-from",
    "migrants-in",
    "refugees-hosted",
)


def with_rows(folder, dataset, change):
    """The dataset of the bundle with its table changed, in a folder of its own."""
    target = folder / dataset
    target.mkdir()
    pq.write_table(change(pq.read_table(BUNDLE / dataset / "data.parquet")), target / "data.parquet")
    (target / "dataset.yaml").write_text(f"sha256: {sha256_of(target / 'data.parquet')}\n", "utf-8")
    return FolderStore(folder)


def test_the_figures_are_those_that_others_call():
    assert tuple(sorted(registry())) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_needs_no_parameter(name):
    published = run(name, {}, STORE).as_json()
    assert published["rows"]
    assert json.loads(json.dumps(published, allow_nan=False)) == published


@pytest.mark.parametrize("name", NAMES)
def test_a_result_can_be_asked_for_by_its_own_parameters(name):
    result = run(name, {}, STORE)
    again = run(name, {key: str(value) for key, value in result.params.items()}, STORE)
    assert again.provenance == result.provenance


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_the_declared_columns_sorted_by_key(name):
    figure, result = registry()[name], run(name, {}, STORE)
    keys = [tuple(row[key] for key in figure.key) for row in result.rows]
    assert keys == sorted(set(keys))
    for row in result.rows:
        assert list(row) == [column.name for column in figure.columns]
        for column in figure.columns:
            expected = {"year": int, "integer": int, "decimal": (int, float)}.get(column.type, str)
            assert row[column.name] is None or isinstance(row[column.name], expected)


@pytest.mark.parametrize("name", NAMES)
def test_measures_have_a_unit(name):
    figure = registry()[name]
    numbers = [item for item in figure.columns if item.role == "measure"] + list(figure.values)
    assert [item.name for item in numbers if item.type in {"integer", "decimal"} and not item.unit] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_parameter_is_refused_by_name(name):
    for parameter in registry()[name].parameters:
        with pytest.raises(InputError) as refused:
            run(name, {parameter.name: "?"}, STORE)
        assert refused.value.params["parameter"] == parameter.name


@pytest.mark.parametrize("name", NAMES)
def test_a_form_can_offer_what_is_allowed(name):
    allowed = allowed_values(name, {}, STORE)
    assert list(allowed) == [parameter.name for parameter in registry()[name].parameters]
    for parameter in registry()[name].parameters:
        assert allowed[parameter.name] or parameter.maximum is not None


@pytest.mark.parametrize("name", NAMES)
def test_every_code_in_a_country_column_is_a_country_or_has_a_name(name):
    result = run(name, {}, STORE)
    codes = {row[column.name] for row in result.rows for column in result.columns if column.type == "country"}
    assert all(code in PLACE_NAMES or (len(code) == 3 and code.isupper()) for code in codes)


def test_codes_that_are_no_country_have_a_name_in_three_languages():
    assert set(PLACE_NAMES) == {REST, *UNIDENTIFIED}
    assert all(set(names) == {"en", "ar", "fr"} for names in PLACE_NAMES.values())


def test_a_missing_column_is_refused_with_file_and_column(tmp_path):
    store = with_rows(tmp_path, "missing-migrants", lambda table: table.drop_columns(["route"]))
    with pytest.raises(InputError, match=r"missing-migrants/data\.parquet has no column route"):
        run("deaths-at-sea", {}, store)


def test_numbers_given_as_text_are_refused_with_file_and_column(tmp_path):
    def as_text(table):
        place = table.column_names.index("dead_and_missing")
        return table.set_column(place, "dead_and_missing", table["dead_and_missing"].cast(pa.string()))

    store = with_rows(tmp_path, "missing-migrants", as_text)
    with pytest.raises(InputError, match=r"dead_and_missing of the file missing-migrants/data\.parquet holds string"):
        run("deaths-at-sea", {}, store)


def test_a_later_year_in_the_data_is_there_at_once(tmp_path):
    def later(table):
        place = table.column_names.index("year")
        return table.set_column(place, "year", pa.array([year + 4 for year in table["year"].to_pylist()], pa.int32()))

    with pytest.raises(InputError, match="It may be: 2014–2023"):
        run("deaths-at-sea", {"year": "2027"}, STORE)
    store = with_rows(tmp_path, "missing-migrants", later)
    assert run("deaths-at-sea", {"year": "2027"}, store).values["dead_and_missing"] == 3198


def test_an_empty_vintage_gives_no_rows_and_no_values(tmp_path):
    store = with_rows(tmp_path, "missing-migrants", lambda table: table.slice(0, 0))
    result = run("deaths-at-sea", {}, store)
    assert result.rows == []
    assert result.values["dead_and_missing"] == 0
    assert result.values["deadliest_route"] is None


def test_the_figures_know_no_django():
    code = "import sys, mashura.evidence.figures; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_page_that_describes_the_figures_is_not_stale():
    written = describe_figures.TARGET.read_text("utf-8")
    assert written == describe_figures.describe(), "run `uv run python -m scripts.describe_figures`"
