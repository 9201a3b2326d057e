"""The files of a progress report: added while its author still works on it, and kept as they were handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mashura.access.public import Actor, Permission, acting_as, record, visible
from mashura.commitments.actions.guard import ONLY_AUTHOR, require_speaker
from mashura.commitments.models import ProgressReport, ReportFile
from mashura.commitments.rules import states
from mashura.consultation.public import KeptFile, media_type_of
from mashura.errors import InputError, gettext_noop

MOST_FILES: Final = 10


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file that lies in the data folder already, and whether it stays between author, country and secretariat."""

    kept: KeptFile
    is_private: bool = False


def attach_files(*, actor: Actor, report: ProgressReport, files: Iterable[BroughtFile]) -> list[ReportFile]:
    """Add files to a draft or to a report that came back; a private report makes all of them private.

    Raises:
        NotHere, Forbidden: the actor does not speak for the report's author.
        InputError: it was handed in, has the file already, or would have more than `MOST_FILES`.
    """
    require_speaker(actor, Permission.ORGANISATION_REPORT_FILE, report, ONLY_AUTHOR)
    rows = []
    with acting_as(actor):
        _require_open(actor, report)
        there = {row.sha256 for row in visible(actor, ReportFile).filter(report=report)}
        for brought in files:
            kept = brought.kept
            if kept.sha256 in there:
                raise InputError(gettext_noop("The report has the file %(file)s already."), file=kept.name)
            if len(there) >= MOST_FILES:
                raise InputError(gettext_noop("A report has at most %(limit)s files."), limit=MOST_FILES)
            there.add(kept.sha256)
            row = ReportFile(
                is_private=brought.is_private or report.is_private,
                name=kept.name,
                media_type=media_type_of(kept.name),
                sha256=kept.sha256,
                bytes=kept.bytes,
                added_by_id=actor.post_id,
            )
            row.take_scope_of(report)
            row.save(force_insert=True)
            record(actor, "commitments:report:attach", report, {"sha256": row.sha256, "is_private": row.is_private})
            rows.append(row)
    return rows


def remove_file(*, actor: Actor, file: ReportFile) -> None:
    """Take a file out of a report that is not handed in. Raises as `attach_files`."""
    require_speaker(actor, Permission.ORGANISATION_REPORT_FILE, file.report, ONLY_AUTHOR)
    with acting_as(actor):
        _require_open(actor, file.report)
        record(actor, "commitments:report:detach", file.report, {"sha256": file.sha256})
        file.delete()


def _require_open(actor: Actor, report: ProgressReport) -> None:
    """Hold the report until the end of the transaction; InputError when it is no longer its author's to change."""
    held = visible(actor, ProgressReport).select_for_update().order_by("pk").get(pk=report.pk)
    if "submit" not in states.moves_from(states.REPORT, held.state):
        raise InputError(gettext_noop("A report that was handed in is changed only after it came back."))
