"""Figures of deaths and detections on the routes, against the published totals."""

import pytest

import mashura.evidence.figures  # noqa: F401 - registers the figures
from mashura.errors import InputError
from mashura.evidence.figures.deaths import SEAS
from mashura.evidence.store import BUNDLE
from mashura.stats.figures import FolderStore, run

STORE = FolderStore(BUNDLE)
MEDITERRANEAN = {"central-mediterranean", "eastern-mediterranean", "western-mediterranean"}


@pytest.mark.parametrize(
    ("year", "dead"), [(2014, 3289), (2015, 4057), (2016, 5097), (2017, 3143), (2021, 2105), (2023, 3198)]
)
def test_deaths_on_the_mediterranean_in_a_year(year, dead):
    result = run("deaths-at-sea", {"year": str(year), "sea": "mediterranean"}, STORE)
    assert result.values["dead_and_missing"] == dead
    assert {row["route"] for row in result.rows} == MEDITERRANEAN
    assert {row["year"] for row in result.rows} == {year}


def test_without_a_year_deaths_are_a_series():
    result = run("deaths-at-sea", {}, STORE)
    assert (result.values["first_year"], result.values["last_year"]) == (2014, 2023)
    assert result.values["deadliest_year"] == 2016
    assert result.values["last_year_dead_and_missing"] == 3198
    assert len(result.rows) == 30


def test_all_seas_are_the_mediterranean_and_the_atlantic():
    found = {sea: run("deaths-at-sea", {"sea": sea}, STORE).values["dead_and_missing"] for sea in SEAS}
    assert found == {"mediterranean": 29_173, "atlantic": 4_047, "all": 33_220}


def test_a_sea_that_there_is_not_is_refused():
    with pytest.raises(InputError, match=r"parameter sea cannot be black\. It may be: mediterranean, atlantic, all"):
        run("deaths-at-sea", {"sea": "black"}, STORE)


@pytest.mark.parametrize("sea", SEAS)
def test_causes_add_up_to_the_deaths(sea):
    causes = run("deaths-by-cause", {"sea": sea}, STORE)
    deaths = run("deaths-at-sea", {"sea": sea}, STORE)
    assert causes.values["dead_and_missing"] == deaths.values["dead_and_missing"]
    assert causes.values["records"] == deaths.values["records"]
    assert sum(row["share"] for row in causes.rows) == pytest.approx(100, abs=0.4)


def test_the_world_has_every_record():
    values = run("deaths-by-cause", {"sea": "world"}, STORE).values
    assert (values["records"], values["dead_and_missing"]) == (16_219, 64_065)
    assert values["top_cause"] == "drowning"


def test_records_with_several_causes_are_counted_apart():
    rows = run("deaths-by-cause", {"sea": "world"}, STORE).rows
    assert {row["cause"]: row["records"] for row in rows}["several"] == 24


@pytest.mark.parametrize(
    ("params", "detections"),
    [({"year": "2015"}, 1_822_102), ({"year": "2016"}, 511_047), ({"year": "2023"}, 381_319)],
)
def test_detections_in_a_year(params, detections):
    assert run("arrivals-by-route", params, STORE).values["detections"] == detections


def test_detections_by_route_border_and_nationality():
    rows = run("arrivals-by-route", {"year": "2023"}, STORE).rows
    assert {row["route"]: row["detections"] for row in rows}["central-mediterranean"] == 158_026
    sea, land = (run("arrivals-by-route", {"border": border}, STORE).values["detections"] for border in ("sea", "land"))
    assert sea + land == run("arrivals-by-route", {}, STORE).values["detections"] == 4_676_622
    unknown = run("arrivals-by-route", {"nationality": "ooo"}, STORE).values
    assert (unknown["detections"], unknown["unidentified_share"]) == (683_068, 100.0)


def test_a_year_is_compared_with_the_one_before():
    values = run("arrivals-by-route", {"year": "2023"}, STORE).values
    assert (values["previous_year_detections"], values["change_percent"]) == (326_217, 16.9)
    first = run("arrivals-by-route", {"year": "2009"}, STORE).values
    assert (first["previous_year_detections"], first["change_percent"]) == (None, None)
