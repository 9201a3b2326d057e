"""A round of comments on the small study, opened and filled through the actions."""

from datetime import UTC, date, datetime

from django.db import DatabaseError, connection, transaction

from mashura.access.public import SYSTEM, Role, acting_as, visible
from mashura.consultation.actions import comments as actions
from mashura.consultation.models import Comment
from mashura.consultation.rules.comments import UNANSWERED, CommentClass, Disposition
from mashura.consultation.rules.procedure import Holders

FIRST, LAST = date(2031, 3, 3), date(2031, 3, 21)
DURING = datetime(2031, 3, 10, 12, tzinfo=UTC)
CLOSED = datetime(2031, 3, 22, tzinfo=UTC)
DELEGATIONS = Holders(frozenset({"state"}), frozenset({"head", "member"}))


class Talk:
    """One round on the version in work; Amarilia and Belvoria read the method and their own chapter."""

    def __init__(self, desk):
        self.desk, self.people = desk, desk.people

    @property
    def secretariat(self):
        return self.people.actor(Role.SECRETARIAT)

    def opened(self):
        self.desk.open(method="XAA XBB XCC", amarilia="XAA", belvoria="XBB")
        self.round = self.open(first=FIRST, last=LAST)
        return self

    def open(self, *, first, last, may_comment=DELEGATIONS, zone="UTC", actor=None):
        return actions.open_round(
            actor=actor or self.secretariat,
            version=self.desk.version(),
            first=first,
            last=last,
            zone=zone,
            may_comment=may_comment,
        )

    def say(self, country, part, paragraph, *, role=Role.DELEGATE, actor=None, **changes):
        values = {"kind": CommentClass.SUBSTANTIVE, "language": "en", "text": f"{country} says something of it."}
        actor = actor or self.people.actor(role, country)
        with acting_as(actor):
            return actions.make_comment(
                actor=actor, comment_round=self.round, part=part, paragraph=paragraph, **values | changes
            )

    def answer(self, row, *, actor=None, disposition=Disposition.NOTED, reason="It is noted.", **changes):
        entry = actions.AnswerEntry(disposition=disposition, language="en", reason=reason, **changes)
        return actions.answer_comment(actor=actor or self.people.author, comment=row, entry=entry)

    def answer_everything(self):
        with acting_as(SYSTEM):
            rows = list(visible(SYSTEM, Comment).filter(withdrawn_at__isnull=True, state__in=UNANSWERED))
        for row in rows:
            self.answer(row)


def say_no(sql, key):
    """The code with which the database refuses a statement even to the system; "" when it does not."""
    try:
        with acting_as(SYSTEM), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [key])
    except DatabaseError as error:
        return error.__cause__.sqlstate
    return ""
