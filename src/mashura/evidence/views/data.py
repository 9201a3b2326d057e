"""About the data: datasets, their vintages, and the files themselves."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from mashura.access.public import Action, Permission, can
from mashura.evidence.downloads import vintage_csv, vintage_page
from mashura.evidence.findings_shown import figure_address, show_findings
from mashura.evidence.models import Dataset, Vintage
from mashura.evidence.queries.datasets import (
    every_dataset,
    own_uploads,
    released_vintages,
    visible_datasets,
    visible_vintages,
)
from mashura.evidence.queries.findings import findings_using
from mashura.evidence.rules.datasets import DataColumn
from mashura.evidence.store import ReleasedStore, open_vintage
from mashura.evidence.tables import cell, parameters_in_words
from mashura.evidence.texts import EXAMPLE, FigureText, figure_text, result_text
from mashura.evidence.views.actor import actor_of
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.stats.figures import Column, find, registry, rows_behind, run_over
from mashura.stats.vintages import OpenVintage

_ROWS_ON_A_PAGE: Final = 50
_LONG_NUMBER: Final = 9
"""Digits from which on the number of a page is none."""


@require_safe
def datasets(request: HttpRequest) -> HttpResponse:
    """Every dataset with publisher, licence and its newest vintage."""
    actor = actor_of(request)
    newest: dict[Any, Vintage] = {}
    for vintage in visible_vintages(actor):
        newest.setdefault(vintage.dataset_id, vintage)
    listed = [{"dataset": one, "newest": newest.get(one.pk)} for one in visible_datasets(actor)]
    may_import = can(actor, Permission.PLATFORM_DATASET_IMPORT, Dataset)
    return render(request, "evidence/datasets.html", {"datasets": listed, "may_import": may_import})


@require_safe
def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """One dataset: where it comes from, what its columns hold, its vintages, the figures that rest on it."""
    actor = actor_of(request)
    found = get_object_or_404(every_dataset(actor), code=code)
    return render(
        request,
        "evidence/dataset.html",
        {
            "dataset": found,
            "columns": columns_in_words(found.columns),
            "vintages": visible_vintages(actor).filter(dataset=found),
            "figures": _figures_over(code),
            "is_fictional": any(one.group == EXAMPLE for one in _figures_over(code)),
            "may_import": can(actor, Permission.PLATFORM_DATASET_IMPORT, found),
            "uploads": own_uploads(actor).filter(dataset=found)[:10],
        },
    )


@require_safe
def vintage(request: HttpRequest, code: str, sha256: str) -> HttpResponse:
    """One vintage: its hash, dates and changes, and its rows page by page."""
    actor = actor_of(request)
    found = _vintage(request, code, sha256)
    # The paginator only counts: rows are read from the file for the page that is shown.
    page = Paginator(range(found.rows), _ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = vintage_page(open_vintage(found).path, page=page.number, size=_ROWS_ON_A_PAGE)
    newest = released_vintages(actor).filter(dataset=found.dataset).first()
    context = _table(found, rows) | {
        "page": page,
        "newest": newest,
        "figures": _figures_over(found.dataset.code) if newest == found else [],
        "findings": show_findings(actor, findings_using(actor, vintage=found)),
        "may_release": not found.is_released and can(actor, Action.CHANGE, found),
    }
    return render(request, "evidence/vintage.html", context)


@require_safe
def rows_of_figure(request: HttpRequest, code: str, sha256: str) -> HttpResponse:
    """The rows of a vintage that a figure with the parameters of the address is computed over.

    400 when the figure or its parameters cannot be used, 404 for a vintage that the reader may not see.
    """
    actor = actor_of(request)
    found = _vintage(request, code, sha256)
    params = request.GET.dict()
    name, number = params.pop("figure", ""), params.pop("page", "1")
    figure = find(name)
    store = ReleasedStore(actor)

    def vintage_of(dataset: str) -> OpenVintage:
        return open_vintage(found) if dataset == code else store.latest(dataset)

    first = max(0, int(number) - 1) * _ROWS_ON_A_PAGE if number.isdecimal() and len(number) < _LONG_NUMBER else 0
    behind = rows_behind(name, params, vintage_of, dataset=code, first=first, size=_ROWS_ON_A_PAGE)
    page = Paginator(range(behind.count), _ROWS_ON_A_PAGE).get_page(number)
    if page.number != first // _ROWS_ON_A_PAGE + 1:
        first = (page.number - 1) * _ROWS_ON_A_PAGE
        behind = rows_behind(name, params, vintage_of, dataset=code, first=first, size=_ROWS_ON_A_PAGE)
    result = run_over(figure, params, vintage_of)
    context = _table(found, behind.rows) | {
        "page": page,
        "said": result_text(result),
        "figure_address": figure_address(name, result.params),
        "parameters": parameters_in_words(figure, result),
    }
    return render(request, "evidence/rows.html", context)


def _table(found: Vintage, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What a table of rows of a vintage is drawn from."""
    reader = current_reader()
    columns = [DataColumn.of(column) for column in found.columns]
    drawn = [Column(one.name, "measure", _shown_type(one), "", _decimals(rows, one.name)) for one in columns]
    words = columns_in_words(found.columns)
    return {
        "vintage": found,
        "dataset": found.dataset,
        "columns": words,
        "headers": [
            {"label": word["label"], "align": "end" if one.type in {"integer", "decimal"} else "start"}
            for word, one in zip(words, columns, strict=True)
        ],
        "rows": [[_written(row[column.name], column, reader) for column in drawn] for row in rows],
    }


