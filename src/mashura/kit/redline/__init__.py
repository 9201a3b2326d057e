"""Differences between versions of a text, and several versions merged into one: by words, never by characters.

Pure: no Django, no database, no language of its own. What is stored from it names `ALGORITHM`, so that a text marked
up years ago keeps its marks when the rules below change.

Texts are strings whose paragraphs end with a line feed. They are taken as they are, since what is agreed is bound to
the hash of its text: nothing is trimmed or mended here. Forms and Word give CR LF; store line feeds only. A text that
has CR LF all the same comes out with it (the two are one token, and another token than a line feed); a difference in
line ends alone is an editorial change. A lone CR is a space within a paragraph.

After what the best tools of negotiated text do (word tokens, as against the characters of `diff-match-patch`, which
part an Arabic letter from its vowel mark; collisions shown in place), written anew.
"""

from typing import Final

from mashura.kit.redline.degrees import Change, change_of
from mashura.kit.redline.differences import Piece, apply, difference, inverse
from mashura.kit.redline.merging import Agreed, Collision, Merged, is_shown_inline, merge
from mashura.kit.redline.paragraphs import Op, ParagraphChange, paragraph_difference
from mashura.kit.redline.rebasing import Rebased, Side, rebase
from mashura.kit.redline.tokens import paragraphs, tokens

__all__ = [
    "ALGORITHM",
    "Agreed",
    "Change",
    "Collision",
    "Merged",
    "Op",
    "ParagraphChange",
    "Piece",
    "Rebased",
    "Side",
    "apply",
    "change_of",
    "difference",
    "inverse",
    "is_shown_inline",
    "merge",
    "paragraph_difference",
    "paragraphs",
    "rebase",
    "tokens",
]

ALGORITHM: Final = 1
"""The number of the rules by which texts are cut, compared and merged; another result needs another number."""
