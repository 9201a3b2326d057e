"""The comment-and-response matrix as a spreadsheet, out and in.

Columns as in the reviews of the IPCC (id, chapter or clause, from page, from line, to page, to line, comment [body],
response), with disposition, class and language. A text that begins like a formula stays a text: its cell is one, and
says so to Excel and LibreOffice even after somebody edits it.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from mashura.consultation.office.archives import packed, printable, refuse_types, unpacked
from mashura.consultation.office.matrix_words import (
    Column,
    CommentClass,
    Disposition,
    class_called,
    class_name,
    column_called,
    disposition_called,
    disposition_name,
    heading,
    sheet_name,
)
from mashura.errors import InputError, gettext_noop
from mashura.kit.folding import fold
from mashura.kit.languages import direction, language_name

__all__ = ["Column", "CommentClass", "Disposition", "MatrixRead", "MatrixRow", "read_matrix", "write_matrix"]

MAX_ROWS: Final = 20_000
# What one cell holds in Excel.
MAX_CELL: Final = 32_767
_MAX_COLUMNS: Final = 60
_MAX_HEADING_ROW: Final = 20
_MAX_NUMBER: Final = 100_000
_WIDTHS: Final = {
    Column.ID: 12,
    Column.CLAUSE: 14,
    Column.FROM_PAGE: 9,
    Column.FROM_LINE: 9,
    Column.TO_PAGE: 9,
    Column.TO_LINE: 9,
    Column.LANGUAGE: 10,
    Column.CLASS: 16,
    Column.COMMENT: 60,
    Column.DISPOSITION: 20,
    Column.RESPONSE: 60,
}
# In points; Excel knows no higher row.
_LINE: Final = 13
_HIGHEST: Final = 409
_READING_ORDER: Final = {"ltr": 1, "rtl": 2}
_NUMBERS: Final = (Column.FROM_PAGE, Column.FROM_LINE, Column.TO_PAGE, Column.TO_LINE)
_BODY: Final = re.compile(r"\s*\[(?P<body>[^\[\]]*)\]\s*\Z")
_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CHANGED: Final = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A comment and its answer. `id` is empty for a comment that is new; `row` is where it stood in the file.

    `body` is who comments; square brackets in its name become round ones in the sheet. `duplicate_of` is the id of
    another comment, with that disposition only.
    """

    id: str
    comment: str
    body: str = ""
    clause: str = ""
    from_page: int | None = None
    from_line: int | None = None
    to_page: int | None = None
    to_line: int | None = None
    language: str = ""
    kind: CommentClass | None = None
    disposition: Disposition | None = None
    duplicate_of: str = ""
    response: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class MatrixRead:
    """What was read: the rows that can be used, and what is wrong with the others, each with its row and column."""

    rows: tuple[MatrixRow, ...]
    problems: tuple[InputError, ...]
    columns: tuple[Column, ...]


