"""Which languages a programme cannot lose: those that its texts are written or agreed in.

Asked as the system: a study that is not released yet holds its language as a published text does, whoever changes the
programme.
"""

from collections.abc import Collection, Iterator
from typing import Final

from django.db import models
from django.db.models import Q

from mashura.access.public import SYSTEM, acting_as, visible
from mashura.consultation.models import DocumentFile, Programme
from mashura.consultation.queries.translations import translatable_fields
from mashura.errors import InputError, gettext_noop
from mashura.kit.languages import language_name
from mashura.kit.reader import current_reader

# Columns by which a table says that a text was agreed and never changes again.
_AGREED: Final = ("is_issued", "is_confirmed")


def check_kept_languages(before: Programme, *, authoritative: Collection[str], working: Collection[str]) -> None:
    """Refuse languages without one that the programme needs.

    Raises:
        InputError: a text of the programme is written in the language, a text was agreed with it among the
            authoritative ones, or a document is there in it.
    """
    dropped = [tag for tag in before.languages if tag not in authoritative and tag not in working]
    demoted = [tag for tag in before.authoritative_languages if tag not in authoritative]
    with acting_as(SYSTEM):
        for language in dropped:
            if _is_original(before.code, language):
                raise _refusal(
                    gettext_noop("%(name)s stays: texts of the programme are written in it."), language, before
                )
            if visible(SYSTEM, DocumentFile).filter(programme=before.code, language=language).exists():
                raise _refusal(
                    gettext_noop(
                        "%(name)s stays: a document of the programme is there in it. Take its file out first."
                    ),
                    language,
                    before,
                )
        for language in demoted:
            if _is_agreed_in(before.code, language):
                raise _refusal(
                    gettext_noop("%(name)s stays authoritative: texts of the programme were agreed in it."),
                    language,
                    before,
                )


def refusal_field(language: str, authoritative: Collection[str]) -> str:
    """The field of a programme file that a refusal about this language names."""
    return f"languages.{'authoritative' if language in authoritative else 'working'}"


def named(language: str) -> str:
    """The language as the reader calls it."""
    return language_name(language, reader_language=current_reader().language)


def _refusal(sentence: str, language: str, before: Programme) -> InputError:
    return InputError(sentence, name=named(language), field=refusal_field(language, before.authoritative_languages))


def _is_original(code: str, language: str) -> bool:
    return any(rows.filter(**{f"{field}__original": language}).exists() for rows, field in _texts(code))


def _is_agreed_in(code: str, language: str) -> bool:
    for rows, field in _texts(code):
        flags = [name for name in _AGREED if name in _columns(rows.model)]
        agreed = Q(*((name, True) for name in flags), _connector=Q.OR)
        if flags and rows.filter(agreed, **{f"{field}__texts__has_key": language}).exists():
            return True
    return False


def _texts(code: str) -> Iterator[tuple[models.QuerySet[models.Model], str]]:
    """Every text of the programme that is negotiated, published or translated: rows and field."""
    for model, field in translatable_fields():
        if "programme" in _columns(model):
            yield visible(SYSTEM, model).filter(programme=code), field


def _columns(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}  # noqa: SLF001 - documented API
