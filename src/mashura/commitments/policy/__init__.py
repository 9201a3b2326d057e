"""Who may do what to the tables of commitments, one file per noun; importing this declares them all."""

from mashura.commitments.policy import commitments, reminders, report_files, responses, statements

__all__ = ["commitments", "reminders", "report_files", "responses", "statements"]
