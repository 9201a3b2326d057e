from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.kit.bidi import is_balanced, strip_isolates
from mashura.kit.numbers import MISSING, format_number, format_percent, format_year, to_digits, usual_digits

NARROW = "\u202f"
MINUS = "\u2212"
LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
INTEGERS = st.integers(min_value=-(10**40), max_value=10**40)


@pytest.mark.parametrize(
    ("value", "decimals", "language", "digits", "expected"),
    [
        (1234.5, 1, "ar", "western", "1,234.5"),
        (1234.5, 1, "ar", "arabic-indic", "١٬٢٣٤٫٥"),
        (1234.5, 1, "fr", "western", f"1{NARROW}234,5"),
        (1234.5, 1, "en", "western", "1,234.5"),
        (1234567, 0, "fr", "western", f"1{NARROW}234{NARROW}567"),
        (1234567, 0, "ar-EG", "arabic-indic", "١٬٢٣٤٬٥٦٧"),
        (999, 0, "fr", "western", "999"),
        (0, 0, "ar", "arabic-indic", "٠"),
        (0, 2, "en", "western", "0.00"),
        (5097, 0, "en", "western", "5,097"),
        (5097, 0, "fr", "arabic-indic", f"5{NARROW}097"),  # a Latin language keeps Western digits
        (5097, 0, "hi", "western", "5,097"),
        (12345678, 0, "hi", "western", "1,23,45,678"),
        (-12, 0, "en", "western", f"{MINUS}12"),
        (-1234, 0, "fr", "western", f"{MINUS}1{NARROW}234"),
        (-12, 0, "ar", "western", f"{LRI}{MINUS}12{PDI}"),
        (-12, 0, "ar", "arabic-indic", f"{RLI}{MINUS}١٢{PDI}"),
        (-0.04, 1, "ar", "western", "0.0"),
        (None, 1, "ar", "western", MISSING),
        (10**30, 0, "en", "western", "1" + ",000" * 10),
        (Decimal("2.345"), 2, "en", "western", "2.35"),
        (2.675, 2, "en", "western", "2.68"),  # what a reader computes, not what a double holds
        (0.5, 0, "en", "western", "1"),
        (-0.5, 0, "en", "western", f"{MINUS}1"),
        (1e22, 0, "en", "western", "10" + ",000" * 7),
    ],
)
def test_numbers_as_a_reader_writes_them(value, decimals, language, digits, expected):
    assert format_number(value, language=language, decimals=decimals, digits=digits) == expected


@pytest.mark.parametrize(
    ("value", "language", "digits", "expected"),
    [
        (12.5, "en", "western", "12.5%"),
        (12.5, "fr", "western", f"12,5{NARROW}%"),
        (12.5, "ar", "western", f"{LRI}12.5%{PDI}"),
        (12.5, "ar", "arabic-indic", f"{RLI}١٢٫٥٪{PDI}"),
        (-3, "ar", "western", f"{LRI}{MINUS}3.0%{PDI}"),
        (None, "fr", "western", MISSING),
    ],
)
def test_percent(value, language, digits, expected):
    assert format_percent(value, language=language, decimals=1, digits=digits) == expected


def test_a_year_is_never_grouped():
    assert format_year(2014, language="en") == format_year(2014, language="fr", digits="arabic-indic") == "2014"
    assert format_year(2014, language="ar", digits="arabic-indic") == "٢٠١٤"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity"), Decimal("NaN")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        format_number(value, language="en")


def test_negative_decimals_are_refused():
    with pytest.raises(ValueError, match="decimals"):
        format_number(1, language="en", decimals=-1)


@given(INTEGERS, st.sampled_from(["ar", "en", "fr", "es", "ur"]), st.sampled_from(["western", "arabic-indic"]))
def test_an_integer_can_be_read_back(value, language, digits):
    shown = format_number(value, language=language, digits=digits)
    assert is_balanced(shown)
    plain = to_digits(strip_isolates(shown), "western").replace(MINUS, "-")
    assert int("".join(character for character in plain if character in "-0123456789")) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_rounding_is_at_most_half_a_step_away(value):
    shown = format_number(value, language="en", decimals=2).replace(",", "").replace(MINUS, "-")
    assert abs(Decimal(shown) - value) <= Decimal("0.005")
    assert len(shown.partition(".")[2]) == 2


@given(st.text())
def test_digits_change_there_and_back(text):
    western = to_digits(text, "western")
    assert to_digits(to_digits(western, "arabic-indic"), "western") == western
    assert len(to_digits(text, "arabic-indic")) == len(text)


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("ar", "EGY", "arabic-indic"),
        ("ar", "SDN", "arabic-indic"),
        ("ar", "MAR", "western"),
        ("ar", "TUN", "western"),
        ("ar", "DZA", "western"),
        ("ar", "LBY", "western"),
        ("ar", None, "western"),
        ("en", "EGY", "western"),
        ("fr", "MA", "western"),
        ("ar", "EG", "arabic-indic"),
    ],
)
def test_usual_digits(language, country, expected):
    assert usual_digits(language, country) == expected
