"""Published positions of States on recommendations of the Universal Periodic Review, with their source."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from mashura.access.public import SYSTEM, Action, Actor, acting_as, record, require, visible
from mashura.commitments.actions.responses import new_response, next_number
from mashura.commitments.models import Response
from mashura.commitments.rules.positions import Position
from mashura.consultation.models import Addressee
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

# What the public databases write, beside the codes of our own.
_WORDS: Final[Mapping[str, Position]] = {
    "supported": Position.ACCEPTED,
    "noted": Position.NOTED,
    "rejected": Position.NOTED,
    "supported/noted": Position.ACCEPTED_IN_PART,
    "pending": Position.UNDER_CONSIDERATION,
}
# "A/HRC/14/17, paras. 95 and 96": a document of the United Nations and where in it.
_PLACE: Final = re.compile(r"(?P<symbol>[^,]+?)(?:, paras?\.? (?P<paragraph>.+))?")
_SYMBOL: Final = re.compile(r"[A-Z]+(/[A-Za-z0-9.]+)+")
_LONGEST_PARAGRAPH: Final = 40


class Positioned(Protocol):
    """A published position: its word, the document and paragraph, and a remark of the State where it made one."""

    @property
    def position(self) -> str: ...

    @property
    def source(self) -> str: ...

    @property
    def note(self) -> Localised: ...


class Item(Protocol):
    """A published recommendation to one State."""

    @property
    def ref(self) -> str: ...

    @property
    def country(self) -> str: ...

    @property
    def position(self) -> Positioned: ...


class PositionFile(Protocol):
    """A file of published recommendations, as consultation reads it."""

    @property
    def programme(self) -> str: ...

    @property
    def items(self) -> "tuple[Item, ...]": ...


@dataclass(frozen=True, slots=True)
class PositionReport:
    """What loading a file did; `missing` are recommendations of which no addressee of that State is here."""

    programme: str
    new: int
    unchanged: int
    missing: int


def load_positions(*, actor: Actor = SYSTEM, files: Iterable[PositionFile]) -> list[PositionReport]:
    """Record the published positions of the files, each with its source; loading them again changes nothing.

    They are public at once: the State itself made them public in the document named. Nothing else is recorded about a
    State. A position that differs from the one recorded becomes the next answer.

    Raises:
        Forbidden: the actor may not load.
        InputError: a position or source that cannot be read, naming the recommendation.
    """
    require(actor, Action.ADD, Response)
    with acting_as(SYSTEM):
        return [_load(one) for one in files]


def _load(found: PositionFile) -> PositionReport:
    addressees = {
        (row.recommendation.ref, row.country): row
        # The government of a State, not a body on this platform: those answer for themselves.
        for row in visible(SYSTEM, Addressee)
        .filter(programme=found.programme, organisation__isnull=True)
        .select_related("recommendation")
    }
    new = unchanged = missing = 0
    for item in found.items:
        addressee = addressees.get((item.ref, item.country))
        if addressee is None:
            missing += 1
        elif _record(addressee, item):
            new += 1
        else:
            unchanged += 1
    return PositionReport(found.programme, new, unchanged, missing)


def _record(addressee: Addressee, item: Item) -> bool:
    row = _published(addressee, item)
    newest = visible(SYSTEM, Response).filter(addressee=addressee).order_by("-number").first()
    fields = ("position", "source_document", "source_paragraph", "source_url", "reason")
    if newest is not None and all(getattr(newest, name) == getattr(row, name) for name in fields):
        return False
    row.number = next_number(addressee)
    row.save(force_insert=True)
    record(SYSTEM, "commitments:response:load", row, {"position": row.position})
    return True


def _published(addressee: Addressee, item: Item) -> Response:
    source = item.position.source.strip()
    if not source:
        raise InputError(gettext_noop("The position on %(ref)s names no document."), ref=item.ref)
    place = _PLACE.fullmatch(source)
    # A source that is no document with paragraphs (a database) is named in its own words.
    symbol, paragraph = (place["symbol"], place["paragraph"] or "") if place else (source, "")
    row = new_response(
        addressee,
        position=position_from(item.position.position, item.ref),
        # The symbol of a document is the same in every language.
        source_document=Localised(en=symbol, ar=symbol, fr=symbol) if place else Localised(en=symbol),
        source_paragraph=paragraph[:_LONGEST_PARAGRAPH],
        source_url=f"https://undocs.org/{symbol}" if _SYMBOL.fullmatch(symbol) else "",
        reason=Expressions.of_localised(item.position.note, "en"),
    )
    row.names = addressee.names
    row.released_by = list(row.countries)
    row.public_from, row.is_released = now(), True
    return row


def position_from(word: str, ref: str) -> Position:
    """The code of what a document prints, or a code of our own. InputError naming the recommendation otherwise."""
    key = word.strip().lower()
    if key in _WORDS:
        return _WORDS[key]
    try:
        return Position(key.replace("-", "_"))
    except ValueError as error:
        raise InputError(
            gettext_noop("“%(position)s” is no position that is known (recommendation %(ref)s)."),
            position=word[:40],
            ref=ref,
        ) from error
