import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.models import Recommendation, RecommendationVersion
from mashura.consultation.models.recommendations import REF_PATTERN
from mashura.consultation.rules import recommendations as rules
from mashura.errors import InputError
from mashura.kit.expressions import Expressions

S = rules.State
BOTH = Expressions.of("en", "Open clinics.", ar="افتحوا العيادات.")
WAYS = {
    ("propose", S.DRAFT): S.PROPOSED,
    ("consolidate", S.PROPOSED): S.CONSOLIDATED,
    ("adopt", S.CONSOLIDATED): S.ADOPTED,
    ("issue", S.ADOPTED): S.ISSUED,
    ("close", S.ISSUED): S.CLOSED,
    **{("withdraw", state): S.WITHDRAWN for state in rules.BEFORE_ISSUE},
    ("supersede", S.ISSUED): S.SUPERSEDED,
    ("merge", S.ISSUED): S.MERGED,
    ("split", S.ISSUED): S.SPLIT,
    ("split", S.ADOPTED): S.SPLIT,
}
SUCCESSORS = {"supersede": [S.ISSUED], "merge": [S.ISSUED], "split": [S.ISSUED, S.ISSUED]}


def test_states_and_stages_are_those_of_the_tables():
    assert [one.value for one in rules.State] == Recommendation.State.values
    assert [one.value for one in rules.Stage] == RecommendationVersion.Stage.values
    assert f"^{rules.REF.pattern}$" == REF_PATTERN
    assert set(Recommendation.SourceKind.values) >= rules.QUOTED


@pytest.mark.parametrize("name", rules.STEPS)
@pytest.mark.parametrize("state", list(S))
def test_every_step_leads_where_the_table_says_and_nowhere_else(name, state):
    ask = {"has_reason": True, "successors": SUCCESSORS.get(name, [])}
    if (name, state) in WAYS:
        assert rules.reached(name, state, **ask) is WAYS[name, state]
    else:
        with pytest.raises(InputError, match="does not lead on"):
            rules.reached(name, state, **ask)


@pytest.mark.parametrize("state", [S.WITHDRAWN, S.SUPERSEDED, S.MERGED, S.SPLIT, S.CLOSED])
def test_what_has_ended_has_no_step(state):
    assert rules.steps_from(state) == []


def test_an_unknown_step_is_named():
    with pytest.raises(InputError, match="publish"):
        rules.reached("publish", S.DRAFT)


def test_withdrawing_needs_its_reason():
    with pytest.raises(InputError, match="reason"):
        rules.reached("withdraw", S.DRAFT)


def test_a_split_needs_its_reason():
    with pytest.raises(InputError, match="reason"):
        rules.reached("split", S.ADOPTED, successors=[S.ADOPTED, S.ADOPTED])


@pytest.mark.parametrize(
    ("step", "successors", "told"),
    [
        ("supersede", [], "Name the one"),
        ("supersede", [S.ISSUED, S.ISSUED], "Name the one"),
        ("merge", [S.DRAFT], "issued ones only"),
        ("split", [S.ISSUED], "at least two"),
        ("split", [S.ISSUED, S.ADOPTED], "issued ones only"),
    ],
)
def test_giving_way_needs_issued_successors(step, successors, told):
    with pytest.raises(InputError, match=told):
        rules.reached(step, S.ISSUED, has_reason=True, successors=successors)


@given(st.lists(st.sampled_from(list(rules.STEPS)), max_size=12))
def test_no_path_leads_from_an_end_or_back_before_issue(names):
    state, was_issued = S.DRAFT, False
    for name in names:
        try:
            state = rules.reached(name, state, has_reason=True, successors=SUCCESSORS.get(name, []))
        except InputError:
            continue
        was_issued = was_issued or state is S.ISSUED
        # What was split before it was issued ends as one that was split after, with no words that were ever issued.
        if state is not S.SPLIT:
            assert (state in rules.PUBLISHED) == was_issued


def missing(**changes):
    values = {"text": BOTH, "authoritative": ["en", "ar"], "source_kind": "workshop", "addressees": 1, "theme": "S1"}
    return rules.missing_for_issue(**values | changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"text": None}, [rules.Missing.TEXT]),
        ({"text": Expressions()}, [rules.Missing.TEXT]),
        ({"text": Expressions.of("en", "Open.")}, [rules.Missing.LANGUAGES]),
        ({"text": Expressions.of("en", "Open.").with_translation("ar", "افتحوا")}, [rules.Missing.LANGUAGES]),
        ({"text": BOTH.with_original("en", "Open them.")}, [rules.Missing.LANGUAGES]),
        ({"text": Expressions.of("en", "Open."), "source_kind": "upr"}, []),
        ({"addressees": 0, "theme": ""}, [rules.Missing.ADDRESSEES, rules.Missing.THEME]),
    ],
)
def test_what_is_missing_before_issue(changes, expected):
    assert missing(**changes) == expected


@pytest.mark.parametrize("lack", list(rules.Missing))
def test_issuing_without_it_is_refused_with_the_sentence_for_it(lack):
    with pytest.raises(InputError) as refused:
        rules.reached("issue", S.ADOPTED, missing=[lack])
    assert refused.value.template == rules.missing_text(lack)


