from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.consultation.office_making import deleted, inserted, marked, paragraph, run, word_file
from tests.consultation.office_texts import PROPOSALS, TEXT, text_of

from mashura.consultation.office.matching import MatchedBy, Operation, Source, match_returned
from mashura.consultation.office.pairing import likeness, numbered, without_number
from mashura.consultation.office.texts import TITLE_KEY, SentClause, SentText, mark_of, paragraph_id
from mashura.consultation.office.word_in import read_word
from mashura.kit.redline import Change

FILES = Path(__file__).parent / "office_files"
SPLIT = {
    "ar": "وتفتح المدارس أمام أبناء المهاجرين.\nولا تُطلب أي أوراق عند التسجيل.",
    "en": "They open schools to the children of migrants.\nNo papers are asked for at enrolment.",
}
CHANGED = {
    "ar": {
        "o-1": "تشجع الدول المستشفيات والعيادات على علاج كل مهاجر، أياً كانت أوراقه (SDG 3.8).",
        "o-2-a": "ويتلقى المعلمون تدريباً في السنة الأولى.",
    },
    "en": {
        "o-1": "The States encourage hospitals and clinics to treat every migrant, whatever their papers.",
        "o-2-a": "Teachers receive training in the first year.",
    },
}
NEW = {"ar": "وتُنشر الأرقام كل عام.", "en": "The figures are published every year."}
MINISTRY = {"ar": "وزارة الخارجية", "en": "Ministry of Labour"}


def back(name, *languages):
    content = (FILES / f"{name}.docx").read_bytes()
    return match_returned(TEXT, read_word(content, file=f"{name}.docx"), languages=languages)


def told(matched):
    return [(one.operation, one.key, one.before, one.after) for one in matched.proposals]


