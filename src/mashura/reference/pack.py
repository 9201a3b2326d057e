"""Reference packs: names and code lists as signed-off data files, read without Django and without a database.

A pack is a folder with `pack.yaml` (what it is, where it comes from, who signed it off, the sha256 of every other
file) and data files. The first pack holds the real world, the second the States that the demonstration of
negotiations invents; they never share a code. Decision record: docs/decisions/0005-reference-packs.md.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mashura.errors import InputError, gettext_noop
from mashura.kit.localised import Localised

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE / "pack", HERE / "fictional")
LANGUAGES = ("en", "ar", "fr")
KINDS = frozenset({"state", "area", "former", "group"})

Texts = Localised


@dataclass(frozen=True, slots=True)
class Point:
    """Where a symbol for a country stands on a map: degrees east and north (WGS 84).

    `place` names the capital or main town; it is empty where the point is the rough middle of the area, which is
    so wherever the seat of government is disputed.
    """

    longitude: float
    latitude: float
    place: str


@dataclass(frozen=True, slots=True)
class CountryEntry:
    """A country, area or group of origin as data name it.

    `kind`: "state" (member or observer State of the United Nations), "area" (any other place of the M49 standard or
    of a publisher's code list), "former" (no longer exists, still in old rows) or "group" (no place: stateless,
    unknown). `official` is empty where the pack does not hold the full State name in every language. `within` and
    `origin` are the name in a sentence ("in Egypt", "en Égypte"; "from Egypt", "d'Égypte"), empty where not made.
    """

    iso3: str
    iso2: str
    m49: str
    kind: str
    region: str
    names: Texts
    official: Texts
    within: Texts
    origin: Texts
    point: Point | None
    note: str
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """A first-level area: ISO 3166-2 code, country, kind (governorate, region), names without the word for the kind."""

    code: str
    country: str
    kind: str
    names: Texts
    note: str


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """A region of the UN's M49 standard; `parent` is empty for the world."""

    m49: str
    parent: str
    names: Texts


@dataclass(frozen=True, slots=True)
class PackDescription:
    """What `pack.yaml` says: code, version, title, sources with licences, sign-off, notes by key, file hashes."""

    code: str
    version: str
    made_on: date
    is_fictional: bool
    title: Texts
    sign_off: Texts
    is_signed_off: bool
    sources: tuple[Mapping[str, str], ...]
    notes: Mapping[str, Texts]
    files: Mapping[str, str]


def file_name(path: Path) -> str:
    """How messages name a file of a pack: its folder and name, never the machine's path."""
    return f"{path.parent.name}/{path.name}"


def required(data: Any, path: Path, field: str) -> Any:
    """The value of `field` ("a.b" goes down) in the mapping; InputError naming file and field when missing or empty."""
    value = data
    for step in field.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    if value is None or value in ("", [], {}):
        raise InputError(
            gettext_noop("The file %(file)s lacks the field “%(field)s”."), file=file_name(path), field=field
        )
    return value


def unbroken(text: str) -> str:
    """The text on one line; no-break spaces, which French puts before some marks, stay what they are."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def texts(data: Any, path: Path, field: str, *, languages: tuple[str, ...] = LANGUAGES) -> Texts:
    """A text in every language; InputError naming file, field and language when one is missing."""
    if not isinstance(data, Mapping):
        raise InputError(
            gettext_noop("The field “%(field)s” in %(file)s must give one text for each language: %(languages)s."),
            file=file_name(path),
            field=field,
            languages=", ".join(languages),
        )
    for language in languages:
        text = data.get(language)
        if not isinstance(text, str) or not text.strip():
            raise InputError(
                gettext_noop("The field “%(field)s” in %(file)s has no text in the language “%(language)s”."),
                file=file_name(path),
                field=field,
                language=language,
            )
    return Localised({language: unbroken(str(data[language])) for language in languages})


def read_yaml(path: Path) -> Mapping[str, Any]:
    """The mapping that the file holds; InputError naming the file when it is missing, no YAML or no mapping."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(gettext_noop("The file %(file)s is missing."), file=file_name(path)) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            gettext_noop("The file %(file)s cannot be read as YAML (line %(line)s)."),
            file=file_name(path),
            line=mark.line + 1 if mark else "?",
        ) from error
    if not isinstance(data, Mapping):
        raise InputError(gettext_noop("The file %(file)s must hold named fields."), file=file_name(path))
    return data


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number (the header is row 1) and row of a CSV file; InputError when a column is missing or a row is torn."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise InputError(
                    gettext_noop("The file %(file)s lacks the column “%(column)s”."),
                    file=file_name(path),
                    column=missing[0],
                )
            for number, row in enumerate(reader, start=2):
                if None in row or None in row.values():
                    raise InputError(
                        gettext_noop("Row %(row)s of %(file)s has more or fewer cells than there are columns."),
                        row=number,
                        file=file_name(path),
                    )
                yield number, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            gettext_noop("The file %(file)s cannot be read as CSV in UTF-8."), file=file_name(path)
        ) from error


def _texts_columns(prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}_{language}" for language in LANGUAGES)


