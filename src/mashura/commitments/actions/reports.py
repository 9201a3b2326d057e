"""Reporting duties from a schedule, and progress reports through their review."""

from collections.abc import Iterable
from datetime import date, datetime

from mashura.access.public import (
    Action,
    Actor,
    Permission,
    acting_as,
    publish_material,
    record,
    require,
    visible,
)
from mashura.commitments.actions.guard import (
    NOT_ITS_OWN,
    ONLY_AUTHOR,
    ONLY_OWNER,
    names_of,
    own_organisation,
    refuse,
    require_speaker,
    today_in,
    told,
)
from mashura.commitments.actions.report_files import BroughtFile, attach_files
from mashura.commitments.models import Commitment, CommitmentVersion, ProgressReport, ReportingDuty
from mashura.commitments.rules import states
from mashura.commitments.rules.deadlines import Duty, Period, Schedule, moved_schedule, periods
from mashura.commitments.rules.states import DutyRecord
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised


def schedule_reports(*, actor: Actor, commitment: Commitment, starts: date, every_months: int) -> list[ReportingDuty]:
    """Set or move the schedule of a commitment's reports; its duties, oldest first.

    Only future duties for which nothing was reported are made anew; past ones and their lateness stay.

    Raises:
        NotHere, Forbidden: the actor may not review in this programme.
        InputError: the schedule does not fit the commitment's days.
    """
    require(actor, Permission.PROGRAMME_PROGRESS_REVIEW, commitment)
    with acting_as(actor):
        version = visible(actor, CommitmentVersion).filter(commitment=commitment).order_by("-number").first()
        if version is None:
            raise InputError(gettext_noop("A commitment without words has no reports."))
        wanted = list(periods(Schedule(starts, every_months, version.due_date)))
        there = visible(actor, ReportingDuty).filter(commitment=commitment, indicator__isnull=True)
        known = [Duty(row.pk, Period(row.starts, row.ends), DutyRecord(row.state)) for row in there]
        gone, new = moved_schedule(known, wanted, today_in(commitment.country))
        there.filter(pk__in=[duty.key for duty in gone]).delete()
        for period in new:
            duty = ReportingDuty(
                commitment=commitment, starts=period.first, ends=period.last, opens=period.opens, due=period.due
            )
            duty.take_scope_of(commitment)
            duty.save(force_insert=True)
        commitment.report_from, commitment.report_months = starts, every_months
        commitment.save(update_fields=["report_from", "report_months"])
        record(actor, "commitments:schedule:move", commitment, {"removed": len(gone), "made": len(new)})
        return list(visible(actor, ReportingDuty).filter(commitment=commitment).order_by("due"))


def waive_duty(*, actor: Actor, duty: ReportingDuty, reason: Expressions) -> ReportingDuty:
    """Let a duty go, with a reason and by name of the post. Forbidden or NotHere for who may not review."""
    require(actor, Permission.PROGRAMME_PROGRESS_REVIEW, duty)
    with acting_as(actor):
        duty.state = states.moved(states.DUTY, duty.state, "waive", has_reason=bool(reason))
        duty.waived_reason, duty.waived_by_id = reason, actor.post_id
        duty.save(update_fields=["state", "waived_reason", "waived_by"])
        record(actor, "commitments:duty:waive", duty)
    return duty


def file_report(
    *,
    actor: Actor,
    commitment: Commitment,
    author_class: str,
    text: Expressions,
    duty: ReportingDuty | None = None,
    is_private: bool = False,
    files: Iterable[BroughtFile] = (),
) -> ProgressReport:
    """Draft a report of the actor's own institution on a commitment, for a duty or of its own accord.

    The owner's country sees the owner's draft; another institution's is its own until it hands it in.

    Raises:
        NotHere, Forbidden: the actor may not see the commitment, or speaks for nobody.
        InputError: it says nothing, is for a duty of another institution, or its files cannot be added.
    """
    require(actor, Action.VIEW, commitment)
    is_owner = actor.organisation_id == commitment.owner_id
    row = ProgressReport(
        programme_id=commitment.programme_id,
        author_id=own_organisation(actor, ONLY_AUTHOR),
        author_names=names_of(actor, actor.organisation_id),
        author_class=author_class,
        commitment=commitment,
        duty=duty,
        text=text,
        is_private=is_private,
        countries=commitment.countries,
        open_to=commitment.open_to if is_owner else [],
    )
    require_speaker(actor, Permission.ORGANISATION_REPORT_FILE, row, ONLY_AUTHOR)
    if not text:
        raise InputError(gettext_noop("Say what was achieved and what was not."))
    if duty is not None:
        if not is_owner:
            refuse(ONLY_OWNER)
        if duty.commitment_id != commitment.pk or today_in(commitment.country) < duty.opens:
            raise InputError(gettext_noop("A report is written once its period is over."))
    with acting_as(actor):
        row.save(force_insert=True)
        record(actor, "commitments:report:file", row)
        attach_files(actor=actor, report=row, files=files)
    return row


