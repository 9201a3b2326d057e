"""The report of the fictional programme on its way to the public, and where its copies went."""

from datetime import timedelta

from mashura.access.public import Role, acting_as
from mashura.kit.clock import now, today
from mashura.publication.models import Edition
from mashura.publication.public import (
    build_editions,
    build_press_notes,
    clear_edition,
    record_dissemination,
    release_edition,
    request_clearance,
    visible_editions,
)
from mashura.site.demonstration.cast import Cast

_EMBARGO_DAYS = 30
# To whom, kind of recipient, form, copies: fictional, by language.
_COPIES = {
    "en": (
        ("Members of the parliaments of Amarilia, Belvoria and Corvania (fictional)", "parliament", "print", 120),
        ("Participants of the regional meeting (fictional)", "participants", "event", 60),
        ("University libraries of the three States (fictional)", "library", "usb", 15),
    ),
    "ar": (
        ("أعضاء برلمانات أماريليا وبلفوريا وكورفانيا (جهات خيالية)", "parliament", "print", 150),
        ("المشاركون في الاجتماع الإقليمي (جهات خيالية)", "participants", "event", 80),
    ),
    "fr": (("Presse régionale (fictive)", "media", "e-mail", 35),),
}


def play_editions(cast: Cast) -> None:
    """Reports cleared by every country they have a chapter on and released; a press note still under embargo."""
    secretariat = cast.actor(Role.SECRETARIAT)
    with acting_as(secretariat):
        if visible_editions(secretariat, programme=cast.programme, kind=None).exists():
            return
    for edition in build_editions(actor=secretariat, programme=cast.programme):
        _clear(cast, edition)
        release_edition(actor=secretariat, edition=edition)
        for recipients, kind, form, copies in _COPIES.get(edition.language, ()):
            record_dissemination(
                actor=secretariat,
                edition=edition,
                recipients=recipients,
                recipient_kind=kind,
                form=form,
                copies=copies,
                sent_on=today(),
            )
    # A whole hour, so that the note says a moment that people would choose.
    until = (now() + timedelta(days=_EMBARGO_DAYS)).replace(hour=10, minute=0, second=0, microsecond=0)
    for note in build_press_notes(actor=secretariat, programme=cast.programme, embargo_until=until):
        _clear(cast, note)
        release_edition(actor=secretariat, edition=note, public_from=until)


def _clear(cast: Cast, edition: Edition) -> None:
    if not edition.waits_for:
        return
    request_clearance(actor=cast.actor(Role.SECRETARIAT), edition=edition)
    for country in edition.waits_for:
        clear_edition(actor=cast.actor(Role.HEAD_OF_DELEGATION, country), edition=edition, country=country)
