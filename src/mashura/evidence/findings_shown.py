"""A finding as pages and other apps show it: the statement for the current reader, strength, confidence, evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from mashura.access.public import Actor
from mashura.errors import InputError
from mashura.evidence.finding_words import (
    CONFIDENCES,
    KINDS,
    SOURCE_KINDS,
    STRENGTHS,
    accounts_in_words,
    strength_in_words,
)
from mashura.evidence.inline import ReadText, read_text
from mashura.evidence.models import Finding
from mashura.evidence.queries.findings import Cited, assessments, evidence_of, fictional_programmes
from mashura.evidence.rules.findings import Assessment
from mashura.evidence.store import ReleasedStore
from mashura.evidence.texts import figure_text, result_text
from mashura.kit.localised import Localised
from mashura.reference.public import topics
from mashura.stats.figures import run


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One line of evidence: what it is, in words; where it opens, "" for field accounts; why it counts."""

    cited: Cited
    kind: str
    title: str | Localised
    detail: str
    address: str
    why: Localised


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding in the current reader's language. `address` is an absolute path of the site."""

    finding: Finding
    statement: ReadText
    kind: str
    theme: Localised
    assessment: Assessment
    strength: str
    strength_why: str
    confidence: str
    address: str
    is_fictional: bool
    evidence: list[ShownEvidence]

    @property
    def supports(self) -> list[ShownEvidence]:
        return [one for one in self.evidence if not one.cited.contradicts]

    @property
    def contradicts(self) -> list[ShownEvidence]:
        return [one for one in self.evidence if one.cited.contradicts]


def show_findings(actor: Actor, findings: Iterable[Finding], *, with_evidence: bool = False) -> list[ShownFinding]:
    """Findings as they are listed; with the lines of their evidence when asked for."""
    findings = list(findings)
    cited = evidence_of(actor, findings)
    assessed = assessments(actor, cited, findings)
    store = ReleasedStore(actor)
    invented = fictional_programmes(actor) if findings else set()
    return [
        ShownFinding(
            finding=one,
            statement=read_text(actor, one.statement, store=store),
            kind=str(KINDS[one.kind]),
            theme=theme_title(one.theme),
            assessment=assessed[one.pk],
            strength=str(STRENGTHS[strength]) if (strength := assessed[one.pk].strength) else "",
            strength_why=strength_in_words(assessed[one.pk]),
            confidence=str(CONFIDENCES[one.confidence]) if one.confidence else "",
            address=finding_address(one),
            is_fictional=one.programme in invented,
            evidence=[_shown(row, store) for row in cited[one.pk]] if with_evidence else [],
        )
        for one in findings
    ]


def show_finding(actor: Actor, finding: Finding) -> ShownFinding:
    """One finding with its evidence."""
    return show_findings(actor, [finding], with_evidence=True)[0]


def finding_address(finding: Finding) -> str:
    """The page of a finding."""
    return reverse("evidence:finding", args=[finding.programme, finding.ref])


def theme_title(code: str) -> Localised:
    """The title of a theme; its code where the topic tree does not know it."""
    return topics()[code].title if code in topics() else Localised(en=code)


def figure_address(name: str, params: Any) -> str:
    """The page of a figure with these parameters."""
    query = urlencode(dict(params))
    return reverse("evidence:figure", args=[name]) + (f"?{query}" if query else "")


def _shown(cited: Cited, store: ReleasedStore) -> ShownEvidence:
    if cited.source is not None:
        source = cited.source
        return ShownEvidence(
            cited,
            kind=str(SOURCE_KINDS[source.kind]),
            title=source.title,
            detail="",
            address=reverse("evidence:source", args=[source.programme, source.key]),
            why=cited.why,
        )
    if cited.vintage is not None:
        vintage = cited.vintage
        return ShownEvidence(
            cited,
            kind=_("Vintage of a dataset"),
            title=vintage.dataset.title,
            detail=vintage.sha256[:12],
            address=reverse("evidence:vintage", args=[vintage.dataset.code, vintage.sha256]),
            why=cited.why,
        )
    if cited.accounts is not None:
        return ShownEvidence(
            cited,
            kind=_("Field account"),
            title=accounts_in_words(cited.accounts),
            detail="",
            address="",
            why=cited.why,
        )
    params = cited.params or {}
    try:
        said = result_text(run(cited.figure, params, store))
        title, detail = said.title, said.finding
    except InputError:
        title, detail = figure_text(cited.figure).title, ""
    return ShownEvidence(
        cited, kind=_("Figure"), title=title, detail=detail, address=figure_address(cited.figure, params), why=cited.why
    )
