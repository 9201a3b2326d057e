"""Commitments as rows for spreadsheets and machines: codes, days and every language, nothing written for a reader."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from mashura.access.public import Actor, visible
from mashura.commitments.models import CommitmentRecommendation
from mashura.commitments.queries.commitments import Listed
from mashura.consultation.models import Recommendation
from mashura.kit.downloads import csv_file, in_columns, text_columns

_COLUMNS: Final = (
    *("programme", "ref", "version", "kind", "status", "country", "theme", "owner_class", "owner", "due_date"),
    *("baseline_date", "recommendations", "share_of", "original_language", "text"),
)
_TEXTS: Final = ("owner", "text")


def as_rows(actor: Actor, found: Sequence[Listed]) -> list[dict[str, Any]]:
    """One mapping for each commitment, in the order given; days as ISO 8601, texts by language."""
    keys = [one.commitment.pk for one in found]
    links = visible(actor, CommitmentRecommendation).filter(commitment_id__in=keys)
    refs = dict(
        visible(actor, Recommendation).filter(pk__in=links.values("recommendation_id")).values_list("pk", "ref")
    )
    answered: dict[Any, list[str]] = {key: [] for key in keys}
    for commitment, recommendation in links.values_list("commitment_id", "recommendation_id"):
        if recommendation in refs:
            answered[commitment].append(refs[recommendation])
    shared = {one.commitment.pk: one.commitment.ref for one in found}
    return [_row(one, sorted(answered[one.commitment.pk]), shared) for one in found]


def _row(one: Listed, recommendations: list[str], shared: dict[Any, str]) -> dict[str, Any]:
    row, version = one.commitment, one.version
    return {
        "programme": row.programme_id,
        "ref": row.ref,
        "version": version.number,
        "kind": row.kind,
        "status": row.status,
        "country": row.country,
        "theme": row.theme,
        "owner_class": row.owner_class,
        "owner": dict(row.owner_names),
        "due_date": version.due_date.isoformat(),
        "baseline_date": version.baseline_date.isoformat() if version.baseline_date else "",
        "recommendations": recommendations,
        "share_of": shared.get(row.share_of_id, ""),
        "original_language": version.text.original,
        "text": dict(version.text),
    }


def as_csv(rows: Iterable[dict[str, Any]]) -> bytes:
    """The rows as CSV: a column for each language of a text."""
    found = list(rows)
    languages = sorted({tag for row in found for name in _TEXTS for tag in row[name]})
    columns = [
        column for name in _COLUMNS for column in (text_columns([name], languages) if name in _TEXTS else [name])
    ]
    return csv_file(columns, (in_columns(row, _TEXTS, languages) for row in found))
