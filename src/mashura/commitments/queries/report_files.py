"""Reads of the files of progress reports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from mashura.access.public import Actor, NotHere, visible
from mashura.commitments.models import ProgressReport, ReportFile


def report_file(actor: Actor, key: UUID) -> ReportFile:
    """A file that the actor may see; NotHere otherwise."""
    found = visible(actor, ReportFile).filter(pk=key).order_by("pk").first()
    if found is None:
        raise NotHere
    return found


def files_of(actor: Actor, reports: Iterable[ProgressReport]) -> Mapping[UUID, Sequence[ReportFile]]:
    """The files of reports that the actor may see, by the report's id, in the order in which they came."""
    there = {one.pk: one for one in reports}
    found: dict[UUID, list[ReportFile]] = defaultdict(list)
    for row in visible(actor, ReportFile).filter(report__in=list(there)).order_by("added_at", "name", "pk"):
        row.report = there[row.report_id]
        found[row.report_id].append(row)
    return found
