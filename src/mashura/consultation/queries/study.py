"""Reads of the study. Nothing a reader may not see is in contents, counts or numbers."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mashura.access.public import ANONYMOUS, SYSTEM, Action, Actor, NotHere, acting_as, can, visible
from mashura.consultation.models import Programme, Study, StudyCitation, StudyParagraph, StudyPart, StudyVersion
from mashura.consultation.rules.study import (
    ParagraphChange,
    Placed,
    paragraph_changes,
    paragraph_numbers,
    standing_counts,
)
from mashura.evidence.models import Finding
from mashura.kit.expressions import Standing


@dataclass(frozen=True, slots=True)
class ParagraphShown:
    """A paragraph with its number for this reader and the findings it rests on, as far as they may be seen."""

    paragraph: StudyParagraph
    number: int
    citations: list[StudyCitation]


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part with its paragraphs in order."""

    part: StudyPart
    paragraphs: list[ParagraphShown] = field(default_factory=list)

    @property
    def first(self) -> int | None:
        return self.paragraphs[0].number if self.paragraphs else None

    @property
    def last(self) -> int | None:
        return self.paragraphs[-1].number if self.paragraphs else None


@dataclass(frozen=True, slots=True)
class Contents:
    """A version of a study as a reader may read it: its parts in order, and the other versions there are for them."""

    study: Study
    programme: Programme
    version: StudyVersion
    parts: list[PartShown]
    versions: list[StudyVersion]

    def part(self, key: str) -> PartShown:
        """The part with this key; NotHere when there is none for this reader."""
        found = next((one for one in self.parts if one.part.key == key), None)
        if found is None:
            raise NotHere
        return found

    def standings(self) -> dict[str, Counter[Standing]]:
        """How the paragraphs stand in each language of the programme."""
        texts = [one.paragraph.text for part in self.parts for one in part.paragraphs]
        return standing_counts(texts, self.programme.languages)


def visible_studies(actor: Actor, *, programme: str = "") -> list[Contents]:
    """The studies of which the actor may read something, in the version that is shown first."""
    studies = visible(actor, Study).select_related("programme").order_by("programme__position", "programme_id", "key")
    if programme:
        studies = studies.filter(programme_id=programme)
    seen = {one.pk for one in visible(actor, Programme)}
    found = [_contents(actor, study, None) for study in studies if study.programme_id in seen]
    return [one for one in found if one is not None and one.parts]


def study_contents(actor: Actor, programme: str, key: str, *, number: int | None = None) -> Contents:
    """The contents of a study: of the newest public version, or of version `number`, as far as the actor may read it.

    Where nothing is public yet it is the newest version that the actor may see. NotHere when there is none.
    """
    found = _contents(actor, visible_study(actor, programme, key), number)
    if found is None or not (found.parts or can(actor, Action.CHANGE, found.study)):
        raise NotHere
    return found


def visible_study(actor: Actor, programme: str, key: str) -> Study:
    """The study with this key; NotHere when there is none for the actor."""
    found = (
        visible(actor, Study)
        .select_related("programme")
        .filter(programme_id=programme, key=key, programme__in=visible(actor, Programme))
        .first()
    )
    if found is None:
        raise NotHere
    return found


def own_studies(actor: Actor) -> list[Study]:
    """The studies that the actor writes."""
    rows = visible(actor, Study, Action.DELETE).select_related("programme")
    return list(rows.order_by("programme__position", "programme_id", "key"))


def version_in_work(actor: Actor, programme: str, key: str) -> Contents:
    """The newest version of a study that the actor writes. NotHere for everybody else."""
    study = visible_study(actor, programme, key)
    if not can(actor, Action.DELETE, study):
        raise NotHere
    found = _contents(actor, study, _versions(actor, study)[0].number)
    if found is None:
        raise NotHere
    return found


def own_paragraph(actor: Actor, pk: uuid.UUID) -> StudyParagraph:
    """A paragraph of the actor's own study; NotHere otherwise."""
    rows = visible(actor, StudyParagraph, Action.DELETE).select_related("part__version__study__programme")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def citations_of(actor: Actor, paragraph: StudyParagraph) -> list[StudyCitation]:
    """The findings that a paragraph cites, as far as the actor may see them, by reference."""
    return _citations(actor, [paragraph]).get(paragraph.pk, [])


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph in two versions; one side is missing where it was added or removed."""

    change: ParagraphChange
    part: StudyPart
    before: ParagraphShown | None
    after: ParagraphShown | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of every paragraph that the reader may see, by part of the later version."""

    before: Contents
    after: Contents
    paragraphs: list[ComparedParagraph]

    @property
    def counts(self) -> Counter[str]:
        return Counter(one.change.change.value for one in self.paragraphs)


