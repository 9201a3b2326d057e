"""What there is to translate: every text with expressions of every app, as far as the actor may see and change it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from mashura.access.public import Action, Actor, NotHere, Role, can, visible
from mashura.consultation.models import Programme, TranslationRecord
from mashura.consultation.rules.translations import Term, TermFound, may_review, reading_of, terms_in
from mashura.errors import InputError
from mashura.evidence.public import FilledText, fill_text
from mashura.kit.expressions import Expressions, Standing, text_sha256
from mashura.kit.fields import ExpressionsField
from mashura.kit.languages import primary
from mashura.kit.reader import Reader, use_reader
from mashura.reference.public import Finding as Avoided
from mashura.reference.public import check_terminology, glossary

# Columns by which a table says that a row's text is closed: the database refuses to change it.
CLOSING: Final = ("is_frozen", "is_issued", "is_confirmed")
# Columns that name who answers for the original of a row: a person, or a post.
_AUTHORS: Final = ("author_id", "made_by_id")
_EXCERPT: Final = 220
Model = type[models.Model]


def translatable_fields() -> Iterator[tuple[Model, str]]:
    """Every field of expressions of every installed app."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:  # noqa: SLF001 - documented API
            if isinstance(field, ExpressionsField):
                yield model, field.name


def kind_of(model: Model) -> str:
    """The word by which addresses and filters know a kind of text: the label of its table."""
    return str(model._meta.label_lower)  # noqa: SLF001 - documented API


def programme_of(row: models.Model) -> str:
    """The code of the programme that a row belongs to; empty where it belongs to none."""
    return str(getattr(row, "programme_id", None) or getattr(row, "programme", ""))


def languages_of(actor: Actor, programme: str) -> list[str]:
    """The languages of a programme, authoritative ones first; those of the interface for a row that has none."""
    found = visible(actor, Programme).filter(code=programme).first() if programme else None
    return found.languages if found else [code for code, _name in settings.LANGUAGES]


def is_closed(row: models.Model) -> bool:
    """Whether the text of this row never changes again."""
    return any(getattr(row, name, False) for name in CLOSING)


def closed_text(row: models.Model, field: str) -> Expressions:
    """What of a text never changes: nothing while its row is open; the languages that it had when the row was closed.

    A table keeps these in `closed_<field>`; where it has no such column, a closed text takes no language any more.
    """
    text: Expressions = getattr(row, field)
    return text.only(getattr(row, f"closed_{field}", text)) if is_closed(row) else Expressions()


def is_open_in(row: models.Model, field: str, language: str) -> bool:
    """Whether the text may still be written or reviewed in `language`."""
    text: Expressions = getattr(row, field)
    if not is_closed(row):
        return True
    return hasattr(row, f"closed_{field}") and text.is_open_since(closed_text(row, field), language)


def is_author(actor: Actor, row: models.Model) -> bool:
    """Whether the actor answers for the original of this row; the system answers for what it brings in."""
    own = {actor.user_id, actor.post_id} - {None}
    return actor.is_system or any(getattr(row, name, None) in own for name in _AUTHORS)


def may_translate(actor: Actor, row: models.Model) -> bool:
    """Whether the actor writes expressions of this row: who may change it; of a study, its author and translators."""
    if not can(actor, Action.CHANGE, row):
        return False
    return not getattr(row, "amended_by_author_only", False) or Role.TRANSLATOR in actor.roles or is_author(actor, row)


def wrote_translation(actor: Actor, row: models.Model, field: str, language: str, text: str) -> bool:
    """Whether the actor wrote this very text."""
    return (
        not actor.is_system
        and visible(actor, TranslationRecord)
        .filter(
            object_id=str(row.pk),
            subject=kind_of(type(row)),
            field=field,
            language=language,
            text_sha256=text_sha256(text),
        )
        .exists()
    )


@dataclass(frozen=True, slots=True)
class Work:
    """One text in one language that waits for a translator or a reviewer."""

    kind: str
    pk: str
    field: str
    language: str
    standing: Standing
    original: str
    excerpt: str
    programme: str


@dataclass(frozen=True, slots=True)
class WorkList:
    """What waits, filtered, and how many there would be under each filter with the other filters as they are."""

    rows: list[Work]
    by_language: Counter[str]
    by_standing: Counter[str]
    by_kind: Counter[str]
    total: int


def translation_work(actor: Actor, *, language: str = "", standing: str = "", kind: str = "") -> WorkList:
    """What is missing, stale or to be reviewed in the texts that the actor may translate."""
    rows = list(_work(actor))

    def chosen(*, skip: str = "") -> list[Work]:
        wanted = {"language": language, "standing": standing, "kind": kind}
        return [
            row
            for row in rows
            if all(not value or name == skip or getattr(row, name) == value for name, value in wanted.items())
        ]

    return WorkList(
        rows=chosen(),
        by_language=Counter(row.language for row in chosen(skip="language")),
        by_standing=Counter(row.standing.value for row in chosen(skip="standing")),
        by_kind=Counter(row.kind for row in chosen(skip="kind")),
        total=len(rows),
    )


