from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.access.actors import POST_ROLES, Role
from mashura.access.rules import (
    GUARDED,
    MEETING_LINK_ROLES,
    ORDINARY,
    SECOND_FACTOR_ROLES,
    SessionState,
    needs_second_factor,
    session_limits,
    session_state,
)

BEGUN = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def at(**offset):
    return BEGUN + timedelta(**offset)


@pytest.mark.parametrize(
    ("seen", "moment", "state"),
    [
        (at(minutes=10), at(minutes=39), SessionState.LIVE),
        (at(minutes=10), at(minutes=40), SessionState.IDLE),
        (at(hours=9, minutes=50), at(hours=10), SessionState.OVER),
        (at(minutes=10), at(minutes=9), SessionState.OVER),
        (at(minutes=-1), at(minutes=5), SessionState.OVER),
    ],
)
def test_a_guarded_session_ends_when_idle_when_old_or_when_the_clock_was_set_back(seen, moment, state):
    assert session_state(signed_in_at=BEGUN, last_seen=seen, at=moment, limits=GUARDED) is state


@given(st.sets(st.sampled_from(list(POST_ROLES))))
def test_the_strictest_post_decides_the_limits(roles):
    assert session_limits(roles) == (GUARDED if needs_second_factor(roles) else ORDINARY)


def test_no_role_that_needs_a_second_step_can_sign_in_by_link_alone():
    assert SECOND_FACTOR_ROLES.isdisjoint(MEETING_LINK_ROLES)


@pytest.mark.parametrize(
    "role", [Role.SECRETARIAT, Role.RESEARCHER, Role.TRANSLATOR, Role.CASE_WORKER, Role.CASE_SUPERVISOR]
)
def test_secretariat_researchers_translators_and_casework_need_the_second_step(role):
    assert needs_second_factor([role])


def test_a_delegate_does_not():
    assert not needs_second_factor([Role.DELEGATE, Role.HEAD_OF_DELEGATION])
