"""The blocks that a chapter is made of, in the form in which report.typ reads them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mashura.publication.sentences.account import Sentence

Block = Mapping[str, Any]
Piece = str | Mapping[str, str]
"""A part of a paragraph: text, `{"note": …}` for a footnote, `{"figure": key}` for a reference."""


def chapter(title: str, blocks: Iterable[Block], *, numbered: bool = True) -> Block:
    """A chapter; annexes are not numbered."""
    return {"title": title, "numbered": numbered, "blocks": list(blocks)}


def heading(text: str) -> Block:
    return {"type": "heading", "text": text}


def lead(text: str) -> Block:
    """The first paragraph of a chapter, set larger."""
    return {"type": "lead", "text": text}


def paragraph(*pieces: Piece) -> Block:
    return {"type": "text", "text": list(pieces)}


def note(text: str) -> Piece:
    """A footnote."""
    return {"note": text}


def figure_reference(key: str) -> Piece:
    """“Figure 3”, with its number."""
    return {"figure": key}


def notice(text: str) -> Block:
    """A paragraph that must not be missed."""
    return {"type": "notice", "text": text}


def facts(rows: Iterable[tuple[str, str | Sequence[Piece]]]) -> Block:
    """A table of two columns: what, and what is known of it."""
    return {"type": "facts", "rows": [[name, value] for name, value in rows]}


def key_numbers(items: Iterable[tuple[str, Sentence]]) -> Block:
    """The numbers that open a chapter, each with what it counts."""
    return {"type": "key-numbers", "items": [{"value": value, "label": label.text} for value, label in items]}


def figure(
    *, key: str, title: str, finding: str, subtitle: str, chart: str, breadth: float, alt: str, note: str, credit: str
) -> Block:
    """A chart or map with all that must stand with it; `title` goes into the list of figures.

    `chart` is SVG, `breadth` the share of the width of the text that it takes.
    """
    return {
        "type": "figure",
        "key": key,
        "title": title,
        "finding": finding,
        "subtitle": subtitle,
        "chart": chart,
        "breadth": breadth,
        "alt": alt,
        "note": note,
        "credit": credit,
    }


def table(
    *,
    key: str,
    title: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    alignments: Sequence[str],
    note: str = "",
    widths: Sequence[int] | None = None,
) -> Block:
    """A table that may run over several pages; `widths` are shares of the width, by content where not given."""
    return {
        "type": "table",
        "key": key,
        "title": title,
        "headers": list(headers),
        "rows": [list(row) for row in rows],
        "alignments": list(alignments),
        "note": note,
        "widths": None if widths is None else list(widths),
    }
