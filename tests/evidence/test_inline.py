"""Texts with figure values, filled for their reader."""

import pytest

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as
from mashura.errors import InputError
from mashura.evidence.inline import fill_text, read_text
from mashura.evidence.public import BundledStore, load_bundle
from mashura.kit.expressions import Expressions, Standing
from mashura.kit.reader import Reader, use_reader

DEATHS = "{{deaths-at-sea?year=2016&sea=mediterranean#dead_and_missing}}"
ROUTE = "{{deaths-at-sea?year=2016&sea=mediterranean#deadliest_route}}"
STORE = BundledStore()


@pytest.mark.parametrize(
    ("reader", "shown"),
    [
        (Reader("en"), "5,097"),
        (Reader("fr"), "5\u202f097"),
        (Reader("ar", "EGY"), "٥٬٠٩٧"),
        (Reader("ar", "TUN"), "5.097"),
    ],
)
def test_each_reader_gets_the_value_in_their_own_digits(reader, shown):
    with use_reader(reader):
        text = fill_text(ANONYMOUS, f"<{DEATHS}>", store=STORE).text
    assert text in {f"<{shown}>", "<5,097>"}


def test_a_code_is_said_in_words_and_every_value_opens_to_its_result():
    with use_reader(Reader("fr")):
        filled = fill_text(ANONYMOUS, f"{ROUTE} : {DEATHS}", store=STORE)
    assert filled.text.startswith("Méditerranée centrale")
    assert [value.result.values["dead_and_missing"] for value in filled.values] == [5097, 5097]
    assert filled.values[0].named.figure == "deaths-at-sea"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{no-such#value}}", "There is no figure no-such"),
        ("{{deaths-at-sea#no_such}}", "has no value no_such"),
        ("{{deaths-at-sea?colour=red#records}}", "no parameter colour"),
        ("{{deaths-at-sea?year=1066#records}}", "cannot be 1066"),
        ("{{5097}}", "names no value"),
    ],
)
def test_what_there_is_not_is_refused_by_name(text, words):
    with pytest.raises(InputError, match=words):
        fill_text(ANONYMOUS, text, store=STORE)


def test_a_reader_gets_their_language_with_its_standing():
    text = Expressions.of("en", f"At least {DEATHS}.").with_translation("fr", f"Au moins {DEATHS}.")
    with use_reader(Reader("fr")):
        read = read_text(ANONYMOUS, text, store=STORE)
    assert read.filled.text == "Au moins 5\u202f097."
    assert (read.language, read.is_fallback, read.standing) == ("fr", False, Standing.TO_REVIEW)
    with use_reader(Reader("ar")):
        read = read_text(ANONYMOUS, text, store=STORE)
    assert (read.filled.text, read.language, read.is_fallback) == ("At least 5,097.", "en", True)


@pytest.mark.parametrize("broken", ["{{no-such#value}}", "{{deaths-at-sea?year=1066#records}}"])
def test_a_value_that_cannot_be_computed_any_more_leaves_the_words(broken):
    with use_reader(Reader("en")):
        read = read_text(ANONYMOUS, Expressions.of("en", f"{broken} and {DEATHS}"), store=STORE)
        assert read.filled.text == "– and 5,097"
        assert read_text(ANONYMOUS, Expressions.of("en", "{{5097}}"), store=STORE).filled.text == "{{5097}}"


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_released_vintages_are_what_is_read():
    with acting_as(ANONYMOUS), pytest.raises(InputError, match="no released data"):
        fill_text(ANONYMOUS, DEATHS)
    load_bundle(actor=SYSTEM)
    with acting_as(ANONYMOUS), use_reader(Reader("en")):
        assert fill_text(ANONYMOUS, DEATHS).text == "5,097"
