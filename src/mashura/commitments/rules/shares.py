"""Shares of a regional commitment: every country of it is listed, and a missing share is said, never averaged away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from mashura.errors import InputError, gettext_noop

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CountryShare(Generic[T]):
    """What one country undertook of a regional commitment; none when nothing is there for this reader to see."""

    country: str
    shares: tuple[T, ...]

    @property
    def is_missing(self) -> bool:
        return not self.shares


def country_shares(countries: Sequence[str], shares: Iterable[tuple[str, T]]) -> list[CountryShare[T]]:
    """One entry for every country, in the order given. A share of a country that takes no part is a defect."""
    found: dict[str, list[T]] = {country: [] for country in countries}
    for country, share in shares:
        found[country].append(share)
    return [CountryShare(country, tuple(found[country])) for country in countries]


def check_share(parent_kind: str, parent_countries: Sequence[str], country: str) -> None:
    """Return when a commitment of `country` may be a share of another; InputError otherwise."""
    if parent_kind != "joint" or country not in parent_countries:
        raise InputError(gettext_noop("Only a country of a joint commitment can take a share of it."))
