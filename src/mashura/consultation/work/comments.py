"""Rounds of comments on the desk: those open for a delegation, and comments to answer."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from mashura.access.public import Actor, Need, needs
from mashura.consultation.queries.comments import comments_to_answer, rounds_to_comment


@needs
def rounds_open(actor: Actor) -> Iterator[Need]:
    """Open rounds in which the actor's delegation may comment."""
    for row in rounds_to_comment(actor):
        address = reverse("consultation:comment_round", args=[row.programme, row.study.key, row.number])
        yield Need(_("A study is open for your comments"), address)


@needs
def answers_due(actor: Actor) -> Iterator[Need]:
    """Comments that wait for an answer, by round."""
    for row, count in comments_to_answer(actor):
        address = reverse("consultation:comment_round", args=[row.programme, row.study.key, row.number])
        yield Need(_("Comments on a study to answer"), f"{address}?disposition=none", count)
