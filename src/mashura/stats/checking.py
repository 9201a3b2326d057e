"""Checks a published result against its provenance: does the same computation over the same data give the same?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mashura.errors import InputError, gettext_noop
from mashura.stats.figures import compute_again, registry
from mashura.stats.vintages import MissingVintageError, OpenVintage, VintageStore


@dataclass(frozen=True, kw_only=True)
class Verification:
    """`holds`: the same result again. `differs`: another one. `not checkable`: something it was made with is missing.

    `reason` says why a result is not checkable, as an error whose message can be translated.
    """

    state: Literal["holds", "differs", "not checkable"]
    expected: str
    found: str | None = None
    reason: InputError | None = None


def verify(provenance: Mapping[str, Any], vintages: VintageStore) -> Verification:
    """Compute the figure again over exactly the vintages named and compare the hash of the result."""
    name, version = str(provenance.get("figure")), provenance.get("version")
    expected = str(provenance.get("result_sha256"))

    def not_checkable(reason: InputError) -> Verification:
        return Verification(state="not checkable", expected=expected, reason=reason)

    found = registry().get(name)
    if found is None or found.version != version:
        return not_checkable(
            InputError(
                gettext_noop("Version %(version)s of the figure %(figure)s is no longer part of this software."),
                figure=name,
                version=version,
            )
        )
    hashes = provenance.get("vintages") or {}

    def vintage_of(dataset: str) -> OpenVintage:
        if dataset not in hashes:
            raise MissingVintageError(
                gettext_noop("The provenance names no vintage of the dataset %(dataset)s."), dataset=dataset
            )
        return vintages.exactly(dataset, str(hashes[dataset]))

    try:
        result = compute_again(found, provenance.get("params") or {}, vintage_of)
    except InputError as reason:  # a missing or damaged file: the result may well be right
        return not_checkable(reason)
    again = result.provenance["result_sha256"]
    return Verification(state="holds" if again == expected else "differs", expected=expected, found=again)
