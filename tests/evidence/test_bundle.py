"""The data that ships: what it is, what it may be used for, and its totals against ../shared/data/README.md."""

import datetime as dt
import json
import re
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
import yaml
from scripts import make_bundle
from tests.shared import shared_file

from mashura.evidence.store import BUNDLE
from mashura.stats.engine import sha256_of

DATASETS = sorted(folder.name for folder in BUNDLE.iterdir() if folder.is_dir())
LANGUAGES = {"en", "ar", "fr"}
ROLES = {"place", "period", "value", "unit", "dimension"}
# Not one of these may be passed on under its publisher's terms.
NOT_FOR_REDISTRIBUTION = re.compile(
    r"em-?dat|idmc|fund for peace|fragile states|v-dem|openstreetmap|odbl", re.IGNORECASE
)


def sheet(dataset):
    return yaml.safe_load((BUNDLE / dataset / "dataset.yaml").read_text("utf-8"))


def rows(query, dataset):
    path = BUNDLE / dataset / "data.parquet"
    return duckdb.execute(query.format(data=f"read_parquet('{path}')")).fetchall()


def value(query, dataset):
    return rows(query, dataset)[0][0]


def test_the_bundle_is_the_ten_datasets():
    assert set(DATASETS) == set(make_bundle.TABLES)
    assert len(DATASETS) == 10


def test_the_bundle_is_small():
    assert sum(file.stat().st_size for file in BUNDLE.rglob("*") if file.is_file()) < 5_000_000


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_sheet_says_what_the_file_is(dataset):
    stated = sheet(dataset)
    path = BUNDLE / dataset / "data.parquet"
    assert stated["code"] == dataset
    assert stated["sha256"] == sha256_of(path)
    assert stated["bytes"] == path.stat().st_size
    assert stated["rows"] == pq.read_metadata(path).num_rows
    assert [column["name"] for column in stated["columns"]] == pq.read_schema(path).names


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_sheet_speaks_three_languages(dataset):
    stated = sheet(dataset)
    texts = [stated[name] for name in ("title", "publisher", "description", "caveats")]
    for text in texts + [column["labels"] for column in stated["columns"]]:
        assert set(text) == LANGUAGES
        assert all(text[language].strip() for language in LANGUAGES)
        assert re.search(r"[\u0621-\u064a]", text["ar"])
        assert text["en"] != text["ar"] != text["fr"]
    for column in stated["columns"]:
        assert column["role"] in ROLES
        assert column["role"] != "value" or column["unit"]


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_sheet_names_licence_source_and_changes(dataset):
    stated = sheet(dataset)
    assert stated["licence"]["name"]
    assert stated["licence"]["url"].startswith("https://")
    assert isinstance(stated["retrieved"], dt.date)
    for name in ("citation", "source", "changes"):
        assert len(stated[name]) > 30
    assert not NOT_FOR_REDISTRIBUTION.search(str(stated))


@pytest.mark.parametrize("dataset", DATASETS)
def test_the_notice_says_the_same_as_the_sheet(dataset):
    notice = " ".join((Path(__file__).parents[2] / "NOTICE").read_text("utf-8").split())
    stated = sheet(dataset)
    assert f"Licence: {stated['licence']['name']}" in notice
    for name in ("citation", "source", "changes"):
        assert " ".join(stated[name].split()) in notice


@pytest.mark.parametrize("dataset", DATASETS)
def test_the_file_is_compressed_and_written_by_the_script_alone(dataset):
    metadata = pq.read_metadata(BUNDLE / dataset / "data.parquet")
    assert metadata.row_group(0).column(0).compression == "ZSTD"
    assert metadata.metadata is None, "no traces of the machine that wrote it"


@pytest.mark.parametrize("dataset", DATASETS)
def test_the_script_writes_the_same_rows_from_the_source(dataset, monkeypatch, tmp_path):
    shared_file("data/README.md")
    (tmp_path / "land-outline").mkdir()
    monkeypatch.setattr(make_bundle, "BUNDLE", tmp_path)
    made = make_bundle.TABLES[dataset]()
    assert made.to_pylist() == pq.read_table(BUNDLE / dataset / "data.parquet").to_pylist()
    for written in (tmp_path / "land-outline").iterdir():
        assert written.read_bytes() == (BUNDLE / "land-outline" / written.name).read_bytes()


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2014, 3289), (2015, 4057), (2016, 5097), (2017, 3143), (2021, 2105), (2023, 3198)],
)
def test_missing_migrants_on_the_mediterranean(year, expected):
    query = f"SELECT sum(dead_and_missing) FROM {{data}} WHERE route LIKE '%Mediterranean%' AND year = {year}"  # noqa: S608
    assert value(query, "missing-migrants") == expected


def test_missing_migrants_keeps_every_record_and_no_place_description():
    assert value("SELECT count(*) FROM {data}", "missing-migrants") == 16_219
    names = pq.read_schema(BUNDLE / "missing-migrants" / "data.parquet").names
    assert "location" not in names
    assert rows("SELECT count(*) FROM {data} WHERE round(latitude, 1) <> latitude", "missing-migrants") == [(0,)]


def test_missing_migrants_keeps_records_that_repeat_another():
    distinct = value("SELECT count(*) FROM (SELECT DISTINCT * FROM {data})", "missing-migrants")
    assert distinct <= 16_219 - 503


def test_unhcr_world_totals_of_2023():
    query = "SELECT sum(refugees), sum(asylum_seekers), sum(internally_displaced) FROM {data} WHERE year = 2023"
    assert rows(query, "unhcr-population") == [(31_637_408, 6_858_500, 63_251_367)]


