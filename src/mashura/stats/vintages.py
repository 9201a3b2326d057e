"""Vintages: the immutable, hashed files that figures are computed over."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mashura.errors import InputError, gettext_noop


class MissingVintageError(InputError):
    """The vintage asked for is not here; whatever was computed over it cannot be checked."""


@dataclass(frozen=True, kw_only=True)
class OpenVintage:
    """A Parquet file that can be read now. `sha256` is the hash of the whole file."""

    dataset: str
    sha256: str
    path: Path


class VintageStore(Protocol):
    """Where vintages are found; the platform's own store is in `evidence`, tests and readers may use a folder."""

    def latest(self, dataset: str) -> OpenVintage:
        """The newest vintage of that dataset; `MissingVintageError` when there is none."""
        ...

    def exactly(self, dataset: str, sha256: str) -> OpenVintage:
        """The vintage with that hash; `MissingVintageError` when it is not here."""
        ...


class FolderStore:
    """A folder of datasets, each a folder with `data.parquet` and a `dataset.yaml` that states its `sha256`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def latest(self, dataset: str) -> OpenVintage:
        path = self.folder / dataset / "data.parquet"
        sheet = path.with_name("dataset.yaml")
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", dataset) or not path.is_file() or not sheet.is_file():
            raise MissingVintageError(
                gettext_noop("There is no data of the dataset %(dataset)s here."), dataset=dataset
            )
        stated = re.search(r"^sha256: *[\"']?([0-9a-f]{64})", sheet.read_text(encoding="utf-8"), re.MULTILINE)
        if stated is None:
            raise InputError(
                gettext_noop("%(file)s states no sha256 of its data file."), file=f"{dataset}/{sheet.name}"
            )
        return OpenVintage(dataset=dataset, sha256=stated[1], path=path)

    def exactly(self, dataset: str, sha256: str) -> OpenVintage:
        vintage = self.latest(dataset)
        if vintage.sha256 != sha256:
            raise MissingVintageError(
                gettext_noop("The vintage %(sha256)s of the dataset %(dataset)s is not here."),
                dataset=dataset,
                sha256=sha256[:12],
            )
        return vintage
