"""Ground for the life-cycle tests: short folders, an ordinary user, processes looked at from outside."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from tests.folders import short_folder
from tests.site.crawling import fetch

from mashura.site.database.layout import layout_of

ROOT = Path(__file__).resolve().parents[2]
PREPARED_WITHIN = 300  # seconds, on two busy cores
ANSWERS_WITHIN = 60
NOT_INHERITED = ("DATABASE_URL", "DATABASE_OWNER_URL", "MASHURA_DATA_DIR", "MASHURA_INSECURE", "MASHURA_DEMO")


def home_of(data: Path) -> Path:
    """Where the cluster of a data folder lies: inside it, or under root where it points."""
    pointer = data / "postgres-folder"
    return Path(pointer.read_text(encoding="utf-8").strip()) if pointer.exists() else data / "postgres"


def copy_data(source: Path, to: Path) -> Path:
    """A data folder with what another one holds, cluster and editions; no command may be using that one."""
    to.mkdir()
    for entry in source.iterdir():
        if entry.name not in {"postgres", "postgres-folder"}:
            subprocess.run(["cp", "-a", entry, to], check=True)
    home = layout_of(to).home
    home.mkdir()
    subprocess.run(["cp", "-a", f"{home_of(source)}/.", home], check=True)
    return to


def remove_with_databases(folder: Path) -> None:
    """Remove a folder that holds data folders, with their clusters; processes that a failed test left are killed."""
    homes = [Path(text.read_text(encoding="utf-8").strip()) for text in folder.rglob("postgres-folder")]
    for path in (folder, *homes):
        for pid in processes_about(path):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        shutil.rmtree(path, ignore_errors=True)


def processes_about(folder: Path) -> list[int]:
    """The processes whose command line names the folder, this one's own family apart."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                words = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if os.fsencode(folder) in words and b"pytest" not in words:
                found.append(int(entry.name))
    return found


def eventually(condition, seconds=15):
    """Whether the condition holds within some seconds."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def environment(**extra: str) -> dict[str, str]:
    """This environment without what conftest settled for the tests' own database."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    return kept | {"LC_ALL": "C.UTF-8"} | extra


def mashura(*arguments: str | Path, seconds: int = 120, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the product as this user, without a database of the environment."""
    return subprocess.run(
        [sys.executable, "-m", "mashura.site.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=environment(**extra),
        timeout=seconds,
        stdin=subprocess.DEVNULL,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A running demonstration: its address, as `http://localhost:8123`, its data folder and its command."""

    address: str
    data: Path
    pid: int


@contextlib.contextmanager
def demonstration_of(prepared: Path) -> Iterator[Served]:
    """The demonstration, served from a copy of a prepared data folder, which is taken away afterwards."""
    folder = short_folder()
    data = copy_data(prepared, folder / "data")
    port = free_port()
    log = folder / "log"
    with log.open("wb") as output:
        demo = subprocess.Popen(
            [sys.executable, "-m", "mashura.site.cli", "demo", "--port", str(port), "--data-dir", str(data)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment(),
        )
    address = f"http://localhost:{port}"
    try:
        eventually(lambda: demo.poll() is not None or _answers(address), ANSWERS_WITHIN)
        if not _answers(address):
            pytest.fail(f"the demonstration did not start:\n{log.read_text()[-4000:]}")
        yield Served(address, data, demo.pid)
    finally:
        demo.terminate()  # not SIGINT: a shell that runs the tests in the background has it ignored
        try:
            demo.wait(60)
        except subprocess.TimeoutExpired:
            demo.kill()
            demo.wait()
        remove_with_databases(folder)


def _answers(address: str) -> bool:
    try:
        return fetch(f"{address}/robots.txt").status == 200
    except OSError:
        return False


class OrdinaryUser:
    """Runs Python as an account without privileges: this one, or under root `nobody`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.name = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.account = pwd.getpwnam(self.name)
        self.python, self.path = _python_for(self.account.pw_uid)
        home.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(home, self.account.pw_uid, self.account.pw_gid)

    def start(self, *arguments: str | Path, **extra: str) -> subprocess.Popen[str]:
        who = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        return subprocess.Popen(
            [self.python, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            cwd="/",
            env=environment(HOME=str(self.home), PYTHONPATH=self.path, PYTHONDONTWRITEBYTECODE="1", **extra),
            **(who if os.geteuid() == 0 else {}),
        )

    def run(self, *arguments: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*arguments, **extra)
        out, err = process.communicate(timeout=PREPARED_WITHIN)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def mashura(self, *arguments: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "mashura.site.cli", *arguments, **extra)


@cache
def _python_for(uid: int) -> tuple[str, str]:
    """An interpreter that the account can run, and the path on which it finds our packages."""
    path = os.pathsep.join([str(ROOT / "src"), sysconfig.get_path("purelib")])
    for candidate in (
        sys.executable,
        shutil.which(f"python3.{sys.version_info.minor}", path="/usr/bin:/usr/local/bin"),
    ):
        if candidate is None:
            continue
        try:
            done = subprocess.run(
                [candidate, "-c", "import mashura.site.cli, psycopg"],
                capture_output=True,
                check=False,
                cwd="/",
                env=environment(PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1"),
                **({"user": uid, "group": uid, "extra_groups": []} if os.geteuid() == 0 else {}),
            )
        except OSError:
            continue
        if done.returncode == 0:
            return candidate, path
    pytest.skip("no interpreter here that an ordinary user can run with this environment's packages")
