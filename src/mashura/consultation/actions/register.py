"""Writes of the register of policies and practices: entries and the pages they rest on.

Whatever is changed about an entry, its country releases it again: nothing stands in public that the focal point has
not seen. Every function raises Forbidden or NotHere for whoever may not do this here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from mashura.access.public import (
    SYSTEM,
    Action,
    Actor,
    NotHere,
    acting_as,
    publish_material,
    record,
    release_material,
    require,
    visible,
)
from mashura.consultation.models import Programme, RegisterEntry, RegisterSource, TechnicalAssistance
from mashura.consultation.register_files import PublishedEntry, bundled_registers
from mashura.consultation.rules import register as rules
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now
from mashura.reference.public import topics

NEEDS_SOURCE: Final = gettext_noop(
    "An entry about a real State needs a source before it may become public, and keeps one as long as it is."
)
Row = TypeVar("Row", RegisterEntry, TechnicalAssistance)


def write_entry(
    *, actor: Actor, programme: Programme, country: str, particulars: rules.Particulars, key: str = ""
) -> RegisterEntry:
    """A new entry about `country`, open to its posts; without `key` it gets the next free address.

    Raises:
        InputError: something is missing or does not fit, or the key is taken.
    """
    row = RegisterEntry(programme=programme, countries=[country], open_to=[country], **columns_of(particulars))
    require(actor, Action.ADD, row)
    check_country(programme, country)
    rules.check_particulars(particulars, themes())
    row.key = free_key(RegisterEntry, programme, country, particulars.kind, key)
    with acting_as(actor):
        row.save(force_insert=True)
        record(actor, "consultation:register:write", row)
    return row


def change_entry(*, actor: Actor, entry: RegisterEntry, particulars: rules.Particulars) -> RegisterEntry:
    """Say it anew; where anything differs, the country releases it again. InputError as for writing."""
    rules.check_particulars(particulars, themes())
    with acting_as(actor):
        row = locked_for_writing(actor, entry)
        values = columns_of(particulars)
        if changed := [name for name, value in values.items() if getattr(row, name) != value]:
            for name in changed:
                setattr(row, name, values[name])
            _save_anew(actor, row)
            record(actor, "consultation:register:change", row, {"fields": sorted(changed)})
    return row


def add_source(*, actor: Actor, entry: RegisterEntry, source: rules.SourceParticulars) -> RegisterSource:
    """Name a public page on which the entry rests. InputError: it cannot be looked up, or is named already."""
    rules.check_source(source)
    with acting_as(actor):
        row = locked_for_writing(actor, entry)
        if visible(actor, RegisterSource).filter(entry=row, url=source.url).exists():
            raise InputError(gettext_noop("This page is among the sources already."))
        _save_anew(actor, row)
        added = RegisterSource(entry=row, **columns_of(source))
        added.take_scope_of(row)
        added.clean_fields(exclude=["entry"])
        added.save(force_insert=True)
        record(actor, "consultation:register:add-source", row, {"source": str(added.pk)})
    return added


def remove_source(*, actor: Actor, source: RegisterSource) -> RegisterEntry:
    """Take a source away. InputError: it is the last one of an entry that is public or is to be."""
    with acting_as(actor):
        row = locked_for_writing(actor, source.entry)
        others = visible(actor, RegisterSource).filter(entry=row).exclude(pk=source.pk)
        if row.public_from is not None and not row.programme.is_fictional and not others.exists():
            raise InputError(NEEDS_SOURCE)
        _save_anew(actor, row)
        visible(actor, RegisterSource, Action.DELETE).filter(pk=source.pk).delete()
        record(actor, "consultation:register:remove-source", row, {"source": str(source.pk)})
    return row


def release_entry(*, actor: Actor, entry: RegisterEntry) -> RegisterEntry:
    """The focal point of the entry's country releases it."""
    return release_material(actor=actor, row=entry, country=entry.country)


def publish_entry(*, actor: Actor, entry: RegisterEntry, public_from: datetime | None = None) -> RegisterEntry:
    """The secretariat publishes it, at once or from a moment on; it waits for its country where that has not released.

    Raises:
        InputError: an entry about a real State without a source.
    """
    with acting_as(SYSTEM):
        is_bare = not visible(SYSTEM, RegisterSource).filter(entry=entry).exists()
    if is_bare and not entry.programme.is_fictional:
        raise InputError(NEEDS_SOURCE)
    return publish_material(actor=actor, row=entry, public_from=public_from)


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """What loading a register file did; `kept` entries were changed by their country and stay as it says."""

    programme: str
    written: int
    changed: int
    kept: int


