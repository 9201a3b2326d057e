"""From a paragraph to its data, and from a figure or a vintage back to the paragraphs that use it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlencode

from mashura.access.public import Actor, NotHere
from mashura.evidence.public import figure_text
from mashura.publication.models import Edition
from mashura.publication.provenance import Origin, OriginKind
from mashura.publication.queries.editions import visible_editions
from mashura.stats.figures import registry


@dataclass(frozen=True, slots=True)
class TracedFigure:
    """A figure that a paragraph takes values from; `title` is "" where this software no longer has it."""

    name: str
    title: str
    query: str
    vintages: Mapping[str, str]
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class TracedPiece:
    """A part of a sentence: words, or a value that opens to its figure."""

    text: str
    figure: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class TracedParagraph:
    """A numbered paragraph of an edition in pieces, the figures behind its values, and whose text it is."""

    number: int
    pieces: Sequence[TracedPiece]
    figures: Sequence[TracedFigure]
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """A chapter in the list of them: its place from 1, its title, and the numbers of its paragraphs."""

    place: int
    title: str
    paragraphs: Sequence[int]


@dataclass(frozen=True, slots=True)
class TracedChapter:
    """A chapter with its paragraphs, and the chapters beside it."""

    line: ChapterLine
    paragraphs: Sequence[TracedParagraph]
    before: ChapterLine | None
    after: ChapterLine | None


def chapter_lines(edition: Edition) -> list[ChapterLine]:
    """The chapters of an edition that have numbered paragraphs, in their order. They are the same for ever."""
    chapters: list[tuple[str, list[int]]] = []
    for entry in edition.provenance.get("paragraphs", ()):
        if not chapters or chapters[-1][0] != entry["chapter"]:
            chapters.append((entry["chapter"], []))
        chapters[-1][1].append(entry["number"])
    return [ChapterLine(place, title, numbers) for place, (title, numbers) in enumerate(chapters, start=1)]


def chapter_of(edition: Edition, number: int) -> ChapterLine:
    """The chapter in which paragraph `number` stands; NotHere where the edition has none of that number."""
    found = next((line for line in chapter_lines(edition) if number in line.paragraphs), None)
    if found is None:
        raise NotHere
    return found


def trace(edition: Edition, place: int) -> TracedChapter:
    """The paragraphs of one chapter, each value opened to its figure. NotHere where there is no such chapter."""
    lines: list[ChapterLine | None] = [None, *chapter_lines(edition), None]
    line = lines[place] if 0 < place < len(lines) else None
    if line is None:
        raise NotHere
    record = edition.provenance
    figures = {entry["key"]: entry for entry in record.get("figures", ())}
    sentences: dict[int, list[Mapping[str, Any]]] = {}
    for sentence in record.get("sentences", ()):
        sentences.setdefault(sentence.get("paragraph"), []).append(sentence)
    paragraphs = [
        _paragraph(entry, sentences.get(entry["number"], []), figures)
        for entry in record["paragraphs"]
        if entry["number"] in line.paragraphs
    ]
    return TracedChapter(line, paragraphs, lines[place - 1], lines[place + 1])


def _paragraph(
    entry: Mapping[str, Any], sentences: Sequence[Mapping[str, Any]], figures: Mapping[str, Mapping[str, Any]]
) -> TracedParagraph:
    uses = [use for sentence in sentences for use in sentence["values"]]
    pieces = list(_pieces(entry["text"], uses, figures))
    traced = {
        use["figure"]: _figure(figures[use["figure"]], [one["shown"] for one in uses if one["figure"] == use["figure"]])
        for use in uses
        if use["figure"] in figures
    }
    return TracedParagraph(entry["number"], pieces, list(traced.values()), _origin(entry))


def _origin(entry: Mapping[str, Any]) -> Origin | None:
    """None where the record knows of no row, or of one of a kind that this software no longer has."""
    origin = entry.get("origin") or {}
    kinds: dict[str, OriginKind] = {kind: kind for kind in get_args(OriginKind)}
    kind = kinds.get(origin.get("kind", ""))
    return Origin(kind, tuple(origin["key"])) if kind else None


def _pieces(
    text: str, uses: Sequence[Mapping[str, str]], figures: Mapping[str, Mapping[str, Any]]
) -> Iterator[TracedPiece]:
    """The text cut where its values stand; values are in the order of the text as far as the sentence has them so."""
    left = 0
    places: list[tuple[int, Mapping[str, str]]] = []
    taken: set[int] = set()
    for use in sorted(uses, key=lambda one: -len(one["shown"])):
        start = text.find(use["shown"])
        while start >= 0 and taken & set(range(start, start + len(use["shown"]))):
            start = text.find(use["shown"], start + 1)
        if start >= 0 and use["shown"] and use["figure"] in figures:
            taken |= set(range(start, start + len(use["shown"])))
            places.append((start, use))
    for start, use in sorted(places, key=lambda place: place[0]):
        if start > left:
            yield TracedPiece(text[left:start])
        figure = figures[use["figure"]]
        yield TracedPiece(use["shown"], str(figure["figure"]), _query(figure))
        left = start + len(use["shown"])
    if left < len(text):
        yield TracedPiece(text[left:])


def _figure(entry: Mapping[str, Any], shown: Sequence[str]) -> TracedFigure:
    name = str(entry["figure"])
    title = figure_text(name).title if name in registry() else ""
    return TracedFigure(name, title, _query(entry), dict(entry["vintages"]), list(dict.fromkeys(shown)))


def _query(entry: Mapping[str, Any]) -> str:
    return urlencode({name: str(value) for name, value in entry["params"].items() if value is not None})


@dataclass(frozen=True, slots=True)
class EditionUse:
    """An edition that takes values from a figure or a vintage, and the numbers of the paragraphs in which it does."""

    edition: Edition
    paragraphs: Sequence[int]


def editions_using(actor: Actor, *, figure: str = "", vintage: str = "") -> list[EditionUse]:
    """The editions visible to `actor` that use a figure (by name) or a vintage (by its sha256), newest first.

    A paragraph counts when one of its sentences carries a value; an edition may use a figure in charts alone.
    """
    editions = visible_editions(actor, kind=None)
    if figure:
        editions = editions.filter(provenance__figures__contains=[{"figure": figure}])
    if vintage:
        editions = editions.filter(provenance__datasets__contains=[{"sha256": vintage}])
    return [EditionUse(edition, _paragraphs(edition.provenance, figure, vintage)) for edition in editions]


def _paragraphs(record: Mapping[str, Any], figure: str, vintage: str) -> list[int]:
    keys = {
        entry["key"]
        for entry in record["figures"]
        if (not figure or entry["figure"] == figure) and (not vintage or vintage in entry["vintages"].values())
    }
    found = {
        sentence["paragraph"]
        for sentence in record["sentences"]
        if sentence.get("paragraph") and any(use["figure"] in keys for use in sentence["values"])
    }
    return sorted(found)
