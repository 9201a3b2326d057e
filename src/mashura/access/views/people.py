"""Posts and their holders: invite, hand over, read the brief; meeting codes; the audit."""

import uuid
from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from mashura.access.actions.invitation import pending_invitations, send_invitation, withdraw_invitation
from mashura.access.actions.meeting_code import issue_meeting_code
from mashura.access.actors import Actor
from mashura.access.audit import verify_audit, visible_entries
from mashura.access.decisions import NotHere, can, require
from mashura.access.forms import InvitationForm, MeetingCodeForm
from mashura.access.models import AuditEntry, MeetingCode, Post
from mashura.access.permissions import Action, Permission
from mashura.access.queries import post_brief, visible_post, visible_posts, with_posts
from mashura.access.work import OWED, Change, every_change_since, needs_together, owed_by
from mashura.errors import InputError
from mashura.kit.clock import now
from mashura.kit.messages import say

_PER_PAGE = 50
# What a successor should know of: a quarter of a year.
_LATELY = timedelta(days=90)
# Of each kind of change that many stand in the brief, which leads to the list of all.
_NEWEST = 3


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    return actor


@never_cache
@require_GET
def posts(request: HttpRequest) -> HttpResponse:
    """The posts that one may see, with their holders."""
    actor = _actor(request)
    require(actor, Action.VIEW, Post)
    context = {
        "posts": visible_posts(actor),
        "may_issue_code": can(actor, Permission.PLATFORM_MEETING_CODE_ISSUE, MeetingCode),
    }
    return render(request, "access/posts.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """One post: its holder, its history, and inviting a successor."""
    actor = _actor(request)
    shown = visible_post(actor, post_id)
    form = InvitationForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST":
        require(actor, Permission.PLATFORM_INVITATION_SEND, shown.post)
        if form.is_valid():
            try:
                send_invitation(
                    actor=actor,
                    post=shown.post,
                    email=form.cleaned_data["email"],
                    language=form.cleaned_data["language"],
                    address=lambda token: _invitation_address(request, token, form.cleaned_data["language"]),
                )
            except InputError as error:
                form.add_error("email", say(error))
            else:
                return redirect("access:post", post_id)
    context = {
        "shown": shown,
        "form": form,
        "may_invite": can(actor, Permission.PLATFORM_INVITATION_SEND, shown.post),
        "waiting": pending_invitations(actor, at=now()).filter(post=shown.post).first(),
    }
    return render(request, "access/post.html", context, status=400 if form.errors else 200)


def _invitation_address(request: HttpRequest, token: str, language: str) -> str:
    """The page behind an invitation, in the language of the message."""
    with override(language):
        return request.build_absolute_uri(reverse("access:invitation", args=[token]))


@require_http_methods(["POST"])
def withdraw(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """Withdraw the invitation to a post that nobody has answered yet."""
    actor = _actor(request)
    shown = visible_post(actor, post_id)
    require(actor, Permission.PLATFORM_INVITATION_SEND, shown.post)
    for invitation in pending_invitations(actor, at=now()).filter(post=shown.post):
        withdraw_invitation(actor=actor, invitation=invitation)
    return redirect("access:post", post_id)


@never_cache
@require_GET
def brief(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """What a successor needs to know on the first day, whole, for the screen and for paper.

    What waits and what is owed is for whoever acts in the post; others who see the post read what it is.
    """
    actor = _actor(request)
    context: dict[str, object] = {"brief": post_brief(actor, post_id)}
    if actor.post_id == post_id:
        context |= {
            "is_own": True,
            "needs": needs_together(actor),
            "owed": [(kind, OWED[kind], rows) for kind, rows in owed_by(actor).items()],
            "changes": _by_kind(every_change_since(actor, now() - _LATELY)),
        }
    return render(request, "access/brief.html", context)


def _by_kind(found: list[Change]) -> list[tuple[str, int, list[Change], int]]:
    """Each kind of change: its name, how many, the newest of them, and how many more there are."""
    groups: dict[str, list[Change]] = {}
    for change in found:
        groups.setdefault(str(change.group or change.kind), []).append(change)
    return [
        (name, len(rows), rows[:_NEWEST], len(rows[_NEWEST:]))
        for name, rows in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]


@never_cache
@require_GET
def changes(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """Everything that came or changed in the last quarter of a year, for whoever acts in the post."""
    actor = _actor(request)
    if actor.post_id != post_id:
        raise NotHere
    page = Paginator(every_change_since(actor, now() - _LATELY), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"shown": visible_post(actor, post_id), "page": page}
    return render(request, "access/changes.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_codes(request: HttpRequest) -> HttpResponse:
    """Codes for meeting rooms. A new code is shown once, large enough for a projector."""
    actor = _actor(request)
    require(actor, Permission.PLATFORM_MEETING_CODE_ISSUE, MeetingCode)
    programmes = sorted(actor.programmes)
    form = MeetingCodeForm(request.POST or None, programmes=programmes)
    issued, code = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            issued, code = issue_meeting_code(
                actor=actor, programme=form.cleaned_data["programme"], meeting=form.cleaned_data["meeting"]
            )
        except InputError as error:
            form.add_error("meeting", say(error))
    context = {"form": form, "issued": issued, "code": code, "programmes": programmes}
    return render(request, "access/meeting_codes.html", context, status=400 if form.errors else 200)


@never_cache
@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """Who did, saw or was refused what, for the data protection officer; and whether the chain of seals holds."""
    actor = _actor(request)
    require(actor, Action.VIEW, AuditEntry)
    page = Paginator(visible_entries(actor), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": with_posts(actor, page), "report": verify_audit(actor)}
    return render(request, "access/audit.html", context)
