"""The audit: what happened is written in the request, sealed into a hash chain afterwards, and can be checked.

Chaining in the request would make every writer wait for the one before (measured: 46 instead of 366 transactions a
second), so a task seals rows that are already committed. Between writing and sealing a row is protected by missing
privileges and a trigger only; `verify_audit` says how many such rows there are. Whoever wants proof against the
database's own administrator notes the reported head of the chain elsewhere.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC

from django.db import connection, models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop

from mashura.access.actors import SYSTEM, Actor
from mashura.access.decisions import require, visible
from mashura.access.models import AuditEntry, AuditSeal
from mashura.access.permissions import Action, Permission
from mashura.access.session import acting_as, current_actor
from mashura.kit.clock import now
from mashura.kit.ids import new_id

Detail = Mapping[str, str | int | bool | list[str] | list[int] | None]
GENESIS = "0" * 64
_BATCH = 2000
_LOCK = 0x4D41_5348_5552_4101  # "MASHURA" and a number: one sealing at a time in a database


def record(actor: Actor, event: str, obj: models.Model | None = None, detail: Detail | None = None) -> None:
    """Write one audit entry in the open transaction (or in one of its own when there is none).

    `event` is `source:subject:action` in lower-case words. `detail` holds identifiers, codes and numbers only, never
    a name, an address or a text. When and by whom is stamped by the database from the transaction's actor.
    """
    if connection.in_atomic_block and current_actor() == actor:
        _insert(actor, event, obj, detail)
        return
    with acting_as(actor):
        _insert(actor, event, obj, detail)


def _insert(actor: Actor, event: str, obj: models.Model | None, detail: Detail | None) -> None:
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                id=new_id(),
                recorded_at=now(),
                event=event,
                actor_kind=actor.kind.value,
                resource=obj._meta.label_lower if obj is not None else "",  # noqa: SLF001 - documented API
                object_id=str(obj.pk) if obj is not None else "",
                detail=dict(detail or {}),
            )
        ]
    )


def _entry_hash(entry: AuditEntry) -> str:
    """sha256 over the canonical JSON of every column."""
    columns = {
        "id": str(entry.pk),
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "event": entry.event,
        "actor_kind": entry.actor_kind,
        "user_id": str(entry.user_id or ""),
        "organisation_id": str(entry.organisation_id or ""),
        "post_id": str(entry.post_id or ""),
        "purpose": entry.purpose,
        "resource": entry.resource,
        "object_id": entry.object_id,
        "detail": entry.detail,
    }
    text = json.dumps(columns, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _link(number: int, previous: str, entry_hash: str) -> str:
    return hashlib.sha256(f"{number}:{previous}:{entry_hash}".encode()).hexdigest()


def seal_audit() -> int:
    """Chain every committed entry that is not sealed yet; returns how many. Safe to run twice at once."""
    with acting_as(SYSTEM):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = visible(SYSTEM, AuditSeal).order_by("-number").first()
        number, head = (last.number, last.chain_hash) if last else (0, GENESIS)
        sealed = 0
        batch: list[AuditSeal] = []
        for entry in _unsealed(SYSTEM).order_by("pk").iterator(chunk_size=_BATCH):
            number += 1
            entry_hash = _entry_hash(entry)
            head = _link(number, head, entry_hash)
            batch.append(AuditSeal(number=number, entry_id=entry.pk, entry_hash=entry_hash, chain_hash=head))
            sealed += 1
            if len(batch) == _BATCH:
                AuditSeal.objects.bulk_create(batch)
                batch = []
        AuditSeal.objects.bulk_create(batch)
    return sealed


def _unsealed(actor: Actor) -> models.QuerySet[AuditEntry]:
    seals = AuditSeal.objects.filter(entry_id=OuterRef("pk"))
    return visible(actor, AuditEntry).filter(~Exists(seals))


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold; `problem` is a message for gettext."""

    number: int
    problem: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What `verify_audit` found. `head` is the last chain hash: note it elsewhere to prove the chain later."""

    sealed: int
    unsealed: int
    head: str
    breaks: tuple[Break, ...]

    @property
    def holds(self) -> bool:
        return not self.breaks


GAP = gettext_noop("A seal is missing before this one.")
MISSING = gettext_noop("The entry of this seal is gone.")
ALTERED = gettext_noop("The entry was changed after it was sealed.")
UNLINKED = gettext_noop("The seal does not follow from the one before.")


def verify_audit(actor: Actor) -> AuditReport:
    """Recompute the whole chain. NotHere or Forbidden without `platform:audit:verify`."""
    require(actor, Permission.PLATFORM_AUDIT_VERIFY, AuditEntry)
    with acting_as(actor):
        breaks: list[Break] = []
        number, head = 0, GENESIS
        for seal, entry in _pairs(actor):
            if seal.number != number + 1:
                breaks.append(Break(seal.number, GAP))
            if entry is None:
                breaks.append(Break(seal.number, MISSING))
            elif _entry_hash(entry) != seal.entry_hash:
                breaks.append(Break(seal.number, ALTERED))
            if _link(seal.number, head, seal.entry_hash) != seal.chain_hash:
                breaks.append(Break(seal.number, UNLINKED))
            number, head = seal.number, seal.chain_hash
        return AuditReport(
            sealed=visible(actor, AuditSeal).count(),
            unsealed=_unsealed(actor).count(),
            head=head,
            breaks=tuple(breaks),
        )


def _pairs(actor: Actor) -> Iterator[tuple[AuditSeal, AuditEntry | None]]:
    after = 0
    while seals := list(visible(actor, AuditSeal).filter(number__gt=after).order_by("number")[:_BATCH]):
        entries = visible(actor, AuditEntry).in_bulk([seal.entry_id for seal in seals])
        for seal in seals:
            yield seal, entries.get(seal.entry_id)
        after = seals[-1].number


def visible_entries(actor: Actor) -> models.QuerySet[AuditEntry]:
    """The audit as the actor may read it, newest first."""
    return visible(actor, AuditEntry, Action.VIEW).order_by("-recorded_at", "-pk")
