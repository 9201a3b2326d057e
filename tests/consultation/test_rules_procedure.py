import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules import procedure as rules
from mashura.consultation.rules.meetings import CAPACITIES, KINDS
from mashura.errors import InputError


def some(codes, least=1):
    return st.lists(st.sampled_from(list(codes)), min_size=least, unique=True)


holders = st.fixed_dictionaries({"kinds": some(KINDS), "capacities": some(CAPACITIES)})
mappings = st.fixed_dictionaries(
    {},
    optional={
        "decision_modes": some([mode for mode in rules.DecisionMode if mode != "silence"]),
        "silence_hours": st.integers(1, 999) | st.integers(1, 999).map(str),
        "comment_days": st.integers(0, 60),
        "correction_days": st.integers(0, 60),
        "calendars": st.sampled_from([{}, {"TUN": {}, "EGY": {}}, {"XAA": {"zone": "UTC", "weekend": ["friday"]}}]),
        "may_comment": holders,
        "may_table": holders,
        "may_block": st.fixed_dictionaries({"kinds": some(KINDS), "capacities": some(["head", "member", "alternate"])}),
        "quorum": st.fixed_dictionaries(
            {},
            optional={
                "share": st.sampled_from(["2/3", "0.5", 1, 0]),
                "number": st.integers(0, 9),
                "kinds": some(KINDS),
            },
        ),
        "languages": st.lists(st.sampled_from(["en", "ar", "fr", "zgh-Tfng"])),
        "language_gate": st.dictionaries(st.sampled_from(list(rules.Step)), st.sampled_from(list(rules.Asked))),
        "attribution": st.sampled_from(list(rules.Attribution)),
        "fate": st.sampled_from(list(rules.Fate)),
        "has_brackets": st.sampled_from([True, False, "on", ""]),
        "has_amendments": st.booleans(),
    },
)


def test_without_rules_the_default_path_holds_and_all_else_is_off():
    default = rules.rules_from({})
    assert default == rules.RulesOfProcedure()
    assert not default.has_brackets
    assert not default.has_amendments
    assert not default.has_silence
    assert default.language_gate == {"discussion": "nothing", "tabling": "nothing", "adoption": "reviewed"}
    said = [one.template % one.params for one in rules.switched_on(default)]
    assert said[0].startswith("The secretariat drafts, delegations comment, the secretariat revises")
    assert not any(word in sentence for sentence in said for word in ("bracket", "silence", "propos", "vote"))


@given(mappings)
def test_rules_read_back_from_their_canonical_form(given_mapping):
    read = rules.rules_from(given_mapping)
    canonical = read.as_mapping()
    assert rules.rules_from(json.loads(json.dumps(canonical))) == read
    assert rules.rules_from(canonical).as_mapping() == canonical
    assert rules.rules_from(canonical).sha256 == read.sha256


@given(mappings, mappings)
def test_rules_have_one_hash_when_they_are_the_same(some_rules, other_rules):
    one, other = rules.rules_from(some_rules), rules.rules_from(other_rules)
    assert (one.sha256 == other.sha256) is (one == other)


@given(mappings)
def test_every_sentence_can_be_filled_in(given_mapping):
    said = rules.switched_on(rules.rules_from(given_mapping))
    assert all(one.template % one.params for one in said)
    assert len({one.template for one in said}) == len(said)


def test_the_summary_names_what_is_switched_on():
    read = rules.rules_from(
        {
            "decision_modes": ["silence", "consensus"],
            "silence_hours": "96",
            "calendars": {"EGY": {}, "TUN": {}},
            "has_brackets": "on",
            "has_amendments": True,
            "quorum": {"share": "2/3", "number": 2},
        }
    )
    said = {one.template: one.params for one in rules.switched_on(read)}
    assert "What is not agreed is shown in square brackets." in said
    assert "Delegations can propose changes to the text itself." in said
    assert {"hours": 96, "countries": ("EGY", "TUN")} in said.values()
    assert {"share": "2/3", "number": 2, "kinds": ("state",)} in said.values()


@given(mappings, st.sampled_from(KINDS))
def test_observers_and_organisers_never_block(given_mapping, kind):
    may_block = rules.rules_from(given_mapping).may_block
    assert not may_block.include(kind, "observer")
    assert not may_block.include(kind, "organiser")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"unheard_of": 1}, "unheard_of"),
        ({"decision_modes": []}, "decision_modes"),
        ({"decision_modes": ["acclamation"]}, "decision_modes"),
        ({"decision_modes": "consensus"}, "decision_modes"),
        ({"decision_modes": ["silence"]}, "calendars"),
        ({"silence_hours": 0}, "silence_hours"),
        ({"silence_hours": "soon"}, "silence_hours"),
        ({"silence_hours": True}, "silence_hours"),
        ({"comment_days": -1}, "comment_days"),
        ({"may_block": {"kinds": ["state"], "capacities": ["observer"]}}, "may_block"),
        ({"may_table": {"kinds": ["state"]}}, "may_table"),
        ({"may_table": {"kinds": ["empire"], "capacities": ["head"]}}, "may_table.kinds"),
        ({"may_comment": ["head"]}, "may_comment"),
        ({"quorum": {"share": "3/2"}}, "quorum.share"),
        ({"quorum": {"share": "half"}}, "quorum.share"),
        ({"quorum": {"share": "1/0"}}, "quorum.share"),
        ({"quorum": {"number": "x"}}, "quorum.number"),
        ({"quorum": {"people": 3}}, "quorum"),
        ({"languages": "en"}, "languages"),
        ({"languages": ["English!"]}, "languages"),
        ({"languages": [3]}, "languages"),
        ({"language_gate": {"adoption": "perfect"}}, "language_gate.adoption"),
        ({"language_gate": {"lunch": "there"}}, "language_gate"),
        ({"attribution": "everybody"}, "attribution"),
        ({"fate": "burnt"}, "fate"),
        ({"has_brackets": "perhaps"}, "has_brackets"),
        ({"has_brackets": 1.5}, "has_brackets"),
        ({"calendars": ["EGY"]}, "calendars"),
        ({"calendars": {"Egypt": {}}}, "calendars"),
        ({"calendars": {"XAA": {"weekend": ["friday"]}}}, "XAA.*zone"),
    ],
)
def test_what_does_not_fit_is_refused_by_field(wrong, named):
    with pytest.raises(InputError, match=named):
        rules.rules_from(wrong)


def test_a_quorum_counts_states_apart_from_observers():
    invited = [("XAA", "state"), ("XBB", "state"), ("XCC", "state"), ("XDD", "state"), ("ngo", "civil-society")]
    quorum = rules.Quorum(share=Fraction(2, 3))
    met = rules.headcount(quorum, invited, ["XAA", "XBB", "ngo", "XDD"], observers=["XDD"])
    assert (met.present, met.invited, met.needed, met.is_met) == (2, 3, 2, True)
    assert not rules.headcount(quorum, invited, ["XAA", "ngo", "XDD"], observers=["XDD"]).is_met
    assert not rules.headcount(rules.Quorum(number=3), invited, ["XAA", "XBB", "ngo", "somebody"]).is_met


@given(st.fractions(0, 1), st.integers(0, 50))
def test_a_share_is_rounded_up(share, invited):
    needed = rules.Quorum(share=share).needed(invited)
    assert share * invited <= needed < share * invited + 1
