"""What holds of redline whatever the texts: nothing lost, nothing cut, no order that matters."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.kit.redline_ground import TEXTS, bases_with_versions, between_graphemes, places, read_as

from mashura.kit.redline import (
    Agreed,
    Change,
    Collision,
    Op,
    Side,
    apply,
    change_of,
    difference,
    inverse,
    merge,
    paragraph_difference,
    paragraphs,
    rebase,
    tokens,
)

PAIRS = bases_with_versions(count=1).map(lambda made: (made[0], made[1]["A"])) | st.tuples(TEXTS, TEXTS)


@given(TEXTS)
def test_tokens_are_the_text_and_cut_no_grapheme(text):
    found = tokens(text)
    assert "".join(found) == text
    assert "" not in found
    assert set(places(found)) <= between_graphemes(text)


@given(TEXTS)
def test_paragraphs_are_the_text_and_end_with_a_line_feed(text):
    found = paragraphs(text)
    assert "".join(found) == text
    assert all("\n" not in one[:-1] for one in found)
    assert tokens(text) == tuple(token for one in found for token in tokens(one))


@given(PAIRS)
def test_a_difference_leads_from_one_text_to_the_other_and_back(pair):
    before, after = pair
    pieces = difference(before, after)
    assert apply(pieces, before) == after
    assert apply(inverse(pieces), after) == before
    assert inverse(inverse(pieces)) == pieces


@given(PAIRS)
def test_no_piece_of_a_difference_cuts_a_grapheme(pair):
    before, after = pair
    pieces = difference(before, after)
    assert set(places(one.text for one in pieces if one.op is not Op.INSERT)) <= between_graphemes(before)
    assert set(places(one.text for one in pieces if one.op is not Op.DELETE)) <= between_graphemes(after)


@given(PAIRS)
def test_pieces_are_as_few_as_their_fates(pair):
    ops = [piece.op for piece in difference(*pair)]
    assert set(ops) <= {Op.KEEP, Op.DELETE, Op.INSERT}
    assert (Op.INSERT, Op.DELETE) not in pairwise(ops)
    assert not any(one is other for one, other in pairwise(ops))


@given(PAIRS)
def test_the_degree_of_a_change_is_the_same_in_both_directions(pair):
    before, after = pair
    assert change_of(before, after) is change_of(after, before)
    assert (change_of(before, after) is Change.NONE) is (before == after)


@given(PAIRS)
def test_every_paragraph_of_both_texts_is_told_once(pair):
    before, after = map(paragraphs, pair)
    for with_moves in (False, True):
        found = paragraph_difference(before, after, with_moves=with_moves)
        assert [one.before_at for one in found if one.op not in {Op.INSERT, Op.MOVE_TO}] == [*range(len(before))]
        assert [one.after_at for one in found if one.op not in {Op.DELETE, Op.MOVE_FROM}] == [*range(len(after))]
        assert all(one.before_at is None or one.before == before[one.before_at] for one in found)
        assert all(one.after_at is None or one.after == after[one.after_at] for one in found)


@given(bases_with_versions())
def test_a_merge_loses_nothing(made):
    base, versions = made
    merged = merge(base, versions)
    assert "".join(one.base for one in merged.stretches) == base
    assert {key: read_as(merged, key) for key in versions} == versions


@given(bases_with_versions(), st.randoms(use_true_random=False))
def test_a_merge_does_not_ask_who_came_first(made, chance):
    base, versions = made
    shuffled = list(versions.items())
    chance.shuffle(shuffled)
    assert merge(base, dict(shuffled)) == merge(base, versions)


@given(bases_with_versions())
def test_a_merge_cuts_no_grapheme_of_the_base(made):
    base, versions = made
    assert set(places(one.base for one in merge(base, versions).stretches)) <= between_graphemes(base)


@given(bases_with_versions())
def test_a_collision_is_a_choice_between_unlike_readings(made):
    base, versions = made
    for one in merge(base, versions).stretches:
        if isinstance(one, Collision):
            readings = [text for text, _ in one.variants]
            assert len(set(readings)) == len(readings) > 1
            assert sum(len(keys) for _, keys in one.variants) == len(frozenset().union(*(k for _, k in one.variants)))


@given(bases_with_versions(count=1))
def test_one_version_alone_goes_in_whole(made):
    base, versions = made
    merged = merge(base, versions)
    assert merged.is_clean
    assert merged.text == versions["A"]


@given(bases_with_versions(count=2))
def test_a_version_that_changes_nothing_and_one_that_says_the_same_do_no_harm(made):
    base, versions = made
    merged = merge(base, versions)
    more = merge(base, versions | {"unchanged": base, "same": versions["A"]})
    assert more.text == merged.text
    assert [one.base for one in more.collisions] == [one.base for one in merged.collisions]


@given(PAIRS)
def test_a_change_carried_over_to_the_same_text_is_the_change(pair):
    old, changed = pair
    rebased = rebase(old, old, changed)
    assert (rebased.text, rebased.is_clean) == (changed, True)


@given(PAIRS)
def test_no_change_carried_over_is_the_new_version(pair):
    old, new = pair
    rebased = rebase(old, new, old)
    assert (rebased.text, rebased.is_clean) == (new, True)


@given(PAIRS)
def test_a_change_that_the_new_version_has_already_is_no_collision(pair):
    old, new = pair
    assert (rebase(old, new, new).text, rebase(old, new, new).is_clean) == (new, True)


@given(bases_with_versions(count=2))
def test_collisions_are_the_same_from_both_sides(made):
    old, versions = made
    one, other = versions["A"], versions["B"]
    turned = {Side.BASE: Side.CHANGE, Side.CHANGE: Side.BASE}
    expected = [
        stretch
        if isinstance(stretch, Agreed)
        else Collision(
            stretch.base, tuple((text, frozenset(turned[side] for side in sides)) for text, sides in stretch.variants)
        )
        for stretch in rebase(old, other, one).merged.collisions
    ]
    assert list(rebase(old, one, other).merged.collisions) == expected
