"""One row of each table of publication, for the access matrix."""

from datetime import date

from tests.access.rows import row_for, unique, unique_hash
from tests.consultation.rows import saved_programme

from mashura.kit.clock import now
from mashura.publication.models import Dissemination, Edition, EditionClearance


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
        asked_of=[scope.country],
        shared_with=[scope.shared_with.pk],
        public_from=now() if scope.is_released else None,
        is_released=scope.is_released,
    )


@row_for(EditionClearance)
def clearance(scope):
    parent = edition(scope)
    parent.save()
    return EditionClearance(
        edition=parent,
        programme=scope.programme,
        country=scope.country,
        basis=EditionClearance.Basis.FOCAL_POINT,
        post=scope.post,
    )


@row_for(Dissemination)
def dissemination(scope):
    parent = edition(scope)
    parent.save()
    return Dissemination(
        edition=parent,
        programme=scope.programme,
        is_released=scope.is_released,
        recipients="Members of parliament (fictional)",
        recipient_kind="parliament",
        language="en",
        form="print",
        copies=1,
        sent_on=date(2030, 1, 1),
    )