def compare_versions(actor: Actor, programme: str, key: str, before: int, after: int) -> Comparison:
    """What changed between two versions, in the parts of each that the actor may read. NotHere as `study_contents`.

    A part that is in both, but may be read in one of them only, is left out: it was neither added nor removed.
    """
    old = study_contents(actor, programme, key, number=before)
    new = study_contents(actor, programme, key, number=after)
    hidden = _hidden_parts(old, new)
    old_rows = _placed(old, hidden)
    new_rows = _placed(new, hidden)
    changes = paragraph_changes([row[0] for row in old_rows.values()], [row[0] for row in new_rows.values()])
    compared = []
    for change in changes:
        was, is_now = old_rows.get(change.key), new_rows.get(change.key)
        part = (old_rows if is_now is None else new_rows)[change.key][2]
        compared.append(ComparedParagraph(change, part, was and was[1], is_now and is_now[1]))
    return Comparison(old, new, compared)


_Row = tuple[Placed, ParagraphShown, StudyPart]


def _hidden_parts(old: Contents, new: Contents) -> set[str]:
    """Keys of parts that are in both versions of which this reader may read one only."""
    one_sided = {one.part.key for one in old.parts} ^ {one.part.key for one in new.parts}
    # Whether a part is not there or not shown is the system's to know; the reader learns neither.
    with acting_as(SYSTEM):
        rows = visible(SYSTEM, StudyPart).filter(version__in=[old.version, new.version], key__in=one_sided)
        there = Counter(rows.values_list("key", flat=True))
    return {key for key in one_sided if there[key] > 1}


def _placed(contents: Contents, hidden: set[str]) -> dict[str, _Row]:
    rows: dict[str, _Row] = {}
    for part in contents.parts:
        if part.part.key in hidden:
            continue
        for one in part.paragraphs:
            text = one.paragraph.text
            placed = Placed(one.paragraph.key, part.part.key, (text.original, text.get(text.original, "")))
            rows[one.paragraph.key] = (placed, one, part.part)
    return rows


def _versions(actor: Actor, study: Study) -> list[StudyVersion]:
    return list(visible(actor, StudyVersion).filter(study=study).select_related("made_from").order_by("-number"))


def _contents(actor: Actor, study: Study, number: int | None) -> Contents | None:
    versions = _versions(actor, study)
    version = _shown_version(actor, versions) if number is None else _numbered(versions, number)
    if version is None:
        return None
    parts = list(visible(actor, StudyPart).filter(version=version).order_by("position"))
    return Contents(study, study.programme, version, _with_paragraphs(actor, parts), versions)


def _numbered(versions: Sequence[StudyVersion], number: int) -> StudyVersion | None:
    return next((one for one in versions if one.number == number), None)


def _shown_version(actor: Actor, versions: Sequence[StudyVersion]) -> StudyVersion | None:
    """The newest version of which something is public; else the newest of which the actor sees something."""
    for reader in (ANONYMOUS, actor):
        shown = set(visible(reader, StudyPart).filter(version__in=versions).values_list("version_id", flat=True))
        for version in versions:
            if version.pk in shown and (reader is actor or version.is_released):
                return version
    return versions[0] if versions else None


def _with_paragraphs(actor: Actor, parts: Iterable[StudyPart]) -> list[PartShown]:
    parts = list(parts)
    rows = visible(actor, StudyParagraph).filter(part__in=parts).order_by("position")
    by_part: dict[object, list[StudyParagraph]] = {part.pk: [] for part in parts}
    for row in rows:
        by_part[row.part_id].append(row)
    numbers = paragraph_numbers([[str(one.pk) for one in by_part[part.pk]] for part in parts])
    citations = _citations(actor, [one for group in by_part.values() for one in group])
    return [
        PartShown(
            part,
            [ParagraphShown(one, numbers[str(one.pk)], citations.get(one.pk, [])) for one in by_part[part.pk]],
        )
        for part in parts
    ]


def _citations(actor: Actor, paragraphs: Sequence[StudyParagraph]) -> dict[object, list[StudyCitation]]:
    rows = visible(actor, StudyCitation).filter(paragraph__in=paragraphs, finding__in=visible(actor, Finding))
    found: dict[object, list[StudyCitation]] = {}
    for row in rows.select_related("finding").order_by("finding__ref"):
        found.setdefault(row.paragraph_id, []).append(row)
    return found


def studies_changed_since(actor: Actor, moment: datetime) -> list[StudyVersion]:
    """Versions made since a moment that the actor may see, newest first."""
    rows = visible(actor, StudyVersion).filter(made_at__gt=moment).select_related("study__programme")
    return list(rows.order_by("-made_at"))
