"""Figures that count people, against plain sums of the bundled files."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mashura.evidence.figures  # noqa: F401 - registers the figures
from mashura.errors import InputError
from mashura.evidence.figures.places import REST, UNIDENTIFIED
from mashura.evidence.store import BUNDLE
from mashura.stats.figures import FolderStore, run

STORE = FolderStore(BUNDLE)
countries = st.sampled_from(["EGY", "MAR", "TUN", "LBY", "FRA", "USA", "SYR", "SSD", "TKL"])


def total(dataset, measure, where):
    query = f"SELECT coalesce(sum({measure}), 0) FROM '{BUNDLE / dataset / 'data.parquet'}' WHERE {where}"  # noqa: S608
    return duckdb.execute(query).fetchall()[0][0]


@settings(max_examples=25, deadline=None)
@given(countries, st.sampled_from([1990, 2005, 2020]), st.integers(1, 250), st.booleans())
def test_nobody_is_lost_between_the_file_and_the_rows(country, year, top, arriving):
    name, side = ("migrants-in", "destination") if arriving else ("migrants-from", "origin")
    result = run(name, {"country": country, "year": year, "top": top}, STORE)
    expected = total("undesa-migrant-stock", "migrants", f"{side} = '{country}' AND year = {year}")
    assert result.values["migrants"] == sum(row["migrants"] for row in result.rows) == expected
    assert all(row["women"] + row["men"] == row["migrants"] for row in result.rows)
    named = [row for row in result.rows if row["position"] <= top]
    assert len(named) <= top
    assert [row["migrants"] for row in named] == sorted((row["migrants"] for row in named), reverse=True)


def test_migrants_in_egypt_in_2020():
    result = run("migrants-in", {"country": "EGY", "year": 2020}, STORE)
    assert result.values["top_origin"] == "SYR"
    assert result.values["top_origin_migrants"] == 133_163
    assert result.values["unidentified"] == 45_692
    assert result.values["first_year"] == 1990


def test_origins_that_are_no_country_stand_last_and_never_lead():
    rows = run("migrants-in", {"country": "EGY", "year": 2020, "top": 5}, STORE).rows
    assert [row["origin"] for row in rows[5:]] == [REST, "OOO"]
    assert not {row["origin"] for row in rows[:5]} & {REST, *UNIDENTIFIED}


def test_all_countries_are_named_when_asked_for():
    rows = run("migrants-in", {"country": "EGY", "top": 250}, STORE).rows
    assert REST not in {row["origin"] for row in rows}
    assert len(rows) == 73


def test_people_of_unknown_origin_alone_make_no_top_origin():
    result = run("migrants-in", {"country": "SSD", "year": 1990}, STORE)
    assert [row["origin"] for row in result.rows] == ["OOO"]
    assert (result.values["migrants"], result.values["unidentified_share"]) == (652_365, 100.0)
    assert (result.values["top_origin"], result.values["origins"]) == (None, 0)


def test_a_country_without_people_in_a_range_gives_no_rows():
    result = run("refugees-hosted", {"country": "SSD", "from_year": 1960, "to_year": 1970}, STORE)
    assert result.rows == []
    assert (result.values["refugees"], result.values["top_origin"]) == (None, None)


def test_a_country_that_the_data_does_not_know_is_refused():
    with pytest.raises(InputError, match="parameter country cannot be ATA"):
        run("migrants-in", {"country": "ATA"}, STORE)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["EGY", "MAR", "TUN", "LBY", "DEU"]), st.integers(1960, 2023), st.integers(0, 60))
def test_refugees_of_every_year_add_up(country, first, years):
    last = min(first + years, 2023)
    result = run("refugees-hosted", {"country": country, "from_year": first, "to_year": last, "top": 3}, STORE)
    for year in {row["year"] for row in result.rows}:
        where = f"asylum = '{country}' AND year = {year}"
        rows = [row for row in result.rows if row["year"] == year]
        assert sum(row["refugees"] for row in rows) == total("unhcr-population", "refugees", where)
        assert sum(row["asylum_seekers"] for row in rows) == total("unhcr-population", "asylum_seekers", where)


def test_refugees_in_egypt_at_the_end_of_2023():
    values = run("refugees-hosted", {"country": "EGY", "to_year": 2023}, STORE).values
    assert values["refugees"] == total("unhcr-population", "refugees", "asylum = 'EGY' AND year = 2023")
    assert values["top_origin"] == "SYR"
    assert values["last_year"] == 2023


def test_the_main_origins_of_the_range_keep_their_places_over_the_years():
    result = run("refugees-hosted", {"country": "EGY", "top": 3}, STORE)
    by_origin = {(row["origin"], row["position"]) for row in result.rows}
    assert len({origin for origin, _ in by_origin}) == len(by_origin)
    assert {position for origin, position in by_origin if origin == REST} == {4}


def test_a_range_that_ends_before_it_begins_is_refused():
    with pytest.raises(InputError, match=r"from_year \(2010\) is later than to_year \(2005\)"):
        run("refugees-hosted", {"from_year": 2010, "to_year": 2005}, STORE)


@pytest.mark.parametrize(
    ("params", "dataset", "measure", "where"),
    [
        ({}, "undesa-migrant-stock", "migrants", "destination = 'EGY' AND year = 2020"),
        ({"direction": "from"}, "undesa-migrant-stock", "migrants", "origin = 'EGY' AND year = 2020"),
        ({"people": "refugees"}, "unhcr-population", "refugees", "asylum = 'EGY' AND year = 2023"),
        (
            {"people": "refugees", "direction": "from", "country": "SYR"},
            "unhcr-population",
            "refugees",
            "origin = 'SYR' AND year = 2023",
        ),
    ],
)
def test_the_map_counts_everyone(params, dataset, measure, where):
    result = run("flow-map", params, STORE)
    assert result.values["persons"] == sum(row["persons"] for row in result.rows) == total(dataset, measure, where)
    assert set(result.provenance["vintages"]) == {dataset, "land-outline"}


@pytest.mark.parametrize("direction", ["to", "from"])
def test_lines_of_the_map_run_between_the_country_and_the_others(direction):
    near, far = ("destination", "origin") if direction == "to" else ("origin", "destination")
    result = run("flow-map", {"direction": direction, "country": "MAR"}, STORE)
    assert {row[near] for row in result.rows} == {"MAR"}
    for row in result.rows:
        is_country = row[far] not in {REST, *UNIDENTIFIED}
        assert (row[f"{far}_longitude"] is not None) == is_country
        assert (row[f"{near}_latitude"], row[f"{near}_longitude"]) == (29.8, -8.5)


def test_years_of_the_map_are_those_of_the_people_asked_for():
    assert run("flow-map", {"people": "refugees", "year": 2019}, STORE).params["year"] == 2019
    with pytest.raises(InputError, match="It may be: 1990, 1995, 2000, 2005, 2010, 2015, 2020"):
        run("flow-map", {"year": 2019}, STORE)
