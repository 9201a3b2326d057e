import pytest

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as
from mashura.consultation.public import load_bundled_programmes, programme
from mashura.evidence.figures import deaths
from mashura.evidence.public import load_bundle
from mashura.publication.composition.edition import compose
from mashura.publication.models import Edition
from mashura.reference.public import load_reference
from mashura.site.benchmarks.figure import GeneratedStore, generate
from mashura.site.benchmarks.long_study import PROGRAMME, words_kept, write_study
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


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_generated_study_is_read_in_every_language_with_values_in_its_sentences():
    load_reference(actor=SYSTEM)
    load_bundle(actor=SYSTEM)
    load_bundled_programmes(actor=SYSTEM)
    write_study(parts=2, paragraphs=3)
    for language in ("en", "fr", "ar"):
        with acting_as(ANONYMOUS):
            composition = compose(programme(ANONYMOUS, PROGRAMME), language)
        own = [one for one in composition.record.paragraphs if one.origin and one.origin.key[1] == "generated"]
        assert len(own) == 6
        assert [len(one.sentences[0].uses) for one in own] == [0, 0, 4, 0, 0, 4]
        assert all(use.shown in one.text for one in own for use in one.sentences[0].uses)


def test_the_share_of_paragraphs_that_kept_their_words_is_counted():
    def edition(*texts):
        return Edition(provenance={"paragraphs": [{"text": text} for text in texts]})

    assert words_kept(edition("a", "b", "c", "d"), edition("a", "b", "x", "d")) == pytest.approx(0.75)
