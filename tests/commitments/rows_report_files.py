"""Rows of the files of progress reports and of reminders for the access matrix."""

from datetime import date

from tests.access.rows import row_for, unique_hash, unique_text
from tests.commitments.rows import progress_report

from mashura.commitments.models import Reminder, ReportFile


@row_for(ReportFile)
def report_file(scope):
    parent = progress_report(scope)
    parent.save()
    row = ReportFile(name="report.pdf", media_type="application/pdf", sha256=unique_hash(), bytes=7)
    row.take_scope_of(parent)
    return row


@row_for(Reminder)
def reminder(scope):
    return Reminder(post=scope.post, subject=f"duty:{unique_text()}", occasion="opened", due=date(2031, 7, 30))
