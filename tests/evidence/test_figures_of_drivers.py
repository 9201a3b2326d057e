"""Driver figures: origins first, then the programme's countries, every gap shown."""

import duckdb
import pytest

import mashura.evidence.figures  # noqa: F401 - registers the figures
from mashura.errors import InputError
from mashura.evidence.figures.places import UNIDENTIFIED
from mashura.evidence.store import BUNDLE
from mashura.stats.figures import FolderStore, registry, run

STORE = FolderStore(BUNDLE)
DRIVERS = sorted(name for name in registry() if name.startswith("driver-"))


def countries(result):
    return list(dict.fromkeys(row["country"] for row in result.rows))


@pytest.mark.parametrize("name", DRIVERS)
def test_origins_lead_in_the_order_of_their_numbers(name):
    origins = [row["origin"] for row in run("migrants-in", {"country": "EGY", "top": 5}, STORE).rows][:5]
    result = run(name, {"people": "migrants", "country": "EGY"}, STORE)
    assert countries(result) == [*origins, "EGY", "MAR", "TUN"]
    assert {row["country"] for row in result.rows if row["group"] == "origin"} == set(origins)
    assert result.values["top_origin"] == origins[0]


@pytest.mark.parametrize("name", DRIVERS)
def test_every_country_has_a_row_for_every_year(name):
    result = run(name, {}, STORE)
    span = range(result.params["from_year"], result.params["to_year"] + 1)
    for country in countries(result):
        assert [row["year"] for row in result.rows if row["country"] == country] == list(span)


@pytest.mark.parametrize("name", DRIVERS)
def test_gaps_are_marked_and_counted(name):
    result = run(name, {}, STORE)
    measure = next(column.name for column in result.columns if column.role == "measure" and column.unit)
    assert all((row[measure] is None) == (row["status"] == "gap") for row in result.rows)
    assert sum(row["status"] == "gap" for row in result.rows) == result.values["gaps"]
    assert result.values["gaps"] + result.values["observations"] == len(result.rows)


def test_origins_of_refugees_lead_when_nothing_else_is_asked_for():
    result = run("driver-conflict", {"country": "TUN"}, STORE)
    expected = duckdb.execute(
        f"SELECT origin FROM '{BUNDLE / 'unhcr-population' / 'data.parquet'}' "  # noqa: S608
        "WHERE asylum = 'TUN' AND year = 2023 AND origin NOT IN ('UNK', 'XXA') ORDER BY refugees DESC, origin LIMIT 5"
    ).fetchall()
    assert countries(result)[:5] == [origin for (origin,) in expected]
    assert set(result.provenance["vintages"]) == {"ucdp-battle-deaths", "unhcr-population"}


def test_the_chosen_country_comes_first_in_its_programme():
    result = run("driver-stability", {"country": "TUN", "origins": 0}, STORE)
    assert countries(result) == ["TUN", "EGY", "MAR"]
    assert (result.values["origins"], result.values["top_origin"]) == (0, None)


def test_a_programme_of_other_countries_is_a_parameter():
    result = run("driver-stability", {"country": "LBN", "countries": "lbn, jor", "origins": 2}, STORE)
    assert countries(result)[2:] == ["LBN", "JOR"]


def test_a_country_that_is_an_origin_too_is_shown_once():
    result = run("driver-stability", {"people": "migrants", "country": "TUN", "origins": 20}, STORE)
    assert len(countries(result)) == len({(row["position"], row["country"]) for row in result.rows})
    assert "MAR" in {row["country"] for row in result.rows if row["group"] == "origin"}


def test_codes_that_are_no_country_never_lead():
    for people in ("migrants", "refugees"):
        result = run("driver-conflict", {"people": people, "origins": 20}, STORE)
        assert not set(countries(result)) & set(UNIDENTIFIED)


def test_battle_deaths_in_syria_in_2013():
    result = run("driver-conflict", {"people": "migrants"}, STORE)
    found = [row for row in result.rows if (row["country"], row["year"]) == ("SYR", 2013)]
    assert found[0]["battle_deaths"] == 71_970
    assert (result.values["highest_value"], result.values["highest_value_country"]) == (71_970, "SYR")


def test_poverty_surveys_are_few_and_income_stands_beside_them():
    rows = run("driver-poverty", {}, STORE).rows
    egypt = {row["year"]: row["poverty_rate"] for row in rows if row["country"] == "EGY"}
    assert {year: rate for year, rate in egypt.items() if rate is not None} == {2015: 27.8, 2017: 32.5}
    assert all(row["income_per_person"] for row in rows if row["country"] == "EGY")


def test_unemployment_and_stability_of_egypt():
    unemployment = run("driver-unemployment", {}, STORE).rows
    stability = run("driver-stability", {}, STORE).rows
    assert {row["year"]: row["unemployment_rate"] for row in unemployment if row["country"] == "EGY"}[2013] == 13.2
    assert {row["year"]: row["political_stability"] for row in stability if row["country"] == "EGY"}[2013] == -1.64


def test_years_are_those_of_the_indicator():
    with pytest.raises(InputError, match="It may be: 1996, 1998, 2000, 2002–2022"):
        run("driver-stability", {"from_year": 1990}, STORE)
    with pytest.raises(InputError, match="from_year"):
        run("driver-stability", {"from_year": 2010, "to_year": 2002}, STORE)


def test_only_deaths_are_added_up_over_countries():
    with_total = [name for name in DRIVERS if "origins_total" in run(name, {}, STORE).values]
    assert with_total == ["driver-conflict"]
