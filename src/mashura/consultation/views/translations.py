"""What there is to translate, and the page on which any text is translated, with the glossary beside it."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from mashura.access.public import Explanation, Forbidden
from mashura.consultation.actions.translations import review_translation, translate_text
from mashura.consultation.forms.translations import TranslationForm
from mashura.consultation.queries import translations as queries
from mashura.consultation.queries.programmes import visible_programmes
from mashura.consultation.rules.translations import StaleReadingError, may_review
from mashura.consultation.study_wording import KINDS, STANDING_BADGES, STANDINGS, filled_pieces, written
from mashura.consultation.views.asking import actor_of
from mashura.errors import InputError
from mashura.kit.expressions import Standing
from mashura.kit.languages import direction, language_name
from mashura.kit.messages import say
from mashura.kit.reader import current_reader
from mashura.reference.public import check_terminology

_PER_PAGE = 25
_NOTHING = gettext_lazy("Your role does not include this.")


def _kind(label: str) -> str:
    """What a kind of text is called."""
    if label in KINDS:
        return str(KINDS[label])
    return capfirst(str(apps.get_model(label)._meta.verbose_name))  # noqa: SLF001 - documented API


@never_cache
@login_required
@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """The texts that wait for a translation or a review, filtered by links."""
    actor = actor_of(request)
    if not queries.may_translate_anything(actor):
        raise Forbidden(Explanation(allowed=False, reason=_NOTHING))
    asked = {name: request.GET.get(name, "") for name in ("language", "standing", "kind")}
    found = queries.translation_work(actor, **asked)
    page = Paginator(found.rows, _PER_PAGE).get_page(request.GET.get("page"))
    reader = current_reader().language
    filters = [
        _filter(
            "language", _("Language"), asked, found.by_language, lambda tag: language_name(tag, reader_language=reader)
        ),
        _filter("standing", _("Standing"), asked, found.by_standing, lambda code: str(STANDINGS[Standing(code)])),
        _filter("kind", _("Kind of text"), asked, found.by_kind, _kind),
    ]
    number = len(found.rows)
    programmes = {one.code: one.short_names for one in visible_programmes(actor)}
    context = {
        "page": page,
        "rows": [
            {
                "work": row,
                "kind": _kind(row.kind),
                "language": language_name(row.language, reader_language=reader),
                "standing": STANDINGS[row.standing],
                "badge": STANDING_BADGES[row.standing],
                "direction": direction(row.original),
                "programme": programmes.get(row.programme),
            }
            for row in page
        ],
        "filters": filters,
        "count": ngettext("%(number)s text", "%(number)s texts", number) % {"number": written(number)},
        "total": found.total,
        "is_filtered": any(asked.values()),
    }
    return render(request, "consultation/translations/work.html", context)


def _filter(name: str, label: str, asked: dict[str, str], counts: Counter[str], said: Any) -> dict[str, Any]:
    """One row of filter links: what may be chosen, how many that leaves, and what is chosen now."""
    chosen = asked[name]
    known = {code: number for code, number in counts.items() if number or code == chosen}
    options = [(code, said(code), known[code], code == chosen) for code in sorted(known)]
    return {
        "name": name,
        "label": label,
        "description": _("Filter: %(what)s") % {"what": label},
        "chosen": chosen,
        "options": options,
        "all": sum(counts.values()),
    }


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, kind: str, pk: str, field: str, language: str) -> HttpResponse:
    """One text: its original, the translation, the terms of the glossary that stand in it."""
    actor = actor_of(request)
    found = queries.text_to_translate(actor, kind, pk, field, language)
    doing = request.POST.get("do", "")
    form = TranslationForm(
        request.POST if doing in {"save", "reviewed"} else None,
        language=language,
        initial={"text": found.translation, "reading": found.reading},
    )
    if doing in {"save", "reviewed"} and form.is_valid():
        try:
            translate_text(
                actor=actor,
                row=found.row,
                field=field,
                language=language,
                text=form.cleaned_data["text"],
                reading=form.cleaned_data["reading"],
                reviewed=doing == "reviewed",
            )
        except InputError as error:
            form.add_error("text", say(error))
            if isinstance(error, StaleReadingError):
                form.read_again(found.reading)
        else:
            messages.success(request, _("Saved."))
            return redirect("consultation:translate", kind, pk, field, language)
    elif doing == "review":
        try:
            review_translation(
                actor=actor,
                row=found.row,
                field=field,
                language=language,
                reading=request.POST.get("reading", ""),
            )
            messages.success(request, _("Marked as reviewed."))
        except InputError as error:
            messages.error(request, say(error))
        return redirect("consultation:translate", kind, pk, field, language)
    reader = current_reader().language
    shown = form.data.get("text", "") if form.is_bound else found.translation
    original = found.text.original
    context = {
        "found": found,
        "form": form,
        "kind": _kind(kind),
        "language": language,
        "direction": direction(language),
        "language_name": language_name(language, reader_language=reader),
        "original": original,
        "original_direction": direction(original),
        "original_name": language_name(original, reader_language=reader),
        "pieces": filled_pieces(actor, found.original, original),
        "translation_pieces": filled_pieces(actor, found.translation, language),
        "standing": STANDINGS[found.standing],
        "badge": STANDING_BADGES[found.standing],
        "avoided": check_terminology(shown, language) if shown else [],
        "may_save_reviewed": may_review(is_author=queries.is_author(actor, found.row), wrote_it=True),
    }
    return render(request, "consultation/translations/text.html", context, status=400 if form.errors else 200)
