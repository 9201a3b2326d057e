"""The sheet of a bundled dataset: `dataset.yaml` beside its `data.parquet`."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mashura.errors import InputError, gettext_noop
from mashura.evidence.rules.datasets import DataColumn
from mashura.evidence.rules.findings import Method
from mashura.kit.localised import Localised

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a dataset's sheet says; `folder` is where it and its data file lie."""

    folder: Path
    code: str
    programme: str
    method: str
    title: Localised
    publisher: Localised
    description: Localised
    caveats: Localised
    licence_name: str
    licence_url: str
    citation: str
    source_url: str
    source_file: str
    changes: str
    published_on: dt.date | None
    retrieved_on: dt.date
    sha256: str
    rows: int
    columns: list[dict[str, Any]]

    @property
    def data(self) -> Path:
        return self.folder / "data.parquet"


def read_sheets(bundle: Path) -> list[Sheet]:
    """Every sheet of the bundle, in order of the folders' names. InputError naming the file that is no sheet."""
    return [read_sheet(path) for path in sorted(bundle.glob("*/dataset.yaml"))]


def read_sheet(path: Path) -> Sheet:
    """One sheet. InputError when it is no YAML, lacks an entry or describes a column that cannot be."""
    name = f"{path.parent.name}/{path.name}"
    try:
        stated = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, in C where built
        for column in stated["columns"]:
            DataColumn.of(column)
        return Sheet(
            folder=path.parent,
            code=stated["code"],
            programme=stated.get("programme", ""),
            method=str(Method(stated["method"])) if stated.get("method") else "",
            title=Localised(stated["title"]),
            publisher=Localised(stated["publisher"]),
            description=Localised(stated["description"]),
            caveats=Localised(stated["caveats"]),
            licence_name=stated["licence"]["name"],
            licence_url=stated["licence"].get("url", ""),
            citation=" ".join(stated["citation"].split()),
            source_url=stated.get("url", ""),
            source_file=stated["source"],
            changes=" ".join(stated["changes"].split()),
            published_on=stated.get("released"),
            retrieved_on=stated["retrieved"],
            sha256=stated["sha256"],
            rows=stated["rows"],
            columns=stated["columns"],
        )
    except InputError:
        raise
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            gettext_noop("The file %(file)s does not describe a dataset: %(reason)s"),
            file=name,
            reason=(str(error).splitlines() or [type(error).__name__])[0],
        ) from error
