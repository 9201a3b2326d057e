"""Square brackets as data: read, printed, settled, counted, the same in every language."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.consultation.negotiation import bracket, bracketed_texts, text_of

from mashura.consultation.rules.negotiation.bracket_signs import FaultKind, html, keyed_like, parse, printed
from mashura.consultation.rules.negotiation.brackets import (
    DEEPEST,
    NO_TEXT,
    Alternative,
    Bracket,
    BracketDifference,
    BracketedText,
    BracketIssue,
    BracketKind,
    Counts,
    Holders,
    add_alternative,
    bracket_differences,
    counts,
    lift,
    put_in_bracket,
    replace_span,
    resolve,
    withdraw_alternative,
)
from mashura.consultation.rules.negotiation.refusals import Refusal, Refused
from mashura.kit.bidi import is_balanced, strip_isolates


def refused(call, *args, **named):
    with pytest.raises(Refused) as caught:
        call(*args, **named)
    return caught.value.refusal


@pytest.mark.parametrize(
    "plain",
    ["States [shall] [should] protect", "States [shall][should] protect", "States [shall / should] protect"],
)
def test_alternatives_are_read_however_they_are_written(plain):
    assert str(parse(plain).text) == "States [shall / should] protect"
    (placed,) = parse(plain).text.walk()
    assert placed.bracket.kind is BracketKind.ALTERNATIVE_SET


def test_neighbours_can_be_read_as_brackets_of_their_own():
    assert counts(parse("[shall] [should]", joins=False).text) == Counts(brackets=2, alternatives=2, depth=1)


@pytest.mark.parametrize("empty", ["[shall / ]", "[shall / no text]", "[shall / pas de texte]", "[shall / لا نص]"])
def test_no_text_is_an_alternative(empty):
    (placed,) = parse(empty).text.walk()
    assert [str(one.text) for one in placed.bracket.alternatives] == ["shall", ""]


@pytest.mark.parametrize(
    ("plain", "kind"),
    [
        ("in [X] years", BracketKind.PLACEHOLDER),
        ("by [...]", BracketKind.PLACEHOLDER),
        ("by [ ]", BracketKind.PLACEHOLDER),
        ("[States shall act].", BracketKind.WHOLE_CLAUSE),
        ("States [shall] act", BracketKind.CONTESTED),
    ],
)
def test_the_kind_is_read_from_what_stands_there(plain, kind):
    (placed,) = parse(plain).text.walk()
    assert placed.bracket.kind is kind


def test_a_bracket_that_is_never_closed_goes_to_the_end_and_is_named():
    parsed = parse("1. Decides\nto [protect [all] migrants")
    assert str(parsed.text) == "1. Decides\nto [protect [all] migrants]"
    (fault,) = parsed.faults
    assert (fault.kind, fault.line, fault.column, fault.number) == (FaultKind.NEVER_CLOSED, 2, 4, 1)
    assert fault.excerpt == "[protect [all] migrants"


def test_a_sign_that_closes_nothing_is_left_out_and_named():
    parsed = parse("a [b] c] d")
    assert str(parsed.text) == "a [b] c d"
    (fault,) = parsed.faults
    assert (fault.kind, fault.line, fault.column, fault.number) == (FaultKind.NEVER_OPENED, 1, 8, 2)


def test_brackets_without_end_are_read_all_the_same():
    parsed = parse("[" * 500 + "a" + "]" * 500)
    assert parsed.counts.depth == DEEPEST
    assert {fault.kind for fault in parsed.faults} == {FaultKind.TOO_DEEP}


@given(st.text(alphabet="ab [/]\n،ش", max_size=60))
def test_whatever_is_typed_is_read_balanced_and_no_word_is_lost(plain):
    text = parse(plain, joins=False).text
    shown = str(text)
    assert shown.count("[") == shown.count("]")
    letters = [sign for sign in plain if sign not in "[]"]
    assert [sign.replace("\u00a0", " ") for sign in shown if sign not in "[]"] == letters


@given(bracketed_texts())
def test_printed_brackets_are_read_back(text):
    again = parse(str(text), joins=False)
    assert not again.faults
    assert str(again.text) == str(text)
    assert counts(again.text) == counts(text)
    assert keyed_like(again.text, text) == text


@given(bracketed_texts())
def test_stored_text_comes_back(text):
    assert BracketedText.from_json(json.loads(json.dumps(text.as_json()))) == text


def test_a_run_with_a_bracket_and_a_key_given_twice_are_defects():
    with pytest.raises(ValueError, match="square bracket"):
        BracketedText.of("a [b")
    with pytest.raises(ValueError, match="same key"):
        BracketedText.of(bracket("k", "a"), bracket("k", "b"))
    with pytest.raises(ValueError, match="at least one"):
        Bracket("k", BracketKind.CONTESTED, ())


def test_a_stroke_that_parts_nothing_stays_within_its_alternative():
    text = text_of(bracket("k", "men / women", "all"))
    assert counts(parse(str(text)).text) == Counts(1, 2, 1)


# Cases 61, 65, 66 of the specification


@pytest.mark.parametrize("word", ["EGY", "مصر"])
def test_brackets_ten_deep_in_arabic_around_a_latin_code(word):
    plain = "الدول " + "[يجب " * 10 + word + "]" * 10 + " تحمي"
    text = parse(plain).text
    assert counts(text).depth == 10
    shown = printed(text, "rtl")
    assert is_balanced(shown)
    assert strip_isolates(shown) == plain
    for _ in range(10):
        text = lift(text, next(iter(text.walk())).bracket.key)
    assert str(text) == "الدول " + "يجب " * 10 + word + " تحمي"


def test_one_of_two_alternatives_is_withdrawn_and_the_bracket_lifts():
    text = text_of("States ", bracket("k", "shall", "should"), " act")
    assert withdraw_alternative(text, "k", "a1") == text_of("States should act")


def test_one_of_three_alternatives_is_withdrawn_and_the_bracket_stays():
    text = text_of("States ", bracket("k", "shall", "should", "may"), " act")
    assert str(withdraw_alternative(text, "k", "a2")) == "States [shall / may] act"


def test_an_inner_bracket_is_resolved_and_the_outer_stays():
    text = text_of("States ", bracket("out", text_of("shall ", bracket("in", "all", "some"), " act")))
    assert str(resolve(text, "in", "a2")) == "States [shall some act]"
    assert str(resolve(text, "out", "a1")) == "States shall [all / some] act"


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("States ", " act.", "States act."),
        ("States act ", ".", "States act."),
        ("", " States act", "States act"),
        ("States act ", "", "States act"),
        ("الدول ", "، تحمي", "الدول، تحمي"),
    ],
)
def test_no_text_leaves_no_hole(before, after, left):
    assert str(resolve(text_of(before, bracket("k", "now"), after), "k", NO_TEXT)) == left


def test_lifting_asks_for_a_choice_where_there_is_one():
    text = text_of(bracket("k", "shall", "should"))
    assert refused(lift, text, "k") is Refusal.SEVERAL_ALTERNATIVES
    assert refused(resolve, text, "k", "a9") is Refusal.NO_SUCH_ALTERNATIVE
    assert refused(resolve, text, "gone", "a1") is Refusal.NO_SUCH_BRACKET


def test_a_contested_bracket_becomes_a_choice():
    text = text_of(bracket("k", "shall"))
    more = add_alternative(text, "k", Alternative("mine", BracketedText.of("may")))
    assert more.bracket("k").kind is BracketKind.ALTERNATIVE_SET
    assert withdraw_alternative(more, "k", "mine") == BracketedText.of("shall")
    assert refused(add_alternative, more, "k", Alternative("mine", BracketedText())) is Refusal.ALTERNATIVE_TAKEN


@given(bracketed_texts(), st.data())
def test_settling_one_bracket_keeps_all_around_it(text, data):
    placed = list(text.walk())
    if not placed:
        return
    chosen = data.draw(st.sampled_from(placed))
    choice = data.draw(st.sampled_from([NO_TEXT, *(one.key for one in chosen.bracket.alternatives)]))
    after = resolve(text, chosen.bracket.key, choice)
    inside = {one.bracket.key for other in chosen.bracket.alternatives for one in other.text.walk()}
    assert chosen.bracket.key not in after.keys
    assert text.keys - inside - {chosen.bracket.key} <= after.keys
    if choice:
        assert after.keys & inside == chosen.bracket.alternative(choice).text.keys


@given(bracketed_texts(), st.data())
def test_a_passage_is_put_in_a_bracket_and_lifted_again(text, data):
    plain = str(text)
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    try:
        held = put_in_bracket(text, start, end, key="new")
    except Refused:
        return
    assert str(held) == f"{plain[:start]}[{plain[start:end]}]{plain[end:]}"
    if start != end:
        assert lift(held, "new") == text


@given(bracketed_texts(), st.data())
def test_a_passage_is_replaced_or_refused_never_cut_through(text, data):
    plain = str(text)
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    try:
        after = str(replace_span(text, start, end, BracketedText.of("NEW")))
    except Refused:
        return
    assert after == f"{plain[:start]}NEW{plain[end:]}"


def test_a_passage_ends_between_letters_not_between_a_letter_and_its_mark():
    assert refused(put_in_bracket, BracketedText.of("حِماية"), 0, 1, key="k") is Refusal.SPLITS_SIGN
    assert refused(put_in_bracket, BracketedText.of("ab"), 0, 3, key="k") is Refusal.NO_SUCH_SPAN


def test_a_passage_does_not_cross_a_bracket_or_its_stroke():
    text = parse("a [b / c] d").text
    assert refused(put_in_bracket, text, 0, 4, key="k") is Refusal.CROSSES_BRACKET
    assert refused(put_in_bracket, text, 3, 8, key="k") is Refusal.CROSSES_BRACKET
    assert str(put_in_bracket(text, 3, 4, key="k")) == "a [[b] / c] d"
    assert str(put_in_bracket(text, 2, 9, key="k")) == "a [[b / c]] d"


def test_languages_have_the_same_brackets_or_it_is_told_where_not():
    texts = {
        "en": text_of("States ", bracket("k", "shall", "should"), bracket("only", "now")),
        "ar": text_of(bracket("k", "يجب", "ينبغي"), bracket("other", "الآن")),
        "fr": text_of(bracket("k", "doivent"), bracket("only", "maintenant")),
    }
    assert set(bracket_differences(texts, "en")) == {
        BracketDifference("only", BracketIssue.MISSING, ("ar",)),
        BracketDifference("other", BracketIssue.MISSING, ("ar",)),
        BracketDifference("k", BracketIssue.KIND, ("fr",)),
        BracketDifference("k", BracketIssue.ALTERNATIVES, ("fr",)),
    }
    assert not bracket_differences({"en": texts["en"], "fr": texts["en"]}, "en")


def test_a_bracket_in_another_place_is_told():
    inner, outer = bracket("in", "b"), bracket("out", "a")
    texts = {"en": text_of(bracket("out", text_of(inner))), "fr": text_of(outer, inner)}
    assert bracket_differences(texts, "en") == (BracketDifference("in", BracketIssue.PARENT, ("fr",)),)


def test_who_holds_a_bracket_stands_beside_the_text():
    text = text_of(bracket("k", "shall", "should"))
    holders = Holders({("k", "a1"): frozenset({"XAA"}), ("k", "a2"): frozenset({"XBB", "XCC"})})
    assert holders.of_bracket("k") == {"XAA", "XBB", "XCC"}
    assert holders.within(text) == holders
    assert not holders.within(resolve(text, "k", "a1")).by_alternative


def test_markup_is_safe_and_isolates_each_alternative():
    shown = html(text_of("<b> ", bracket("k", "a & b", "")))
    assert shown == (
        '&lt;b&gt; <span class="bracket bracket-alternative-set" data-bracket="k">'
        '[<bdi class="alternative" data-alternative="a1">a &amp; b</bdi> / '
        '<bdi class="alternative" data-alternative="a2"></bdi>]</span>'
    )


def test_keys_survive_an_edited_print():
    before = text_of("States ", bracket("verb", "shall", "should"), " protect ", bracket("who", "all"), " migrants")
    typed = "All States [shall / should / may] protect migrants [now] and [all]"
    after = keyed_like(parse(typed).text, before)
    assert after.bracket("verb").alternatives[0].key == "a1"
    assert len(after.bracket("verb").alternatives) == 3
    assert str(after.bracket("who").alternatives[0].text) == "all"


def test_the_drafts_of_the_paris_agreement_are_read():
    """A folder of plain texts, one draft a file; a name may tell how many brackets to find: `draft.1234.txt`."""
    folder = os.environ.get("MASHURA_PARIS_DRAFTS")
    if not folder:
        pytest.skip("MASHURA_PARIS_DRAFTS names no folder with the four drafts as plain text")
    drafts = sorted(Path(folder).glob("*.txt"))
    assert drafts
    for draft in drafts:
        plain = draft.read_text(encoding="utf-8")
        parsed = parse(plain, joins=False)
        shown = str(parsed.text)
        assert shown.count("[") == shown.count("]") == parsed.counts.brackets
        never_opened = sum(fault.kind is FaultKind.NEVER_OPENED for fault in parsed.faults)
        never_closed = sum(fault.kind is FaultKind.NEVER_CLOSED for fault in parsed.faults)
        assert plain.count("[") - plain.count("]") == never_closed - never_opened
        if (expected := draft.suffixes[0].strip(".")).isdigit():
            assert parsed.counts.brackets == int(expected)
