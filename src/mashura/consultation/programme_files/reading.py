"""Reads programme files. Without a database; docs/programme-files.md describes the format."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from mashura.consultation.programme_files.entries import (
    Contact,
    Deadline,
    Fact,
    Partner,
    Phase,
    ProgrammeFile,
    Report,
    Section,
    Source,
)
from mashura.consultation.programme_files.meeting_reading import read_documents, read_meeting
from mashura.consultation.programme_files.reader import SLUG, Reader, source_of, top_topics_of
from mashura.errors import InputError, gettext_noop
from mashura.reference.public import is_country, is_fictional

FORMAT: Final = 1
FOLDER: Final = Path(__file__).resolve().parents[1] / "programmes"
DIGITS: Final = frozenset({"western", "arabic-indic"})
PARTNER_ROLES: Final = ("host", "partner")
# Stands where a code would in addresses: /meetings/practice-notes/.
RESERVED_CODES: Final = frozenset({"practice-notes"})
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+")


def _load(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(gettext_noop("The file %(file)s is missing."), file=path.name) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(gettext_noop("The file %(file)s cannot be read as text in UTF-8."), file=path.name) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            gettext_noop("The file %(file)s cannot be read as YAML (line %(line)s)."),
            file=path.name,
            line=mark.line + 1 if mark else "?",
        ) from error


def read_programme(path: Path) -> ProgrammeFile:
    """The programme in the file; InputError naming file and field for whatever is missing, misspelt or impossible."""
    return read_programme_data(_load(path), name=path.name)


def read_programme_data(data: Any, *, name: str, is_complete: bool = True) -> ProgrammeFile:
    """The programme in what YAML gives for a file called `name`.

    Without `is_complete` a text may lack languages of the programme (one it must have): so a programme is set up step
    by step before it is released. InputError as for `read_programme`.
    """
    root = Reader(data, file=name, is_complete=is_complete)
    if root.get("format") != FORMAT:
        raise root.wrong("format", root.data["format"])
    code = root.word("code", SLUG)
    if code in RESERVED_CODES:
        raise root.wrong("code", code)
    fictional = root.get("is_fictional")
    if not isinstance(fictional, bool):
        raise root.wrong("is_fictional", fictional)
    authoritative, working = _languages(root)
    root.languages = authoritative + working
    countries = _countries(root, is_fictional_programme=fictional)
    first_year, last_year = _years(root)
    amount, currency = _budget(root)
    sources = _sources(root)
    keys = {source.key for source in sources}
    meetings = tuple(read_meeting(reader, keys, countries) for reader in root.each("meetings"))
    found = ProgrammeFile(
        code=code,
        is_fictional=fictional,
        names=root.text("names"),
        short_names=root.text("short_names"),
        summary=root.text("summary"),
        countries=countries,
        authoritative_languages=authoritative,
        working_languages=working,
        digits=_digits(root),
        project_code=root.word("project_code", is_needed=False),
        first_year=first_year,
        last_year=last_year,
        budget_amount=amount,
        budget_currency=currency,
        donor=root.text("donor", is_needed=False),
        organisers=root.text("organisers", is_needed=False),
        topics=top_topics_of(root),
        sources=sources,
        facts=tuple(_fact(reader, keys) for reader in root.each("facts")),
        story=tuple(_section(reader, keys) for reader in root.each("story")),
        report=_report(root, keys),
        meetings=meetings,
        phases=tuple(_phase(reader, keys) for reader in root.each("phases")),
        deadlines=tuple(_deadline(reader, keys) for reader in root.each("deadlines")),
        partners=tuple(_partner(reader, keys) for reader in root.each("partners")),
        contacts=tuple(_contact(reader) for reader in root.each("contacts")),
        documents=read_documents(root, meetings),
        says=frozenset(root.data),
    )
    root.finish()
    return found


def bundled_programmes() -> tuple[Path, ...]:
    """The programme files that ship with the product, the real programme first."""
    return tuple(sorted(FOLDER.glob("*.yaml"), key=lambda path: (path.stem != "north_africa", path.stem)))


def _languages(root: Reader) -> tuple[tuple[str, ...], tuple[str, ...]]:
    inner = root.inner("languages")
    assert inner is not None  # noqa: S101 - a needed field is there
    authoritative, working = inner.words("authoritative"), inner.words("working", is_needed=False)
    for language in authoritative + working:
        if not _TAG.fullmatch(language) or (authoritative + working).count(language) > 1:
            raise inner.wrong("authoritative" if language in authoritative else "working", language)
    inner.finish()
    return authoritative, working


def _countries(root: Reader, *, is_fictional_programme: bool) -> tuple[str, ...]:
    codes = root.words("countries")
    for iso3 in codes:
        # A real programme never shows an invented State, nor the other way round.
        if not is_country(iso3) or is_fictional(iso3) != is_fictional_programme:
            raise root.wrong("countries", iso3)
    return codes


def _digits(root: Reader) -> dict[str, str]:
    value = root.get("digits", is_needed=False) or {}
    if not isinstance(value, Mapping) or any(
        language not in root.languages or style not in DIGITS for language, style in value.items()
    ):
        raise root.wrong("digits", value)
    return dict(value)


def _years(root: Reader) -> tuple[int | None, int | None]:
    inner = root.inner("years", is_needed=False)
    if inner is None:
        return None, None
    first, last = inner.number("from"), inner.number("to")
    if not 1950 <= first <= last <= 2100:
        raise inner.wrong("to", last)
    inner.finish()
    return first, last


def _budget(root: Reader) -> tuple[int | None, str]:
    inner = root.inner("budget", is_needed=False)
    if inner is None:
        return None, ""
    amount, currency = inner.number("amount"), inner.word("currency", _CURRENCY)
    inner.finish()
    return amount, currency


def _sources(root: Reader) -> tuple[Source, ...]:
    found = []
    for reader in root.each("sources", is_needed=True):
        found.append(Source(reader.word("key", SLUG), reader.text("title")))
        reader.finish()
    return tuple(found)


def _fact(reader: Reader, keys: set[str]) -> Fact:
    fact = Fact(reader.word("key", SLUG), source_of(reader, keys), reader.text("label"), reader.text("value"))
    reader.finish()
    return fact


def _section(reader: Reader, keys: set[str]) -> Section:
    paragraphs = reader.get("paragraphs")
    if not isinstance(paragraphs, list):
        raise reader.wrong("paragraphs", paragraphs)
    section = Section(
        reader.word("key", SLUG),
        source_of(reader, keys),
        reader.text("title"),
        tuple(reader.localised(text, f"paragraphs[{place}]") for place, text in enumerate(paragraphs, start=1)),
    )
    reader.finish()
    return section


def _report(root: Reader, keys: set[str]) -> Report | None:
    inner = root.inner("report", is_needed=False)
    if inner is None:
        return None
    report = Report(source_of(inner, keys), inner.text("title"), inner.day("dated"), inner.words("languages"))
    for language in report.languages:
        if not _TAG.fullmatch(language):
            raise inner.wrong("languages", language)
    inner.finish()
    return report


def _phase(reader: Reader, keys: set[str]) -> Phase:
    phase = Phase(
        reader.word("key", SLUG),
        source_of(reader, keys),
        reader.text("title"),
        reader.day("starts"),
        reader.day("ends"),
    )
    if phase.ends < phase.starts:
        raise reader.wrong("ends", phase.ends)
    reader.finish()
    return phase


def _deadline(reader: Reader, keys: set[str]) -> Deadline:
    deadline = Deadline(reader.word("key", SLUG), source_of(reader, keys), reader.text("title"), reader.day("due"))
    reader.finish()
    return deadline


def _partner(reader: Reader, keys: set[str]) -> Partner:
    partner = Partner(
        reader.word("key", SLUG),
        source_of(reader, keys),
        reader.word("role"),
        reader.text("name"),
        reader.word("country", is_needed=False),
    )
    if partner.role not in PARTNER_ROLES:
        raise reader.wrong("role", partner.role)
    if partner.country and not is_country(partner.country):
        raise reader.wrong("country", partner.country)
    reader.finish()
    return partner


def _contact(reader: Reader) -> Contact:
    contact = Contact(
        reader.word("key", SLUG),
        reader.text("post"),
        reader.text("organisation"),
        reader.word("email", _EMAIL, is_needed=False),
        reader.word("url", _URL, is_needed=False),
    )
    if not contact.email and not contact.url:
        raise reader.lacks("email")
    reader.finish()
    return contact
