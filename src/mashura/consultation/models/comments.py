"""Rounds of comments on a version of a study: who may comment and when, each comment, and what was answered to it.

A State's delegation is known by its `country`, another body by its `organisation`: so both know what is their own, and
nobody else sees it before the answers are published. What is public of a comment is computed by the database: its
round is published, the part that it is about is public, and it was not withdrawn.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When

from mashura.access.models import Organisation, Post
from mashura.access.public import PersonalData
from mashura.consultation.models.study import Study, StudyPart, StudyVersion
from mashura.consultation.rules.comments import CommentClass, Disposition, State
from mashura.kit.clock import now
from mashura.kit.fields import ExpressionsField, LocalisedField
from mashura.kit.ids import new_id

_PUBLIC = models.ExpressionWrapper(
    Q(round_is_released=True, part_is_released=True, withdrawn_at__isnull=True), output_field=models.BooleanField()
)


def _once_published(field: str, otherwise: Value) -> Case:
    return Case(When(round_is_released=True, then=F(field)), default=otherwise)


class CommentRound(models.Model):
    """A window in which a version of a study is commented. `first` and `last` are its days, both included, in `zone`.

    `kinds` of delegations and `capacities` say who may comment. Whether it is planned, open or waits for answers
    follows from the days (`rules.comments.Round`).
    """

    personal_data: ClassVar[dict[str, PersonalData]] = {
        **dict.fromkeys(
            (
                *("programme", "study", "version", "number", "first", "last", "zone", "kinds", "capacities"),
                *("opened_at", "closed_at", "is_released", "published_at"),
            ),
            PersonalData.NONE,
        ),
        "opened_by": PersonalData.AUTHORSHIP,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.CharField(max_length=40)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="comment_rounds")
    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="comment_rounds")
    number = models.PositiveSmallIntegerField()
    first = models.DateField()
    last = models.DateField()
    zone = models.CharField(max_length=60)
    kinds = ArrayField(models.TextField())
    capacities = ArrayField(models.TextField())
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_released = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("study", "number")
        constraints = [
            models.UniqueConstraint(fields=("study", "number"), name="comment_round_number_is_unique"),
            models.CheckConstraint(name="comment_rounds_start_at_1", condition=Q(number__gte=1)),
            models.CheckConstraint(name="comment_window_in_order", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(
                name="comment_round_asks_somebody", condition=Q(kinds__len__gt=0, capacities__len__gt=0)
            ),
            models.CheckConstraint(
                name="comment_round_is_closed_before_it_is_public",
                condition=Q(is_released=False, published_at__isnull=True)
                | Q(is_released=True, published_at__isnull=False, closed_at__isnull=False),
            ),
            # What a comment's composite foreign key refers to.
            models.UniqueConstraint(fields=("id", "programme", "is_released"), name="comment_round_with_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.study_id}:{self.number}"


class Comment(models.Model):
    """What a delegation says about a paragraph. It is never deleted and its original never changes.

    Paragraph, number and hash are those that the author read. `body` are the names of the organisation at the time,
    `ref` the name of the comment in its round, such as XAA-2. `token` comes from the form: one that is sent
    twice is one comment.
    """

    personal_data: ClassVar[dict[str, PersonalData]] = {
        **dict.fromkeys(
            (
                *("round", "programme", "round_is_released", "part", "part_is_released", "is_released", "ref"),
                *("paragraph_key", "paragraph_number", "paragraph_sha256", "kind", "text", "proposed", "body"),
                *("country", "made_at", "withdrawn_at", "token", "state"),
            ),
            PersonalData.NONE,
        ),
        "organisation": PersonalData.ROLE,
        "post": PersonalData.ROLE,
        "author": PersonalData.AUTHORSHIP,
        "assigned_to": PersonalData.ROLE,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(CommentRound, on_delete=models.PROTECT, related_name="comments")
    programme = models.CharField(max_length=40)
    round_is_released = models.BooleanField(default=False)
    part = models.ForeignKey(StudyPart, on_delete=models.PROTECT, related_name="comments")
    part_is_released = models.BooleanField(default=False)
    is_released = models.GeneratedField(expression=_PUBLIC, output_field=models.BooleanField(), db_persist=True)
    ref = models.CharField(max_length=20)
    paragraph_key = models.CharField(max_length=40)
    paragraph_number = models.PositiveIntegerField()
    paragraph_sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in CommentClass])
    text = ExpressionsField()
    proposed = ExpressionsField(blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body = LocalisedField()
    country = models.CharField(max_length=3, blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    token = models.UUIDField(unique=True, default=uuid.uuid4)
    state = models.CharField(max_length=20, default=State.OPEN, choices=[(one.value, one.value) for one in State])
    assigned_to = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("round_id", "made_at", "id")
        constraints = [
            models.UniqueConstraint(fields=("round", "ref"), name="comment_ref_is_unique"),
            models.CheckConstraint(name="comment_has_a_text", condition=~Q(text={}) & ~Q(text__original="")),
            models.CheckConstraint(
                name="comment_class_is_known", condition=Q(kind__in=[one.value for one in CommentClass])
            ),
            models.CheckConstraint(name="comment_state_is_known", condition=Q(state__in=[one.value for one in State])),
            models.CheckConstraint(
                name="comment_country_is_iso3", condition=Q(country="") | Q(country__regex=r"^[A-Z]{3}$")
            ),
            # What an answer's composite foreign key refers to.
            models.UniqueConstraint(
                fields=("id", "programme", "is_released", "round_is_released", "country", "organisation"),
                name="comment_with_scope",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class CommentAnswer(models.Model):
    """What was done with a comment and why. `changed_*` is the paragraph that was changed because of it, if any was.

    Once the round is published `shown_country` and `shown_organisation` say who reads the answer even where the part is
    not public: the body that made the comment.
    """

    personal_data: ClassVar[dict[str, PersonalData]] = {
        **dict.fromkeys(
            (
                *("comment", "programme", "is_released", "round_is_released", "country", "shown_country"),
                *("disposition", "duplicate_of", "reason"),
                *("changed_version", "changed_part", "changed_paragraph", "answered_at", "second_read_at"),
            ),
            PersonalData.NONE,
        ),
        "organisation": PersonalData.ROLE,
        "shown_organisation": PersonalData.ROLE,
        "author": PersonalData.AUTHORSHIP,
        "second_reader": PersonalData.AUTHORSHIP,
    }

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="answer")
    programme = models.CharField(max_length=40)
    is_released = models.BooleanField(default=False)
    round_is_released = models.BooleanField(default=False)
    country = models.CharField(max_length=3, blank=True)
    organisation = models.UUIDField()
    shown_country = models.GeneratedField(
        expression=_once_published("country", Value("", output_field=models.CharField())),
        output_field=models.CharField(max_length=3),
        db_persist=True,
    )
    shown_organisation = models.GeneratedField(
        expression=_once_published("organisation", Value(None, output_field=models.UUIDField())),
        output_field=models.UUIDField(null=True),
        db_persist=True,
    )
    disposition = models.CharField(max_length=30, choices=[(one.value, one.value) for one in Disposition])
    duplicate_of = models.ForeignKey(
        Comment, on_delete=models.PROTECT, null=True, blank=True, related_name="duplicate_answers"
    )
    reason = ExpressionsField(blank=True)
    changed_version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changed_part = models.CharField(max_length=40, blank=True)
    changed_paragraph = models.CharField(max_length=40, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=now)
    second_reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("answered_at", "id")
        constraints = [
            models.CheckConstraint(
                name="comment_disposition_is_known",
                condition=Q(disposition__in=[one.value for one in Disposition]),
            ),
            models.CheckConstraint(
                name="duplicate_comment_names_the_other",
                condition=Q(disposition=Disposition.DUPLICATE_OF, duplicate_of__isnull=False)
                | (~Q(disposition=Disposition.DUPLICATE_OF) & Q(duplicate_of__isnull=True)),
            ),
            models.CheckConstraint(
                name="comment_does_not_repeat_itself",
                condition=Q(duplicate_of__isnull=True) | ~Q(duplicate_of=F("comment")),
            ),
            models.CheckConstraint(
                name="comment_answer_is_read_by_another",
                condition=Q(second_reader__isnull=True, second_read_at__isnull=True)
                | (Q(second_reader__isnull=False, second_read_at__isnull=False) & ~Q(second_reader=F("author"))),
            ),
            models.CheckConstraint(
                name="change_of_comment_answer_is_whole",
                condition=Q(changed_version__isnull=True, changed_part="", changed_paragraph="")
                | (Q(changed_version__isnull=False) & ~Q(changed_part="") & ~Q(changed_paragraph="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def take_scope_of(self, comment: Comment) -> None:
        """Copy the scope of the comment; call before saving a new row."""
        self.comment, self.programme = comment, comment.programme
        self.is_released, self.round_is_released = comment.is_released, comment.round_is_released
        self.country, self.organisation = comment.country, comment.organisation_id
