"""The acts by what they are done to and their verb: title, form, and the action that they call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mashura.access.public import Action, Actor, Permission, can
from mashura.commitments.actions import actions, assessments, commitments, indicators, report_files, reports
from mashura.commitments.actions.guard import (
    NOT_ITS_OWN,
    ONLY_ASSESSED,
    ONLY_ASSESSOR,
    ONLY_AUTHOR,
    ONLY_OWNER,
    ONLY_OWNER_CONFIRMS,
    own_organisation,
    speaks_for,
    today_in,
)
from mashura.commitments.forms.commitments import (
    ActionForm,
    ByHandForm,
    DoneForm,
    IndicatorForm,
    ReviseForm,
    ScheduleForm,
    UndertakingForm,
)
from mashura.commitments.forms.statements import AssessForm, ReportForm, RewriteReportForm, WaiveForm
from mashura.commitments.forms.texts import PlainForm, ReasonForm, in_readers_language
from mashura.commitments.models import Assessment, Commitment, ProgressReport
from mashura.commitments.queries.statements import newest_version, open_duty, own_class
from mashura.commitments.rules.assessments import Confidence, Level
from mashura.errors import gettext_noop
from mashura.kit.expressions import Expressions

NOT_NOW: Final = gettext_noop("This cannot be done as things stand. Load the page again to see what can.")
ONLY_SECRETARIAT: Final = _("Only the programme secretariat can do this.")

Run = Callable[[Actor, Any, Any], object]


def _nothing(_actor: Actor, _row: Any) -> Mapping[str, Any]:
    return {}


def _today(_actor: Actor, row: Any) -> Mapping[str, Any]:
    today = today_in(row.country if hasattr(row, "country") else row.commitment.country)
    return {"on": today, "as_of": today}


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `lead` says what will happen, `refusal` whose it is, `permission` tells whether it is the actor's."""

    title: Promise
    run: Run
    form: type[PlainForm] = PlainForm
    lead: Promise | str = ""
    refusal: Promise = ONLY_OWNER
    permission: Permission | Action = Permission.ORGANISATION_COMMITMENT_CONFIRM
    initial: Callable[[Actor, Any], Mapping[str, Any]] = _nothing
    theirs: Callable[[Actor, Any], bool] | None = None

    def is_theirs(self, actor: Actor, row: Any) -> bool:
        """Whether the act would be this actor's if things stood otherwise."""
        if self.theirs is not None:
            return self.theirs(actor, row)
        is_owners = self.permission is Permission.ORGANISATION_COMMITMENT_CONFIRM
        target = row.commitment if is_owners and not isinstance(row, Commitment) else row
        if isinstance(self.permission, Action):
            return can(actor, self.permission, target)
        return speaks_for(actor, self.permission, target)


def words_of(actor: Actor, row: Any) -> Expressions | None:
    """The words that an act is about, shown beside its form."""
    if isinstance(row, ProgressReport):
        return row.text
    if isinstance(row, Assessment):
        return row.reasons
    if isinstance(row, Commitment):
        version = newest_version(actor, row)
        return version.text if version is not None else None
    return getattr(row, "text", None)


def judgement(form: Any) -> Mapping[str, Any]:
    """What a valid form of an assessment says, as the action takes it."""
    given = form.cleaned_data
    return {
        "level": Level(given["level"]),
        "confidence": Confidence(given["confidence"]),
        "reasons": form.expressions("reasons"),
        "as_of": given["as_of"],
        "evidence": given["evidence"],
        "method": in_readers_language(given["method"]),
        "is_regressed": given["is_regressed"],
        "is_assessable": not given["is_not_assessable"],
    }


def _assess(actor: Actor, row: Any, form: Any) -> None:
    corrects = row if isinstance(row, Assessment) else None
    assessments.assess(
        actor=actor,
        subject=assessments.subject_of(row) if isinstance(row, Assessment) else row,
        assessor_class=own_class(actor),
        corrects=corrects,
        **judgement(form),
    )


def _report(actor: Actor, row: Commitment, form: Any) -> None:
    own_organisation(actor, ONLY_AUTHOR)
    reports.file_report(
        actor=actor,
        commitment=row,
        author_class=own_class(actor),
        text=form.expressions("text"),
        duty=open_duty(actor, row),
        is_private=form.cleaned_data["is_private"],
        files=form.brought,
    )


def _moving(move: str) -> Run:
    def run(actor: Actor, row: Any, form: Any) -> None:
        reason = form.localised if isinstance(form, ReasonForm) else None
        actions.move_action(actor=actor, action=row, move=move, reason=reason, on=form.cleaned_data.get("on"))

    return run


