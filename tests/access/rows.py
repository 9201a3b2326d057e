"""One row of any declared table with chosen scope columns, for the tests that compare policy, ORM and SQL.

Each app registers a maker for each of its tables in `tests/<app>/rows.py` or `tests/<app>/rows_<noun>.py`:

    @row_for(Edition)
    def edition(scope):
        return Edition(programme=scope.programme, is_released=scope.is_released, ...)

A maker returns an **unsaved** row that could be saved as it is: parents that it needs are saved by the maker (it runs
as the system). Every call gives a row that differs in its unique columns. A table without a maker fails the matrix.
"""

import importlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from django.db import models

from mashura.access.registry import registry

_makers: dict[type[models.Model], Callable[["RowScope"], models.Model]] = {}
_numbers = count(1)


@dataclass(frozen=True)
class RowScope:
    """The values that the scope columns of a row take; a maker uses those that its table has."""

    organisation: object  # access.Organisation
    post: object  # access.Post of that organisation, for `assigned`
    user: object  # access.User, for `author`
    shared_with: object  # access.Organisation
    country: str
    programme: str
    is_released: bool


def row_for(model):
    def register(maker):
        assert model not in _makers, f"{model.__name__} has two makers"
        _makers[model] = maker
        return maker

    return register


def unique() -> int:
    """A number that no other row of this test run has."""
    return next(_numbers)


def unique_text() -> str:
    return f"{unique():06d}"


def unique_hash() -> str:
    return uuid.uuid4().hex * 2


def makers() -> dict[type[models.Model], Callable[[RowScope], models.Model]]:
    """The makers of every app, by model."""
    for file in sorted(Path(__file__).resolve().parents[1].glob("*/rows*.py")):
        if file != Path(__file__).resolve():
            importlib.import_module(f"tests.{file.parent.name}.{file.stem}")
    importlib.import_module("tests.access.own_rows")
    return _makers


def declared_models() -> list[type[models.Model]]:
    return [declaration.model for declaration in registry if declaration.model.__module__.startswith("mashura.")]
