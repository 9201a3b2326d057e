"""What commands write: results to standard output, progress to standard error."""

import contextlib
import sys
import time
from collections.abc import Iterator


def show(line: str = "") -> None:
    """A line of the command's result."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """A line for the person, not for the next program in the pipe."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


@contextlib.contextmanager
def progress(title: str) -> Iterator[None]:
    """Say what is going on, then how long it took."""
    began = time.monotonic()
    sys.stderr.write(f"  {title} … ")
    sys.stderr.flush()
    try:
        yield
    except BaseException:
        complain("")
        raise
    complain(f"{time.monotonic() - began:.1f} s")
