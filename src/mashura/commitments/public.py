"""What other apps may use of commitments: answers, commitments and their progress, and the loading of positions."""

from mashura.commitments.actions.actions import move_action, plan_action
from mashura.commitments.actions.assessments import assess, contest_assessment, propose_assessment, publish_assessment
from mashura.commitments.actions.commitments import (
    Undertaking,
    activate_commitment,
    claim_completed,
    confirm_commitment,
    draft_commitment,
    publish_commitment,
    release_commitment,
    resume_commitment,
    revise_commitment,
    submit_commitment,
    suspend_commitment,
    verify_commitment,
    withdraw_commitment,
)
from mashura.commitments.actions.indicators import Measure, declare_indicator, observe, observe_by_hand
from mashura.commitments.actions.positions import PositionReport, load_positions
from mashura.commitments.actions.report_files import BroughtFile, attach_files, remove_file
from mashura.commitments.actions.reports import (
    accept_report,
    file_report,
    publish_report,
    return_report,
    rewrite_report,
    schedule_reports,
    submit_report,
    waive_duty,
)
from mashura.commitments.actions.responses import record_no_response, request_responses, respond
from mashura.commitments.downloads import as_rows as commitment_rows
from mashura.commitments.models import Assessment, Commitment, Indicator, ProgressReport, Response
from mashura.commitments.queries.commitments import CommitmentFilter, Listed, Whole, filtered, listed, one_listed, whole
from mashura.commitments.queries.indicators import Measured, measured_by_commitment
from mashura.commitments.queries.matrix import Cell, Kept, Line, matrix
from mashura.commitments.queries.responses import Answered, responses_to
from mashura.commitments.rules.assessments import Confidence, Level
from mashura.commitments.rules.positions import Binary, Position, binary_of
from mashura.commitments.rules.progress import Direction, Point

__all__ = [
    "Answered",
    "Assessment",
    "Binary",
    "BroughtFile",
    "Cell",
    "Commitment",
    "CommitmentFilter",
    "Confidence",
    "Direction",
    "Indicator",
    "Kept",
    "Level",
    "Line",
    "Listed",
    "Measure",
    "Measured",
    "Point",
    "Position",
    "PositionReport",
    "ProgressReport",
    "Response",
    "Undertaking",
    "Whole",
    "accept_report",
    "activate_commitment",
    "assess",
    "attach_files",
    "binary_of",
    "claim_completed",
    "commitment_rows",
    "confirm_commitment",
    "contest_assessment",
    "declare_indicator",
    "draft_commitment",
    "file_report",
    "filtered",
    "listed",
    "load_positions",
    "matrix",
    "measured_by_commitment",
    "move_action",
    "observe",
    "observe_by_hand",
    "one_listed",
    "plan_action",
    "propose_assessment",
    "publish_assessment",
    "publish_commitment",
    "publish_report",
    "record_no_response",
    "release_commitment",
    "remove_file",
    "request_responses",
    "respond",
    "responses_to",
    "resume_commitment",
    "return_report",
    "revise_commitment",
    "rewrite_report",
    "schedule_reports",
    "submit_commitment",
    "submit_report",
    "suspend_commitment",
    "verify_commitment",
    "waive_duty",
    "whole",
    "withdraw_commitment",
]
