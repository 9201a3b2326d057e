"""Where vintages lie: one Parquet file per hash in the data folder, written whole or not at all."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from mashura.access.public import Actor
from mashura.errors import InputError, gettext_noop
from mashura.evidence.models import SHA256_PATTERN, Vintage
from mashura.evidence.queries.datasets import released_vintages
from mashura.stats.engine import sha256_of
from mashura.stats.vintages import FolderStore, MissingVintageError, OpenVintage

BUNDLE: Final = Path(__file__).resolve().parent / "bundle"


def vintage_path(sha256: str) -> Path:
    """The place of the vintage with this hash, whether it is there or not."""
    if not re.fullmatch(SHA256_PATTERN, sha256):
        raise ValueError("a vintage is known by 64 hexadecimal digits")
    return Path(settings.DATA_DIR) / "vintages" / f"{sha256}.parquet"


def keep_copy(source: Path, sha256: str) -> Path:
    """A copy of `source` at its place, unless it is there already. InputError when it is not the file of that hash."""
    target = vintage_path(sha256)
    if target.is_file() and target.stat().st_size == source.stat().st_size:
        return target
    with drafted(lambda part: shutil.copyfile(source, part)) as draft:
        if draft.sha256 != sha256:
            raise InputError(
                gettext_noop("The file %(file)s is damaged: it is not the file that its description names."),
                file=f"{source.parent.name}/{source.name}",
            )
        return draft.keep()


@dataclass(frozen=True)
class Draft:
    """A whole file beside its place, which becomes a vintage's file when it is kept and vanishes otherwise."""

    path: Path
    sha256: str
    bytes: int

    def keep(self) -> Path:
        """Put it at its place in one step. What stood there under the same hash is the same file."""
        target = vintage_path(self.sha256)
        try:
            self.path.replace(target)
        except OSError as error:
            raise _unwritable(target.parent, error) from error
        return target


@contextmanager
def drafted(write: Callable[[Path], Any]) -> Iterator[Draft]:
    """Let `write` make a file in the data folder. InputError when the folder cannot be written or is full."""
    folder = Path(settings.DATA_DIR) / "vintages"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder, suffix=".part")
    except OSError as error:
        raise _unwritable(folder, error) from error
    os.close(descriptor)
    part = Path(name)
    try:
        try:
            write(part)
            with part.open("rb") as file:
                os.fsync(file.fileno())
            part.chmod(0o444)
            draft = Draft(path=part, sha256=sha256_of(part), bytes=part.stat().st_size)
        except OSError as error:
            raise _unwritable(folder, error) from error
        yield draft
    finally:
        part.unlink(missing_ok=True)


def _unwritable(folder: Path, error: OSError) -> InputError:
    return InputError(
        gettext_noop("The data folder %(folder)s cannot be written: %(reason)s"),
        folder=str(folder),
        reason=error.strerror or type(error).__name__,
    )


def bundled_store() -> FolderStore:
    """The data that ships with the package; needs no database."""
    return FolderStore(BUNDLE)


class ReleasedStore:
    """The released vintages that an actor may see; figures are computed over these only."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._found: dict[str, Vintage] | None = None

    def newest(self) -> Mapping[str, Vintage]:
        """The newest released vintage of each dataset, with it; read once."""
        if self._found is None:
            self._found = {}
            for vintage in released_vintages(self.actor):
                self._found.setdefault(vintage.dataset.code, vintage)
        return self._found

    def latest(self, dataset: str) -> OpenVintage:
        """The newest released vintage. MissingVintageError when there is none or its file is gone."""
        found = self.newest().get(dataset)
        if found is None:
            raise MissingVintageError(
                gettext_noop("There is no released data of the dataset %(dataset)s here."), dataset=dataset
            )
        return open_vintage(found)

    def exactly(self, dataset: str, sha256: str) -> OpenVintage:
        """The released vintage with that hash. MissingVintageError when it is not here."""
        found = released_vintages(self.actor).filter(dataset__code=dataset, sha256=sha256).first()
        if found is None:
            raise MissingVintageError(
                gettext_noop("The vintage %(sha256)s of the dataset %(dataset)s is not here."),
                dataset=dataset,
                sha256=sha256[:12],
            )
        return open_vintage(found)


def open_vintage(vintage: Vintage) -> OpenVintage:
    """The file of a registered vintage. MissingVintageError when it is gone from the data folder."""
    path = vintage_path(vintage.sha256)
    if not path.is_file():
        raise MissingVintageError(
            gettext_noop(
                "The file of the vintage %(sha256)s of the dataset %(dataset)s is missing from the data folder."
            ),
            dataset=vintage.dataset.code,
            sha256=vintage.sha256[:12],
        )
    return OpenVintage(dataset=vintage.dataset.code, sha256=vintage.sha256, path=path)
