import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.commitments.rules.shares import check_share, country_shares
from mashura.errors import InputError

COUNTRIES = ["XAA", "XBB", "XCC"]


@given(st.lists(st.tuples(st.sampled_from(COUNTRIES), st.integers())))
def test_every_country_is_listed_and_a_missing_share_is_said(shares):
    found = country_shares(COUNTRIES, shares)
    assert [one.country for one in found] == COUNTRIES
    assert {one.country for one in found if one.is_missing} == set(COUNTRIES) - {country for country, _ in shares}
    assert sum(len(one.shares) for one in found) == len(shares)


@pytest.mark.parametrize(("kind", "country"), [("joint", "XDD"), ("voluntary", "XAA"), ("joint", "")])
def test_a_share_is_of_a_country_of_a_joint_commitment(kind, country):
    with pytest.raises(InputError, match="joint commitment"):
        check_share(kind, COUNTRIES, country)


def test_a_country_of_a_joint_commitment_takes_a_share():
    check_share("joint", COUNTRIES, "XBB")
