"""Ordering an edition: composing and setting takes a while, so the task worker does it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mashura.access.public import ANONYMOUS, Actor, Permission, acting_as, record, require
from mashura.consultation.public import programme as released_programme
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now
from mashura.publication.models import Edition


def order_build(
    *, actor: Actor, programme: str, kind: str, languages: Sequence[str], embargo_until: datetime | None = None
) -> None:
    """Have the documents built by the task worker once this is committed. They wait for clearance then.

    Raises:
        Forbidden: the actor may not build editions of this programme.
        NotHere: there is no released programme with this code.
        InputError: an embargo that a report cannot print, or one in the past.
    """
    with acting_as(actor):
        subject = released_programme(ANONYMOUS, programme)
        require(actor, Permission.PROGRAMME_EDITION_BUILD, Edition(programme=subject))
        if embargo_until is not None and kind != Edition.Kind.PRESS_NOTE:
            raise InputError(gettext_noop("Only a press note prints an embargo."), field="embargo_until")
        if embargo_until is not None and embargo_until <= now():
            raise InputError(
                gettext_noop("The embargo ends in the past: give a moment to come."), field="embargo_until"
            )
        record(actor, "publication:edition:order", subject, {"kind": kind, "languages": list(languages)})

    def defer() -> None:
        from mashura.publication.tasks import build_ordered  # noqa: PLC0415 # the tasks use these actions

        build_ordered.defer(
            programme=programme,
            kind=kind,
            languages=list(languages),
            embargo_until=embargo_until.isoformat() if embargo_until else None,
        )

    transaction.on_commit(defer)
