"""Comments on the fictional study: a closed round on its draft, with answers, and an open one on the next version."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from mashura.access.public import SYSTEM, Actor, Role, acting_as, visible
from mashura.consultation.models import Comment, CommentRound, StudyVersion
from mashura.consultation.public import (
    AnswerEntry,
    CommentClass,
    Disposition,
    Holders,
    answer_comment,
    close_comment_round,
    make_comment,
    open_comment_round,
    publish_comment_answers,
    second_read_comment,
)
from mashura.kit.clock import now, stopped_at
from mashura.site.demonstration.cast import Cast

_FILE: Final = Path(__file__).with_suffix(".yaml")
_KEY: Final = "three-states"
# The story plays in these weeks; the clock of the machine plays no part in it.
_FIRST, _LAST = date(2031, 2, 3), date(2031, 2, 28)
_DURING: Final = datetime(2031, 2, 12, 9, tzinfo=UTC)
_AFTER: Final = datetime(2031, 3, 3, 9, tzinfo=UTC)
# A visitor finds the second round open whenever they look, and long enough to try it.
_OPEN_FOR: Final = timedelta(days=365)
_ASKED: Final = Holders(frozenset({"state"}), frozenset({"head", "member"}))


def play_comments(cast: Cast) -> None:
    """Open, fill, answer and publish the first round, and open the second; nothing where there is one already."""
    with acting_as(SYSTEM):
        versions = visible(SYSTEM, StudyVersion).filter(study__programme_id=cast.programme, study__key=_KEY)
        found = {one.number: one for one in versions.select_related("study__programme")}
        if visible(SYSTEM, CommentRound).filter(programme=cast.programme).exists():
            return
    secretariat = cast.actor(Role.SECRETARIAT)
    with stopped_at(_DURING):
        first = open_comment_round(
            actor=secretariat, version=found[1], first=_FIRST, last=_LAST, zone="UTC", may_comment=_ASKED
        )
        told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        made = [(_say(cast, first, one), one) for one in told]
    with stopped_at(_AFTER):
        for comment, one in made:
            _answer(cast.actor(Role.RESEARCHER), secretariat, comment, one)
        publish_comment_answers(
            actor=secretariat, comment_round=close_comment_round(actor=secretariat, comment_round=first)
        )
    today = now().date()
    open_comment_round(
        actor=secretariat, version=found[2], first=today, last=today + _OPEN_FOR, zone="UTC", may_comment=_ASKED
    )


def _say(cast: Cast, comment_round: CommentRound, told: dict[str, Any]) -> Comment:
    actor = cast.actor(Role(told["role"]), told["country"])
    with acting_as(actor):
        return make_comment(
            actor=actor,
            comment_round=comment_round,
            part=told["part"],
            paragraph=told["paragraph"],
            kind=CommentClass(told["kind"]),
            language=told["language"],
            text=told["text"],
            proposed=told.get("proposed", ""),
        )


def _answer(author: Actor, reader: Actor, comment: Comment, told: dict[str, Any]) -> None:
    entry = AnswerEntry(
        disposition=Disposition(told["disposition"]),
        language=told["language"],
        reason=told["reason"],
        duplicate_of=told.get("duplicate_of", ""),
        changed_version=2 if "changed" in told else None,
        changed=told.get("changed", ""),
    )
    answer_comment(actor=author, comment=comment, entry=entry)
    second_read_comment(actor=reader, comment=comment)