def _plan(actor: Actor, row: Commitment, form: Any) -> None:
    given = form.cleaned_data
    actions.plan_action(
        actor=actor,
        commitment=row,
        text=form.expressions("text"),
        partners=in_readers_language(given["partners"]),
        starts=given["starts"],
        due=given["due"],
        weight=given["weight"],
    )


def _initial_undertaking(actor: Actor, row: Commitment) -> Mapping[str, Any]:
    version = newest_version(actor, row)
    if version is None:
        return {}
    return {
        **UndertakingForm.filled("resources", version.resources),
        **UndertakingForm.filled("text", version.text),
        "due_date": version.due_date,
        "baseline_date": version.baseline_date,
    }


def _initial_report(_actor: Actor, row: ProgressReport) -> Mapping[str, Any]:
    return RewriteReportForm.filled("text", row.text)


def _initial_correction(_actor: Actor, row: Assessment) -> Mapping[str, Any]:
    return {
        **AssessForm.filled("reasons", row.reasons),
        "level": row.level,
        "confidence": row.confidence,
        "as_of": row.as_of,
        "evidence": "\n".join(row.evidence),
    }


_REVIEW = Permission.PROGRAMME_PROGRESS_REVIEW
_FILE = Permission.ORGANISATION_REPORT_FILE
_MAKE = Permission.ORGANISATION_ASSESSMENT_MAKE

