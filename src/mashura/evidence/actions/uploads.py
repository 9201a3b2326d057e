"""A file brought to the browser: kept for a moment, its columns matched, then read at once or by the task worker."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.base import File

from mashura.access.public import SYSTEM, Actor, NotHere, Permission, acting_as, require
from mashura.errors import InputError
from mashura.evidence.actions.imports import import_vintage
from mashura.evidence.files import open_source
from mashura.evidence.models import Dataset, Upload
from mashura.evidence.queries.datasets import own_uploads
from mashura.evidence.reports import ImportReport, RefusedImportError

AT_ONCE: Final = 1024 * 1024
"""Bytes up to which a file is read while its author waits."""

_OPEN: Final = (Upload.State.BROUGHT, Upload.State.WAITING)


def bring_file(*, actor: Actor, dataset: Dataset, file: "File[bytes]", retrieved_on: dt.date) -> Upload:
    """Keep a file and read the names of its columns.

    Raises Forbidden for who may not import, InputError when the file is no table at all; nothing is kept then.
    """
    require(actor, Permission.PLATFORM_DATASET_IMPORT, dataset)
    assert actor.user_id is not None  # noqa: S101 - only signed-in people pass here, and the system has no browser
    _forget_unmatched(actor, dataset)
    name = Path(file.name or "").name[:200]
    upload = Upload(
        dataset=dataset,
        author_id=actor.user_id,
        file_name=name,
        bytes=file.size or 0,
        found=[],
        retrieved_on=retrieved_on,
    )
    place = _place(upload)
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with place.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        upload.found = list(open_source(place, name=name)[0].header)
        upload.full_clean(exclude=["found", "mapping", "report"], validate_unique=False)
        upload.save()
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    return upload


def _forget_unmatched(actor: Actor, dataset: Dataset) -> None:
    """A file that was brought and left without its columns goes when its author brings the next one."""
    for upload in own_uploads(actor).filter(dataset=dataset, state=Upload.State.BROUGHT):
        _place(upload).unlink(missing_ok=True)
        upload.delete()


def match_upload(*, actor: Actor, upload: Upload, mapping: Mapping[str, str]) -> Upload:
    """Say which column of the file is which; the upload then waits to be read (`read_upload`).

    Raises NotHere when it is not the actor's, or was read already.
    """
    found = own_uploads(actor).filter(pk=upload.pk, state__in=_OPEN).first()
    if found is None:
        raise NotHere
    found.mapping = dict(mapping)
    found.state = Upload.State.WAITING
    found.save(update_fields=["mapping", "state"])
    return found


def read_upload(*, actor: Actor, upload: Upload) -> Upload:
    """Import a waiting upload as a vintage that is not released yet, and keep the report of it. The file goes."""
    place = _place(upload)
    if upload.state != Upload.State.WAITING:
        return upload
    try:
        report = import_vintage(
            actor=actor,
            dataset=upload.dataset.code,
            path=place,
            name=upload.file_name,
            mapping=upload.mapping,
            retrieved_on=upload.retrieved_on,
            progress=lambda rows: _tell(upload, rows),
        )
        upload.state = Upload.State.IMPORTED
    except RefusedImportError as refusal:
        report = refusal.report
        report.refuse(refusal)
        upload.state = Upload.State.REFUSED
    except InputError as refusal:
        report = ImportReport(dataset=upload.dataset.code, files=[upload.file_name])
        report.refuse(refusal)
        upload.state = Upload.State.REFUSED
    upload.rows_read = report.rows
    upload.report = report.as_json()
    with acting_as(actor):
        upload.save(update_fields=["state", "rows_read", "report"])
    place.unlink(missing_ok=True)
    _progress(upload).unlink(missing_ok=True)
    return upload


def read_waiting_upload(upload_id: Any) -> None:
    """What the task worker does; an upload that is gone or was read meanwhile is left alone."""
    with acting_as(SYSTEM):
        upload = Upload.objects.select_related("dataset").filter(pk=upload_id).first()
        if upload is not None:
            read_upload(actor=SYSTEM, upload=upload)


def rows_so_far(upload: Upload) -> int:
    """How many rows the worker has read: told through a file, since its transaction is still open."""
    try:
        return int(_progress(upload).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return upload.rows_read


def _place(upload: Upload) -> Path:
    return Path(settings.DATA_DIR) / "uploads" / f"{upload.pk}{Path(upload.file_name).suffix.lower()}"


def _progress(upload: Upload) -> Path:
    return Path(settings.DATA_DIR) / "uploads" / f"{upload.pk}.rows"


def _tell(upload: Upload, rows: int) -> None:
    _progress(upload).write_text(str(rows), encoding="ascii")
