from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.commitments.rules import states
from mashura.commitments.rules.states import (
    ActionStatus,
    AssessmentState,
    CommitmentStatus,
    DutyRecord,
    ReportState,
    check_claim,
    check_publication,
    moved,
    moves_from,
)
from mashura.errors import InputError

C = CommitmentStatus
MACHINES = [
    (states.COMMITMENT, CommitmentStatus),
    (states.ACTION, ActionStatus),
    (states.REPORT, ReportState),
    (states.ASSESSMENT, AssessmentState),
    (states.DUTY, DutyRecord),
]
# Every way that leads somewhere; what is not here is refused.
COMMITMENT_WAYS = {
    (C.DRAFT, "submit"): C.SUBMITTED,
    (C.DRAFT, "withdraw"): C.WITHDRAWN,
    (C.SUBMITTED, "confirm"): C.CONFIRMED,
    (C.SUBMITTED, "withdraw"): C.WITHDRAWN,
    (C.CONFIRMED, "activate"): C.ACTIVE,
    (C.CONFIRMED, "withdraw"): C.WITHDRAWN,
    (C.ACTIVE, "revise"): C.ACTIVE,
    (C.ACTIVE, "suspend"): C.SUSPENDED,
    (C.ACTIVE, "withdraw"): C.WITHDRAWN,
    (C.ACTIVE, "claim"): C.COMPLETED_CLAIMED,
    (C.SUSPENDED, "resume"): C.ACTIVE,
    (C.SUSPENDED, "withdraw"): C.WITHDRAWN,
    (C.COMPLETED_CLAIMED, "verify"): C.VERIFIED,
    (C.COMPLETED_CLAIMED, "resume"): C.ACTIVE,
}


@pytest.mark.parametrize(("status", "move"), list(product(CommitmentStatus, states.COMMITMENT)))
def test_a_commitment_moves_on_these_ways_and_no_other(status, move):
    if (status, move) in COMMITMENT_WAYS:
        assert moved(states.COMMITMENT, status, move, has_reason=True) == COMMITMENT_WAYS[status, move]
    else:
        with pytest.raises(InputError, match="as things stand"):
            moved(states.COMMITMENT, status, move, has_reason=True)


@pytest.mark.parametrize(
    ("machine", "codes", "ways"),
    [
        (
            states.ACTION,
            ActionStatus,
            {
                ("planned", "start"): "started",
                ("planned", "block"): "blocked",
                ("planned", "cancel"): "cancelled",
                ("started", "finish"): "done",
                ("started", "block"): "blocked",
                ("started", "cancel"): "cancelled",
                ("blocked", "start"): "started",
                ("blocked", "cancel"): "cancelled",
            },
        ),
        (
            states.REPORT,
            ReportState,
            {
                ("draft", "submit"): "submitted",
                ("returned", "submit"): "submitted",
                ("submitted", "return"): "returned",
                ("submitted", "accept"): "accepted",
                ("accepted", "publish"): "published",
            },
        ),
        (
            states.ASSESSMENT,
            AssessmentState,
            {
                ("draft", "propose"): "proposed",
                ("proposed", "contest"): "contested",
                ("proposed", "publish"): "published",
                ("contested", "publish"): "published",
            },
        ),
        (
            states.DUTY,
            DutyRecord,
            {
                ("unreported", "file"): "submitted",
                ("submitted", "file"): "submitted",
                ("submitted", "accept"): "accepted",
                ("unreported", "waive"): "waived",
                ("submitted", "waive"): "waived",
            },
        ),
    ],
)
def test_the_other_machines_move_on_these_ways_and_no_other(machine, codes, ways):
    found = {
        (state.value, move): moved(machine, state, move, has_reason=True)
        for state in codes
        for move in moves_from(machine, state)
    }
    assert found == ways


@pytest.mark.parametrize(("machine", "codes"), MACHINES)
def test_what_needs_a_reason_is_refused_without_one(machine, codes):
    for state in codes:
        for move in moves_from(machine, state):
            if machine[move].needs_reason:
                with pytest.raises(InputError, match="reason"):
                    moved(machine, state, move)
            else:
                assert moved(machine, state, move) in set(codes)


@given(st.lists(st.sampled_from(sorted(states.COMMITMENT)), max_size=12))
def test_no_way_leads_to_active_without_confirmation(moves):
    status, taken = CommitmentStatus.DRAFT.value, []
    for move in moves:
        try:
            status = moved(states.COMMITMENT, status, move, has_reason=True)
        except InputError:
            continue
        taken.append(move)
    if status in {C.ACTIVE, C.SUSPENDED, C.COMPLETED_CLAIMED, C.VERIFIED}:
        assert "confirm" in taken
    if status == C.VERIFIED:
        assert "claim" in taken


def test_a_claim_needs_an_accepted_report():
    with pytest.raises(InputError, match="accepted"):
        check_claim(accepted_reports=0)
    check_claim(accepted_reports=1)


def test_a_private_report_is_never_published():
    with pytest.raises(InputError, match="never published"):
        check_publication(is_private=True)
    check_publication(is_private=False)
