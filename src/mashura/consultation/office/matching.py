"""What came back, clause by clause: comments and proposals, and an honest account of what could not be placed.

A clause is known by its mark, else by its words and its number. What is only likely is said to be so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from mashura.consultation.office.pairing import Target, likeness, numbered, pair_by_text, targets_of, without_number
from mashura.consultation.office.texts import TITLE_KEY, SentText, mark_of, paragraph_id
from mashura.consultation.office.word_in import Notice, ReadComment, ReturnedBlock, ReturnedText, Tracked
from mashura.errors import gettext_noop
from mashura.kit.bidi import needs_isolation
from mashura.kit.languages import direction
from mashura.kit.redline import Change, change_of, paragraph_difference
from mashura.kit.redline.matching import rising

# Share of words in common from which on a new paragraph is a clause that was cut there and pasted here.
PASTED: Final = 0.8


class MatchedBy(StrEnum):
    """How a clause was found again."""

    KEY = "key"
    TEXT = "text"


class Operation(StrEnum):
    """What a proposal does to a clause. A clause may be changed and moved: these are two proposals."""

    CHANGE = "change"
    SPLIT = "split"
    """The same words in more paragraphs than before."""
    MERGE = "merge"
    DELETE = "delete"
    INSERT = "insert"
    MOVE = "move"


class Source(StrEnum):
    """Where in the file a comment stood."""

    COMMENT = "comment"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class OfficeProposal:
    """One change to one clause in one language, as the file has it.

    `before` is the text that was sent, `after` the text with all changes accepted; of a move both are the same.
    `key` is the clause; None for a new one. `follows` is the key after which a new or moved clause stands
    (`TITLE_KEY`: at the beginning). `merged` are the clauses that become part of this one, in order. `authors` and
    `made_at` (the latest) are those of the tracked changes; `is_tracked` is false when the file says less than it
    changes: somebody edited without change tracking or accepted changes, and authors may be missing.
    """

    operation: Operation
    key: str | None
    language: str
    before: str
    after: str
    change: Change
    authors: tuple[str, ...]
    made_at: datetime | None
    tracked: tuple[Tracked, ...]
    is_tracked: bool
    matched_by: MatchedBy | None
    follows: str | None = None
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeComment:
    """A comment on a clause, on words of it where `quoted` has some; `key` None: on no clause that was found."""

    key: str | None
    language: str | None
    body: str
    quoted: str
    author: str
    made_at: datetime | None
    source: Source
    replies: tuple[ReadComment, ...] = ()
    is_resolved: bool = False
    matched_by: MatchedBy | None = None


@dataclass(frozen=True, slots=True)
class TextMatch:
    """A clause that was found by its text alone, with the share of words in common: somebody should look at it."""

    key: str
    language: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Report:
    """What was found again and how, and what was not. Pairs are (key, language).

    `gone` clauses were sent and are not in the file. They are no proposals: a ministry may send back the two pages
    that concern it. `new` are texts proposed as clauses, `unmatched` texts of which nobody can say what they are.
    """

    by_key: tuple[tuple[str, str], ...]
    by_text: tuple[TextMatch, ...]
    new: tuple[str, ...]
    gone: tuple[tuple[str, str], ...]
    unmatched: tuple[str, ...]
    notices: tuple[Notice, ...]

    @property
    def is_foreign(self) -> bool:
        """Whether nothing of the file belongs to the text that was sent."""
        return not self.by_key and not self.by_text


@dataclass(frozen=True, slots=True)
class Matched:
    """Proposals in the order of the text, comments in the order of the file."""

    proposals: tuple[OfficeProposal, ...]
    comments: tuple[OfficeComment, ...]
    report: Report


@dataclass(slots=True)
class _Found:
    """A clause with the blocks of the file that are it, and its texts there, without number."""

    target: Target
    by: MatchedBy
    blocks: list[ReturnedBlock]
    likeness: float = 1.0
    pasted: ReturnedBlock | None = None

    @property
    def before(self) -> str:
        return self._said([block.before for block in self.blocks])

    @property
    def after(self) -> str:
        blocks = [self.pasted] if self.pasted else self.blocks
        return self._said([block.after for block in blocks])

    @property
    def place(self) -> int:
        return (self.pasted or self.blocks[0]).place

    @property
    def tracked(self) -> tuple[Tracked, ...]:
        blocks = [*self.blocks, self.pasted] if self.pasted else self.blocks
        return tuple(one for block in blocks for one in block.tracked)

    def _said(self, texts: Iterable[str]) -> str:
        said = "\n".join(text for text in texts if text)
        return without_number(said, self.target.number)


@dataclass(slots=True)
class _Matching:
    found: list[_Found] = field(default_factory=list)
    free: list[ReturnedBlock] = field(default_factory=list)


def match_returned(sent: SentText, returned: ReturnedText, *, languages: Sequence[str]) -> Matched:
    """Match a returned file with the text that was sent in `languages`; nothing is decided, everything is reported."""
    targets = targets_of(sent, languages)
    matching = _matched(targets, returned)
    _follow_pasted(matching)
    matching.found.sort(key=lambda one: one.target.at)
    has_keys = any(one.by is MatchedBy.KEY for one in matching.found)
    new = [block for block in matching.free if block.after and (block.is_new or has_keys)]
    unmatched = [block for block in matching.free if block.after and not (block.is_new or has_keys)]
    found_at = {one.target.at for one in matching.found}
    report = Report(
        by_key=tuple((one.target.key, one.target.language) for one in matching.found if one.by is MatchedBy.KEY),
        by_text=tuple(
            TextMatch(one.target.key, one.target.language, one.likeness)
            for one in matching.found
            if one.by is MatchedBy.TEXT
        ),
        new=tuple(block.after for block in new),
        gone=tuple((target.key, target.language) for target in targets if target.at not in found_at),
        unmatched=tuple(block.after for block in unmatched),
        notices=(*returned.notices, *_other_version(sent, returned)),
    )
    proposals = [*_proposals(matching.found, languages), *_inserted(new, matching.found, languages)]
    order = {target.key: target.at for target in reversed(targets)}
    proposals.sort(key=lambda one: order.get(one.key or one.follows or TITLE_KEY, 0))
    return Matched(tuple(proposals), tuple(_comments(matching.found, returned)), report)


def _other_version(sent: SentText, returned: ReturnedText) -> Iterator[Notice]:
    if returned.reference and sent.reference and returned.reference != sent.reference:
        template = gettext_noop("The file was made from another version of the text (%(found)s, not %(sent)s).")
        yield Notice(template, {"found": returned.reference, "sent": sent.reference})


def _matched(targets: list[Target], returned: ReturnedText) -> _Matching:
    matching = _Matching()
    by_mark = {mark_of(target.key, target.language): target for target in targets}
    for block in returned.blocks:
        if block.mark in by_mark:
            matching.found.append(_Found(by_mark.pop(block.mark), MatchedBy.KEY, [block]))
        else:
            matching.free.append(block)
    by_identity = {paragraph_id(mark): mark for mark in by_mark}
    for block in list(matching.free):
        mark = by_identity.get(returned.identities.get(block.place, ""))
        # An editor may give an identity to another paragraph: the words have a say in it.
        if mark in by_mark and likeness(by_mark[mark].text, numbered(block.before or block.after).text):
            matching.found.append(_Found(by_mark.pop(mark), MatchedBy.KEY, [block]))
            matching.free.remove(block)
    left = sorted(by_mark.values(), key=lambda target: target.at)
    pairs = list(pair_by_text(left, matching.free))
    matching.found += [_Found(target, MatchedBy.TEXT, blocks, share) for target, blocks, share in pairs]
    taken = {block.place for _, blocks, _ in pairs for block in blocks}
    matching.free = [block for block in matching.free if block.place not in taken]
    return matching


def _follow_pasted(matching: _Matching) -> None:
    """A clause taken out in one place and put in word for word in another was moved by cutting and pasting."""
    gone = [one for one in matching.found if not one.after]
    new = [block for block in matching.free if block.is_new]
    changes = paragraph_difference([one.target.text for one in gone], [numbered(block.after).text for block in new])
    for change in changes:
        if change.before_at is None or change.after_at is None:
            continue
        one, block = gone[change.before_at], new[change.after_at]
        if one.pasted is None and likeness(change.before, change.after) >= PASTED:
            one.pasted = block
    taken = {one.pasted.place for one in gone if one.pasted}
    matching.free = [block for block in matching.free if block.place not in taken]


def _proposals(found: list[_Found], languages: Sequence[str]) -> Iterator[OfficeProposal]:
    follows: dict[int, str] = {}
    for language in languages:
        follows |= _moved([one for one in found if one.target.language == language])
    joins = _joined(found)
    swallowed = {part.target.at for parts in joins.values() for part in parts}
    for one in found:
        at, sent, after = one.target.at, one.target.text, one.after
        if at in joins:
            parts = [one, *joins[at]]
            yield _proposal(
                Operation.MERGE,
                one,
                before="\n".join(part.target.text for part in parts),
                after=" ".join(part.after for part in parts),
                parts=parts,
            )
        elif after != sent and at not in swallowed:
            yield _proposal(_operation(sent, after), one, before=sent, after=after, parts=[one])
        if at in follows and at not in swallowed:
            yield _proposal(Operation.MOVE, one, before=sent, after=sent, parts=[one], follows=follows[at])


def _operation(sent: str, after: str) -> Operation:
    if not after:
        return Operation.DELETE
    is_longer = after.count("\n") > sent.count("\n")
    in_one = change_of(sent.replace("\n", " "), after.replace("\n", " "))
    return Operation.SPLIT if is_longer and in_one is not Change.SUBSTANTIVE else Operation.CHANGE


def _proposal(
    operation: Operation, one: _Found, *, before: str, after: str, parts: list[_Found], follows: str | None = None
) -> OfficeProposal:
    tracked = tuple(change for part in parts for change in part.tracked)
    return OfficeProposal(
        operation=operation,
        key=one.target.key,
        language=one.target.language,
        before=before,
        after=after,
        change=change_of(before, after),
        authors=_authors(tracked),
        made_at=_latest(tracked),
        tracked=tracked,
        is_tracked=bool(tracked) and all(part.before == part.target.text for part in parts),
        matched_by=one.by,
        follows=follows,
        merged=tuple(part.target.key for part in parts[1:]),
    )


def _authors(tracked: Iterable[Tracked]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.author for one in tracked if one.author))


def _latest(tracked: Iterable[Tracked]) -> datetime | None:
    return max((one.made_at for one in tracked if one.made_at), default=None)


def _moved(found: list[_Found]) -> dict[int, str]:
    """Clauses of one language that stand in another order than they were sent in, each with the one before it.

    As few as possible are taken to have moved: the others keep their order.
    """
    standing = sorted((one for one in found if one.after), key=lambda one: one.place)
    order = [(at, one.target.at) for at, one in enumerate(standing)]
    stayed = {at for at, _ in rising(order)}
    return {
        one.target.at: standing[at - 1].target.key if at else TITLE_KEY
        for at, one in enumerate(standing)
        if at not in stayed
    }


def _joined(found: list[_Found]) -> dict[int, list[_Found]]:
    """Clauses that have become one paragraph, under the first of them."""
    by_place = {block.place: one for one in found for block in one.blocks}
    joins: dict[int, list[_Found]] = {}
    into: dict[int, int] = {}
    for one in sorted(found, key=lambda one: one.place):
        other = by_place.get(one.blocks[0].joined_to) if one.blocks[0].joined_to is not None else None
        if other is not None and other is not one:
            first = into.get(other.target.at, other.target.at)
            into[one.target.at] = first
            joins.setdefault(first, []).append(one)
    return joins


def _inserted(new: list[ReturnedBlock], found: list[_Found], languages: Sequence[str]) -> Iterator[OfficeProposal]:
    for block in new:
        language = _language_of(block, found, languages)
        before_it = [one for one in found if one.target.language == language and one.place < block.place]
        last = max(before_it, key=lambda one: one.place, default=None)
        yield OfficeProposal(
            operation=Operation.INSERT,
            key=None,
            language=language,
            before="",
            after=block.after,
            change=change_of("", block.after),
            authors=_authors(block.tracked),
            made_at=_latest(block.tracked),
            tracked=block.tracked,
            is_tracked=block.is_new,
            matched_by=None,
            follows=last.target.key if last else TITLE_KEY,
        )


def _language_of(block: ReturnedBlock, found: list[_Found], languages: Sequence[str]) -> str:
    """Of the languages of the file the one in whose letters the text is written; else that of the clause before."""
    fitting = [one for one in languages if not needs_isolation(block.after, direction(one))]
    if len(fitting) == 1 or len(languages) == 1:
        return (fitting or list(languages))[0]
    before_it = [one for one in found if one.place < block.place]
    return max(before_it, key=lambda one: one.place).target.language if before_it else languages[0]


def _comments(found: list[_Found], returned: ReturnedText) -> Iterator[OfficeComment]:
    places: dict[str, _Found] = {}
    for one in found:
        for block in [*one.blocks, *([one.pasted] if one.pasted else [])]:
            for identity in block.comments:
                places.setdefault(identity, one)
    answers: dict[str, list[ReadComment]] = {}
    for comment in returned.comments:
        answers.setdefault(comment.parent, []).append(comment)
    for comment in answers.get("", []):
        place = places.get(comment.identity)
        yield OfficeComment(
            key=place.target.key if place else None,
            language=place.target.language if place else None,
            body=comment.body,
            quoted=comment.quoted,
            author=comment.author,
            made_at=comment.made_at,
            source=Source.COMMENT,
            replies=tuple(_replies(comment.identity, answers, {comment.identity})),
            is_resolved=comment.is_resolved,
            matched_by=place.by if place else None,
        )
    for one in found:
        for block in one.blocks:
            for note in block.footnotes:
                key, language = one.target.key, one.target.language
                yield OfficeComment(key, language, note.text, "", note.author, None, Source.FOOTNOTE, matched_by=one.by)


def _replies(identity: str, answers: dict[str, list[ReadComment]], seen: set[str]) -> Iterator[ReadComment]:
    """The answers to a comment and the answers to these; a file may name them in a ring."""
    for answer in answers.get(identity, []):
        if answer.identity not in seen:
            seen.add(answer.identity)
            yield answer
            yield from _replies(answer.identity, answers, seen)
