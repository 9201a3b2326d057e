"""The operating-system account that the embedded PostgreSQL runs as; PostgreSQL refuses to run as root."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from mashura.errors import InputError, gettext_noop

# One of our own first, if the administrator made one; then accounts that machines commonly have.
CANDIDATES = ("mashura", "postgres", "nobody")
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class _Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: Sequence[int]


@dataclass(frozen=True)
class Account:
    """Who runs the server (`name`, `uid`, `gid`) and who connects to it (`client`); they differ only under root."""

    name: str
    uid: int
    gid: int
    client: str

    @property
    def switched(self) -> bool:
        """Whether the server runs as somebody else than this process."""
        return self.uid != os.geteuid()

    def identity(self) -> _Identity:
        """What `subprocess` needs to start something as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switched else {}

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a short command as this account and give back its output; it never outlives this process."""
        try:
            return subprocess.run(  # noqa: S603 # our own programs, no shell
                [str(part) for part in command],
                check=False,
                capture_output=True,
                text=True,
                stdin=subprocess.DEVNULL,
                cwd="/",
                env=clean_environment(),
                preexec_fn=end_with_parent,
                **self.identity(),
            )
        except OSError as error:
            # A failed change of user comes before exec, and Python then names the working folder, not the program.
            if not self.switched or error.filename == str(command[0]):
                raise
            raise InputError(
                gettext_noop(
                    "PostgreSQL may not run as root, and this machine does not let root act as "
                    "“%(account)s”: run the command as an ordinary user."
                ),
                account=self.name,
            ) from error


def server_account() -> Account:
    """The account for the embedded server: this process's own, or under root the first unprivileged one there is.

    Raises:
        InputError: there is no such account, or the user id of this process has no name.
    """
    uid = os.geteuid()
    try:
        own = pwd.getpwuid(uid)
    except KeyError:
        raise InputError(
            gettext_noop(
                "The user id %(uid)s has no name on this machine and PostgreSQL needs one: "
                "run as a named user, or set DATABASE_URL and DATABASE_OWNER_URL."
            ),
            uid=uid,
        ) from None
    if uid != 0:
        return Account(own.pw_name, own.pw_uid, own.pw_gid, own.pw_name)
    for name in CANDIDATES:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid != 0:
            return Account(found.pw_name, found.pw_uid, found.pw_gid, own.pw_name)
    raise InputError(
        gettext_noop(
            "PostgreSQL may not run as root and this machine has none of the accounts %(accounts)s: "
            "run the command as an ordinary user."
        ),
        accounts=", ".join(CANDIDATES),
    )


def clean_environment() -> dict[str, str]:
    """The environment without what would lead PostgreSQL's programs elsewhere (`PGDATA`, `PGHOST`, locale)."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "DATABASE_", "MASHURA_"))
    }
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def end_with_parent() -> None:
    """Ask Linux to send SIGINT (for PostgreSQL: a fast, clean stop) to this process when its parent dies.

    Runs between fork and exec, after the change of user (which would clear it). Elsewhere the keeper's lock
    is the only guard.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)
