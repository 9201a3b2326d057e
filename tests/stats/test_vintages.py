import pytest
from tests.stats.factories import write_dataset

from mashura.errors import InputError
from mashura.stats.vintages import FolderStore, MissingVintageError


def test_a_folder_gives_its_vintage_by_name_and_by_hash(tmp_path):
    store = write_dataset(tmp_path)
    latest = store.latest("people")
    assert latest.path == tmp_path / "people" / "data.parquet"
    assert store.exactly("people", latest.sha256) == latest


@pytest.mark.parametrize("dataset", ["nothing", "../people", "people/..", ""])
def test_a_dataset_that_is_not_there_is_refused(tmp_path, dataset):
    write_dataset(tmp_path)
    with pytest.raises(MissingVintageError, match="no data of the dataset"):
        FolderStore(tmp_path / "other").latest(dataset)


def test_another_hash_is_a_missing_vintage(tmp_path):
    store = write_dataset(tmp_path)
    with pytest.raises(MissingVintageError, match="vintage 000000000000 of the dataset people"):
        store.exactly("people", "0" * 64)


def test_a_sheet_without_a_hash_is_refused(tmp_path):
    store = write_dataset(tmp_path)
    (tmp_path / "people" / "dataset.yaml").write_text("code: people\nsha256: soon\n", "utf-8")
    with pytest.raises(InputError, match=r"people/dataset\.yaml states no sha256"):
        store.latest("people")
