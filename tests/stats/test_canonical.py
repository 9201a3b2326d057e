import json
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.stats.canonical import canonical, digest, rounded

finite = st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | finite | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (2.675, 2, 2.68),
        (0.5, 0, 1),
        (-0.5, 0, -1),
        (1.5, 0, 2),
        (2.5, 0, 3),
        (-0.04, 1, 0.0),
        (Decimal("7.25"), 1, 7.3),
        (1234567890123456789, 0, 1234567890123456789),
        (math.nan, 1, None),
        (None, 3, None),
        (1e300, 1, 1e300),
    ],
)
def test_halves_round_away_from_zero_as_a_reader_rounds(value, decimals, expected):
    assert rounded(value, decimals) == expected


def test_minus_zero_is_zero():
    assert math.copysign(1, rounded(-0.0, 2)) == 1.0
    assert canonical(-0.0) == canonical(0) == canonical(Decimal("-0.00")) == "0"


def test_no_decimals_give_a_whole_number():
    assert type(rounded(3.0, 0)) is int


@pytest.mark.parametrize("value", [math.inf, -math.inf, Decimal("Infinity")])
def test_an_infinite_value_is_refused(value):
    with pytest.raises(ValueError, match="infinite"):
        rounded(value, 1)
    with pytest.raises(ValueError, match="infinite"):
        canonical(value)


def test_a_truth_value_is_no_number():
    with pytest.raises(TypeError):
        rounded(True, 0)


@given(finite, st.integers(min_value=0, max_value=6))
def test_rounding_twice_changes_nothing(value, decimals):
    once = rounded(value, decimals)
    assert rounded(once, decimals) == once


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3), st.integers(min_value=0, max_value=3))
def test_the_type_of_a_number_does_not_matter(value, decimals):
    assert canonical(rounded(value, decimals)) == canonical(rounded(float(value), decimals))


@given(st.integers(min_value=-(2**53), max_value=2**53))
def test_a_whole_number_is_written_the_same_in_every_type(number):
    assert canonical(number) == canonical(float(number)) == canonical(Decimal(number).quantize(Decimal("0.00")))


@given(json_values)
def test_what_is_published_can_be_parsed_and_gives_the_same_text_again(value):
    assert canonical(json.loads(json.dumps(value))) == canonical(value) == canonical(json.loads(canonical(value)))


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(value):
    assert digest(dict(reversed(value.items()))) == digest(value)


def test_numbers_have_no_exponent_and_no_trailing_zero():
    assert canonical([1e21, 1e-7, 2.50, Decimal("3.000")]) == "[1000000000000000000000,0.0000001,2.5,3]"


def test_the_canonical_text_keeps_every_script():
    assert canonical({"ب": "مصر", "a": [None, True]}) == '{"a":[null,true],"ب":"مصر"}'


def test_what_json_cannot_hold_is_refused():
    with pytest.raises(TypeError, match="object has no canonical form"):
        canonical(object())


def test_a_known_digest_stays_the_same():
    # sha256 of {"a":1.5} in UTF-8: anyone can make it without this software.
    assert digest({"a": 1.50}) == "3b1cb40b22933d83e9242f8ac724f114d812ddd49909917b365375c24b69a455"
