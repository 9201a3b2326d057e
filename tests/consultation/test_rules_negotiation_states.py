"""States of texts, clauses, proposals and brackets: which steps there are, and why one is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules.negotiation.states import (
    BRACKET,
    CLAUSE,
    PROPOSAL,
    TEXT,
    BracketState,
    ClauseStatus,
    Needs,
    ProposalState,
    StepRefusal,
    StepRefused,
    TextState,
    check_step,
    next_states,
)

MACHINES = ((TEXT, TextState), (CLAUSE, ClauseStatus), (PROPOSAL, ProposalState), (BRACKET, BracketState))


def anybody(_act):
    return True


def step(machine, before, after, **named):
    return check_step(machine, before, after, **{"seen": before, "may": anybody, "met": tuple(Needs), **named})


def refused(machine, before, after, **named):
    with pytest.raises(StepRefused) as caught:
        step(machine, before, after, **named)
    return caught.value


@pytest.mark.parametrize(("machine", "states"), MACHINES, ids=lambda one: getattr(one, "name", ""))
def test_every_state_is_reached_and_named_once(machine, states):
    reached = {one.after for one in machine.steps}
    first = next(iter(states))
    assert reached | {first} == set(states)
    assert len({(one.before, one.after) for one in machine.steps}) == len(machine.steps)


def test_only_what_is_negotiated_becomes_clean_and_only_clean_text_is_submitted():
    assert next_states(TEXT, TextState.ZERO_DRAFT) == (TextState.TABLED,)
    assert TextState.SUBMITTED_FOR_ADOPTION not in next_states(TEXT, TextState.UNDER_NEGOTIATION)
    assert not next_states(TEXT, TextState.FINAL)


def test_policy_narrows_the_steps():
    assert next_states(TEXT, TextState.UNDER_NEGOTIATION, may=lambda act: act == "take_the_pen") == (
        TextState.CHAIR_TEXT,
    )


@given(st.sampled_from(MACHINES), st.data())
def test_a_step_is_taken_between_neighbours_alone(of, data):
    """Case 52 of the specification."""
    machine, states = of
    before, after = (data.draw(st.sampled_from(list(states))) for _ in range(2))
    if machine.step(before, after):
        assert step(machine, before, after).after is after
    else:
        assert refused(machine, before, after).refusal is StepRefusal.NOT_A_NEIGHBOUR


def test_the_right_to_set_a_state_jumps_but_asks_for_a_reason():
    jump = {"may_jump": True}
    assert step(TEXT, TextState.TABLED, TextState.CHAIR_TEXT, **jump).act == "set_state"
    assert refused(TEXT, TextState.TABLED, TextState.CHAIR_TEXT, met=(), **jump).lacking == {Needs.REASON}
    found = refused(TEXT, TextState.TABLED, TextState.SUBMITTED_FOR_ADOPTION, met=[Needs.REASON], **jump)
    assert found.lacking == {Needs.NO_OPEN_BRACKET, Needs.ALL_LANGUAGES}
    assert refused(TEXT, TextState.TABLED, TextState.TABLED, **jump).refusal is StepRefusal.NOT_A_NEIGHBOUR


def test_the_second_of_two_is_told_what_the_first_did():
    """Case 53 of the specification."""
    found = refused(PROPOSAL, ProposalState.WITHDRAWN, ProposalState.ACCEPTED, seen=ProposalState.UNDER_DISCUSSION)
    assert found.refusal is StepRefusal.MOVED_ON
    assert found.params == {"present": "withdrawn"}


def test_a_locked_meeting_denies_everybody():
    """Case 56 of the specification."""
    found = refused(CLAUSE, ClauseStatus.OPEN, ClauseStatus.AGREED, is_locked=True, may_jump=True)
    assert found.refusal is StepRefusal.LOCKED


def test_who_may_not_is_refused():
    found = refused(CLAUSE, ClauseStatus.OPEN, ClauseStatus.AGREED, may=lambda act: act != "agree")
    assert found.refusal is StepRefusal.NOT_ALLOWED


def test_a_stale_language_keeps_a_text_from_adoption():
    """Case 62 of the specification."""
    met = set(Needs) - {Needs.ALL_LANGUAGES}
    found = refused(TEXT, TextState.SUBMITTED_FOR_ADOPTION, TextState.ADOPTED, met=met)
    assert (found.refusal, found.lacking) == (StepRefusal.LACKING, {Needs.ALL_LANGUAGES})


def test_a_modified_proposal_is_accepted_by_its_proposer_first():
    met = set(Needs) - {Needs.PROPOSER_CONSENT}
    found = refused(PROPOSAL, ProposalState.UNDER_DISCUSSION, ProposalState.ACCEPTED_AS_MODIFIED, met=met)
    assert found.lacking == {Needs.PROPOSER_CONSENT}


def test_what_was_agreed_is_reopened_with_a_reason():
    assert refused(CLAUSE, ClauseStatus.AGREED, ClauseStatus.REOPENED, met=()).lacking == {Needs.REASON}
    assert step(CLAUSE, ClauseStatus.AGREED, ClauseStatus.REOPENED, met=[Needs.REASON])
