"""`mashura figure`: a figure in the terminal or a file, from the database's vintages or from those of the package."""

import csv
import io
import json
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import get_language

from mashura.errors import InputError, gettext_noop
from mashura.site.commands.setting_up import ready, set_up_django
from mashura.site.commands.terminal import in_columns, show
from mashura.site.database.binaries import cluster_version
from mashura.site.database.layout import layout_of
from mashura.site.database.opening import is_given
from mashura.site.environment import data_folder

if TYPE_CHECKING:
    from mashura.stats.figures import Result

CHART_WIDTH = 720  # pixels


def show_figure(options: Namespace) -> None:
    """Compute a figure and write it; without a prepared database over the data that the package brings.

    Raises:
        InputError: unknown figure or parameter, value out of range, missing vintage.
    """
    params = dict(options.param)
    if len(params) != len(options.param):
        raise InputError(gettext_noop("A parameter is given twice."))
    if database_exists():
        with ready(options):
            if is_prepared():
                _write(options, params, bundled=False)
                return
    else:
        set_up_django(options.lang)
    _write(options, params, bundled=True)


def database_exists() -> bool:
    """Whether this installation has a database: a server of its own, or a cluster in the data folder."""
    if is_given():
        return True
    folder = data_folder()
    return folder.is_dir() and cluster_version(layout_of(folder).cluster) is not None


def is_prepared() -> bool:
    """Whether the open database holds data."""
    from mashura.access.public import SYSTEM  # noqa: PLC0415 # after Django is set up
    from mashura.evidence.public import visible_datasets  # noqa: PLC0415 # as above

    with connection.cursor() as cursor:
        if "evidence_dataset" not in connection.introspection.table_names(cursor):
            return False
    return bool(visible_datasets(SYSTEM))


def _write(options: Namespace, params: dict[str, str], *, bundled: bool) -> None:
    from mashura.access.public import SYSTEM  # noqa: PLC0415 # after Django is set up
    from mashura.evidence.public import BundledStore, figure_names, run_figure  # noqa: PLC0415 # as above
    from mashura.kit.reader import Reader, use_reader  # noqa: PLC0415 # as above
    from mashura.stats.figures import run  # noqa: PLC0415 # as above

    if not options.name:
        for name in figure_names():
            show(name)
        return
    result = run(options.name, params, BundledStore()) if bundled else run_figure(SYSTEM, options.name, params)
    with use_reader(Reader(language=get_language() or "en")):
        text = FORMATS[options.format](result)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        show(text.rstrip("\n"))


def _as_json(result: "Result") -> str:
    return json.dumps(result.as_json(), ensure_ascii=False, indent=2) + "\n"


def _as_csv(result: "Result") -> str:
    names = [column.name for column in result.columns]
    file = io.StringIO()
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(result.rows)
    return file.getvalue()


def _as_svg(result: "Result") -> str:
    from mashura.evidence.public import figure_chart  # noqa: PLC0415 # loads the chart library

    return str(figure_chart(result, width=CHART_WIDTH))


def _as_table(result: "Result") -> str:
    from mashura.evidence.public import figure_table, figure_text  # noqa: PLC0415 # after Django is set up

    table = figure_table(result)
    text = figure_text(result.name)
    lines = in_columns(
        [table.headers, *table.rows], [alignment == "end" for alignment in table.alignments], heading=True
    )
    return "\n".join([text.title, "", *lines, ""])


FORMATS: dict[str, "Callable[[Result], str]"] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
    "svg": _as_svg,
}
