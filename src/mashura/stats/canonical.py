"""One way to write a value down, so that equal results have equal hashes whatever engine or type they came from."""

import datetime as dt
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, Final

Number = int | float | Decimal

_EXACT: Final = Context(prec=400, rounding=ROUND_HALF_UP)  # enough for the largest double with its decimals


def rounded(value: Number | None, decimals: int) -> int | float | None:
    """The value at the declared decimals, halves away from zero as a reader rounds by hand.

    Not-a-number counts as no value, minus zero as zero. No decimals give an `int`. An infinite value is a defect of
    the computation and raises `ValueError`; a truth value is not a number and raises `TypeError`.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        raise TypeError("a truth value is not a number")
    exact = Decimal(value) if isinstance(value, int) else value if isinstance(value, Decimal) else Decimal(repr(value))
    if exact.is_nan():
        return None
    if exact.is_infinite():
        raise ValueError("an infinite value cannot be published")
    settled = exact.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    return int(settled) if decimals == 0 else float(settled) or 0.0


def canonical(value: Any) -> str:
    """Canonical JSON: keys sorted, no spaces, numbers in plain shortest notation (3 and 3.0 are both `3`).

    Anyone can make the same text from a published JSON file: parse, sort the keys, write numbers without exponent and
    without trailing zeros. Not-a-number is `null`. Raises `TypeError` for what JSON cannot hold.
    """
    if value is None or value is True or value is False:
        return json.dumps(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, dt.date):
        return json.dumps(value.isoformat())
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{canonical(str(key))}:{canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, Iterable):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    raise TypeError(f"{type(value).__name__} has no canonical form")


def digest(value: Any) -> str:
    """The sha256 of the canonical JSON in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _number(value: Number) -> str:
    if isinstance(value, int):
        return str(value)
    if math.isnan(value):
        return "null"
    if math.isinf(value):
        raise ValueError("an infinite value cannot be published")
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    text = format(exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
