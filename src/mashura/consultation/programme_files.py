"""Programme files: one YAML file describes one programme, read strictly and without a database.

The format is described in docs/programme-files.md.
Every refusal is an InputError that names the file and the field. What a file does not say stays empty: nothing is
made up to fill a page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from mashura.errors import InputError, gettext_noop
from mashura.kit.localised import Localised
from mashura.reference.public import is_country, is_fictional, topics

FORMAT = 1
FOLDER = Path(__file__).resolve().parent / "programmes"
MEETING_KINDS = frozenset({"national-workshop", "regional-meeting"})
DIGITS = frozenset({"western", "arabic-indic"})
_SLUG = re.compile(r"[a-z][a-z0-9-]{1,39}")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_BREAKS = re.compile(r"[ \t\r\n]+")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from."""

    key: str
    title: Localised


@dataclass(frozen=True, slots=True)
class Fact:
    """One known fact: its label, its value, and the key of its source."""

    key: str
    source: str
    label: Localised
    value: Localised


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the programme's story."""

    key: str
    source: str
    title: Localised
    paragraphs: tuple[Localised, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The report that the programme published, and the languages it came out in."""

    source: str
    title: Localised
    dated: date
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting of the calendar; texts that are not known are empty."""

    key: str
    kind: str
    source: str
    country: str
    starts: date
    ends: date
    title: Localised
    place: Localised
    partners: Localised
    participants: Localised
    subjects: Localised


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """Everything that a programme file says, checked."""

    code: str
    is_fictional: bool
    names: Localised
    short_names: Localised
    summary: Localised
    countries: tuple[str, ...]
    authoritative_languages: tuple[str, ...]
    working_languages: tuple[str, ...]
    digits: Mapping[str, str]
    project_code: str
    first_year: int | None
    last_year: int | None
    budget_amount: int | None
    budget_currency: str
    donor: Localised
    organisers: Localised
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    story: tuple[Section, ...]
    report: Report | None
    meetings: tuple[MeetingEntry, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The programme's languages, authoritative ones first."""
        return self.authoritative_languages + self.working_languages


class _Reader:
    """Takes fields out of one mapping of the file and knows how to name it in a refusal."""

    def __init__(self, data: Any, *, file: str, where: str = "", languages: tuple[str, ...] = ()) -> None:
        self.file, self.where, self.languages = file, where, languages
        if not isinstance(data, Mapping):
            raise InputError(
                gettext_noop("The field “%(field)s” in %(file)s must hold named fields."),
                file=file,
                field=where or "(file)",
            )
        self.data = dict(data)
        self.known: set[str] = set()

    def name(self, field: str) -> str:
        return f"{self.where}.{field}" if self.where else field

    def wrong(self, field: str, value: object) -> InputError:
        return InputError(
            gettext_noop("The field “%(field)s” in %(file)s has a value that cannot be used: “%(value)s”."),
            file=self.file,
            field=self.name(field),
            value=value,
        )

    def get(self, field: str, *, is_needed: bool = True) -> Any:
        self.known.add(field)
        value = self.data.get(field)
        if is_needed and (value is None or value in ("", [], {})):
            raise InputError(
                gettext_noop("The file %(file)s lacks the field “%(field)s”."), file=self.file, field=self.name(field)
            )
        return value

    def word(self, field: str, pattern: re.Pattern[str] | None = None, *, is_needed: bool = True) -> str:
        value = self.get(field, is_needed=is_needed)
        if value is None:
            return ""
        if not isinstance(value, str) or (pattern and not pattern.fullmatch(value)):
            raise self.wrong(field, value)
        return value

    def words(self, field: str, *, is_needed: bool = True) -> tuple[str, ...]:
        value = self.get(field, is_needed=is_needed) or []
        if not isinstance(value, list) or len(set(map(str, value))) != len(value):
            raise self.wrong(field, value)
        for item in value:
            if not isinstance(item, str):
                raise self.wrong(field, item)
        return tuple(value)

    def number(self, field: str) -> int:
        value = self.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.wrong(field, value)
        return value

    def day(self, field: str) -> date:
        value = self.get(field)
        if type(value) is not date:
            raise self.wrong(field, value)
        return value

    def text(self, field: str, *, is_needed: bool = True) -> Localised:
        return self.localised(self.get(field, is_needed=is_needed), field)

    def localised(self, value: Any, field: str) -> Localised:
        if value is None:
            return Localised()
        if not isinstance(value, Mapping):
            raise self.wrong(field, value)
        if strange := set(value) - set(self.languages):
            raise InputError(
                gettext_noop(
                    "The field “%(field)s” in %(file)s has a text in “%(language)s”, no language of the programme."
                ),
                file=self.file,
                field=self.name(field),
                language=min(map(str, strange)),
            )
        for language in self.languages:
            if not isinstance(value.get(language), str) or not value[language].strip():
                raise InputError(
                    gettext_noop("The field “%(field)s” in %(file)s has no text in the language “%(language)s”."),
                    file=self.file,
                    field=self.name(field),
                    language=language,
                )
        # One line each; no-break spaces, which French puts before some marks, stay what they are.
        return Localised({language: _BREAKS.sub(" ", value[language]) for language in self.languages})

    def inner(self, field: str, *, is_needed: bool = True) -> "_Reader | None":
        value = self.get(field, is_needed=is_needed)
        if value is None:
            return None
        return _Reader(value, file=self.file, where=self.name(field), languages=self.languages)

    def each(self, field: str, *, is_needed: bool = False) -> "list[_Reader]":
        value = self.get(field, is_needed=is_needed) or []
        if not isinstance(value, list):
            raise self.wrong(field, value)
        readers = [
            _Reader(item, file=self.file, where=f"{self.name(field)}[{place}]", languages=self.languages)
            for place, item in enumerate(value, start=1)
        ]
        keys = [reader.data.get("key") for reader in readers]
        for reader, key in zip(readers, keys, strict=True):
            if key is not None and keys.count(key) > 1:
                raise reader.wrong("key", key)
        return readers

    def finish(self) -> None:
        """Refuse fields that nobody asked for: a misspelt name must not pass as silence."""
        if strange := set(self.data) - self.known:
            raise InputError(
                gettext_noop("The file %(file)s has a field that is not known: “%(field)s”."),
                file=self.file,
                field=self.name(min(map(str, strange))),
            )


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
    root = _Reader(_load(path), file=path.name)
    if root.get("format") != FORMAT:
        raise root.wrong("format", root.data["format"])
    code = root.word("code", _SLUG)
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
        topics=_topics(root),
        sources=sources,
        facts=tuple(_fact(reader, keys) for reader in root.each("facts")),
        story=tuple(_section(reader, keys) for reader in root.each("story")),
        report=_report(root, keys),
        meetings=tuple(_meeting(reader, keys, countries) for reader in root.each("meetings")),
    )
    root.finish()
    return found


def bundled_programmes() -> tuple[Path, ...]:
    """The programme files that ship with the product, the real programme first."""
    return tuple(sorted(FOLDER.glob("*.yaml"), key=lambda path: (path.stem != "north_africa", path.stem)))


def _languages(root: _Reader) -> tuple[tuple[str, ...], tuple[str, ...]]:
    inner = root.inner("languages")
    assert inner is not None  # noqa: S101 - a needed field is there
    authoritative, working = inner.words("authoritative"), inner.words("working", is_needed=False)
    for language in authoritative + working:
        if not _TAG.fullmatch(language) or (authoritative + working).count(language) > 1:
            raise inner.wrong("authoritative" if language in authoritative else "working", language)
    inner.finish()
    return authoritative, working


def _countries(root: _Reader, *, is_fictional_programme: bool) -> tuple[str, ...]:
    codes = root.words("countries")
    for iso3 in codes:
        # A real programme never shows an invented State, nor the other way round.
        if not is_country(iso3) or is_fictional(iso3) != is_fictional_programme:
            raise root.wrong("countries", iso3)
    return codes


def _digits(root: _Reader) -> dict[str, str]:
    value = root.get("digits", is_needed=False) or {}
    if not isinstance(value, Mapping) or any(
        language not in root.languages or style not in DIGITS for language, style in value.items()
    ):
        raise root.wrong("digits", value)
    return dict(value)


def _years(root: _Reader) -> tuple[int | None, int | None]:
    inner = root.inner("years", is_needed=False)
    if inner is None:
        return None, None
    first, last = inner.number("from"), inner.number("to")
    if not 1950 <= first <= last <= 2100:
        raise inner.wrong("to", last)
    inner.finish()
    return first, last


def _budget(root: _Reader) -> tuple[int | None, str]:
    inner = root.inner("budget", is_needed=False)
    if inner is None:
        return None, ""
    amount, currency = inner.number("amount"), inner.word("currency", _CURRENCY)
    inner.finish()
    return amount, currency


def _topics(root: _Reader) -> tuple[str, ...]:
    codes = root.words("topics", is_needed=False)
    for code in codes:
        if code not in topics() or topics()[code].parent:
            raise root.wrong("topics", code)
    return codes


def _sources(root: _Reader) -> tuple[Source, ...]:
    found = []
    for reader in root.each("sources", is_needed=True):
        found.append(Source(reader.word("key", _SLUG), reader.text("title")))
        reader.finish()
    return tuple(found)


def _source_of(reader: _Reader, keys: set[str]) -> str:
    key = reader.word("source")
    if key not in keys:
        raise reader.wrong("source", key)
    return key


def _fact(reader: _Reader, keys: set[str]) -> Fact:
    fact = Fact(reader.word("key", _SLUG), _source_of(reader, keys), reader.text("label"), reader.text("value"))
    reader.finish()
    return fact


def _section(reader: _Reader, keys: set[str]) -> Section:
    paragraphs = reader.get("paragraphs")
    if not isinstance(paragraphs, list):
        raise reader.wrong("paragraphs", paragraphs)
    section = Section(
        reader.word("key", _SLUG),
        _source_of(reader, keys),
        reader.text("title"),
        tuple(reader.localised(text, f"paragraphs[{place}]") for place, text in enumerate(paragraphs, start=1)),
    )
    reader.finish()
    return section


def _report(root: _Reader, keys: set[str]) -> Report | None:
    inner = root.inner("report", is_needed=False)
    if inner is None:
        return None
    report = Report(_source_of(inner, keys), inner.text("title"), inner.day("dated"), inner.words("languages"))
    for language in report.languages:
        if not _TAG.fullmatch(language):
            raise inner.wrong("languages", language)
    inner.finish()
    return report


def _meeting(reader: _Reader, keys: set[str], countries: tuple[str, ...]) -> MeetingEntry:
    meeting = MeetingEntry(
        key=reader.word("key", _SLUG),
        kind=reader.word("kind"),
        source=_source_of(reader, keys),
        country=reader.word("country"),
        starts=reader.day("starts"),
        ends=reader.day("ends"),
        title=reader.text("title"),
        place=reader.text("place"),
        partners=reader.text("partners", is_needed=False),
        participants=reader.text("participants", is_needed=False),
        subjects=reader.text("subjects", is_needed=False),
    )
    if meeting.kind not in MEETING_KINDS:
        raise reader.wrong("kind", meeting.kind)
    if meeting.country not in countries:
        raise reader.wrong("country", meeting.country)
    if meeting.ends < meeting.starts:
        raise reader.wrong("ends", meeting.ends)
    reader.finish()
    return meeting
