"""The three steps of material about countries, as its kind takes them: one way in for every button.

Most kinds are released, published and withdrawn by the actions of `releasing` alone. A kind to which more belongs (a
text that must be settled first, parts that go along) says so in its app's `material.py`, which is found when the apps
are loaded.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise

from mashura.access.actors import Actor
from mashura.access.decisions import can, require
from mashura.access.permissions import Permission
from mashura.access.releasing import CountryMaterial, publish_material, release_material, withdraw_material
from mashura.errors import InputError, gettext_noop


def _always(_row: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class ReleaseSteps:
    """How one kind of material takes each step; every function has the arguments of the one it stands for.

    `is_settled` tells whether the text may still change: before, nothing is released or published. `note` says to the
    secretariat what publishing does beyond the row itself.
    """

    release: Callable[..., object] = release_material
    publish: Callable[..., object] = publish_material
    withdraw: Callable[..., object] = withdraw_material
    is_settled: Callable[[Any], bool] = _always
    note: Promise | str = ""


_USUAL: Final = ReleaseSteps()
_of_model: dict[type[CountryMaterial], ReleaseSteps] = {}


def declare_release_steps(model: type[CountryMaterial], steps: ReleaseSteps) -> None:
    """Say how material of this kind takes its steps."""
    _of_model[model] = steps


def release_steps(row: CountryMaterial) -> ReleaseSteps:
    """The steps of this row's kind."""
    return _of_model.get(type(row), _USUAL)


def countries_to_release(actor: Actor, row: CountryMaterial) -> list[str]:
    """The countries for which `actor` may release `row` now, by code."""
    if not release_steps(row).is_settled(row) or not can(actor, Permission.COUNTRY_TEXT_RELEASE, row):
        return []
    return [code for code in row.waits_for if code in actor.countries]


def waits_for_publication(actor: Actor, row: CountryMaterial) -> bool:
    """Whether every country concerned has released `row`, and `actor` is the one who may publish it now."""
    is_ready = row.public_from is None and not row.waits_for and release_steps(row).is_settled(row)
    return is_ready and can(actor, Permission.PROGRAMME_TEXT_PUBLISH, row)


def take_release(*, actor: Actor, row: CountryMaterial, country: str) -> None:
    """Release `row` for `country`, as its kind does it; raises as `release_material`, InputError for a draft."""
    require(actor, Permission.COUNTRY_TEXT_RELEASE, row)
    _check_settled(row)
    release_steps(row).release(actor=actor, row=row, country=country)


def take_publication(*, actor: Actor, row: CountryMaterial, public_from: datetime | None = None) -> None:
    """Publish `row`, as its kind does it; raises as `publish_material`, InputError for a draft."""
    require(actor, Permission.PROGRAMME_TEXT_PUBLISH, row)
    _check_settled(row)
    release_steps(row).publish(actor=actor, row=row, public_from=public_from)


def take_withdrawal(*, actor: Actor, row: CountryMaterial) -> None:
    """Take `row` out of public view, as its kind does it; raises as `withdraw_material`."""
    require(actor, Permission.PROGRAMME_TEXT_PUBLISH, row)
    release_steps(row).withdraw(actor=actor, row=row)


def _check_settled(row: CountryMaterial) -> None:
    if not release_steps(row).is_settled(row):
        raise InputError(gettext_noop("Its text may still change: it is released and published once it is settled."))
