"""Write the data files of src/mashura/evidence/bundle from ../shared/data, and stamp their hash and row count.

    uv run python -m scripts.make_bundle [DATASET…]

Each dataset has a function here: exactly the rows and columns that ship, and every change made to the source. What a
reader is told about a dataset (titles, licence, caveats) is written by hand in its dataset.yaml; this script only
replaces the lines `sha256:`, `rows:` and `bytes:` there. Equal sources give equal bytes with equal versions of PyArrow.
"""

import csv
import hashlib
import json
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from scripts.bundle_countries import GLEDITSCH_WARD, PLACED_BY_HAND
from scripts.bundle_example import example_services
from scripts.bundle_land import country_points, land_only

INDICATORS = {
    "income": "income",
    "nmig": "net-migration",
    "polstb": "political-stability",
    "pop": "population",
    "remin": "remittances-received",
    "unem": "unemployment",
}
ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "data"
BUNDLE = ROOT / "src" / "mashura" / "evidence" / "bundle"


def _table(sql: str, **sources: str) -> pa.Table:
    """The query over source files: `{name}` in it stands for the file given under that name."""
    named = {
        name: f"read_{'parquet' if path.endswith('.parquet') else 'csv'}('{SOURCE / path}'"
        f"{'' if path.endswith('.parquet') else ', sample_size=-1'})"
        for name, path in sources.items()
    }
    with duckdb.connect() as connection:
        return connection.sql(sql.format(**named)).to_arrow_table()


def missing_migrants() -> pa.Table:
    """Without place descriptions; positions to a tenth of a degree (about 11 km): the figures need no more.

    Five records of the source count -1 survivors: no number, so none is given.
    """
    return _table(
        """
        SELECT date, CAST(year AS INTEGER) AS year, month, type, route, geo AS country_of_incident,
               CAST(dead AS INTEGER) AS dead_and_missing, cause,
               CASE WHEN surv >= 0 THEN CAST(surv AS INTEGER) END AS survivors, nat AS nationality,
               CAST(round(lon, 1) AS DECIMAL(4, 1)) AS longitude, CAST(round(lat, 1) AS DECIMAL(4, 1)) AS latitude
        FROM {source} ORDER BY ALL
        """,
        source="missing_migrants/mmp_global_2014_2023.csv",
    )


def unhcr_population() -> pa.Table:
    """ISO codes only; refugees, asylum seekers, others in need of protection and internally displaced persons."""
    return _table(
        """
        SELECT CAST(year AS INTEGER) AS year, coo_iso AS origin, coa_iso AS asylum,
               CAST(refugees AS INTEGER) AS refugees, CAST(asylum_seekers AS INTEGER) AS asylum_seekers,
               CAST(oip AS INTEGER) AS other_in_need, CAST(idps AS INTEGER) AS internally_displaced
        FROM {source}
        WHERE refugees <> 0 OR asylum_seekers <> 0 OR coalesce(oip, 0) <> 0 OR idps <> 0
        ORDER BY year, asylum, origin
        """,
        source="unhcr_population/population_to_2023.parquet",
    )


def undesa_migrant_stock() -> pa.Table:
    """Without the flags on the data basis and without rows of nobody."""
    return _table(
        """
        SELECT year, origin, destination, sex, n AS migrants
        FROM {source} WHERE n <> 0 ORDER BY year, destination, origin, sex
        """,
        source="undesa_migrant_stock/stock_by_origin_destination_sex_1990_2020_rev2024.parquet",
    )


def world_bank_drivers() -> pa.Table:
    """Six indicators in words; the other seven are not used."""
    return _table(
        """
        SELECT iso3 AS country, year, CASE indicator {names} END AS indicator,
               CASE indicator WHEN 'pop' THEN round(value) ELSE value END AS value
        FROM {source} WHERE indicator IN ({codes}) ORDER BY indicator, country, year
        """.replace("{names}", " ".join(f"WHEN '{code}' THEN '{name}'" for code, name in INDICATORS.items())).replace(
            "{codes}", ", ".join(f"'{code}'" for code in INDICATORS)
        ),
        source="drivers/wdi_wgi_long_1950_2023.parquet",
    )


def world_bank_poverty() -> pa.Table:
    """Every survey of every country."""
    return _table(
        """
        SELECT "Country Code" AS country, CAST(year AS INTEGER) AS year,
               poverty_headcount_national_line_pct AS poverty_rate
        FROM {source} ORDER BY ALL
        """,
        source="drivers/wb_poverty_national_line_2021vintage.csv",
    )


