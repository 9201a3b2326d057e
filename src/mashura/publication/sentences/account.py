"""The only way a number gets into the text of an edition: out of a computed figure, by the name of its value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mashura.evidence.public import write_number
from mashura.kit.reader import Reader
from mashura.stats.figures import Result, Value

Named = Callable[[str, str], str]
"""For a code: (name of the value, code) -> its label. For a place: (code, language) -> its name."""


@dataclass(frozen=True, slots=True)
class Use:
    """A value of a figure that stands in a sentence; `shown` is how it is written there."""

    figure: str
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the values it was filled with."""

    text: str
    uses: tuple[Use, ...]


class Account:
    """One computed figure as sentences may speak of it.

    `key` names the figure within the edition ("migrants-in-EGY"), since one figure is computed for several countries.
    """

    def __init__(
        self,
        *,
        key: str,
        result: Result,
        values: tuple[Value, ...],
        reader: Reader,
        code_name: Named,
        place_name: Named,
    ) -> None:
        self.key = key
        self.result = result
        self._declared: Mapping[str, Value] = {value.name: value for value in values}
        self._reader = reader
        self._code_name = code_name
        self._place_name = place_name

    def has(self, *values: str) -> bool:
        """Whether the data has something to say for each of these values."""
        return all(self.result.values[value] is not None for value in values)

    def number(self, value: str) -> int:
        """The value for a choice between sentences or plural forms; 0 where it is absent. Never for the text itself."""
        found = self.result.values[value]
        return 0 if found is None else int(found)

    def raw(self, value: str) -> Any:
        """The value as computed, for a choice between sentences. Never for the text itself."""
        return self.result.values[value]

    def shown(self, value: str) -> str:
        """The value as this edition writes it, by its declared type, unit and decimals."""
        return self._write(self._declared[value], self.result.values[value])

    def say(self, sentence: str, /, words: Mapping[str, str] | None = None, **places: str) -> Sentence | None:
        """The translated `sentence` with each named place filled by the value of that name; None where one is absent.

        `words` fills further places with names of things; they bring no number.
        """
        if not self.has(*places.values()):
            return None
        # A plural form may say its number in words ("two countries"): what has no place in it is not used.
        uses = {place: Use(self.key, value, self.shown(value)) for place, value in places.items()}
        filling = {place: use.shown for place, use in uses.items()}
        standing = tuple(use for place, use in uses.items() if f"%({place})s" in sentence)
        return Sentence(sentence % {**filling, **(words or {})}, standing)

    def _write(self, declared: Value, value: Any) -> str:
        if declared.type == "country":
            return self._place_name(str(value), self._reader.language)
        if declared.type == "code":
            return self._code_name(declared.name, str(value))
        return write_number(declared, value, self._reader)
