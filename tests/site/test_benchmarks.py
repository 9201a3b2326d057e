import pytest

from mashura.evidence.figures import deaths
from mashura.site.benchmarks.figure import GeneratedStore, generate
from mashura.site.benchmarks.measure import Measure, interleaved, seconds
from mashura.stats.figures import run


@pytest.mark.parametrize(
    ("value", "goal", "better", "reached", "distance"),
    [
        (0.75, 1.5, "lower", True, 0.5),
        (3.0, 1.5, "lower", False, 2.0),
        (10.0, 5.0, "higher", True, 0.5),
        (2.5, 5.0, "higher", False, 2.0),
        (2.5, None, "lower", None, None),
    ],
)
def test_a_goal_is_reached_or_missed_by_a_factor(value, goal, better, reached, distance):
    measure = Measure("work", value, "ratio", "other work", goal, better)
    assert (measure.reached, measure.distance) == (reached, distance)
    assert (measure.as_json()["reached"], measure.as_json()["distance"]) == (reached, distance)


def test_a_missed_goal_is_said_with_its_distance():
    sentence = Measure("work", 3.0, "ratio", "other work", 1.5).sentence()
    assert "missed by a factor of 2.00" in sentence
    assert "reached" in Measure("work", 1.0, "ratio", "other work", 1.5).sentence()


def test_two_works_are_timed_in_turns_after_a_warm_up():
    order = []
    first, second = interleaved(lambda: order.append("first"), lambda: order.append("second"), rounds=3)
    assert order == ["first", "second"] * 4
    assert first >= 0
    assert second >= 0


def test_the_warm_up_is_not_counted():
    calls = []
    assert seconds(lambda: calls.append(1), rounds=2, warm_up=3) >= 0
    assert len(calls) == 5


def test_generated_rows_are_what_the_figure_reads(tmp_path):
    path = tmp_path / "generated.parquet"
    generate(path, rows=5000)
    result = run("deaths-at-sea", {"sea": "all"}, GeneratedStore(path))
    assert {row["route"] for row in result.rows} == set(deaths.ROUTE_CODES.values())
    assert result.values["dead_and_missing"] > 0
