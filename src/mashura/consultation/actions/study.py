"""Writes of the study: its text by its author, its versions, whom its parts are open to, its publication."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from mashura.access.public import (
    Action,
    Actor,
    CountryMaterial,
    NotHere,
    acting_as,
    publish_material,
    record,
    require,
    visible,
    withdraw_material,
)
from mashura.consultation.models import (
    Programme,
    Study,
    StudyCitation,
    StudyParagraph,
    StudyPart,
    StudyVersion,
)
from mashura.consultation.models.programmes import CODE_PATTERN
from mashura.consultation.models.study import KEY_PATTERN
from mashura.consultation.rules.study import Act, Stage, allowed_acts, earlier_original, next_stages
from mashura.consultation.rules.translations import StaleReadingError, what_changed
from mashura.errors import InputError, gettext_noop
from mashura.evidence.models import Finding
from mashura.evidence.public import fill_text
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.kit.ids import new_id
from mashura.kit.localised import Localised

Row = TypeVar("Row", Study, StudyVersion, StudyPart, StudyParagraph)
_TAKEN = frozenset({"comments", "versions"})  # words with an address of their own below a study
_KEY = gettext_noop("Give a key of lower-case Latin letters, digits and hyphens: it stands in the address.")


def start_study(*, actor: Actor, programme: str, key: str, language: str, title: str) -> Study:
    """Begin a study with its first version, a draft; its author is whoever begins it.

    Raises:
        Forbidden, NotHere: the actor is no researcher of this programme.
        InputError: no title, a language the programme does not have, or a key that is none or is taken.
    """
    with acting_as(actor):
        found = visible(actor, Programme).filter(code=programme).first()
        if found is None:
            raise NotHere
        if not re.fullmatch(CODE_PATTERN, key):
            raise InputError(_KEY)
        if actor.user_id is None:
            raise NotHere
        study = Study(programme=found, author_id=actor.user_id, key=key, title=_original(found, language, title))
        require(actor, Action.ADD, study)
        _save_new(study, "study_key_is_unique", key)
        version = StudyVersion(
            study=study,
            programme=found.code,
            author_id=study.author_id,
            number=1,
            stage=Stage.DRAFT_STUDY,
            made_by_id=actor.user_id,
        )
        version.save(force_insert=True)
        record(actor, "consultation:study:start", study)
    return study


def add_part(
    *, actor: Actor, version: StudyVersion, key: str, language: str, title: str, countries: Iterable[str] = ()
) -> StudyPart:
    """Add a part at the end of the version in work. A part about countries is public only when they release it.

    Raises:
        Forbidden, NotHere: the actor is not the study's author.
        InputError: no title, an unknown country, a key that is none or is taken, or a version that is closed.
    """
    with acting_as(actor):
        _require_author(actor, version)
        if not re.fullmatch(KEY_PATTERN, key) or key in _TAKEN:
            raise InputError(_KEY)
        programme = version.study.programme
        wanted = _countries(programme, countries)
        words = _original(programme, language, title)
        locked = _locked(actor, version)
        _require_act(Act.ARRANGE, locked, is_frozen=locked.is_frozen, is_public=locked.is_released)
        part = StudyPart(
            version=locked,
            programme=locked.programme,
            author_id=locked.author_id,
            key=key,
            position=_next_position(visible(actor, StudyPart).filter(version=locked)),
            title=words,
            countries=wanted,
        )
        require(actor, Action.ADD, part)
        _save_new(part, "study_part_key_is_unique", key)
        record(actor, "consultation:study-part:add", part)
    return part


def edit_part(*, actor: Actor, part: StudyPart, language: str, title: str, reading: str = "") -> StudyPart:
    """The part's title is now `title`. What countries released lapses: it was another text.

    `reading` is what the writer read (`rules.translations.reading_of`); without one nothing is compared.

    Raises:
        Forbidden, NotHere: the actor is not the study's author.
        InputError: no title, a part that is closed, or a title that was changed since it was read.
    """
    with acting_as(actor):
        _require_author(actor, part)
        words = _original(part.version.study.programme, language, title)
        version = _locked(actor, part.version)
        locked = _locked(actor, part)
        _require_part_act(Act.WRITE, version, locked)
        _require_reading(locked.title, reading)
        if words[language] == locked.title.get(language) and locked.title.original == language:
            return locked
        locked.earlier_title = earlier_original(locked.earlier_title, locked.title)
        locked.title = locked.title.with_original(language, title)
        locked.save(update_fields=["title", "earlier_title"])
        _void_releases(actor, locked)
        record(actor, "consultation:study-part:edit", locked)
    return locked


def add_paragraph(*, actor: Actor, part: StudyPart, language: str, text: str, key: str = "") -> StudyParagraph:
    """Add a paragraph at the end of the part; its key is made unless given. What countries released lapses.

    Raises:
        Forbidden, NotHere: the actor is not the study's author.
        InputError: no text, a value in it that no figure has, a key that is none or is taken, or a closed part.
    """
    with acting_as(actor):
        _require_author(actor, part)
        key = key or new_id().hex[-10:]
        if not re.fullmatch(KEY_PATTERN, key):
            raise InputError(_KEY)
        words = _original(part.version.study.programme, language, text)
        fill_text(actor, text)
        version = _locked(actor, part.version)
        locked = _locked(actor, part)
        _require_part_act(Act.ARRANGE, version, locked)
        paragraph = StudyParagraph(
            part=locked,
            key=key,
            position=_next_position(visible(actor, StudyParagraph).filter(part=locked)),
            text=words,
        )
        paragraph.take_scope_of(locked)
        require(actor, Action.ADD, paragraph)
        _save_new(paragraph, "study_paragraph_key_is_unique", key)
        _void_releases(actor, locked)
        record(actor, "consultation:study-paragraph:add", paragraph)
    return paragraph


def edit_paragraph(
    *, actor: Actor, paragraph: StudyParagraph, language: str, text: str, reading: str = ""
) -> StudyParagraph:
    """The original is now `text` in `language`: other languages are stale, and what countries released lapses.

    `reading` is what the writer read (`rules.translations.reading_of`); without one nothing is compared.

    Raises:
        Forbidden, NotHere: the actor is not the study's author.
        InputError: no text, a value in it that no figure has, a closed part, or a text changed since it was read.
    """
    with acting_as(actor):
        _require_author(actor, paragraph)
        words = _original(paragraph.part.version.study.programme, language, text)
        fill_text(actor, text)
        version = _locked(actor, paragraph.part.version)
        part = _locked(actor, paragraph.part)
        locked = _locked(actor, paragraph)
        _require_part_act(Act.WRITE, version, part)
        _require_reading(locked.text, reading)
        if locked.text.original == language and words[language] == locked.text[language]:
            return locked
        locked.earlier_text = earlier_original(locked.earlier_text, locked.text)
        locked.text = locked.text.with_original(language, text)
        locked.changed_at = now()
        locked.save(update_fields=["text", "earlier_text", "changed_at"])
        _void_releases(actor, part)
        record(actor, "consultation:study-paragraph:edit", locked, {"language": language})
    return locked


def remove_paragraph(*, actor: Actor, paragraph: StudyParagraph) -> None:
    """Take a paragraph out of the version in work; earlier versions keep it. Raises as `edit_paragraph`."""
    with acting_as(actor):
        _require_author(actor, paragraph)
        version = _locked(actor, paragraph.part.version)
        part = _locked(actor, paragraph.part)
        locked = _locked(actor, paragraph)
        _require_part_act(Act.ARRANGE, version, part)
        record(actor, "consultation:study-paragraph:remove", locked)
        locked.delete()
        _void_releases(actor, part)


def move_paragraph(*, actor: Actor, paragraph: StudyParagraph, earlier: bool) -> None:
    """Let a paragraph change places with the one before it (or after it); at the end nothing changes.

    Raises as `edit_paragraph`.
    """
    with acting_as(actor):
        _require_author(actor, paragraph)
        version = _locked(actor, paragraph.part.version)
        part = _locked(actor, paragraph.part)
        _require_part_act(Act.ARRANGE, version, part)
        rows = list(_held(actor, StudyParagraph).filter(part=part).order_by("position"))
        if _swap(rows, paragraph.pk, earlier=earlier):
            _void_releases(actor, part)
            record(actor, "consultation:study-paragraph:move", paragraph)


def move_part(*, actor: Actor, part: StudyPart, earlier: bool) -> None:
    """Let a part change places with the one before it (or after it); at the end nothing changes.

    Raises as `edit_part`.
    """
    with acting_as(actor):
        _require_author(actor, part)
        version = _locked(actor, part.version)
        _require_act(Act.ARRANGE, version, is_frozen=version.is_frozen, is_public=version.is_released)
        rows = list(_held(actor, StudyPart).filter(version=version).order_by("position"))
        if _swap(rows, part.pk, earlier=earlier):
            record(actor, "consultation:study-part:move", part)


def cite_finding(*, actor: Actor, paragraph: StudyParagraph, ref: str) -> StudyCitation:
    """Let a paragraph rest on the finding with this reference. Citing twice changes nothing.

    Raises:
        Forbidden, NotHere: the actor is not the study's author.
        InputError: the programme has no such finding, or the part is closed.
    """
    with acting_as(actor):
        _require_author(actor, paragraph)
        finding = visible(actor, Finding).filter(programme=paragraph.programme, ref=ref.strip().upper()).first()
        if finding is None:
            raise InputError(
                gettext_noop("This programme has no finding “%(ref)s”. References look like F-12."), ref=ref
            )
        version = _locked(actor, paragraph.part.version)
        locked = _locked(actor, paragraph)
        _require_part_act(Act.WRITE, version, locked.part)
        known = visible(actor, StudyCitation).filter(paragraph=locked, finding=finding).first()
        if known is not None:
            return known
        citation = StudyCitation(paragraph=locked, finding=finding)
        citation.take_scope_of(locked)
        citation.save(force_insert=True)
        record(actor, "consultation:study-paragraph:cite", locked, {"ref": finding.ref})
    return citation


def uncite_finding(*, actor: Actor, citation: StudyCitation) -> None:
    """Take a citation away again. Raises as `cite_finding`."""
    with acting_as(actor):
        require(actor, Action.DELETE, citation)
        paragraph = citation.paragraph
        version = _locked(actor, paragraph.part.version)
        _require_part_act(Act.WRITE, version, paragraph.part)
        record(actor, "consultation:study-paragraph:uncite", paragraph, {"ref": citation.finding.ref})
        citation.delete()


def make_version(*, actor: Actor, study: Study, stage: str, reason: Localised) -> StudyVersion:
    """Make the next version from the one in work, which is frozen by it; parts are closed to countries until opened.

    Every text goes along with its standing in each language. Raises:
        Forbidden, NotHere: the actor is not the study's author.
        InputError: no reason, or a stage that does not follow.
    """
    with acting_as(actor):
        _require_author(actor, study)
        if not reason:
            raise InputError(gettext_noop("Say why this version is made."))
        _locked(actor, study)
        old = _held(actor, StudyVersion).get(study=study, is_frozen=False)
        if stage not in next_stages(Stage(old.stage)):
            raise InputError(gettext_noop("This stage does not follow the one before."))
        parts = list(_held(actor, StudyPart).filter(version=old))
        # Whoever is writing a paragraph now is waited for, so that the copy lacks nothing.
        paragraphs = list(_held(actor, StudyParagraph).filter(part__in=parts).order_by("pk"))
        citations = list(visible(actor, StudyCitation).filter(paragraph__in=paragraphs))
        old.is_frozen, old.frozen_at = True, now()
        old.save(update_fields=["is_frozen", "frozen_at"])
        new = StudyVersion(
            study=study,
            programme=old.programme,
            author_id=old.author_id,
            number=old.number + 1,
            stage=stage,
            made_from=old,
            reason=reason,
            made_by_id=actor.user_id,
        )
        new.save(force_insert=True)
        _copy(new, parts, paragraphs, citations)
        record(actor, "consultation:study-version:make", new, {"stage": str(stage), "made_from": old.number})
    return new


def open_part(*, actor: Actor, part: StudyPart, countries: Iterable[str]) -> StudyPart:
    """Let the posts of exactly these countries read the part before it is public; its version opens with it.

    Raises:
        Forbidden, NotHere: the actor is not the study's author.
        InputError: a country that is not the programme's.
    """
    with acting_as(actor):
        _require_author(actor, part)
        wanted = _countries(part.version.study.programme, countries)
        study = _locked(actor, part.version.study)
        version = _locked(actor, part.version)
        locked = _locked(actor, part)
        locked.open_to = wanted
        locked.save(update_fields=["open_to"])
        for row, rows in (
            (version, visible(actor, StudyPart).filter(version=version)),
            (study, visible(actor, StudyVersion).filter(study=study)),
        ):
            row.open_to = sorted({code for one in rows for code in one.open_to})
            row.save(update_fields=["open_to"])
        record(actor, "consultation:study-part:open", locked, {"countries": wanted})
    return locked


def publish_version(*, actor: Actor, version: StudyVersion, public_from: datetime | None = None) -> StudyVersion:
    """Publish a version with every part of it, at once or from `public_from` on.

    A part about a country that has not released it becomes public when it does.

    Raises:
        Forbidden, NotHere: the actor may not publish in this programme.
    """
    with acting_as(actor):
        publish_material(actor=actor, row=version, public_from=public_from)
        rows: list[CountryMaterial] = [version.study] if not version.study.is_released else []
        rows += list(visible(actor, StudyPart).filter(version=version, is_released=False).order_by("position"))
        for row in rows:
            publish_material(actor=actor, row=row, public_from=public_from)
    return version


def withdraw_version(*, actor: Actor, version: StudyVersion) -> StudyVersion:
    """Take a version with every part of it out of public view; releases stand. Raises as `publish_version`."""
    with acting_as(actor):
        withdraw_material(actor=actor, row=version)
        for part in visible(actor, StudyPart).filter(version=version, public_from__isnull=False).order_by("position"):
            withdraw_material(actor=actor, row=part)
    return version


def _require_author(actor: Actor, row: Study | StudyVersion | StudyPart | StudyParagraph) -> None:
    """The author alone; who may change the row for another reason (to translate, to publish) may not do this."""
    require(actor, Action.DELETE, row)


def _locked(actor: Actor, row: Row) -> Row:
    """The row as it stands now, held until the end of the transaction. Locks go from study to paragraph."""
    found: Row | None = _held(actor, type(row)).filter(pk=row.pk).first()
    if found is None:
        raise NotHere
    return found


def _held(actor: Actor, model: type[Row]) -> QuerySet[Row]:
    """Rows to be held. Theirs alone: an order by columns of a parent would ask to hold the parent too."""
    return visible(actor, model).select_for_update(of=("self",))


def _require_part_act(act: Act, version: StudyVersion, part: StudyPart) -> None:
    _require_act(act, version, is_frozen=version.is_frozen, is_public=part.is_released)


def _require_act(act: Act, version: StudyVersion, *, is_frozen: bool, is_public: bool) -> None:
    if act in allowed_acts(Stage(version.stage), is_frozen=is_frozen, is_public=is_public):
        return
    if is_frozen:
        raise InputError(gettext_noop("This version is frozen: the study goes on in a later one."))
    if is_public:
        raise InputError(gettext_noop("This is public and does not change any more: make the next version."))
    raise InputError(gettext_noop("In a published version parts and paragraphs keep their order."))


def _require_reading(text: Expressions, reading: str) -> None:
    if reading and what_changed(text, text.original, reading):
        raise StaleReadingError(
            gettext_noop(
                "Somebody has changed this text since you opened the page. It now reads: “%(text)s”. "
                "Bring your change into it, then save again."
            ),
            text=text.get(text.original, ""),
        )


def _original(programme: Programme, language: str, text: str) -> Expressions:
    if not text.strip():
        raise InputError(gettext_noop("Write the text."))
    if language not in programme.languages:
        raise InputError(gettext_noop("The programme does not work in “%(language)s”."), language=language)
    return Expressions.of(language, text)


def _countries(programme: Programme, countries: Iterable[str]) -> list[str]:
    wanted = sorted(set(countries))
    for code in wanted:
        if code not in programme.countries:
            raise InputError(gettext_noop("“%(country)s” is no country of this programme."), country=code)
    return wanted


def _save_new(row: Any, unique: str, key: str) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if unique not in str(error):
            raise
        raise InputError(gettext_noop("The key “%(key)s” is taken."), key=key) from error


def _next_position(rows: Any) -> int:
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _swap(rows: list[Any], key: Any, *, earlier: bool) -> bool:
    place = next((place for place, row in enumerate(rows) if row.pk == key), None)
    other = None if place is None else place + (-1 if earlier else 1)
    if place is None or other is None or not 0 <= other < len(rows):
        return False
    first, second = rows[place], rows[other]
    first.position, second.position = second.position, first.position
    for row in (first, second):
        row.save(update_fields=["position"])
    return True


def _void_releases(actor: Actor, part: StudyPart) -> None:
    """What a country has released was the text as it was: a changed one is for it to release again."""
    if part.released_by:
        countries = list(part.released_by)
        part.released_by = []
        part.save(update_fields=["released_by"])
        record(actor, "consultation:study-part:lapse-release", part, {"countries": countries})


def _copy(
    version: StudyVersion, parts: list[StudyPart], paragraphs: list[StudyParagraph], citations: list[StudyCitation]
) -> None:
    new_parts = {
        part.pk: StudyPart(
            version=version,
            programme=version.programme,
            author_id=version.author_id,
            key=part.key,
            position=part.position,
            title=part.title,
            earlier_title=part.earlier_title,
            countries=part.countries,
        )
        for part in parts
    }
    new_paragraphs = {
        one.pk: StudyParagraph(
            part=new_parts[one.part_id],
            key=one.key,
            position=one.position,
            text=one.text,
            earlier_text=one.earlier_text,
            changed_at=one.changed_at,
        )
        for one in paragraphs
    }
    new_citations = [
        StudyCitation(paragraph=new_paragraphs[one.paragraph_id], finding_id=one.finding_id) for one in citations
    ]
    for paragraph in new_paragraphs.values():
        paragraph.take_scope_of(paragraph.part)
    for citation in new_citations:
        citation.take_scope_of(citation.paragraph)
    StudyPart.objects.bulk_create(new_parts.values())
    StudyParagraph.objects.bulk_create(new_paragraphs.values())
    StudyCitation.objects.bulk_create(new_citations)
