"""What a signed-in person finds of posts and rights on their desk."""

from dataclasses import dataclass

from django.http import HttpRequest

from mashura.access.actions.invitation import pending_invitations
from mashura.access.actors import Actor
from mashura.access.decisions import can
from mashura.access.models import AuditEntry, MeetingCode, Post, User
from mashura.access.permissions import Action, Permission
from mashura.access.queries import held_posts, vacant_posts
from mashura.access.rules import needs_second_factor
from mashura.access.second_factor import has_authenticator, has_second_factor
from mashura.kit.clock import now


@dataclass(frozen=True)
class Desk:
    """Posts held (those still closed for want of a second factor apart), and what the post acted in may do."""

    acting_in: Post | None
    posts: list[Post]
    closed_posts: list[Post]
    has_authenticator: bool
    vacant_posts: int
    pending_invitations: int
    may_issue_code: bool
    may_read_audit: bool


def desk_of(actor: Actor, request: HttpRequest) -> Desk:
    """The desk of whoever is signed in with this request."""
    user = request.user
    if actor.user_id is None or not isinstance(user, User):
        raise ValueError("a desk is for somebody who is signed in")
    held = held_posts(actor.user_id)
    second_factor = has_second_factor(request)
    posts = [post for post in held if second_factor or not needs_second_factor([post.role])]
    may_invite = can(actor, Permission.PLATFORM_INVITATION_SEND, Post)
    return Desk(
        acting_in=next((post for post in posts if post.pk == actor.post_id), None),
        posts=posts,
        closed_posts=[post for post in held if post not in posts],
        has_authenticator=has_authenticator(user),
        vacant_posts=len(vacant_posts(actor)) if may_invite else 0,
        pending_invitations=pending_invitations(actor, at=now()).count() if may_invite else 0,
        may_issue_code=can(actor, Permission.PLATFORM_MEETING_CODE_ISSUE, MeetingCode),
        may_read_audit=can(actor, Action.VIEW, AuditEntry),
    )
