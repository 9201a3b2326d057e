"""Register files that come with the product: public facts with the pages on which they were found. No database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from mashura.consultation.rules.register import Particulars, SourceParticulars
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

FOLDER = Path(__file__).resolve().parent / "register"


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """One entry of a file, with its sources."""

    key: str
    country: str
    particulars: Particulars
    sources: tuple[SourceParticulars, ...]


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """The entries of one file, and the programme that they belong to."""

    programme: str
    entries: tuple[PublishedEntry, ...]


def bundled_registers() -> list[RegisterFile]:
    """Every file that ships with the product."""
    return [read_register(path) for path in sorted(FOLDER.glob("*.yaml"))]


def read_register(path: Path) -> RegisterFile:
    """What the file says. KeyError or ValueError for one that is not of this form: such files are part of the code."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return RegisterFile(data["programme"], tuple(_entry(line, data) for line in data["entries"]))


def _entry(line: Mapping[str, Any], data: Mapping[str, Any]) -> PublishedEntry:
    return PublishedEntry(
        key=line["key"],
        country=line["country"],
        particulars=Particulars(
            kind=line["kind"],
            status=line["status"],
            title=Localised(line["title"]),
            title_language=line["title_language"],
            description=Expressions.of_localised(line["description"], data["description_language"]),
            body=Localised(line.get("body", {})),
            themes=tuple(line["themes"]),
            first_year=line.get("first_year"),
            last_year=line.get("last_year"),
        ),
        sources=tuple(_source(source, data["checked_on"]) for source in line.get("sources", ())),
    )


def _source(line: Mapping[str, Any], checked_on: date) -> SourceParticulars:
    return SourceParticulars(
        title=Localised(line["title"]),
        publisher=Localised(line["publisher"]),
        url=line["url"],
        dated=line.get("dated"),
        checked_on=line.get("checked_on", checked_on),
    )
