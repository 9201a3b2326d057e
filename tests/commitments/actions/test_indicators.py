from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError
from tests.commitments.factories import TODAY, WHY, World

from mashura.access.public import SYSTEM, Forbidden, NotHere, acting_as
from mashura.commitments.actions import indicators
from mashura.commitments.actions.indicators import Measure, declare_indicator, observe, observe_by_hand
from mashura.commitments.models import Indicator, Observation
from mashura.commitments.rules.progress import Direction, Point
from mashura.errors import InputError
from mashura.kit.localised import Localised
from mashura.stats.figures import Result

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
# A figure that every installation has; what it computes is not asked for here.
DEATHS = Measure("deaths-at-sea", {"sea": "mediterranean"}, "dead_and_missing", "last_year")
BY_HAND = Measure(manual_source=Localised(en="Register of the ministry (fictional)"))
BASELINE = Point(date(2030, 12, 31), Decimal(40))
TARGET = Point(date(2033, 12, 31), Decimal(80))


def declare(world, row, **changes):
    values = {
        "actor": world.minister,
        "commitment": row,
        "names": Localised(en="Clinics open to all (fictional)"),
        "kind": Indicator.Kind.OUTCOME,
        "direction": Direction.UP,
        "measure": DEATHS,
        "baseline": BASELINE,
        "targets": [TARGET],
    }
    return declare_indicator(**values | changes)


@pytest.fixture
def computed(monkeypatch):
    """What the figure gives, to be changed by the test."""
    values = {"dead_and_missing": 55, "last_year": 2030}
    hashes = ["a" * 64]

    def run(_actor, name, params):
        provenance = {"result_sha256": hashes[-1]}
        return Result(
            name=name, version=1, params=dict(params), columns=(), rows=[], values=dict(values), provenance=provenance
        )

    monkeypatch.setattr(indicators, "run_figure", run)
    return values, hashes


def test_observing_runs_the_figure_and_keeps_its_provenance(world, computed):
    indicator = declare(world, world.active())
    found = observe(actor=world.minister, indicator=indicator)
    assert (found.period, found.value, found.status, found.result_sha256) == ("2030", 55, "final", "a" * 64)
    assert observe(actor=world.minister, indicator=indicator).pk == found.pk


def test_another_result_for_the_same_period_is_a_revision_beside_it(world, computed):
    values, hashes = computed
    indicator = declare(world, world.active())
    first = observe(actor=world.minister, indicator=indicator)
    values["dead_and_missing"] = 57
    hashes.append("b" * 64)
    second = observe(actor=world.minister, indicator=indicator)
    assert (second.status, second.revises_id, second.value) == ("revised", first.pk, 57)
    with pytest.raises(IntegrityError, match="never changes"), acting_as(SYSTEM):
        Observation.objects.filter(pk=first.pk).update(value=1)


def test_a_year_that_is_not_over_is_provisional_and_no_value_is_no_observation(world, computed):
    values, _hashes = computed
    indicator = declare(world, world.active())
    values["last_year"] = TODAY.year
    assert observe(actor=world.minister, indicator=indicator).status == "provisional"
    values["dead_and_missing"] = None
    with pytest.raises(InputError, match="no value"):
        observe(actor=world.minister, indicator=indicator)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"measure": Measure("no-such-figure", {}, "value")}, "has no value"),
        ({"measure": Measure("deaths-at-sea", {}, "no_such_value")}, "has no value"),
        ({"measure": Measure("deaths-at-sea", {}, "")}, "has no value"),
        ({"measure": Measure()}, "is a figure, or a value by hand"),
        ({"targets": [Point(TARGET.on, BASELINE.value)]}, "equals the baseline"),
        ({"direction": Direction.DOWN}, "wrong side"),
        ({"targets": [Point(BASELINE.on, Decimal(80))]}, "after its baseline"),
    ],
)
def test_an_indicator_that_measures_nothing_is_refused(world, changes, words):
    with pytest.raises(InputError, match=words):
        declare(world, world.active(), **changes)


def test_a_value_is_typed_only_where_its_source_is_declared(world, computed):
    row = world.active()
    by_hand = declare(world, row, measure=BY_HAND)
    typed = observe_by_hand(actor=world.minister, indicator=by_hand, on=TODAY, value="61.5", source=WHY)
    assert (typed.value, typed.result_sha256, typed.source) == (Decimal("61.5"), "", WHY)
    with pytest.raises(InputError, match="no figure"):
        observe(actor=world.minister, indicator=by_hand)
    with pytest.raises(InputError, match="not a number"):
        observe_by_hand(actor=world.minister, indicator=by_hand, on=TODAY, value="many", source=WHY)
    with pytest.raises(InputError, match="where the value is from"):
        observe_by_hand(actor=world.minister, indicator=by_hand, on=TODAY, value="1", source=Localised())
    with pytest.raises(InputError, match="never typed"):
        observe_by_hand(actor=world.minister, indicator=declare(world, row), on=TODAY, value="1", source=WHY)


def test_only_the_owner_and_the_secretariat_declare_and_measure(world: World, computed):
    row = world.public()
    indicator = declare(world, row)
    observe(actor=world.secretariat, indicator=indicator)
    for who in (world.head, world.association, world.neighbour):
        with pytest.raises(Forbidden):
            observe(actor=who, indicator=indicator)
        with pytest.raises(Forbidden):
            declare(world, row, actor=who)


def test_another_country_does_not_see_an_indicator_of_a_draft(world, computed):
    indicator = declare(world, world.draft())
    with pytest.raises(NotHere):
        observe(actor=world.neighbour, indicator=indicator)
