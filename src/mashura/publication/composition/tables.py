"""The values behind a figure as a table for paper: series by year turned so that a year is one line."""

from typing import Any

from django.utils.translation import gettext as _

from mashura.evidence.public import Table, code_label, figure_table, figure_text, place_name, result_text
from mashura.kit.numbers import MISSING
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.writing import Writer
from mashura.stats.figures import Column, Result

_YEAR = "year"
_RANK = "position"


def table_block(key: str, result: Result, writer: Writer) -> Block:
    """Every value of the figure's chart; a column in words or a second measure stays in the download of the site."""
    table = _by_year(result, writer) or figure_table(result)
    said = result_text(result)
    return blocks.table(
        key=key,
        title=said.title,
        note=f"{said.subtitle}. {figure_text(result.name).method}",
        headers=table.headers,
        rows=table.rows,
        alignments=table.alignments,
    )


def _by_year(result: Result, writer: Writer) -> Table | None:
    """Years down, names across, the first measure in the cells; None where the figure is no series of several names."""
    across = _across(result)
    measure = next((column for column in result.columns if column.role == "measure" and column.type != "code"), None)
    if across is None or measure is None:
        return None
    order = {row[across.name]: row.get(_RANK, 0) for row in result.rows}
    names = sorted(order, key=lambda name: (order[name], name))
    values = {(row[_YEAR], row[across.name]): row[measure.name] for row in result.rows}
    return Table(
        headers=[_("Year"), *(_name(across, name, writer) for name in names)],
        rows=[
            [writer.year(year), *(_cell(measure, values.get((year, name)), writer) for name in names)]
            for year in sorted({row[_YEAR] for row in result.rows})
        ],
        alignments=["start", *(["end"] * len(names))],  # type: ignore[list-item]  # a list of literals, added up
    )


def _across(result: Result) -> Column | None:
    keys = [column for column in result.columns if column.role == "key" and column.name != _RANK]
    if _YEAR not in {column.name for column in keys} or len(keys) != len((_YEAR, "name")):
        return None
    return next(column for column in keys if column.name != _YEAR)


def _name(column: Column, code: str, writer: Writer) -> str:
    return place_name(code, writer.language) if column.type == "country" else code_label(column.name, code)


def _cell(measure: Column, value: Any, writer: Writer) -> str:
    return MISSING if value is None else writer.value(measure, value)
