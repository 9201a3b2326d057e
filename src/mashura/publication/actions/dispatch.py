"""Sending an edition by e-mail: a message with its link to the holder of each chosen post, in the holder's language."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from mashura.access.models import Organisation, Post
from mashura.access.public import (
    SYSTEM,
    Actor,
    Permission,
    acting_as,
    held_language,
    record,
    require,
    visible,
    write_to_holder,
)
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import today
from mashura.publication.actions.dissemination import record_dissemination
from mashura.publication.addresses import edition_address
from mashura.publication.models import Dissemination, Edition


def dispatch_edition(*, actor: Actor, edition: Edition, posts: Iterable[uuid.UUID]) -> list[Dissemination]:
    """Send the link of a released edition to the holders of posts, and record it by organisation and language.

    Each gets the edition in their own language where the same kind of document is released in it, else this one. A post
    that nobody holds gets nothing. The messages are written by the task worker once the record is committed.

    Raises:
        Forbidden, NotHere: the actor does not disseminate editions of this programme.
        InputError: it is not released, no post was chosen, or nobody holds any of them.
    """
    require(actor, Permission.PROGRAMME_EDITION_DISSEMINATE, edition)
    if not edition.is_released:
        raise InputError(gettext_noop("Only what is released is disseminated."))
    wanted = set(posts)
    with acting_as(actor):
        chosen = list(
            visible(actor, Post)
            .filter(pk__in=wanted, is_open=True, programmes__contains=[edition.programme_id])
            .select_related("organisation")
        )
        if not wanted or len(chosen) != len(wanted):
            raise InputError(gettext_noop("Choose posts from the list."), field="posts")
        by_language = _released_siblings(edition)
        going: dict[tuple[Edition, Organisation], list[Post]] = {}
        for post in chosen:
            language = held_language(post.pk)
            if language is not None:
                going.setdefault((by_language.get(language, edition), post.organisation), []).append(post)
        if not going:
            raise InputError(gettext_noop("Nobody holds the posts that you chose."), field="posts")
        rows = []
        for (sent, organisation), to in going.items():
            rows.append(
                record_dissemination(
                    actor=actor,
                    edition=sent,
                    organisation=organisation,
                    form=Dissemination.Form.EMAIL,
                    copies=len(to),
                    sent_on=today(),
                )
            )
            for post in to:
                _deliver_later(sent, post)
        record(actor, "publication:edition:dispatch", edition, {"posts": [str(post.pk) for post in chosen]})
    return rows


def deliver(*, edition_id: str, post_id: str) -> None:
    """Write to the holder of a post that an edition is there; nothing when it is public no longer or nobody holds it.

    For the task worker, as the system.
    """
    with acting_as(SYSTEM):
        edition = visible(SYSTEM, Edition).select_related("programme").filter(pk=edition_id, is_released=True).first()
        if edition is None:
            return

        def context(language: str) -> Mapping[str, Any]:
            address = edition_address(
                kind=edition.kind,
                programme=edition.programme_id,
                language=edition.language,
                version=edition.version,
                reader_language=language,
            )
            return {"edition": edition, "link": address, "programme": edition.programme.names.shown(language).text}

        write_to_holder(uuid.UUID(post_id), "publication/letters/edition.txt", context)


def _released_siblings(edition: Edition) -> dict[str, Edition]:
    """The newest released documents of the same programme and kind, by language; `edition` itself in its own."""
    found = (
        visible(SYSTEM, Edition)
        .filter(programme=edition.programme_id, kind=edition.kind, is_released=True)
        .order_by("language", "-version")
        .distinct("language")
    )
    return {row.language: row for row in found} | {edition.language: edition}


def _deliver_later(edition: Edition, post: Post) -> None:
    edition_id, post_id = str(edition.pk), str(post.pk)

    def defer() -> None:
        from mashura.publication.tasks import deliver_edition  # noqa: PLC0415 # the tasks use these actions

        deliver_edition.defer(edition_id=edition_id, post_id=post_id)

    transaction.on_commit(defer)
