"""Locks between processes. The system releases them when a process ends, however it ends."""

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self


class FileLock:
    """A lock on a file, shared or exclusive. The file itself stays; only a living process holds a lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self, *, shared: bool = False, seconds: float = 0) -> bool:
        """Take the lock, or change the one held, waiting up to `seconds`; says whether it is held now.

        A failed change from shared to exclusive may lose the shared lock: release it then.
        """
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        until = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    return False
                time.sleep(0.02)
            else:
                return True

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def write(self, text: str) -> None:
        """Leave a note in the locked file for others to read, who never find a part of it or none.

        One write, with spaces over the rest of a longer note: a file that is emptied first is read empty by chance.
        """
        if self._descriptor is None:
            raise RuntimeError("only the holder of a lock writes its file")
        os.pwrite(self._descriptor, text.encode().ljust(os.fstat(self._descriptor).st_size), 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock exclusively."""
    if not path.exists():
        return False
    with FileLock(path) as lock:
        return not lock.acquire(shared=True)