def _figures_over(code: str) -> list[FigureText]:
    return [figure_text(name) for name, figure in sorted(registry().items()) if code in figure.datasets]


@require_safe
def vintage_file(request: HttpRequest, code: str, sha256: str) -> HttpResponseBase:
    """The Parquet file as it is kept: its hash is the vintage's."""
    found = _vintage(request, code, sha256)
    response = FileResponse(
        open_vintage(found).path.open("rb"),
        content_type="application/vnd.apache.parquet",
        filename=f"{code}-{sha256[:12]}.parquet",
        as_attachment=True,
    )
    return _lasting(response, found)


@require_safe
def vintage_rows(request: HttpRequest, code: str, sha256: str) -> HttpResponseBase:
    """The same rows as CSV."""
    found = _vintage(request, code, sha256)
    response = StreamingHttpResponse(vintage_csv(open_vintage(found).path), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{sha256[:12]}.csv"'
    return _lasting(response, found)


def _lasting(response: HttpResponseBase, found: Vintage) -> HttpResponseBase:
    """What lies under a hash never changes; what is not released stays with its reader."""
    patch_cache_control(response, public=found.is_released, private=not found.is_released, max_age=86_400)
    response["ETag"] = f'"{found.sha256}"'
    return response


def _vintage(request: HttpRequest, code: str, sha256: str) -> Vintage:
    found = visible_vintages(actor_of(request)).filter(dataset__code=code, sha256=sha256).first()
    if found is None:
        raise Http404
    return found


def columns_in_words(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Columns with their label in the reader's language."""
    language = current_reader().language
    return [
        column | {"label": Localised(column.get("labels", {})).shown(language, ("en",)).text or column["name"]}
        for column in columns
    ]


def _shown_type(column: DataColumn) -> Any:
    return "text" if column.type in {"date", "month", "code", "country"} else column.type


def _decimals(rows: list[dict[str, Any]], name: str) -> int:
    """As many decimals as the page's values have, at most four."""
    texts = [str(row[name]).partition(".")[2] for row in rows if row[name] is not None]
    return min(4, max((len(text) for text in texts), default=0))


def _written(value: Any, column: Column, reader: Any) -> str:
    if value is not None and hasattr(value, "isoformat"):
        return str(value.isoformat())
    return cell(column, value, reader)