def may_translate_anything(actor: Actor) -> bool:
    """Whether there is a kind of text whose rows the actor may change."""
    return any(can(actor, Action.CHANGE, model) for model, _field in translatable_fields())


def _work(actor: Actor) -> Iterator[Work]:
    languages: dict[str, list[str]] = {}
    for model, field in translatable_fields():
        for row in _rows(actor, model, field):
            text: Expressions = getattr(row, field)
            if not text or not may_translate(actor, row):
                continue
            code = programme_of(row)
            if code not in languages:
                languages[code] = languages_of(actor, code)
            for language in languages[code]:
                standing = text.standing(language)
                if standing.needs_work and is_open_in(row, field, language):
                    original = text[text.original]
                    excerpt = original if len(original) <= _EXCERPT else f"{original[:_EXCERPT].rsplit(' ', 1)[0]} …"
                    yield Work(kind_of(model), str(row.pk), field, language, standing, text.original, excerpt, code)


def _rows(actor: Actor, model: Model, field: str) -> Iterable[models.Model]:
    """The rows whose text may still come in another language.

    A table of versions says with `still_read(rows, field)` which of its rows anybody still reads.
    """
    names = {one.name for one in model._meta.concrete_fields}  # noqa: SLF001 - documented API
    rows = visible(actor, model, Action.CHANGE)
    if f"closed_{field}" not in names:
        rows = rows.filter(**{name: False for name in CLOSING if name in names})
    still_read = getattr(model, "still_read", None)
    return (still_read(rows, field) if still_read else rows).order_by("pk")


@dataclass(frozen=True, slots=True)
class ToTranslate:
    """One text beside its translation, with all that helps to make it.

    `is_closed`: nothing more is done to it in this language. `is_kept`: its words were there when it was closed and are
    reviewed as they stand. `comes_later`: the language is added to a closed text.
    """

    row: models.Model
    field: str
    language: str
    text: Expressions
    standing: Standing
    reading: str
    earlier: str
    filled: FilledText | None
    terms: list[TermFound]
    avoided: list[Avoided]
    may_review: bool
    is_closed: bool
    is_kept: bool
    comes_later: bool

    @property
    def original(self) -> str:
        return self.text[self.text.original]

    @property
    def translation(self) -> str:
        return self.text.get(self.language, "")


def text_to_translate(actor: Actor, kind: str, pk: str, field: str, language: str) -> ToTranslate:
    """The text of a row that the actor may translate into `language`.

    NotHere for what there is not, for what is not theirs to see, and for what is not theirs to translate.
    """
    row = translatable_row(actor, kind, pk, field)
    text: Expressions = getattr(row, field)
    if not text or language == text.original or language not in languages_of(actor, programme_of(row)):
        raise NotHere
    translation = text.get(language, "")
    standing = text.standing(language)
    kept = closed_text(row, field)
    is_open = is_open_in(row, field, language)
    return ToTranslate(
        row=row,
        field=field,
        language=language,
        text=text,
        standing=standing,
        reading=reading_of(text, language),
        earlier=_earlier(row, field, text, language) if standing is Standing.STALE else "",
        filled=filled(actor, text[text.original], text.original),
        terms=terms_in(text[text.original], _terms(), primary(text.original), primary(language)),
        avoided=check_terminology(translation, language) if translation else [],
        may_review=standing is Standing.TO_REVIEW
        and may_review(
            is_author=is_author(actor, row), wrote_it=wrote_translation(actor, row, field, language, translation)
        ),
        is_closed=not is_open,
        is_kept=is_open and language in kept,
        comes_later=is_open and bool(kept) and language not in kept,
    )


def translatable_row(actor: Actor, kind: str, pk: str, field: str) -> models.Model:
    """The row of this kind whose `field` the actor may translate; NotHere otherwise."""
    model = next((one for one, name in translatable_fields() if kind_of(one) == kind and name == field), None)
    if model is None:
        raise NotHere
    try:
        key = model._meta.pk.to_python(pk)  # noqa: SLF001 - documented API
    except (ValueError, TypeError, ValidationError):
        raise NotHere from None
    row = visible(actor, model).filter(pk=key).first()
    if row is None or not may_translate(actor, row):
        raise NotHere
    return row


def filled(actor: Actor, text: str, language: str) -> FilledText | None:
    """The text with its values as a reader of `language` sees them; None when one of them cannot be found now."""
    with use_reader(Reader(language)) as reader:
        try:
            return fill_text(actor, text, reader=reader)
        except InputError:
            return None


def _earlier(row: models.Model, field: str, text: Expressions, language: str) -> str:
    """The original from which a stale translation was made, where the row still knows it."""
    known: str = getattr(row, f"earlier_{field}", "")
    one = text.expression(language)
    return known if one is not None and known and one.made_from == text_sha256(known) else ""


@cache
def _terms() -> tuple[Term, ...]:
    found = []
    for term in glossary().terms:
        languages = term.main.keys() | term.accepted.keys()
        forms = {
            language: (*([term.main[language]] if language in term.main else []), *term.accepted.get(language, ()))
            for language in languages
        }
        found.append(Term(term.key, forms, term.review))
    return tuple(found)