def write_matrix(rows: Iterable[MatrixRow], *, language: str) -> bytes:
    """The matrix as an .xlsx file with the headings and names of `language`; equal rows give equal bytes.

    Raises:
        InputError: a text longer than a cell of a spreadsheet can be.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name(language)
    sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    sheet.freeze_panes = "B2"
    _head(sheet, language)
    count = 1
    for count, row in enumerate(rows, start=2):
        shown = [(column, _shown(row, column, language)) for column in Column]
        for at, (column, text) in enumerate(shown, start=1):
            _write(sheet.cell(count, at), text, column, row, language)
        sheet.row_dimensions[count].height = _height(shown)
    last = get_column_letter(len(Column))
    sheet.auto_filter.ref = f"A1:{last}{count}"
    _choices(sheet, Column.CLASS, [class_name(one, language) for one in CommentClass])
    _choices(sheet, Column.DISPOSITION, [disposition_name(one, language) for one in Disposition])
    sheet.print_title_rows = "1:1"
    sheet.print_options.gridLines = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    made = io.BytesIO()
    book.save(made)
    return _timeless(made.getvalue())


def read_matrix(content: bytes, *, file: str) -> MatrixRead:
    """Read an .xlsx matrix whose columns may stand in any order and be named in Arabic, French or English.

    Other columns are passed over, and so are empty rows and what stands above the headings. Formulas count as the
    values that they had when the file was saved.

    Raises:
        InputError: not a spreadsheet, without a column of comments, with two columns of one name, or made to harm.
    """
    parts = unpacked(content, file=file)
    for part in parts.values():
        refuse_types(part, file=file)
    try:
        # Only what was looked at is handed on: a part may say that it is a sheet whatever its name is.
        book = load_workbook(io.BytesIO(packed(parts)), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            cells = sheet.iter_rows(max_row=MAX_ROWS + _MAX_HEADING_ROW + 1, max_col=_MAX_COLUMNS, values_only=True)
            lines = enumerate(cells, start=1)
            if columns := _columns(lines, file):
                return _read(lines, columns, file)
    except InputError:
        raise
    # What openpyxl raises on a file that is not as it should be, it does not promise.
    except (
        *(KeyError, ValueError, TypeError, IndexError, AttributeError, ArithmeticError, OSError, SyntaxError),
        *(zipfile.BadZipFile, InvalidFileException, NotImplementedError, AssertionError),
    ) as error:
        raise InputError(
            gettext_noop("%(file)s is no spreadsheet that can be read. Save it as .xlsx and send it again."), file=file
        ) from error
    raise InputError(
        gettext_noop("%(file)s has no column of comments. Put “Comment” over it, in one of its first %(rows)d rows."),
        file=file,
        rows=_MAX_HEADING_ROW,
    )


def _head(sheet: Any, language: str) -> None:
    line = Side(style="thin", color="808080")
    sheet.row_dimensions[1].height = 2 * _LINE + 4
    order = _READING_ORDER[direction(language)]
    for at, column in enumerate(Column, start=1):
        cell = sheet.cell(1, at, heading(column, language))
        cell.font = Font(name="Arial", size=10, bold=True)
        cell.fill = PatternFill("solid", fgColor="E6EAEE")
        cell.border = Border(bottom=line)
        cell.alignment = Alignment(wrap_text=True, vertical="center", readingOrder=order)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS[column]


def _shown(row: MatrixRow, column: Column, language: str) -> str | int | None:
    if column in _NUMBERS:
        number: int | None = getattr(row, column.value)
        return number
    if column is Column.COMMENT:
        return _with_body(row.comment, row.body)
    if column is Column.CLASS:
        return class_name(row.kind, language) if row.kind else ""
    if column is Column.DISPOSITION:
        if row.disposition is None:
            return ""
        name = disposition_name(row.disposition, language)
        return f"{name}: {row.duplicate_of}" if row.duplicate_of else name
    text: str = getattr(row, column.value)
    return text


def _with_body(comment: str, body: str) -> str:
    """The comment and who made it; an empty pair of brackets after one that ends with brackets of its own."""
    name = body.replace("[", "(").replace("]", ")").strip()
    return f"{comment} [{name}]" if name or _BODY.search(comment) else comment


def _write(cell: Any, shown: str | int | None, column: Column, row: MatrixRow, language: str) -> None:
    cell.font = Font(name="Arial", size=10)
    cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=_order(column, row, language))
    if shown is None or shown == "":
        return
    if isinstance(shown, int):
        cell.value = shown
        return
    text = printable(shown)
    if len(text) > MAX_CELL:
        raise InputError(
            gettext_noop("Comment %(id)s is longer than a cell of a spreadsheet can be (%(limit)d characters)."),
            id=row.id,
            limit=MAX_CELL,
        )
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True


def _order(column: Column, row: MatrixRow, language: str) -> int:
    """The direction of a cell (1, 2; 0: by its first letter): a comment in another language has its own."""
    if column is Column.COMMENT and row.language:
        return _READING_ORDER[direction(row.language)]
    return 0 if column in {Column.COMMENT, Column.RESPONSE} else _READING_ORDER[direction(language)]


def _height(texts: Iterable[tuple[Column, str | int | None]]) -> float:
    """Room for the longest cell of a row in points, as far as a page allows: LibreOffice does not find it itself."""
    lines = max(sum(1 + len(line) // _WIDTHS[column] for line in str(text or "").split("\n")) for column, text in texts)
    return min(_LINE * lines + 4, _HIGHEST)


def _choices(sheet: Any, column: Column, names: list[str]) -> None:
    """A list to choose from; other words are allowed, as in "Duplicate: 12"."""
    letter = get_column_letter(list(Column).index(column) + 1)
    chosen = DataValidation(type="list", formula1=f'"{",".join(names)}"', allow_blank=True, showErrorMessage=False)
    chosen.add(f"{letter}2:{letter}{MAX_ROWS}")
    sheet.add_data_validation(chosen)


def _timeless(content: bytes) -> bytes:
    """The file without the moment at which it was made."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = _CHANGED.sub(b"", parts["docProps/core.xml"])
    return packed(parts)


_Line = tuple[int, Sequence[Any]]


def _columns(lines: Iterator[_Line], file: str) -> dict[Column, int]:
    """Where each column stands; none when no line looks like headings. The line is taken off `lines`."""
    for number, values in lines:
        found: dict[Column, int] = {}
        for at, value in enumerate(values):
            column = column_called(value) if isinstance(value, str) else None
            if column in found:
                raise InputError(
                    gettext_noop(
                        "%(file)s has two columns for the same: %(first)s and %(second)s. Rename one of them."
                    ),
                    file=file,
                    first=str(values[found[column]]),
                    second=str(value),
                )
            if column is not None:
                found[column] = at
        if Column.COMMENT in found and len(found) > 1:
            return found
        if number >= _MAX_HEADING_ROW:
            break
    return {}


