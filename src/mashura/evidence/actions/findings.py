"""Writes of findings: their statement and its translations, their evidence, whom they are open to."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.errors import InputError, gettext_noop
from mashura.evidence.figures.places import PLACE_NAMES
from mashura.evidence.inline import fill_text
from mashura.evidence.models import FieldSource, Finding, FindingEvidence, Source, Vintage
from mashura.evidence.queries.findings import in_order
from mashura.evidence.store import ReleasedStore
from mashura.kit.expressions import Expressions, Standing
from mashura.kit.localised import Localised
from mashura.reference.public import is_country, topics
from mashura.stats.figures import run
from mashura.stats.inline import inline_values

_TRIES = 5


def draft_finding(
    *,
    actor: Actor,
    programme: str,
    kind: str,
    theme: str,
    statement: Expressions,
    countries: Iterable[str] = (),
    first_year: int | None = None,
    last_year: int | None = None,
) -> Finding:
    """Write a new finding under the next number of its programme; nobody but its writers and translators sees it.

    Raises:
        Forbidden: the actor writes no findings in this programme.
        InputError: no statement, an unknown theme or country, or a value in the text that no figure has.
    """
    finding = Finding(
        programme=programme,
        kind=kind,
        theme=theme,
        statement=statement,
        countries=_countries(countries),
        first_year=first_year,
        last_year=last_year,
        author_id=actor.user_id,
    )
    require(actor, Action.ADD, finding)
    _check(actor, finding)
    with acting_as(actor):
        for _attempt in range(_TRIES):
            last = in_order(visible(actor, Finding).filter(programme=programme)).last()
            finding.ref = f"F-{int(last.ref.removeprefix('F-')) + 1 if last else 1}"
            finding.clean_fields(exclude={"author"})
            try:
                # Two who write at once take the same number: the second one takes the next.
                with transaction.atomic():
                    finding.save(force_insert=True)
                break
            except IntegrityError as error:
                if "finding_ref_is_unique" not in str(error):
                    raise
        record(actor, "evidence:finding:draft", finding, {"ref": finding.ref})
    return finding


def edit_finding(
    *,
    actor: Actor,
    finding: Finding,
    kind: str,
    theme: str,
    countries: Iterable[str],
    first_year: int | None = None,
    last_year: int | None = None,
) -> Finding:
    """Change what a finding is about. What countries released lapses. Raises as `draft_finding`."""
    _require_writer(actor, finding)
    with acting_as(actor):
        locked = _locked(actor, finding)
        locked.kind, locked.theme, locked.countries = kind, theme, _countries(countries)
        locked.first_year, locked.last_year = first_year, last_year
        _check(actor, locked)
        _require_open(actor, locked)
        _save(locked, "kind", "theme", "countries", "first_year", "last_year")
        record(actor, "evidence:finding:edit", locked)
    return locked


def edit_statement(*, actor: Actor, finding: Finding, language: str, text: str) -> Finding:
    """The statement is now `text`, with `language` as its original: other languages are stale, releases lapse.

    Raises:
        Forbidden, NotHere: the actor does not write findings here.
        InputError: an empty text, or a value in it that no figure has.
    """
    _require_writer(actor, finding)
    _check_text(actor, text)
    with acting_as(actor):
        locked = _locked(actor, finding)
        if locked.statement.original == language and locked.statement.get(language) == text.strip():
            return locked
        locked.statement = locked.statement.with_original(language, text)
        _save(locked, "statement")
        record(actor, "evidence:finding:edit", locked, {"language": language})
    return locked


def translate_statement(
    *, actor: Actor, finding: Finding, language: str, text: str, is_reviewed: bool = False
) -> Finding:
    """Put the statement into another language, to be reviewed unless its author says that it was.

    Raises:
        Forbidden, NotHere: the actor neither writes nor translates here.
        InputError: the language is the original's, or the text names other values than the original does.
    """
    require(actor, Action.CHANGE, finding)
    _check_text(actor, text)
    with acting_as(actor):
        locked = _locked(actor, finding)
        if language == locked.statement.original:
            raise InputError(gettext_noop("This is the language of the original: change the original instead."))
        missing = set(inline_values(locked.statement[locked.statement.original])) ^ set(inline_values(text))
        if missing:
            raise InputError(
                gettext_noop("A translation names the same values as the original. These differ: %(values)s"),
                values=", ".join(sorted(map(str, missing))),
            )
        locked.statement = locked.statement.with_translation(language, text, is_reviewed=is_reviewed)
        locked.save(update_fields=["statement"])
        record(actor, "evidence:finding:translate", locked, {"language": language})
    return locked


def review_translation(*, actor: Actor, finding: Finding, language: str) -> Finding:
    """Say that the translation says what the original says.

    Raises:
        Forbidden, NotHere: the actor neither writes nor translates here.
        InputError: there is none, or the original has changed since it was made.
    """
    require(actor, Action.CHANGE, finding)
    with acting_as(actor):
        locked = _locked(actor, finding)
        if locked.statement.standing(language) not in {Standing.TO_REVIEW, Standing.REVIEWED}:
            raise InputError(gettext_noop("Only a translation of the text as it stands now can be reviewed."))
        locked.statement = locked.statement.with_review(language)
        locked.save(update_fields=["statement"])
        record(actor, "evidence:finding:review", locked, {"language": language})
    return locked


def cite_evidence(
    *,
    actor: Actor,
    finding: Finding,
    stance: str,
    why: Mapping[str, str],
    figure: str = "",
    params: Mapping[str, Any] | None = None,
    vintage: Vintage | None = None,
    source: Source | None = None,
    field_source: FieldSource | None = None,
) -> FindingEvidence:
    """Cite one thing for or against a finding. Of a field source only kind, country and year are copied.

    Raises:
        Forbidden, NotHere: the actor does not write findings here, or does not see what is cited.
        InputError: not exactly one thing; an unknown figure or parameter; nothing that says why; or what is cited may
            not be read in a country that the finding is open to.
    """
    _require_writer(actor, finding)
    cited = [one for one in (figure or None, vintage, source, field_source) if one is not None]
    if len(cited) != 1:
        raise InputError(gettext_noop("Cite exactly one thing: a figure, a vintage, a source or a field source."))
    if not Localised(why):
        raise InputError(gettext_noop("Say in one line why this supports or contradicts the statement."))
    row = FindingEvidence(
        finding=finding, stance=stance, why=Localised(why), vintage=vintage, source=source, field_source=field_source
    )
    if figure:
        row.figure = figure
        with acting_as(actor):
            row.params = dict(run(figure, dict(params or {}), ReleasedStore(actor)).params)
    for thing in (vintage, source, field_source):
        if thing is not None:
            require(actor, Action.VIEW, thing)
    if field_source is not None:
        row.field_kind, row.field_country = field_source.kind, field_source.country
        row.field_year = field_source.held_on.year
    with acting_as(actor):
        locked = _locked(actor, finding)
        row.finding = locked
        row.position = 1 + max(locked.evidence.values_list("position", flat=True), default=0)
        _require_readable(row, locked, locked.open_to)
        _save(locked)
        row.take_scope_of(locked)
        row.clean_fields()
        row.save(force_insert=True)
        record(actor, "evidence:finding:cite", locked, {"stance": stance})
    return row


def remove_evidence(*, actor: Actor, evidence: FindingEvidence) -> None:
    """Take one thing out of a finding's evidence. Forbidden or NotHere for whoever does not write findings here."""
    _require_writer(actor, evidence.finding)
    with acting_as(actor):
        locked = _locked(actor, evidence.finding)
        evidence.delete()
        _save(locked)
        record(actor, "evidence:finding:uncite", locked)


