"""Pages of a round of comments: who sees what, the forms, and the matrix as a spreadsheet."""

import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.consultation.factories_comments import CLOSED, DURING, Talk
from tests.consultation.factories_study import Desk, People

from mashura.access.public import SYSTEM, Role, acting_as, needs_of
from mashura.consultation.actions import comments as actions
from mashura.consultation.models import Comment, CommentAnswer, CommentRound
from mashura.kit.clock import stopped_at

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
STUDY = "/en/study/own/three-states/"
ROUND = f"{STUDY}comments/1/"
WRITE = f"{ROUND}on/method/question/"


@pytest.fixture
def talk():
    talk = Talk(Desk(People()).write()).opened()
    with stopped_at(DURING):
        talk.say("XAA", "method", "question")
        talk.say("XBB", "method", "limits")
    return talk


def plain(response) -> str:
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def cells(response):
    sheet = load_workbook(io.BytesIO(response.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def form(**changes):
    return {"token": uuid.uuid4(), "kind": "factual", "language": "en", "text": "It is otherwise."} | changes


def count(model):
    with acting_as(SYSTEM):
        return model.objects.count()


def test_a_delegation_comments_on_a_paragraph_and_finds_it_again(client, talk):
    talk.people.sign_in(client, Role.DELEGATE, "XAA")
    with stopped_at(DURING):
        assert f'href="{WRITE}"' in client.get(f"{STUDY}method/").content.decode()
        assert f'href="{ROUND}"' in client.get(STUDY).content.decode()
        assert client.get(WRITE).status_code == 200
        sent = form(proposed="Other words.")
        for _time in range(2):
            assert client.post(WRITE, sent).status_code == 302
        text = plain(client.get(ROUND))
    assert count(Comment) == 3
    assert "XAA-2" in text
    assert "Other words." in text
    assert "XBB" not in text
    assert "Belvoria" not in text


@pytest.mark.parametrize("wrong", [{"text": ""}, {"kind": "x"}, {"language": "es"}, {"token": ""}])
def test_a_wrong_form_says_so_and_keeps_nothing(client, talk, wrong):
    talk.people.sign_in(client, Role.DELEGATE, "XAA")
    with stopped_at(DURING):
        page = client.post(WRITE, form(**wrong))
    assert page.status_code == 400
    assert count(Comment) == 2


def test_outside_the_window_there_is_no_form(client, talk):
    talk.people.sign_in(client, Role.DELEGATE, "XAA")
    with stopped_at(CLOSED):
        assert "Comment on this paragraph" not in plain(client.get(f"{STUDY}method/"))
        assert client.get(WRITE).status_code == 302
        assert "Comments were taken until" in plain(client.post(WRITE, form()))


def test_other_delegations_find_nothing_in_list_file_or_page(client, talk):
    talk.people.sign_in(client, Role.HEAD_OF_DELEGATION, "XBB")
    with stopped_at(DURING):
        assert "XAA" not in plain(client.get(ROUND))
        assert [row[0] for row in cells(client.get(f"{ROUND}matrix.xlsx"))] == ["XBB-1"]
        assert client.get(f"{ROUND}XAA-1/").status_code == 404
        assert client.get(f"{ROUND}on/amarilia/clinics/").status_code == 404


@pytest.mark.parametrize("address", [STUDY, ROUND, f"{ROUND}matrix.xlsx", f"{ROUND}XAA-1/"])
def test_the_public_finds_nothing_before_publication(client, talk, address):
    with stopped_at(DURING):
        assert client.get(address).status_code == 404


def test_the_researcher_answers_beside_the_comment(client, talk):
    talk.people.sign_in(client, Role.RESEARCHER)
    with stopped_at(CLOSED):
        assert "Save the answer" in plain(client.get(f"{ROUND}XAA-1/"))
        given = {"do": "answer", "disposition": "accepted", "language": "en", "changed": "1:method/question"}
        assert client.post(f"{ROUND}XAA-1/", given | {"reason": ""}).status_code == 400
        assert client.post(f"{ROUND}XAA-1/", given | {"reason": "It is so."}).status_code == 302
        text = plain(client.get(f"{ROUND}?disposition=accepted"))
        assert "It is so." in text
        assert "XBB-1" not in text
        assert "XBB-1" in plain(client.get(f"{ROUND}?disposition=none"))
        talk.people.sign_in(client, Role.SECRETARIAT)
        assert client.post(f"{ROUND}XAA-1/", {"do": "second_read"}).status_code == 302
    with acting_as(SYSTEM):
        assert Comment.objects.get(ref="XAA-1").state == "second-read"


def test_the_secretariat_assigns_and_nobody_assigns_to_a_stranger(client, talk):
    talk.people.sign_in(client, Role.SECRETARIAT)
    post = talk.people.holding(Role.RESEARCHER).post
    assert client.post(f"{ROUND}XAA-1/", {"do": "assign", "post": str(post.pk)}).status_code == 302
    assert client.post(f"{ROUND}XAA-1/", {"do": "assign", "post": "x"}).status_code == 404
    with acting_as(SYSTEM):
        assert Comment.objects.get(ref="XAA-1").assigned_to_id == post.pk


def test_a_delegate_neither_answers_nor_closes(client, talk):
    talk.people.sign_in(client, Role.DELEGATE, "XAA")
    given = {"do": "answer", "disposition": "accepted", "language": "en", "reason": "So."}
    with stopped_at(CLOSED):
        assert client.post(f"{ROUND}XAA-1/", given).status_code == 403
        assert client.post(f"{ROUND}do/close/").status_code == 403
        assert client.post(f"{ROUND}answers/").status_code == 403
        assert client.post(f"{ROUND}do/tear-up/").status_code == 404
        assert client.post(f"{STUDY}comments/", {}).status_code == 403
    assert count(CommentAnswer) == 0


def test_an_own_comment_is_withdrawn_by_its_button(client, talk):
    talk.people.sign_in(client, Role.DELEGATE, "XAA")
    with stopped_at(DURING):
        assert "Withdraw the comment" in plain(client.get(f"{ROUND}XAA-1/"))
        assert client.post(f"{ROUND}XAA-1/", {"do": "withdraw"}).status_code == 302
        assert "Withdrawn" in plain(client.get(f"{ROUND}XAA-1/"))


def test_closing_names_what_is_not_answered_and_publishing_shows_it_to_all(client, talk):
    talk.people.sign_in(client, Role.SECRETARIAT)
    with stopped_at(CLOSED):
        talk.desk.publish()
        page = client.post(f"{ROUND}do/close/", follow=True)
        assert "XAA-1, XBB-1" in page.content.decode()
        talk.answer_everything()
        for verb in ("close", "publish"):
            client.post(f"{ROUND}do/{verb}/")
        client.logout()
        text = plain(client.get(ROUND))
    for words in ("XAA-1", "XBB-1", "It is noted."):
        assert words in text


def test_a_round_is_opened_by_its_form(client):
    talk = Talk(Desk(People()).write())
    talk.desk.open(method="XAA XBB XCC")
    talk.people.sign_in(client, Role.SECRETARIAT)
    given = {"first": "2031-03-03", "last": "2031-03-04", "zone": "UTC", "kinds": ["state"], "capacities": ["head"]}
    assert client.get(f"{STUDY}comments/").status_code == 200
    assert "too short" in plain(client.post(f"{STUDY}comments/", given))
    assert client.post(f"{STUDY}comments/", given | {"last": "2031-03-30"}).status_code == 302
    assert count(CommentRound) == 1


def edited(response, **answers):
    """The sheet with answers by id: (disposition, response)."""
    book = load_workbook(io.BytesIO(response.content))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        found = answers.get(row[0].value.replace("-", ""))
        if found:
            row[heads.index("Disposition")].value, row[heads.index("Response")].value = found
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile("matrix.xlsx", file.getvalue())


def test_the_matrix_goes_out_and_comes_back_with_answers(client, talk):
    talk.people.sign_in(client, Role.RESEARCHER)
    with stopped_at(CLOSED):
        sheet = client.get(f"{ROUND}matrix.xlsx")
        both = {"XAA1": ("Accepted", "It is so."), "XBB1": ("Duplicate: XAA-1", "See the other.")}
        sent = {"language": "en", "file": edited(sheet, **both)}
        assert client.post(f"{ROUND}answers/", sent).status_code == 302
        assert count(CommentAnswer) == 2
        again = client.get(f"{ROUND}matrix.xlsx")
        file = edited(again)
        page = client.post(f"{ROUND}answers/", {"language": "en", "file": file}, follow=True)
    assert "Answers taken: 0" in page.content.decode()
    assert [row[-1] for row in cells(again)] == ["It is so.", "See the other."]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"XAA1": ("Accepted", "Yes."), "XBB1": ("Perhaps", "No.")}, "Row 3, column J"),
        ({"XAA1": ("Accepted", "Yes."), "XBB1": ("", "Words without a disposition.")}, "Row 3: a response needs"),
        ({"XAA1": ("Accepted", "Yes."), "XBB1": ("Accepted", "")}, "Row 3, comment XBB-1"),
        ({"XAA1": ("Accepted", "Yes."), "XBB1": ("Duplicate: XCC-4", "No.")}, "XCC-4"),
    ],
)
def test_a_file_with_a_problem_changes_nothing(client, talk, answers, said):
    talk.people.sign_in(client, Role.RESEARCHER)
    with stopped_at(CLOSED):
        sheet = client.get(f"{ROUND}matrix.xlsx")
        page = client.post(f"{ROUND}answers/", {"language": "en", "file": edited(sheet, **answers)})
    assert page.status_code == 400
    assert said in re.sub("[\u2066-\u2069]", "", plain(page))
    assert count(CommentAnswer) == 0


def test_the_desk_says_what_waits(talk):
    def said(actor):
        with acting_as(actor):
            return {need.text: need.count for need in needs_of(actor)}

    with stopped_at(DURING):
        assert "A study is open for your comments" in said(talk.people.actor(Role.DELEGATE, "XAA"))
        assert said(talk.people.author)["Comments on a study to answer"] == 2
    with stopped_at(CLOSED):
        assert "A study is open for your comments" not in said(talk.people.actor(Role.DELEGATE, "XAA"))
        talk.answer_everything()
        assert "Comments on a study to answer" not in said(talk.people.author)
        actions.close_round(actor=talk.secretariat, comment_round=talk.round)
