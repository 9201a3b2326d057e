"""Text of two directions side by side: isolation by the invisible marks of Unicode (UAX #9).

Markup has its own way, `<bdi>` and `dir`; these marks are for print, charts, titles, attributes and plain text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from mashura.kit.languages import Direction

LRI = "\u2066"
RLI = "\u2067"
FSI = "\u2068"
PDI = "\u2069"
_OPENERS = frozenset([LRI, RLI, FSI])
_ISOLATES = re.compile("[\u2066-\u2069]")
# Nothing to isolate, which is true of most texts: no letter of the other direction (whole blocks of the right-to-left
# scripts; for the other side what surely is no left-to-right letter), and no mark that would have to be balanced.
_SIMPLE: dict[Direction, re.Pattern[str]] = {
    "ltr": re.compile(
        "[^\u0590-\u08ff\u200f\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]*"
    ),
    "rtl": re.compile("[ -@\\[-`{-~\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u0590-\u08ff\u2010-\u2065]*"),
}
# Class B: a paragraph ends here and every isolate with it, so none may reach across.
_PARAGRAPH_END = re.compile("([\n\r\x1c-\x1e\x85\u2029]+)")
_BRACKETS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "\u203a": "\u2039"}
# Directly after a run of the other direction these belong to it: "C+", "50%", "C#".
_ATTACHED = frozenset("+#%°")


def isolate(text: str) -> str:
    """`text` between FSI and PDI, so that it neither turns its neighbours round nor is turned by them.

    Isolates inside stay, but balanced: a closing mark without an opening one goes, a missing one is added.
    Each paragraph is isolated for itself. Text that is one isolate already comes back unchanged, so
    `isolate(isolate(text)) == isolate(text)`; empty text stays empty.
    """
    return _by_paragraph(text, _isolate_line)


def isolate_as(text: str, base: Direction) -> str:
    """As `isolate`, with the direction given (LRI or RLI) instead of found from the first strong letter."""
    opener = RLI if base == "rtl" else LRI
    return _by_paragraph(text, lambda line: opener + _balanced(line) + PDI)


def strip_isolates(text: str) -> str:
    """`text` without isolate marks: for search, comparison, file names and machine-readable output."""
    return _ISOLATES.sub("", text)


def is_balanced(text: str) -> bool:
    """Whether every isolate of `text` is closed within its own paragraph and none is closed twice."""
    return all(_balanced(line) == line for line in _PARAGRAPH_END.split(text))


def needs_isolation(text: str, base: Direction) -> bool:
    """Whether `text` holds a letter of the other direction than `base`."""
    return any(strong not in (None, base) for strong in map(_strong, text))


def isolate_runs(text: str, base: Direction) -> str:
    """Isolate each run of the other direction inside `text`, which itself runs in `base`.

    A run goes from its first letter to its last letter or digit, with the brackets it opens; full stops,
    commas and brackets around it stay outside, on the side where the sentence wants them. What is isolated
    already is left as it is, so doing it twice changes nothing.
    """
    if _SIMPLE[base].fullmatch(text):
        return text
    return "".join(
        line if index % 2 else "".join(_pieces(_balanced(line), base))
        for index, line in enumerate(_PARAGRAPH_END.split(text))
    )


def _by_paragraph(text: str, wrap: Callable[[str], str]) -> str:
    return "".join(
        line if index % 2 or not line else wrap(line) for index, line in enumerate(_PARAGRAPH_END.split(text))
    )


def _isolate_line(line: str) -> str:
    balanced = _balanced(line)
    if balanced and balanced[0] in _OPENERS and _isolate_end(balanced, 0) == len(balanced):
        return balanced
    return FSI + balanced + PDI


def _balanced(line: str) -> str:
    depth = 0
    kept: list[str] = []
    for character in line:
        if character in _OPENERS:
            depth += 1
        elif character == PDI:
            if depth == 0:
                continue
            depth -= 1
        kept.append(character)
    return "".join(kept) + PDI * depth


def _isolate_end(line: str, start: int) -> int:
    """The index after the PDI that closes the isolate opened at `start` of a balanced line."""
    depth = 0
    for index in range(start, len(line)):
        if line[index] in _OPENERS:
            depth += 1
        elif line[index] == PDI:
            depth -= 1
            if depth == 0:
                return index + 1
    return len(line)


def _strong(character: str) -> Direction | None:
    kind = unicodedata.bidirectional(character)
    if kind == "L":
        return "ltr"
    return "rtl" if kind in ("R", "AL") else None


def _is_digit(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("EN", "AN")


def _pieces(line: str, base: Direction) -> Iterator[str]:
    other: Direction = "rtl" if base == "ltr" else "ltr"
    opener = RLI if other == "rtl" else LRI
    index = 0
    while index < len(line):
        if line[index] in _OPENERS:
            end = _isolate_end(line, index)
            yield line[index:end]
            index = end
            continue
        start = _run_start(line, index, other)
        if start is None:
            yield line[index]
            index += 1
            continue
        end = _run_end(line, start, other)
        yield opener + line[index:end] + PDI
        index = end


def _run_start(line: str, index: int, other: Direction) -> int | None:
    """Where the first letter of a run beginning at `index` stands; digits glued to it come along ("3D")."""
    if index and _is_digit(line[index]) and (_is_digit(line[index - 1]) or _strong(line[index - 1])):
        return None
    while index < len(line) and _is_digit(line[index]):
        index += 1
    return index if index < len(line) and _strong(line[index]) == other else None


def _run_end(line: str, start: int, other: Direction) -> int:
    end = start + 1
    open_brackets: list[str] = []
    pending: list[str] = []
    for index in range(start + 1, len(line)):
        character = line[index]
        strong = _strong(character)
        if character in _OPENERS or (strong and strong != other):
            break
        if strong or _is_digit(character):
            end = index + 1
            open_brackets += pending
            pending = []
        elif unicodedata.combining(character) and end == index:
            end = index + 1
        elif character in _BRACKETS.values():
            pending.append(character)
        elif character in _BRACKETS:
            # One that the run did not open belongs to the sentence around it, and ends the run.
            if _BRACKETS[character] not in (pending[-1:] or open_brackets[-1:]):
                break
            if pending:
                pending.pop()
            else:
                open_brackets.pop()
                end = index + 1
        elif character in _ATTACHED and end == index:
            end = index + 1
    return end
