"""Which database a command works on: the one that the environment names, else the embedded one of the data folder."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mashura.errors import InputError, gettext_noop
from mashura.site.database.binaries import OLDEST_MAJOR
from mashura.site.database.layout import APPLICATION, OWNER, layout_of
from mashura.site.database.server import EmbeddedServer


def is_given() -> bool:
    """Whether the environment names a server, so that ours is not needed."""
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_OWNER_URL"))


@contextlib.contextmanager
def open_database(data_folder: Path, *, owner: bool) -> Iterator[None]:
    """Have a database for the length of a command, its addresses in the environment for Django to read.

    `owner` says that the command needs the role that owns the tables.

    Raises:
        InputError: an address is missing, the server does not answer, is too old, or does not start.
    """
    if is_given():
        _check_given("DATABASE_URL", needed=True)
        _check_given("DATABASE_OWNER_URL", needed=owner)
        yield
        return
    layout = layout_of(data_folder)
    with EmbeddedServer(layout):
        os.environ["DATABASE_URL"] = layout.address(APPLICATION)
        if owner:
            os.environ["DATABASE_OWNER_URL"] = layout.address(OWNER)
        try:
            yield
        finally:
            os.environ.pop("DATABASE_URL")
            os.environ.pop("DATABASE_OWNER_URL", None)


def _check_given(name: str, *, needed: bool) -> None:
    address = os.environ.get(name)
    if not address:
        if needed:
            raise InputError(
                gettext_noop(
                    "This command needs %(name)s too: DATABASE_URL is the application's role, "
                    "DATABASE_OWNER_URL the role that owns the tables."
                ),
                name=name,
            )
        return
    if urlsplit(address).scheme not in {"postgresql", "postgres"}:
        raise InputError(
            gettext_noop("%(name)s is not the address of a PostgreSQL server (postgresql://role@host/database)."),
            name=name,
        )
    version = _version_at(address, name)
    if version < OLDEST_MAJOR:
        raise InputError(
            gettext_noop("%(name)s names PostgreSQL %(found)s; Mashura needs %(oldest)s or later."),
            name=name,
            found=version,
            oldest=OLDEST_MAJOR,
        )


def _version_at(address: str, name: str) -> int:
    import psycopg  # noqa: PLC0415 # only where a server was given; it loads slowly

    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            return connection.info.server_version // 10_000
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        # Only the reason: the address holds a password.
        reason = str(error).strip().splitlines()[0].rpartition("FATAL:")[2].strip()
        raise InputError(
            gettext_noop("The database that %(name)s names does not answer: %(reason)s"), name=name, reason=reason
        ) from None
