"""The states of an edition as pure logic."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from mashura.publication.rules.release import EditionState, Standing, allows, state_of

COUNTRIES = st.frozensets(st.sampled_from(["XAA", "XBB", "XCC"]))
MOMENT = datetime(2031, 5, 6, tzinfo=UTC)
STEPS = ("ask", "clear", "share", "release", "withdraw")


@given(countries=COUNTRIES, asked=COUNTRIES, cleared=COUNTRIES)
def test_nothing_is_released_before_every_country_has_cleared_it(countries, asked, cleared):
    state = state_of(Standing(countries, asked, cleared, None, is_released=False, is_withdrawn=False))
    assert allows(state, "release") == (countries <= cleared)


@given(countries=COUNTRIES, asked=COUNTRIES, cleared=COUNTRIES, released=st.booleans())
def test_a_withdrawn_edition_goes_nowhere(countries, asked, cleared, released):
    state = state_of(Standing(countries, asked, cleared, None, is_released=released, is_withdrawn=True))
    assert state is EditionState.WITHDRAWN
    assert not any(allows(state, step) for step in STEPS)


def test_an_embargo_stands_until_the_release():
    held = Standing(["XAA"], ["XAA"], ["XAA"], MOMENT, is_released=False, is_withdrawn=False)
    out = Standing(["XAA"], ["XAA"], ["XAA"], MOMENT, is_released=True, is_withdrawn=False)
    assert state_of(held) is EditionState.EMBARGOED
    assert state_of(out) is EditionState.RELEASED
    assert [step for step in STEPS if allows(state_of(out), step)] == ["withdraw"]
