"""What other apps may use of evidence.

Texts, tables and charts are made for the current reader (`kit.reader`); a result carries no language.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mashura.access.public import Actor
from mashura.evidence import figures
from mashura.evidence.actions.datasets import load_bundle, release_vintage
from mashura.evidence.actions.findings import (
    cite_evidence,
    draft_finding,
    edit_statement,
    open_finding,
    review_translation,
    set_confidence,
    translate_statement,
)
from mashura.evidence.actions.imports import import_vintage
from mashura.evidence.actions.published import load_findings
from mashura.evidence.actions.sources import register_field_source, register_source
from mashura.evidence.charts.render import WIDTHS as CHART_WIDTHS
from mashura.evidence.charts.render import figure_chart
from mashura.evidence.finding_rows import finding_row
from mashura.evidence.finding_words import STRENGTHS
from mashura.evidence.findings_shown import ShownFinding, finding_address, show_finding, show_findings
from mashura.evidence.inline import FilledText, FilledValue, ReadText, fill_text, read_text
from mashura.evidence.labels import code_label, place_name
from mashura.evidence.models import Dataset
from mashura.evidence.queries.datasets import every_dataset, visible_datasets, visible_vintages
from mashura.evidence.queries.findings import finding, findings_using, visible_findings, visible_sources
from mashura.evidence.reports import ImportReport, RefusedImportError
from mashura.evidence.rules.findings import LEVELS, LOWERED_WHEN_CONTRADICTED, LOWERED_WHEN_OUTWEIGHED
from mashura.evidence.store import BUNDLE, ReleasedStore
from mashura.evidence.tables import Table, figure_table
from mashura.evidence.texts import (
    EXAMPLE,
    GROUPS,
    FigureText,
    ResultText,
    figure_text,
    group_label,
    group_of,
    result_text,
)
from mashura.evidence.wording import write_number, write_value
from mashura.kit.localised import Localised
from mashura.reference.public import map_disclaimer
from mashura.stats.figures import FolderStore, Result, registry, run

__all__ = [
    "BUNDLE",
    "CHART_WIDTHS",
    "GROUPS",
    "LEVELS",
    "LOWERED_WHEN_CONTRADICTED",
    "LOWERED_WHEN_OUTWEIGHED",
    "STRENGTHS",
    "BundledStore",
    "Dataset",
    "FigureText",
    "FilledText",
    "FilledValue",
    "ImportReport",
    "ReadText",
    "RefusedImportError",
    "ReleasedStore",
    "ResultText",
    "ShownFinding",
    "Source",
    "Table",
    "cite_evidence",
    "code_label",
    "draft_finding",
    "edit_statement",
    "every_dataset",
    "figure_chart",
    "figure_groups",
    "figure_names",
    "figure_note",
    "figure_sources",
    "figure_table",
    "figure_text",
    "fill_text",
    "finding",
    "finding_address",
    "finding_row",
    "findings_using",
    "group_label",
    "import_vintage",
    "load_bundle",
    "load_findings",
    "open_finding",
    "place_name",
    "read_text",
    "register_field_source",
    "register_source",
    "release_vintage",
    "result_text",
    "review_translation",
    "run_figure",
    "set_confidence",
    "show_finding",
    "show_findings",
    "translate_statement",
    "visible_datasets",
    "visible_findings",
    "visible_sources",
    "visible_vintages",
    "write_number",
    "write_value",
]


class BundledStore(FolderStore):
    """The data that ships with the package; needs no database."""

    def __init__(self) -> None:
        super().__init__(BUNDLE)


@dataclass(frozen=True)
class Source:
    """A dataset behind a result: which vintage, from whom, under which licence. Texts are localised values."""

    dataset: str
    title: Localised
    publisher: Localised
    caveats: Localised
    licence_name: str
    licence_url: str
    citation: str
    sha256: str
    retrieved_on: dt.date
    published_on: dt.date | None


def figure_names(*, with_examples: bool = False) -> list[str]:
    """The names of every figure, sorted; of invented ones only when asked for."""
    assert figures.__all__  # noqa: S101 - importing the package registers the figures
    return sorted(name for name in registry() if with_examples or group_of(name) != EXAMPLE)


def figure_groups() -> dict[str, list[str]]:
    """The names of figures by group, groups in the order of pages."""
    return {group: [name for name in figure_names() if group_of(name) == group] for group in GROUPS}


def run_figure(actor: Actor, name: str, params: Mapping[str, Any], store: ReleasedStore | None = None) -> Result:
    """The figure over the newest released vintages. InputError naming figure, parameter, dataset, file or column.

    Who computes many figures gives one `store` of the actor's: all are then computed over the same vintages, looked up
    once.
    """
    return run(name, params, store or ReleasedStore(actor))


def figure_sources(actor: Actor, result: Result, store: ReleasedStore | None = None) -> list[Source]:
    """The datasets of a result with the very vintages it was computed over, in the order of the figure's declaration.

    A vintage that is not registered here (a result of the bundle, an earlier installation) is left out. With the
    `store` that the result was computed over, nothing is looked up again.
    """
    hashes: Mapping[str, str] = result.provenance["vintages"]
    known = store.newest().values() if store else visible_vintages(actor).filter(sha256__in=list(hashes.values()))
    found = {(vintage.dataset.code, vintage.sha256): vintage for vintage in known}
    vintages = [found[key] for key in hashes.items() if key in found]
    return [
        Source(
            dataset=vintage.dataset.code,
            title=vintage.dataset.title,
            publisher=vintage.dataset.publisher,
            caveats=vintage.dataset.caveats,
            licence_name=vintage.dataset.licence_name,
            licence_url=vintage.dataset.licence_url,
            citation=vintage.dataset.citation,
            sha256=vintage.sha256,
            retrieved_on=vintage.retrieved_on,
            published_on=vintage.published_on,
        )
        for vintage in vintages
    ]


def figure_note(name: str, language: str) -> str:
    """What must stand under the picture: the United Nations' sentence under every map, "" under others."""
    return map_disclaimer(language) if name == "flow-map" else ""
