"""Setting up a programme in the browser: a new one, its sections, its documents, releasing it, its file."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mashura.access.public import Action, require
from mashura.consultation.actions import programmes as actions
from mashura.consultation.actions.programme_languages import change_languages
from mashura.consultation.forms.programme_languages import LanguagesForm
from mashura.consultation.forms.set_up import SECTIONS, NewProgrammeForm, SectionForm, SetUpSection
from mashura.consultation.forms.texts import refuse
from mashura.consultation.models import Programme
from mashura.consultation.programme_files import programme_data, read_programme_data, write_programme
from mashura.consultation.queries import programmes as queries
from mashura.consultation.views.asking import actor_of, fallback_of
from mashura.errors import InputError
from mashura.kit.languages import language_name
from mashura.kit.messages import say
from mashura.kit.reader import current_reader


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a programme: code, languages, countries, names. The rest follows section by section."""
    actor = actor_of(request)
    require(actor, Action.ADD, Programme)
    form = NewProgrammeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.set_up_programme(actor=actor, values=form.values())
        except InputError as error:
            refuse(form, error, _field_of(error, form.fields))
        else:
            messages.success(request, _("The programme is there. Nobody outside sees it before you release it."))
            return redirect("consultation:set_up", found.code)
    context = {"form": form}
    return render(request, "consultation/set_up/new.html", context, status=400 if form.errors else 200)


@never_cache
@require_safe
def set_up(request: HttpRequest, code: str) -> HttpResponse:
    """Every section of a programme with what it holds, and what keeps it from being released."""
    found = _to_set_up(request, code)
    data = programme_data(queries.programme_file(actor_of(request), code))
    context = {
        "programme": found,
        "fallback": fallback_of(found),
        "authoritative": _named(found.authoritative_languages),
        "working": _named(found.working_languages),
        "sections": [_overview(section, data) for section in SECTIONS.values()],
        "documents": queries.visible_documents(actor_of(request), code).filter(meeting__isnull=True),
        "missing": _missing(data, code) if not found.is_released else "",
    }
    return render(request, "consultation/set_up/set_up.html", context)


def _overview(section: SetUpSection, data: Mapping[str, Any]) -> dict[str, Any]:
    """A section for the page: its items by key and title, or whether it says anything."""
    items = data.get(section.name, []) if section.is_list else []
    names = [section.name] if section.is_group else [part.name for part in section.parts]
    told = section.is_list or any(data.get(name) for name in names)
    return {"section": section, "items": [(item["key"], _title(item)) for item in items], "says_something": told}


def _named(languages: list[str]) -> str:
    reader = current_reader().language
    return _(", ").join(language_name(one, reader_language=reader) for one in languages)


def _title(item: Mapping[str, Any]) -> str:
    """What an item is called in a list: the first of its texts, in the reader's language where there is one."""
    language = current_reader().language
    texts: Mapping[str, str] = next((value for value in item.values() if isinstance(value, Mapping)), {})
    return texts.get(language) or next(iter(texts.values()), str(item["key"]))


