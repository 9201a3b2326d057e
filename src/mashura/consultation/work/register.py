"""The register on the desk: what to release or publish, where to write, what became public."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mashura.access.public import (
    Action,
    Actor,
    Change,
    Need,
    Owed,
    OwedKind,
    Place,
    can,
    changes,
    needs,
    owed,
    places,
)
from mashura.consultation.models import RegisterEntry, TechnicalAssistance
from mashura.consultation.queries import register as queries
from mashura.consultation.queries.programmes import visible_programmes


@needs
def register_needs(actor: Actor) -> Iterator[Need]:
    """Each entry and request that waits for this post to be released or published."""
    for row in queries.material_to_release(actor):
        yield Need(
            _("An entry of the register to release for your country")
            if isinstance(row, RegisterEntry)
            else _("A request for technical assistance to release for your country"),
            _address(row),
        )
    for row in queries.material_to_publish(actor):
        yield Need(
            _("An entry of the register to publish")
            if isinstance(row, RegisterEntry)
            else _("A request for technical assistance to publish"),
            _address(row),
        )


@owed
def register_owed(actor: Actor) -> Iterator[Owed]:
    """What a focal point may release, each by its title."""
    for row in queries.material_to_release(actor):
        is_entry = isinstance(row, RegisterEntry)
        title = row.title if isinstance(row, RegisterEntry) else row.subject.localised
        kind = _("Entry of the register") if is_entry else _("Request for technical assistance")
        yield Owed(OwedKind.RELEASE, title, _address(row), kind)


@places
def register_places(actor: Actor) -> Iterator[Place]:
    """Where this post writes entries: in the first of the programmes in which it may."""
    if not can(actor, Action.ADD, RegisterEntry):
        return
    for programme in visible_programmes(actor):
        if queries.writable_countries(actor, programme):
            yield Place(
                _("Register of policies and practices"),
                _("Write an entry: a law, strategy, institution, practice or agreement."),
                f"{reverse('consultation:register')}?programme={programme.code}",
            )
            return


@changes
def register_changes(actor: Actor, moment: datetime) -> Iterator[Change]:
    """Entries that were written, changed or published since `moment`."""
    is_new = Q(changed_at__gt=moment) | Q(is_released=True, public_from__gt=moment)
    for row in queries.visible_entries(actor).filter(is_new):
        when = max(row.changed_at, row.public_from) if row.is_released and row.public_from else row.changed_at
        yield Change(when, _("Entry of the register"), row.title, _address(row))


def _address(row: RegisterEntry | TechnicalAssistance) -> str:
    name = "register_entry" if isinstance(row, RegisterEntry) else "assistance_request"
    return reverse(f"consultation:{name}", args=[row.programme_id, row.key])
