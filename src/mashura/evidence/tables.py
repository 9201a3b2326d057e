"""A result as a table of written cells, for a page, a document or the terminal."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mashura.evidence.labels import code_label, column_label, parameter_label, place_name, unit_label
from mashura.kit.numbers import MISSING, format_number, format_percent, format_year
from mashura.kit.reader import Reader, current_reader
from mashura.stats.figures import Column, Figure, Result

_IN_CELL: Final = frozenset({"percent", "persons", "records", "detections", "countries", "rows"})
"""Units that the heading or the cell itself already says."""


@dataclass(frozen=True)
class Table:
    """Headings, rows of written cells in the same order, and the side on which each column stands."""

    headers: list[str]
    rows: list[list[str]]
    alignments: list[Literal["start", "end"]]


def figure_table(result: Result) -> Table:
    """Every row of the result for the current reader; ranks and coordinates stay in the downloads."""
    reader = current_reader()
    shown = [column for column in result.columns if not _is_hidden(column)]
    with translation.override(reader.language):
        return Table(
            headers=[_header(column) for column in shown],
            rows=[[cell(column, row[column.name], reader) for column in shown] for row in result.rows],
            alignments=["end" if _is_number(column) else "start" for column in shown],
        )


def _is_hidden(column: Column) -> bool:
    return column.name == "position" or column.unit == "degrees"


def _is_number(column: Column) -> bool:
    return column.type in {"integer", "decimal"}


def _header(column: Column) -> str:
    label = column_label(column.name)
    if not column.unit or column.unit in _IN_CELL:
        return label
    return _("%(column)s (%(unit)s)") % {"column": label, "unit": unit_label(column.unit)}


def cell(column: Column, value: Any, reader: Reader) -> str:
    """One value as the reader writes it; `MISSING` where there is none."""
    if value is None:
        return MISSING
    digits = reader.shown_digits
    if column.type == "year":
        return format_year(int(value), language=reader.language, digits=digits)
    if column.type == "country":
        return place_name(str(value), reader.language)
    if column.type == "code":
        return code_label(column.name, str(value))
    if _is_number(column):
        write = format_percent if column.unit == "percent" else format_number
        return write(value, language=reader.language, decimals=column.decimals, digits=digits)
    return str(value)


def parameters_in_words(figure: Figure, result: Result) -> list[tuple[str, str]]:
    """What was asked, as pairs of label and value for the current reader; a parameter left out is not there."""
    reader = current_reader()
    said = []
    for parameter in figure.parameters:
        value = result.params.get(parameter.name)
        if value is None:
            continue
        if parameter.type in {"country", "countries"}:
            comma = pgettext("between the items of a list", ", ")
            joined = comma.join(place_name(code, reader.language) for code in str(value).split(","))
        elif parameter.type == "year":
            joined = format_year(int(value), language=reader.language, digits=reader.shown_digits)
        elif parameter.type == "integer":
            joined = format_number(int(value), language=reader.language, digits=reader.shown_digits)
        else:
            joined = code_label(parameter.name, str(value))
        said.append((parameter_label(parameter.name), joined))
    return said
