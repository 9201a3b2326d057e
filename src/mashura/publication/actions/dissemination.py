"""The dissemination record: where copies of an edition went."""

from datetime import date

from mashura.access.models import Organisation
from mashura.access.public import Action, Actor, Permission, acting_as, record, require, visible
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import today
from mashura.publication.models import Dissemination, Edition
from mashura.publication.models.dissemination import RECIPIENT_KINDS

_KINDS = {code for code, _label in RECIPIENT_KINDS}


def record_dissemination(
    *,
    actor: Actor,
    edition: Edition,
    form: str,
    copies: int,
    sent_on: date,
    organisation: Organisation | None = None,
    recipients: str = "",
    recipient_kind: str = "",
    country: str = "",
    note: str = "",
) -> Dissemination:
    """Record that copies of a released edition went to an organisation, or to a class of recipients in words.

    Kind and country of an organisation are its own. Nobody's name belongs here.

    Raises:
        Forbidden, NotHere: the actor does not keep the record of this programme.
        InputError: the edition is not released, or what is given does not fit together.
    """
    require(actor, Permission.PROGRAMME_EDITION_DISSEMINATE, edition)
    recipients = " ".join(recipients.split())
    if not edition.is_released:
        raise InputError(gettext_noop("Only what is released is disseminated."))
    if organisation is None and not recipients:
        raise InputError(gettext_noop("Choose an organisation, or say to whom in words."), field="recipients")
    if "@" in recipients or "@" in note:
        raise InputError(gettext_noop("Addresses of persons do not belong here."), field="recipients")
    if organisation is None and recipient_kind not in _KINDS:
        raise InputError(gettext_noop("Choose the kind of recipient."), field="recipient_kind")
    if copies < 1:
        raise InputError(gettext_noop("At least one copy went out."), field="copies")
    if sent_on > today():
        raise InputError(gettext_noop("This day lies in the future."), field="sent_on")
    with acting_as(actor):
        if organisation is not None and not visible(actor, Organisation).filter(pk=organisation.pk).exists():
            raise InputError(gettext_noop("Choose organisations from the list."), field="organisation")
        row = Dissemination.objects.create(
            edition=edition,
            programme=edition.programme_id,
            is_released=edition.is_released,
            organisation=organisation,
            recipients=recipients,
            recipient_kind=organisation.kind if organisation else recipient_kind,
            country=(organisation.country or "") if organisation else country,
            language=edition.language,
            form=form,
            copies=copies,
            sent_on=sent_on,
            note=" ".join(note.split()),
        )
        record(actor, "publication:dissemination:record", row, {"copies": copies})
    return row


def remove_dissemination(*, actor: Actor, row: Dissemination) -> None:
    """Take back an entry that was recorded by mistake; the audit keeps that it was there.

    Raises:
        Forbidden, NotHere: the actor does not keep the record of this programme.
    """
    require(actor, Action.DELETE, row)
    with acting_as(actor):
        record(actor, "publication:dissemination:remove", row, {"copies": row.copies})
        row.delete()
