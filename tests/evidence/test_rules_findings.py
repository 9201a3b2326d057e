"""The published rule of strength."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.evidence.models.sources import SourceKind
from mashura.evidence.rules.findings import LEVELS, METHOD_OF_KIND, Backing, Method, Strength, assess, independent

STATISTICS, SURVEY, FIELD, DOCUMENT = Method


def backing(source, origin, method, *, contradicts=False):
    return Backing(source, origin, method, contradicts)


UNHCR = backing("unhcr", "UNHCR", STATISTICS)
BANK = backing("bank", "World Bank", SURVEY)
INTERVIEWS = [backing(f"interview-{number}", "researcher", FIELD) for number in range(5)]
PAPER = backing("paper", "Ministry", DOCUMENT)
AGAINST = backing("against", "Press", DOCUMENT, contradicts=True)


@pytest.mark.parametrize(
    ("backings", "strength"),
    [
        ([], None),
        ([AGAINST], None),
        ([UNHCR], Strength.SINGLE_REPORT),
        ([UNHCR, UNHCR], Strength.SINGLE_REPORT),
        ([UNHCR, backing("other", "UNHCR", SURVEY)], Strength.LIMITED),
        ([UNHCR, backing("other", "Frontex", STATISTICS)], Strength.LIMITED),
        (INTERVIEWS, Strength.LIMITED),
        ([UNHCR, BANK], Strength.MODERATE),
        ([UNHCR, *INTERVIEWS], Strength.MODERATE),
        ([UNHCR, BANK, INTERVIEWS[0]], Strength.STRONG),
        ([UNHCR, BANK, *INTERVIEWS, PAPER], Strength.STRONG),
        ([UNHCR, BANK, INTERVIEWS[0], AGAINST], Strength.MODERATE),
        ([UNHCR, BANK, AGAINST], Strength.LIMITED),
        ([UNHCR, AGAINST], Strength.SINGLE_REPORT),
        ([*INTERVIEWS, AGAINST], Strength.SINGLE_REPORT),
    ],
)
def test_the_table_of_the_rule(backings, strength):
    assert assess(backings).strength == strength


def test_a_gap_has_no_strength():
    assert assess([UNHCR, BANK, PAPER], is_gap=True).strength is None


def test_an_assessment_says_what_it_was_computed_from():
    found = assess([UNHCR, UNHCR, BANK, AGAINST])
    assert (found.sources, found.independent, found.contradicting, found.lowered_by) == (2, 2, 1, 1)
    assert found.methods == (STATISTICS, SURVEY)
    assert assess([UNHCR, AGAINST]).lowered_by == 2


def test_levels_stand_from_the_strongest_and_ask_for_less_and_less():
    assert [level.strength for level in LEVELS] == list(reversed(Strength))
    asked = [(level.sources, level.independent, level.methods) for level in LEVELS]
    assert asked == sorted(asked, reverse=True)


def test_every_kind_of_source_has_a_method():
    assert set(METHOD_OF_KIND) == set(SourceKind)


backings = st.builds(
    Backing,
    source=st.sampled_from("abcdefgh"),
    origin=st.sampled_from(["one", "two", "three", "four"]),
    method=st.sampled_from(Method),
    contradicts=st.booleans(),
)


def rank(found):
    return -1 if found is None else list(Strength).index(found)


@given(st.lists(backings, max_size=12), st.randoms())
def test_order_does_not_matter(given_, random):
    shuffled = list(given_)
    random.shuffle(shuffled)
    assert assess(shuffled) == assess(given_)


@given(st.lists(backings, max_size=12), backings)
def test_more_support_never_weakens(given_, one):
    more = Backing(one.source, one.origin, one.method, contradicts=False)
    assert rank(assess([*given_, more]).strength) >= rank(assess(given_).strength)


@given(st.lists(backings, max_size=12), backings)
def test_a_contradiction_never_strengthens(given_, one):
    against = Backing(one.source, one.origin, one.method, contradicts=True)
    assert rank(assess([*given_, against]).strength) <= rank(assess(given_).strength)


@given(st.lists(backings, max_size=8))
def test_independent_sources_are_as_many_as_can_be_chosen_apart(given_):
    best = 0
    for chosen in range(2 ** len(given_)):
        some = [one for number, one in enumerate(given_) if chosen >> number & 1]
        apart = len({one.origin for one in some}) == len({one.method for one in some}) == len(some)
        best = max(best, len(some) if apart else 0)
    assert independent(given_) == best
