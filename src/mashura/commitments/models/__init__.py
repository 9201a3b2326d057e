"""The tables of commitments, one file per noun."""

from mashura.commitments.models.actions import CommitmentAction
from mashura.commitments.models.assessments import Assessment
from mashura.commitments.models.commitments import (
    Commitment,
    CommitmentRecommendation,
    CommitmentStep,
    CommitmentVersion,
)
from mashura.commitments.models.indicators import Indicator, Observation
from mashura.commitments.models.reminders import Reminder
from mashura.commitments.models.report_files import ReportFile
from mashura.commitments.models.reports import ProgressReport, ReportingDuty
from mashura.commitments.models.responses import Response, ResponseRequest

__all__ = [
    "Assessment",
    "Commitment",
    "CommitmentAction",
    "CommitmentRecommendation",
    "CommitmentStep",
    "CommitmentVersion",
    "Indicator",
    "Observation",
    "ProgressReport",
    "Reminder",
    "ReportFile",
    "ReportingDuty",
    "Response",
    "ResponseRequest",
]
