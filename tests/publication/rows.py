"""One row of each table of publication, for the access matrix."""

from datetime import date

from tests.access.rows import row_for, unique, unique_hash
from tests.consultation.rows import saved_programme

from mashura.publication.models import Edition


@row_for(Edition)
def edition(scope):
    return Edition(
        programme=saved_programme(scope),
        language="en",
        version=unique(),
        dated=date(2030, 1, 1),
        title="A report (fictional)",
        content_sha256=unique_hash(),
        file_sha256=unique_hash(),
        file_bytes=1,
        pages=1,
        provenance={},
        is_released=scope.is_released,
    )
