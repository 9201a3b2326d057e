"""Django, set up once per command, with its message catalogues compiled."""

import contextlib
import os
from argparse import Namespace
from collections.abc import Iterator

import django
from django.utils import translation

from mashura.errors import InputError, gettext_noop
from mashura.kit.catalogues import compile_catalogues
from mashura.site.database.opening import open_database
from mashura.site.environment import data_folder

PROGRAMME_NODE = "programme"


def set_up_django(language: str | None = None) -> None:
    """Set Django up, compile the catalogues into the data folder where they changed, and speak `language`.

    Raises:
        InputError: this is to be a casework node, which this version is not.
    """
    if (node := os.environ.get("MASHURA_NODE", PROGRAMME_NODE)) != PROGRAMME_NODE:
        raise InputError(gettext_noop("MASHURA_NODE is “%(node)s”; this version runs programme nodes only."), node=node)
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    compile_catalogues(folder / "locale")
    django.setup()
    translation.activate(language or "en")


@contextlib.contextmanager
def ready(options: Namespace, *, owner: bool = False) -> Iterator[None]:
    """A database and Django upon it, for the length of a command."""
    with open_database(data_folder(), owner=owner):
        set_up_django(options.lang)
        try:
            yield
        finally:
            from django.db import connections  # noqa: PLC0415 # after the settings are known

            connections.close_all()


def check_tables() -> None:
    """Refuse a database that was never migrated.

    Raises:
        InputError: it has no tables.
    """
    from django.db import connection  # noqa: PLC0415 # after the settings are known

    with connection.cursor() as cursor:
        if "access_user" not in connection.introspection.table_names(cursor):
            raise InputError(gettext_noop("The database is not prepared: run `mashura migrate` first."))
