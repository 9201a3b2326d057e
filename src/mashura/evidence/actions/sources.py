"""Writes of sources: published ones, and what a researcher collected in the field."""

import datetime as dt
from collections.abc import Iterable, Mapping

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.errors import InputError, gettext_noop
from mashura.evidence.models import FieldSource, Source
from mashura.evidence.models.sources import FIELD_KINDS, SourceKind
from mashura.kit.localised import Localised


def register_source(
    *,
    actor: Actor,
    programme: str,
    key: str,
    kind: str,
    title: Mapping[str, str],
    publisher: Mapping[str, str],
    language: str = "",
    published_on: dt.date | None = None,
    year: int | None = None,
    url: str = "",
    licence: str = "",
    countries: Iterable[str] = (),
    open_to: Iterable[str] = (),
) -> Source:
    """Register a published source under a key of the programme.

    Raises:
        Forbidden: the actor writes no sources in this programme.
        InputError: the key is taken, or the kind is one that is collected in confidence.
    """
    source = Source(
        programme=programme,
        key=key,
        kind=kind,
        title=Localised(title),
        publisher=Localised(publisher),
        language=language,
        published_on=published_on,
        year=year if year is not None or published_on is None else published_on.year,
        url=url,
        licence=licence,
        countries=sorted(set(countries)),
        open_to=sorted(set(open_to)),
    )
    require(actor, Action.ADD, source)
    if kind in FIELD_KINDS:
        raise InputError(
            gettext_noop("What was collected in confidence is registered as a field source, not as a published one.")
        )
    with acting_as(actor):
        if visible(actor, Source).filter(programme=programme, key=key).exists():
            raise InputError(gettext_noop("There is a source with the key %(key)s already."), key=key)
        source.clean_fields()
        source.save(force_insert=True)
        record(actor, "evidence:source:register", source)
    return source


def register_field_source(
    *,
    actor: Actor,
    programme: str,
    label: str,
    kind: str,
    respondent: str,
    country: str,
    held_on: dt.date,
    notes: str = "",
) -> FieldSource:
    """Register an interview, focus group or observation; from then on it is its researcher's alone.

    Raises:
        Forbidden: the actor is no researcher.
        InputError: the kind is one of published sources.
        ValueError: the system itself interviews nobody.
    """
    if actor.user_id is None:
        require(actor, Action.ADD, FieldSource)
        raise ValueError("a field source belongs to the person who collected it")
    source = FieldSource(
        programme=programme,
        author_id=actor.user_id,
        label=label,
        kind=kind,
        respondent=respondent,
        country=country,
        held_on=held_on,
        notes=notes,
    )
    require(actor, Action.ADD, source)
    if kind not in FIELD_KINDS:
        raise InputError(
            gettext_noop("%(kind)s is not collected in the field: register it as a published source."),
            kind=str(SourceKind(kind).label) if kind in SourceKind.values else kind,
        )
    with acting_as(actor):
        source.clean_fields()
        source.save(force_insert=True)
        # Neither the label nor whom it was with: the audit is read by others.
        record(actor, "evidence:field-source:register", source)
    return source