def _missing(data: Mapping[str, Any], code: str) -> str:
    """What still keeps the programme from being released, in words; "" when nothing does."""
    try:
        read_programme_data(data, name=code)
    except InputError as error:
        return say(error)
    return ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def languages(request: HttpRequest, code: str) -> HttpResponse:
    """The languages of the programme and the digits of its editions."""
    found = _to_set_up(request, code)
    form = LanguagesForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            change_languages(
                actor=actor_of(request),
                code=code,
                authoritative=form.languages("authoritative"),
                working=form.languages("working"),
                digits=form.digits(),
                takes_texts_out=form.cleaned_data["takes_texts_out"],
            )
        except InputError as error:
            refuse(form, error, _field_of(error, form.fields))
        else:
            messages.success(request, _("Kept."))
            return redirect("consultation:set_up", code)
    context = {"form": form, "programme": found, "fallback": fallback_of(found)}
    return render(request, "consultation/set_up/languages.html", context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The fields of one section that is no list; a group of fields may be taken out."""
    part = _section(name, is_list=False)
    _to_set_up(request, code)
    data = programme_data(queries.programme_file(actor_of(request), code))
    before = data.get(name) if part.is_group else data
    if request.method == "POST" and part.is_group and before and "remove" in request.POST:
        return _take_out(request, code, name, None)
    form = SectionForm(part, data, before, request.POST if request.method == "POST" else None)
    return _section_page(request, code, part, form, form.values, may_go=part.is_group and bool(before))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, code: str, name: str, key: str = "") -> HttpResponse:
    """One item of a list: a new one, or the one of this key, to change or to take out."""
    part = _section(name, is_list=True)
    _to_set_up(request, code)
    data = programme_data(queries.programme_file(actor_of(request), code))
    items: list[dict[str, Any]] = data.get(name, [])
    before = next((one for one in items if one["key"] == key), None)
    if key and before is None:
        raise Http404
    if request.method == "POST" and before is not None and "remove" in request.POST:
        return _take_out(request, code, name, [one for one in items if one is not before])
    form = SectionForm(part, data, before, request.POST if request.method == "POST" else None)

    def values() -> dict[str, Any]:
        given = form.values()
        own = given.get("key") or key or _new_key(part, items)
        told = _without_empty({**(before or {}), "key": own, **given})
        return {name: [told if one is before else one for one in items] + ([] if before else [told])}

    return _section_page(request, code, part, form, values, may_go=bool(key))


def _section_page(
    request: HttpRequest, code: str, part: SetUpSection, form: SectionForm, values: Any, *, may_go: bool
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_programme(actor=actor_of(request), code=code, values=values())
        except InputError as error:
            refuse(form, error, _field_of(error, form.fields))
        else:
            messages.success(request, _("Kept."))
            return redirect("consultation:set_up", code)
    found = queries.programme(actor_of(request), code)
    context = {"form": form, "section": part, "programme": found, "fallback": fallback_of(found), "may_go": may_go}
    return render(request, "consultation/set_up/section.html", context, status=400 if form.errors else 200)


def _take_out(request: HttpRequest, code: str, name: str, left: list[dict[str, Any]] | None) -> HttpResponse:
    try:
        actions.change_programme(actor=actor_of(request), code=code, values={name: left})
    except InputError as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("Taken out."))
    return redirect("consultation:set_up", code)


@require_POST
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Release the programme, or take it out of public view."""
    actor = actor_of(request)
    _to_set_up(request, code)
    if verb == "release":
        try:
            actions.release_programme(actor=actor, code=code)
        except InputError as error:
            messages.error(request, say(error))
        else:
            messages.success(request, _("The programme is public now, with its meetings and documents."))
    elif verb == "withdraw":
        actions.withdraw_programme(actor=actor, code=code)
        messages.success(request, _("The programme is no longer public. Those who work in it still see it."))
    else:
        raise Http404
    return redirect("consultation:set_up", code)


@require_safe
def programme_file(request: HttpRequest, code: str) -> HttpResponse:
    """The programme as its own file, to keep or to load elsewhere (docs/programme-files.md)."""
    body = write_programme(queries.programme_file(actor_of(request), code))
    response = HttpResponse(body, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}.yaml"'
    return response


def _to_set_up(request: HttpRequest, code: str) -> Programme:
    """The programme, for who may change it."""
    found = queries.programme(actor_of(request), code)
    require(actor_of(request), Action.CHANGE, found)
    return found


def _section(name: str, *, is_list: bool) -> SetUpSection:
    found = SECTIONS.get(name)
    if found is None or found.is_list != is_list:
        raise Http404
    return found


def _new_key(part: SetUpSection, items: list[dict[str, Any]]) -> str:
    """A key that no item has: nobody needs to think of one, since it stands in no address of readers."""
    used = {one["key"] for one in items}
    stem = part.name.removesuffix("s")
    return next(key for number in range(1, len(items) + 2) if (key := f"{stem}-{number}") not in used)


def _without_empty(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}


def _field_of(error: InputError, fields: Mapping[str, Any]) -> str:
    """The form's field that a refusal is about: `phases[2].title` in French stands beside `title_fr`."""
    last = str(error.params.get("field", "")).rpartition(".")[2].partition("[")[0]
    language = str(error.params.get("language", "")).replace("-", "_")
    candidates = (f"{last}_{language}", last, next((name for name in fields if name.startswith(f"{last}_")), ""))
    return next((name for name in candidates if last and name in fields), "")
