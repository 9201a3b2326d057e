"""A text as it is sent out to be edited elsewhere, and the marks by which its clauses are known when they come back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from mashura.consultation.office.archives import printable
from mashura.kit.bidi import strip_isolates

MARK_PREFIX: Final = "_mashura_"
TITLE_KEY: Final = ""
"""The key under which the title of the text comes back."""


class ClauseKind(StrEnum):
    """What a clause is, as far as its looks go; paragraphs and headings are those of a study."""

    TITLE = "title"
    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    SUB = "sub"
    ANNEX = "annex"
    HEADING = "heading"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class SentClause:
    """A clause, or a paragraph of a study: stable key, text per language (several paragraphs: line feeds between).

    `number` is shown before it, as "3." or "(a)"; it is no part of the text.
    """

    key: str
    text: Mapping[str, str]
    number: str = ""
    kind: ClauseKind = ClauseKind.OPERATIVE

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError("a clause has a key; the empty one is the title's")


@dataclass(frozen=True, slots=True)
class SentText:
    """A text with its clauses in order. `reference` says which version it is; it travels with the file unseen."""

    title: Mapping[str, str]
    clauses: tuple[SentClause, ...]
    reference: str = ""

    def __post_init__(self) -> None:
        if len({clause.key for clause in self.clauses}) != len(self.clauses):
            raise ValueError("two clauses have the same key")


@dataclass(frozen=True, slots=True)
class PendingProposal:
    """A proposal to be shown in the file as a tracked change.

    `text` is the clause as proposed (empty: to be deleted), or, with `is_new`, a clause to stand after clause `key`
    (`TITLE_KEY`: before all others).
    """

    key: str
    language: str
    text: str
    author: str
    made_at: datetime | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Lines on the head of the first page, per language: the body, its address, the symbol of the document."""

    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def as_sent(text: str) -> str:
    """`text` as it stands in the file: without isolate marks, which Word shows as boxes, and without empty paragraphs.

    What comes back is compared with this.
    """
    lines = strip_isolates(printable(text)).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def mark_of(key: str, language: str) -> str:
    """The mark of a clause in one language: a name that Word takes for a hidden bookmark, whatever the key is."""
    digest = hashlib.sha256(f"{language}\0{key}".encode()).hexdigest()
    return f"{MARK_PREFIX}{digest[:24]}"


def paragraph_id(mark: str) -> str:
    """The identity of a clause's first paragraph (`w14:paraId`): the second carrier of its mark."""
    # Word wants it between 1 and 0x7FFFFFFF.
    return f"{int(mark[-8:], 16) % 0x7FFFFFFE + 1:08X}"
