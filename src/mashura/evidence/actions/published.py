"""Findings from published facts that ship with the product, loaded as the system and public at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.errors import InputError, gettext_noop
from mashura.evidence.actions.findings import cite_evidence
from mashura.evidence.inline import fill_text
from mashura.evidence.models import Finding, FindingEvidence, Source
from mashura.evidence.queries.datasets import released_vintages
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

FINDINGS_BUNDLE: Final = Path(__file__).resolve().parents[1] / "findings_bundle"
_ORIGINAL: Final = "en"


@dataclass
class FindingsReport:
    """References of what `load_findings` wrote, as programme/ref or programme/key; empty on a second run."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


def load_findings(*, actor: Actor, bundle: Path = FINDINGS_BUNDLE) -> FindingsReport:
    """Bring sources and findings of the bundle to the state of its files; a second run changes nothing.

    They are published facts: the system releases them for their countries. What a secretariat took out of view stays
    out as long as its file does not change.

    Raises:
        Forbidden: the actor may not write findings.
        InputError: naming the file, or the figure, parameter, value, dataset or source that there is not.
    """
    require(actor, Action.ADD, Finding)
    report = FindingsReport()
    for path in sorted(bundle.glob("*.yaml")):
        pack = _read(path)
        with acting_as(actor):
            try:
                for entry in pack["sources"]:
                    _note(report, f"{pack['programme']}/{entry['key']}", is_new=_load_source(actor, pack, entry))
                for entry in pack["findings"]:
                    _note(report, f"{pack['programme']}/{entry['ref']}", is_new=_load_finding(actor, pack, entry))
            except (KeyError, TypeError, ValueError) as error:
                if isinstance(error, InputError):
                    raise
                raise _unreadable(path, error) from error
    return report


def _note(report: FindingsReport, name: str, *, is_new: bool) -> None:
    (report.written if is_new else report.unchanged).append(name)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _unreadable(path, error) from error
    if not isinstance(found, dict) or not {"programme", "sources", "findings"} <= found.keys():
        raise _unreadable(path, KeyError("programme, sources, findings"))
    return found


def _unreadable(path: Path, error: Exception) -> InputError:
    return InputError(
        gettext_noop("The file %(file)s holds no findings that can be read: %(reason)s"),
        file=path.name,
        reason=(str(error).splitlines() or [type(error).__name__])[0],
    )


def _load_source(actor: Actor, pack: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    stated = {
        "kind": entry["kind"],
        "title": Localised(entry["title"]),
        "publisher": Localised(entry["publisher"]),
        "language": entry.get("language", ""),
        "published_on": entry.get("published_on"),
        "year": entry.get("year"),
        "url": entry.get("url", ""),
        "licence": entry.get("licence", ""),
        "countries": sorted(entry.get("countries", [])),
    }
    row = visible(actor, Source).filter(programme=pack["programme"], key=entry["key"]).first()
    if row is not None and all(getattr(row, name) == value for name, value in stated.items()):
        return False
    row = row or Source(programme=pack["programme"], key=entry["key"])
    _write(row, stated)
    record(actor, "evidence:source:load", row)
    return True


def _load_finding(actor: Actor, pack: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    years = entry.get("years", {})
    stated = {
        "kind": entry["kind"],
        "theme": entry["theme"],
        "statement": Expressions.of_localised(entry["statement"], _ORIGINAL),
        "countries": sorted(entry["countries"]),
        "first_year": years.get("first"),
        "last_year": years.get("last"),
        "confidence": entry.get("confidence", ""),
        "confidence_reason": Localised(entry.get("reason", {})),
    }
    row = visible(actor, Finding).filter(programme=pack["programme"], ref=entry["ref"]).first()
    cited = list(_cited(entry))
    is_same = row is not None and all(getattr(row, name) == value for name, value in stated.items())
    if row is not None and is_same and _cites(actor, row, cited):
        return False
    for text in stated["statement"].values():
        fill_text(actor, text)
    row = row or Finding(programme=pack["programme"], ref=entry["ref"])
    row.released_by, row.public_from, row.is_released = [], None, False
    _write(row, stated, is_released=False)
    visible(actor, FindingEvidence).filter(finding=row).delete()
    for stance, thing, why in cited:
        cite_evidence(actor=actor, finding=row, stance=stance, why=why, **_found(actor, pack["programme"], thing))
    _write(row, {})
    record(actor, "evidence:finding:load", row, {"ref": row.ref})
    return True


def _write(row: Source | Finding, stated: Mapping[str, Any], *, is_released: bool = True) -> None:
    for name, value in stated.items():
        setattr(row, name, value)
    if is_released:
        row.released_by, row.public_from, row.is_released = list(row.countries), row.public_from or now(), True
    row.clean_fields(exclude={"author"})
    row.save()


def _cited(entry: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], Localised]]:
    for one in entry["evidence"]:
        stance = "contradicts" if "contradicts" in one else "supports"
        yield stance, one[stance], Localised(one["why"])


def _cites(actor: Actor, row: Finding, cited: list[tuple[str, Mapping[str, Any], Localised]]) -> bool:
    """Whether the finding cites just this, in this order."""
    rows = list(
        visible(actor, FindingEvidence)
        .filter(finding=row)
        .select_related("source", "vintage__dataset")
        .order_by("position", "pk")
    )
    return len(rows) == len(cited) and all(
        (kept.stance, kept.why) == (stance, why) and _is(kept, thing)
        for kept, (stance, thing, why) in zip(rows, cited, strict=True)
    )


def _is(kept: FindingEvidence, thing: Mapping[str, Any]) -> bool:
    if "figure" in thing:
        given = thing.get("params", {})
        return kept.figure == thing["figure"] and all(
            str(kept.params.get(name)) == str(value) for name, value in given.items()
        )
    if "dataset" in thing:
        return kept.vintage is not None and kept.vintage.dataset.code == thing["dataset"]
    return kept.source is not None and kept.source.key == thing["source"]


def _found(actor: Actor, programme: str, thing: Mapping[str, Any]) -> dict[str, Any]:
    """What `cite_evidence` takes; of a dataset its newest released vintage."""
    if "figure" in thing:
        return {"figure": thing["figure"], "params": thing.get("params", {})}
    if "dataset" in thing:
        vintage = released_vintages(actor).filter(dataset__code=thing["dataset"]).first()
        if vintage is None:
            raise InputError(
                gettext_noop("There is no released data of the dataset %(dataset)s here."), dataset=thing["dataset"]
            )
        return {"vintage": vintage}
    source = visible(actor, Source).filter(programme=programme, key=thing["source"]).first()
    if source is None:
        raise InputError(gettext_noop("There is no source with the key %(key)s."), key=thing["source"])
    return {"source": source}
