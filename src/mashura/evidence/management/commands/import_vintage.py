"""`mashura manage import_vintage DATASET PATH`: a file or folder becomes a vintage of a dataset."""

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from mashura.access.public import SYSTEM
from mashura.errors import InputError
from mashura.evidence.actions.imports import import_vintage
from mashura.evidence.reports import ImportReport, RefusedImportError
from mashura.kit.messages import say


class Command(BaseCommand):
    """Reads every cell strictly; imports everything or nothing."""

    help = "Import a CSV or Parquet file, or a folder of them, as a new vintage of a dataset."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", help="code of the dataset, e.g. missing-migrants")
        parser.add_argument("path", type=Path, help="file or folder")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="COLUMN=NAME",
            help="the file's name for a column of the dataset; may be repeated",
        )
        parser.add_argument(
            "--retrieved", type=dt.date.fromisoformat, metavar="DAY", help="day it was fetched (2026-01-31)"
        )
        parser.add_argument("--note", default="", help="what was changed in the file")
        parser.add_argument("--release", action="store_true", help="make it public at once")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import and print the report; exit code 2 with the reason when nothing could be imported."""
        mapping = dict(one.split("=", 1) for one in options["column"] if "=" in one)
        try:
            report = import_vintage(
                actor=SYSTEM,
                dataset=options["dataset"],
                path=options["path"],
                mapping=mapping,
                retrieved_on=options["retrieved"],
                note=options["note"],
                is_released=options["release"],
            )
        except RefusedImportError as refusal:
            self._problems(refusal.report)
            raise CommandError(say(refusal), returncode=2) from refusal
        except InputError as error:
            raise CommandError(say(error), returncode=2) from error
        self._result(report)

    def _problems(self, report: ImportReport) -> None:
        for problem in report.problems:
            self.stderr.write(
                _("%(file)s, row %(row)s, column %(column)s: “%(value)s” is %(kind)s")
                % {
                    "file": problem.file,
                    "row": problem.row,
                    "column": problem.column,
                    "value": problem.value,
                    "kind": _(problem.kind),
                }
            )

    def _result(self, report: ImportReport) -> None:
        if not report.is_new:
            self.stdout.write(_("These rows are here already as vintage %(hash)s.") % {"hash": report.sha256})
            return
        self.stdout.write(
            _("%(rows)s rows imported as vintage %(hash)s.") % {"rows": report.rows, "hash": report.sha256}
        )
        if report.difference:
            self.stdout.write(
                _("%(added)s rows added, %(removed)s removed, %(changed)s with another value, %(unchanged)s as before.")
                % {
                    "added": report.difference.added,
                    "removed": report.difference.removed,
                    "changed": report.difference.changed,
                    "unchanged": report.difference.unchanged,
                }
            )
