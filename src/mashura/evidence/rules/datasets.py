"""What a dataset's columns demand of every cell, and how two vintages differ. Values in, values or problems out."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Final

from mashura.errors import InputError, gettext_noop

ROLES: Final = ("place", "period", "value", "unit", "dimension")
TYPES: Final = ("date", "year", "month", "country", "code", "text", "integer", "decimal")

NO_VALUE: Final = gettext_noop("a value is missing")
NOT_A_DATE: Final = gettext_noop("not a date such as 2016-03-05")
NOT_A_MONTH: Final = gettext_noop("not a month such as 2016-03")
NOT_A_YEAR: Final = gettext_noop("not a year such as 2016")
NOT_A_WHOLE_NUMBER: Final = gettext_noop("not a whole number without separators")
NOT_A_NUMBER: Final = gettext_noop("not a number with a point as decimal mark")
NOT_A_COUNTRY: Final = gettext_noop("not a known country code of three letters (ISO 3166-1)")
NOT_A_CODE: Final = gettext_noop("not a code of letters, digits and hyphens")
TOO_SMALL: Final = gettext_noop("smaller than allowed")
TOO_LARGE: Final = gettext_noop("larger than allowed")
TOO_LONG: Final = gettext_noop("longer than 1,000 characters")

# Codes of groups in published statistics, none of them a country: other or unknown, sub-Saharan unspecified,
# stateless, unknown, not an ISO area; Kosovo's user-assigned code (in the context of UNSCR 1244); former States by
# their last alpha-3 code.
SPECIAL_CODES: Final = frozenset({"OOO", "OOS", "STL", "UNK", "XCX", "XKX", "CSK", "DDR", "SCG", "SUN", "YMD", "YUG"})
_LARGEST: Final = 2**63 - 1
_LONGEST_TEXT: Final = 1000
_LIMITS: Final[Mapping[str, tuple[float, float]]] = {
    "persons": (0, _LARGEST),
    "records": (0, _LARGEST),
    "degrees": (-180, 180),
}


class UnusableCellError(ValueError):
    """Why a cell cannot be used; `kind` is one of the sentences above."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


@dataclass(frozen=True)
class DataColumn:
    """One column of a dataset: what it is called, what it tells and what its cells may hold."""

    name: str
    role: str
    type: str
    unit: str = ""
    is_required: bool = False
    minimum: float | None = None
    maximum: float | None = None

    @classmethod
    def of(cls, sheet: Mapping[str, Any]) -> "DataColumn":
        """The column as a dataset's sheet or a vintage's row describes it. InputError for an unknown role or type."""
        name, role, kind = str(sheet.get("name", "")), str(sheet.get("role", "")), str(sheet.get("type", ""))
        if not name or role not in ROLES or kind not in TYPES:
            raise InputError(
                gettext_noop("The column %(column)s has the role %(role)s and the type %(type)s; one is unknown."),
                column=name,
                role=role,
                type=kind,
            )
        unit = str(sheet.get("unit", ""))
        lowest, highest = _LIMITS.get(unit, (None, None))
        if kind == "year":
            lowest, highest = 1900, 2100
        return cls(
            name=name,
            role=role,
            type=kind,
            unit=unit,
            is_required=bool(sheet.get("required", role == "period")),
            minimum=sheet.get("minimum", lowest),
            maximum=sheet.get("maximum", highest),
        )

    @cached_property
    def parse(self) -> Callable[[str], Any]:
        """The reader of this type: text in, value out, `UnusableCellError` raised."""
        return _PARSERS[self.type]


def read_cell(column: DataColumn, text: str, is_country: Callable[[str], bool]) -> Any:
    """The value that a cell's text stands for; None where it is empty and may be. Raises `UnusableCellError`."""
    text = text.strip()
    if not text:
        if column.is_required:
            raise UnusableCellError(NO_VALUE)
        return None
    value = column.parse(text)
    if column.type == "country" and not (text in SPECIAL_CODES or is_country(text)):
        raise UnusableCellError(NOT_A_COUNTRY)
    if column.type in {"integer", "decimal", "year"}:
        if column.minimum is not None and value < column.minimum:
            raise UnusableCellError(TOO_SMALL)
        if column.maximum is not None and value > column.maximum:
            raise UnusableCellError(TOO_LARGE)
    return value


def _date(text: str) -> dt.date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise UnusableCellError(NOT_A_DATE)
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UnusableCellError(NOT_A_DATE) from error


def _month(text: str) -> dt.date:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})(-01)?", text)
    if not found or not 1 <= int(found[2]) <= 12 or found[1] == "0000":
        raise UnusableCellError(NOT_A_MONTH)
    return dt.date(int(found[1]), int(found[2]), 1)


def _year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise UnusableCellError(NOT_A_YEAR)
    return int(text)


def _integer(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        raise UnusableCellError(NOT_A_WHOLE_NUMBER)
    return int(text)


def _decimal(text: str) -> Decimal:
    if not re.fullmatch(r"[+-]?([0-9]{1,24}(\.[0-9]{0,24})?|\.[0-9]{1,24})([eE][+-]?[0-9]{1,2})?", text):
        raise UnusableCellError(NOT_A_NUMBER)
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise UnusableCellError(NOT_A_NUMBER) from error


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise UnusableCellError(NOT_A_COUNTRY)
    return text


def _code(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_.:/-]{1,100}", text):
        raise UnusableCellError(NOT_A_CODE)
    return text


def _text(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise UnusableCellError(TOO_LONG)
    return text


_PARSERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "date": _date,
    "year": _year,
    "month": _month,
    "country": _country,
    "code": _code,
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
}


@dataclass(frozen=True)
class Difference:
    """How a vintage differs from the one before it.

    Rows are the same row where all columns but the values agree; where that does not tell rows apart (events without
    identifier) whole rows are compared, and nothing counts as changed.
    """

    added: int
    removed: int
    changed: int
    unchanged: int


def compare(
    before: Iterable[Sequence[Any]], after: Iterable[Sequence[Any]], columns: Sequence[DataColumn]
) -> Difference:
    """The difference between two tables whose rows hold the same columns in the same order."""
    old, new = Counter(map(tuple, before)), Counter(map(tuple, after))
    same = (old & new).total()
    gone, come = old - new, new - old
    keys = [index for index, column in enumerate(columns) if column.role != "value"]
    gone_keys = Counter(tuple(row[index] for index in keys) for row in gone.elements())
    come_keys = Counter(tuple(row[index] for index in keys) for row in come.elements())
    tells_apart = max([*gone_keys.values(), *come_keys.values()], default=0) <= 1
    changed = (gone_keys & come_keys).total() if tells_apart and len(keys) < len(columns) else 0
    return Difference(added=come.total() - changed, removed=gone.total() - changed, changed=changed, unchanged=same)
