"""Material about countries: nothing of it is public before each country concerned has released it.

Three steps, by three hands: its author opens it to countries, whose posts may then read it; the focal point of each
country concerned releases it; the secretariat publishes it, at once or at the end of an embargo. That a row which is
public has been released by every country it is about is a constraint of the database.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import F, Q
from django.utils.translation import gettext_noop

from mashura.access.actors import SYSTEM, Actor, Role
from mashura.access.audit import record
from mashura.access.composite import hold_copied_scope
from mashura.access.decisions import require, visible
from mashura.access.models import COUNTRY_CODE
from mashura.access.permissions import Action, Permission
from mashura.access.registry import Grant
from mashura.access.scopes import Scope
from mashura.access.session import acting_as
from mashura.errors import InputError
from mashura.kit.clock import now


def _country_codes() -> "ArrayField[Any, Any]":
    # text[], not varchar[]: PostgreSQL compares only the former in a foreign key.
    return ArrayField(models.TextField(validators=[COUNTRY_CODE]), default=list, blank=True)


class CountryMaterial(models.Model):
    """What a table of material about countries has in common. A row names its programme in a column of its own.

    `countries` are those it is about (none: the programme as a whole); `open_to` those whose posts may read it before
    it is public; `released_by` those whose focal points released it. `public_from` is set by the secretariat, and
    `is_released` follows when that moment has come.
    """

    countries = _country_codes()
    open_to = _country_codes()
    released_by = _country_codes()
    public_from = models.DateTimeField(null=True, blank=True)
    is_released = models.BooleanField(default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_public_when_all_released",
                condition=Q(is_released=False) | Q(countries__contained_by=F("released_by"), public_from__isnull=False),
            ),
        ]

    @property
    def waits_for(self) -> list[str]:
        """Countries whose focal point has not released it yet, in the order of their codes."""
        return sorted(set(self.countries) - set(self.released_by))

    @property
    def is_under_embargo(self) -> bool:
        return self.public_from is not None and not self.is_released


class MaterialPart(models.Model):
    """A row that belongs to material about countries: who may see that may see its parts.

    The scope is the parent's, copied, and follows it by a composite foreign key (`hold_material_scope`).
    """

    programme = models.CharField(max_length=40)
    open_to = _country_codes()
    is_released = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def take_scope_of(self, parent: Any) -> None:
        """Copy the scope of the material (or of a part) that this belongs to; call before saving a new row."""
        self.programme = getattr(parent, "programme_id", None) or parent.programme
        self.open_to = list(parent.open_to)
        self.is_released = parent.is_released


def material_scope_key(model: str, programme: str = "programme") -> models.UniqueConstraint:
    """What the composite foreign keys of parts refer to; stands among the constraints of the parent `model`."""
    return models.UniqueConstraint(fields=["id", programme, "open_to", "is_released"], name=f"{model}_with_scope")


def hold_material_scope(*, child: str, parent: str, key: str, parent_programme: str = "programme") -> migrations.RunSQL:
    """A migration operation: the rows of table `child` keep the scope of their parent and follow it.

    `key` is the child's foreign key column; the parent has a `material_scope_key`.
    """
    copied = {"programme": parent_programme, "open_to": "open_to", "is_released": "is_released"}
    return hold_copied_scope(child=child, parent=parent, key=key, copied=copied, name=f"{child}_scope", follows=True)


Material = TypeVar("Material", bound=CountryMaterial)

# Whose posts may read what is open to their country, before it is public.
COUNTRY_READERS: Sequence[Role] = (Role.COUNTRY_MISSION, Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.OBSERVER)
# Who works on the texts of a whole programme.
PROGRAMME_READERS: Sequence[Role] = (Role.RESEARCHER, Role.TRANSLATOR)
_WRITING = (Action.ADD, Action.CHANGE, Action.DELETE)


def material_grants(*, written_by: Iterable[Role] = ()) -> list[Grant]:
    """The grants of a table of material about countries; `written_by` names who writes it besides the secretariat.

    The declaration needs the scope columns `released`, `programme` and `country` (the field `open_to`). Translators
    change every text of their programmes: its expressions in other languages are theirs.
    """
    return [
        *part_grants(written_by=written_by),
        Grant(Role.HEAD_OF_DELEGATION, Permission.COUNTRY_TEXT_RELEASE, *_reach(Role.HEAD_OF_DELEGATION)),
        Grant(Role.SECRETARIAT, Permission.PROGRAMME_TEXT_PUBLISH, Scope.ALL),
    ]


def part_grants(*, written_by: Iterable[Role] = ()) -> list[Grant]:
    """The grants of a table of parts of such material: its rows are seen and written as the material is."""
    return [
        Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
        *(Grant(role, Action.VIEW, *_reach(role)) for role in (*PROGRAMME_READERS, *COUNTRY_READERS)),
        *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in Action),
        *(Grant(role, action, *_reach(role)) for role in written_by for action in _WRITING),
        Grant(Role.TRANSLATOR, Action.CHANGE, *_reach(Role.TRANSLATOR)),
    ]


def _reach(role: Role) -> tuple[Scope, ...]:
    if role in PROGRAMME_READERS:
        return (Scope.OWN_PROGRAMME,)
    return (Scope.OWN_PROGRAMME, Scope.OWN_JURISDICTION)


def material_models() -> Iterator[type[CountryMaterial]]:
    """Every table of material about countries, as far as the apps of this installation have any."""
    return (model for model in apps.get_models() if issubclass(model, CountryMaterial))


def release_material(*, actor: Actor, row: Material, country: str) -> Material:
    """The focal point of `country` releases `row`: as far as this country goes, it may become public.

    Raises:
        Forbidden, NotHere: the actor is no focal point who may see it, or `country` is not theirs.
        InputError: it is not about this country.
    """
    require(actor, Permission.COUNTRY_TEXT_RELEASE, row)
    if country not in row.countries or (not actor.is_system and country not in actor.countries):
        raise InputError(
            gettext_noop("This is not about %(country)s, so there is nothing to release."), country=country
        )
    # A focal point changes nothing of the text: the row is written by the system, on this permission alone.
    with acting_as(SYSTEM):
        locked: Any = visible(SYSTEM, type(row)).select_for_update().get(pk=row.pk)
        if country not in locked.released_by:
            locked.released_by = sorted({*locked.released_by, country})
            _follow(locked)
            locked.save(update_fields=["released_by", "is_released"])
    record(actor, "access:material:release", row, {"country": country})
    return _told(row, locked)


def publish_material(*, actor: Actor, row: Material, public_from: datetime | None = None) -> Material:
    """Make `row` public, at once or from `public_from` on. What waits for a country becomes public when it releases.

    Raises:
        Forbidden, NotHere: the actor may not publish in this programme.
    """
    require(actor, Permission.PROGRAMME_TEXT_PUBLISH, row)
    with acting_as(actor):
        locked: Any = visible(actor, type(row)).select_for_update().get(pk=row.pk)
        locked.public_from = public_from or now()
        _follow(locked)
        locked.save(update_fields=["public_from", "is_released"])
        record(actor, "access:material:publish", row)
    return _told(row, locked)


def withdraw_material(*, actor: Actor, row: Material) -> Material:
    """Take `row` out of public view again; releases of countries stand. Forbidden or NotHere as for publishing."""
    require(actor, Permission.PROGRAMME_TEXT_PUBLISH, row)
    with acting_as(actor):
        locked: Any = visible(actor, type(row)).select_for_update().get(pk=row.pk)
        locked.public_from = None
        locked.is_released = False
        locked.save(update_fields=["public_from", "is_released"])
        record(actor, "access:material:withdraw", row)
    return _told(row, locked)


def publish_due_material() -> int:
    """Make public whatever its embargo no longer holds back; how many rows that were. For a task, as the system."""
    published = 0
    with acting_as(SYSTEM):
        for model in material_models():
            due = visible(SYSTEM, model).filter(
                is_released=False, public_from__lte=now(), countries__contained_by=F("released_by")
            )
            published += due.update(is_released=True)
    return published


def _follow(row: CountryMaterial) -> None:
    row.is_released = row.public_from is not None and row.public_from <= now() and not row.waits_for


def _told(row: Material, locked: CountryMaterial) -> Material:
    """The caller's object says what the database says."""
    row.released_by, row.public_from, row.is_released = locked.released_by, locked.public_from, locked.is_released
    return row
