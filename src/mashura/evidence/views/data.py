"""About the data: datasets, their vintages, and the files themselves."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from mashura.access.public import Action, Permission, can
from mashura.evidence.downloads import vintage_csv, vintage_page
from mashura.evidence.models import Dataset, Vintage
from mashura.evidence.queries import own_uploads, visible_datasets, visible_vintages
from mashura.evidence.rules import DataColumn
from mashura.evidence.store import open_vintage
from mashura.evidence.tables import cell
from mashura.evidence.texts import figure_text
from mashura.evidence.views.actor import actor_of
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.stats.figures import Column, registry

_ROWS_ON_A_PAGE: Final = 50


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
    found = get_object_or_404(visible_datasets(actor), code=code)
    return render(
        request,
        "evidence/dataset.html",
        {
            "dataset": found,
            "columns": columns_in_words(found.columns),
            "vintages": visible_vintages(actor).filter(dataset=found),
            "figures": [figure_text(name) for name, figure in sorted(registry().items()) if code in figure.datasets],
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
    reader = current_reader()
    columns = [DataColumn.of(column) for column in found.columns]
    drawn = [Column(one.name, "measure", _shown_type(one), "", _decimals(rows, one.name)) for one in columns]
    return render(
        request,
        "evidence/vintage.html",
        {
            "vintage": found,
            "dataset": found.dataset,
            "page": page,
            "columns": columns_in_words(found.columns),
            "headers": [
                {"label": words["label"], "align": "end" if one.type in {"integer", "decimal"} else "start"}
                for words, one in zip(columns_in_words(found.columns), columns, strict=True)
            ],
            "rows": [[_written(row[column.name], column, reader) for column in drawn] for row in rows],
            "may_release": not found.is_released and can(actor, Action.CHANGE, found),
        },
    )


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
