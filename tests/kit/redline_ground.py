"""What the tests of redline share: readings of a merge, graphemes, and texts made by hypothesis."""

from collections.abc import Iterable, Iterator

import regex
from hypothesis import strategies as st

from mashura.kit.redline import Agreed, Merged, Op, Piece, tokens

# What is hard to cut: marks without a letter, joined emoji, flags, line ends, figures, brackets, three scripts.
PARTS = (
    *(
        "States",
        "shall",
        "shall not",
        "droits",
        "l’État",
        "é",
        "e\u0301",
        "المهاجرين",
        "مُهَاجِرٌ",
        "هجـــرة",
        "على",
        "\u064e",
    ),
    *(
        "10.7",
        "١٠٫٧",
        "1\u202f234",
        "100km",
        "https://example.org/a?b=1.",
        "#",
        "&amp;",
        "<b>",
        "👩🏽\u200d⚖️",
        "👍🏿",
        "🇹🇳",
    ),
    *(" ", " ", " ", "\u00a0", "\n", "\n", "\r\n", "\r", "\t", ".", ",", "،", "؟", "؛", "-", "–", "(", ")", "[", "]"),
    *("क", "षि", "한", "\u200d", "\u200f", "\u2067", "\u0600"),
)
TEXTS = st.lists(st.sampled_from(PARTS), max_size=30).map("".join) | st.text(max_size=30)


@st.composite
def versions(draw, base: str) -> str:
    """A version of a base: some of its tokens taken out, replaced, doubled, or others put in."""
    words = list(tokens(base))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(words)))
        words[at : at + draw(st.integers(0, 3))] = draw(st.lists(st.sampled_from(PARTS), max_size=3))
    return "".join(words)


@st.composite
def bases_with_versions(draw, *, count: int = 3) -> tuple[str, dict[str, str]]:
    base = draw(TEXTS)
    return base, {key: draw(versions(base) | TEXTS) for key in "ABCDE"[:count]}


def graphemes(text: str) -> list[str]:
    return regex.findall(r"\X", text)


def between_graphemes(text: str) -> set[int]:
    """The places in a text at which no grapheme is cut."""
    return {0} | {found.end() for found in regex.finditer(r"\X", text)}


def places(parts: Iterable[str]) -> Iterator[int]:
    """Where each part ends, when they stand one after the other."""
    at = 0
    for part in parts:
        at += len(part)
        yield at


def read_as(merged: Merged[str], key: str) -> str:
    """One version alone, read out of a merge."""
    parts = []
    for stretch in merged.stretches:
        if isinstance(stretch, Agreed):
            parts.append(stretch.text if key in stretch.by else stretch.base)
        else:
            parts.append(next((text for text, keys in stretch.variants if key in keys), stretch.base))
    return "".join(parts)


def collisions(merged: Merged[str]) -> list[tuple[str, dict[str, str]]]:
    """Of each collision the base, and what each version wants: {"A B": text}."""
    return [(one.base, {" ".join(sorted(keys)): text for text, keys in one.variants}) for one in merged.collisions]


def changes(pieces: Iterable[Piece]) -> list[str]:
    """What goes and what comes, told short: "-old", "+new"."""
    signs = {Op.DELETE: "-", Op.INSERT: "+"}
    return [signs[piece.op] + piece.text for piece in pieces if piece.op in signs]
