"""Accounts, organisations and posts, written through the application role as the system."""

import uuid

from mashura.access.models import Holding, Organisation, Post, User
from mashura.access.public import SYSTEM, Actor, Kind, Role, acting_as


def make_user(**changes):
    values = {"email": f"user-{uuid.uuid4().hex[:12]}@example.org", "name": "A fictional person"} | changes
    user = User(**values)
    user.set_unusable_password()
    user.save()
    return user


def make_organisation(**changes):
    values = {"kind": "ministry", "country": "XAA", "names": {"en": "Ministry (fictional)"}, "is_fictional": True}
    with acting_as(SYSTEM):
        return Organisation.objects.create(**values | changes)


def make_post(*, organisation=None, **changes):
    organisation = organisation or make_organisation()
    values = {"titles": {"en": "Focal point"}, "role": "delegate", "countries": ["XAA"], "programmes": ["own"]}
    with acting_as(SYSTEM):
        return Post.objects.create(organisation=organisation, **values | changes)


def make_holding(*, post=None, user=None, **changes):
    post = post or make_post()
    user = user or make_user()
    with acting_as(SYSTEM):
        return Holding.objects.create(post=post, organisation_id=post.organisation_id, user=user, **changes)


def actor_in(holding) -> Actor:
    post = holding.post
    return Actor(
        kind=Kind.USER,
        user_id=holding.user_id,
        organisation_id=post.organisation_id,
        post_id=post.pk,
        roles=frozenset({Role(post.role), Role.PUBLIC}),
        countries=frozenset(post.countries),
        programmes=frozenset(post.programmes),
    )


def make_actor(role=Role.DELEGATE, **changes) -> Actor:
    """Somebody who holds a post of this role."""
    return actor_in(make_holding(post=make_post(role=role.value, **changes)))
