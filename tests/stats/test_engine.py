import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest
from tests.stats.factories import write_dataset

from mashura.errors import InputError
from mashura.stats.engine import engine, sha256_of
from mashura.stats.parameters import Domain
from mashura.stats.vintages import OpenVintage

COLUMNS = {"year": "integer", "country": "text", "persons": "integer", "rate": "number"}


def opened(path: Path, sha256: str | None = None) -> OpenVintage:
    return OpenVintage(dataset="people", sha256=sha256 or sha256_of(path), path=path)


def test_rows_of_a_vintage(tmp_path):
    table = engine().table(write_dataset(tmp_path).latest("people"), {"year": "integer", "persons": "integer"})
    assert table.columns == ("year", "persons")
    assert sum(row["persons"] for row in engine().rows(table)) == 43


@pytest.mark.parametrize("folder", ["with [brackets]", "a*b?c", "it's", "مجلد"])
def test_a_folder_may_be_called_anything(tmp_path, folder):
    table = engine().table(write_dataset(tmp_path / folder).latest("people"), COLUMNS)
    assert len(engine().rows(table)) == 5


def test_a_missing_column_is_named_with_its_file(tmp_path):
    with pytest.raises(InputError, match=r"people/data\.parquet has no column deaths"):
        engine().table(write_dataset(tmp_path).latest("people"), {"deaths": "integer"})


def test_a_missing_column_of_a_domain_is_named_too(tmp_path):
    vintage = write_dataset(tmp_path).latest("people")
    with pytest.raises(InputError, match="has no column sea"):
        engine().held(vintage, Domain("people", "sea"))
    with pytest.raises(InputError, match="has no column sex"):
        engine().held(vintage, Domain("people", "year", (("sex", "female"),)))


@pytest.mark.parametrize(
    ("column", "values", "kind"),
    [
        ("persons", ["ten"] * 5, None),
        ("persons", [1.5] * 5, None),
        ("country", [1] * 5, None),
        ("rate", ["?"] * 5, None),
    ],
)
def test_another_kind_of_value_in_a_column_is_refused(tmp_path, column, values, kind):
    rows = {"year": [1] * 5, "country": ["EGY"] * 5, "persons": [1] * 5, "rate": [1.0] * 5, column: values}
    vintage = write_dataset(tmp_path, rows=rows).latest("people")
    with pytest.raises(InputError, match=rf"column {column} of the file people/data\.parquet holds") as refused:
        engine().table(vintage, COLUMNS)
    assert refused.value.params["column"] == column


def test_whole_numbers_and_decimals_both_count_as_numbers(tmp_path):
    for number, kind in enumerate((pa.int16(), pa.float32(), pa.decimal128(9, 2))):
        store = write_dataset(tmp_path / str(number), rows={"rate": [1, 2]}, rate=kind)
        assert len(engine().rows(engine().table(store.latest("people"), {"rate": "number"}))) == 2


def test_a_damaged_file_is_refused_by_its_hash(tmp_path):
    vintage = write_dataset(tmp_path).latest("people")
    content = bytearray(vintage.path.read_bytes())
    content[40] ^= 255
    vintage.path.write_bytes(content)
    with pytest.raises(InputError, match=r"people/data\.parquet of the dataset people is damaged"):
        engine().table(vintage, COLUMNS)


def test_a_file_that_changes_after_it_was_opened_is_noticed(tmp_path):
    vintage = write_dataset(tmp_path).latest("people")
    engine().table(vintage, COLUMNS)
    vintage.path.write_bytes(vintage.path.read_bytes()[:-30])
    with pytest.raises(InputError, match="is damaged"):
        engine().table(vintage, COLUMNS)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"year,persons\n2020,3\n"])
def test_a_file_that_is_no_parquet_is_refused(tmp_path, content):
    path = tmp_path / "data.parquet"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"people/data\.parquet is no readable Parquet file"):
        engine().table(opened(path), COLUMNS)


def test_a_parquet_file_with_broken_pages_is_refused_when_it_is_read(tmp_path):
    # Its footer is whole and its hash is the one stated: the damage was registered with it.
    path = write_dataset(tmp_path, rows={"year": list(range(50_000))}).latest("people").path
    content = bytearray(path.read_bytes())
    content[4:4000] = b"\0" * 3996
    path.write_bytes(content)
    table = engine().table(opened(path), {"year": "integer"})
    with pytest.raises(InputError, match=r"The data in people/data\.parquet cannot be computed"):
        engine().rows(table.aggregate(total=table.year.sum()))


def test_a_file_that_is_gone_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read: No such file"):
        engine().table(opened(tmp_path / "data.parquet", "0" * 64), COLUMNS)


def test_the_values_of_a_column_are_sorted_and_without_gaps(tmp_path):
    vintage = write_dataset(tmp_path).latest("people")
    assert engine().held(vintage, Domain("people", "rate")) == (0.1, 1.05, 2.25, 3.005)
    assert engine().held(vintage, Domain("people", "year", (("country", "TUN"),))) == (2019, 2021)


def test_threads_share_the_engine(tmp_path):
    vintage = write_dataset(tmp_path).latest("people")

    def total(_):
        table = engine().table(vintage, COLUMNS)
        return engine().rows(table.aggregate(total=table.persons.sum()))[0]["total"]

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(total, range(40))) == {43}


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_makes_its_own_engine(tmp_path):
    vintage = write_dataset(tmp_path).latest("people")
    before = engine()
    before.rows(before.table(vintage, COLUMNS))
    child = os.fork()
    if child == 0:
        rows = engine().rows(engine().table(vintage, COLUMNS)) if engine() is not before else []
        os._exit(len(rows))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 5


def test_nothing_is_downloaded(tmp_path):
    with engine()._database.cursor() as cursor:
        settings = dict(
            cursor.execute("SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%extensions'").fetchall()
        )
    assert settings == {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
