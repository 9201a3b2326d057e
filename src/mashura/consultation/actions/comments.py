"""Writes of comments on a study: rounds, comments, answers, their second reading and publication.

Locks go from the round to its comments; whoever closes a round waits for comments and answers under way.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from mashura.access.models import Post
from mashura.access.public import SYSTEM, Action, Actor, NotHere, acting_as, record, require, visible
from mashura.consultation.models import Comment, CommentAnswer, CommentRound, Study, StudyVersion
from mashura.consultation.queries import comments as queries
from mashura.consultation.queries.procedure import rules_of_programme
from mashura.consultation.queries.study import study_contents
from mashura.consultation.rules import comments as rules
from mashura.consultation.rules.procedure import Holders
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions

MAX_TEXT: Final = 10_000


@dataclass(frozen=True, slots=True)
class AnswerEntry:
    """What is answered: `duplicate_of` is the ref of another comment, `changed` the "part/paragraph" that changed."""

    disposition: rules.Disposition
    language: str = ""
    reason: str = ""
    duplicate_of: str = ""
    changed_version: int | None = None
    changed: str = ""


def open_round(
    *, actor: Actor, version: StudyVersion, first: date, last: date, zone: str, may_comment: Holders
) -> CommentRound:
    """Set a window in which a version is commented, and who may comment.

    Raises:
        Forbidden, NotHere: the actor opens no rounds.
        InputError: days or people that the rules of procedure do not allow, an unknown zone, or another round that is
            not closed.
    """
    with acting_as(actor):
        study = _locked_study(version.study)
        programme = study.programme
        number = visible(actor, CommentRound).filter(study=study).aggregate(last=Max("number"))["last"] or 0
        require(actor, Action.ADD, CommentRound)
        row = CommentRound(
            programme=programme.code,
            study=study,
            version=version,
            number=number + 1,
            first=first,
            last=last,
            zone=zone,
            kinds=sorted(may_comment.kinds),
            capacities=sorted(may_comment.capacities),
            opened_by_id=_user(actor),
        )
        require(actor, Action.ADD, row)
        if zone not in queries.zones_of(actor, programme):
            raise InputError(gettext_noop("“%(zone)s” is no time zone of this programme."), zone=zone)
        if not may_comment.kinds or not may_comment.capacities:
            raise InputError(gettext_noop("Choose both kinds of delegations and capacities."))
        rules.check_round(queries.round_rules(row), rules_of_programme(actor, programme))
        if visible(actor, CommentRound).filter(study=study, closed_at__isnull=True).exists():
            raise InputError(gettext_noop("One round at a time: close the one before."))
        row.save(force_insert=True)
        record(actor, "consultation:comment-round:open", row, {"number": row.number})
    return row


def make_comment(
    *,
    actor: Actor,
    comment_round: CommentRound,
    part: str,
    paragraph: str,
    kind: rules.CommentClass,
    language: str,
    text: str,
    proposed: str = "",
    token: uuid.UUID | None = None,
) -> Comment:
    """Say something of a paragraph, in the window of the round. A form that is sent twice (`token`) is one comment.

    Raises:
        Forbidden, NotHere: the actor does not comment, or may not read this paragraph.
        InputError: outside the window, a seat that the round does not ask, no text or too long a one.
    """
    with acting_as(actor):
        seat = queries.seat_of(actor)
        shown, found = queries.paragraph_of(actor, comment_round, part, paragraph)
        if seat is None or actor.user_id is None:
            require(actor, Action.ADD, Comment)
            raise NotHere
        row = Comment(
            programme=comment_round.programme,
            part=shown.part,
            part_is_released=shown.part.is_released,
            paragraph_key=paragraph,
            paragraph_number=found.number,
            paragraph_sha256=found.paragraph.text.sha256(),
            kind=kind,
            organisation=seat.organisation,
            body=seat.organisation.names,
            country=seat.country,
            post_id=actor.post_id,
            author_id=actor.user_id,
            token=token or uuid.uuid4(),
        )
        require(actor, Action.ADD, row)
        row.text = _words(comment_round, language, text)
        if proposed.strip():
            row.proposed = _words(comment_round, language, proposed)
        if (known := _sent_before(actor, row.token)) is not None:
            return known
        held = _locked_round(comment_round)
        row.round, row.round_is_released = held, held.is_released
        rules.check_may_comment(queries.round_rules(held), kind=seat.kind, capacity=seat.capacity, at=now())
        try:
            with transaction.atomic():
                row.ref = _next_ref(held, seat)
                row.save(force_insert=True)
        except IntegrityError as error:
            if "token" not in str(error) or (known := _sent_before(actor, row.token)) is None:
                raise
            return known
        record(actor, "consultation:comment:make", row, {"ref": row.ref})
    return row


def withdraw_comment(*, actor: Actor, comment: Comment) -> Comment:
    """The author takes a comment back while the round is open. It stays, marked; withdrawing twice changes nothing.

    Raises:
        Forbidden, NotHere: it is somebody else's.
        InputError: the round is not open.
    """
    with acting_as(actor):
        held = _locked_round(comment.round)
        row = _locked(comment)
        require(actor, Action.CHANGE, row)
        if row.author_id != actor.user_id:
            raise InputError(gettext_noop("Only who made a comment withdraws it."))
        if queries.state_of(held) is not rules.RoundState.OPEN:
            raise InputError(gettext_noop("A comment is withdrawn while its round is open."))
        if row.withdrawn_at is None:
            row.withdrawn_at = now()
            row.save(update_fields=["withdrawn_at"])
            record(actor, "consultation:comment:withdraw", row, {"ref": row.ref})
    return row


def assign_comment(*, actor: Actor, comment: Comment, post: Post) -> Comment:
    """Let the holder of a post answer a comment.

    Raises:
        Forbidden, NotHere: the actor does not answer comments.
        InputError: a post that answers none, a comment that is answered or withdrawn, or a closed round.
    """
    with acting_as(actor):
        _require_answerer(actor, comment)
        if post.pk not in {one.pk for one in queries.answering_posts(actor, comment.programme)}:
            raise InputError(gettext_noop("This post answers no comments of the programme."))
        row = _in_work(comment)
        _take(row, rules.assign(_as_ruled(row, None), to=str(post.pk)))
        row.assigned_to = post
        row.save(update_fields=["state", "assigned_to"])
        record(actor, "consultation:comment:assign", row, {"ref": row.ref})
    return row


def answer_comment(*, actor: Actor, comment: Comment, entry: AnswerEntry) -> CommentAnswer:
    """Answer a comment, or answer it better before it was read a second time. Who answers takes it on.

    Raises:
        Forbidden, NotHere: the actor does not answer comments.
        InputError: what `rules.comments.answer` refuses, an unknown duplicate or paragraph, or a closed round.
    """
    with acting_as(actor):
        _require_answerer(actor, comment)
        row = _in_work(comment)
        found = _answered(actor, row, entry)
        _save_answer(actor, row, found)
    return found


def answer_comments(
    *, actor: Actor, comment_round: CommentRound, entries: Iterable[tuple[Comment, AnswerEntry]]
) -> int:
    """Answer several comments together, all of them or none; how many. AnswerRefusedError names the one refused."""
    done = 0
    with acting_as(actor), transaction.atomic():
        _locked_round(comment_round)
        for one, entry in entries:
            try:
                answer_comment(actor=actor, comment=one, entry=entry)
            except InputError as error:
                raise AnswerRefusedError(one.ref, error) from error
            done += 1
    return done


class AnswerRefusedError(Exception):
    """One of several answers was refused: which comment, and why."""

    def __init__(self, ref: str, error: InputError) -> None:
        self.ref, self.error = ref, error
        super().__init__(f"{ref}: {error}")


def second_read(*, actor: Actor, comment: Comment) -> CommentAnswer:
    """Somebody else than who answered has read the answer.

    Raises:
        Forbidden, NotHere: the actor does not answer comments.
        InputError: the actor answered it, or there is no answer to be read.
    """
    with acting_as(actor):
        _require_answerer(actor, comment)
        row = _in_work(comment)
        found = _answer_of(actor, row)
        _take(row, rules.second_read(_as_ruled(row, found), by=str(actor.user_id)))
        if found is None:
            raise NotHere
        found.second_reader_id, found.second_read_at = actor.user_id, now()
        found.save(update_fields=["second_reader", "second_read_at"])
        row.save(update_fields=["state"])
        record(actor, "consultation:comment-answer:second-read", found, {"ref": row.ref})
    return found


def close_round(*, actor: Actor, comment_round: CommentRound) -> CommentRound:
    """The round is over; answers that were read a second time stand.

    Raises:
        Forbidden, NotHere: the actor closes no rounds.
        InputError: its window is open, or comments (named) are not answered.
    """
    with acting_as(actor):
        require(actor, Action.CHANGE, comment_round)
        held = _locked_round(comment_round)
        rows = list(visible(actor, Comment).filter(round=held, withdrawn_at__isnull=True).order_by("ref"))
        ruled = [_as_ruled(one, None) for one in rows]
        held.closed_at = rules.close_round(queries.round_rules(held), ruled, at=now()).closed_at
        held.save(update_fields=["closed_at"])
        for one, as_ruled in zip(rows, ruled, strict=True):
            if as_ruled.state is rules.State.SECOND_READ:
                _take(one, rules.close(as_ruled))
                one.save(update_fields=["state"])
        record(actor, "consultation:comment-round:close", held, {"number": held.number})
    return held


def publish_answers(*, actor: Actor, comment_round: CommentRound) -> CommentRound:
    """Show comments and answers of a closed round to everybody: those on parts that are public, not withdrawn ones.

    Raises:
        Forbidden, NotHere: the actor publishes no answers.
        InputError: the round is not closed.
    """
    with acting_as(actor):
        require(actor, Action.CHANGE, comment_round)
        held = _locked_round(comment_round)
        if held.closed_at is None:
            raise InputError(gettext_noop("Answers are published once the round is closed."))
        if not held.is_released:
            # The database shows comments and answers with their round (`hold_copied_scope`).
            held.is_released, held.published_at = True, now()
            held.save(update_fields=["is_released", "published_at"])
            record(actor, "consultation:comment-round:publish", held, {"number": held.number})
    return held


def _require_answerer(actor: Actor, row: Comment) -> None:
    require(actor, Action.VIEW, row)
    require(actor, Action.ADD, CommentAnswer(comment=row, programme=row.programme))


def _in_work(row: Comment) -> Comment:
    """The comment, held; its round is not closed and it is not withdrawn."""
    held = _locked_round(row.round)
    if held.closed_at is not None:
        raise InputError(gettext_noop("The round is closed: its answers stand."))
    found = _locked(row)
    if found.is_withdrawn:
        raise InputError(gettext_noop("This comment was withdrawn: it needs no answer."))
    return found


def _answered(actor: Actor, row: Comment, entry: AnswerEntry) -> CommentAnswer:
    """The answer as it is to be saved; `row` takes its new state."""
    found = _answer_of(actor, row)
    ruled = _as_ruled(row, found)
    if ruled.state is rules.State.OPEN:
        ruled = rules.assign(ruled, to=str(actor.post_id or ""))
        row.assigned_to_id = actor.post_id
    given = rules.Answer(entry.disposition, entry.reason, str(actor.user_id), entry.duplicate_of.strip().upper())
    _take(row, rules.answer(ruled, given, duplicates=_duplicates(actor, row)))
    made = found or CommentAnswer()
    made.take_scope_of(row)
    made.disposition, made.author_id, made.answered_at = entry.disposition, _user(actor), now()
    made.duplicate_of = _other(actor, row, given.duplicate_of)
    reason = entry.reason.strip()
    made.reason = _words(row.round, entry.language, reason) if reason else Expressions()
    made.second_reader, made.second_read_at = None, None
    _take_change(actor, made, row, entry)
    return made


def _save_answer(actor: Actor, row: Comment, found: CommentAnswer) -> None:
    row.save(update_fields=["state", "assigned_to"])
    found.save()
    record(actor, "consultation:comment:answer", found, {"ref": row.ref, "disposition": found.disposition})


def _take_change(actor: Actor, made: CommentAnswer, row: Comment, entry: AnswerEntry) -> None:
    made.changed_version, made.changed_part, made.changed_paragraph = None, "", ""
    if not entry.changed:
        return
    part, _slash, paragraph = entry.changed.partition("/")
    round_row = row.round
    number = entry.changed_version or round_row.version.number
    contents = study_contents(actor, row.programme, round_row.study.key, number=number)
    there = {(one.part.key, each.paragraph.key) for one in contents.parts for each in one.paragraphs}
    if (part, paragraph) not in there:
        raise InputError(
            gettext_noop("There is no paragraph “%(paragraph)s” in this version."), paragraph=entry.changed
        )
    made.changed_version, made.changed_part, made.changed_paragraph = contents.version, part, paragraph


def _other(actor: Actor, row: Comment, ref: str) -> Comment | None:
    if not ref:
        return None
    found = visible(actor, Comment).filter(round_id=row.round_id, ref=ref, withdrawn_at__isnull=True).first()
    if found is None:
        raise InputError(gettext_noop("This round has no comment “%(ref)s”."), ref=ref)
    return found


def _duplicates(actor: Actor, row: Comment) -> dict[str, str]:
    rows = visible(actor, CommentAnswer).filter(comment__round_id=row.round_id, duplicate_of__isnull=False)
    return dict(rows.exclude(comment=row).values_list("comment__ref", "duplicate_of__ref"))


def _as_ruled(row: Comment, found: CommentAnswer | None) -> rules.Comment:
    given = None
    if found is not None:
        original = found.reason.get(found.reason.original, "")
        given = rules.Answer(rules.Disposition(found.disposition), original, str(found.author_id))
    return rules.Comment(
        row.ref, rules.CommentClass(row.kind), rules.State(row.state), str(row.assigned_to_id or ""), given
    )


def _take(row: Comment, ruled: rules.Comment) -> None:
    row.state = ruled.state


def _answer_of(actor: Actor, row: Comment) -> CommentAnswer | None:
    return visible(actor, CommentAnswer).filter(comment=row).first()


def _user(actor: Actor) -> uuid.UUID:
    if actor.user_id is None:
        raise NotHere
    return actor.user_id


def _words(row: CommentRound, language: str, text: str) -> Expressions:
    if not text.strip():
        raise InputError(gettext_noop("Write the text."))
    if len(text) > MAX_TEXT:
        raise InputError(gettext_noop("Too long: a text has at most %(limit)d characters."), limit=MAX_TEXT)
    if language not in row.study.programme.languages:
        raise InputError(gettext_noop("The programme does not work in “%(language)s”."), language=language)
    return Expressions.of(language, text.replace("\r\n", "\n").replace("\r", "\n"))


def _sent_before(actor: Actor, token: uuid.UUID) -> Comment | None:
    return visible(actor, Comment).filter(token=token, author_id=actor.user_id).first()


def _next_ref(row: CommentRound, seat: queries.Seat) -> str:
    """The name of the next comment of this body: other bodies' comments leave no trace in it."""
    prefix = seat.country or f"B{seat.organisation.pk.hex[-4:].upper()}"
    with acting_as(SYSTEM):
        return f"{prefix}-{visible(SYSTEM, Comment).filter(round=row, ref__startswith=f'{prefix}-').count() + 1}"


def _locked_study(study: Study) -> Study:
    with acting_as(SYSTEM):
        return visible(SYSTEM, Study).select_for_update(of=("self",)).select_related("programme").get(pk=study.pk)


def _locked_round(row: CommentRound) -> CommentRound:
    """The round as it stands, held by the system: who comments may not change it."""
    with acting_as(SYSTEM):
        rows = visible(SYSTEM, CommentRound).select_for_update(of=("self",))
        return rows.select_related("study__programme", "version").get(pk=row.pk)


def _locked(row: Comment) -> Comment:
    with acting_as(SYSTEM):
        rows = visible(SYSTEM, Comment).select_for_update(of=("self",))
        return rows.select_related("round__study__programme", "round__version", "part").get(pk=row.pk)
