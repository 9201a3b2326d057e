"""Loading the bundle, and what the database itself holds about vintages."""

import shutil
import time

import pytest
from django.db import DatabaseError, transaction
from tests.evidence import factories

from mashura.access.public import SYSTEM, acting_as
from mashura.errors import InputError
from mashura.evidence.actions.imports import import_vintage
from mashura.evidence.models import Dataset, Vintage
from mashura.evidence.public import BUNDLE, ReleasedStore, figure_sources, load_bundle, run_figure
from mashura.evidence.store import vintage_path
from mashura.stats.vintages import MissingVintageError

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture(autouse=True)
def system():
    with acting_as(SYSTEM):
        yield


def small_bundle(folder):
    shutil.copytree(BUNDLE / "nd-gain", folder / "nd-gain")
    return folder


def test_the_bundle_is_loaded_once():
    first = load_bundle(actor=SYSTEM)
    started = time.perf_counter()
    second = load_bundle(actor=SYSTEM)
    assert time.perf_counter() - started < 2
    assert len(first.added) == Dataset.objects.count() == Vintage.objects.count()
    assert second.added == second.changed == []
    assert sorted(second.unchanged) == sorted(first.added)


def test_new_words_of_a_sheet_are_taken_over(tmp_path):
    bundle = small_bundle(tmp_path)
    load_bundle(actor=SYSTEM, bundle=bundle)
    sheet = bundle / "nd-gain" / "dataset.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("name: CC BY", "name: CC BY-X"), encoding="utf-8")
    assert load_bundle(actor=SYSTEM, bundle=bundle).changed == ["nd-gain"]
    assert Dataset.objects.get().licence_name.startswith("CC BY-X")
    assert Vintage.objects.count() == 1


def test_a_data_file_that_is_not_its_sheets_is_refused_whole(tmp_path):
    bundle = small_bundle(tmp_path)
    (bundle / "nd-gain" / "data.parquet").write_bytes(b"PAR1 damaged")
    vintage_path("0" * 64).parent.mkdir(parents=True, exist_ok=True)
    for path in vintage_path("0" * 64).parent.glob("*"):
        path.unlink()
    with pytest.raises(InputError, match=r"nd-gain/data\.parquet is damaged"):
        load_bundle(actor=SYSTEM, bundle=bundle)
    assert not Dataset.objects.exists()
    assert list(vintage_path("0" * 64).parent.glob("*")) == []


def test_a_sheet_that_is_none_is_named(tmp_path):
    bundle = small_bundle(tmp_path)
    (bundle / "nd-gain" / "dataset.yaml").write_text("code: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"nd-gain/dataset\.yaml does not describe a dataset"):
        load_bundle(actor=SYSTEM, bundle=bundle)


def test_a_vintage_never_changes(tmp_path):
    factories.dataset()
    import_vintage(actor=SYSTEM, dataset="test-stock", path=factories.csv_file(tmp_path), is_released=True)
    for change in ({"rows": 99}, {"sha256": "0" * 64}, {"is_released": False}):
        with pytest.raises(DatabaseError, match="vintage"), transaction.atomic():
            Vintage.objects.update(**change)
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        Vintage.objects.all().delete()


def test_figures_use_the_newest_released_vintage(tmp_path):
    bundle = small_bundle(tmp_path)
    load_bundle(actor=SYSTEM, bundle=bundle)
    released = Vintage.objects.get()
    rows = ["country,year,vulnerability,readiness,gain", "EGY,2020,0.4,0.3,45"]
    newer = import_vintage(actor=SYSTEM, dataset="nd-gain", path=factories.csv_file(tmp_path, rows)).sha256
    assert ReleasedStore(SYSTEM).latest("nd-gain").sha256 == released.sha256
    Vintage.objects.filter(sha256=newer).update(is_released=True)
    assert ReleasedStore(SYSTEM).latest("nd-gain").sha256 == newer
    assert ReleasedStore(SYSTEM).exactly("nd-gain", released.sha256).sha256 == released.sha256


def test_a_missing_vintage_and_a_missing_file_are_said(tmp_path):
    with pytest.raises(MissingVintageError, match="no released data of the dataset missing-migrants"):
        run_figure(SYSTEM, "deaths-at-sea", {})
    load_bundle(actor=SYSTEM, bundle=small_bundle(tmp_path))
    vintage_path(Vintage.objects.get().sha256).unlink()
    with pytest.raises(MissingVintageError, match="missing from the data folder"):
        ReleasedStore(SYSTEM).latest("nd-gain")


def test_sources_are_the_vintages_of_the_result():
    load_bundle(actor=SYSTEM)
    result = run_figure(SYSTEM, "driver-poverty", {})
    sources = figure_sources(SYSTEM, result)
    assert {source.dataset: source.sha256 for source in sources} == result.provenance["vintages"]
    assert all(source.licence_name and source.citation for source in sources)
