"""Comments in words: classes, dispositions, states, whose a comment is."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mashura.consultation import wording
from mashura.consultation.models import Comment, CommentRound
from mashura.consultation.office.matrix_words import CommentClass as SheetClass
from mashura.consultation.office.matrix_words import Disposition as SheetDisposition
from mashura.consultation.office.matrix_words import class_name, disposition_name
from mashura.consultation.rules.comments import CommentClass, Disposition, RoundState
from mashura.kit.reader import current_reader
from mashura.reference.public import country_name

ROUND_STATES: Final[Mapping[RoundState, Promise]] = {
    RoundState.PLANNED: pgettext_lazy("round of comments", "Planned"),
    RoundState.OPEN: pgettext_lazy("round of comments", "Open"),
    RoundState.ANSWERING: gettext_lazy("Being answered"),
    RoundState.CLOSED: pgettext_lazy("round of comments", "Closed"),
}


def class_words(kind: str) -> str:
    """A class of comments in the reader's language."""
    return class_name(SheetClass[CommentClass(kind).name], current_reader().language)


def disposition_words(disposition: str) -> str:
    """A disposition in the reader's language."""
    return disposition_name(SheetDisposition[Disposition(disposition).name], current_reader().language)


def body_words(comment: Comment) -> str:
    """Whose comment it is: the State's name, or the names that the body had."""
    reader = current_reader().language
    if comment.country:
        return country_name(comment.country, reader)
    return comment.body.shown(reader).text


def window_words(row: CommentRound) -> str:
    """The days of the window and whose clock they go by."""
    return _("%(days)s (%(zone)s)") % {"days": wording.days(row.first, row.last), "zone": row.zone}
