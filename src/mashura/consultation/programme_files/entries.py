"""What a programme file says, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from mashura.kit.localised import Localised

_NO_TEXT = Localised()


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
class Phase:
    """A part of the programme's time."""

    key: str
    source: str
    title: Localised
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due."""

    key: str
    source: str
    title: Localised
    due: date


@dataclass(frozen=True, slots=True)
class Partner:
    """A body that hosts the programme or takes part in running it. `country` is empty where it is of no one State."""

    key: str
    source: str
    role: str
    name: Localised
    country: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """How a post is reached. It names the post, never a person: the address outlives whoever holds the post."""

    key: str
    post: Localised
    organisation: Localised
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many took part, of whom."""

    key: str
    label: Localised
    count: int


@dataclass(frozen=True, slots=True)
class DelegationEntry:
    """Who was represented at a meeting: a State by its code, another body by its name."""

    key: str
    kind: str
    country: str
    name: Localised
    is_organiser: bool
    people: int | None
    institutions: tuple[Localised, ...]


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """An item of the agenda; its number is its place in the list."""

    title: Localised
    day: date | None
    starts: time | None
    topic: str


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting of the calendar; texts that are not known are empty.

    `delegations` and `agenda` are None where the file does not speak of them: then what is stored stays.
    """

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
    hosts: Localised = _NO_TEXT
    topics: tuple[str, ...] = ()
    attendance: tuple[Count, ...] = ()
    delegations: tuple[DelegationEntry, ...] | None = None
    agenda: tuple[AgendaEntry, ...] | None = None


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A document in one language: a link, or a file that is kept here under its SHA-256."""

    language: str
    url: str = ""
    sha256: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document of the programme or of one of its meetings (`meeting` is a meeting's key or empty)."""

    key: str
    title: Localised
    dated: date
    meeting: str
    agenda_item: int | None
    is_public: bool
    files: tuple[FileEntry, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """Everything that a programme file says, checked. `says` names its fields: a list not named is left as stored."""

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
    phases: tuple[Phase, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    partners: tuple[Partner, ...] = ()
    contacts: tuple[Contact, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    says: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """The programme's languages, authoritative ones first."""
        return self.authoritative_languages + self.working_languages
