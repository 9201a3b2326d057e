"""Every figure: the list, a figure's page, its picture and its downloads."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from mashura.errors import InputError
from mashura.evidence.downloads import result_csv, result_json, result_parquet
from mashura.evidence.findings_shown import show_findings
from mashura.evidence.forms.datasets import ParameterForm
from mashura.evidence.public import (
    GROUPS,
    ReleasedStore,
    figure_chart,
    figure_groups,
    figure_note,
    figure_sources,
    figure_table,
    figure_text,
    group_label,
    result_text,
    run_figure,
)
from mashura.evidence.queries.findings import findings_using
from mashura.evidence.tables import parameters_in_words
from mashura.evidence.texts import EXAMPLE, group_of
from mashura.evidence.views.actor import actor_of
from mashura.kit.reader import current_reader
from mashura.stats.figures import Figure, Result, allowed_values, registry

_MOST_ROWS: Final = 250
_CHARTS_FOR: Final = 300
"""Seconds for which a browser may keep a picture without asking."""

_KINDS: Final[Mapping[str, tuple[Callable[[Result], bytes], str]]] = {
    "csv": (result_csv, "text/csv; charset=utf-8"),
    "json": (result_json, "application/json"),
    "parquet": (result_parquet, "application/vnd.apache.parquet"),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every figure by group, each with its picture and what it finds; `?group=` shows one group only."""
    actor = actor_of(request)
    wanted = request.GET.get("group", "")
    if wanted and wanted not in GROUPS:
        raise Http404
    groups = [
        {
            "code": group,
            "label": GROUPS[group],
            "figures": [_card(actor, name) for name in names],
        }
        for group, names in figure_groups().items()
        if not wanted or group == wanted
    ]
    return render(
        request,
        "evidence/figures.html",
        {
            "groups": groups,
            "wanted": wanted,
            "filters": [{"code": code, "label": label} for code, label in GROUPS.items()],
        },
    )


def _card(actor: Any, name: str) -> dict[str, Any]:
    text = figure_text(name)
    try:
        result = run_figure(actor, name, {})
    except InputError as error:
        # One missing vintage does not take the list away.
        return {"name": name, "text": text, "error": error}
    return {"name": name, "text": text, "said": result_text(result)}


@require_safe
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """One figure for the parameters of the address; 400 with the form and the reason when they cannot be used."""
    declared = _declared(name)
    actor = actor_of(request)
    given = request.GET.dict()
    store = ReleasedStore(actor)
    group = group_of(name)
    context: dict[str, Any] = {
        "name": name,
        "text": figure_text(name),
        "group": group_label(group),
        "is_fictional": group == EXAMPLE,
    }
    try:
        result = run_figure(actor, name, given)
    except InputError as error:
        # The default values always can be chosen: the form offers what goes with them.
        form = ParameterForm(declared, given, _allowed(declared, {}, store))
        form.refuse(error)
        return render(request, "evidence/figure.html", context | {"form": form}, status=400)
    form = ParameterForm(declared, result.params, _allowed(declared, result.params, store))
    table = figure_table(result)
    query = _query(result)
    context |= {
        "form": form,
        "result": result,
        "said": result_text(result),
        "table": table,
        "rows": table.rows[:_MOST_ROWS],
        "left_out": max(0, len(table.rows) - _MOST_ROWS),
        "row_count": len(table.rows),
        "columns": list(zip(table.headers, table.alignments, strict=True)),
        "sources": figure_sources(actor, result),
        "note": figure_note(name, current_reader().language),
        "query": query,
        "parameters": parameters_in_words(declared, result),
        "command": _command(result),
        "findings": show_findings(actor, findings_using(actor, figure=name)),
    }
    return render(request, "evidence/figure.html", context)


@require_safe
def chart(request: HttpRequest, name: str, width: int = 720) -> HttpResponse:
    """The picture as SVG, in the reader's language and digits; 340 and 720 pixels wide."""
    if width not in {340, 720}:
        raise Http404
    result = _result(request, name)
    response = HttpResponse(figure_chart(result, width=width), content_type="image/svg+xml")
    return _described(response, result, f"{width}.svg")


@require_safe
def download(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """The rows of a figure as CSV, JSON or Parquet, exact and in codes, for machines and spreadsheets."""
    result = _result(request, name)
    write, content_type = _KINDS[kind]
    response = HttpResponse(write(result), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(result, kind)}"'
    return _described(response, result, kind)


def _described(response: HttpResponse, result: Result, kind: str) -> HttpResponse:
    reader = current_reader()
    language = f"-{reader.language}-{reader.shown_digits}" if kind.endswith("svg") else ""
    response["ETag"] = f'"{result.provenance["result_sha256"][:32]}-{kind}{language}"'
    patch_cache_control(response, private=True, max_age=_CHARTS_FOR)
    patch_vary_headers(response, ("Cookie",))
    return response


def _declared(name: str) -> Figure:
    found = registry().get(name)
    if found is None:
        raise Http404
    return found


def _result(request: HttpRequest, name: str) -> Result:
    _declared(name)
    return run_figure(actor_of(request), name, request.GET.dict())


def _allowed(declared: Figure, params: Any, store: ReleasedStore) -> dict[str, Any]:
    try:
        return dict(allowed_values(declared.name, params, store))
    except InputError:
        return {}


def _query(result: Result) -> str:
    return urlencode({name: str(value) for name, value in result.params.items()})


def _command(result: Result) -> str:
    """How anyone with the package computes it again."""
    params = "".join(f" --param {name}={value}" for name, value in result.params.items())
    return f"mashura figure {result.name}{params} --format json"


def _file_name(result: Result, kind: str) -> str:
    words = [str(value).lower().replace(",", "-") for value in result.params.values()]
    return "-".join([result.name, *words])[:120] + f".{kind}"
