"""Pages on which a study is read: contents, parts, two languages side by side, versions and what changed in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mashura.access.public import ANONYMOUS, Action, Actor, NotHere, can
from mashura.consultation import wording
from mashura.consultation.comment_wording import window_words
from mashura.consultation.models import CommentRound, Programme, StudyPart
from mashura.consultation.queries import programmes as programme_queries
from mashura.consultation.queries import study as queries
from mashura.consultation.queries.comments import may_comment, rounds_of
from mashura.consultation.study_downloads import study_json
from mashura.consultation.study_wording import (
    CHANGE_BADGES,
    CHANGES,
    Words,
    finding_address,
    paragraph_range,
    standing_sentence,
    version_name,
    words_for_reader,
    words_in,
    written,
)
from mashura.consultation.views.asking import actor_of
from mashura.kit.downloads import file_response
from mashura.kit.languages import direction, language_name
from mashura.kit.reader import current_reader


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph in one language or in two."""

    key: str
    number: int
    columns: list[Words]
    citations: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part in the contents."""

    part: StudyPart
    title: Words
    address: str
    paragraphs: str


@dataclass(frozen=True, slots=True)
class ProgrammeStudies:
    """A programme in the list: its studies, or the known facts on its report."""

    programme: Programme
    studies: list[tuple[queries.Contents, Words, str]]
    report: list[tuple[str, Any]]


@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """The studies of the programmes; where the text is not on this site, what is known of it."""
    actor = actor_of(request)
    found = queries.visible_studies(actor)
    programmes = []
    for programme in programme_queries.visible_programmes(actor):
        own = [
            (one, words_for_reader(actor, one.study.title, programme.languages), _version_of(one))
            for one in found
            if one.study.programme_id == programme.code
        ]
        report = [] if own else _report(programme)
        if own or report:
            programmes.append(ProgrammeStudies(programme, own, report))
    return render(request, "consultation/study/studies.html", {"programmes": programmes, "may_write": _writes(actor)})


def _writes(actor: Actor) -> bool:
    return bool(queries.own_studies(actor))


def _report(programme: Programme) -> list[tuple[str, Any]]:
    report = programme.report
    if report is None:
        return []
    reader = current_reader().language
    names = [language_name(code, reader_language=reader) for code in report.languages]
    return [
        (_("Title"), wording.told(report.title)),
        (_("Day of the report"), wording.day(report.dated)),
        (_("Languages of the report"), _(", ").join(names)),
    ]


@require_safe
def study(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """The contents of a study: the parts that the reader may read, and how each language stands."""
    actor = actor_of(request)
    contents = queries.study_contents(actor, programme, key, number=_number(request))
    lines = [
        PartLine(
            one.part,
            words_for_reader(actor, one.part.title, contents.programme.languages),
            _part_address(contents, one.part, request),
            paragraph_range(one.first, one.last),
        )
        for one in contents.parts
    ]
    context = {
        **_frame(actor, contents, request),
        "lines": lines,
        "json_query": f"version={contents.version.number}" if _number(request) is not None else "",
        "standings": [standing_sentence(language, counts) for language, counts in contents.standings().items()],
        "may_write": can(actor, Action.DELETE, contents.study),
        "rounds": [(one, window_words(one)) for one in rounds_of(actor, contents.study)],
        "may_open_round": can(actor, Action.ADD, CommentRound),
    }
    return render(request, "consultation/study/study.html", context)


@require_safe
def part(request: HttpRequest, programme: str, key: str, part: str) -> HttpResponse:
    """A part, to be read; with `?with=ar` in two languages side by side."""
    actor = actor_of(request)
    contents = queries.study_contents(actor, programme, key, number=_number(request))
    shown = contents.part(part)
    order = contents.programme.languages
    other = request.GET.get("with", "")
    aligned = [current_reader().language, other] if other in order and other != current_reader().language else []
    paragraphs = [_shown(actor, one, order, aligned) for one in shown.paragraphs]
    place = contents.parts.index(shown)
    context = {
        **_frame(actor, contents, request),
        "part": shown.part,
        "part_title": words_for_reader(actor, shown.part.title, order),
        "part_titles": [words_in(actor, shown.part.title, language) for language in aligned],
        "paragraphs": paragraphs,
        "open_round": _open_round(actor, contents),
        "is_aligned": bool(aligned),
        "columns": [(language, direction(language)) for language in aligned],
        "ways": _ways(order, aligned),
        "before": _neighbour(actor, contents, place - 1, request),
        "after": _neighbour(actor, contents, place + 1, request),
    }
    return render(request, "consultation/study/part.html", context)


def _open_round(actor: Actor, contents: queries.Contents) -> CommentRound | None:
    """The round in which the reader may comment on this version now."""
    rows = [one for one in rounds_of(actor, contents.study) if one.version_id == contents.version.pk]
    return next((one for one in rows if may_comment(actor, one)), None)


@require_safe
def versions(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """Where the text comes from: its versions, each with what it was made from and why."""
    actor = actor_of(request)
    contents = queries.study_contents(actor, programme, key)
    known = {one.pk: one for one in contents.versions}
    lines = [
        {
            "version": one,
            "name": version_name(one.number, one.stage),
            "made_on": one.made_at,
            "from_number": known[one.made_from_id].number if one.made_from_id in known else None,
        }
        for one in contents.versions
    ]
    return render(request, "consultation/study/versions.html", {**_frame(actor, contents, request), "lines": lines})


@require_safe
def changes(request: HttpRequest, programme: str, key: str, before: int, after: int) -> HttpResponse:
    """What became of each paragraph from one version to another; both texts where it changed."""
    if before >= after:
        raise NotHere
    actor = actor_of(request)
    found = queries.compare_versions(actor, programme, key, before, after)
    order = found.after.programme.languages
    wanted = request.GET.get("show", "")
    groups: list[dict[str, Any]] = []
    for one in found.paragraphs:
        change = one.change.change
        if (change.value != wanted) if wanted in CHANGES else change.value == "same":
            continue
        if not groups or groups[-1]["key"] != one.part.key:
            groups.append({"key": one.part.key, "title": words_for_reader(actor, one.part.title, order), "rows": []})
        groups[-1]["rows"].append(
            {
                "key": one.change.key,
                "label": CHANGES[change],
                "kind": CHANGE_BADGES[change],
                "is_moved": one.change.is_moved and change.value == "changed",
                "sides": [
                    (written(side.number), _original(actor, side), name)
                    for side, name in ((one.before, _("Before")), (one.after, _("Now")))
                    if side is not None and not (name == _("Before") and change.value in {"same", "moved"})
                ],
            }
        )
    counts = found.counts
    context = {
        **_frame(actor, found.after, request),
        "groups": groups,
        "before_name": version_name(found.before.version.number, found.before.version.stage),
        "after_name": version_name(found.after.version.number, found.after.version.stage),
        "wanted": wanted if wanted in CHANGES else "",
        "filters": [(code, label, counts[code]) for code, label in CHANGES.items() if counts[code]],
    }
    return render(request, "consultation/study/changes.html", context)


@require_safe
def download(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """What is public of a study, of its newest version or of the one asked for, as JSON."""
    contents = queries.study_contents(ANONYMOUS, programme, key, number=_number(request))
    name = f"{programme}-{key}-{contents.version.number}"
    return file_response(study_json(contents), name=name, kind="json")


def _number(request: HttpRequest) -> int | None:
    """The version asked for; NotHere for what is no number."""
    wanted = request.GET.get("version", "")
    if not wanted:
        return None
    if not wanted.isdecimal() or len(wanted) > 4:
        raise NotHere
    return int(wanted)


def _frame(actor: Actor, contents: queries.Contents, request: HttpRequest) -> dict[str, Any]:
    return {
        "study": contents.study,
        "programme": contents.programme,
        "fallback": " ".join(contents.programme.languages),
        "title": words_for_reader(actor, contents.study.title, contents.programme.languages),
        "version": contents.version,
        "version_name": _version_of(contents),
        "version_query": f"?version={contents.version.number}" if _number(request) is not None else "",
        "others": [
            (one, version_name(one.number, one.stage)) for one in contents.versions if one.pk != contents.version.pk
        ],
        "version_count": len(contents.versions),
    }


def _version_of(contents: queries.Contents) -> str:
    return version_name(contents.version.number, contents.version.stage)


def _part_address(contents: queries.Contents, part: StudyPart, request: HttpRequest) -> str:
    address = reverse("consultation:study_part", args=[contents.programme.code, contents.study.key, part.key])
    number = _number(request)
    return f"{address}?version={number}" if number else address


def _neighbour(actor: Actor, contents: queries.Contents, place: int, request: HttpRequest) -> tuple[Words, str] | None:
    if not 0 <= place < len(contents.parts):
        return None
    one = contents.parts[place].part
    return words_for_reader(actor, one.title, contents.programme.languages), _part_address(contents, one, request)


def _shown(actor: Actor, one: queries.ParagraphShown, order: Sequence[str], aligned: Iterable[str]) -> ShownParagraph:
    text = one.paragraph.text
    columns = [words_in(actor, text, language) for language in aligned] or [words_for_reader(actor, text, list(order))]
    citations = [(citation.finding.ref, finding_address(citation.finding)) for citation in one.citations]
    return ShownParagraph(one.paragraph.key, one.number, columns, citations)


def _original(actor: Actor, one: queries.ParagraphShown) -> Words:
    """The original: what changed is told by the words its author wrote, not by a translation that may be behind."""
    return words_in(actor, one.paragraph.text, one.paragraph.text.original)


def _ways(order: Sequence[str], aligned: Sequence[str]) -> list[tuple[str, str, bool]]:
    """The languages that may stand beside the reader's: code, name, whether it does."""
    reader = current_reader().language
    return [
        (code, language_name(code, reader_language=reader), code in aligned[1:]) for code in order if code != reader
    ]
