"""Where the embedded server keeps its cluster, socket, locks and log."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mashura.errors import InputError, gettext_noop
from mashura.site.database.account import Account, server_account
from mashura.site.database.binaries import SYSTEM_FOLDER
from mashura.site.database.locks import FileLock

DATABASE = "mashura"
OWNER = "mashura_owner"
APPLICATION = "mashura_app"
SUPERUSER = "postgres"
PORT = 5432  # part of the socket's name; nothing listens on the network
POINTING = 10  # seconds; it takes a moment
LONGEST_SOCKET_PATH = 103  # bytes: the shortest limit of the systems we run on (macOS; Linux allows 107)


@dataclass(frozen=True)
class Layout:
    """The folders of one embedded server: `home` holds all but, where paths are long, the socket."""

    home: Path
    sockets: Path
    account: Account

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "log"

    def address(self, role: str, *, database: str = DATABASE) -> str:
        """The PostgreSQL address (URL) of a role on this server."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='/')}"

    def make_home(self) -> None:
        """Make the home, in which the locks lie, private to this account; the mode of no parent is touched.

        Raises:
            InputError: it belongs to somebody else.
        """
        if self.account.switched:
            self.home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        self.home.mkdir(mode=0o711 if self.account.switched else 0o700, parents=True, exist_ok=True)
        _check_owner(self.home, os.geteuid())

    def make_sockets(self) -> None:
        """Make the folder of the socket, private to the server's account. By one command at a time.

        Raises:
            InputError: it or the cluster belongs to somebody else.
        """
        if not self.sockets.exists():
            self.sockets.mkdir(mode=0o700)
            if self.account.switched:
                os.chown(self.sockets, self.account.uid, self.account.gid)
        for folder in (self.sockets, self.cluster):
            if folder.exists():
                _check_owner(folder, self.account.uid)


def _check_owner(folder: Path, owner: int) -> None:
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode) or found.st_uid != owner:
        raise InputError(
            gettext_noop(
                "The database folder %(folder)s belongs to another user (id %(uid)s): run the command as "
                "that user, or choose another data folder with --data-dir."
            ),
            folder=folder,
            uid=found.st_uid,
        )


def layout_at(home: Path) -> Layout:
    """The layout with its home at the given folder."""
    account = server_account()
    sockets = home / "socket"
    if len(os.fsencode(sockets / f".s.PGSQL.{PORT}")) > LONGEST_SOCKET_PATH:
        # A private folder (mode 0700, its owner checked) whose path is short everywhere.
        sockets = Path("/tmp") / f"mashura-{account.uid}-{_digest(home)}"  # noqa: S108 # as just said
    return Layout(home, sockets, account)


def layout_of(data_folder: Path) -> Layout:
    """The layout of a data folder: inside it, or under root in the system's folder with a pointer in the data folder.

    Under root the server runs as an account that may not be able to reach the data folder. A system folder left
    by a data folder that has been deleted since is set aside under another name: the new one begins empty.
    """
    account = server_account()
    if not account.switched:
        return layout_at(data_folder / "postgres")
    data_folder.mkdir(parents=True, exist_ok=True)
    if (data_folder / "postgres").is_dir():
        _check_owner(data_folder / "postgres", os.geteuid())
    pointer = data_folder / "postgres-folder"
    if not pointer.exists():
        # By one command at a time: a second one would set aside what the first has just begun to use.
        with FileLock(data_folder / "postgres-folder.lock") as lock:
            lock.acquire(seconds=POINTING)
            if not pointer.exists():
                _point(pointer, SYSTEM_FOLDER / _digest(data_folder))
    return layout_at(Path(pointer.read_text(encoding="utf-8").strip()))


def _point(pointer: Path, home: Path) -> None:
    if home.exists():
        number = 1
        while (aside := home.with_name(f"{home.name}.old{number}")).exists():
            number += 1
        home.rename(aside)
    draft = pointer.with_name(f"{pointer.name}.new")
    draft.write_text(f"{home}\n", encoding="utf-8")
    draft.replace(pointer)


def _digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
