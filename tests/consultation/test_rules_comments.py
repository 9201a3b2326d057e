from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules import comments as rules
from mashura.consultation.rules.comments import Answer, Comment, CommentClass, Disposition, MatrixRow, RoundState, State
from mashura.consultation.rules.procedure import Holders, RulesOfProcedure
from mashura.consultation.rules.working_days import calendar_from
from mashura.errors import InputError

THREE = {country: calendar_from(country, {}) for country in ("EGY", "MAR", "TUN")}
ROUND = rules.Round(date(2025, 5, 5), date(2025, 5, 16), "Africa/Cairo", RulesOfProcedure().may_comment)
OPENS = datetime(2025, 5, 4, 21, tzinfo=UTC)
CLOSES = datetime(2025, 5, 16, 21, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NOTED = Answer(Disposition.NOTED, "The study says so on page 12.", "author")


def comment(key="1", comment_class=CommentClass.FACTUAL):
    return Comment(key, comment_class)


def answered(one=None, given_=NOTED, duplicates=None):
    return rules.answer(rules.assign(one or comment(), to="author"), given_, duplicates=duplicates or {})


def test_the_window_is_whole_days_in_its_zone():
    assert (ROUND.opens_at, ROUND.closes_at) == (OPENS, CLOSES)
    states = [ROUND.state_at(at) for at in (OPENS - SECOND, OPENS, CLOSES - SECOND, CLOSES)]
    assert states == [RoundState.PLANNED, RoundState.OPEN, RoundState.OPEN, RoundState.ANSWERING]


@pytest.mark.parametrize(
    ("kind", "capacity", "at", "said"),
    [
        ("state", "head", OPENS - SECOND, "from 2025-05-05"),
        ("state", "head", CLOSES, "until 2025-05-16"),
        ("state", "observer", OPENS, "from others"),
        ("empire", "head", OPENS, "from others"),
    ],
)
def test_who_may_comment_when(kind, capacity, at, said):
    rules.check_may_comment(ROUND, kind="civil-society", capacity="member", at=CLOSES - SECOND)
    with pytest.raises(InputError, match=said):
        rules.check_may_comment(ROUND, kind=kind, capacity=capacity, at=at)


def test_a_window_leaves_everybody_its_working_days():
    # Two weeks, of which Egypt rests on Friday and the others on Sunday: Monday to Thursday are common.
    asked = RulesOfProcedure(comment_days=8, calendars=THREE)
    rules.check_round(ROUND, asked)
    with pytest.raises(InputError, match=r"in it: 8; asked for .*: 9"):
        rules.check_round(ROUND, replace(asked, comment_days=9))
    with pytest.raises(InputError, match="ends before it begins"):
        rules.check_round(replace(ROUND, last=date(2025, 5, 4)), asked)


def test_a_round_asks_nobody_whom_the_rules_do_not_let_comment():
    governments = Holders(frozenset({"state"}), frozenset({"head"}))
    last = RulesOfProcedure(comment_days=0, may_comment=governments)
    rules.check_round(replace(ROUND, may_comment=governments), last)
    with pytest.raises(InputError, match="others comment"):
        rules.check_round(ROUND, last)


def test_a_round_closes_after_its_window_with_every_row_answered():
    with pytest.raises(InputError, match="Without an answer: 2, 3") as refused:
        rules.close_round(ROUND, [answered(), comment("2"), rules.assign(comment("3"), to="x")], at=CLOSES)
    assert refused.value.params["comments"] == "2, 3"
    with pytest.raises(InputError, match="after its window"):
        rules.close_round(ROUND, [answered()], at=CLOSES - SECOND)
    closed = rules.close_round(ROUND, [answered()], at=CLOSES)
    assert closed.state_at(CLOSES) is RoundState.CLOSED
    with pytest.raises(InputError, match="closes once"):
        rules.close_round(closed, [], at=CLOSES)
    with pytest.raises(InputError, match="until"):
        rules.check_may_comment(closed, kind="state", capacity="head", at=OPENS)


def test_a_comment_is_answered_read_closed_and_reopened():
    one = rules.second_read(answered(), by="reader")
    assert (one.state, one.second_reader) == (State.SECOND_READ, "reader")
    reopened = rules.reopen(rules.close(one), reason="The figure was revised.")
    assert (reopened.state, reopened.answer, reopened.is_answered) == (State.REOPENED, NOTED, False)
    assert rules.answer(reopened, NOTED, duplicates={}).second_reader == ""
    with pytest.raises(InputError, match="why"):
        rules.reopen(rules.close(one), reason="")
    with pytest.raises(InputError, match="Somebody else"):
        rules.second_read(answered(), by="author")
    with pytest.raises(InputError, match="Comment 1 is past"):
        rules.answer(comment(), NOTED, duplicates={})


def test_an_answer_has_a_reason_unless_the_comment_is_editorial():
    silent = replace(NOTED, reasoning=" ")
    for comment_class in CommentClass:
        if comment_class is CommentClass.EDITORIAL:
            assert answered(comment(comment_class=comment_class), silent).is_answered
        else:
            with pytest.raises(InputError, match="Say why"):
                answered(comment(comment_class=comment_class), silent)


def test_duplicates_lead_to_one_answer_and_never_in_a_circle():
    twice = replace(NOTED, disposition=Disposition.DUPLICATE_OF, duplicate_of="2")
    assert answered(given_=twice, duplicates={"2": "3"}).is_answered
    assert rules.first_of("1", {"1": "2", "2": "3"}) == "3"
    assert rules.first_of("1", {"1": "2", "2": "1"}) in {"1", "2"}
    for of, duplicates in (("1", {}), ("", {}), ("2", {"2": "1"}), ("2", {"2": "3", "3": "1"})):
        with pytest.raises(InputError):
            answered(given_=replace(twice, duplicate_of=of), duplicates=duplicates)
    with pytest.raises(InputError, match="only where this one repeats"):
        answered(given_=replace(NOTED, duplicate_of="2"))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=20))