ACTS: Final[Mapping[tuple[str, str], Act]] = {
    ("commitment", "submit"): Act(
        _("Submit for confirmation"),
        lambda actor, row, _form: commitments.submit_commitment(actor=actor, commitment=row),
        lead=_("The owner institution then confirms it or not. Until then nobody is bound."),
        permission=Action.ADD,
    ),
    ("commitment", "rewrite"): Act(
        _("Change the draft"),
        lambda actor, row, form: commitments.rewrite_commitment(
            actor=actor, commitment=row, undertaking=form.undertaking
        ),
        form=UndertakingForm,
        initial=_initial_undertaking,
        permission=Action.ADD,
    ),
    ("commitment", "confirm"): Act(
        _("Confirm for our institution"),
        lambda actor, row, _form: commitments.confirm_commitment(actor=actor, commitment=row),
        lead=_("Your institution is bound by it from then on. It can be revised or withdrawn, with a reason."),
        refusal=ONLY_OWNER_CONFIRMS,
    ),
    ("commitment", "activate"): Act(
        _("Enter into the follow-up"),
        lambda actor, row, _form: commitments.activate_commitment(actor=actor, commitment=row),
        refusal=ONLY_SECRETARIAT,
        permission=_REVIEW,
    ),
    ("commitment", "revise"): Act(
        _("Revise"),
        lambda actor, row, form: commitments.revise_commitment(
            actor=actor, commitment=row, undertaking=form.undertaking, reason=form.localised
        ),
        form=ReviseForm,
        lead=_("A new version is made; the present one stays readable. The new words wait for your country’s release."),
        initial=_initial_undertaking,
    ),
    ("commitment", "suspend"): Act(
        _("Suspend"),
        lambda actor, row, form: commitments.suspend_commitment(actor=actor, commitment=row, reason=form.localised),
        form=ReasonForm,
    ),
    ("commitment", "resume"): Act(
        _("Take up again"),
        lambda actor, row, form: commitments.resume_commitment(actor=actor, commitment=row, reason=form.localised),
        form=ReasonForm,
    ),
    ("commitment", "withdraw"): Act(
        _("Withdraw"),
        lambda actor, row, form: commitments.withdraw_commitment(actor=actor, commitment=row, reason=form.localised),
        form=ReasonForm,
        lead=_("It stays readable, with your reason."),
    ),
    ("commitment", "claim"): Act(
        _("Claim that it is completed"),
        lambda actor, row, _form: commitments.claim_completed(actor=actor, commitment=row),
        lead=_("The claim rests on your newest accepted report. Another party assesses it before it is verified."),
    ),
    ("commitment", "verify"): Act(
        _("Verify the completion"),
        lambda actor, row, _form: commitments.verify_commitment(actor=actor, commitment=row),
        lead=_("It rests on a published assessment by another party than the owner."),
        refusal=NOT_ITS_OWN,
        permission=_REVIEW,
    ),
    ("commitment", "plan"): Act(_("Add an action"), _plan, form=ActionForm),
    ("commitment", "declare"): Act(
        _("Add an indicator"),
        lambda actor, row, form: indicators.declare_indicator(actor=actor, commitment=row, **form.declared),
        form=IndicatorForm,
        permission=Action.ADD,
    ),
    ("commitment", "schedule"): Act(
        _("Set the reporting schedule"),
        lambda actor, row, form: reports.schedule_reports(actor=actor, commitment=row, **form.cleaned_data),
        form=ScheduleForm,
        lead=_("Only future duties without a report are made anew; past ones stay as they are."),
        refusal=ONLY_SECRETARIAT,
        permission=_REVIEW,
    ),
    ("commitment", "report"): Act(
        _("Write a progress report"), _report, form=ReportForm, refusal=ONLY_AUTHOR, permission=_FILE
    ),
    ("commitment", "assess"): Act(
        _("Assess"),
        _assess,
        form=AssessForm,
        lead=_("Judge what was put into practice, not what was announced. Your words cannot be changed afterwards."),
        refusal=ONLY_ASSESSOR,
        permission=_MAKE,
        initial=_today,
    ),
    **{
        ("action", move): Act(
            title,
            _moving(move),
            form=form,
            initial=_today,
        )
        for move, title, form in (
            ("start", pgettext_lazy("action", "Start"), PlainForm),
            ("finish", pgettext_lazy("action", "Mark as done"), DoneForm),
            ("block", pgettext_lazy("action", "Mark as blocked"), ReasonForm),
            ("cancel", pgettext_lazy("action", "Cancel"), ReasonForm),
        )
    },
    ("indicator", "observe"): Act(
        _("Measure now"),
        lambda actor, row, _form: indicators.observe(actor=actor, indicator=row),
        lead=_("The figure is computed over the newest released data, and its value kept with the hash of the result."),
        permission=Action.ADD,
    ),
    ("indicator", "enter"): Act(
        _("Enter a value"),
        lambda actor, row, form: indicators.observe_by_hand(
            actor=actor,
            indicator=row,
            on=form.cleaned_data["on"],
            value=form.cleaned_data["value"],
            source=in_readers_language(form.cleaned_data["source"]),
        ),
        form=ByHandForm,
        permission=Action.ADD,
        initial=_today,
    ),
    ("duty", "waive"): Act(
        _("Waive"),
        lambda actor, row, form: reports.waive_duty(actor=actor, duty=row, reason=form.expressions("reason")),
        form=WaiveForm,
        refusal=ONLY_SECRETARIAT,
        permission=_REVIEW,
    ),
    ("report", "submit"): Act(
        _("Hand in"),
        lambda actor, row, _form: reports.submit_report(actor=actor, report=row),
        lead=_("The secretariat then reviews it, and the country that it is about can read it."),
        refusal=ONLY_AUTHOR,
        permission=_FILE,
    ),
    ("report", "rewrite"): Act(
        _("Change the report"),
        lambda actor, row, form: reports.rewrite_report(
            actor=actor, report=row, text=form.expressions("text"), files=form.brought
        ),
        form=RewriteReportForm,
        refusal=ONLY_AUTHOR,
        permission=_FILE,
        initial=_initial_report,
    ),
    ("report", "return"): Act(
        _("Return to its author"),
        lambda actor, row, form: reports.return_report(actor=actor, report=row, reason=form.localised),
        form=ReasonForm,
        refusal=ONLY_SECRETARIAT,
        permission=_REVIEW,
    ),
    ("report", "accept"): Act(
        pgettext_lazy("to do", "Accept"),
        lambda actor, row, _form: reports.accept_report(actor=actor, report=row),
        lead=_("Accepted means complete and fit to be relied on. It is no judgement of what was achieved."),
        refusal=ONLY_SECRETARIAT,
        permission=_REVIEW,
    ),
    ("file", "remove"): Act(
        _("Take the file out"),
        lambda actor, row, _form: report_files.remove_file(actor=actor, file=row),
        lead=_("The report then goes without it."),
        refusal=ONLY_AUTHOR,
        permission=Action.DELETE,
    ),
    ("assessment", "propose"): Act(
        _("Put forward"),
        lambda actor, row, _form: assessments.propose_assessment(actor=actor, assessment=row),
        lead=_("The assessed institution and its country can read it from then on and may contest it."),
        refusal=ONLY_ASSESSOR,
        permission=_MAKE,
    ),
    ("assessment", "contest"): Act(
        _("Contest"),
        lambda actor, row, form: assessments.contest_assessment(actor=actor, assessment=row, reason=form.localised),
        form=ReasonForm,
        lead=_("The assessment stays as it is; your reason stands beside it."),
        refusal=ONLY_ASSESSED,
        permission=Permission.ORGANISATION_ASSESSMENT_CONTEST,
        theirs=assessments.speaks_for_assessed,
    ),
    ("assessment", "correct"): Act(
        _("Correct"),
        _assess,
        form=AssessForm,
        lead=_("The correction stands beside the assessment that it corrects."),
        refusal=ONLY_ASSESSOR,
        permission=_MAKE,
        initial=_initial_correction,
    ),
}
