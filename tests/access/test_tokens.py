import string

from hypothesis import given
from hypothesis import strategies as st

from mashura.access.tokens import hash_code, hash_secret, make_code, make_token


def test_a_token_is_kept_only_as_its_hash():
    token, kept = make_token()
    assert hash_secret(token) == kept
    assert token not in kept
    assert make_token()[0] != token


@given(st.sampled_from(["", " ", "-", "  -"]), st.booleans())
def test_a_code_is_found_however_it_was_typed(between, lower):
    code, kept = make_code()
    typed = between.join(code.replace("-", ""))
    assert hash_code(typed.lower() if lower else typed) == kept


def test_a_code_has_no_letter_that_is_mistaken_for_another():
    letters = set("".join(make_code()[0] for _ in range(200))) - {"-"}
    assert letters <= set(string.ascii_uppercase + string.digits) - set("ILOU01")
