"""Files of published recommendations that come with the product, read without a database.

One file holds recommendations of public documents to the States of one programme: the words as published, the project's
unofficial translations, and the published position with its source (for `commitments`, which keeps answers).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mashura.consultation.rules.recommendations import Particulars
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

FOLDER = Path(__file__).resolve().parent / "recommendations"


@dataclass(frozen=True, slots=True)
class PublishedPosition:
    """What the State answered: `accepted` or `noted`, where that is published, and a remark where it made one."""

    position: str
    source: str
    note: Localised


@dataclass(frozen=True, slots=True)
class PublishedRecommendation:
    """One recommendation of a public document, with its session and cycle where the process has them."""

    ref: str
    country: str
    particulars: Particulars
    text: Expressions
    addressee: Localised
    session: int
    cycle: int
    position: PublishedPosition


@dataclass(frozen=True, slots=True)
class RecommendationFile:
    """The recommendations of one file, and the programme that they belong to."""

    programme: str
    items: tuple[PublishedRecommendation, ...]


def bundled_recommendations() -> list[RecommendationFile]:
    """Every file that ships with the product."""
    return [read_recommendations(path) for path in sorted(FOLDER.glob("*.yaml"))]


def read_recommendations(path: Path) -> RecommendationFile:
    """What the file says. KeyError or ValueError for one that is not of this form: such files are part of the code."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    items = tuple(_item(line, data, data["reports"][line["symbol"]]) for line in data["items"])
    return RecommendationFile(data["programme"], items)


def _item(line: Mapping[str, Any], data: Mapping[str, Any], report: Mapping[str, Any]) -> PublishedRecommendation:
    country = report["country"]
    return PublishedRecommendation(
        ref=line["ref"],
        country=country,
        particulars=Particulars(
            source_kind=data["source_kind"],
            countries=(country,),
            theme=line["theme"],
            secondary_themes=tuple(line.get("secondary_themes", ())),
            affected_groups=tuple(line.get("affected_groups", ())),
            source_symbol=line["symbol"],
            source_paragraph=line["paragraph"],
            source_url=report["url"],
            source_dated=report["dated"],
            proposers=tuple(line["proposers"]),
        ),
        text=_text(line["text"]),
        addressee=Localised(data["addressees"][country]),
        session=report["session"],
        cycle=report["cycle"],
        position=PublishedPosition(line["position"], line["position_source"], Localised(line.get("position_note", {}))),
    )


def _text(words: Mapping[str, str]) -> Expressions:
    """The published English with the project's translations, none of which has been reviewed."""
    text = Expressions.of("en", words["en"])
    for language, translated in words.items():
        if language != "en":
            text = text.with_translation(language, translated)
    return text
