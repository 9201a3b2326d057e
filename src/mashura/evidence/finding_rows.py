"""A finding as a row of a file or an answer of the machine interface: codes, and words in the reader's language."""

from typing import Any

from mashura.evidence.findings_shown import ShownEvidence, ShownFinding
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader


def finding_row(shown: ShownFinding) -> dict[str, Any]:
    """A finding in codes and in the reader's language, for files and the machine interface."""
    found, assessment = shown.finding, shown.assessment
    language = current_reader().language
    return {
        "programme": found.programme,
        "ref": found.ref,
        "is_fictional": shown.is_fictional,
        "kind": found.kind,
        "theme": found.theme,
        "countries": list(found.countries),
        "first_year": found.first_year,
        "last_year": found.last_year,
        "language": shown.statement.language,
        "statement": shown.statement.filled.text,
        "values": [
            {
                "figure": value.named.figure,
                "params": dict(value.named.params),
                "value": value.named.value,
                "result_sha256": value.result.provenance["result_sha256"],
                "is_now": value.result.values[value.named.value],
            }
            for value in shown.statement.filled.values
        ],
        "strength": assessment.strength,
        "sources": assessment.sources,
        "independent": assessment.independent,
        "contradicting": assessment.contradicting,
        "confidence": found.confidence,
        "confidence_reason": found.confidence_reason.shown(language, [found.statement.original]).text,
        "address": shown.address,
        "evidence": [_evidence_row(one, language) for one in shown.evidence],
    }


def _evidence_row(one: ShownEvidence, language: str) -> dict[str, Any]:
    title = one.title.shown(language).text if isinstance(one.title, Localised) else one.title
    return {
        "stance": one.cited.row.stance,
        "what": title,
        "why": one.why.shown(language).text,
        "address": one.address,
    }
