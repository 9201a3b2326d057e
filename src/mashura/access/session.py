"""The actor in the database: `acting_as`, streams and foreign connections.

The actor is set with `set_config(…, true)`: it lives as long as the transaction and is an empty string afterwards, so
that a pooled connection never carries one request's actor into the next.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TypeVar

from django.db import connections, transaction

from mashura.access.actors import ANONYMOUS, Actor

T = TypeVar("T")
# By connection: the actor whose transaction is open there.
_current: ContextVar[Mapping[str, Actor]] = ContextVar("mashura_actors", default=MappingProxyType({}))
_SETTINGS = tuple(ANONYMOUS.settings())
_STATEMENT = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS)


def current_actor(*, using: str = "default") -> Actor | None:
    """The actor whose transaction is open on a Django connection, if any."""
    return _current.get().get(using)


def set_actor(actor: Actor, *, using: str = "default") -> None:
    """Set the actor of a Django connection's open transaction; refused outside one, where it would not last."""
    connection = connections[using]
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an actor is set inside a transaction only")
    settings = actor.settings()
    _set([settings[name] for name in _SETTINGS], using)


def _set(values: list[str], using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(_STATEMENT, values)


def actor_statement(actor: Actor) -> str:
    """One self-contained SQL statement that sets the actor of the current transaction, for any driver.

    For connections that are not Django's (ADBC, a raw psycopg connection): run it first inside the transaction, with
    autocommit off. Every value is quoted as a literal.
    """
    parts = (f"set_config('{name}', {_literal(value)}, true)" for name, value in actor.settings().items())
    return "SELECT " + ", ".join(parts)


def _literal(value: str) -> str:
    if "\x00" in value:
        raise ValueError("a setting holds no NUL character")
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f" E'{escaped}'"


@contextmanager
def acting_as(actor: Actor, *, using: str = "default") -> Iterator[Actor]:
    """A transaction in which `actor` acts; inside another one, a savepoint after which the outer actor acts again."""
    outer = current_actor(using=using)
    connection = connections[using]
    with transaction.atomic(using=using):
        set_actor(actor, using=using)
        token = _current.set({**_current.get(), using: actor})
        try:
            yield actor
        finally:
            _current.reset(token)
    if connection.in_atomic_block and not connection.needs_rollback:
        # The settings live as long as the outermost transaction: give it back as it was found.
        _set(["" for _ in _SETTINGS] if outer is None else [outer.settings()[name] for name in _SETTINGS], using)


def streamed(actor: Actor, rows: Callable[[], Iterable[T]]) -> Generator[T, None, None]:
    """The items of `rows()` in an actor transaction of their own: a stream runs after the request's has ended."""
    with acting_as(actor):
        yield from rows()
