"""`mashura manage import_recommendations PROGRAMME FILE --format …`: a partner's file, and what it changes."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from mashura.access.public import SYSTEM, acting_as
from mashura.consultation.public import DifferenceReport, programme
from mashura.errors import InputError
from mashura.exchange.recommendations.bringing import FORMATS, RefusedRecommendationsError, bring_recommendations
from mashura.kit.messages import say


class Command(BaseCommand):
    """Brings everything or nothing; the same file twice changes nothing."""

    help = "Import recommendations: UHRI bulk JSON, an OHCHR thematic list (Word), UPR Info's CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", help="code of the programme, e.g. north-africa")
        parser.add_argument("path", type=Path, help="the file")
        parser.add_argument("--format", required=True, choices=FORMATS, dest="file_format")
        parser.add_argument("--country", default="", help="the State under review (an OHCHR list does not name it)")
        parser.add_argument("--every-state", action="store_true", help="States outside the programme as well")
        parser.add_argument("--trial", action="store_true", help="only report what would change")
        parser.add_argument("--json", action="store_true", help="the report for a machine")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import and print the report; exit code 2 with the reason when nothing could be imported."""
        try:
            with acting_as(SYSTEM):
                report = bring_recommendations(
                    actor=SYSTEM,
                    programme=programme(SYSTEM, options["programme"]),
                    path=options["path"],
                    file_format=options["file_format"],
                    country=options["country"],
                    every_state=options["every_state"],
                    is_trial=options["trial"],
                    told=lambda rows: self.stderr.write(_("%(rows)s read") % {"rows": rows}),
                )
        except RefusedRecommendationsError as refusal:
            for problem in refusal.report.problems[:100]:
                self.stderr.write(
                    _("row %(row)s, “%(column)s”: “%(value)s”: %(reason)s")
                    % {
                        "row": problem.row,
                        "column": problem.column,
                        "value": problem.value,
                        "reason": _(problem.template),
                    }
                )
            raise CommandError(say(refusal), returncode=2) from refusal
        except InputError as error:
            raise CommandError(say(error), returncode=2) from error
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(reason)s.")
                % {"file": options["path"].name, "reason": error.strerror or type(error).__name__},
                returncode=2,
            ) from error
        self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False) if options["json"] else _told(report))


def _told(report: DifferenceReport) -> str:
    return "\n".join(
        [
            _("%(rows)s rows read, %(elsewhere)s about other States left out.")
            % {"rows": report.rows, "elsewhere": report.elsewhere},
            _("%(statements)s statements (recommending body and text) make %(recommendations)s recommendations.")
            % {"statements": report.statements, "recommendations": report.recommendations},
            _("%(added)s added, %(changed)s changed, %(unchanged)s as before.")
            % {
                "added": len(report.added),
                "changed": len({one.ref for one in report.changed}),
                "unchanged": report.unchanged,
            },
            *(f"{one.ref} {one.field}: {one.before[:80]} → {one.after[:80]}" for one in report.changed[:100]),
        ]
    )
