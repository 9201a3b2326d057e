"""The keeper: a small process that is PostgreSQL's parent and stops it when nobody uses it any more.

Every command that uses the embedded server holds a shared lock on `users.lock`. The keeper asks for it
exclusively: it gets it exactly when no user is left, whether they ended well or by `kill -9`, and then stops the
server. SIGTERM stops the server at once, SIGUSR1 makes it stay until then (`mashura db start`). Should the keeper
itself be killed, Linux tells PostgreSQL to stop.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from mashura.site.database.account import Account, clean_environment, end_with_parent
from mashura.site.database.locks import FileLock

ALREADY_KEPT = 3
A_LOOK = 1.0  # seconds; whoever looks whether the lock is held has it for a moment
PATIENCE = 0.1  # seconds between two looks
FAST_STOP = 60  # seconds; then the immediate way, from which PostgreSQL recovers at the next start
IMMEDIATE_STOP = 10


class _Keeper:
    def __init__(self, home: Path, server: subprocess.Popen[bytes], lock: FileLock) -> None:
        self.server = server
        self.lock = lock
        self.users = FileLock(home / "users.lock")
        self.stays = False
        self.stopping = False
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGUSR1, self._stay)

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _stay(self, *_: object) -> None:
        self.stays = True
        self.note()

    def note(self) -> None:
        note = {"pid": os.getpid(), "server": self.server.pid, "stays": self.stays}
        self.lock.write(json.dumps(note))

    def watch(self) -> int:
        while self.server.poll() is None:
            if self.stopping or (not self.stays and self.users.acquire()):
                return self._end()
            time.sleep(PATIENCE)
        return self.server.returncode

    def _end(self) -> int:
        for how, seconds in ((signal.SIGINT, FAST_STOP), (signal.SIGQUIT, IMMEDIATE_STOP)):
            self.server.send_signal(how)
            try:
                return self.server.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
        self.server.kill()
        return self.server.wait()


def main() -> int:
    """Start the server given after `--` and keep it; the exit code is the server's."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--uid", type=int, required=True)
    parser.add_argument("--gid", type=int, required=True)
    parser.add_argument("command", nargs="+")
    given = parser.parse_args()
    lock = FileLock(given.home / "keeper.lock")
    if not lock.acquire(seconds=A_LOOK):
        return ALREADY_KEPT
    lock.write("{}")  # what an earlier keeper noted is no longer true
    account = Account("", given.uid, given.gid, "")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with (given.home / "log").open("ab") as log:
        server = subprocess.Popen(  # noqa: S603 # what our own starter gave
            given.command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=clean_environment(),
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 # this process has one thread
            **account.identity(),
        )
    keeper = _Keeper(given.home, server, lock)
    keeper.note()
    return keeper.watch()


if __name__ == "__main__":
    sys.exit(main())
