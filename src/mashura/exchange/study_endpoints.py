"""Studies for machines: the public versions, their parts, and their paragraphs with languages side by side."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.params.functions import Query

from mashura.access.public import ANONYMOUS
from mashura.consultation.public import (
    StudyContents,
    StudyParagraphShown,
    plain_study_text,
    study_contents,
    visible_studies,
)
from mashura.exchange.asking import (
    REFUSALS,
    PageQuery,
    ProgrammeQuery,
    TextOut,
    by_language,
    check_address,
    check_names,
    check_value,
    page,
    programmes_asked,
)

router = Router()


class StudyOut(Schema):
    """A study in the public version that is shown first; it is known by its programme and key."""

    programme: str
    is_fictional: bool
    key: str
    title: TextOut
    version: int
    stage: str
    parts: int
    paragraphs: int


class StudyPageOut(Schema):
    """Part of the list; `count` counts all."""

    count: int
    studies: list[StudyOut]


class StudyPartOut(Schema):
    """A part of a study, known by its key; `paragraphs` counts those that are public."""

    key: str
    countries: list[str]
    title: TextOut
    paragraphs: int


class StudyVersionOut(Schema):
    """A version that is public in whole or in part."""

    number: int
    stage: str
    reason: dict[str, str]


class StudyWholeOut(Schema):
    """A study with the parts that are public, in their order, and its versions, the newest first."""

    programme: str
    is_fictional: bool
    key: str
    title: TextOut
    version: int
    stage: str
    parts: list[StudyPartOut]
    versions: list[StudyVersionOut]


class ParagraphOut(TextOut):
    """A paragraph: its key stays the same through all versions, its number is that of this version.

    Values of figures are filled in, as the page shows them; `findings` are the references that it rests on.
    """

    key: str
    number: int
    part: str
    findings: list[str]


class ParagraphPageOut(Schema):
    """Part of the paragraphs of one version; `count` counts all that were asked for."""

    count: int
    version: int
    paragraphs: list[ParagraphOut]


class VersionQuery(PageQuery):
    """Which paragraphs."""

    version: str = Field("", description="The number of a version; empty for the one that is shown first.")
    part: str = Field("", description="The key of a part; empty for all.")


_STUDIES: Any = Query(...)
_PARAGRAPHS: Any = Query(...)
_VERSION: Any = Query("", description="The number of a version; empty for the one that is shown first.")


@router.get("/studies", response={200: StudyPageOut, **REFUSALS}, summary="Studies")
def studies(request: HttpRequest, query: ProgrammeQuery = _STUDIES) -> dict[str, Any]:
    """The studies of the public programmes of which something is public."""
    check_names(request, query)
    codes = {one.code for one in programmes_asked(query.programme)}
    found = [one for one in visible_studies(ANONYMOUS) if one.programme.code in codes]
    return {
        "count": len(found),
        "studies": [
            _head(one) | {"parts": len(one.parts), "paragraphs": sum(len(part.paragraphs) for part in one.parts)}
            for one in page(found, query)
        ],
    }


@router.get("/studies/{programme}/{key}", response={200: StudyWholeOut, **REFUSALS}, summary="One study")
def study(
    request: HttpRequest,  # noqa: ARG001 - ninja passes it
    programme: str,
    key: str,
    version: str = _VERSION,
) -> dict[str, Any]:
    """One study by its programme and key, in the version asked for."""
    found = _contents(programme, key, version)
    return _head(found) | {
        "parts": [
            {
                "key": one.part.key,
                "countries": list(one.part.countries),
                "title": by_language(one.part.title, found.programme.languages),
                "paragraphs": len(one.paragraphs),
            }
            for one in found.parts
        ],
        "versions": [{"number": one.number, "stage": one.stage, "reason": dict(one.reason)} for one in found.versions],
    }


@router.get(
    "/studies/{programme}/{key}/paragraphs",
    response={200: ParagraphPageOut, **REFUSALS},
    summary="Paragraphs of a study",
)
def paragraphs(request: HttpRequest, programme: str, key: str, query: VersionQuery = _PARAGRAPHS) -> dict[str, Any]:
    """The public paragraphs of a version in their order."""
    check_names(request, query)
    found = _contents(programme, key, query.version)
    check_value("part", query.part, [one.part.key for one in found.parts])
    rows = [
        (part.part.key, one) for part in found.parts if query.part in ("", part.part.key) for one in part.paragraphs
    ]
    languages = found.programme.languages
    return {
        "count": len(rows),
        "version": found.version.number,
        "paragraphs": [_paragraph(part, one, languages) for part, one in page(rows, query)],
    }


def _contents(programme: str, key: str, version: str) -> StudyContents:
    check_address(programme, key)
    found = study_contents(ANONYMOUS, programme, key)
    if not check_value("version", version, [str(one.number) for one in found.versions]):
        return found
    return study_contents(ANONYMOUS, programme, key, number=int(version))


def _head(found: StudyContents) -> dict[str, Any]:
    return {
        "programme": found.programme.code,
        "is_fictional": found.programme.is_fictional,
        "key": found.study.key,
        "title": by_language(found.study.title, found.programme.languages),
        "version": found.version.number,
        "stage": found.version.stage,
    }


def _paragraph(part: str, shown: StudyParagraphShown, languages: list[str]) -> dict[str, Any]:
    text = shown.paragraph.text
    return (
        {"key": shown.paragraph.key, "number": shown.number, "part": part}
        | by_language(text, languages)
        | {
            "text": {tag: plain_study_text(ANONYMOUS, text, tag) for tag in text.localised},
            "findings": [one.finding.ref for one in shown.citations],
        }
    )
