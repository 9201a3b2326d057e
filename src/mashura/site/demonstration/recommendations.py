"""Recommendations of the story: drafted by the researcher, settled by the secretariat, released by the delegations."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from mashura.access.public import SYSTEM, Role, acting_as, visible
from mashura.consultation.models import Meeting, Programme
from mashura.consultation.public import (
    AddresseeEntry,
    Particulars,
    Recommendation,
    add_origin,
    address_to,
    draft_recommendation,
    make_version,
    open_recommendation,
    publish_recommendation,
    release_recommendation,
    split_recommendation,
    take_step,
    translate_text,
    versions_of,
    withdraw_recommendation,
)
from mashura.evidence.models import Finding
from mashura.kit.expressions import Expressions
from mashura.site.demonstration.cast import Cast

_STORY = Path(__file__).with_suffix(".yaml")
_LANGUAGES = ("en", "ar", "fr")


def play_recommendations(cast: Cast) -> None:
    """Play every recommendation that is not there yet; those that are stay as they are."""
    told = yaml.safe_load(_STORY.read_text(encoding="utf-8"))["recommendations"]
    with acting_as(SYSTEM):
        programme = visible(SYSTEM, Programme).get(code=cast.programme)
        there = {row.ref: row for row in visible(SYSTEM, Recommendation).filter(programme=programme)}
        missing = [one for one in told if one["ref"] not in there]
        for one in missing:
            there[one["ref"]] = _play(cast, programme, one)
        for one in missing:
            if children := one.get("split_into"):
                split_recommendation(
                    actor=cast.actor(Role.SECRETARIAT),
                    recommendation=there[one["ref"]],
                    children=[there[child] for child in children],
                    reason=_said(one["split_reason"]),
                )


def _play(cast: Cast, programme: Programme, told: dict[str, Any]) -> Recommendation:
    secretariat, researcher = cast.actor(Role.SECRETARIAT), cast.actor(Role.RESEARCHER)
    first, *later = told["versions"]
    row = draft_recommendation(
        actor=researcher,
        programme=programme,
        ref=told["ref"],
        particulars=Particulars(
            source_kind="regional-meeting" if "regional-meeting" in told["meetings"] else "workshop",
            countries=tuple(told["countries"]),
            theme=told["theme"],
            secondary_themes=tuple(told.get("secondary_themes", ())),
            affected_groups=tuple(told["affected_groups"]),
            action_strength=told.get("action_strength"),
        ),
        text=_text(first, without=told.get("added_later", ())),
        stage=first["stage"],
    )
    _address(cast, row, told)
    _name_origins(cast, row, told)
    open_recommendation(actor=secretariat, recommendation=row, countries=told["countries"])
    take_step(actor=researcher, recommendation=row, step="propose")
    if reason := told.get("withdrawn"):
        return withdraw_recommendation(actor=secretariat, recommendation=row, reason=_said(reason))
    for version in later:
        make_version(
            actor=secretariat,
            recommendation=row,
            stage=version["stage"],
            text=_text(version),
            reason=_said(version["reason"]),
        )
    for step in ("consolidate", "adopt", "issue"):
        take_step(actor=secretariat, recommendation=row, step=step)
    row.refresh_from_db()
    for language in told.get("added_later", ()):
        translate_text(
            actor=cast.actor(Role.TRANSLATOR),
            row=versions_of(SYSTEM, row)[-1],
            field="text",
            language=language,
            text=first["text"][language],
        )
    for country in told["released_by"]:
        release_recommendation(actor=cast.actor(Role.HEAD_OF_DELEGATION, country), recommendation=row, country=country)
    return publish_recommendation(actor=secretariat, recommendation=row)


def _text(version: dict[str, Any], without: Collection[str] = ()) -> Expressions:
    return _said({language: words for language, words in version["text"].items() if language not in without})


def _said(words: dict[str, str]) -> Expressions:
    return Expressions.of("en", words["en"], **{tag: words[tag] for tag in _LANGUAGES if tag in words and tag != "en"})


def _address(cast: Cast, row: Recommendation, told: dict[str, Any]) -> None:
    address_to(
        actor=cast.actor(Role.RESEARCHER),
        recommendation=row,
        addressees=[
            AddresseeEntry(one["class"], one["role"], one.get("country", ""), cast.organisation(one["body"]))
            for one in told["addressees"]
        ],
    )


def _name_origins(cast: Cast, row: Recommendation, told: dict[str, Any]) -> None:
    """Findings and meetings of the story, as far as they are there already."""
    secretariat = cast.actor(Role.SECRETARIAT)
    findings = visible(SYSTEM, Finding).filter(programme=cast.programme, ref__in=told.get("findings", []))
    meetings = visible(SYSTEM, Meeting).filter(pk__in=[f"{cast.programme}/{key}" for key in told["meetings"]])
    for finding in findings:
        add_origin(actor=secretariat, recommendation=row, finding=finding)
    for meeting in meetings:
        add_origin(actor=secretariat, recommendation=row, meeting=meeting)
