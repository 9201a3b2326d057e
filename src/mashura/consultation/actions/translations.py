"""Writes of translations: the expression of any text in another language, by whoever may change its row."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from mashura.access.public import (
    Action,
    Actor,
    Explanation,
    Forbidden,
    NotHere,
    acting_as,
    record,
    require,
    visible,
)
from mashura.consultation.models import TranslationRecord
from mashura.consultation.queries.translations import (
    closed_text,
    is_author,
    is_open_in,
    kind_of,
    languages_of,
    may_translate,
    programme_of,
    wrote_translation,
)
from mashura.consultation.rules.translations import (
    Stale,
    StaleReadingError,
    may_review,
    value_difference,
    what_changed,
)
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions, Standing, text_sha256

_AUTHORS_TEXT = _("Only its author and the programme's translators write this text in other languages.")
_OWN_REVIEW = gettext_noop("You wrote this translation: somebody else reviews it, or the author of the original.")
_CLOSED = gettext_noop("This text is closed and does not change any more.")
_KEPT = gettext_noop(
    "These words were there when the text was closed: they can be reviewed as they stand, not changed."
)
_RESTRICTED = "23001"  # restrict_violation: what the triggers of closed texts raise


def translate_text(
    *, actor: Actor, row: models.Model, field: str, language: str, text: str, reading: str = "", reviewed: bool = False
) -> Expressions:
    """Write the text of `row.field` in `language`, to be reviewed or (`reviewed`) as reviewed; returns all of it.

    To save an unchanged text as reviewed is a review of it. `reading` is what the translator read
    (`rules.translations.reading_of`); without one nothing is compared.

    Raises:
        Forbidden, NotHere: the actor may not change the row, or it is somebody's study and they do not translate.
        InputError: no text, another language than the programme's, other figure values than the original names, a
            text changed since it was read, a closed text, or a review of one's own translation.
    """
    _require_translator(actor, row)
    wanted = text.replace("\r\n", "\n").strip()
    if not wanted:
        raise InputError(gettext_noop("Write the translation."))
    with acting_as(actor):
        locked, found = _locked(actor, row, field, language)
        _require_reading(found, language, reading)
        _require_same_values(found[found.original], wanted)
        is_same = wanted == found.get(language) and found.standing(language) in {Standing.TO_REVIEW, Standing.REVIEWED}
        if is_same and (not reviewed or found.standing(language) is Standing.REVIEWED):
            return found
        if reviewed:
            own = not is_same or wrote_translation(actor, locked, field, language, wanted)
            if not may_review(is_author=is_author(actor, locked), wrote_it=own):
                raise InputError(_OWN_REVIEW)
        changed = (
            found.with_review(language) if is_same else found.with_translation(language, wanted, is_reviewed=reviewed)
        )
        _require_closed_stays(locked, field, changed)
        _save(locked, field, changed)
        if not is_same and actor.user_id is not None:
            TranslationRecord(
                translator_id=actor.user_id,
                subject=kind_of(type(locked)),
                object_id=str(locked.pk),
                field=field,
                language=language,
                text_sha256=text_sha256(wanted),
            ).save(force_insert=True)
        verb = "review" if is_same else "write"
        record(actor, f"consultation:translation:{verb}", locked, {"field": field, "language": language})
    return changed


def review_translation(*, actor: Actor, row: models.Model, field: str, language: str, reading: str = "") -> Expressions:
    """Say that the text in `language` says what the original says. Raises as `translate_text`, and for a stale text."""
    _require_translator(actor, row)
    with acting_as(actor):
        _row, found = _locked(actor, row, field, language)
        if found.standing(language) not in {Standing.TO_REVIEW, Standing.REVIEWED}:
            raise InputError(gettext_noop("There is no translation of the present original to review."))
        return translate_text(
            actor=actor,
            row=row,
            field=field,
            language=language,
            text=found[language],
            reading=reading,
            reviewed=True,
        )


def _require_translator(actor: Actor, row: models.Model) -> None:
    require(actor, Action.CHANGE, row)
    if not may_translate(actor, row):
        raise Forbidden(Explanation(allowed=False, reason=_AUTHORS_TEXT))


def _locked(actor: Actor, row: models.Model, field: str, language: str) -> tuple[models.Model, Expressions]:
    """The row as it stands, held until the end of the transaction, and its text."""
    locked: models.Model | None = visible(actor, type(row)).select_for_update(of=("self",)).filter(pk=row.pk).first()
    if locked is None:
        raise NotHere
    found: Any = getattr(locked, field)
    if language not in languages_of(actor, programme_of(locked)):
        raise InputError(gettext_noop("The programme does not work in “%(language)s”."), language=language)
    if not found or language == found.original:
        raise InputError(gettext_noop("A translation is into another language than the original's."))
    if not is_open_in(locked, field, language):
        raise InputError(_CLOSED)
    return locked, found


def _require_reading(text: Expressions, language: str, reading: str) -> None:
    changed = what_changed(text, language, reading) if reading else None
    if changed is Stale.ORIGINAL:
        raise StaleReadingError(
            gettext_noop(
                "The original has changed since you opened the page. It now reads: “%(text)s”. "
                "Bring your translation in step, then save again."
            ),
            text=text[text.original],
        )
    if changed is Stale.TEXT:
        raise StaleReadingError(
            gettext_noop(
                "Somebody has changed this translation since you opened the page. It now reads: “%(text)s”. "
                "Bring your change into it, then save again."
            ),
            text=text.get(language, ""),
        )


def _require_same_values(original: str, translation: str) -> None:
    difference = value_difference(original, translation)
    if difference is None:
        return
    if difference.lacking:
        raise InputError(
            gettext_noop("The translation lacks values of the original: %(values)s. Copy them as they are."),
            values=", ".join(difference.lacking),
        )
    raise InputError(
        gettext_noop("The translation names values that the original does not: %(values)s. Take them out."),
        values=", ".join(difference.extra),
    )


def _require_closed_stays(row: models.Model, field: str, changed: Expressions) -> None:
    try:
        if closed := closed_text(row, field):
            changed.added_since(closed)
    except ValueError as error:
        raise InputError(_KEPT) from error


def _save(row: models.Model, field: str, text: Expressions) -> None:
    setattr(row, field, text)
    try:
        with transaction.atomic():
            row.save(update_fields=[field])
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != _RESTRICTED:
            raise
        raise InputError(_CLOSED) from error