def _read(lines: Iterable[_Line], columns: dict[Column, int], file: str) -> MatrixRead:
    rows: list[MatrixRow] = []
    problems: list[InputError] = []
    seen: dict[str, int] = {}
    for number, values in lines:
        if all(value is None or value == "" for value in values):
            continue
        if len(rows) + len(problems) >= MAX_ROWS:
            raise InputError(
                gettext_noop("%(file)s has more than %(limit)d rows. Send it in parts."), file=file, limit=MAX_ROWS
            )
        cells = _Cells(number, values, columns)
        row = cells.row()
        if row.id and row.id in seen:
            cells.complain(
                Column.ID,
                gettext_noop("Row %(row)d, column %(column)s: row %(other)d has the same number, %(value)s."),
                value=row.id,
                other=seen[row.id],
            )
        if row.id:
            seen.setdefault(row.id, number)
        problems += cells.problems
        if not cells.problems:
            rows.append(row)
    return MatrixRead(tuple(rows), tuple(problems), tuple(column for column in Column if column in columns))


class _Cells:
    """One row of the sheet, and what is wrong with it."""

    def __init__(self, number: int, values: Sequence[Any], columns: dict[Column, int]) -> None:
        self.problems: list[InputError] = []
        self._number = number
        self._values = values
        self._columns = columns

    def row(self) -> MatrixRow:
        comment, body = self._comment()
        disposition, duplicate_of = self._disposition()
        return MatrixRow(
            id=self._text(Column.ID).strip(),
            comment=comment,
            body=body,
            clause=self._text(Column.CLAUSE).strip(),
            from_page=self._whole(Column.FROM_PAGE),
            from_line=self._whole(Column.FROM_LINE),
            to_page=self._whole(Column.TO_PAGE),
            to_line=self._whole(Column.TO_LINE),
            language=self._language(),
            kind=self._kind(),
            disposition=disposition,
            duplicate_of=duplicate_of,
            response=self._text(Column.RESPONSE),
            row=self._number,
        )

    def complain(self, column: Column, template: str, **values: Any) -> None:
        letter = get_column_letter(self._columns[column] + 1)
        self.problems.append(InputError(template, row=self._number, column=letter, **values))

    def _text(self, column: Column) -> str:
        at = self._columns.get(column)
        value = self._values[at] if at is not None and at < len(self._values) else None
        if value is None:
            return ""
        if isinstance(value, date | time):
            self.complain(
                column,
                gettext_noop(
                    "Row %(row)d, column %(column)s: the program took the text for a date. "
                    "Give the cell the format “Text” and write it again."
                ),
            )
            return ""
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return printable(str(value))

    def _whole(self, column: Column) -> int | None:
        text = self._text(column).strip()
        if not text:
            return None
        try:
            number = int(text)
        except ValueError:
            number = -1
        if not 0 <= number <= _MAX_NUMBER:
            self.complain(
                column,
                gettext_noop("Row %(row)d, column %(column)s: “%(value)s” is no number of a page or a line."),
                value=text[:80],
            )
            return None
        return number

    def _comment(self) -> tuple[str, str]:
        text = self._text(Column.COMMENT).strip()
        match = _BODY.search(text)
        comment, body = (text[: match.start()], match["body"].strip()) if match else (text, "")
        if not comment.strip():
            self.complain(
                Column.COMMENT,
                gettext_noop("Row %(row)d, column %(column)s: there is no comment. Write it, or take the row out."),
            )
        return comment, body

    def _language(self) -> str:
        text = self._text(Column.LANGUAGE).strip()
        if not text or _TAG.fullmatch(text):
            return text
        for code in ("ar", "en", "fr"):
            if fold(text) in {fold(language_name(code, reader_language=reader)) for reader in ("ar", "en", "fr")}:
                return code
        if _TAG.fullmatch(text.lower()):
            return text.lower()
        self.complain(
            Column.LANGUAGE,
            gettext_noop("Row %(row)d, column %(column)s: “%(value)s” is no language. Write ar, en or fr."),
            value=text[:80],
        )
        return ""

    def _kind(self) -> CommentClass | None:
        text = self._text(Column.CLASS).strip()
        kind = class_called(text) if text else None
        if text and kind is None:
            self._unknown(Column.CLASS, text)
        return kind

    def _disposition(self) -> tuple[Disposition | None, str]:
        text = self._text(Column.DISPOSITION).strip()
        if not text:
            return None, ""
        head, colon, of = text.partition(":")
        if colon and disposition_called(head) is Disposition.DUPLICATE_OF:
            return Disposition.DUPLICATE_OF, of.strip()
        disposition = disposition_called(text)
        if disposition is None:
            self._unknown(Column.DISPOSITION, text)
        return disposition, ""

    def _unknown(self, column: Column, text: str) -> None:
        self.complain(
            column,
            gettext_noop("Row %(row)d, column %(column)s: “%(value)s” is not in the list. Choose a word of the list."),
            value=text[:80],
        )