def rewrite_report(
    *, actor: Actor, report: ProgressReport, text: Expressions, files: Iterable[BroughtFile] = ()
) -> ProgressReport:
    """Change the words of a draft or of a report that came back, and add files. InputError once it is handed in."""
    require_speaker(actor, Permission.ORGANISATION_REPORT_FILE, report, ONLY_AUTHOR)
    if not text:
        raise InputError(gettext_noop("Say what was achieved and what was not."))
    if "submit" not in states.moves_from(states.REPORT, report.state):
        raise InputError(gettext_noop("A report that was handed in is changed only after it came back."))
    with acting_as(actor):
        report.text = text
        report.save(update_fields=["text"])
        record(actor, "commitments:report:rewrite", report)
        attach_files(actor=actor, report=report, files=files)
    return report


def submit_report(*, actor: Actor, report: ProgressReport) -> ProgressReport:
    """Hand a report in. Forbidden or NotHere for other institutions than its author."""
    require_speaker(actor, Permission.ORGANISATION_REPORT_FILE, report, ONLY_AUTHOR)
    with acting_as(actor):
        _move(report, "submit")
        report.submitted_by_id, report.submitted_at = actor.post_id, now()
        report.open_to = report.commitment.open_to
        report.save(update_fields=["state", "submitted_by", "submitted_at", "open_to"])
        _tell_duty(actor, report, "file")
        record(actor, "commitments:report:submit", report)
    return report


def return_report(*, actor: Actor, report: ProgressReport, reason: Localised) -> ProgressReport:
    """Send a report back to its author, with the reason. Forbidden for who may not review, or wrote it."""
    _require_reviewer(actor, report)
    with acting_as(actor):
        _move(report, "return", has_reason=bool(reason))
        report.returned_reason = told(reason)
        report.save(update_fields=["state", "returned_reason"])
        record(actor, "commitments:report:return", report)
    return report


def accept_report(*, actor: Actor, report: ProgressReport) -> ProgressReport:
    """Accept a report: it is complete and fit to be relied on, which is no judgement of what it tells."""
    _require_reviewer(actor, report)
    with acting_as(actor):
        _move(report, "accept")
        report.reviewed_by_id, report.reviewed_at = actor.post_id, now()
        report.save(update_fields=["state", "reviewed_by", "reviewed_at"])
        _tell_duty(actor, report, "accept")
        record(actor, "commitments:report:accept", report)
    return report


def publish_report(*, actor: Actor, report: ProgressReport, public_from: datetime | None = None) -> ProgressReport:
    """Publish an accepted report; it is public once its countries have released it too.

    Raises:
        NotHere, Forbidden: the actor may not publish in this programme.
        InputError: it is private, or was not accepted.
    """
    require(actor, Permission.PROGRAMME_TEXT_PUBLISH, report)
    states.check_publication(is_private=report.is_private)
    with acting_as(actor):
        _move(report, "publish")
        report.save(update_fields=["state"])
        return publish_material(actor=actor, row=report, public_from=public_from)


def _move(report: ProgressReport, move: str, *, has_reason: bool = False) -> None:
    report.state = states.moved(states.REPORT, report.state, move, has_reason=has_reason)


def _require_reviewer(actor: Actor, report: ProgressReport) -> None:
    require(actor, Permission.PROGRAMME_PROGRESS_REVIEW, report)
    if actor.organisation_id == report.author_id:
        refuse(NOT_ITS_OWN)


def _tell_duty(actor: Actor, report: ProgressReport, move: str) -> None:
    if report.duty_id is None:
        return
    duty = visible(actor, ReportingDuty).select_for_update().get(pk=report.duty_id)
    duty.state = states.moved(states.DUTY, duty.state, move)
    duty.save(update_fields=["state"])
