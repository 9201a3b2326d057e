"""Figure values inside text: `{{deaths-at-sea?year=2016&sea=mediterranean#dead_and_missing}}`.

A text that people write names the value, never types the number: it is filled in when the text is shown, in the
reader's digits, and can be computed again. Pure: parsing and taking apart; filling is evidence's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from mashura.errors import InputError, gettext_noop

_PLACE: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_INSIDE: Final = re.compile(r"\s*([a-z0-9]+(?:-[a-z0-9]+)*)(?:\?([^#{}]*))?#([a-z][a-z0-9_]*)\s*")


@dataclass(frozen=True, slots=True)
class InlineValue:
    """A named value of a figure with these parameters (name and value, in the order of their names)."""

    figure: str
    params: tuple[tuple[str, str], ...]
    value: str

    @property
    def key(self) -> str:
        """Figure and parameters in one canonical text: what is computed once however often it is used."""
        query = urlencode(self.params)
        return f"{self.figure}?{query}" if query else self.figure

    def __str__(self) -> str:
        return f"{{{{{self.key}#{self.value}}}}}"


def pieces(text: str) -> Iterator[str | InlineValue]:
    """The text in order, its named values taken out.

    Raises:
        InputError: double braces that name no value of a figure.
    """
    position = 0
    for match in _PLACE.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        inside = _INSIDE.fullmatch(match.group(1))
        if inside is None:
            raise InputError(
                gettext_noop("“%(place)s” names no value: write {{figure?parameter=value#value}}."),
                place=match.group(0)[:120],
            )
        params = tuple(sorted(parse_qsl(inside.group(2) or "", keep_blank_values=True)))
        yield InlineValue(inside.group(1), params, inside.group(3))
        position = match.end()
    if position < len(text):
        yield text[position:]


def inline_values(text: str) -> list[InlineValue]:
    """The values named in a text, each once, in order of first use. InputError as `pieces`."""
    return list(dict.fromkeys(piece for piece in pieces(text) if isinstance(piece, InlineValue)))
