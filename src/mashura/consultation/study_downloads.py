"""The public study as a file: its parts and paragraphs in every language, and how each language stands."""

from typing import Any

from mashura.access.public import ANONYMOUS
from mashura.consultation.queries.study import Contents, ParagraphShown, PartShown
from mashura.consultation.study_wording import words_in
from mashura.kit.downloads import json_file
from mashura.kit.expressions import Expressions


def study_json(contents: Contents) -> bytes:
    """The contents of a version, as `queries.study.study_contents` gives them to the public; values are filled in."""
    version = contents.version
    return json_file(
        {
            "programme": contents.programme.code,
            "is_fictional": contents.programme.is_fictional,
            "study": contents.study.key,
            "title": _text(contents.study.title),
            "version": version.number,
            "stage": version.stage,
            "made_on": version.made_at.date().isoformat(),
            "versions": [one.number for one in contents.versions],
            "languages": {
                language: {standing.value: number for standing, number in counts.items()}
                for language, counts in contents.standings().items()
            },
            "parts": [_part(one) for one in contents.parts],
        }
    )


def _part(shown: PartShown) -> dict[str, Any]:
    return {
        "key": shown.part.key,
        "countries": list(shown.part.countries),
        "title": _text(shown.part.title),
        "public_from": shown.part.public_from.isoformat() if shown.part.public_from else None,
        "paragraphs": [_paragraph(one) for one in shown.paragraphs],
    }


def _paragraph(one: ParagraphShown) -> dict[str, Any]:
    return {
        "key": one.paragraph.key,
        "number": one.number,
        **_text(one.paragraph.text),
        "findings": [citation.finding.ref for citation in one.citations],
    }


def _text(text: Expressions) -> dict[str, Any]:
    return {
        "original_language": text.original,
        "text": {tag: "".join(piece.text for piece in words_in(ANONYMOUS, text, tag).pieces) for tag in text},
        "standing": {tag: text.standing(tag).value for tag in text},
    }