def load_register(*, actor: Actor) -> list[RegisterReport]:
    """Bring the entries that ship with the product to the state of their files; a second time changes nothing.

    They are public facts with their sources and marked so: nobody has released them in the name of a State.
    """
    reports = []
    for file in bundled_registers():
        with acting_as(actor):
            programme = visible(actor, Programme).filter(code=file.programme).first()
            if programme is None:
                raise NotHere
            done = [_load(actor, programme, published) for published in file.entries]
        reports.append(RegisterReport(file.programme, done.count("written"), done.count("changed"), done.count("kept")))
    return reports


def _load(actor: Actor, programme: Programme, published: PublishedEntry) -> str:
    row = visible(actor, RegisterEntry).filter(programme=programme, key=published.key).first()
    if row is not None and not row.is_from_public_sources:
        return "kept"
    is_new = row is None
    if row is None:
        row = write_entry(
            actor=actor,
            programme=programme,
            country=published.country,
            particulars=published.particulars,
            key=published.key,
        )
    before = row.changed_at
    row = change_entry(actor=actor, entry=row, particulars=published.particulars)
    there = {source.url: source for source in visible(actor, RegisterSource).filter(entry=row)}
    for source in published.sources:
        old = there.pop(source.url, None)
        if old is not None and any(getattr(old, name) != value for name, value in columns_of(source).items()):
            for name, value in columns_of(source).items():
                setattr(old, name, value)
            old.save()
            record(actor, "consultation:register:change-source", row, {"source": str(old.pk)})
        elif old is None:
            add_source(actor=actor, entry=row, source=source)
    for gone in there.values():
        remove_source(actor=actor, source=gone)
    row.refresh_from_db()
    if row.waits_for or not row.is_released or not row.is_from_public_sources:
        row.is_from_public_sources = True
        row.save(update_fields=["is_from_public_sources"])
        publish_entry(actor=actor, entry=release_entry(actor=actor, entry=row))
    if is_new:
        return "written"
    return "changed" if row.changed_at != before else "same"


def columns_of(particulars: Any) -> dict[str, Any]:
    """The fields of a dataclass by name, as they are; a tuple becomes the list that a column holds."""
    values = {name: getattr(particulars, name) for name in particulars.__dataclass_fields__}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def themes() -> set[str]:
    """The codes that an entry may be sorted under: themes, not the topics above them."""
    return {code for code, topic in topics().items() if topic.parent}


def check_country(programme: Programme, country: str) -> None:
    """InputError unless `country` is one of the programme's."""
    if country not in programme.countries:
        raise InputError(gettext_noop("%(country)s is no country of this programme."), country=country)


def free_key(model: type[Row], programme: Programme, country: str, kind: str, key: str) -> str:
    """`key` when nobody has it, else InputError; without one the next free. Whether or not the actor may see them."""
    with acting_as(SYSTEM):
        # Whoever writes at the same time waits for this: two would find the same key free.
        visible(SYSTEM, Programme).select_for_update().get(pk=programme.pk)
        taken = set(visible(SYSTEM, model).filter(programme=programme).values_list("key", flat=True))
    if not key:
        return rules.next_key(country, kind, taken)
    rules.check_key(key)
    if key in taken:
        raise InputError(gettext_noop("The address “%(key)s” is taken in this register: choose another."), key=key)
    return key


def locked_for_writing(actor: Actor, row: Row) -> Row:
    """The row as the database has it, held until the transaction ends.

    Translators change texts in other languages only, so that whoever writes is known by the right to add.
    """
    require(actor, Action.ADD, row)
    model: type[Any] = type(row)
    # Unsorted: the order of entries joins their programme, which this would lock too, and few may change that.
    found: Row | None = visible(actor, model, Action.CHANGE).order_by().select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise NotHere
    return found


def save_unreleased(row: Row) -> None:
    """Save changes that its country has not seen: it is out of public view until that country releases it again."""
    row.released_by, row.is_released, row.changed_at = [], False, now()
    row.save()


def _save_anew(actor: Actor, row: RegisterEntry) -> None:
    # What somebody writes is theirs; only loading keeps to what public pages say.
    row.is_from_public_sources = row.is_from_public_sources and actor.is_system
    save_unreleased(row)
