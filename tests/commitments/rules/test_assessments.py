from uuid import uuid4

import pytest

from mashura.commitments.rules.assessments import (
    Agreement,
    Level,
    agreement,
    check_assessor,
    check_level,
    check_verification,
)
from mashura.errors import InputError

L = Level


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ([], Agreement.NONE),
        ([L.NO_INFORMATION], Agreement.NONE),
        ([L.PARTIAL, L.NO_INFORMATION], Agreement.ONE),
        ([L.PARTIAL, L.PARTIAL], Agreement.AGREE),
        ([L.PARTIAL, L.FULL], Agreement.DIFFER),
    ],
)
def test_agreement_is_shown_and_nothing_is_averaged(levels, found):
    assert agreement(levels) is found


def test_nobody_assesses_itself():
    own, other = uuid4(), uuid4()
    with pytest.raises(InputError, match="Nobody assesses itself"):
        check_assessor(own, [other, own])
    with pytest.raises(InputError, match="Nobody assesses itself"):
        check_assessor(None, [other])
    check_assessor(own, [other])


def test_what_cannot_be_assessed_has_no_grade():
    check_level(L.NO_INFORMATION, is_assessable=False)
    check_level(L.FULL, is_assessable=True)
    with pytest.raises(InputError, match="no information"):
        check_level(L.PARTIAL, is_assessable=False)


@pytest.mark.parametrize("level", L)
def test_a_claim_is_verified_by_a_judgement_that_finds_it_kept(level):
    if level in {L.SUBSTANTIAL, L.FULL}:
        check_verification([L.NO_INFORMATION, level])
    else:
        with pytest.raises(InputError, match="another party"):
            check_verification([level])
