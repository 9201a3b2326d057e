from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.consultation.factories_register import particulars, source

from mashura.consultation.models import RegisterEntry, TechnicalAssistance
from mashura.consultation.rules import register as rules
from mashura.errors import InputError
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

BELOW = {"1": ["R1", "B"], "2": ["T1"]}
THEMES = {"R1", "B", "T1"}


@dataclass(frozen=True)
class Entry:
    country: str
    kind: str
    status: str
    themes: tuple[str, ...]


entries = st.lists(
    st.builds(
        Entry,
        country=st.sampled_from(["XAA", "XBB", "XCC"]),
        kind=st.sampled_from(list(rules.STATUSES_OF)),
        status=st.sampled_from(rules.STATUSES),
        themes=st.lists(st.sampled_from(sorted(THEMES)), min_size=1, unique=True).map(tuple),
    ),
    max_size=12,
)
filters = st.builds(
    rules.Filter,
    country=st.sampled_from(["", "XAA", "XBB"]),
    topic=st.sampled_from(["", "1", "2", "T1", "B"]),
    kind=st.sampled_from(["", "law", "practice"]),
    status=st.sampled_from(["", "draft", "ended"]),
)


def test_codes_are_those_of_the_tables():
    assert set(rules.STATUSES_OF) == set(RegisterEntry.Kind.values)
    assert set(rules.STATUSES) == set(RegisterEntry.Status.values)
    assert set(rules.NEXT_STATES) == set(TechnicalAssistance.State.values)


@given(entries, filters)
def test_a_count_is_the_length_of_the_list_behind_its_link(found, chosen):
    for facet, values in (("country", ["", "XAA", "XBB"]), ("topic", ["", "1", "T1"]), ("kind", ["", "law"])):
        counted = rules.counts(found, chosen, facet, values, BELOW)
        for value in values:
            changed = rules.Filter(**{**{name: getattr(chosen, name) for name in rules.FACETS}, facet: value})
            assert counted[value] == len(rules.narrowed(found, changed, BELOW))


@given(entries, filters)
def test_narrowing_only_leaves_out_and_keeps_the_order(found, chosen):
    left = rules.narrowed(found, chosen, BELOW)
    rest = iter(found)
    assert all(any(one is other for other in rest) for one in left)
    assert rules.narrowed(found, rules.Filter(), BELOW) == found


@given(entries)
def test_side_by_side_gives_every_country_its_place_and_loses_nothing(found):
    rows = rules.side_by_side(found, ["XBB", "XAA", "XCC"])
    assert all(list(cells) == ["XBB", "XAA", "XCC"] for _kind, cells in rows)
    assert sum(len(cell) for _kind, cells in rows for cell in cells.values()) == len(found)
    assert [kind for kind, _cells in rows] == [kind for kind in rules.STATUSES_OF if kind in {e.kind for e in found}]


def test_a_topic_holds_the_themes_below_it():
    found = [Entry("XAA", "law", "draft", ("T1",)), Entry("XAA", "law", "draft", ("B",))]
    assert rules.narrowed(found, rules.Filter(topic="2"), BELOW) == found[:1]
    assert rules.narrowed(found, rules.Filter(topic="B"), BELOW) == found[1:]
    assert rules.narrowed(found, rules.Filter(topic="unheard-of"), BELOW) == []


@given(st.sets(st.integers(1, 20)))
def test_the_next_key_is_free_and_can_stand_in_an_address(numbers):
    taken = {f"xaa-law-{number}" for number in numbers}
    key = rules.next_key("XAA", "law", taken)
    assert key not in taken
    rules.check_key(key)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "rumour"},
        {"status": "ongoing"},
        {"first_year": 1200},
        {"first_year": 2031, "last_year": 2030},
        {"first_year": None, "last_year": 2030},
        {"themes": ()},
        {"themes": ("1",)},
        {"themes": ("T1", "T1")},
        {"title_language": "fr"},
        {"description": Expressions()},
    ],
)
def test_an_entry_that_lacks_something_is_refused(changes):
    with pytest.raises(InputError):
        rules.check_particulars(particulars(**{"themes": ("T1",)} | changes), THEMES)


def test_a_whole_entry_is_not_refused():
    rules.check_particulars(particulars(themes=("T1", "B"), first_year=None), THEMES)
    rules.check_particulars(particulars(themes=("T1",), kind="practice", status="ended", last_year=2030), THEMES)


@pytest.mark.parametrize("key", ["", "Law", "law one", "1-law", "a" * 61])
def test_a_key_that_cannot_stand_in_an_address_is_refused(key):
    with pytest.raises(InputError):
        rules.check_key(key)


@pytest.mark.parametrize(
    "changes", [{"url": "example.org"}, {"title": Localised()}, {"publisher": Localised()}, {"checked_on": None}]
)
def test_a_source_that_cannot_be_looked_up_is_refused(changes):
    if "checked_on" in changes:
        changes = {"checked_on": source().dated.replace(year=2029)}
    with pytest.raises(InputError):
        rules.check_source(source(**changes))


def test_what_was_answered_for_good_stays():
    rules.check_next_state("requested", "agreed")
    rules.check_next_state("agreed", "declined")
    for state, following in (("delivered", "agreed"), ("declined", "requested"), ("requested", "requested")):
        with pytest.raises(InputError):
            rules.check_next_state(state, following)


@pytest.mark.parametrize("state", ["agreed", "delivered", "declined"])
def test_an_answer_says_who_and_what(state):
    with pytest.raises(InputError):
        rules.check_answer(state, Localised(), Expressions())
    rules.check_answer(state, Localised(en="A body"), Expressions.of("en", "It was held."))