def set_confidence(*, actor: Actor, finding: Finding, confidence: str, reason: Mapping[str, str]) -> Finding:
    """Say how sure the author is, and why; an empty confidence takes it back.

    Raises:
        Forbidden, NotHere: the actor does not write findings here.
        InputError: no reason is given.
    """
    _require_writer(actor, finding)
    if confidence and not Localised(reason):
        raise InputError(gettext_noop("Confidence needs a reason: say what it rests on."))
    with acting_as(actor):
        locked = _locked(actor, finding)
        locked.confidence = confidence
        locked.confidence_reason = Localised(reason) if confidence else Localised()
        locked.clean_fields(exclude={"author"})
        _save(locked, "confidence", "confidence_reason")
        record(actor, "evidence:finding:confidence", locked, {"confidence": confidence})
    return locked


def open_finding(*, actor: Actor, finding: Finding, open_to: Iterable[str]) -> Finding:
    """Let the posts of exactly these countries read the finding before it is public.

    Raises:
        Forbidden, NotHere: the actor does not write findings here.
        InputError: an unknown country, or the finding rests on material that a country may not read.
    """
    _require_writer(actor, finding)
    with acting_as(actor):
        locked = _locked(actor, finding)
        locked.open_to = _countries(open_to)
        _require_open(actor, locked)
        locked.save(update_fields=["open_to"])
        record(actor, "evidence:finding:open", locked, {"countries": list(locked.open_to)})
    return locked


