"""Keeping documents of a programme or of one of its meetings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mashura.access.public import Action, NotHere, require
from mashura.consultation.actions import documents as actions
from mashura.consultation.forms.meetings import DocumentFileForm, DocumentForm
from mashura.consultation.forms.texts import refuse, texts_of
from mashura.consultation.models import Meeting, Programme, ProgrammeDocument
from mashura.consultation.queries import meetings as meeting_queries
from mashura.consultation.queries import programmes as queries
from mashura.consultation.views.asking import actor_of, fallback_of
from mashura.errors import InputError


def _document(request: HttpRequest, code: str, key: str) -> tuple[Programme, ProgrammeDocument]:
    actor = actor_of(request)
    programme = queries.programme(actor, code)
    found = queries.visible_documents(actor, code).filter(key=key).select_related("meeting", "agenda_item").first()
    if found is None:
        raise NotHere
    require(actor, Action.CHANGE, found)
    return programme, found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """A new document, of the meeting that the address names or of the programme as a whole."""
    actor = actor_of(request)
    programme = queries.programme(actor, code)
    require(actor, Action.CHANGE, programme)
    wanted = request.GET.get("meeting", "")
    held = meeting_queries.meeting(actor, code, wanted) if wanted else None
    agenda = list(meeting_queries.agenda(actor, held)) if held else []
    form = DocumentForm(programme.languages, agenda, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        if queries.visible_documents(actor, code).filter(key=key).exists():
            form.add_error("key", _("Another document has this word already."))
        else:
            return _save(request, programme, key, held, form)
    context = {"form": form, "programme": programme, "fallback": fallback_of(programme), "meeting": held}
    return render(request, "consultation/set_up/document.html", context, status=400 if form.errors else 200)


def _save(
    request: HttpRequest, programme: Programme, key: str, held: Meeting | None, form: DocumentForm
) -> HttpResponse:
    chosen = form.cleaned_data.get("agenda_item", "")
    document = actions.save_document(
        actor=actor_of(request),
        programme=programme,
        key=key,
        title=texts_of(form, "title", form.languages),
        dated=form.cleaned_data["dated"],
        meeting=held,
        agenda_item=next((one for one in form.agenda if str(one.pk) == chosen), None),
        is_public=form.cleaned_data["is_public"],
    )
    messages.success(request, _("Kept."))
    return redirect("consultation:document", programme.code, document.key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Title, date and readers of a document; its files stand below, each with its own form."""
    actor = actor_of(request)
    programme, found = _document(request, code, key)
    agenda = list(meeting_queries.agenda(actor, found.meeting)) if found.meeting else []
    data = request.POST if request.method == "POST" else None
    form = DocumentForm(programme.languages, agenda, found, data)
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_document(actor=actor, document=found)
        messages.success(request, _("Taken out."))
        return _back(programme, found)
    if request.method == "POST" and form.is_valid():
        return _save(request, programme, key, found.meeting, form)
    return _page(request, programme, found, form, DocumentFileForm(programme.languages))


@never_cache
@require_POST
def file(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Bring the document in one language, or say where it is found."""
    actor = actor_of(request)
    programme, found = _document(request, code, key)
    form = DocumentFileForm(programme.languages, request.POST, request.FILES)
    if form.is_valid():
        language, brought = form.cleaned_data["language"], form.cleaned_data["file"]
        try:
            if brought:
                actions.bring_document_file(
                    actor=actor, document=found, language=language, name=brought.name or "", chunks=brought.chunks()
                )
            else:
                actions.link_document(actor=actor, document=found, language=language, url=form.cleaned_data["url"])
        except InputError as error:
            refuse(form, error, "file" if brought else "url")
        else:
            messages.success(request, _("Kept."))
            return redirect("consultation:document", code, key)
    agenda = list(meeting_queries.agenda(actor, found.meeting)) if found.meeting else []
    return _page(request, programme, found, DocumentForm(programme.languages, agenda, found), form)


@require_POST
def remove_file(request: HttpRequest, code: str, key: str, language: str) -> HttpResponse:
    """Take the document in one language out."""
    _programme, found = _document(request, code, key)
    for one in found.files.all():
        if one.language == language:
            actions.remove_document_file(actor=actor_of(request), file=one)
    return redirect("consultation:document", code, key)


def _page(
    request: HttpRequest,
    programme: Programme,
    found: ProgrammeDocument,
    form: DocumentForm,
    file_form: DocumentFileForm,
) -> HttpResponse:
    context = {
        "form": form,
        "file_form": file_form,
        "document": found,
        "programme": programme,
        "fallback": fallback_of(programme),
        "meeting": found.meeting,
    }
    status = 400 if form.errors or file_form.errors else 200
    return render(request, "consultation/set_up/document.html", context, status=status)


def _back(programme: Programme, found: ProgrammeDocument) -> HttpResponse:
    if found.meeting:
        return redirect("consultation:meeting_set_up", programme.code, found.meeting.key)
    return redirect("consultation:set_up", programme.code)
