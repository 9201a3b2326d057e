"""The comments of the fictional programme: a published round in three languages, and one that is open."""

import pytest

from mashura.access.public import (
    ANONYMOUS,
    SYSTEM,
    Role,
    acting_as,
    create_demonstration_accounts,
    create_supporting_cast,
    visible,
)
from mashura.consultation.models import Comment, CommentAnswer, CommentRound
from mashura.consultation.public import load_bundled_programmes
from mashura.consultation.queries.comments import rounds_to_comment
from mashura.site.demonstration.cast import Cast
from mashura.site.demonstration.comments import play_comments
from mashura.site.demonstration.study import play_study

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_one_round_is_answered_and_public_and_another_is_open(client):
    load_bundled_programmes(actor=SYSTEM)
    create_demonstration_accounts(actor=SYSTEM, programmes=["fictional-example"], fictional=["fictional-example"])
    create_supporting_cast(actor=SYSTEM, programme="fictional-example")
    cast = Cast()
    play_study(cast)
    for _time in range(2):
        play_comments(cast)
    with acting_as(ANONYMOUS):
        comments = list(visible(ANONYMOUS, Comment))
        answers = list(visible(ANONYMOUS, CommentAnswer))
        assert visible(ANONYMOUS, CommentRound).count() == 1
    assert {one.text.original for one in comments} == {"ar", "en", "fr"}
    assert {one.country for one in comments} == {"XAA", "XBB", "XCC"}
    assert len(answers) == len(comments) == 7
    assert len({one.disposition for one in answers}) == 7
    delegate = cast.actor(Role.DELEGATE, "XBB")
    with acting_as(delegate):
        assert [one.number for one in rounds_to_comment(delegate)] == [2]
    for language in ("ar", "fr", "en"):
        page = client.get(f"/{language}/study/fictional-example/three-states/comments/1/")
        assert page.status_code == 200
        assert "XBB-1" in page.content.decode()
