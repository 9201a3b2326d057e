import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.errors import InputError
from mashura.stats.parameters import Domain, Latest, Parameter, settle_all

YEARS = (1990, 1995, 2000, 2005)
COUNTRIES = ("EGY", "LBY", "MAR", "TUN")


def held(domain):
    return {"year": YEARS, "country": COUNTRIES, "run": tuple(range(2000, 2024))}[domain.column]


YEAR = Parameter(name="year", type="year", default=Latest(), domain=Domain("d", "year"))
RUN = Parameter(name="from_year", type="year", default=Latest(minus=5), domain=Domain("d", "run"))
COUNTRY = Parameter(name="country", type="country", default="EGY", domain=Domain("d", "country"))
SEVERAL = Parameter(name="countries", type="countries", default="EGY,TUN", domain=Domain("d", "country"))
SEA = Parameter(name="sea", type="code", default="all", choices=("all", "mediterranean"))
TOP = Parameter(name="top", type="integer", default=5, minimum=1, maximum=20)
OPTIONAL = Parameter(name="year", type="year", domain=Domain("d", "year"))


def settle(parameter, given_value):
    return settle_all([parameter], {parameter.name: given_value}, held).get(parameter.name)


def refusal(parameter, given_value):
    with pytest.raises(InputError) as refused:
        settle(parameter, given_value)
    assert refused.value.params["parameter"] == parameter.name
    return str(refused.value)


@pytest.mark.parametrize(
    ("parameter", "value", "settled"),
    [
        (YEAR, "1995", 1995),
        (YEAR, 1995, 1995),
        (YEAR, " ٢٠٠٠ ", 2000),
        (YEAR, "", 2005),
        (YEAR, None, 2005),
        (RUN, None, 2018),
        (COUNTRY, "tun", "TUN"),
        (SEVERAL, "tun, mar,TUN", "TUN,MAR"),
        (SEVERAL, None, "EGY,TUN"),
        (SEVERAL, " , ", None),
        (SEA, "Mediterranean", "mediterranean"),
        (TOP, "20", 20),
        (OPTIONAL, "", None),
    ],
)
def test_a_value_is_settled_in_its_type(parameter, value, settled):
    assert settle(parameter, value) == settled


@pytest.mark.parametrize(
    ("parameter", "value", "says"),
    [
        (YEAR, "1991", "It may be: 1990, 1995, 2000, 2005"),
        (YEAR, "soon", "must be a whole number"),
        (YEAR, "1995.0", "must be a whole number"),
        (YEAR, "1_995", "must be a whole number"),
        (YEAR, "9" * 5000, "must be a whole number"),
        (RUN, "1999", "It may be: 2000–2023"),
        (COUNTRY, "XYZ", "cannot be XYZ. It may be: EGY, LBY, MAR, TUN"),
        (COUNTRY, "Egypt", "cannot be EGYPT"),
        (SEVERAL, "EGY,QQQ", "cannot be QQQ"),
        (SEA, "black", "It may be: all, mediterranean"),
        (TOP, "0", "between 1 and 20; 0 does not"),
        (TOP, "21", "between 1 and 20; 21 does not"),
    ],
)
def test_a_refusal_names_the_parameter_and_what_it_may_be(parameter, value, says):
    assert says in refusal(parameter, value)


def test_an_unknown_parameter_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match=r"no parameter yaer here\. The parameters are: year, top"):
        settle_all([YEAR, TOP], {"yaer": "2000"}, held)


def test_a_long_list_of_codes_is_described_and_not_listed():
    many = tuple(f"{letter}AA" for letter in "ABCDEFGHIJKLMNOP")
    with pytest.raises(InputError, match=r"takes a code as AAA, BAA, CAA\.$"):
        settle_all([COUNTRY], {"country": "ZZZ"}, lambda _: many)


def test_what_a_reader_typed_is_cut_before_it_is_shown():
    assert len(refusal(COUNTRY, "x" * 5000)) < 200


def test_a_domain_may_follow_the_parameters_before_it():
    kind = Parameter(name="kind", type="code", default="stock", choices=("stock", "series"))
    year = Parameter(
        name="year",
        type="year",
        default=Latest(),
        domain=lambda chosen: Domain("d", "year" if chosen["kind"] == "stock" else "run"),
    )
    assert settle_all([kind, year], {}, held) == {"kind": "stock", "year": 2005}
    assert settle_all([kind, year], {"kind": "series"}, held) == {"kind": "series", "year": 2023}


def test_data_without_a_year_is_refused():
    with pytest.raises(InputError, match="holds no year"):
        settle_all([YEAR], {}, lambda _: ())


@given(st.text(max_size=30), st.sampled_from([YEAR, COUNTRY, SEVERAL, SEA, TOP]))
def test_any_text_is_settled_for_good_or_refused_by_name(text, parameter):
    try:
        value = settle(parameter, text)
    except InputError as refused:
        value = None
        named = refused.params["parameter"]
    else:
        named = parameter.name
    assert named == parameter.name
    assert value is None or settle(parameter, value) == value
