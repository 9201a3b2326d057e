"""One row of each table of evidence, for the access matrix."""

from datetime import date

from tests.access.rows import row_for, unique, unique_hash

from mashura.evidence.models import Dataset, Upload, Vintage

NAMES = {"en": "A dataset (fictional)"}


@row_for(Dataset)
def dataset(scope):
    return Dataset(
        code=f"dataset-{unique()}",
        title=NAMES,
        publisher=NAMES,
        description=NAMES,
        licence_name="CC0",
        citation="Made up for a test.",
        columns=[],
        is_released=scope.is_released,
    )


def saved_dataset(scope):
    row = dataset(scope)
    row.save()
    return row


@row_for(Vintage)
def vintage(scope):
    return Vintage(
        dataset=saved_dataset(scope),
        sha256=unique_hash(),
        retrieved_on=date(2030, 1, 1),
        rows=1,
        bytes=1,
        columns=[],
        source_file="test.csv",
        is_released=scope.is_released,
    )


@row_for(Upload)
def upload(scope):
    return Upload(
        dataset=saved_dataset(scope),
        author=scope.user,
        file_name="test.csv",
        bytes=1,
        found={},
        retrieved_on=date(2030, 1, 1),
    )
