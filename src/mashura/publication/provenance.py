"""What an edition carries inside itself: enough for anybody with the data to compute each of its numbers again."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from mashura.errors import InputError, gettext_noop
from mashura.publication.sentences.account import Sentence
from mashura.stats.figures import Result

ATTACHMENT = "provenance.json"
FORMAT = "mashura-edition/1"
_PAGES = re.compile(rb"/Type/Pages/Count (\d+)/Kids")


OriginKind = Literal["finding", "conclusion", "recommendation", "register-entry", "study-paragraph"]


@dataclass(frozen=True, slots=True)
class Origin:
    """The published row whose text a paragraph is: `kind` names what it is, `key` finds it among its kind."""

    kind: OriginKind
    key: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "key": list(self.key)}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph: where it stands, its plain text, the sentences of it on record, and whose text it is."""

    number: int
    chapter: str
    text: str
    sentences: tuple[Sentence, ...]
    origin: Origin | None = None

    def as_json(self) -> dict[str, Any]:
        told = {"number": self.number, "chapter": self.chapter, "text": self.text}
        return told if self.origin is None else told | {"origin": self.origin.as_json()}


@dataclass(slots=True)
class Record:
    """What was used while an edition was composed; figures by their key within the edition."""

    figures: dict[str, Result] = field(default_factory=dict)
    paragraphs: list[Paragraph] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Figures without the versions of the engine: those are recorded by a result, and never part of it."""
        return {
            "format": FORMAT,
            "figures": [
                {"key": key, **{name: value for name, value in result.provenance.items() if name != "engine"}}
                for key, result in sorted(self.figures.items())
            ],
            "paragraphs": [paragraph.as_json() for paragraph in self.paragraphs],
            "sentences": [
                {
                    "paragraph": paragraph.number,
                    "chapter": paragraph.chapter,
                    "text": sentence.text,
                    "values": [{"figure": use.figure, "value": use.value, "shown": use.shown} for use in sentence.uses],
                }
                for paragraph in self.paragraphs
                for sentence in paragraph.sentences
            ],
        }


def canonical(content: Any) -> bytes:
    """JSON that is the same bytes for the same content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_sha256(parts: Iterable[Any]) -> str:
    """The hash of contents, by their canonical JSON."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(canonical(part)).digest())
    return digest.hexdigest()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has.

    The typesetter writes its one node of pages in the clear; a reader would first take in the addresses of every tag.

    Raises:
        ValueError: the typesetter writes pages in another way than it used to.
    """
    found = _PAGES.findall(pdf)
    if len(found) != 1:
        raise ValueError(f"one node of pages was expected, not {len(found)}")
    return int(found[0])


def read_provenance(path: Path) -> Mapping[str, Any]:
    """The provenance inside the edition at `path`.

    Raises:
        InputError: not there, not a PDF, or a PDF without our provenance.
    """
    try:
        attached = PdfReader(path).attachments.get(ATTACHMENT)
    except FileNotFoundError as error:
        raise InputError(gettext_noop("There is no file %(file)s."), file=path.name) from error
    except (PyPdfError, OSError, ValueError) as error:
        raise InputError(gettext_noop("%(file)s cannot be read as a PDF."), file=path.name) from error
    try:
        found = json.loads(attached[0]) if attached else None
    except (UnicodeDecodeError, json.JSONDecodeError):
        found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InputError(
            gettext_noop("%(file)s carries no provenance of an edition, so there is nothing to verify."), file=path.name
        )
    return found
