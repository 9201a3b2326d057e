"""Differences between versions of a text, and several versions merged into one: by words, never by characters.

Pure: no Django, no database, no language of its own. What is stored from it names `ALGORITHM`, so that a text marked
up years ago keeps its marks when the rules below change. Texts are strings whose paragraphs end with a line feed.

After what the best tools of negotiated text do (word tokens, as against the characters of `diff-match-patch`, which
part an Arabic letter from its vowel mark; collisions shown in place), written anew.
"""

from mashura.kit.redline.differences import Change, Piece, apply, change_of, difference, inverse
from mashura.kit.redline.merging import Agreed, Collision, Merged, merge
from mashura.kit.redline.paragraphs import Op, ParagraphChange, paragraph_difference
from mashura.kit.redline.rebasing import Rebased, rebase
from mashura.kit.redline.tokens import tokens

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
    "apply",
    "change_of",
    "difference",
    "inverse",
    "merge",
    "paragraph_difference",
    "rebase",
    "tokens",
]

ALGORITHM = 1
