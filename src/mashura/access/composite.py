"""Scope columns copied to a child row, held equal to the parent's by a composite foreign key.

Row policies compare columns of the row itself. Where a child repeats its parent's scope, the database makes sure that
the copy is true. Django has no composite foreign keys, so this migration operation writes one.
"""

from django.db import migrations

_NAME_LIMIT = 63


def hold_copied_scope(
    *,
    child: str,
    parent: str,
    key: str,
    copied: dict[str, str],
    parent_key: str = "id",
    name: str,
    follows: bool = False,
) -> migrations.RunSQL:
    """A migration operation: `(key, *copied)` of table `child` refers to `(parent_key, *copied values)` of `parent`.

    `copied` maps child columns to parent columns. The parent needs a unique constraint over `(parent_key, …)` in this
    order. The key is deferred to the end of the transaction, as Django's own are. With `follows` a change of the
    parent's scope reaches its children at once, whoever makes it. ValueError for too long a name.
    """
    if len(name) > _NAME_LIMIT:
        raise ValueError(f"constraint name longer than {_NAME_LIMIT} characters: {name}")
    own = ", ".join(f'"{column}"' for column in (key, *copied))
    theirs = ", ".join(f'"{column}"' for column in (parent_key, *copied.values()))
    cascade = "ON UPDATE CASCADE " if follows else ""
    return migrations.RunSQL(
        f'ALTER TABLE "{child}" ADD CONSTRAINT "{name}" FOREIGN KEY ({own}) '
        f'REFERENCES "{parent}" ({theirs}) {cascade}DEFERRABLE INITIALLY DEFERRED',
        f'ALTER TABLE "{child}" DROP CONSTRAINT "{name}"',
    )
