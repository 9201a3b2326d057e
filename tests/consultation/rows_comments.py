"""Rows of rounds of comments for the access matrix."""

import uuid
from datetime import date

from tests.access.rows import row_for, unique, unique_hash
from tests.consultation.rows_study import saved, study_part

from mashura.consultation.models import Comment, CommentAnswer, CommentRound
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions


def round_of(version, scope):
    return CommentRound(
        programme=scope.programme,
        study_id=version.study_id,
        version=version,
        number=1,
        first=date(2031, 3, 1),
        last=date(2031, 3, 20),
        zone="UTC",
        kinds=["state"],
        capacities=["head"],
        opened_by=scope.user,
        closed_at=now() if scope.is_released else None,
        published_at=now() if scope.is_released else None,
        is_released=scope.is_released,
    )


@row_for(CommentRound)
def comment_round(scope):
    return round_of(saved(study_part(scope)).version, scope)


@row_for(Comment)
def comment(scope):
    part = saved(study_part(scope))
    return Comment(
        round=saved(round_of(part.version, scope)),
        programme=scope.programme,
        round_is_released=scope.is_released,
        part=part,
        part_is_released=scope.is_released,
        ref=f"XAA-{unique()}",
        paragraph_key="one",
        paragraph_number=1,
        paragraph_sha256=unique_hash(),
        kind="factual",
        text=Expressions.of("en", "A comment (fictional)."),
        organisation=scope.organisation,
        body={"en": "A body (fictional)"},
        country=scope.country,
        author=scope.user,
    )


@row_for(CommentAnswer)
def comment_answer(scope):
    # Of a published round; whether the part is public is what the scope asks for.
    parent = comment(scope)
    parent.round = CommentRound.objects.create(
        **{
            **{field.attname: getattr(parent.round, field.attname) for field in CommentRound._meta.concrete_fields},
            "id": uuid.uuid4(),
            "number": 2,
            "is_released": True,
            "closed_at": now(),
            "published_at": now(),
        }
    )
    parent.round_is_released = True
    parent.save()
    row = CommentAnswer(
        disposition="noted",
        reason=Expressions.of("en", "It is noted (fictional)."),
        author=scope.user,
    )
    row.take_scope_of(parent)
    return row