@pytest.mark.parametrize("ref", ["R-1", "UPR-EGY-2014-166.290", "a", "A" * 24])
def test_references_that_can_stand_in_an_address(ref):
    assert rules.check_ref(ref) == ref


@pytest.mark.parametrize("ref", ["", "-1", "R 1", "R/1", "A" * 25, "ر-1", "R-1\n"])
def test_references_that_cannot(ref):
    with pytest.raises(InputError):
        rules.check_ref(ref)


@given(st.sets(st.integers(min_value=1, max_value=10**6)))
def test_the_next_reference_is_after_every_number_ever_given(numbers):
    following = rules.next_ref([f"R-{number}" for number in numbers] + ["UPR-1", "R-x"])
    assert int(following.removeprefix("R-")) > max(numbers, default=0)


def test_a_version_never_goes_back_a_stage():
    rules.check_stage(None, "national-workshop")
    rules.check_stage("national-workshop", "national-workshop")
    rules.check_stage("draft-study", "published-report")
    with pytest.raises(InputError, match="never goes back"):
        rules.check_stage("regional-meeting", "draft-study")
    with pytest.raises(InputError, match="no stage"):
        rules.check_stage(None, "somewhere")


CLASSES = {"ministry": "government", "international-organisation": "international-organisation"}


def addressed(*entries):
    rules.check_addressees([rules.Addressed(*one) for one in entries], classes=CLASSES, countries=["XAA", "XBB"])


def test_each_state_has_one_lead_and_bodies_of_no_state_need_none():
    addressed()
    addressed(("ministry", "XAA", "lead"), ("ministry", "XAA", "co"), ("ministry", "XBB", "lead"))
    addressed(("international-organisation", "", "co"))
    addressed(("international-organisation", "", "lead"), ("ministry", "XAA", "lead"))


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([("ministry", "XAA", "lead"), ("ministry", "XAA", "lead")], "XAA"),
        ([("ministry", "XAA", "co")], "Nobody leads for XAA"),
        ([("ministry", "", "lead")], "belongs to a State"),
        ([("ministry", "EGY", "lead")], "EGY"),
        ([("guild", "XAA", "lead")], "guild"),
        ([("international-organisation", "", "lead")] * 2, "Two bodies lead"),
    ],
)
def test_addressees_that_are_refused(entries, told):
    with pytest.raises(InputError, match=told):
        addressed(*entries)


def particulars(**changes):
    given = rules.Particulars(**{"source_kind": "study", "theme": "S1", "secondary_themes": ("I",)} | changes)
    rules.check_particulars(
        given, countries=["XAA"], themes=["S1", "I"], groups=["refugees"], source_kinds=["study", "upr"]
    )


def test_particulars_take_known_codes_only():
    particulars(countries=("XAA",), affected_groups=("refugees",), action_strength=5)


@pytest.mark.parametrize(
    "changes",
    [
        {"countries": ("EGY",)},
        {"theme": "S9"},
        {"secondary_themes": ("S1",)},
        {"secondary_themes": ("?",)},
        {"affected_groups": ("everyone",)},
        {"source_kind": "rumour"},
        {"action_strength": 0},
        {"action_strength": 6},
    ],
)
def test_particulars_that_are_refused(changes):
    with pytest.raises(InputError):
        particulars(**changes)


def test_counts_state_their_unit():
    rows = [
        rules.Counted("A/HRC/21/5#114.95", "Ratify the Convention", 2),
        rules.Counted("A/HRC/21/5#114.95", "Ratify  the Convention "),
        rules.Counted("A/HRC/21/5#114.96", "Ratify it soon"),
        rules.Counted("R-1", "Open clinics"),
    ]
    assert rules.counts(rows) == {
        rules.Unit.RECOMMENDATION: 3,
        rules.Unit.DISTINCT_TEXT: 3,
        rules.Unit.RECOMMENDER_TEXT: 5,
    }


THEMES = st.sampled_from(["", "S1", "S2", "T1"])
ROWS = st.lists(
    st.builds(rules.Counted, st.text(), st.text(), st.integers(0, 5), THEMES, st.lists(THEMES, max_size=3).map(tuple))
)


@given(ROWS)
def test_totals_by_primary_theme_add_up(rows):
    totals = rules.totals_by_primary_theme(rows)
    assert not totals.is_overlapping
    assert sum(totals.rows.values()) == len(rows)


@given(ROWS)
def test_totals_by_any_theme_say_that_they_overlap(rows):
    totals = rules.totals_by_any_theme(rows)
    assert totals.is_overlapping
    primary = rules.totals_by_primary_theme(rows).rows
    for theme, number in totals.rows.items():
        assert primary.get(theme, 0) <= number <= len(rows)


@given(ROWS)
def test_no_unit_is_smaller_than_the_number_of_texts_or_paragraphs_it_holds(rows):
    counted = rules.counts(rows)
    assert counted[rules.Unit.RECOMMENDATION] <= len(rows) <= counted[rules.Unit.RECOMMENDER_TEXT]
    assert counted[rules.Unit.DISTINCT_TEXT] <= len(rows)
