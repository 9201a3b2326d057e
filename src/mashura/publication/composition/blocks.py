"""The blocks that a chapter is made of, in the form in which report.typ reads them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mashura.publication.provenance import Origin
from mashura.publication.sentences.account import Sentence

Block = Mapping[str, Any]
Piece = str | Mapping[str, Any]
"""A part of a paragraph: text, `{"note": …}` for a footnote, `{"figure": key}` for a reference, `{"aside": …}` for a
smaller line at its end."""


def chapter(title: str, blocks: Iterable[Block], *, numbered: bool = True, countries: Iterable[str] = ()) -> Block:
    """A chapter; annexes are not numbered. `countries` are those it is about: each has to clear the edition."""
    return {"title": title, "numbered": numbered, "countries": list(countries), "blocks": list(blocks)}


def heading(text: str) -> Block:
    return {"type": "heading", "text": text}


def lead(text: str, *, said: Iterable[Sentence] = ()) -> Block:
    """The first paragraph of a chapter, set larger; `said` as for a paragraph."""
    return {"type": "lead", "text": text, "said": tuple(said)}


def paragraph(*pieces: Piece, said: Iterable[Sentence] = (), origin: Origin | None = None) -> Block:
    """A paragraph; `said` are the sentences it is made of, as far as they are put on record with their values.

    `origin` is the row whose text it is: the record leads back to it.
    """
    return {"type": "text", "text": list(pieces), "said": tuple(said), "origin": origin}


def note(text: str | Sequence[Piece]) -> Piece:
    """A footnote."""
    return {"note": text}


def link(address: str, text: str) -> Piece:
    """Words that open an address."""
    return {"link": address, "text": text}


def aside(text: str) -> Piece:
    """What is to be known of a paragraph, smaller, on the last line of it."""
    return {"aside": text}


def figure_reference(key: str) -> Piece:
    """“Figure 3”, with its number."""
    return {"figure": key}


def notice(text: str) -> Block:
    """A paragraph that must not be missed."""
    return {"type": "notice", "text": text}


def kicker(text: str) -> Block:
    """A small line below the title of a chapter: what it is taken from."""
    return {"type": "kicker", "text": text}


def facts(rows: Iterable[tuple[str, str | Sequence[Piece]]], *, heads: tuple[str, str] | None = None) -> Block:
    """A table of two columns: what, and what is known of it, unless `heads` name the columns otherwise."""
    block: dict[str, Any] = {"type": "facts", "rows": [[name, value] for name, value in rows]}
    return block if heads is None else block | {"heads": list(heads)}


def key_numbers(items: Iterable[tuple[Sentence, Sentence]]) -> Block:
    """The numbers that open a chapter, each with what it counts."""
    shown = list(items)
    return {
        "type": "key-numbers",
        "items": [{"value": number.text, "label": label.text} for number, label in shown],
        "said": tuple(Sentence(f"{one.text} – {label.text}", one.uses + label.uses) for one, label in shown),
    }


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
