"""Paragraph numbers: continuous through a document, the same as long as its version stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mashura.publication.composition.blocks import Block
from mashura.publication.provenance import Paragraph

_NUMBERED = frozenset(["lead", "text", "key-numbers"])
_OF_THE_RECORD = frozenset(["said", "origin"])


def number_paragraphs(chapters: Iterable[Block]) -> tuple[list[Block], list[Paragraph]]:
    """The chapters as the template sets them, each paragraph with its number; and the paragraphs for the record."""
    numbered: list[Block] = []
    paragraphs: list[Paragraph] = []
    for chapter in chapters:
        settled = []
        for block in chapter["blocks"]:
            said = tuple(block.get("said", ()))
            kept = {name: value for name, value in block.items() if name not in _OF_THE_RECORD}
            if block["type"] in _NUMBERED:
                number = len(paragraphs) + 1
                paragraphs.append(Paragraph(number, chapter["title"], plain_text(block), said, block.get("origin")))
                kept |= {"number": number, "is_traced": any(sentence.uses for sentence in said)}
            settled.append(kept)
        numbered.append({"title": chapter["title"], "numbered": chapter["numbered"], "blocks": settled})
    return numbered, paragraphs


def plain_text(block: Mapping[str, Any]) -> str:
    """The words of a paragraph without footnotes, references and addresses."""
    if block["type"] == "key-numbers":
        return " · ".join(f"{item['value']} – {item['label']}" for item in block["items"])
    text: str | Sequence[Any] = block["text"]
    if isinstance(text, str):
        return text
    words = [piece if isinstance(piece, str) else f" {piece['aside']}" for piece in text if _is_text(piece)]
    # Brackets that stood around a reference alone are empty without it.
    return "".join(words).replace(" ()", "")


def _is_text(piece: Any) -> bool:
    return isinstance(piece, str) or "aside" in piece
