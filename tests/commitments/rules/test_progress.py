from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mashura.commitments.rules.progress import (
    Direction,
    Point,
    Track,
    achievement,
    check_target,
    clamped,
    expected_at,
    track,
    weighted_progress,
)
from mashura.errors import InputError

D = Direction
NUMBERS = st.decimals(-1000, 1000, allow_nan=False, places=3)
SHARES = st.decimals(0, 1, places=3)
WEIGHTS = st.decimals(0, 100, places=2)
START, MIDDLE, END = date(2030, 12, 31), date(2032, 1, 1), date(2033, 12, 31)


@given(st.lists(st.tuples(WEIGHTS, SHARES)), st.decimals("0.5", 7, places=1))
def test_weights_need_not_add_up_to_one_and_their_scale_does_not_matter(parts, factor):
    found = weighted_progress(parts)
    if not sum(weight for weight, _ in parts):
        assert found is None
        return
    assert 0 <= found <= 1
    scaled = weighted_progress([(weight * factor, share) for weight, share in parts])
    assert abs(scaled - found) < Decimal("1e-9")


def test_progress_is_divided_by_the_weights():
    assert weighted_progress([(Decimal(2), Decimal(1)), (Decimal(6), Decimal(0))]) == Decimal("0.25")


def test_a_negative_weight_is_a_defect():
    with pytest.raises(ValueError, match="negative"):
        weighted_progress([(Decimal(-1), Decimal(1))])


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "value", "share"),
    [
        (D.UP, 40, 80, 60, "0.5"),
        (D.UP, 40, 80, 90, "1.25"),
        (D.UP, 40, 80, 30, "-0.25"),
        (D.DOWN, 80, 40, 60, "0.5"),
        (D.DOWN, 80, 40, 90, "-0.25"),
        (D.YES_NO, 0, 1, 1, "1"),
        (D.MILESTONE, 0, 4, 3, "0.75"),
        (D.MAINTAIN, 50, 50, 50, "1"),
        (D.MAINTAIN, 50, 50, 45, "0.9"),
        (D.MAINTAIN, 0, 0, 0, "1"),
        (D.MAINTAIN, 0, 0, 3, "0"),
    ],
)
def test_achievement_follows_the_direction_and_is_not_clamped(direction, baseline, target, value, share):
    assert achievement(direction, Decimal(baseline), Decimal(target), Decimal(value)) == Decimal(share)


def test_no_value_is_no_achievement_not_zero():
    assert achievement(D.UP, Decimal(0), Decimal(1), None) is None
    assert clamped(None) is None


@pytest.mark.parametrize("direction", [one for one in D if one is not D.MAINTAIN])
def test_a_target_equal_to_the_baseline_is_an_error_unless_it_is_to_be_maintained(direction):
    with pytest.raises(InputError, match="equals the baseline"):
        check_target(direction, Decimal(5), Decimal(5))
    check_target(D.MAINTAIN, Decimal(5), Decimal(5))


@pytest.mark.parametrize(("direction", "target"), [(D.UP, 4), (D.DOWN, 6), (D.YES_NO, 4), (D.MILESTONE, 4)])
def test_a_target_on_the_wrong_side_is_an_error(direction, target):
    with pytest.raises(InputError, match="wrong side"):
        check_target(direction, Decimal(5), Decimal(target))


@given(NUMBERS, NUMBERS, NUMBERS)
def test_baseline_is_nothing_and_target_is_all_of_the_way(baseline, target, value):
    assume(baseline != target)
    direction = D.DOWN if target < baseline else D.UP
    assert achievement(direction, baseline, target, baseline) == 0
    assert achievement(direction, baseline, target, target) == 1
    assert 0 <= clamped(achievement(direction, baseline, target, value)) <= 1


@given(st.dates(date(2029, 1, 1), date(2036, 1, 1)))
def test_the_path_stays_between_baseline_and_target(on):
    baseline, targets = Point(START, Decimal(40)), [Point(END, Decimal(80))]
    assert 40 <= expected_at(baseline, targets, on) <= 80


def test_the_path_goes_through_every_target_in_the_order_of_their_days():
    baseline, targets = Point(START, Decimal(40)), [Point(END, Decimal(80)), Point(MIDDLE, Decimal(70))]
    assert [expected_at(baseline, targets, on) for on in (START, MIDDLE, END, date(2040, 1, 1))] == [40, 70, 80, 80]


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "value", "found"),
    [
        (D.UP, 40, 80, 79, Track.ON_TRACK),
        (D.UP, 40, 80, 76, Track.ON_TRACK),
        (D.UP, 40, 80, 75, Track.BEHIND),
        (D.DOWN, 80, 40, 44, Track.ON_TRACK),
        (D.DOWN, 80, 40, 45, Track.BEHIND),
        (D.MAINTAIN, 50, 50, 46, Track.ON_TRACK),
        (D.MAINTAIN, 50, 50, 44, Track.BEHIND),
        (D.MAINTAIN, 50, 50, 60, Track.BEHIND),
    ],
)
def test_on_track_is_measured_against_the_path_with_a_tolerance(direction, baseline, target, value, found):
    start, targets = Point(START, Decimal(baseline)), [Point(END, Decimal(target))]
    assert track(direction, start, targets, Point(END, Decimal(value))) is found


def test_the_tolerance_can_be_chosen():
    start, targets, observed = Point(START, Decimal(0)), [Point(END, Decimal(10))], Point(END, Decimal(8))
    assert track(D.UP, start, targets, observed) is Track.BEHIND
    assert track(D.UP, start, targets, observed, tolerance=Decimal("0.2")) is Track.ON_TRACK


@pytest.mark.parametrize("direction", D)
def test_no_value_is_no_information(direction):
    start = Point(START, Decimal(0))
    assert track(direction, start, [Point(END, Decimal(1))], None) is Track.NO_INFORMATION
    assert track(direction, start, [], Point(END, Decimal(1))) is Track.NO_INFORMATION
