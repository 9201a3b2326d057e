"""A text cut into the pieces that are compared whole: words with their marks, numbers, spaces, signs."""

from functools import lru_cache
from itertools import chain
from typing import Final

import regex

# What continues a grapheme without being a mark of a letter: joiners, emoji modifiers, tags, variation selectors.
_CONTINUES: Final = r"[\p{M}\u200c\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*+"
_OF_ADDRESS: Final = r"""[^\s<>"«»“”،؛؟)\[\]]"""
_TOKEN: Final = regex.compile(
    rf"""
      (?:https?://|www\.){_OF_ADDRESS}*[{_OF_ADDRESS}--[.,:;!?]]{_CONTINUES}   # one word, but for what ends a sentence
    | \p{{N}}++(?:[.,٫٬\u00a0\u202f]\p{{N}}++)*+{_CONTINUES}(?!\p{{L}})         # 10.7, 1 234, ١٬٢٣٤; not 100km
    | [\p{{L}}\p{{M}}\p{{N}}_\u200c\u200d]+(?:['’ʼ][\p{{L}}\p{{M}}]+)*{_CONTINUES}  # a word with its vowel marks
    | \r?\n
    | [^\S\r\n]+{_CONTINUES}
    | \X{_CONTINUES}                                      # one sign: never half of what a reader sees as one
    """,
    regex.VERBOSE | regex.VERSION1,
)
# Scripts in which a grapheme may reach over what the pattern takes for a boundary, and signs that belong to what
# follows them, as the Arabic number sign does.
_ELSEWHERE: Final = regex.compile(
    r"[^\p{Latin}\p{Arabic}\p{Greek}\p{Cyrillic}\p{Common}\p{Inherited}]|\p{Grapheme_Cluster_Break=Prepend}"
)
_GRAPHEME: Final = regex.compile(r"\X")
_PARAGRAPH: Final = regex.compile(r"[^\n]*\n|[^\n]+")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, each with the line feed that ends it; the last one may lack it."""
    return _PARAGRAPH.findall(text)


def graphemes(text: str) -> int:
    """How many signs a reader sees."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of `text` in order; together they are `text`, and none begins or ends inside a grapheme (UAX 29).

    No token reaches over the end of a paragraph.
    """
    return tuple(chain.from_iterable(map(of_paragraph, paragraphs(text))))


# Versions of one text share most of their paragraphs.
@lru_cache(maxsize=4096)
def of_paragraph(text: str) -> tuple[str, ...]:
    found: list[str] = _TOKEN.findall(text)
    return tuple(_rejoined(found, text) if _ELSEWHERE.search(text) else found)


def _rejoined(found: list[str], text: str) -> list[str]:
    boundaries = {match.end() for match in _GRAPHEME.finditer(text)}
    whole: list[str] = []
    open_part, end = "", 0
    for token in found:
        open_part += token
        end += len(token)
        if end in boundaries:
            whole.append(open_part)
            open_part = ""
    return whole


def is_space(token: str) -> bool:
    """Whether the token is nothing but room between words (a line feed is more than that)."""
    return token.isspace() and "\n" not in token


def is_word(token: str) -> bool:
    """Whether the token has a letter or a digit in it."""
    # Nearly every word begins like one; what does not may hide a letter behind a mark.
    return token[0].isalnum() or (len(token) > 1 and any(sign.isalnum() for sign in token))
