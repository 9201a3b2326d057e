"""What needs me: the page after signing in. Each thing is one click from its action."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from mashura.access.public import Actor, desk_of


@dataclass(frozen=True)
class Need:
    """One thing that waits for this person: what it is, how many of them, where it is done."""

    text: str | Promise
    address: str
    count: int = 1


@never_cache
@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """The person's posts, and what waits for the one they act in."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    found = desk_of(actor, request)
    needs: list[Need] = []
    if found.closed_posts:
        needs.append(
            Need(
                _("Set up the second step of signing in: your post opens with it only.")
                if not found.has_authenticator
                else _("Sign in again with the second step: your post opens with it only."),
                reverse("mfa_activate_totp" if not found.has_authenticator else "account_reauthenticate"),
            )
        )
    if found.vacant_posts:
        needs.append(Need(_("Posts that nobody holds"), reverse("access:posts"), found.vacant_posts))
    if found.pending_invitations:
        needs.append(Need(_("Invitations that wait for an answer"), reverse("access:posts"), found.pending_invitations))
    return render(request, "site/desk.html", {"found": found, "needs": needs})
