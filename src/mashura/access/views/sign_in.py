"""Signing in at a meeting, accepting an invitation, choosing the post to act in."""

import io
import uuid

import qrcode
import qrcode.image.svg
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mashura.access.actions.invitation import accept_invitation, open_invitation
from mashura.access.actions.meeting_code import open_sign_in_link, request_sign_in_link
from mashura.access.forms import AcceptInvitationForm, MeetingLinkForm
from mashura.access.middleware import POST_KEY
from mashura.access.models import User
from mashura.access.queries import held_posts
from mashura.access.rules import needs_second_factor
from mashura.access.second_factor import has_second_factor, secret_being_set_up
from mashura.access.tries import count_try
from mashura.errors import InputError
from mashura.kit.messages import say

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "POST"])
def meeting_link(request: HttpRequest) -> HttpResponse:
    """Ask for a sign-in link with the meeting's code; the answer is the same whoever asks."""
    form = MeetingLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count_try(request, "meeting-link")
        request_sign_in_link(
            email=form.cleaned_data["email"],
            code=form.cleaned_data["code"],
            language=get_language() or "en",
            address=lambda token: request.build_absolute_uri(reverse("access:sign_in_link", args=[token])),
        )
        return render(request, "access/meeting_link_sent.html")
    return render(request, "access/meeting_link.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by link. Opening it shows a button: mail scanners that fetch links must not use them up."""
    user = open_sign_in_link(token)
    if request.method == "POST":
        login(request, user, backend=_BACKEND)
        return redirect("desk")
    return render(request, "access/sign_in_link.html")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: with the account one is signed in to, or with a new one."""
    opened = open_invitation(token)
    known = User.objects.filter(email=opened.email).exists()
    signed_in = request.user if isinstance(request.user, User) else None
    form = AcceptInvitationForm(request.POST or None, email=opened.email)
    accepts = request.method == "POST" and (known or form.is_valid())
    if accepts:
        try:
            user = accept_invitation(
                token=token,
                name=form.cleaned_data["name"] if not known else "",
                password=form.cleaned_data["password"] if not known else "",
                signed_in=signed_in,
            )
        except InputError as error:
            if known:
                raise
            form.add_error(None, say(error))
        else:
            if signed_in is None:
                login(request, user, backend=_BACKEND)
                # Just typed: setting up the second step right after need not ask for it again.
                record_authentication(request, user, method="password", email=user.email)
            request.session[POST_KEY] = str(opened.post_id)
            if needs_second_factor([opened.post.role]) and not has_second_factor(request):
                return redirect("desk")  # which says how to open the post: its brief is closed until then
            return redirect("access:brief", opened.post_id)
    context = {"form": form, "post": opened.post, "known": known, "signed_in": signed_in}
    failed = request.method == "POST" and bool(form.errors)
    return render(request, "access/invitation.html", context, status=400 if failed else 200)


@login_required
@require_POST
def choose_post(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """Act in another of the posts that one holds."""
    if not isinstance(request.user, User) or post_id not in {post.pk for post in held_posts(request.user.pk)}:
        raise Http404
    request.session[POST_KEY] = str(post_id)
    return redirect("desk")


@never_cache
@login_required
@require_GET
def second_factor_picture(request: HttpRequest) -> HttpResponse:
    """The key of the authenticator app being set up, as a picture; there is none otherwise."""
    secret = secret_being_set_up(request.session)
    if not secret:
        raise Http404
    address = get_adapter().build_totp_url(request.user, secret)
    picture = qrcode.make(address, image_factory=qrcode.image.svg.SvgPathFillImage, border=2)
    written = io.BytesIO()
    picture.save(written)
    return HttpResponse(written.getvalue(), content_type="image/svg+xml")
