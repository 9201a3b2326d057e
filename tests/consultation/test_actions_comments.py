"""Rounds of comments: the window, who may comment, whom a comment is seen by, answers, closing and publication."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from tests.access.factories import actor_in, make_holding, make_organisation, make_post
from tests.consultation.factories_comments import CLOSED, DURING, FIRST, LAST, Talk, say_no
from tests.consultation.factories_study import Desk, People

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, Role, acting_as, visible
from mashura.consultation.actions import comments as actions
from mashura.consultation.models import CommentRound
from mashura.consultation.queries import comments as queries
from mashura.consultation.rules.comments import CommentClass, Disposition, RoundState
from mashura.consultation.rules.procedure import Holders
from mashura.errors import InputError
from mashura.kit.clock import stopped_at

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def talk():
    return Talk(Desk(People()).write()).opened()


def seen(actor, talk):
    with acting_as(actor):
        return sorted(one.comment.ref for one in queries.matrix_of(actor, talk.round).rows)


def test_the_window_takes_its_first_and_its_last_moment_and_none_beside(talk):
    starts = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    ends = datetime(LAST.year, LAST.month, LAST.day, tzinfo=UTC) + timedelta(days=1)
    for moment in (starts - timedelta(seconds=1), ends):
        with stopped_at(moment), pytest.raises(InputError, match="Comments"):
            talk.say("XAA", "method", "question")
    for moment in (starts, ends - timedelta(seconds=1)):
        with stopped_at(moment):
            talk.say("XAA", "method", "question")
    assert seen(talk.people.actor(Role.SECRETARIAT), talk) == ["XAA-1", "XAA-2"]


def test_who_may_comment_follows_the_capacities_of_the_round(talk):
    talk.desk.publish()
    with stopped_at(DURING):
        talk.say("XAA", "method", "question", role=Role.HEAD_OF_DELEGATION)
    with stopped_at(CLOSED):
        talk.answer_everything()
        actions.close_round(actor=talk.secretariat, comment_round=talk.round)
        heads = Holders(frozenset({"state"}), frozenset({"head"}))
        talk.round = talk.open(first=CLOSED.date(), last=CLOSED.date() + timedelta(days=20), may_comment=heads)
        talk.say("XAA", "method", "question", role=Role.HEAD_OF_DELEGATION)
        with pytest.raises(InputError, match="takes comments from others"):
            talk.say("XAA", "method", "question")


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.SECRETARIAT, Role.TRANSLATOR, Role.COUNTRY_MISSION])
def test_others_do_not_comment(talk, role):
    with stopped_at(DURING), pytest.raises((Forbidden, NotHere)):
        talk.say("XAA", "method", "question", role=role)
    with stopped_at(DURING), acting_as(talk.people.actor(role)):
        assert not queries.may_comment(talk.people.actor(role), talk.round)


def test_observers_comment_only_where_the_rules_of_procedure_let_them(talk):
    observers = Holders(frozenset({"civil-society"}), frozenset({"observer"}))
    with pytest.raises(InputError, match="By the rules of procedure others comment"):
        talk.open(first=FIRST, last=LAST, may_comment=observers)
    with stopped_at(DURING), pytest.raises(InputError, match="takes comments from others"):
        talk.say("XAA", "method", "question", role=Role.OBSERVER)


def test_nobody_comments_on_what_they_may_not_read(talk):
    with stopped_at(DURING):
        with pytest.raises(NotHere):
            talk.say("XAA", "belvoria", "schools")
        with pytest.raises(NotHere):
            talk.say("XAA", "method", "nowhere")


def test_another_country_sees_neither_the_comment_nor_its_number(talk):
    with stopped_at(DURING):
        talk.say("XAA", "method", "question")
        talk.say("XAA", "method", "limits", role=Role.HEAD_OF_DELEGATION)
        talk.say("XBB", "method", "question")
    assert seen(talk.people.actor(Role.HEAD_OF_DELEGATION, "XAA"), talk) == ["XAA-1", "XAA-2"]
    assert seen(talk.people.actor(Role.DELEGATE, "XBB"), talk) == ["XBB-1"]
    assert seen(talk.people.actor(Role.DELEGATE, "XCC"), talk) == []
    assert seen(talk.people.author, talk) == ["XAA-1", "XAA-2", "XBB-1"]
    assert seen(ANONYMOUS, talk) == []
    other = talk.people.actor(Role.DELEGATE, "XBB")
    with acting_as(other):
        matrix = queries.matrix_of(other, talk.round)
        assert (matrix.total, matrix.countries) == (1, ["XBB"])
        with pytest.raises(NotHere):
            queries.comment_in(other, talk.round, "XAA-1")


def test_the_delegation_does_not_see_its_answer_before_publication(talk):
    with stopped_at(DURING):
        talk.say("XAA", "method", "question")
    with stopped_at(CLOSED):
        talk.answer_everything()
        own = talk.people.actor(Role.DELEGATE, "XAA")
        with acting_as(own):
            assert queries.comment_in(own, talk.round, "XAA-1").answer is None
        actions.close_round(actor=talk.secretariat, comment_round=talk.round)
        with acting_as(own):
            assert queries.comment_in(own, talk.round, "XAA-1").answer is None
        actions.publish_answers(actor=talk.secretariat, comment_round=talk.round)
    with acting_as(own):
        assert queries.comment_in(own, talk.round, "XAA-1").answer.disposition == "noted"


def test_after_publication_everybody_reads_what_is_about_public_parts_and_not_withdrawn(talk):
    with stopped_at(DURING):
        talk.say("XAA", "method", "question")
        taken = talk.say("XAA", "method", "question")
        talk.say("XBB", "belvoria", "schools")
        actions.withdraw_comment(actor=talk.people.actor(Role.DELEGATE, "XAA"), comment=taken)
    with stopped_at(CLOSED):
        talk.desk.publish()
        talk.answer_everything()
        actions.close_round(actor=talk.secretariat, comment_round=talk.round)
        actions.publish_answers(actor=talk.secretariat, comment_round=talk.round)
        actions.publish_answers(actor=talk.secretariat, comment_round=talk.round)
    assert seen(ANONYMOUS, talk) == ["XAA-1"]
    assert seen(talk.people.actor(Role.DELEGATE, "XCC"), talk) == ["XAA-1"]
    assert seen(talk.people.actor(Role.DELEGATE, "XBB"), talk) == ["XAA-1", "XBB-1"]
    with stopped_at(CLOSED):
        talk.desk.release("belvoria", "XBB")
    assert seen(ANONYMOUS, talk) == ["XAA-1", "XBB-1"]


def test_the_same_form_sent_twice_is_one_comment(talk):
    token = uuid.uuid4()
    with stopped_at(DURING):
        first = talk.say("XAA", "method", "question", token=token)
        assert talk.say("XAA", "method", "question", token=token).pk == first.pk
        with pytest.raises(IntegrityError):
            talk.say("XBB", "method", "question", token=token)
    assert seen(talk.secretariat, talk) == ["XAA-1"]


def test_a_form_sent_again_after_the_window_finds_its_comment(talk):
    token = uuid.uuid4()
    with stopped_at(DURING):
        first = talk.say("XAA", "method", "question", token=token)
    with stopped_at(CLOSED):
        assert talk.say("XAA", "method", "question", token=token).pk == first.pk


def test_a_comment_is_withdrawn_by_its_author_while_the_round_is_open(talk):
    with stopped_at(DURING):
        row = talk.say("XAA", "method", "question")
        with pytest.raises((Forbidden, NotHere)):
            actions.withdraw_comment(actor=talk.people.actor(Role.DELEGATE, "XBB"), comment=row)
        with pytest.raises((Forbidden, InputError)):
            actions.withdraw_comment(actor=talk.people.actor(Role.HEAD_OF_DELEGATION, "XAA"), comment=row)
    with stopped_at(CLOSED), pytest.raises(InputError, match="while its round is open"):
        actions.withdraw_comment(actor=talk.people.actor(Role.DELEGATE, "XAA"), comment=row)
    with stopped_at(DURING):
        own = talk.people.actor(Role.DELEGATE, "XAA")
        assert actions.withdraw_comment(actor=own, comment=row).is_withdrawn
        assert actions.withdraw_comment(actor=own, comment=row).is_withdrawn
    with pytest.raises(InputError, match="was withdrawn"):
        talk.answer(row)


def test_the_database_keeps_what_was_said(talk):
    with stopped_at(DURING):
        row = talk.say("XAA", "method", "question")
    for change in (
        "UPDATE consultation_comment SET paragraph_number = 9 WHERE id = %s",
        "UPDATE consultation_comment SET country = 'XBB' WHERE id = %s",
        "UPDATE consultation_comment SET text = jsonb_set(text, '{texts,en,text}', '\"x\"') WHERE id = %s",
    ):
        assert say_no(change, row.pk) == "23001"
    assert say_no("DELETE FROM consultation_comment WHERE id = %s", row.pk) == "42501"
    assert say_no("UPDATE consultation_commentround SET is_released = true WHERE id = %s", talk.round.pk) == "23514"


def test_a_round_closes_when_every_comment_is_answered_and_names_those_that_are_not(talk):
    with stopped_at(DURING):
        first = talk.say("XAA", "method", "question")
        talk.say("XBB", "method", "limits")
        with pytest.raises(InputError, match="after its window"):
            actions.close_round(actor=talk.secretariat, comment_round=talk.round)
    with stopped_at(CLOSED):
        talk.answer(first)
        with pytest.raises(InputError, match=r"Without an answer: XBB-1\.|%\(comments\)s") as refused:
            actions.close_round(actor=talk.secretariat, comment_round=talk.round)
        assert refused.value.params["comments"] == "XBB-1"
        with pytest.raises(InputError, match="once the round is closed"):
            actions.publish_answers(actor=talk.secretariat, comment_round=talk.round)
        talk.answer_everything()
        closed = actions.close_round(actor=talk.secretariat, comment_round=talk.round)
        assert queries.state_of(closed) is RoundState.CLOSED
        with pytest.raises(InputError, match="its answers stand"):
            talk.answer(first)


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.HEAD_OF_DELEGATION, Role.RESEARCHER, Role.OBSERVER])
def test_rounds_are_the_secretariats(talk, role):
    actor = talk.people.actor(role)
    for do in (actions.close_round, actions.publish_answers):
        with stopped_at(CLOSED), pytest.raises(Forbidden):
            do(actor=actor, comment_round=talk.round)
    with pytest.raises(Forbidden):
        talk.open(first=FIRST, last=LAST, actor=actor)


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.HEAD_OF_DELEGATION])
def test_delegations_answer_nothing(talk, role):
    with stopped_at(DURING):
        row = talk.say("XAA", "method", "question")
    with pytest.raises(Forbidden):
        talk.answer(row, actor=talk.people.actor(role, "XAA"))
    with pytest.raises(Forbidden):
        actions.second_read(actor=talk.people.actor(role, "XAA"), comment=row)


def test_one_round_at_a_time_with_days_that_the_rules_allow(talk):
    with pytest.raises(InputError, match="One round at a time"):
        talk.open(first=FIRST, last=LAST)
    with pytest.raises(InputError, match="too short"):
        talk.open(first=FIRST, last=FIRST + timedelta(days=3))
    with pytest.raises(InputError, match="no time zone"):
        talk.open(first=FIRST, last=LAST, zone="Mars/Olympus")


def test_answers_are_assigned_given_and_read_by_another(talk):
    with stopped_at(DURING):
        row = talk.say("XAA", "method", "question")
    post = talk.people.holding(Role.RESEARCHER).post
    assert actions.assign_comment(actor=talk.secretariat, comment=row, post=post).assigned_to_id == post.pk
    delegate = talk.people.holding(Role.DELEGATE, "XAA").post
    with pytest.raises(InputError, match="answers no comments"):
        actions.assign_comment(actor=talk.secretariat, comment=row, post=delegate)
    with pytest.raises(InputError, match="past this step"):
        actions.second_read(actor=talk.secretariat, comment=row)
    with pytest.raises(InputError, match="Say why"):
        talk.answer(row, reason="")
    talk.answer(row, changed="method/question")
    with pytest.raises(InputError, match="Somebody else"):
        actions.second_read(actor=talk.people.author, comment=row)
    read = actions.second_read(actor=talk.secretariat, comment=row)
    assert read.second_reader_id == talk.secretariat.user_id
    assert (read.changed_version_id, read.changed_part, read.changed_paragraph) == (
        talk.round.version_id,
        "method",
        "question",
    )
    with pytest.raises(InputError, match="past this step"):
        talk.answer(row)


def test_a_change_is_of_a_paragraph_that_there_is(talk):
    with stopped_at(DURING):
        row = talk.say("XAA", "method", "question")
    with pytest.raises(InputError, match="no paragraph"):
        talk.answer(row, changed="method/nowhere")


def test_a_duplicate_names_another_comment_and_goes_in_no_circle(talk):
    with stopped_at(DURING):
        first = talk.say("XAA", "method", "question")
        second = talk.say("XBB", "method", "question")
    for wrong in ("", "XBB-1", "XCC-9"):
        with pytest.raises(InputError):
            talk.answer(second, disposition=Disposition.DUPLICATE_OF, duplicate_of=wrong)
    talk.answer(second, disposition=Disposition.DUPLICATE_OF, duplicate_of="xaa-1")
    with pytest.raises(InputError, match="itself repeats"):
        talk.answer(first, disposition=Disposition.DUPLICATE_OF, duplicate_of="XBB-1")


def test_an_observing_body_sees_its_own_comments_alone(talk):
    body = make_organisation(kind="civil_society", country="XAA")
    observer = actor_in(make_holding(post=make_post(role="observer", countries=["XAA"], organisation=body)))
    with acting_as(SYSTEM):
        row = visible(SYSTEM, CommentRound).get(pk=talk.round.pk)
        row.kinds, row.capacities = ["civil-society", "state"], ["member", "observer"]
        row.save()
    talk.round = row
    with stopped_at(DURING):
        talk.say("XAA", "method", "question")
        talk.say("XAA", "method", "question", actor=observer)
    assert len(seen(observer, talk)) == 1
    assert "XAA-1" not in seen(observer, talk)
    assert seen(talk.people.actor(Role.DELEGATE, "XAA"), talk) == ["XAA-1"]


def test_texts_are_there_not_too_long_and_in_a_language_of_the_programme(talk):
    for wrong in ({"text": " "}, {"text": "x" * 10_001}, {"language": "es"}):
        with stopped_at(DURING), pytest.raises(InputError):
            talk.say("XAA", "method", "question", **wrong)


def test_an_editorial_comment_is_answered_without_a_reason(talk):
    with stopped_at(DURING):
        row = talk.say("XAA", "method", "question", kind=CommentClass.EDITORIAL, proposed="Other words.")
    assert row.proposed["en"] == "Other words."
    assert not talk.answer(row, reason="").reason
