"""Reads of accounts, posts and holders."""

import uuid

from mashura.access.actors import ANONYMOUS, SYSTEM, Actor, Kind, Role
from mashura.access.decisions import visible
from mashura.access.models import Holding, Post, User
from mashura.access.session import acting_as


def held_posts(user_id: uuid.UUID) -> list[Post]:
    """The open posts that a person holds now, in the order in which they took them. Asked before an actor is known."""
    with acting_as(SYSTEM):
        holdings = (
            visible(SYSTEM, Holding)
            .filter(user_id=user_id, held_until__isnull=True, post__is_open=True)
            .select_related("post__organisation")
            .order_by("held_from", "pk")
        )
        return [holding.post for holding in holdings]


def actor_for(user: User, *, post_id: str = "", purpose: str = "") -> Actor:
    """The actor of a signed-in person: in the chosen post if they hold it, else in the first, else in none."""
    if not user.is_active:
        return ANONYMOUS
    posts = held_posts(user.pk)
    chosen = next((post for post in posts if str(post.pk) == post_id), posts[0] if posts else None)
    if chosen is None:
        return Actor(kind=Kind.USER, user_id=user.pk, purpose=purpose)
    return Actor(
        kind=Kind.USER,
        user_id=user.pk,
        organisation_id=chosen.organisation_id,
        post_id=chosen.pk,
        roles=frozenset({Role(chosen.role), Role.PUBLIC}),
        countries=frozenset(chosen.countries),
        programmes=frozenset(chosen.programmes),
        purpose=purpose,
    )