def test_accepted_duplicates_never_make_a_circle(pairs):
    links = {}
    for key, of in pairs:
        try:
            rules.check_duplicate(key, of, links)
        except InputError:
            continue
        links[key] = of
    for key in links:
        assert rules.first_of(key, links) not in links


ACTS = {
    "assign": lambda one: rules.assign(one, to="author"),
    "answer": lambda one: rules.answer(one, NOTED, duplicates={}),
    "second-read": lambda one: rules.second_read(one, by="reader"),
    "close": rules.close,
    "reopen": lambda one: rules.reopen(one, reason="x"),
}
NEXT = {
    State.OPEN: {State.ASSIGNED},
    State.ASSIGNED: {State.ASSIGNED, State.ANSWERED},
    State.ANSWERED: {State.ANSWERED, State.SECOND_READ},
    State.SECOND_READ: {State.CLOSED},
    State.CLOSED: {State.REOPENED},
    State.REOPENED: {State.ASSIGNED, State.ANSWERED},
}


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=30))
def test_no_sequence_reaches_what_is_not_allowed(acts):
    one = comment()
    for name in acts:
        before = one
        try:
            one = ACTS[name](one)
        except InputError:
            continue
        assert one.state in NEXT[before.state]
        assert not one.is_answered or one.answer is not None
        assert (one.state in {State.SECOND_READ, State.CLOSED}) <= bool(one.second_reader)


texts = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)
rows = st.builds(
    MatrixRow,
    id=texts,
    clause=texts,
    from_page=st.just(3),
    from_line=st.integers(1, 20),
    to_page=st.none() | st.integers(4, 9),
    to_line=st.none() | st.integers(20, 40),
    comment=texts,
    response=st.just("") | texts,
)


@given(rows)
def test_a_row_of_the_matrix_reads_back(row):
    assert list(rules.COLUMNS) == [
        "id",
        "clause",
        "from_page",
        "from_line",
        "to_page",
        "to_line",
        "comment",
        "response",
    ]
    assert rules.matrix_row(row.values()) == row
    assert rules.matrix_row([None if cell is None else f" {cell} " for cell in row.values()]) == row


def test_cells_come_as_spreadsheets_have_them():
    row = rules.matrix_row([7, "op-2", 3.0, "١٢", None, "", "نص التعليق"])
    assert (row.id, row.from_page, row.from_line, row.to_page, row.to_line) == ("7", 3, 12, None, None)
    assert (row.comment, row.response) == ("نص التعليق", "")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["7", "", "three", "", "", "", "text"], "Comment 7, column from_page"),
        (["7", "", -1, "", "", "", "text"], "from_page"),
        (["7", "", 3, 9, 2, 1, "text"], "ends before it begins"),
        (["7", "", 3, 9, 3, 8, "text"], "ends before it begins"),
        (["7", "", 3, 9, None, 8, "text"], "ends before it begins"),
        (["7", "op", 1, 1, 1, 1, ""], "Comment 7"),
        (["", "op", 1, 1, 1, 1, "text"], r"Comment \?"),
        (["7", "op", 1, 1, 1, 1, "text", "answer", "more"], "Comment 7"),
        ([], r"Comment \?"),
    ],
)
def test_a_row_that_cannot_be_read_names_comment_and_column(cells, said):
    with pytest.raises(InputError, match=said):
        rules.matrix_row(cells)
