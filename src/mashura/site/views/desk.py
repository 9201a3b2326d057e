"""What needs me: the page after signing in. Each thing is one click from its action."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from mashura.access.public import (
    Actor,
    Desk,
    Need,
    Permission,
    Place,
    can,
    changes_since,
    desk_of,
    last_visit,
    needs_of,
    places_of,
)
from mashura.evidence.public import Dataset


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
                else _("Enter a code of your authenticator app: your post opens with it only."),
                reverse("mfa_activate_totp")
                if not found.has_authenticator
                # Not the password's page: only the code makes this session one that was opened by the second step.
                else f"{reverse('mfa_reauthenticate')}?{urlencode({'next': reverse('desk')})}",
            )
        )
    if found.vacant_posts:
        needs.append(Need(_("Posts that nobody holds"), reverse("access:posts"), found.vacant_posts))
    if found.pending_invitations:
        needs.append(Need(_("Invitations that wait for an answer"), reverse("access:posts"), found.pending_invitations))
    since = last_visit(request)
    context = {
        "found": found,
        "needs": [*needs, *needs_of(actor)],
        "places": [*places_of(actor), *_places(actor, found)],
        "since": since,
        "changes": changes_since(actor, since),
    }
    return render(request, "site/desk.html", context)


def _places(actor: Actor, found: Desk) -> list[Place]:
    """Where this person may go, what the post is for first."""
    places: list[Place] = []
    if can(actor, Permission.PLATFORM_DATASET_IMPORT, Dataset):
        places.append(
            Place(
                _("Data: import a file"),
                _("Choose a dataset, then bring its new vintage."),
                reverse("evidence:datasets"),
            )
        )
    if found.may_issue_code:
        places.append(
            Place(
                _("Code for a meeting room"),
                _("Delegates sign in with it during a meeting."),
                reverse("access:meeting_codes"),
            )
        )
    if found.may_read_audit:
        places.append(Place(_("Audit"), _("Who did, saw or was refused what."), reverse("access:audit")))
    if found.acting_in:
        places.append(Place(_("Posts"), _("The posts that you may see, and their holders."), reverse("access:posts")))
    places.append(
        Place(
            _("Protection of your account"),
            _("Password, authenticator app and recovery codes."),
            reverse("mfa_index"),
        )
    )
    places.append(Place(_("Sign out"), _("What you have saved stays saved."), reverse("account_logout")))
    return places
