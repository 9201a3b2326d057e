"""The embedded server's life: start or join, leave, stay, stop; and recovery from whatever came before."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

from mashura.errors import InputError, gettext_noop
from mashura.site.database.binaries import cluster_version, installation_for, programs
from mashura.site.database.keeper import FAST_STOP, IMMEDIATE_STOP
from mashura.site.database.layout import APPLICATION, DATABASE, OWNER, PORT, SUPERUSER, Layout
from mashura.site.database.locks import FileLock, is_held

START = 120  # seconds; recovery after a crash may have much to read
STOP = FAST_STOP + IMMEDIATE_STOP + 10
LARGEST_LOG = 5_000_000  # bytes
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "timezone": "UTC",
    "log_timezone": "UTC",
    "cluster_name": "mashura",
    "jit": "off",  # our queries are short; compiling them costs more than it saves
    "shared_buffers": "128MB",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class State:
    """What is known of a server from outside: whether it runs, by which process, whether it stays, its version."""

    running: bool
    pid: int | None
    stays: bool
    version: int | None


class EmbeddedServer:
    """A PostgreSQL of our own. As a context manager: uses it, starting it if needed; the last user's leaving stops it.

    `durable=False` is for tests: a crash of the machine may lose the data.
    """

    def __init__(self, layout: Layout, *, durable: bool = True) -> None:
        self.layout = layout
        self.durable = durable
        self._use = FileLock(layout.home / "users.lock")

    def __enter__(self) -> Self:
        self.use()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def use(self) -> None:
        """Hold the server: start it, or join the one that another command has started.

        Raises:
            InputError: it cannot run here (disk full, folder not writable, other version, ...); nothing is left behind.
        """
        with _told_plainly(self.layout.home):
            self.layout.make_home()
            if not self._use.acquire(shared=True, seconds=STOP):
                raise InputError(
                    gettext_noop("The database in %(folder)s is still being stopped by another command."),
                    folder=self.layout.home,
                )
            try:
                self._start_once()
            except BaseException:
                self._use.release()
                raise

    def _start_once(self) -> None:
        with FileLock(self.layout.home / "start.lock") as starting:
            if not starting.acquire(seconds=START):
                raise InputError(
                    gettext_noop("Another command has been starting the database in %(folder)s for too long."),
                    folder=self.layout.home,
                )
            self.layout.make_sockets()
            if not self._is_ready():
                self._start()

    def leave(self) -> None:
        """Let go of the server; it stops, before this returns, if nobody else uses it and it was not told to stay."""
        if self._use.acquire() and not self.state().stays:
            self._stop()
        self._use.release()

    def stay(self) -> None:
        """Let the running server stay when its last user leaves, until `stop`."""
        if pid := self._note().get("pid"):
            os.kill(pid, signal.SIGUSR1)
            _wait_until(lambda: self.state().stays, seconds=5)

    def stop(self) -> bool:
        """Stop the server; says whether one was running.

        Raises:
            InputError: another command is using it.
        """
        if not self.layout.home.exists():
            return False
        with FileLock(self.layout.home / "users.lock") as users:
            if not users.acquire():
                raise InputError(
                    gettext_noop(
                        "Another Mashura command is using the database in %(folder)s: stop that command first."
                    ),
                    folder=self.layout.home,
                )
            return self._stop()

    def state(self) -> State:
        """How things stand now."""
        note = self._note()
        return State(
            running=bool(note) and self._is_ready(),
            pid=note.get("server"),
            stays=bool(note.get("stays")),
            version=cluster_version(self.layout.cluster),
        )

    def _note(self) -> dict[str, int]:
        lock = self.layout.home / "keeper.lock"
        if not is_held(lock):
            return {}
        try:
            note = json.loads(lock.read_text(encoding="ascii").strip() or "{}")
        except ValueError:  # read in the very middle of a write
            return {}
        return note if isinstance(note, dict) else {}

    def _is_ready(self) -> bool:
        if not is_held(self.layout.home / "keeper.lock"):
            return False
        with contextlib.suppress(FileNotFoundError, IndexError):
            lines = (self.layout.cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            return lines[7].strip() == "ready" and int(lines[0]) == self._note().get("server")
        return False

    def _start(self) -> None:
        installation = installation_for(self.layout.cluster)
        folder = programs(installation, self.layout.account)
        self._clear_away()
        if cluster_version(self.layout.cluster) is None:
            self._make_cluster(folder)
        self._write_access_files()
        log = self.layout.log
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_name("log.old"))
        before = log.stat().st_size if log.exists() else 0
        keeper = subprocess.Popen(  # noqa: S603 # our own module, no shell
            [sys.executable, "-P", "-m", "mashura.site.database.keeper", *self._keeper_arguments(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
            start_new_session=True,
        )
        _wait_until(lambda: keeper.poll() is not None or self._is_ready(), seconds=START)
        if not self._is_ready():
            keeper.terminate()
            said = keeper.communicate()[1].decode(errors="replace")
            self._refuse(said + _from(log, before))
        # The keeper is on its own from here; only its end is of interest, and its lock tells that.
        if keeper.stderr:
            keeper.stderr.close()
        keeper.returncode = 0
        self._make_roles()

    def _keeper_arguments(self, folder: Path) -> list[str]:
        settings = SETTINGS | {
            "unix_socket_directories": '"' + str(self.layout.sockets).replace('"', '""') + '"',
            "unix_socket_permissions": "0700",
            "hba_file": str(self.layout.home / "hba.conf"),
            "ident_file": str(self.layout.home / "ident.conf"),
        }
        if not self.durable:
            settings |= FORGETFUL
        account = self.layout.account
        keeper = ["--home", str(self.layout.home), "--uid", str(account.uid), "--gid", str(account.gid), "--"]
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [*keeper, str(folder / "postgres"), "-D", str(self.layout.cluster), *options]

    def _clear_away(self) -> None:
        """Deal with what a killed command left: unfinished clusters, a server without keeper, its stale lock file."""
        for unfinished in self.layout.home.glob("cluster.new*"):
            shutil.rmtree(unfinished, ignore_errors=True)
        pid_file = self.layout.cluster / "postmaster.pid"
        try:
            pid = int(pid_file.read_text(encoding="utf-8").split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            pid = 0
        if pid and self._is_our_server(pid):
            os.kill(pid, signal.SIGINT)
            if not _wait_until(lambda: not self._is_our_server(pid), seconds=FAST_STOP):
                os.kill(pid, signal.SIGQUIT)
                _wait_until(lambda: not self._is_our_server(pid), seconds=IMMEDIATE_STOP)
        # The number in a lock file may by now be another process's, or a dead one's that nobody has collected (a
        # container's first process often does not); PostgreSQL would take either for a running server.
        for lock in (pid_file, self.layout.sockets / f".s.PGSQL.{PORT}.lock"):
            lock.unlink(missing_ok=True)

    def _is_our_server(self, pid: int) -> bool:
        if Path("/proc/self/cwd").exists():  # Linux
            try:
                return Path(f"/proc/{pid}/cwd").resolve(strict=True) == self.layout.cluster.resolve()
            except OSError:
                return False
        command = ["ps", "-o", "args=", "-p", str(pid)]
        shown = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 # a number, no shell
        return str(self.layout.cluster) in shown.stdout

    def _make_cluster(self, folder: Path) -> None:
        account = self.layout.account
        unfinished = self.layout.home / f"cluster.new{os.getpid()}"
        unfinished.mkdir(mode=0o700)
        if account.switched:
            os.chown(unfinished, account.uid, account.gid)
        command: list[str | Path] = [
            folder / "initdb",
            "--pgdata", unfinished,
            "--username", SUPERUSER,
            "--encoding=UTF8",
            "--locale=C",
            "--auth=reject",  # our own hba file is the one that counts
            "--no-instructions",
            *([] if self.durable else ["--no-sync"]),
        ]  # fmt: skip
        done = account.run(command)
        if done.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            self._refuse(done.stderr + done.stdout)
        unfinished.rename(self.layout.cluster)

    def _write_access_files(self) -> None:
        """Only the account that this process runs as may connect, through the private socket folder."""
        client = self.layout.account.client.replace('"', '""')
        for name, line in (
            ("hba.conf", "local all all peer map=mashura\n"),
            ("ident.conf", f'mashura "{client}" all\n'),
        ):
            file = self.layout.home / name
            file.write_text(line, encoding="utf-8")
            file.chmod(0o644 if self.layout.account.switched else 0o600)

    def _make_roles(self) -> None:
        import psycopg  # noqa: PLC0415 # a command that finds the server running needs it not, and it loads slowly
        from psycopg import sql  # noqa: PLC0415 # as above

        address = self.layout.address(SUPERUSER, database="postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            names = connection.execute("select rolname from pg_roles union select datname from pg_database")
            there = {row[0] for row in names}
            for role, may in ((OWNER, "createdb"), (APPLICATION, "")):
                if role not in there:
                    connection.execute(
                        sql.SQL("create role {} login nosuperuser nobypassrls nocreaterole " + may).format(
                            sql.Identifier(role)
                        )
                    )
            if DATABASE not in there:
                connection.execute(
                    sql.SQL("create database {} owner {} template template0").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )

    def _stop(self) -> bool:
        pid = self._note().get("pid")
        if not pid:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        _wait_until(lambda: not is_held(self.layout.home / "keeper.lock"), seconds=STOP)
        return True

    def _refuse(self, said: str) -> NoReturn:
        """Turn what PostgreSQL said into one sentence."""
        if "No space left on device" in said or "Disk quota exceeded" in said:
            raise InputError(
                gettext_noop("The disk that holds %(folder)s is full: the database needs about 100 MB."),
                folder=self.layout.home,
            )
        reasons = re.findall(r"(?:FATAL|PANIC|ERROR|error): +(.*)", said) or said.strip().splitlines()[-1:]
        raise InputError(
            gettext_noop("The database in %(folder)s does not start: %(reason)s (log: %(log)s)"),
            folder=self.layout.home,
            reason=reasons[-1] if reasons else "-",
            log=self.layout.log,
        )


@contextlib.contextmanager
def _told_plainly(home: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise InputError(
            gettext_noop(
                "The folder %(folder)s is not writable: choose another data folder with --data-dir or MASHURA_DATA_DIR."
            ),
            folder=error.filename or home,
        ) from error


def _wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _from(log: Path, offset: int) -> str:
    try:
        with log.open("rb") as file:
            file.seek(offset)
            return file.read().decode(errors="replace")
    except FileNotFoundError:
        return ""