def expected(language, *, deletes=True, inserts=True):
    """What `edit.py` did in both languages, as proposals."""
    changed = CHANGED[language]
    return [
        (Operation.CHANGE, "o-1", text_of("o-1", language), changed["o-1"]),
        (Operation.SPLIT, "o-2", text_of("o-2", language), SPLIT[language]),
        (Operation.CHANGE, "o-2-a", text_of("o-2-a", language), changed["o-2-a"]),
        *([(Operation.DELETE, "o-4", text_of("o-4", language), "")] if deletes else []),
        *([(Operation.INSERT, None, "", NEW[language])] if inserts else []),
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_tracked_changes_of_libreoffice_become_proposals_by_clause(language):
    matched = back(f"{language}-tracked", language)
    assert told(matched) == expected(language)
    assert {one.authors for one in matched.proposals} == {(MINISTRY[language],)}
    assert all(one.is_tracked and one.made_at for one in matched.proposals)
    assert matched.proposals[-1].follows == "o-5"
    assert {one.change for one in matched.proposals} == {Change.SUBSTANTIVE}
    assert len(matched.report.by_key) == len(TEXT.clauses) + 1
    assert (matched.report.by_text, matched.report.gone, matched.report.unmatched) == ((), (), ())
    assert matched.report.new == (NEW[language],)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_file_without_keys_is_matched_by_text_and_says_so(language):
    matched = back(f"{language}-without-keys", language)
    assert told(matched) == expected(language)
    assert {one.matched_by for one in matched.proposals if one.key is not None} == {MatchedBy.TEXT}
    assert matched.report.by_key == ()
    assert [one.likeness for one in matched.report.by_text] == [1.0] * 8


@pytest.mark.parametrize("language", ["ar", "en"])
def test_accepted_changes_are_found_by_comparing_with_what_was_sent(language):
    matched = back(f"{language}-accepted", language)
    assert told(matched) == expected(language, deletes=False)
    assert not any(one.is_tracked or one.authors for one in matched.proposals)
    # Nobody can say whether it was taken out or never sent back.
    assert matched.report.gone == (("o-4", language),)


def test_accepted_changes_in_a_file_without_keys():
    matched = back("en-accepted-without-keys", "en")
    assert told(matched) == expected("en", deletes=False, inserts=False)
    assert matched.report.unmatched == (NEW["en"],)
    assert {one.key: one.likeness < 1 for one in matched.report.by_text}["o-2-a"]


@pytest.mark.parametrize("name", ["ar-tracked", "ar-accepted", "ar-without-keys"])
def test_an_arabic_comment_stands_on_its_words(name):
    (comment,) = back(name, "ar").comments
    assert (comment.key, comment.language, comment.quoted) == ("o-1", "ar", "أوراقه")
    assert (comment.body, comment.author) == ("ما المقصود بالأوراق هنا؟", "وزارة الصحة")
    assert comment.made_at.year == 2031


def test_a_footnote_is_a_comment_of_its_kind():
    comments = back("en-tracked", "en").comments
    assert [(one.source, one.key, one.body, one.author) for one in comments] == [
        (Source.COMMENT, "o-3", "Who pays for the visa?", "Ministry of Labour"),
        (Source.FOOTNOTE, "o-3", "As in ILO Convention 181.", "Ministry of Labour"),
    ]


@pytest.mark.parametrize("name", ["en-merged", "en-merged-accepted"])
def test_clauses_that_were_joined_are_one_proposal(name):
    matched = back(name, "en")
    (found,) = matched.proposals
    assert (found.operation, found.key, found.merged) == (Operation.MERGE, "o-2-a", ("o-3",))
    first, second = text_of("o-3", "en").split("\n")
    assert found.after == f"{text_of('o-2-a', 'en')} {first}\n{second}"
    assert found.is_tracked == (name == "en-merged")
    assert [one.params for one in matched.report.notices] == ([{"count": 1}] if name == "en-merged" else [])


@pytest.mark.parametrize("name", ["en-moved", "en-moved-accepted"])
def test_a_moved_clause_is_moved_and_nothing_else(name):
    (found,) = back(name, "en").proposals
    assert (found.operation, found.key, found.follows) == (Operation.MOVE, "o-5", "o-2")
    assert (found.before, found.change) == (found.after, Change.NONE)
    assert found.is_tracked == (name == "en-moved")


def test_two_languages_side_by_side():
    matched = back("ar-en-tracked", "ar", "en")
    arabic = [one for one in matched.proposals if one.language == "ar"]
    assert [(one.operation, one.key, one.before, one.after) for one in arabic] == expected("ar", deletes=False)
    (english,) = (one for one in matched.proposals if one.language == "en")
    assert english.after == "Rescue at sea and on land is coordinated between the three coasts."
    assert len(matched.report.by_key) == 2 * (len(TEXT.clauses) + 1)


def test_pending_proposals_come_back_with_what_the_ministry_put_in():
    matched = back("ar-proposals-again", "ar")
    first = matched.proposals[0]
    assert first.after == PROPOSALS[0].text.replace("والعيادات", "والعيادات والمستوصفات")
    assert first.authors == ("بلفوريا", "Ministry of Labour")
    assert [one.after for one in matched.proposals[1:]] == [one.text for one in PROPOSALS[1:]]


SMALL = SentText(
    {"en": "Title"},
    (
        SentClause("a", {"en": "The States open the schools to all children."}, "1."),
        SentClause("b", {"en": "Hospitals treat every migrant who comes to them."}, "2."),
        SentClause("c", {"en": "Returns are counted in one way by all."}, "3."),
    ),
    "small/v1",
)


def small(body, **others):
    return match_returned(SMALL, read_word(word_file(body, **others), file="back.docx"), languages=["en"])


def line(key, *content):
    clause = next(one for one in SMALL.clauses if one.key == key)
    words = content or (run(clause.text["en"]),)
    return paragraph(run(f"{clause.number}\t"), marked(key, *words, number=ord(key)))


def test_a_file_of_somebody_else_is_foreign():
    matched = small(paragraph(run("Dear colleague, please find attached our invoice.")))
    assert matched.report.is_foreign
    assert matched.proposals == ()
    assert len(matched.report.gone) == 4
    assert matched.report.unmatched == ("Dear colleague, please find attached our invoice.",)


def test_two_pages_sent_back_delete_nothing():
    matched = small(line("b"))
    assert matched.proposals == ()
    assert matched.report.gone == ((TITLE_KEY, "en"), ("a", "en"), ("c", "en"))


def test_cut_and_pasted_is_moved():
    cut = line("a", deleted("The States open the schools to all children."))
    matched = small(cut + line("b") + line("c") + paragraph(inserted("The States open the schools to all children.")))
    (found,) = matched.proposals
    assert (found.operation, found.key, found.follows) == (Operation.MOVE, "a", "c")
    assert matched.report.new == ()


def test_a_lost_bookmark_leaves_the_identity_of_its_paragraph():
    mark = mark_of("b", "en")
    words = "Hospitals treat nobody"
    matched = small(line("a") + paragraph(run(f"2.\t{words}"), identity=paragraph_id(mark)) + line("c"))
    (found,) = matched.proposals
    assert (found.key, found.after, found.matched_by) == ("b", words, MatchedBy.KEY)


def test_an_identity_on_other_words_is_not_believed():
    mark = mark_of("b", "en")
    matched = small(line("a") + paragraph(run("Nothing alike here"), identity=paragraph_id(mark)) + line("c"))
    assert ("b", "en") in matched.report.gone
    assert matched.report.new == ("Nothing alike here",)


def test_the_number_helps_where_few_words_are_left():
    words = "Hospitals and clinics treat every person, at any hour, at no cost, who comes"
    by_number = small(
        paragraph(run(f"2.\t{words}")) + paragraph(run("1.\tThe States open the schools to all children."))
    )
    assert [one.key for one in by_number.report.by_text] == ["a", "b"]


def test_a_last_clause_without_a_word_in_common_is_no_match():
    matched = small(line("a") + line("b") + paragraph(run("3.\tWeather permitting, lunch follows")))
    assert ("c", "en") in matched.report.gone


def test_a_changed_number_is_no_change_of_the_text():
    body = paragraph(run("7 bis.\t"), marked("a", run("The States open the schools to all children.")))
    assert small(body).proposals == ()


def test_another_version_is_said():
    content = word_file(line("a"))
    found = match_returned(SMALL, replace(read_word(content, file="x"), reference="small/v0"), languages=["en"])
    assert found.report.notices[0].params == {"found": "small/v0", "sent": "small/v1"}


def test_comments_on_what_nobody_knows_keep_their_words():
    comment = f'<w:comment w:id="0" w:author="A">{paragraph(run("Why?"))}</w:comment>'
    body = line("a") + paragraph('<w:commentRangeStart w:id="0"/>', run("Strange."), '<w:commentRangeEnd w:id="0"/>')
    (found,) = small(body, comments=("w:comments", comment)).comments
    assert (found.key, found.quoted, found.body) == (None, "Strange.", "Why?")


def test_answers_that_answer_each_other_end():
    comments = "".join(
        f'<w:comment w:id="{at}" w:author="A"><w:p w14:paraId="0000000{at}">{run("x")}</w:p></w:comment>'
        for at in range(3)
    )
    threads = "".join(
        f'<w15:commentEx w15:paraId="0000000{at}" w15:paraIdParent="0000000{of}"/>' for at, of in ((1, 0), (2, 1))
    )
    body = line("a", '<w:commentRangeStart w:id="0"/>', run("The"), '<w:commentRangeEnd w:id="0"/>')
    (found,) = small(body, comments=("w:comments", comments), commentsExtended=("w15:commentsEx", threads)).comments
    assert [one.identity for one in found.replies] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1.\tText", "1.", "Text"),
        ("(a) Text", "(a)", "Text"),
        ("٣-\tنص", "٣-", "نص"),
        ("2.1.\tText", "2.1.", "Text"),
        ("Text without", "", "Text without"),
        ("A long beginning\tText", "", "A long beginning\tText"),
        ("10 countries", "", "10 countries"),
    ],
)
def test_what_looks_like_a_number(text, number, rest):
    found = numbered(text)
    assert (found.number, found.text) == (number, rest)


def test_only_a_number_is_taken_off():
    assert without_number("1. Text", "1.") == "Text"
    assert without_number("Text", "1.") == "Text"
    assert without_number("A\tB", "") == "A\tB"
    assert without_number("A beginning that is no number\tB", "1.") == "A beginning that is no number\tB"


WORDS = st.lists(
    st.sampled_from(["الدول", "تشجع", "States", "treat", "migrants", "كل", "مهاجر", "papers", "10.7", "."]), max_size=12
)


@settings(max_examples=200, deadline=None)
@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_likeness_is_a_share_and_the_same_both_ways_for_equal_texts(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1.0


@settings(max_examples=60, deadline=None)
@given(st.permutations(["a", "b", "c"]))
def test_any_order_is_told_by_moves_that_lead_to_it(order):
    matched = small("".join(line(key) for key in order))
    assert {one.operation for one in matched.proposals} <= {Operation.MOVE}
    reached = ["a", "b", "c"]
    for one in sorted(matched.proposals, key=lambda one: order.index(one.key)):
        reached.remove(one.key)
        reached.insert(reached.index(one.follows) + 1 if one.follows else 0, one.key)
    assert reached == list(order)
