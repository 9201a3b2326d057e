"""The study of the fictional programme: a draft, and what became of it after the three workshops."""

from pathlib import Path
from typing import Any, Final

import yaml

from mashura.access.public import Actor, Role, acting_as, release_material, visible
from mashura.consultation.models import Study, StudyParagraph, StudyPart, StudyVersion
from mashura.consultation.public import (
    add_study_paragraph,
    add_study_part,
    cite_finding_in_study,
    edit_study_paragraph,
    make_study_version,
    move_study_paragraph,
    open_study_part,
    publish_study_version,
    remove_study_paragraph,
    review_translation,
    start_study,
    translate_text,
)
from mashura.evidence.models import Finding
from mashura.evidence.public import figure_names
from mashura.kit.localised import Localised
from mashura.site.demonstration.cast import Cast

_TEXT: Final = Path(__file__).with_name("study.yaml")
_FIGURE: Final = "example-services"
# What country has its part released in the story; the third one is still thinking about it.
_RELEASING: Final = ("XAA", "XBB")


def play_study(cast: Cast) -> None:
    """Write, translate, discuss, release and publish the study; nothing where it is there already."""
    author = cast.actor(Role.RESEARCHER)
    told = yaml.safe_load(_TEXT.read_text(encoding="utf-8"))
    with acting_as(author):
        if visible(author, Study).filter(programme_id=cast.programme, key=told["key"]).exists():
            return
    _Story(cast, author, told).play()


class _Story:
    """The study's way, step by step; each step is done by whom it is for."""

    def __init__(self, cast: Cast, author: Actor, told: dict[str, Any]) -> None:
        self.cast = cast
        self.author = author
        self.translator = cast.actor(Role.TRANSLATOR)
        self.told = told

    def play(self) -> None:
        study = start_study(
            actor=self.author,
            programme=self.cast.programme,
            key=self.told["key"],
            language="en",
            title=self.told["title"]["en"],
        )
        self._translate(study, "title", self.told["title"], "en")
        with acting_as(self.author):
            version = visible(self.author, StudyVersion).get(study=study)
        for part in self.told["parts"]:
            self._write_part(version, part)
        self._publish(version)
        make_study_version(
            actor=self.author, study=study, stage="after-workshops", reason=Localised(self.told["reason"])
        )
        with acting_as(self.author):
            version = visible(self.author, StudyVersion).get(study=study, is_frozen=False)
        for part in self.told["parts"]:
            self._discuss_part(version, part)
        self._publish(version)

    def _write_part(self, version: StudyVersion, told: dict[str, Any]) -> None:
        part = add_study_part(
            actor=self.author,
            version=version,
            key=told["key"],
            language="en",
            title=told["title"]["en"],
            countries=told["countries"],
        )
        self._translate(part, "title", told["title"], "en")
        for one in told["paragraphs"]:
            if not one.get("only_after_workshops"):
                self._write_paragraph(part, one)

    def _write_paragraph(self, part: StudyPart, told: dict[str, Any]) -> None:
        texts = dict(told["draft"])
        if _FIGURE in figure_names():
            texts = {tag: " ".join([text, *_numbers(told, tag)]) for tag, text in texts.items()}
        original = told["original"]
        row = add_study_paragraph(
            actor=self.author, part=part, language=original, text=texts[original], key=told["key"]
        )
        for ref in told.get("cites", []):
            with acting_as(self.author):
                is_there = visible(self.author, Finding).filter(programme=self.cast.programme, ref=ref).exists()
            if is_there:
                cite_finding_in_study(actor=self.author, paragraph=row, ref=ref)
        self._translate(row, "text", texts, original)
        if "corrected" in told:
            edit_study_paragraph(actor=self.author, paragraph=row, language=original, text=told["corrected"])

    def _discuss_part(self, version: StudyVersion, told: dict[str, Any]) -> None:
        with acting_as(self.author):
            part = visible(self.author, StudyPart).get(version=version, key=told["key"])
            rows = {row.key: row for row in visible(self.author, StudyParagraph).filter(part=part)}
        for one in told["paragraphs"]:
            if one.get("only_after_workshops"):
                self._write_paragraph(part, one)
            elif one.get("removed_after_workshops"):
                remove_study_paragraph(actor=self.author, paragraph=rows[one["key"]])
            elif changed := one.get("workshops"):
                row, original = rows[one["key"]], one["original"]
                if original in changed:
                    edit_study_paragraph(actor=self.author, paragraph=row, language=original, text=changed[original])
                self._translate(row, "text", changed, original)
        if told["key"] == "amarilia":
            move_study_paragraph(actor=self.author, paragraph=rows["women"], earlier=True)

    def _translate(self, row: Any, field: str, texts: dict[str, str], original: str) -> None:
        """The translator writes, the author reads it and says that it is right; French waits for that in places."""
        for language, text in texts.items():
            if language == original:
                continue
            translate_text(actor=self.translator, row=row, field=field, language=language, text=text)
            if field == "title" or language != "fr" or row.key != "women":
                review_translation(actor=self.author, row=row, field=field, language=language)

    def _publish(self, version: StudyVersion) -> None:
        """Each part is opened to its country (those about none to all), two countries release theirs."""
        with acting_as(self.author):
            parts = list(visible(self.author, StudyPart).filter(version=version).order_by("position"))
        for part in parts:
            open_study_part(actor=self.author, part=part, countries=part.countries or ("XAA", "XBB", "XCC"))
        for country in _RELEASING:
            head = self.cast.actor(Role.HEAD_OF_DELEGATION, country)
            with acting_as(head):
                own = list(visible(head, StudyPart).filter(version=version, countries__contains=[country]))
            for part in own:
                release_material(actor=head, row=part, country=country)
        with acting_as(self.author):
            now = visible(self.author, StudyVersion).get(pk=version.pk)
        publish_study_version(actor=self.cast.actor(Role.SECRETARIAT), version=now)


def _numbers(told: dict[str, Any], language: str) -> list[str]:
    return [told["numbers"][language]] if language in told.get("numbers", {}) else []
