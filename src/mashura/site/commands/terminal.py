"""What commands write: results to standard output, progress to standard error."""

import contextlib
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence


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


def in_columns(
    rows: Sequence[Sequence[str]], at_end: Sequence[bool] | None = None, *, heading: bool = False
) -> list[str]:
    """Rows of cells as lines of equal columns; `at_end` says which columns are set at their end, as numbers are."""
    ends = at_end or [False for _ in rows[0]]
    widths = [max(_width(row[place]) for row in rows) for place in range(len(ends))]
    lines = [
        "  ".join(_padded(cell, width, at_end=end) for cell, width, end in zip(row, widths, ends, strict=True)).rstrip()
        for row in rows
    ]
    if heading:
        lines.insert(1, "  ".join("─" * width for width in widths))
    return lines


def _width(text: str) -> int:
    """Places that a text takes in a terminal: marks on letters and direction signs take none."""
    return sum(unicodedata.category(sign) not in {"Mn", "Me", "Cf"} for sign in text)


def _padded(text: str, width: int, *, at_end: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if at_end else text + space
