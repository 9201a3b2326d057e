"""The parts of a report in their order, and who writes the chapters of each.

Whatever the programme has released becomes a part of its report by one function that is registered here. A function
gets the programme and the desk, and yields chapters: none where there is nothing to say.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum, auto

from mashura.consultation.models import Programme
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk


class Part(IntEnum):
    """Where chapters stand; those of one part in the order in which their writers were registered."""

    SUMMARY = auto()
    CONTEXT = auto()
    METHOD = auto()
    STUDY = auto()
    ROUTES = auto()
    FINDINGS = auto()
    CONCLUSIONS = auto()
    RECOMMENDATIONS = auto()
    REGISTER = auto()
    TABLES = auto()
    PARTICIPANTS = auto()
    SOURCES = auto()
    GLOSSARY = auto()


ChaptersOf = Callable[[Programme, Desk], Iterable[Block]]
_writers: dict[Part, list[ChaptersOf]] = {part: [] for part in Part}


def chapters(part: Part) -> Callable[[ChaptersOf], ChaptersOf]:
    """Register a function that writes chapters of this part."""

    def register(function: ChaptersOf) -> ChaptersOf:
        _writers[part].append(function)
        return function

    return register


def all_chapters(programme: Programme, desk: Desk) -> Iterator[Block]:
    """Every chapter of a programme's report, in order."""
    for part in Part:
        for function in _writers[part]:
            yield from function(programme, desk)
