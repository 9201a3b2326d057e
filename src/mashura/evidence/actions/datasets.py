"""Datasets and vintages come from the bundle; the secretariat releases what was imported."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from mashura.access.public import Action, Actor, acting_as, record, require
from mashura.errors import InputError, gettext_noop
from mashura.evidence.models import Dataset, Vintage
from mashura.evidence.sheets import Sheet, read_sheets
from mashura.evidence.store import BUNDLE, keep_copy


@dataclass
class LoadReport:
    """Codes of what `load_bundle` made new, changed, or found as it should be."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


def load_bundle(*, actor: Actor, bundle: Path = BUNDLE) -> LoadReport:
    """Register every dataset of the bundle with its vintage, released; a second run finds everything in place.

    Raises InputError naming the file when a sheet cannot be read or a data file is not the one its sheet names;
    nothing is registered then.
    """
    report = LoadReport()
    with acting_as(actor):
        present = {dataset.code: dataset for dataset in Dataset.objects.all()}
        registered = set(Vintage.objects.values_list("dataset__code", "sha256"))
        for sheet in read_sheets(bundle):
            keep_copy(sheet.data, sheet.sha256)
            dataset = present.get(sheet.code)
            is_changed = dataset is not None and _describe(dataset, sheet)
            if dataset is None:
                dataset = Dataset(code=sheet.code)
                _describe(dataset, sheet)
            if dataset._state.adding or is_changed:  # noqa: SLF001 - documented API
                dataset.full_clean(validate_unique=False)
                dataset.save()
            is_new = (sheet.code, sheet.sha256) not in registered
            if is_new:
                _register(dataset, sheet)
            kind = report.added if sheet.code not in present else report.changed
            (kind if is_new or is_changed else report.unchanged).append(sheet.code)
    return report


def _describe(dataset: Dataset, sheet: Sheet) -> bool:
    """Write the sheet's words on the dataset; True when any of them is new."""
    stated = {
        "programme": sheet.programme,
        "method": sheet.method,
        "title": sheet.title,
        "publisher": sheet.publisher,
        "description": sheet.description,
        "caveats": sheet.caveats,
        "licence_name": sheet.licence_name,
        "licence_url": sheet.licence_url,
        "citation": sheet.citation,
        "source_url": sheet.source_url,
        "columns": sheet.columns,
        "is_released": True,
    }
    is_new = False
    for name, value in stated.items():
        if getattr(dataset, name) != value:
            setattr(dataset, name, value)
            is_new = True
    return is_new


def _register(dataset: Dataset, sheet: Sheet) -> Vintage:
    vintage = Vintage(
        dataset=dataset,
        sha256=sheet.sha256,
        retrieved_on=sheet.retrieved_on,
        published_on=sheet.published_on,
        rows=sheet.rows,
        bytes=sheet.data.stat().st_size,
        columns=sheet.columns,
        source_file=sheet.source_file,
        note=sheet.changes,
        is_released=True,
    )
    vintage.full_clean(validate_unique=False)
    vintage.save()
    return vintage


def release_vintage(*, actor: Actor, vintage: Vintage) -> Vintage:
    """Make a vintage public: from now on figures may use it, and it never changes.

    Raises InputError when its dataset is not released yet or it is released already, Forbidden for who may not.
    """
    require(actor, Action.CHANGE, vintage)
    if not vintage.dataset.is_released:
        raise InputError(
            gettext_noop("The dataset %(dataset)s is not released; release it before its vintages."),
            dataset=vintage.dataset.code,
        )
    if vintage.is_released:
        raise InputError(gettext_noop("The vintage %(sha256)s is released already."), sha256=vintage.sha256[:12])
    vintage.is_released = True
    with transaction.atomic():
        vintage.save(update_fields=["is_released"])
        record(actor, "evidence:vintage:release", vintage, {"sha256": vintage.sha256})
    return vintage
