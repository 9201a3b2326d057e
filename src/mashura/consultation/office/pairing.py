"""Clauses that lost their marks, found again by their words and their numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from mashura.consultation.office.texts import TITLE_KEY, SentText, as_sent
from mashura.consultation.office.word_in import ReturnedBlock
from mashura.kit.redline import paragraph_difference
from mashura.kit.redline.paragraphs import ALIKE, words_of

# "3.", "(a)", "2.1.", "٣-", before the tab or the room that parts it from the text.
_NUMBER: Final = regex.compile(
    r"(?P<number>\(?(?:\p{N}{1,4}|\p{L}|[ivxlcIVXLC]{1,6})(?:\.(?:\p{N}{1,4}|\p{L}))*[.):\-–]*)"
    r"(?:\t\s*|(?<=[.):\-–]) +)"
)
_LONGEST_NUMBER: Final = 16
# Share of words in common from which on a paragraph under the number of a clause is that clause.
SAME_NUMBER: Final = 0.3


@dataclass(frozen=True, slots=True)
class Target:
    """A clause in one language, as it was sent. `at` is its place among all of them."""

    at: int
    key: str
    language: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph taken apart."""

    number: str
    text: str


def targets_of(sent: SentText, languages: Sequence[str]) -> list[Target]:
    """The title and the clauses in each language in which they have a text, in the order of the file."""
    rows = [(TITLE_KEY, "", sent.title), *((clause.key, clause.number, clause.text) for clause in sent.clauses)]
    said = [
        (key, language, number, text)
        for key, number, texts in rows
        for language in languages
        if (text := as_sent(texts.get(language, "")))
    ]
    return [Target(at, *parts) for at, parts in enumerate(said)]


def numbered(text: str) -> Numbered:
    """A paragraph that begins with what looks like a number, and what follows it."""
    match = _NUMBER.match(text)
    return Numbered(match["number"], text[match.end() :]) if match else Numbered("", text)


def without_number(text: str, number: str) -> str:
    """The text of a clause that was sent with `number`, or with another in its place: what stands before the tab."""
    if not number:
        return text
    if text == number:
        return ""
    first = text.split("\n", 1)[0]
    head, tab, _ = first.partition("\t")
    if tab and len(head.strip()) <= max(_LONGEST_NUMBER, len(number)):
        return text[len(head) + 1 :].lstrip()
    return text[len(number) :].lstrip() if text.startswith(f"{number} ") else text


def likeness(before: str, after: str) -> float:
    """Share of words that two texts have in common (Dice), 0 to 1; wherever their paragraphs end."""
    one, other = words_of(before), words_of(after)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else float(before == after)


def pair_by_text(
    targets: list[Target], blocks: list[ReturnedBlock]
) -> Iterator[tuple[Target, list[ReturnedBlock], float]]:
    """Each clause with the paragraphs that are it, as far as words and numbers tell, and their likeness.

    A clause of several paragraphs is looked for paragraph by paragraph. Two without a word in common are no pair, even
    where nothing else is left; with the same number, less in common is enough.
    """
    candidates = [block for block in blocks if not block.is_new]
    units = [(target, line) for target in targets for line in target.text.split("\n")]
    seen = [numbered(block.before or block.after) for block in candidates]
    taken: dict[int, Target] = {}
    for change in paragraph_difference([line for _, line in units], [one.text for one in seen]):
        if change.before_at is None or change.after_at is None or change.after_at in taken:
            continue
        target, line = units[change.before_at]
        is_same_number = bool(target.number) and seen[change.after_at].number == target.number
        if likeness(line, seen[change.after_at].text) >= (SAME_NUMBER if is_same_number else ALIKE):
            taken[change.after_at] = target
    _by_number(targets, seen, taken)
    _halves(seen, taken)
    for target in targets:
        own = [candidates[at] for at in sorted(taken) if taken[at] is target]
        if own:
            said = "\n".join(numbered(block.before or block.after).text for block in own)
            yield target, own, likeness(target.text, said)


def _by_number(targets: list[Target], seen: list[Numbered], taken: dict[int, Target]) -> None:
    """What stands elsewhere under its old number, with some of its words."""
    placed = {target.at for target in taken.values()}
    for target in targets:
        if not target.number or target.at in placed:
            continue
        for at, one in enumerate(seen):
            if at not in taken and one.number == target.number and likeness(target.text, one.text) >= SAME_NUMBER:
                taken[at] = target
                break


def _halves(seen: list[Numbered], taken: dict[int, Target]) -> None:
    """A paragraph that nobody claims, beside one that is more like its clause with it than without: a split clause."""
    for at, one in enumerate(seen):
        if at in taken:
            continue
        for beside in (at - 1, at + 1):
            target = taken.get(beside)
            if target is None:
                continue
            whole = " ".join(part.text for part in ([seen[beside], one] if beside < at else [one, seen[beside]]))
            if likeness(target.text, whole) > likeness(target.text, seen[beside].text):
                taken[at] = target
                break
