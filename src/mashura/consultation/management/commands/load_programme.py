"""`mashura manage load_programme FILE`: bring a programme to the state of its file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mashura.access.public import SYSTEM
from mashura.consultation.actions.programmes import load_programme


class Command(BaseCommand):
    """Loads one programme file; a damaged one is refused by file and field, and nothing changes."""

    help = "Load a programme from a file (format: docs/programme-files.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the programme file (YAML)")
        parser.add_argument(
            "--unreleased", action="store_true", help="keep it from the public until the secretariat releases it"
        )

    def handle(self, *_arguments: Any, file: Path, unreleased: bool, **_options: Any) -> None:
        report = load_programme(actor=SYSTEM, pack=file, is_released=not unreleased)
        self.stdout.write(
            _("Programme %(code)s loaded with %(meetings)s meetings.")
            % {"code": report.code, "meetings": report.meetings}
            if report.is_changed
            else _("Programme %(code)s is as the file says already.") % {"code": report.code}
        )
