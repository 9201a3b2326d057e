"""Bringing a file to a dataset, matching its columns, reading the report, releasing the vintage."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mashura.access.public import Permission, require
from mashura.errors import InputError
from mashura.evidence.actions.datasets import release_vintage
from mashura.evidence.actions.uploads import AT_ONCE, bring_file, match_upload, read_upload, rows_so_far
from mashura.evidence.forms.datasets import MappingForm, UploadForm
from mashura.evidence.models import Dataset, Upload
from mashura.evidence.queries.datasets import every_dataset, own_uploads, visible_vintages
from mashura.evidence.reports import ImportReport
from mashura.evidence.rules.datasets import DataColumn
from mashura.evidence.tasks import read_upload as read_upload_task
from mashura.evidence.views.actor import actor_of
from mashura.evidence.views.data import columns_in_words
from mashura.kit import clock
from mashura.kit.messages import say


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a file for a dataset."""
    dataset = _dataset_to_import(request, code)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"retrieved_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            upload = bring_file(
                actor=actor_of(request),
                dataset=dataset,
                file=form.cleaned_data["file"],
                retrieved_on=form.cleaned_data["retrieved_on"],
            )
            return redirect("evidence:upload", code=code, upload=upload.pk)
        except InputError as error:
            form.add_error("file", say(error))
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "evidence/bring.html", {"dataset": dataset, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, code: str, upload: Any) -> HttpResponse:
    """One file that the reader brought: match its columns, see how far it is read, read the report."""
    dataset = _dataset_to_import(request, code)
    found = get_object_or_404(own_uploads(actor_of(request)), pk=upload, dataset=dataset)
    if found.state == Upload.State.BROUGHT:
        return _matching(request, dataset, found)
    if found.state in {Upload.State.WAITING, Upload.State.READING}:
        context = {"dataset": dataset, "upload": found, "rows": rows_so_far(found)}
        return render(request, "evidence/waiting.html", context)
    report = ImportReport.of_json(found.report)
    return render(
        request,
        "evidence/report.html",
        {
            "dataset": dataset,
            "upload": found,
            "report": report,
            "refusal": say(report.refusal_error) if report.refusal_error else "",
            "problems": [(problem, _(problem.kind)) for problem in report.problems],
            "counts": [(_(kind), count) for kind, count in report.counts.items()],
        },
    )


def _matching(request: HttpRequest, dataset: Dataset, found: Upload) -> HttpResponse:
    columns = [DataColumn.of(column) for column in dataset.columns]
    form = MappingForm(columns, found.found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        matched = match_upload(actor=actor_of(request), upload=found, mapping=form.cleaned_data)
        if matched.bytes <= AT_ONCE:
            read_upload(actor=actor_of(request), upload=matched)
        else:
            read_upload_task.defer(upload_id=str(matched.pk))
        return redirect("evidence:upload", code=dataset.code, upload=found.pk)
    pairs = [(form[column["name"]], column) for column in columns_in_words(dataset.columns)]
    context = {"dataset": dataset, "upload": found, "form": form, "pairs": pairs}
    return render(request, "evidence/matching.html", context, status=400 if form.is_bound else 200)


@require_POST
def release(request: HttpRequest, code: str, sha256: str) -> HttpResponse:
    """Make a vintage public; figures are computed over it from now on."""
    actor = actor_of(request)
    vintage = get_object_or_404(visible_vintages(actor), dataset__code=code, sha256=sha256)
    release_vintage(actor=actor, vintage=vintage)
    messages.success(request, _("The vintage is public now, and figures are computed over it."))
    return redirect("evidence:vintage", code=code, sha256=sha256)


def _dataset_to_import(request: HttpRequest, code: str) -> Dataset:
    actor = actor_of(request)
    dataset = get_object_or_404(every_dataset(actor), code=code)
    require(actor, Permission.PLATFORM_DATASET_IMPORT, dataset)
    return dataset
