from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.commitments.rules.positions import (
    GIVEN_BY_ADDRESSEES,
    NEEDS_REASON,
    Answer,
    Binary,
    Position,
    ResponseState,
    binary_of,
    check_answer,
    check_no_response,
    is_to_be_split,
    response_state,
)
from mashura.errors import InputError

DAY = date(2031, 6, 1)
P = Position


@pytest.mark.parametrize(
    ("position", "binary"),
    [
        (P.ACCEPTED, Binary.SUPPORTED),
        (P.ACCEPTED_IN_PART, Binary.NOTED),
        (P.ACCEPTED_IN_PRINCIPLE, Binary.NOTED),
        (P.ALREADY_IMPLEMENTED, Binary.BY_CASE),
        (P.UNDER_CONSIDERATION, Binary.PENDING),
        (P.NOTED, Binary.NOTED),
        (P.NOT_ACCURATE, Binary.NOTED),
        (P.NO_RESPONSE, Binary.NOTED),
        (P.NOT_APPLICABLE, Binary.NONE),
    ],
)
def test_the_binary_follows_from_the_position_alone(position, binary):
    assert binary_of(position) is binary


def test_only_an_explicit_acceptance_counts_as_supported():
    assert [one for one in Position if binary_of(one) is Binary.SUPPORTED] == [P.ACCEPTED]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(P.NO_RESPONSE, DAY), "Only whoever waited"),
        (Answer(P.UNDER_CONSIDERATION, DAY), "by which the answer will come"),
        (Answer(P.UNDER_CONSIDERATION, DAY, answer_by=DAY), "by which the answer will come"),
        (Answer(P.ACCEPTED, DAY, answer_by=DAY + timedelta(1)), "under consideration"),
        (Answer(P.ACCEPTED_IN_PART, DAY), "which parts"),
        (Answer(P.NOT_ACCURATE, DAY, has_source=True), "gets wrong"),
        (Answer(P.NOT_APPLICABLE, DAY), "right addressee"),
        (Answer(P.ALREADY_IMPLEMENTED, DAY), "has been done"),
    ],
)
def test_an_answer_lacks_what_its_position_needs(answer, words):
    with pytest.raises(InputError, match=words):
        check_answer(answer)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(P.ACCEPTED, DAY),
        Answer(P.NOTED, DAY),
        Answer(P.ACCEPTED_IN_PRINCIPLE, DAY),
        Answer(P.ALREADY_IMPLEMENTED, DAY, has_source=True),
        Answer(P.UNDER_CONSIDERATION, DAY, answer_by=DAY + timedelta(1)),
        *(Answer(one, DAY, has_reason=True) for one in NEEDS_REASON),
    ],
)
def test_an_answer_with_what_its_position_needs_stands(answer):
    check_answer(answer)


def test_a_split_is_offered_once_and_only_for_a_part():
    assert [one for one in Position if is_to_be_split(one, "issued")] == [P.ACCEPTED_IN_PART]
    assert not is_to_be_split(P.ACCEPTED_IN_PART, "split")


S = ResponseState


@pytest.mark.parametrize(
    ("positions", "due", "state"),
    [
        ([], None, S.NOT_REQUESTED),
        ([], DAY, S.REQUESTED),
        ([], DAY - timedelta(1), S.OVERDUE),
        ([P.NOTED], None, S.RECEIVED),
        ([P.UNDER_CONSIDERATION, P.ACCEPTED], DAY, S.REVISED),
        ([P.NO_RESPONSE], DAY - timedelta(9), S.NO_RESPONSE),
        ([P.NO_RESPONSE, P.ACCEPTED], DAY - timedelta(9), S.RECEIVED),
    ],
)
def test_the_state_of_an_answer_is_derived(positions, due, state):
    assert response_state(positions, due, DAY) is state


@given(st.lists(st.sampled_from(GIVEN_BY_ADDRESSEES), min_size=1), st.dates() | st.none())
def test_an_answer_given_is_never_overdue(positions, due):
    assert response_state(positions, due, DAY) in {S.RECEIVED, S.REVISED}


@pytest.mark.parametrize(("positions", "due"), [([], None), ([], DAY), ([P.ACCEPTED], DAY - timedelta(1))])
def test_no_response_is_not_stated_while_there_is_time_or_an_answer(positions, due):
    with pytest.raises(InputError, match="only after the day"):
        check_no_response(positions, due, DAY)


def test_no_response_is_stated_after_the_day():
    check_no_response([], DAY - timedelta(1), DAY)
