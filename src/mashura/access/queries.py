"""Reads of accounts, posts and holders."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mashura.access.actors import ANONYMOUS, SYSTEM, Actor, Kind, Role
from mashura.access.decisions import NotHere, can, visible
from mashura.access.duties import DUTIES
from mashura.access.models import AuditEntry, Holding, Post, User
from mashura.access.permissions import Action
from mashura.access.rules import needs_second_factor
from mashura.access.session import acting_as
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.kit.text import sort_key


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


def actor_for(user: User, *, second_factor: bool, post_id: str = "", purpose: str = "") -> Actor:
    """The actor of a signed-in person: in the chosen post if they hold it, else in the first, else in none.

    Without a second factor in this session, posts whose role asks for one stay closed (`rules.SECOND_FACTOR_ROLES`).
    """
    if not user.is_active:
        return ANONYMOUS
    posts = [post for post in held_posts(user.pk) if second_factor or not needs_second_factor([post.role])]
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


@dataclass(frozen=True)
class Holder:
    """Somebody who holds or held a post, for those who may see it."""

    name: str
    held_from: datetime
    held_until: datetime | None


@dataclass(frozen=True)
class PostShown:
    """A post with its holders, the newest first.

    `holder` is None when the post is vacant, or when holders are not for this reader to see (`shows_holders`).
    """

    post: Post
    holder: Holder | None
    history: list[Holder]
    shows_holders: bool


def visible_posts(actor: Actor) -> list[PostShown]:
    """The posts that the actor may see: organisations by name in the reader's language, then by role."""
    language = current_reader().language

    def place(post: Post) -> tuple[str, int, str]:
        name = post.organisation.names.shown(language).text
        return sort_key(name, language), Role.values.index(post.role), str(post.pk)

    found = visible(actor, Post).select_related("organisation")
    return _with_holders(actor, sorted(found, key=place))


def visible_post(actor: Actor, post_id: uuid.UUID) -> PostShown:
    """One post; `NotHere` when there is none or it is not for this reader."""
    found = visible(actor, Post).select_related("organisation").filter(pk=post_id).first()
    if found is None:
        raise NotHere
    return _with_holders(actor, [found])[0]


def _with_holders(actor: Actor, posts: list[Post]) -> list[PostShown]:
    held: dict[uuid.UUID, list[Holder]] = {post.pk: [] for post in posts}
    holdings = visible(actor, Holding).filter(post_id__in=held).select_related("user").order_by("-held_from", "-pk")
    for holding in holdings:
        held[holding.post_id].append(Holder(holding.user.name, holding.held_from, holding.held_until))
    return [
        PostShown(
            post=post,
            holder=next((holder for holder in held[post.pk] if holder.held_until is None), None),
            history=[holder for holder in held[post.pk] if holder.held_until is not None],
            shows_holders=can(actor, Action.VIEW, Holding(post=post, organisation_id=post.organisation_id)),
        )
        for post in posts
    ]


@dataclass(frozen=True, slots=True)
class Contact:
    """A post that a programme names as a contact; its holder is nobody's business."""

    titles: Localised
    organisation: Localised


def programme_contacts(programme: str, *, is_fictional: bool) -> list[Contact]:
    """The open posts of a programme's secretariat, for documents that everybody may read.

    `is_fictional` says which bodies: invented ones never stand in a document about real States, nor the reverse.
    """
    with acting_as(SYSTEM):
        posts = (
            visible(SYSTEM, Post)
            .filter(
                role=Role.SECRETARIAT,
                is_open=True,
                programmes__contains=[programme],
                organisation__is_fictional=is_fictional,
            )
            .select_related("organisation")
            .order_by("pk")
        )
        return [Contact(post.titles, post.organisation.names) for post in posts]


@dataclass(frozen=True)
class Brief:
    """What the holder of a post starts with: the post and its reach, who had it before, what the role does."""

    shown: PostShown
    role: Role
    duties: Sequence[object]


def post_brief(actor: Actor, post_id: uuid.UUID) -> Brief:
    """The brief of a post that the actor may see."""
    shown = visible_post(actor, post_id)
    role = Role(shown.post.role)
    return Brief(shown=shown, role=role, duties=DUTIES[role])


def vacant_posts(actor: Actor) -> list[PostShown]:
    """Open posts that nobody holds, for those who may fill them."""
    return [shown for shown in visible_posts(actor) if shown.holder is None and shown.post.is_open]


@dataclass(frozen=True)
class EntryShown:
    """An audit entry with the post that acted, when there is one that the reader may see."""

    entry: AuditEntry
    post: Post | None


def with_posts(actor: Actor, entries: Iterable[AuditEntry]) -> list[EntryShown]:
    """The entries with the posts behind them, in the order given."""
    shown = list(entries)
    posts = visible(actor, Post).in_bulk({entry.post_id for entry in shown if entry.post_id is not None})
    return [EntryShown(entry, posts.get(entry.post_id)) for entry in shown]
