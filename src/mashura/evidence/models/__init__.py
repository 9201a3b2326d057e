"""The tables of evidence, one file per noun."""

from mashura.evidence.models.datasets import CODE_PATTERN, SHA256_PATTERN, Dataset, Upload, Vintage
from mashura.evidence.models.findings import Finding, FindingEvidence
from mashura.evidence.models.sources import FieldSource, Source

__all__ = [
    "CODE_PATTERN",
    "SHA256_PATTERN",
    "Dataset",
    "FieldSource",
    "Finding",
    "FindingEvidence",
    "Source",
    "Upload",
    "Vintage",
]