def _require_writer(actor: Actor, finding: Finding) -> None:
    """Translators change rows too (the expressions are in them), but only writers may add: these write the original."""
    require(actor, Action.CHANGE, finding)
    require(actor, Action.ADD, finding)


def _locked(actor: Actor, finding: Finding) -> Finding:
    return visible(actor, Finding).select_for_update().get(pk=finding.pk)


def _save(finding: Finding, *fields: str) -> None:
    """Save, and let the releases lapse: a country has released what it read, not what was written afterwards."""
    finding.released_by, finding.public_from, finding.is_released = [], None, False
    finding.save(update_fields=[*fields, "released_by", "public_from", "is_released"])


def _countries(codes: Iterable[str]) -> list[str]:
    found = sorted(set(codes))
    for code in found:
        if not is_country(code) or code in PLACE_NAMES:
            raise InputError(gettext_noop("%(code)s is not the code of a country."), code=code)
    return found


def _check(actor: Actor, finding: Finding) -> None:
    if finding.kind not in Finding.Kind.values:
        raise InputError(gettext_noop("%(kind)s is not a kind of finding."), kind=finding.kind[:20])
    if finding.theme not in topics():
        raise InputError(gettext_noop("%(theme)s is not a theme of the topic tree."), theme=finding.theme[:20])
    if not finding.statement:
        raise InputError(gettext_noop("Write the statement."))
    first, last = finding.first_year, finding.last_year
    if first is not None and last is not None and first > last:
        raise InputError(
            gettext_noop("The first year (%(first)s) is later than the last (%(last)s)."), first=first, last=last
        )
    for text in finding.statement.values():
        _check_text(actor, text)


def _check_text(actor: Actor, text: str) -> None:
    """A figure, parameter or value that there is not is refused when it is written, not when it is read."""
    if not text.strip():
        raise InputError(gettext_noop("Write the statement."))
    with acting_as(actor):
        fill_text(actor, text)


def _require_open(actor: Actor, finding: Finding) -> None:
    for row in visible(actor, FindingEvidence).filter(finding=finding).select_related("source", "vintage"):
        _require_readable(row, finding, finding.open_to)


def _require_readable(row: FindingEvidence, finding: Finding, countries: Iterable[str]) -> None:
    """Nobody may read in a finding what they may not read in what it rests on."""
    for country in countries:
        if row.source is not None and not row.source.is_released and country not in row.source.open_to:
            raise InputError(
                gettext_noop(
                    "The finding rests on the source %(source)s, which is not released and not open to %(country)s: "
                    "it cannot be opened to that country."
                ),
                source=row.source.key,
                country=country,
            )
        if row.vintage is not None and not row.vintage.is_released:
            raise InputError(
                gettext_noop(
                    "The finding rests on the vintage %(sha256)s, which is not released: release it before the finding "
                    "is opened to %(country)s."
                ),
                sha256=row.vintage.sha256[:12],
                country=country,
            )
        if row.field_country and country != row.field_country and country not in finding.countries:
            raise InputError(
                gettext_noop(
                    "The finding rests on field accounts from %(source)s and is not about %(country)s: it cannot be "
                    "opened to that country before it is public."
                ),
                source=row.field_country,
                country=country,
            )