def ucdp_battle_deaths() -> pa.Table:
    """Gleditsch-Ward numbers become ISO 3166 codes; a number without a code stops the script."""
    table = _table(
        """
        SELECT CAST(gwcode AS INTEGER) AS number, CAST(year AS INTEGER) AS year, CAST(low AS INTEGER) AS low,
               CAST(best AS INTEGER) AS best, CAST(high AS INTEGER) AS high
        FROM {source}
        """,
        source="drivers/ucdp_battle_deaths_country_year_1989_2022.csv",
    )
    countries = pa.array([GLEDITSCH_WARD[number] for number in table["number"].to_pylist()])
    table = table.set_column(0, "country", countries)
    return table.sort_by([("country", "ascending"), ("year", "ascending")])


def nd_gain() -> pa.Table:
    """The three overall indices, one column each."""
    return _table(
        """
        SELECT iso3 AS country, CAST(year AS INTEGER) AS year,
               max(value) FILTER (indicator = 'vulnerability') AS vulnerability,
               max(value) FILTER (indicator = 'readiness') AS readiness,
               max(value) FILTER (indicator = 'gain') AS gain
        FROM {source} GROUP BY iso3, year ORDER BY country, year
        """,
        source="drivers/nd_gain_1995_2020.parquet",
    )


def frontex_detections() -> pa.Table:
    """Every row, with its year."""
    return _table(
        """
        SELECT CAST(year(month) AS INTEGER) AS year, month, route, border_type AS border,
               nationality_iso3 AS nationality, CAST(detections AS INTEGER) AS detections
        FROM {source} ORDER BY month, route, border, nationality
        """,
        source="frontex_ibc/frontex_monthly_2009_2023.csv",
    )


def land_outline() -> pa.Table:
    """Land without borders as two TopoJSON files; the table holds a point for each country."""
    for scale in ("110m", "50m"):
        topology = json.loads((SOURCE / f"boundaries/world_countries-{scale}.topojson").read_text(encoding="utf-8"))
        target = BUNDLE / "land-outline" / f"land-{scale}.topojson"
        target.write_text(json.dumps(land_only(topology), separators=(",", ":")), encoding="utf-8")
    topology = json.loads((SOURCE / "boundaries/world_countries-50m.topojson").read_text(encoding="utf-8"))
    with (SOURCE / "country_names/countries_demonyms_en_ar_fr.csv").open(encoding="utf-8") as file:
        codes = {row["numeric"]: row["iso3"] for row in csv.DictReader(file) if row["numeric"]}
    points = country_points(topology, codes) | PLACED_BY_HAND
    rows = sorted((code, *point) for code, point in points.items())
    tenths = pa.decimal128(4, 1)
    return pa.table(
        {
            "country": pa.array([row[0] for row in rows]),
            "longitude": pa.array([Decimal(str(row[1])) for row in rows], tenths),
            "latitude": pa.array([Decimal(str(row[2])) for row in rows], tenths),
        }
    )


TABLES: dict[str, Callable[[], pa.Table]] = {
    "missing-migrants": missing_migrants,
    "unhcr-population": unhcr_population,
    "undesa-migrant-stock": undesa_migrant_stock,
    "world-bank-drivers": world_bank_drivers,
    "world-bank-poverty": world_bank_poverty,
    "ucdp-battle-deaths": ucdp_battle_deaths,
    "nd-gain": nd_gain,
    "frontex-detections": frontex_detections,
    "land-outline": land_outline,
    "example-services": example_services,
}


def _stamp(sheet: Path, **lines: object) -> None:
    text = sheet.read_text(encoding="utf-8")
    for name, value in lines.items():
        text, changed = re.subn(rf"^{name}:.*$", f"{name}: {value}", text, flags=re.MULTILINE)
        if changed != 1:
            sys.exit(f"{sheet} has {changed} lines `{name}:`, one was expected")
    sheet.write_text(text, encoding="utf-8")


def write(dataset: str) -> None:
    """Write one dataset's file and stamp its sheet."""
    folder = BUNDLE / dataset
    file = folder / "data.parquet"
    table = TABLES[dataset]()
    pq.write_table(
        table, file, compression="zstd", compression_level=19, version="2.6", store_schema=False, use_dictionary=True
    )
    content = file.read_bytes()
    _stamp(folder / "dataset.yaml", sha256=hashlib.sha256(content).hexdigest(), rows=table.num_rows, bytes=len(content))
    sys.stdout.write(json.dumps({"dataset": dataset, "rows": table.num_rows, "bytes": len(content)}) + "\n")


if __name__ == "__main__":
    for wanted in sys.argv[1:] or TABLES:
        write(wanted)
