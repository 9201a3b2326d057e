"""Pages of the rounds of comments on a study: rounds, the matrix of one, a comment and its answer, files."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mashura.access.models import Post
from mashura.access.public import Action, Actor, NotHere, can, require
from mashura.consultation import comment_wording as wording
from mashura.consultation.actions import comments as actions
from mashura.consultation.comment_files import FileRefusedError, matrix_file, take_answers
from mashura.consultation.forms.comments import AnswerFileForm, AnswerForm, CommentForm, RoundForm
from mashura.consultation.forms.texts import refuse
from mashura.consultation.models import CommentAnswer, CommentRound
from mashura.consultation.queries import comments as queries
from mashura.consultation.queries.procedure import rules_of_programme
from mashura.consultation.queries.study import study_contents
from mashura.consultation.rules.comments import CommentClass, Disposition, RoundState, State
from mashura.consultation.rules.procedure import Holders
from mashura.consultation.study_wording import version_name, words_for_reader
from mashura.consultation.views.asking import actor_of
from mashura.errors import InputError
from mashura.kit.messages import say
from mashura.kit.reader import current_reader
from mashura.reference.public import country_name

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _tried(form: forms.Form, action: Callable[[], Any]) -> bool:
    if not form.is_valid():
        return False
    try:
        action()
    except InputError as error:
        refuse(form, error)
        return False
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest, programme: str, key: str) -> HttpResponse:
    """The rounds on a study; the secretariat opens the next one here."""
    actor = actor_of(request)
    contents = study_contents(actor, programme, key)
    version = contents.versions[0]
    may_open = can(actor, Action.ADD, CommentRound)
    form = None
    if request.method == "POST" or may_open:
        require(actor, Action.ADD, CommentRound)
        form = RoundForm(
            request.POST or None,
            rules=rules_of_programme(actor, contents.programme),
            zones=queries.zones_of(actor, contents.programme),
            initial={"kinds": ["state"], "capacities": ["head", "member"]},
        )
    if form is not None and request.method == "POST":
        bound = form

        def open_round() -> None:
            given = dict(bound.cleaned_data)
            holders = Holders(frozenset(given.pop("kinds")), frozenset(given.pop("capacities")))
            actions.open_round(actor=actor, version=version, may_comment=holders, **given)

        if _tried(bound, open_round):
            messages.success(request, _("The round is set."))
            return redirect("consultation:comment_rounds", programme, key)
    context = {
        "study": contents.study,
        "programme": contents.programme,
        "fallback": " ".join(contents.programme.languages),
        "rounds": [_line(one) for one in queries.rounds_of(actor, contents.study)],
        "form": form,
        "version_name": version_name(version.number, version.stage),
    }
    status = 400 if form is not None and form.errors else 200
    return render(request, "consultation/comments/rounds.html", context, status=status)


def _line(row: CommentRound) -> dict[str, Any]:
    return {"row": row, "window": wording.window_words(row), "state": wording.ROUND_STATES[queries.state_of(row)]}


@never_cache
@require_safe
def comment_round(request: HttpRequest, programme: str, key: str, number: int) -> HttpResponse:
    """The matrix of a round, as far as the reader may see it: own comments, all of them, or what is published."""
    row = queries.round_numbered(actor_of(request), programme, key, number)
    return _round_page(request, row)


def _round_page(
    request: HttpRequest, row: CommentRound, form: AnswerFileForm | None = None, problems: tuple[str, ...] = ()
) -> HttpResponse:
    actor = actor_of(request)
    chosen = queries.CommentFilter(*(request.GET.get(one, "") for one in ("paragraph", "country", "disposition")))
    matrix = queries.matrix_of(actor, row, chosen)
    state = queries.state_of(row)
    leads = can(actor, Action.CHANGE, row)
    answers = can(actor, Action.ADD, CommentAnswer) and row.closed_at is None
    context = {
        **_frame(actor, row),
        "lines": [_shown(one) for one in matrix.rows],
        "total": matrix.total,
        "chosen": chosen,
        "paragraphs": [(name, f"{one.part.key} {one.paragraph_number}") for name, one in matrix.paragraphs],
        "countries": [(code, country_name(code, current_reader().language)) for code in matrix.countries],
        "dispositions": [(one, wording.disposition_words(one)) for one in matrix.dispositions],
        "may_comment": queries.may_comment(actor, row),
        "may_close": leads and state is RoundState.ANSWERING,
        "may_publish": leads and state is RoundState.CLOSED and not row.is_released,
        "form": form or (AnswerFileForm(programme=row.study.programme) if answers else None),
        "problems": problems,
    }
    status = 400 if problems or (form is not None and form.errors) else 200
    return render(request, "consultation/comments/round.html", context, status=status)


def _frame(actor: Actor, row: CommentRound) -> dict[str, Any]:
    study = row.study
    return {
        "round": row,
        "study": study,
        "programme": study.programme,
        "fallback": " ".join(study.programme.languages),
        **_line(row),
        "version_name": version_name(row.version.number, row.version.stage),
        "study_title": words_for_reader(actor, study.title, study.programme.languages),
    }


def _shown(one: queries.CommentShown) -> dict[str, Any]:
    comment, answer = one.comment, one.answer
    return {
        "comment": comment,
        "answer": answer,
        "body": wording.body_words(comment),
        "kind": wording.class_words(comment.kind),
        "disposition": wording.disposition_words(answer.disposition) if answer else "",
    }


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, programme: str, key: str, number: int, place: str) -> HttpResponse:
    """Comment on a paragraph."""
    actor = actor_of(request)
    row = queries.round_numbered(actor, programme, key, number)
    part, _slash, paragraph = place.partition("/")
    shown, found = queries.paragraph_of(actor, row, part, paragraph)
    form = CommentForm(request.POST or None, programme=row.study.programme)
    if request.method == "POST":

        def make() -> None:
            given = {**form.cleaned_data, "kind": CommentClass(form.cleaned_data["kind"])}
            actions.make_comment(actor=actor, comment_round=row, part=part, paragraph=paragraph, **given)

        if _tried(form, make):
            messages.success(request, _("Your comment is recorded."))
            return redirect("consultation:comment_round", programme, key, number)
    elif not queries.may_comment(actor, row):
        messages.info(request, _("You cannot comment in this round now."))
        return redirect("consultation:comment_round", programme, key, number)
    context = {
        **_frame(actor, row),
        "form": form,
        "part": shown.part,
        "paragraph": found,
        "words": words_for_reader(actor, found.paragraph.text, row.study.programme.languages),
    }
    return render(request, "consultation/comments/write.html", context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, programme: str, key: str, number: int, ref: str) -> HttpResponse:
    """One comment; the form of its answer stands beside it."""
    actor = actor_of(request)
    row = queries.round_numbered(actor, programme, key, number)
    one = queries.comment_in(actor, row, ref)
    form = _answer_form(request, actor, row, one)
    doing = request.POST.get("do", "")
    if request.method == "POST":
        acts: dict[str, Callable[[], Any]] = {
            "withdraw": lambda: actions.withdraw_comment(actor=actor, comment=one.comment),
            "second_read": lambda: actions.second_read(actor=actor, comment=one.comment),
            "assign": lambda: actions.assign_comment(
                actor=actor,
                comment=one.comment,
                post=_chosen_post(request, _posts(actor, row)),
            ),
            "answer": lambda: actions.answer_comment(actor=actor, comment=one.comment, entry=_entry(form)),
        }
        checked = form if doing == "answer" else forms.Form(request.POST)
        if doing in acts and _tried(checked, acts[doing]):
            messages.success(request, _("Saved."))
            return redirect("consultation:comment", programme, key, number, ref)
        if doing != "answer":
            for error in checked.non_field_errors():
                messages.error(request, str(error))
            return redirect("consultation:comment", programme, key, number, ref)
    answers = can(actor, Action.ADD, CommentAnswer) and row.closed_at is None and not one.comment.is_withdrawn
    state = State(one.comment.state)
    answered_by_other = one.answer is not None and one.answer.author_id != actor.user_id
    context = {
        **_frame(actor, row),
        "one": _shown(one),
        "form": form,
        "may_answer": answers and state not in {State.SECOND_READ, State.CLOSED},
        "may_read": answers and state is State.ANSWERED and answered_by_other,
        "posts": _posts(actor, row) if answers and state in {State.OPEN, State.ASSIGNED, State.REOPENED} else [],
        "may_withdraw": one.comment.author_id == actor.user_id
        and not one.comment.is_withdrawn
        and queries.state_of(row) is RoundState.OPEN,
    }
    status = 400 if form.errors else 200
    return render(request, "consultation/comments/comment.html", context, status=status)


def _posts(actor: Actor, row: CommentRound) -> list[Post]:
    return queries.answering_posts(actor, row.programme)


def _chosen_post(request: HttpRequest, posts: list[Post]) -> Post:
    wanted = request.POST.get("post")
    found = next((post for post in posts if str(post.pk) == wanted), None)
    if found is None:
        raise NotHere
    return found


def _answer_form(request: HttpRequest, actor: Actor, row: CommentRound, one: queries.CommentShown) -> AnswerForm:
    answer, languages = one.answer, row.study.programme.languages
    newest = study_contents(actor, row.programme, row.study.key, number=None)
    paragraphs = [
        (f"{newest.version.number}:{part.part.key}/{shown.paragraph.key}", f"{part.part.key} {shown.number}")
        for part in newest.parts
        for shown in part.paragraphs
    ]
    reader = current_reader().language
    initial: dict[str, Any] = {"language": reader if reader in languages else languages[0]}
    if answer is not None:
        initial = {
            "disposition": answer.disposition,
            "duplicate_of": answer.duplicate_of.ref if answer.duplicate_of else "",
            "language": answer.reason.original or initial["language"],
            "reason": answer.reason.get(answer.reason.original, ""),
        }
        if answer.changed_version is not None:
            where = f"{answer.changed_part}/{answer.changed_paragraph}"
            initial["changed"] = f"{answer.changed_version.number}:{where}"
            if initial["changed"] not in dict(paragraphs):
                paragraphs.append((initial["changed"], where))
    others = [each.comment.ref for each in queries.matrix_of(actor, row).rows if each.comment.ref != one.comment.ref]
    return AnswerForm(
        request.POST if request.POST.get("do") == "answer" else None,
        programme=row.study.programme,
        others=others,
        paragraphs=paragraphs,
        initial=initial,
    )


def _entry(form: AnswerForm) -> actions.AnswerEntry:
    given = form.cleaned_data
    number, _colon, changed = given["changed"].partition(":")
    return actions.AnswerEntry(
        disposition=Disposition(given["disposition"]),
        language=given["language"],
        reason=given["reason"],
        duplicate_of=given["duplicate_of"],
        changed_version=int(number) if number else None,
        changed=changed,
    )


@login_required
@require_POST
def act(request: HttpRequest, programme: str, key: str, number: int, verb: str) -> HttpResponse:
    """Close a round, or publish its answers."""
    actor = actor_of(request)
    row = queries.round_numbered(actor, programme, key, number)
    step = {"close": actions.close_round, "publish": actions.publish_answers}.get(verb)
    if step is None:
        raise NotHere
    try:
        step(actor=actor, comment_round=row)
    except InputError as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("Saved."))
    return redirect("consultation:comment_round", programme, key, number)


@never_cache
@require_safe
def sheet(request: HttpRequest, programme: str, key: str, number: int) -> HttpResponse:
    """The matrix as .xlsx, as far as the reader may see it."""
    actor = actor_of(request)
    row = queries.round_numbered(actor, programme, key, number)
    body = matrix_file(actor, row, language=current_reader().language)
    response = HttpResponse(body, content_type=_SHEET)
    response["Content-Disposition"] = f'attachment; filename="{programme}-{key}-comments-{number}.xlsx"'
    return response


@login_required
@require_POST
def take(request: HttpRequest, programme: str, key: str, number: int) -> HttpResponse:
    """Take the answers of a matrix that comes back."""
    actor = actor_of(request)
    row = queries.round_numbered(actor, programme, key, number)
    require(actor, Action.ADD, CommentAnswer)
    form = AnswerFileForm(request.POST, request.FILES, programme=row.study.programme)
    if not form.is_valid():
        return _round_page(request, row, form)
    file = form.cleaned_data["file"]
    try:
        count = take_answers(
            actor=actor,
            comment_round=row,
            content=file.read(),
            name=file.name,
            language=form.cleaned_data["language"],
        )
    except FileRefusedError as refused:
        return _round_page(request, row, form, tuple(say(one) for one in refused.problems))
    except InputError as error:
        return _round_page(request, row, form, (say(error),))
    messages.success(request, _("Answers taken: %(count)d.") % {"count": count})
    return redirect("consultation:comment_round", programme, key, number)
