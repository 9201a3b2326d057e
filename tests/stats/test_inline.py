"""Values of figures named in text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.errors import InputError
from mashura.stats.inline import InlineValue, inline_values, pieces

NAMED = "{{deaths-at-sea?year=2016&sea=mediterranean#dead_and_missing}}"


def test_a_text_comes_apart_into_words_and_values():
    value = InlineValue("deaths-at-sea", (("sea", "mediterranean"), ("year", "2016")), "dead_and_missing")
    assert list(pieces(f"At least {NAMED} people.")) == ["At least ", value, " people."]
    assert list(pieces("No number.")) == ["No number."]
    assert list(pieces("")) == []
    assert str(value) == "{{deaths-at-sea?sea=mediterranean&year=2016#dead_and_missing}}"
    assert value.key == "deaths-at-sea?sea=mediterranean&year=2016"


def test_a_value_without_parameters_and_with_spaces_round_it():
    assert list(pieces("{{ migrants-in#migrants }}")) == [InlineValue("migrants-in", (), "migrants")]
    assert InlineValue("migrants-in", (), "migrants").key == "migrants-in"


def test_each_value_is_listed_once_in_order_of_first_use():
    values = inline_values(f"{{{{a#one}}}} {NAMED} {{{{a#one}}}} {{{{a#two}}}}")
    assert [value.value for value in values] == ["one", "dead_and_missing", "two"]


@pytest.mark.parametrize("wrong", ["{{}}", "{{5097}}", "{{deaths-at-sea}}", "{{Deaths#one}}", "{{a#One}}", "{{a?b#}}"])
def test_braces_that_name_no_value_are_refused(wrong):
    with pytest.raises(InputError, match="names no value"):
        list(pieces(f"text {wrong} text"))


slugs = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
words = st.text(st.characters(blacklist_characters="{}", blacklist_categories=["Cs"]), max_size=20)


@given(slugs, st.dictionaries(names, st.from_regex(r"[A-Za-z0-9,é& =?]{1,6}", fullmatch=True), max_size=3), names)
def test_what_is_written_is_read_again(figure, params, value):
    named = InlineValue(figure, tuple(sorted(params.items())), value)
    assert list(pieces(str(named))) == [named]


@given(st.lists(st.one_of(words, st.just(NAMED)), max_size=6))
def test_nothing_of_a_text_is_lost(parts):
    text = "".join(parts)
    canonical = str(InlineValue("deaths-at-sea", (("sea", "mediterranean"), ("year", "2016")), "dead_and_missing"))
    assert "".join(str(piece) for piece in pieces(text)) == text.replace(NAMED, canonical)
