"""Invitations: the only way to an account. Handing over a post is inviting its successor."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from mashura.access.actors import SYSTEM, Actor
from mashura.access.audit import record
from mashura.access.decisions import require, visible
from mashura.access.letters import send_letter
from mashura.access.models import Holding, Invitation, Post, User, UserManager
from mashura.access.permissions import Permission
from mashura.access.rules import INVITATION_LIFETIME
from mashura.access.session import acting_as
from mashura.access.tokens import hash_secret, make_token
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now


def send_invitation(
    *, actor: Actor, post: Post, email: str, language: str, address: Callable[[str], str]
) -> Invitation:
    """Invite somebody to hold a post; whoever holds it now does so until the invitation is accepted.

    An older invitation to the same post that nobody has answered is withdrawn. `address` makes the absolute address
    of the page that opens a token. Raises `InputError` for an address that cannot be written to, or a closed post.
    """
    require(actor, Permission.PLATFORM_INVITATION_SEND, post)
    email = UserManager.normalise(email)
    try:
        validate_email(email)
    except ValidationError:
        raise InputError(gettext_noop("This is not an e-mail address. Write it like name@ministry.example.")) from None
    if not post.is_open:
        raise InputError(gettext_noop("This post is closed. Open it again before you invite somebody to it."))
    at = now()
    for waiting in pending_invitations(actor, at=at).filter(post=post):
        withdraw_invitation(actor=actor, invitation=waiting)
    token, token_hash = make_token()
    invitation = Invitation.objects.create(
        email=email,
        post=post,
        organisation_id=post.organisation_id,
        token_hash=token_hash,
        invited_by_id=actor.user_id,
        sent_at=at,
        expires_at=at + INVITATION_LIFETIME,
    )
    record(actor, "access:invitation:send", invitation)
    send_letter(
        "invitation", to=email, language=language, context={"link": address(token), "expires_at": invitation.expires_at}
    )
    return invitation


def withdraw_invitation(*, actor: Actor, invitation: Invitation) -> None:
    """Make an unanswered invitation worthless."""
    require(actor, Permission.PLATFORM_INVITATION_SEND, invitation.post)
    if invitation.accepted_at is not None:
        raise InputError(gettext_noop("This invitation has been accepted already."))
    invitation.withdrawn_at = now()
    invitation.save(update_fields=["withdrawn_at"])
    record(actor, "access:invitation:withdraw", invitation)


def pending_invitations(actor: Actor, *, at: datetime) -> QuerySet[Invitation]:
    """Invitations that wait for an answer, as far as the actor may see them."""
    return visible(actor, Invitation).filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)


def open_invitation(token: str) -> Invitation:
    """The invitation behind a link. The link itself is the right to see it; `InputError` when it is worth nothing."""
    with acting_as(SYSTEM):
        found = pending_invitations(SYSTEM, at=now()).filter(token_hash=hash_secret(token))
        invitation = found.select_related("post__organisation").first()
    if invitation is None:
        raise InputError(
            gettext_noop("This invitation has expired or has been used. Ask whoever invited you for a new one.")
        )
    return invitation


def accept_invitation(*, token: str, name: str, password: str, signed_in: User | None = None) -> User:
    """Take the post: the holding of a predecessor ends, the new one begins at the same moment.

    Somebody who has an account already accepts while signed in with it (`signed_in`); anybody else gets one. Raises
    `InputError` with the reason when the link is worth nothing, or name or password cannot be used.
    """
    with acting_as(SYSTEM):
        invitation = open_invitation(token)
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if invitation.accepted_at is not None:
            raise InputError(gettext_noop("This invitation has been accepted already."))
        user = _account(invitation.email, name=name, password=password, signed_in=signed_in)
        at = now()
        Holding.objects.filter(post_id=invitation.post_id, held_until__isnull=True).update(held_until=at)
        holding = Holding.objects.create(
            post_id=invitation.post_id, organisation_id=invitation.organisation_id, user=user, held_from=at
        )
        invitation.accepted_at = at
        invitation.save(update_fields=["accepted_at"])
        record(SYSTEM, "access:holding:begin", holding, {"invitation": str(invitation.pk)})
    return user


def _account(email: str, *, name: str, password: str, signed_in: User | None) -> User:
    known = User.objects.filter(email=email).first()
    if known is not None:
        if signed_in is None or signed_in.pk != known.pk:
            raise InputError(gettext_noop("There is an account with this address. Sign in first, then open the link."))
        return known
    name = " ".join(name.split())
    if not name:
        raise InputError(gettext_noop("Write your name as it should stand in the list of participants."))
    user = User(email=email, name=name)
    check_password(password, user)
    user.set_password(password)
    user.save()
    return user


def check_password(password: str, user: Any) -> None:
    """Refuse a password that is too short, too common or close to the person's own data."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InputError("%(reasons)s", reasons=" ".join(error.messages)) from None
