"""Loading the packs into the database: idempotent, whole or not at all."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from mashura.access.public import Action, Actor, acting_as, require
from mashura.kit.text import sort_key
from mashura.reference import pack, vocabulary
from mashura.reference.models import (
    AddresseeClass,
    AffectedGroup,
    Area,
    Country,
    CrosswalkLink,
    FrameworkTerm,
    LoadedPack,
    Topic,
)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many rows each table now holds, and whether anything had to be written."""

    is_changed: bool
    rows: dict[str, int]


def load_reference(*, actor: Actor) -> LoadReport:
    """Bring the tables to the state of the packs that ship with the product.

    Does nothing when the same packs are loaded already. Rows that a pack no longer holds are removed, unless another
    table points to them (then the database refuses and nothing changes). Forbidden for whoever may not write them.
    """
    require(actor, Action.ADD, LoadedPack)
    with acting_as(actor):
        fingerprints = {description.code: _fingerprint(description) for description in pack.descriptions()}
        loaded = dict(LoadedPack.objects.values_list("code", "fingerprint"))
        if loaded == fingerprints:
            return LoadReport(is_changed=False, rows=_counts())
        for model, make in _TABLES:
            _replace(model, make())
        _replace(LoadedPack, (_loaded(description, fingerprints) for description in pack.descriptions()))
        return LoadReport(is_changed=True, rows=_counts())


def _fingerprint(description: pack.PackDescription) -> str:
    """The hash of the pack's description and files, and of the way sort keys are made now."""
    sample = [sort_key("المغرب Égypte Türkiye", language) for language in pack.LANGUAGES]
    told = [description.version, str(description.is_signed_off), *sample, *sorted(map(str, description.files.items()))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _keys(names: pack.Texts) -> dict[str, str]:
    return {language: sort_key(text, language) for language, text in names.items()}


def _countries() -> Iterable[models.Model]:
    for entry in pack.countries().values():
        yield Country(
            iso3=entry.iso3,
            iso2=entry.iso2,
            m49=entry.m49,
            kind=entry.kind,
            region=entry.region,
            names=entry.names,
            official_names=entry.official,
            sort_keys=_keys(entry.names),
            longitude=entry.point.longitude if entry.point else None,
            latitude=entry.point.latitude if entry.point else None,
            is_fictional=entry.is_fictional,
        )


def _areas() -> Iterable[models.Model]:
    for entry in pack.areas().values():
        yield Area(
            code=entry.code,
            country_id=entry.country,
            kind=entry.kind,
            names=entry.names,
            sort_keys=_keys(entry.names),
        )


def _topics() -> Iterable[models.Model]:
    for entry in vocabulary.topics().values():
        yield Topic(code=entry.code, parent_id=entry.parent or None, position=entry.position, title=entry.title)


def _terms() -> Iterable[models.Model]:
    for framework in vocabulary.frameworks().values():
        for entry in framework.entries.values():
            yield FrameworkTerm(
                id=f"{entry.framework}/{entry.code}",
                framework=entry.framework,
                code=entry.code,
                position=entry.position,
                label=entry.label,
            )


def _links() -> Iterable[models.Model]:
    for topic in vocabulary.topics().values():
        for framework, codes in topic.crosswalk.items():
            for code in codes:
                term = f"{framework}/{code}"
                yield CrosswalkLink(id=f"{topic.code}/{term}", topic_id=topic.code, term_id=term)


def _addressees() -> Iterable[models.Model]:
    for entry in vocabulary.addressee_classes().values():
        yield AddresseeClass(code=entry.code, group=entry.group, position=entry.position, title=entry.title)


def _groups() -> Iterable[models.Model]:
    for entry in vocabulary.affected_groups().values():
        yield AffectedGroup(code=entry.code, position=entry.position, title=entry.title)


def _loaded(description: pack.PackDescription, fingerprints: dict[str, str]) -> LoadedPack:
    return LoadedPack(
        code=description.code,
        version=description.version,
        title=description.title,
        sign_off=description.sign_off,
        is_signed_off=description.is_signed_off,
        fingerprint=fingerprints[description.code],
        countries=sorted(
            code for code, entry in pack.countries().items() if entry.is_fictional == description.is_fictional
        ),
        sources=[dict(source) for source in description.sources],
    )


_TABLES: tuple[tuple[type[models.Model], Callable[[], Iterable[models.Model]]], ...] = (
    (Country, _countries),
    (Area, _areas),
    (Topic, _topics),
    (FrameworkTerm, _terms),
    (CrosswalkLink, _links),
    (AddresseeClass, _addressees),
    (AffectedGroup, _groups),
)


def _replace(model: type[Any], rows: Iterable[models.Model]) -> None:
    """Make the table hold exactly these rows: one statement writes them, one removes the rest."""
    wanted = list(rows)
    options = model._meta  # noqa: SLF001 - documented API
    columns = [field.name for field in options.concrete_fields if not field.primary_key]
    # Foreign keys are left to the database: validating them here would cost a query for each row.
    relations = {field.name for field in options.concrete_fields if field.is_relation}
    for row in wanted:
        row.clean_fields(exclude=relations)
    model.objects.bulk_create(wanted, update_conflicts=True, unique_fields=[options.pk.name], update_fields=columns)
    model.objects.exclude(pk__in=[row.pk for row in wanted]).delete()


def _counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model, _make in _TABLES}  # noqa: SLF001 - documented API
