"""Checking an edition against the data: every figure it names is computed again over the very vintages it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from mashura.access.public import Actor
from mashura.errors import InputError
from mashura.evidence.public import ReleasedStore
from mashura.publication.provenance import read_provenance
from mashura.stats.figures import MissingVintageError, OpenVintage, VintageStore, registry, run


class Verdict(StrEnum):
    """What came of checking a figure."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_CHECKABLE = "not checkable"


@dataclass(frozen=True, slots=True)
class Checked:
    """A figure of an edition, by its key there, and what came of computing it again."""

    key: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Pinned:
    """A store that knows only the vintages an edition names: what is newer does not count."""

    store: VintageStore
    hashes: Mapping[str, str]

    def latest(self, dataset: str) -> OpenVintage:
        """The vintage that the edition names. MissingVintageError when it names none, or it is not here."""
        return self.store.exactly(dataset, self.hashes.get(dataset, ""))

    def exactly(self, dataset: str, sha256: str) -> OpenVintage:
        return self.store.exactly(dataset, sha256)


def verify_edition(path: Path, *, actor: Actor) -> list[Checked]:
    """Compute every figure of the edition at `path` again, over the vintages that `actor` may read.

    Not checkable: a vintage is missing, or this installation computes the figure in another version.

    Raises:
        InputError: the file is no edition.
    """
    store = ReleasedStore(actor)
    return [Checked(entry["key"], _verdict(entry, store)) for entry in read_provenance(path)["figures"]]


def _verdict(entry: Mapping[str, Any], store: VintageStore) -> Verdict:
    found = registry().get(entry["figure"])
    if found is None or found.version != entry["version"]:
        return Verdict.NOT_CHECKABLE
    try:
        result = run(entry["figure"], entry["params"], Pinned(store, entry["vintages"]))
    except MissingVintageError:
        return Verdict.NOT_CHECKABLE
    except InputError:
        # The parameters it states do not fit the data it states: it cannot have come from there.
        return Verdict.DIFFERENT
    same = result.provenance["result_sha256"] == entry["result_sha256"]
    return Verdict.SAME if same else Verdict.DIFFERENT
