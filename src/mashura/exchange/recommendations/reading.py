"""What every reader of a file gives: usable rows, and problems that name the row."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mashura.consultation.public import IncomingRecommendation, RowProblem
from mashura.errors import InputError, gettext_noop

UNKNOWN_STATE = gettext_noop("no State is known by this name")
NO_TEXT = gettext_noop("the text is missing")
NOT_1_TO_5 = gettext_noop("not a whole number from 1 to 5")


@dataclass(slots=True)
class ReadFile:
    """The rows of a file: how many there are, those that can be used, and what is wrong with the others."""

    rows: int = 0
    usable: list[IncomingRecommendation] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def refuse(self, row: int, column: str, value: str, template: str) -> None:
        self.problems.append(RowProblem(row, column, value[:60], template))


def decoded(content: bytes) -> str:
    """The text of a CSV file: UTF-8, or else Mac Roman as UPR Info exports it; every kind of line end becomes one."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("mac_roman")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def records(content: bytes, needed: Sequence[str], file: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The records of a CSV file with their row (the header is row 1); names of columns without regard to case.

    Raises:
        InputError: an empty file, a column of `needed` that is missing, or a record that cannot be taken apart.
    """
    reader = csv.DictReader(io.StringIO(decoded(content), newline=""), strict=True)
    try:
        names = [(name or "").strip().lower().replace(" ", "_") for name in reader.fieldnames or []]
        missing = [name for name in needed if name not in names]
        if missing:
            raise InputError(
                gettext_noop("%(file)s has no column “%(column)s”. Its columns are: %(columns)s."),
                file=file,
                column=missing[0],
                columns=", ".join(names) or "–",
            )
        for number, record in enumerate(reader, start=2):
            values = list(record.values())
            if None in record or None in values:
                raise InputError(
                    gettext_noop("%(file)s, row %(row)s: it has another number of cells than the header."),
                    file=file,
                    row=number,
                )
            yield number, dict(zip(names, (str(value).strip() for value in values), strict=True))
    except csv.Error as error:
        raise InputError(
            gettext_noop("%(file)s, row %(row)s: the row cannot be taken apart (%(reason)s)."),
            file=file,
            row=reader.line_num,
            reason=str(error),
        ) from error


def listed(value: str) -> tuple[str, ...]:
    """The parts of a cell that holds several: by “; ” where there is one, by commas otherwise."""
    by = ";" if ";" in value else ","
    return tuple(part.strip() for part in value.split(by) if part.strip())