_PLAIN = ("iso3", "iso2", "m49", "kind", "region", "capital", "longitude", "latitude", "note")
COUNTRY_COLUMNS = _PLAIN + tuple(
    column for prefix in ("name", "official", "in", "from") for column in _texts_columns(prefix)
)
AREA_COLUMNS = ("code", "country", "kind", "note", *_texts_columns("name"))
REGION_COLUMNS = ("m49", "parent", *_texts_columns("name"))


def _row_texts(row: Mapping[str, str], prefix: str, path: Path, number: int, *, is_needed: bool = True) -> Texts:
    found = {language: (row.get(f"{prefix}_{language}") or "").strip() for language in LANGUAGES}
    missing = [language for language, text in found.items() if not text]
    if len(missing) == len(found) and not is_needed:
        return Localised()
    if missing:
        raise InputError(
            gettext_noop("Row %(row)s of %(file)s: the column “%(column)s” is empty."),
            row=number,
            file=file_name(path),
            column=f"{prefix}_{missing[0]}",
        )
    return Localised(found)


def _wrong(path: Path, number: int, column: str, value: str) -> InputError:
    return InputError(
        gettext_noop("Row %(row)s of %(file)s: “%(value)s” is not a value of the column “%(column)s”."),
        row=number,
        file=file_name(path),
        column=column,
        value=value,
    )


def read_countries(path: Path, *, is_fictional: bool) -> dict[str, CountryEntry]:
    """The countries of one file by ISO 3166-1 alpha-3 code; InputError naming row and column."""
    found: dict[str, CountryEntry] = {}
    for number, row in rows(path, COUNTRY_COLUMNS):
        iso3, kind = row["iso3"], row["kind"]
        if len(iso3) != len("EGY") or not iso3.isascii() or not iso3.isupper() or iso3 in found:
            raise _wrong(path, number, "iso3", iso3)
        if kind not in KINDS:
            raise _wrong(path, number, "kind", kind)
        point = None
        if row["longitude"]:
            try:
                point = Point(float(row["longitude"]), float(row["latitude"]), row["capital"])
            except ValueError as error:
                raise _wrong(path, number, "longitude", row["longitude"]) from error
            if abs(point.longitude) > 180 or abs(point.latitude) > 90:
                raise _wrong(path, number, "longitude", row["longitude"])
        found[iso3] = CountryEntry(
            iso3=iso3,
            iso2=row["iso2"],
            m49=row["m49"],
            kind=kind,
            region=row["region"],
            names=_row_texts(row, "name", path, number),
            official=_row_texts(row, "official", path, number, is_needed=False),
            within=_row_texts(row, "in", path, number, is_needed=False),
            origin=_row_texts(row, "from", path, number, is_needed=False),
            point=point,
            note=row["note"],
            is_fictional=is_fictional,
        )
    return found


def read_description(folder: Path) -> PackDescription:
    """What `pack.yaml` of the folder says; InputError when a field is missing or a file's sha256 differs."""
    path = folder / "pack.yaml"
    data = read_yaml(path)
    description = PackDescription(
        code=required(data, path, "code"),
        version=str(required(data, path, "version")),
        made_on=required(data, path, "made_on"),
        is_fictional=bool(data.get("is_fictional")),
        title=texts(data.get("title"), path, "title"),
        sign_off=texts(required(data, path, "sign_off.note"), path, "sign_off.note"),
        is_signed_off=required(data, path, "sign_off.state") == "signed-off",
        sources=tuple(required(data, path, "sources")),
        notes={key: texts(note, path, f"notes.{key}") for key, note in required(data, path, "notes").items()},
        files=required(data, path, "files"),
    )
    for name, sha256 in description.files.items():
        file = folder / name
        if not file.is_file():
            raise InputError(gettext_noop("The file %(file)s is missing."), file=file_name(file))
        if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
            raise InputError(
                gettext_noop("The file %(file)s is not the one that the reference pack was signed off with."),
                file=file_name(file),
            )
    return description


@cache
def descriptions() -> tuple[PackDescription, ...]:
    """The packs that ship with the product, the real one first; hashes checked once per process."""
    return tuple(read_description(folder) for folder in FOLDERS)


@cache
def countries() -> Mapping[str, CountryEntry]:
    """All countries and areas of all packs by code."""
    found: dict[str, CountryEntry] = {}
    for folder in FOLDERS:
        found |= read_countries(folder / "countries.csv", is_fictional=folder != FOLDERS[0])
    return found


@cache
def regions() -> Mapping[str, RegionEntry]:
    """The M49 regions by code."""
    path = FOLDERS[0] / "regions.csv"
    return {
        row["m49"]: RegionEntry(row["m49"], row["parent"], _row_texts(row, "name", path, number))
        for number, row in rows(path, REGION_COLUMNS)
    }


@cache
def areas() -> Mapping[str, AreaEntry]:
    """The first-level areas by ISO 3166-2 code."""
    path = FOLDERS[0] / "areas.csv"
    return {
        row["code"]: AreaEntry(
            row["code"], row["country"], row["kind"], _row_texts(row, "name", path, number), row["note"]
        )
        for number, row in rows(path, AREA_COLUMNS)
    }


@cache
def notes() -> Mapping[str, Texts]:
    """The notes that names and maps carry, by key, over all packs."""
    return {key: note for description in descriptions() for key, note in description.notes.items()}
