"""Importing a vintage: what is taken over, what is refused and in which words."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings
from tests.evidence import factories

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, acting_as
from mashura.errors import InputError
from mashura.evidence.actions.imports import import_vintage
from mashura.evidence.models import Vintage
from mashura.evidence.reports import RefusedImportError
from mashura.evidence.rules.datasets import (
    NO_VALUE,
    NOT_A_COUNTRY,
    NOT_A_NUMBER,
    NOT_A_WHOLE_NUMBER,
    TOO_LARGE,
    TOO_SMALL,
)
from mashura.evidence.store import vintage_path

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def stock():
    with acting_as(SYSTEM):
        yield factories.dataset()


def take(path, **more):
    return import_vintage(actor=SYSTEM, dataset="test-stock", path=path, **more)


def files_kept():
    folder = settings.DATA_DIR / "vintages"
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def test_a_file_becomes_a_vintage_under_its_hash(stock, tmp_path):
    report = take(factories.csv_file(tmp_path))
    vintage = Vintage.objects.get(dataset=stock)
    assert report.is_new
    assert report.rows == vintage.rows == 3
    assert vintage.sha256 == report.sha256
    table = pq.read_table(vintage_path(vintage.sha256))
    assert table.column("country").to_pylist() == ["EGY", "MAR", "TUN"]
    assert [str(value) for value in table.column("rate").to_pylist()] == ["1.50", "None", "2.25"]
    assert not vintage.is_released


def test_the_same_rows_again_register_nothing(stock, tmp_path):
    first = take(factories.csv_file(tmp_path))
    again = take(factories.csv_file(tmp_path))
    turned = take(factories.csv_file(tmp_path, [factories.ROWS[0], *reversed(factories.ROWS[1:])], name="turned.csv"))
    assert not again.is_new
    assert not turned.is_new
    assert first.sha256 == again.sha256 == turned.sha256
    assert Vintage.objects.count() == 1


def test_the_report_tells_the_difference_to_the_vintage_before(stock, tmp_path):
    take(factories.csv_file(tmp_path))
    rows = ["country,year,persons,rate", "EGY,2019,13,1.5", "TUN,2020,3,2.25", "LBY,2020,1,", "DZA,2020,4,"]
    report = take(factories.csv_file(tmp_path, rows, name="newer.csv"))
    assert (report.difference.added, report.difference.removed) == (2, 1)
    assert (report.difference.changed, report.difference.unchanged) == (1, 1)


def test_every_bad_cell_is_reported_and_nothing_is_kept(stock, tmp_path):
    rows = [
        factories.ROWS[0],
        "EGY,2019,twelve,1.5",
        "XYZ,2019,7,",
        "TUN,2200,3,2.25",
        "TUN,,3,2.25",
        "TUN,2020,-3,2.25",
        'TUN,2021,3,"2,25"',
    ]
    before = files_kept()
    with pytest.raises(RefusedImportError) as refused:
        take(factories.csv_file(tmp_path, rows))
    report = refused.value.report
    assert [(problem.row, problem.column, problem.kind) for problem in report.problems] == [
        (2, "persons", NOT_A_WHOLE_NUMBER),
        (3, "country", NOT_A_COUNTRY),
        (4, "year", TOO_LARGE),
        (5, "year", NO_VALUE),
        (6, "persons", TOO_SMALL),
        (7, "rate", NOT_A_NUMBER),
    ]
    assert "stock.csv" in str(refused.value)
    assert "row 2" in str(refused.value)
    assert Vintage.objects.count() == 0
    assert files_kept() == before


def test_the_first_hundred_problems_are_shown_and_all_are_counted(stock, tmp_path):
    rows = [factories.ROWS[0], *(f"EGY,2019,x{number},1" for number in range(250))]
    with pytest.raises(RefusedImportError) as refused:
        take(factories.csv_file(tmp_path, rows))
    assert len(refused.value.report.problems) == 100
    assert refused.value.report.problem_count == 250


def test_a_column_of_another_name_is_mapped(stock, tmp_path):
    rows = ["iso3;year;persons;rate;remark", "EGY;2019;12;1.5;first"]
    report = take(factories.csv_file(tmp_path, rows), mapping={"country": "iso3"})
    assert report.is_new
    assert report.ignored_columns == ["remark"]


def test_a_missing_column_is_named(stock, tmp_path):
    path = factories.csv_file(tmp_path, ["iso3,year,persons,rate", "EGY,2019,12,1.5"])
    with pytest.raises(InputError, match=r"stock\.csv has no column country"):
        take(path)


def test_a_file_with_a_byte_order_mark_reads_as_one_without(stock, tmp_path):
    assert take(factories.csv_file(tmp_path, encoding="utf-8-sig")).rows == 3


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        ("country,year,persons,rate\nEGY,2019,12,1.5\nCôte,2019,1,1".encode("latin-1"), "row 3 holds another encoding"),
        ("country,year\n".encode("utf-16"), "not text in UTF-8"),
        (b"country,year,persons,rate\nEGY,2019,12", "row 2 has 3 cells instead of 4"),
        (b'country,year,persons,rate\nEGY,2019,12,"1.5', "row 2 cannot be read"),
        (b"country,year,persons,rate\n", "no rows"),
        (b"\n", "no row with the names"),
        (b"country,country,persons,rate\n", "more than one column country"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(stock, tmp_path, data, message):
    path = tmp_path / "stock.csv"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message):
        take(path)


def test_a_damaged_parquet_file_is_refused(stock, tmp_path):
    path = tmp_path / "stock.parquet"
    path.write_bytes(b"PAR1 and then nothing")
    with pytest.raises(InputError, match=r"stock\.parquet is no readable Parquet file"):
        take(path)


def test_a_parquet_file_is_read_as_strictly_as_text(stock, tmp_path):
    path = tmp_path / "stock.parquet"
    good = {"country": ["EGY", "MAR"], "year": [2019, 2020], "persons": [1.0, None], "rate": [0.5, float("nan")]}
    pq.write_table(pa.table(good), path)
    assert take(path).rows == 2
    pq.write_table(pa.table(good | {"persons": [1.5, 2.0]}), path)
    with pytest.raises(RefusedImportError) as refused:
        take(path)
    assert refused.value.report.problems[0].value == "1.5"


def test_a_folder_is_read_file_by_file(stock, tmp_path):
    factories.csv_file(tmp_path, factories.ROWS[:2], name="a.csv")
    factories.csv_file(tmp_path, [factories.ROWS[0], "TUN,2020,x,1"], name="b.csv")
    with pytest.raises(RefusedImportError) as refused:
        take(tmp_path)
    assert (refused.value.report.problems[0].file, refused.value.report.problems[0].row) == ("b.csv", 2)
    factories.csv_file(tmp_path, [factories.ROWS[0], "TUN,2020,5,1"], name="b.csv")
    assert take(tmp_path).rows == 2


def test_a_folder_without_data_is_refused(stock, tmp_path):
    with pytest.raises(InputError, match="holds no CSV or Parquet file"):
        take(tmp_path)


def test_an_unknown_dataset_lists_the_known_ones(stock, tmp_path):
    with pytest.raises(InputError, match="test-stock"):
        import_vintage(actor=SYSTEM, dataset="nothing", path=factories.csv_file(tmp_path))


def test_who_may_not_import_is_refused(stock, tmp_path):
    with pytest.raises(Forbidden):
        import_vintage(actor=ANONYMOUS, dataset="test-stock", path=factories.csv_file(tmp_path))
    assert Vintage.objects.count() == 0
