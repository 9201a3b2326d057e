"""The chapter that says how to read the figures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.sentences import reading


def reading_chapter() -> Block:
    """What each kind of count is and is not."""
    return blocks.chapter(_("How to read the figures"), _blocks())


def _blocks() -> Iterator[Block]:
    yield blocks.lead(reading.opening())
    for title, text in reading.points():
        yield blocks.heading(title)
        yield blocks.paragraph(text)