def test_unhcr_keeps_what_the_source_says_about_the_three_countries():
    path = shared_file("data/unhcr_population/population_EGY_MAR_TUN_to_2023.csv")
    expected = duckdb.execute(
        f"SELECT sum(refugees), sum(asylum_seekers) FROM read_csv('{path}') WHERE coa_iso IN ('EGY', 'MAR', 'TUN')"  # noqa: S608
    ).fetchall()
    query = "SELECT sum(refugees), sum(asylum_seekers) FROM {data} WHERE asylum IN ('EGY', 'MAR', 'TUN')"
    assert rows(query, "unhcr-population") == expected


def test_undesa_world_totals():
    query = "SELECT year, sum(migrants) FROM {data} WHERE year IN (1990, 2020) GROUP BY year ORDER BY year"
    assert rows(query, "undesa-migrant-stock") == [(1990, 153_916_063), (2020, 275_284_032)]


def test_undesa_keeps_other_and_unknown_origins():
    assert (
        value("SELECT sum(migrants) FROM {data} WHERE origin = 'OOO' AND year = 2020", "undesa-migrant-stock")
        == 22_553_863
    )


def test_world_bank_indicators_have_their_years():
    query = "SELECT indicator, min(year), max(year) FROM {data} GROUP BY indicator ORDER BY indicator"
    assert rows(query, "world-bank-drivers") == [
        ("income", 1990, 2023),
        ("net-migration", 1990, 2023),
        ("political-stability", 1996, 2022),
        ("population", 1950, 2023),
        ("remittances-received", 1990, 2023),
        ("unemployment", 1991, 2023),
    ]
    assert value("SELECT count(*) FROM {data}", "world-bank-drivers") == 48_554


def test_poverty_surveys_of_the_three_countries():
    query = "SELECT country, min(year), max(year) FROM {data} GROUP BY country ORDER BY country"
    found = [row for row in rows(query, "world-bank-poverty") if row[0] in {"EGY", "MAR", "TUN"}]
    assert found == [("EGY", 2015, 2017), ("MAR", 1998, 2013), ("TUN", 2000, 2015)]
    assert value("SELECT count(*) FROM {data}", "world-bank-poverty") == 973


def test_battle_deaths_add_up_as_published():
    assert value("SELECT sum(best) FROM {data} WHERE year = 2022", "ucdp-battle-deaths") == 204_331
    query = "SELECT best FROM {data} WHERE year = 2013 AND country = 'SYR'"
    assert rows(query, "ucdp-battle-deaths") == [(71_970,)]


def test_battle_deaths_have_one_row_for_each_country_and_year():
    query = "SELECT count(*), count(DISTINCT (country, year)) FROM {data}"
    assert rows(query, "ucdp-battle-deaths") == [(5_970, 5_970)]


def test_battle_deaths_keep_the_estimates_that_the_source_has_out_of_order():
    # Said in the caveats; nothing of the source is put right silently.
    assert value("SELECT count(*) FROM {data} WHERE low > best OR best > high", "ucdp-battle-deaths") == 12


def test_vulnerability_indices_stay_in_their_ranges():
    query = "SELECT min(vulnerability) >= 0, max(vulnerability) <= 1, min(gain) >= 0, max(gain) <= 100 FROM {data}"
    assert rows(query, "nd-gain") == [(True, True, True, True)]
    assert rows("SELECT min(year), max(year), count(*) FROM {data}", "nd-gain") == [(1995, 2020, 4_992)]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("year = 2015", 1_822_102),
        ("year = 2016", 511_047),
        ("year = 2023 AND route = 'Central Mediterranean Route'", 158_026),
        ("nationality = 'OOO'", 683_068),
    ],
)
def test_detections_add_up_as_published(where, expected):
    assert value(f"SELECT sum(detections) FROM {{data}} WHERE {where}", "frontex-detections") == expected  # noqa: S608


@pytest.mark.parametrize("scale", ["110m", "50m"])
def test_the_land_has_no_borders(scale):
    topology = json.loads((BUNDLE / "land-outline" / f"land-{scale}.topojson").read_text("utf-8"))
    assert list(topology["objects"]) == ["land"]

    def used(item):
        if isinstance(item, int):
            yield ~item if item < 0 else item
        else:
            for part in item:
                yield from used(part)

    land = topology["objects"]["land"]["geometries"]
    arcs = sorted(arc for geometry in land for arc in used(geometry["arcs"]))
    # An inner border would be an arc that two polygons share; every arc of a coast is used once.
    assert arcs == list(range(len(topology["arcs"])))


def test_every_country_with_people_has_a_point_on_the_map():
    points = {code for (code,) in rows("SELECT country FROM {data}", "land-outline")}
    for dataset, places in (("undesa-migrant-stock", "origin"), ("unhcr-population", "asylum")):
        codes = {code for (code,) in rows(f"SELECT DISTINCT {places} FROM {{data}}", dataset)}  # noqa: S608
        assert codes - points <= {"OOO", "UNK", "XCX"}


@pytest.mark.parametrize(
    ("country", "longitude", "latitude"),
    [("EGY", 30, 27), ("MAR", -8, 30), ("TUN", 10, 34), ("RUS", 100, 62), ("FJI", 178, -18), ("USA", -99, 40)],
)
def test_points_lie_where_the_countries_are(country, longitude, latitude):
    query = f"SELECT longitude, latitude FROM {{data}} WHERE country = '{country}'"  # noqa: S608
    found = rows(query, "land-outline")[0]
    assert abs(float(found[0]) - longitude) < 2
    assert abs(float(found[1]) - latitude) < 2
