"""Pages on which an author writes a study: plain forms, a preview with the values filled in, errors beside fields."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mashura.access.public import Action, Actor, NotHere, require, visible
from mashura.consultation.actions import study as actions
from mashura.consultation.forms.reading import ReadingForm
from mashura.consultation.forms.study import (
    CiteForm,
    OpenForm,
    ParagraphForm,
    PartForm,
    StartStudyForm,
    TitleForm,
    VersionForm,
)
from mashura.consultation.models import Study, StudyCitation
from mashura.consultation.queries import programmes as programme_queries
from mashura.consultation.queries import study as queries
from mashura.consultation.rules.study import Act, Stage, allowed_acts
from mashura.consultation.rules.translations import StaleReadingError, reading_of
from mashura.consultation.study_wording import (
    filled_pieces,
    paragraph_range,
    standing_sentence,
    version_name,
    words_for_reader,
    words_in,
)
from mashura.consultation.views.asking import actor_of
from mashura.errors import InputError
from mashura.kit.languages import direction
from mashura.kit.localised import Localised
from mashura.kit.messages import say
from mashura.kit.reader import current_reader
from mashura.reference.public import country_name


def _tried(form: forms.Form, name: str, action: Callable[[], Any], *, reading: str = "") -> bool:
    """Whether the action succeeded; what it says against the input stands beside the field. `reading` is the newest."""
    if not form.is_valid():
        return False
    try:
        action()
    except InputError as error:
        form.add_error(name, say(error))
        if isinstance(error, StaleReadingError) and isinstance(form, ReadingForm):
            form.read_again(reading)
        return False
    return True


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def studies(request: HttpRequest) -> HttpResponse:
    """The studies that one writes, and beginning another."""
    actor = actor_of(request)
    require(actor, Action.ADD, Study)
    programmes = [
        one for one in programme_queries.visible_programmes(actor) if one.code in actor.programmes or actor.is_system
    ]
    form = StartStudyForm(request.POST or None, programmes=programmes, initial={"language": current_reader().language})
    if request.method == "POST":
        made: list[Study] = []

        def start() -> None:
            made.append(actions.start_study(actor=actor, **form.cleaned_data))

        if _tried(form, "key", start):
            return redirect("consultation:desk_study", made[0].programme_id, made[0].key)
    own = [
        (one, words_for_reader(actor, one.title, one.programme.languages), one.programme)
        for one in queries.own_studies(actor)
    ]
    context = {"form": form, "own": own, "programmes": programmes}
    return render(request, "consultation/study_desk/studies.html", context, status=400 if form.errors else 200)


@never_cache
@login_required
@require_GET
def study(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """The version in work: its parts, how the languages stand, and what can be done next."""
    actor = actor_of(request)
    contents = queries.version_in_work(actor, programme, key)
    return _study_page(request, contents)


def _study_page(request: HttpRequest, contents: queries.Contents, **given: forms.Form) -> HttpResponse:
    actor = actor_of(request)
    version, programme = contents.version, contents.programme
    acts = allowed_acts(Stage(version.stage), is_frozen=version.is_frozen, is_public=version.is_released)
    reader = current_reader().language
    language = contents.study.title.original
    part_form = given.get("part_form") or PartForm(programme=programme, initial={"language": language})
    version_form = given.get("version_form") or VersionForm(programme=programme, stage=version.stage)
    context = {
        **_frame(actor, contents),
        "lines": [
            {
                "part": one.part,
                "title": words_for_reader(actor, one.part.title, programme.languages),
                "paragraphs": paragraph_range(one.first, one.last),
                "countries": [country_name(code, reader) for code in one.part.countries],
                "waits_for": [country_name(code, reader) for code in one.part.waits_for],
            }
            for one in contents.parts
        ],
        "standings": [standing_sentence(tag, counts) for tag, counts in contents.standings().items()],
        "may_arrange": Act.ARRANGE in acts,
        "part_form": part_form,
        "version_form": version_form,
        "versions": [version_name(one.number, one.stage) for one in contents.versions],
    }
    status = 400 if part_form.errors or version_form.errors else 200
    return render(request, "consultation/study_desk/study.html", context, status=status)


@login_required
@require_POST
def add_part(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """Add a part to the version in work."""
    actor = actor_of(request)
    contents = queries.version_in_work(actor, programme, key)
    form = PartForm(request.POST, programme=contents.programme)
    if _tried(form, "key", lambda: actions.add_part(actor=actor, version=contents.version, **form.cleaned_data)):
        return redirect("consultation:desk_study_part", programme, key, form.cleaned_data["key"])
    return _study_page(request, contents, part_form=form)


@login_required
@require_POST
def make_version(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """Freeze the version in work and go on in the next."""
    actor = actor_of(request)
    contents = queries.version_in_work(actor, programme, key)
    form = VersionForm(request.POST, programme=contents.programme, stage=contents.version.stage)

    def make() -> None:
        actions.make_version(
            actor=actor, study=contents.study, stage=form.cleaned_data["stage"], reason=Localised(form.reasons())
        )

    if _tried(form, "stage", make):
        messages.success(request, _("The next version is open; the one before is frozen."))
        return redirect("consultation:desk_study", programme, key)
    return _study_page(request, contents, version_form=form)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, programme: str, key: str, part: str) -> HttpResponse:
    """A part of the version in work: its title, its paragraphs, whom it is open to."""
    actor = actor_of(request)
    contents = queries.version_in_work(actor, programme, key)
    shown = contents.part(part)
    row = shown.part
    doing = request.POST.get("do", "")
    language = row.title.original
    title_form = TitleForm(
        request.POST if doing == "title" else None,
        initial={"title": row.title[language], "reading": reading_of(row.title, language)},
    )
    open_form = OpenForm(
        request.POST if doing == "open" else None, programme=contents.programme, initial={"open_to": row.open_to}
    )
    paragraph_form = ParagraphForm(
        request.POST if doing in {"add", "preview"} else None,
        programme=contents.programme,
        initial={"language": language},
    )
    preview = None
    if doing == "preview" and paragraph_form.is_valid():
        preview = _preview(actor, paragraph_form)
    done = {
        "title": lambda: _tried(
            title_form,
            "title",
            lambda: actions.edit_part(actor=actor, part=row, language=language, **title_form.cleaned_data),
            reading=reading_of(row.title, language),
        ),
        "open": lambda: _tried(
            open_form,
            "open_to",
            lambda: actions.open_part(actor=actor, part=row, countries=open_form.cleaned_data["open_to"]),
        ),
        "add": lambda: _tried(
            paragraph_form,
            "text",
            lambda: actions.add_paragraph(
                actor=actor,
                part=row,
                language=paragraph_form.cleaned_data["language"],
                text=paragraph_form.cleaned_data["text"],
            ),
        ),
        "earlier": lambda: _moved(request, lambda: actions.move_part(actor=actor, part=row, earlier=True)),
        "later": lambda: _moved(request, lambda: actions.move_part(actor=actor, part=row, earlier=False)),
    }
    if doing in done and done[doing]():
        if doing in {"earlier", "later"}:
            return redirect("consultation:desk_study", programme, key)
        messages.success(request, _("Saved."))
        return redirect("consultation:desk_study_part", programme, key, part)
    return _part_page(
        request,
        contents,
        shown,
        title_form=title_form,
        open_form=open_form,
        paragraph_form=paragraph_form,
        preview=preview,
    )


def _moved(request: HttpRequest, action: Callable[[], None]) -> bool:
    try:
        action()
    except InputError as error:
        messages.error(request, say(error))
    return True


def _part_page(
    request: HttpRequest, contents: queries.Contents, shown: queries.PartShown, **given: Any
) -> HttpResponse:
    actor = actor_of(request)
    row = shown.part
    reader = current_reader().language
    acts = allowed_acts(Stage(contents.version.stage), is_frozen=row.is_frozen, is_public=row.is_released)
    context = {
        **_frame(actor, contents),
        "part": row,
        "part_title": words_for_reader(actor, row.title, contents.programme.languages),
        "title_language": row.title.original,
        "paragraphs": [
            {
                "paragraph": one.paragraph,
                "number": one.number,
                "words": words_in(actor, one.paragraph.text, one.paragraph.text.original),
                "citations": [citation.finding.ref for citation in one.citations],
            }
            for one in shown.paragraphs
        ],
        "may_write": Act.WRITE in acts,
        "may_arrange": Act.ARRANGE in acts,
        "released_by": [country_name(code, reader) for code in row.released_by],
        **given,
    }
    errors = any(form.errors for form in given.values() if isinstance(form, forms.Form))
    return render(request, "consultation/study_desk/part.html", context, status=400 if errors else 200)


def _preview(actor: Actor, form: forms.Form) -> dict[str, Any] | None:
    """The text of a form with its values filled in; what is wrong with it stands beside the field."""
    language, text = form.cleaned_data["language"], form.cleaned_data["text"]
    try:
        return {"pieces": filled_pieces(actor, text, language), "language": language, "direction": direction(language)}
    except InputError as error:
        form.add_error("text", say(error))
        return None


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def paragraph(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One paragraph of the version in work: its original, the findings it rests on, its place."""
    actor = actor_of(request)
    row = queries.own_paragraph(actor, pk)
    study = row.part.version.study
    doing = request.POST.get("do", "")
    language = row.text.original
    form = ParagraphForm(
        request.POST if doing in {"save", "preview"} else None,
        programme=study.programme,
        initial={"language": language, "text": row.text[language], "reading": reading_of(row.text, language)},
    )
    cite_form = CiteForm(request.POST if doing == "cite" else None)
    preview = _preview(actor, form) if doing == "preview" and form.is_valid() else None
    if doing == "save":
        present = reading_of(row.text, language)

        def save() -> None:
            actions.edit_paragraph(actor=actor, paragraph=row, **form.cleaned_data)

        if _tried(form, "text", save, reading=present):
            messages.success(request, _("Saved. Translations that are behind now say so."))
            return redirect("consultation:desk_study_paragraph", pk)
    elif doing == "cite":
        if _tried(cite_form, "ref", lambda: actions.cite_finding(actor=actor, paragraph=row, **cite_form.cleaned_data)):
            return redirect("consultation:desk_study_paragraph", pk)
    elif doing in {"earlier", "later", "remove", "uncite"}:
        _moved(request, lambda: _arrange(actor, row, doing, request.POST.get("citation", "")))
        if doing == "uncite":
            return redirect("consultation:desk_study_paragraph", pk)
        return redirect("consultation:desk_study_part", study.programme_id, study.key, row.part.key)
    acts = allowed_acts(Stage(row.part.version.stage), is_frozen=row.is_frozen, is_public=row.part.is_released)
    context = {
        "study": study,
        "title": words_for_reader(actor, study.title, study.programme.languages),
        "paragraph": row,
        "part": row.part,
        "part_title": words_for_reader(actor, row.part.title, study.programme.languages),
        "form": form,
        "cite_form": cite_form,
        "preview": preview,
        "citations": queries.citations_of(actor, row),
        "may_write": Act.WRITE in acts,
        "may_arrange": Act.ARRANGE in acts,
        "translations": [(tag, words_in(actor, row.text, tag)) for tag in study.programme.languages if tag != language],
        "released_by": [country_name(code, current_reader().language) for code in row.part.released_by],
    }
    status = 400 if form.errors or cite_form.errors else 200
    return render(request, "consultation/study_desk/paragraph.html", context, status=status)


def _arrange(actor: Actor, row: Any, doing: str, citation: str) -> None:
    if doing == "remove":
        actions.remove_paragraph(actor=actor, paragraph=row)
    elif doing == "uncite":
        found = next(
            (one for one in visible(actor, StudyCitation).filter(paragraph=row) if str(one.pk) == citation), None
        )
        if found is None:
            raise NotHere
        actions.uncite_finding(actor=actor, citation=found)
    else:
        actions.move_paragraph(actor=actor, paragraph=row, earlier=doing == "earlier")


def _frame(actor: Actor, contents: queries.Contents) -> dict[str, Any]:
    return {
        "study": contents.study,
        "programme": contents.programme,
        "title": words_for_reader(actor, contents.study.title, contents.programme.languages),
        "version": contents.version,
        "version_name": version_name(contents.version.number, contents.version.stage),
    }
