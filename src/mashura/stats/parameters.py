"""Parameters of figures: typed, limited to what the data holds, refused with the allowed values in the message."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mashura.errors import InputError, gettext_noop

Given = int | str
Params = Mapping[str, Given]
"""Settled parameters: every value in its type; a parameter without a value is absent."""

_SHOWN = 12  # more allowed values than this are described, not listed


@dataclass(frozen=True)
class Domain:
    """The values that a column of a dataset holds: what a parameter may be, read from the vintage itself.

    `where` keeps to the rows with these values: pairs of column and value.
    """

    dataset: str
    column: str
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Latest:
    """A default that follows the data: its last year, or the first one at most `minus` years before it."""

    minus: int = 0


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of a figure.

    `year` and `integer` are whole numbers, `country` is an ISO 3166-1 alpha-3 code, `countries` several of them
    separated by commas, `code` a word of a closed list. `domain` limits the value to what the data holds; it may depend
    on the parameters before it. A parameter whose default is None may be left out.
    """

    name: str
    type: Literal["year", "integer", "country", "countries", "code"]
    default: Given | Latest | None = None
    choices: tuple[str, ...] | None = None
    minimum: int | None = None
    maximum: int | None = None
    domain: Domain | Callable[[Params], Domain] | None = None

    def allowed(self, chosen: Params, held: Callable[[Domain], Sequence[Any]]) -> tuple[Given, ...] | None:
        """All values allowed beside the parameters already chosen, in order; None where only a range limits."""
        if self.choices is not None:
            return self.choices
        if self.domain is not None:
            return tuple(held(self.domain(chosen) if callable(self.domain) else self.domain))
        return None

    def settle(self, given: Any, chosen: Params, held: Callable[[Domain], Sequence[Any]]) -> Given | None:
        """The value in its type, or the default when nothing is given. Raises `InputError` naming what is allowed."""
        allowed = self.allowed(chosen, held)
        if given is None or not str(given).strip():
            if isinstance(self.default, Latest):
                return self._latest(self.default, allowed)
            given = self.default
        if given is None:
            return None
        text = str(given).strip()
        if self.type in {"year", "integer"}:
            return self._number(text, allowed)
        if self.type == "countries":
            codes = dict.fromkeys(code.strip().upper() for code in text.split(",") if code.strip())
            return ",".join(self._word(code, allowed) for code in codes) or None
        return self._word(text.upper() if self.type == "country" else text.lower(), allowed)

    def _latest(self, default: Latest, allowed: tuple[Given, ...] | None) -> Given:
        years = [int(year) for year in allowed or ()]
        if not years:
            raise InputError(
                gettext_noop("The data holds no year for the parameter %(parameter)s."), parameter=self.name
            )
        return min(year for year in years if year >= max(years) - default.minus)

    def _number(self, text: str, allowed: tuple[Given, ...] | None) -> int:
        # Python reads the digits of any script: a reader may write a year in Arabic-Indic digits.
        if not re.fullmatch(r"-?\d{1,9}", text):
            raise InputError(
                gettext_noop("The parameter %(parameter)s must be a whole number; %(value)s is not one."),
                parameter=self.name,
                value=_short(text),
            )
        number = int(text)
        if allowed is not None and number not in allowed:
            raise self._not_allowed(text, allowed)
        if (self.minimum is not None and number < self.minimum) or (self.maximum is not None and number > self.maximum):
            raise InputError(
                gettext_noop(
                    "The parameter %(parameter)s must lie between %(first)s and %(last)s; %(value)s does not."
                ),
                parameter=self.name,
                value=_short(text),
                first=self.minimum,
                last=self.maximum,
            )
        return number

    def _word(self, word: str, allowed: tuple[Given, ...] | None) -> str:
        if allowed is None or word in allowed:
            return word
        raise self._not_allowed(word, allowed)

    def _not_allowed(self, text: str, allowed: tuple[Given, ...]) -> InputError:
        shown = _spans(allowed)
        if len(shown) > _SHOWN:
            return InputError(
                gettext_noop(
                    "The parameter %(parameter)s cannot be %(value)s: the data holds nothing for it. "
                    "It takes a code as %(examples)s."
                ),
                parameter=self.name,
                value=_short(text),
                examples=", ".join(shown[:3]),
            )
        return InputError(
            gettext_noop("The parameter %(parameter)s cannot be %(value)s. It may be: %(allowed)s."),
            parameter=self.name,
            value=_short(text),
            allowed=", ".join(shown),
        )


def settle_all(
    parameters: Iterable[Parameter], given: Mapping[str, Any], held: Callable[[Domain], Sequence[Any]]
) -> dict[str, Given]:
    """All parameters settled in their declared order; a name that the figure does not know is refused."""
    parameters = tuple(parameters)
    known = [parameter.name for parameter in parameters]
    for name in given:
        if name not in known:
            raise InputError(
                gettext_noop("There is no parameter %(parameter)s here. The parameters are: %(known)s."),
                parameter=_short(str(name)),
                known=", ".join(known),
            )
    chosen: dict[str, Given] = {}
    for parameter in parameters:
        value = parameter.settle(given.get(parameter.name), chosen, held)
        if value is not None:
            chosen[parameter.name] = value
    return chosen


def _spans(allowed: Iterable[Given]) -> list[str]:
    """The values as a reader wants them listed: years in a row as one span."""
    spans: list[list[Given]] = []
    for value in allowed:
        if spans and isinstance(value, int) and spans[-1][-1] == value - 1:
            spans[-1].append(value)
        else:
            spans.append([value])
    return [str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"  # an error message may be logged and shown
