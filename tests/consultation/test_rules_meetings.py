from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules import meetings as rules
from mashura.consultation.rules.texts import retold
from mashura.errors import InputError
from mashura.kit.expressions import Expressions, Standing
from mashura.kit.localised import Localised


@dataclass(frozen=True)
class One:
    kind: str
    country: str = ""
    names: Localised = field(default_factory=Localised)
    is_organiser: bool = False


STATES = [One("state", iso3) for iso3 in ("TUN", "MAR", "EGY")]


@pytest.mark.parametrize(("language", "order"), [("en", "EGY MAR TUN"), ("fr", "EGY MAR TUN"), ("ar", "TUN EGY MAR")])
def test_states_stand_in_the_order_of_each_language(language, order):
    assert [one.country for one in rules.order_of_precedence(STATES, language)] == order.split()


def test_states_come_first_then_bodies_by_kind_and_organisers_last():
    council = One("national-council", names=Localised(en="A council"))
    hosts = One("international-organisation", names=Localised(en="An organisation"), is_organiser=True)
    first, second = (One("civil-society", names=Localised(en=name)) for name in ("Alpha", "Beta"))
    found = rules.order_of_precedence([hosts, second, first, council, STATES[0]], "en")
    assert found == [STATES[0], council, first, second, hosts]


DELEGATIONS = st.builds(
    One,
    kind=st.sampled_from(rules.KINDS),
    country=st.just(""),
    names=st.text("abcدبج", min_size=1).map(lambda text: Localised(en=text)),
    is_organiser=st.booleans(),
)


@given(st.lists(DELEGATIONS), st.sampled_from(["en", "ar", "fr"]), st.randoms())
def test_the_order_is_the_same_whoever_is_entered_first(delegations, language, random):
    mixed = list(delegations)
    random.shuffle(mixed)
    ordered = rules.order_of_precedence(delegations, language)
    assert [(one.kind, one.names, one.is_organiser) for one in ordered] == [
        (one.kind, one.names, one.is_organiser) for one in rules.order_of_precedence(mixed, language)
    ]
    flags = [one.is_organiser for one in ordered]
    assert flags == sorted(flags)


@pytest.mark.parametrize(
    ("organiser", "institutions", "capacities", "problems"),
    [
        (False, 2, ["head", "member"], []),
        (False, 0, ["head"], [rules.Problem.NO_INSTITUTION]),
        (False, 1, ["member"], [rules.Problem.NO_HEAD]),
        (False, 1, ["head", "head"], [rules.Problem.SEVERAL_HEADS]),
        (False, 1, ["head", "organiser"], [rules.Problem.ORGANISER_AMONG_DELEGATES]),
        (True, 1, ["organiser"], []),
        (True, 1, ["organiser", "member"], [rules.Problem.DELEGATE_AMONG_ORGANISERS]),
    ],
)
def test_composition(organiser, institutions, capacities, problems):
    found = rules.composition_problems(is_organiser=organiser, institutions=institutions, capacities=capacities)
    assert found == problems


def test_a_second_head_and_a_mixed_delegation_are_refused():
    rules.check_capacity(is_organiser=False, capacity="head", others=["member"])
    with pytest.raises(InputError, match="head already"):
        rules.check_capacity(is_organiser=False, capacity="head", others=["head"])
    with pytest.raises(InputError, match="no position"):
        rules.check_capacity(is_organiser=True, capacity="member", others=[])


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_placing_moves_one_item_and_keeps_the_others_in_order(items, data):
    item = data.draw(st.sampled_from(items))
    place = data.draw(st.integers(-2, len(items) + 3))
    found = rules.placed(items, item, place)
    assert sorted(found) == sorted(items)
    assert [one for one in found if one != item] == [one for one in items if one != item]
    assert found.index(item) + 1 == min(max(place, 1), len(items))


def test_a_new_conclusion_takes_the_next_number():
    assert rules.next_number([]) == 1
    assert rules.next_number([1, 2, 5]) == 6


def test_attendance_counts_delegations_people_and_organisers_apart():
    found = rules.attendance(
        [
            rules.Presence("state", is_organiser=False, is_present=True, people=None, attended=[True, False, None]),
            rules.Presence("state", is_organiser=False, is_present=False, people=9),
            rules.Presence("civil-society", is_organiser=False, is_present=True, people=4),
            rules.Presence("international-organisation", is_organiser=True, is_present=True, people=3),
        ]
    )
    assert found.delegations == {"state": 1, "civil-society": 1}
    assert (found.people, found.organisers, found.is_whole) == (5, 3, True)


def test_attendance_says_when_numbers_are_missing_and_when_nothing_was_noted():
    unknown = rules.Presence("state", is_organiser=False, is_present=True, people=None)
    assert not rules.attendance([unknown]).is_whole
    assert not rules.attendance([rules.Presence("state", is_organiser=False, is_present=None, people=2)]).is_recorded


def test_a_workshop_concludes_for_its_state_and_a_regional_meeting_for_none_alone():
    states = ["XBB", "XAA"]
    workshop = rules.conclusion_countries(kind="national-workshop", country="XAA", programme_countries=states)
    regional = rules.conclusion_countries(kind="regional-meeting", country="XAA", programme_countries=states)
    assert workshop == (["XAA"], ["XAA"])
    assert regional == ([], ["XAA", "XBB"])


def test_a_text_told_anew_makes_untouched_translations_stale():
    before = Expressions.of("en", "One", ar="واحد", fr="Un")
    assert retold(before, original="en", texts={"en": "One", "ar": "واحد", "fr": "Un"}) == before
    changed = retold(before, original="en", texts={"en": "Two", "ar": "اثنان", "fr": "Un"})
    assert changed.standing("ar") is Standing.REVIEWED
    assert changed.standing("fr") is Standing.STALE
    other = retold(before, original="fr", texts={"en": "One", "ar": "واحد", "fr": "Un"})
    assert other.original == "fr"
