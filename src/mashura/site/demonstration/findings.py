"""The findings of the invented study, F-1 to F-6, as its people would have written, translated and released them.

One is contradicted, one is a gap, one waits for its country; one translation is of an earlier version, one is to be
reviewed. The texts stand in `findings.yaml`; everything in it is invented.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from mashura.access.public import SYSTEM, Role, acting_as, publish_material, release_material
from mashura.evidence.models import FieldSource, Finding, Source
from mashura.evidence.public import (
    cite_evidence,
    draft_finding,
    edit_statement,
    open_finding,
    register_field_source,
    register_source,
    review_translation,
    set_confidence,
    translate_statement,
    visible_findings,
)
from mashura.kit.expressions import Expressions
from mashura.site.demonstration.cast import Cast

_TEXTS: Final = Path(__file__).with_name("findings.yaml")
_STATES: Final = ("XAA", "XBB", "XCC")
_YEARS: Final = {"first_year": 2026, "last_year": 2031}

Told = Mapping[str, Any]


def play_findings(cast: Cast) -> None:
    """Write the findings with all that belongs to them; nothing is done where the programme has findings already."""
    with acting_as(SYSTEM):
        if visible_findings(SYSTEM, programme=cast.programme).exists():
            return
    told = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    sources = {one["key"]: _register(cast, one) for one in told["sources"]}
    accounts = {one["label"]: _collect(cast, one) for one in told["accounts"]}
    for one in told["findings"]:
        finding = _write(cast, one)
        _cite(cast, finding, one["evidence"], sources, accounts)
        _release(cast, finding, one)


def _register(cast: Cast, told: Told) -> Source:
    source = register_source(
        actor=cast.actor(Role.RESEARCHER), programme=cast.programme, language="en", open_to=_STATES, **told
    )
    for country in source.countries:
        release_material(actor=cast.actor(Role.HEAD_OF_DELEGATION, country), row=source, country=country)
    return publish_material(actor=cast.actor(Role.SECRETARIAT), row=source)


def _collect(cast: Cast, told: Told) -> FieldSource:
    return register_field_source(actor=cast.actor(Role.RESEARCHER), programme=cast.programme, **told)


def _write(cast: Cast, told: Told) -> Finding:
    """Draft, translate and review; what is translated before the original changes is stale afterwards."""
    researcher = cast.actor(Role.RESEARCHER)
    original, texts = told["original"], told["statement"]
    first = told.get("first_original", "")
    finding = draft_finding(
        actor=researcher,
        programme=cast.programme,
        kind=told["kind"],
        theme=told["theme"],
        statement=Expressions.of(original, first or texts[original]),
        countries=told["countries"],
        **({} if told["kind"] == "gap" else _YEARS),
    )
    others = [language for language in texts if language != original]
    if first:
        _translate(cast, finding, told, others[-1:])
        edit_statement(actor=researcher, finding=finding, language=original, text=texts[original])
        others = others[:-1]
    _translate(cast, finding, told, others)
    return finding


def _translate(cast: Cast, finding: Finding, told: Told, languages: Iterable[str]) -> None:
    for language in languages:
        text = told["statement"][language]
        translate_statement(actor=cast.actor(Role.TRANSLATOR), finding=finding, language=language, text=text)
        if language not in told.get("to_review", ()):
            review_translation(actor=cast.actor(Role.RESEARCHER), finding=finding, language=language)


def _cite(
    cast: Cast,
    finding: Finding,
    evidence: Iterable[Told],
    sources: Mapping[str, Source],
    accounts: Mapping[str, FieldSource],
) -> None:
    for one in evidence:
        stance = "contradicts" if "contradicts" in one else "supports"
        what = one[stance]
        things: list[dict[str, Any]] = [{"field_source": accounts[label]} for label in what.get("accounts", ())]
        if "source" in what:
            things.append({"source": sources[what["source"]]})
        if "figure" in what:
            things.append({"figure": what["figure"], "params": what["params"]})
        for thing in things:
            cite_evidence(actor=cast.actor(Role.RESEARCHER), finding=finding, stance=stance, why=one["why"], **thing)


def _release(cast: Cast, finding: Finding, told: Told) -> None:
    """By three hands. What a country has not released stays closed, though the secretariat has published it."""
    researcher = cast.actor(Role.RESEARCHER)
    set_confidence(actor=researcher, finding=finding, confidence=told["confidence"], reason=told["reason"])
    opened = open_finding(actor=researcher, finding=finding, open_to=told["countries"] or _STATES)
    for country in told["released_by"]:
        release_material(actor=cast.actor(Role.HEAD_OF_DELEGATION, country), row=opened, country=country)
    publish_material(actor=cast.actor(Role.SECRETARIAT), row=opened)
