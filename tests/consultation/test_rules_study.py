"""Stages, numbers and what changed between two versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules.study import (
    Act,
    Change,
    Placed,
    Stage,
    allowed_acts,
    earlier_original,
    next_stages,
    paragraph_changes,
    paragraph_numbers,
    standing_counts,
)
from mashura.kit.expressions import Expressions, Standing

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)
TEXTS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["one", "two"]))


def placed(keys, texts=None, part="method"):
    return [Placed(key, part, ("en", (texts or {}).get(key, "one"))) for key in keys]


def changes(before, after):
    return [(one.key, one.change) for one in paragraph_changes(before, after)]


def test_a_version_goes_on_in_its_stage_or_in_the_next_and_never_back():
    order = list(Stage)
    for stage in order:
        for after in next_stages(stage):
            assert order.index(after) in {order.index(stage), order.index(stage) + 1}
    assert next_stages(Stage.PUBLISHED) == (Stage.PUBLISHED,)


@pytest.mark.parametrize("stage", list(Stage))
def test_nothing_is_done_to_a_frozen_version(stage):
    assert allowed_acts(stage, is_frozen=True, is_public=False) == frozenset()


@pytest.mark.parametrize("stage", list(Stage))
def test_what_is_public_is_translated_but_not_rewritten(stage):
    assert allowed_acts(stage, is_frozen=False, is_public=True) == {Act.TRANSLATE, Act.FOLLOW}


def test_paragraphs_of_a_published_version_keep_their_order():
    assert Act.ARRANGE in allowed_acts(Stage.DRAFT_STUDY, is_frozen=False, is_public=False)
    assert Act.ARRANGE not in allowed_acts(Stage.PUBLISHED, is_frozen=False, is_public=False)
    assert Act.WRITE in allowed_acts(Stage.PUBLISHED, is_frozen=False, is_public=False)


def test_numbers_go_on_through_the_parts():
    assert paragraph_numbers([["a", "b"], [], ["c"]]) == {"a": 1, "b": 2, "c": 3}


@given(st.lists(KEYS))
def test_numbers_have_no_gap(parts):
    parts = [[f"{place}{key}" for key in part] for place, part in enumerate(parts)]
    numbers = paragraph_numbers(parts)
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))


def test_added_removed_moved_changed_and_same_are_told_apart():
    before = placed("abcd", {"d": "one"})
    after = placed("caed", {"d": "two"})
    assert changes(before, after) == [
        ("c", Change.MOVED),
        ("a", Change.SAME),
        ("b", Change.REMOVED),
        ("e", Change.ADDED),
        ("d", Change.CHANGED),
    ]


def test_a_paragraph_that_changed_may_have_moved_as_well():
    found = paragraph_changes(placed("abc"), placed("cab", {"c": "two"}))
    assert next((one.key, one.change, one.is_moved) for one in found) == ("c", Change.CHANGED, True)


def test_going_to_another_part_is_a_move():
    assert changes(placed("a"), placed("a", part="other")) == [("a", Change.MOVED)]


@given(KEYS, TEXTS)
def test_a_version_is_the_same_as_itself(keys, texts):
    found = paragraph_changes(placed(keys, texts), placed(keys, texts))
    assert {one.change for one in found} <= {Change.SAME}
    assert [one.key for one in found] == keys


@given(KEYS, KEYS, TEXTS, TEXTS)
def test_every_paragraph_is_told_once_and_rightly(before, after, old, new):
    found = paragraph_changes(placed(before, old), placed(after, new))
    assert sorted(one.key for one in found) == sorted({*before, *after})
    assert [one.key for one in found if one.change is not Change.REMOVED] == after
    told = {one.key: one for one in found}
    for key in {*before, *after}:
        if key not in before:
            assert told[key].change is Change.ADDED
        elif key not in after:
            assert told[key].change is Change.REMOVED
        else:
            changed = old.get(key, "one") != new.get(key, "one")
            assert (told[key].change is Change.CHANGED) == changed


@given(KEYS, st.randoms(use_true_random=False))
def test_what_did_not_move_keeps_its_order(keys, random):
    shuffled = list(keys)
    random.shuffle(shuffled)
    found = paragraph_changes(placed(keys), placed(shuffled))
    stayed = [one.key for one in found if not one.is_moved]
    assert stayed == sorted(stayed, key=keys.index)
    assert not keys or stayed


def test_standings_are_counted_by_language():
    texts = [Expressions.of("en", "One", ar="واحد"), Expressions.of("en", "Two").with_translation("ar", "اثنان")]
    texts.append(Expressions.of("en", "Three", ar="ثلاثة").with_original("en", "Three!"))
    counts = standing_counts(texts, ["en", "ar", "fr"])
    assert counts["en"] == {Standing.ORIGINAL: 3}
    assert counts["ar"] == {Standing.REVIEWED: 1, Standing.TO_REVIEW: 1, Standing.STALE: 1}
    assert counts["fr"] == {Standing.MISSING: 3}


def test_the_original_that_translations_were_made_from_is_kept():
    first = Expressions.of("en", "First", ar="أول")
    known = earlier_original("", first)
    second = first.with_original("en", "Second")
    assert (known, earlier_original(known, second)) == ("First", "First")
    caught_up = second.with_translation("ar", "ثان")
    assert earlier_original(known, caught_up) == "Second"
