"""Who reads: language, country and digits of the page or document being made."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils import translation

from mashura.kit.languages import Direction, direction, primary
from mashura.kit.numbers import Digits, usual_digits


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: BCP 47 language, ISO 3166-1 alpha-3 country where known, and the digits they read.

    Digits not given are those usual in that language and country.
    """

    language: str
    country: str | None = None
    digits: Digits | None = None

    @property
    def direction(self) -> Direction:
        return direction(self.language)

    @property
    def shown_digits(self) -> Digits:
        return self.digits or usual_digits(self.language, self.country)


_reader: ContextVar[Reader | None] = ContextVar("mashura_reader", default=None)


def current_reader() -> Reader:
    """The reader set by the nearest `use_reader`; outside of one, a reader of Django's active language.

    Where code in between activated another language (an e-mail in the recipient's), that one counts, so that
    words and numbers never speak two languages.
    """
    active = translation.get_language() or "en"
    reader = _reader.get()
    if reader is None:
        return Reader(active)
    if primary(reader.language) != primary(active):
        return Reader(active, reader.country)
    return reader


@contextmanager
def use_reader(reader: Reader) -> Iterator[Reader]:
    """Write for `reader` inside the block; the interface language follows."""
    token = _reader.set(reader)
    try:
        with translation.override(reader.language):
            yield reader
    finally:
        _reader.reset(token)
