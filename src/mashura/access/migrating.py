"""Data migrations under forced row level security.

The owner of a table is bound by its policies too: without an actor its `UPDATE` succeeds and changes no row. A data
migration therefore works as the system, and says how many rows it means to change.
"""

from collections.abc import Callable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from mashura.access.actors import SYSTEM
from mashura.access.session import acting_as


class UnexpectedRowCountError(RuntimeError):
    """A data migration did not change the rows that it was written for; the migration is rolled back."""


def change_as_system(
    schema_editor: BaseDatabaseSchemaEditor, change: Callable[[], int], *, expected: Callable[[], int]
) -> int:
    """Run `change` as the system on the migrating connection; it returns the number of rows it changed.

    `expected` counts the rows before the change, as the system too. UnexpectedRowCountError when the numbers differ.
    Before the first migrate has applied the policies there are none, and the same code works.
    """
    with acting_as(SYSTEM, using=schema_editor.connection.alias):
        wanted = expected()
        changed = change()
        if changed != wanted:
            raise UnexpectedRowCountError(f"{changed} rows were changed where {wanted} were expected")
    return changed
